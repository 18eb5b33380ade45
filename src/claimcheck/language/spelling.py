"""Misspelt names: a long word that nobody knows and that one known name, and only one, is a slip of the pen away from.

The bounds are strict, for a wrong guess would put words into the writer's mouth: the first letter is right, the end is not where the slip is
(arthritic is no slip for arthritis) unless an "e" is missing (glucosamin), a known word is never changed, and no second name is near. Words that look like a name but are
others (mediation, meditation) are listed in rules/language/look-alikes.yaml.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from rapidfuzz import process
from rapidfuzz.distance import OSA
from spacy.strings import get_string_id

SHORTEST = 8
LONGER = 10
"""The shortest word that is a name by itself, and the shortest one of a longer name ("rheumatoid arthritis")."""
MISSPELT = frozenset({"condition", "treatment", "outcome"})
"""The kinds of concepts whose misspelt names are known."""
LONG = 12
"""From this length on a word may hold two slips instead of one."""
END = 2
"""So many letters at the end are the same."""


@dataclass(slots=True)
class Spelling:
    """The long words of names by first letter and length, and the keys of all words that are known."""

    names: dict[str, tuple[str, ...]] = field(default_factory=dict)
    known: frozenset[int] = frozenset()

    def mended(self, key: int, word: str) -> int:
        """The key of the name that the word is a slip for, or its own key."""
        if key in self.known or len(word) < SHORTEST - 1 or not word.isalpha():
            return key
        word = word.lower()
        slips = 2 if len(word) >= LONG else 1
        near: list[tuple[float, str]] = []
        for length in range(len(word) - slips, len(word) + slips + 1):
            names = self.names.get(f"{word[0]}{length}", ())
            near += [(apart, name) for name, apart, _ in process.extract(word, names, scorer=OSA.distance, score_cutoff=slips + 1, limit=2)]
        near.sort()
        if not near or near[0][0] > slips:
            return key
        apart, name = near[0]
        alone = len(near) == 1 or (apart == 1 and near[1][0] > 1)
        return get_string_id(name) if alone and (name[-END:] == word[-END:] or name == word + "e") else key


def spelling_of(words: Iterable[str], known: Iterable[int], look_alikes: Iterable[str]) -> Spelling:
    """A Spelling from the words of all names, the keys of all known words, and words that only look like a name."""
    names: dict[str, list[str]] = {}
    for word in sorted({word.lower() for word in words}):
        names.setdefault(f"{word[0]}{len(word)}", []).append(word)
    return Spelling({key: tuple(found) for key, found in names.items()}, frozenset((*known, *map(get_string_id, look_alikes))))
