"""Misspelt names: a long word that nobody knows and that one known name, and only one, is a slip of the pen away from.

The bounds are strict, for a wrong guess would put words into the writer's mouth: the first letter is right, the end is not where the slip is
(arthritic is no slip for arthritis) unless an "e" is missing (glucosamin), a known word is never changed, and no second name is near. Words that look like a name but are
others (mediation, meditation) are listed in rules/language/look-alikes.yaml.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
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
    """The long words of names by first letter and length, by these and their ending, and the keys of all words that are known."""

    names: dict[str, tuple[str, ...]] = field(default_factory=dict)
    endings: dict[str, tuple[str, ...]] = field(default_factory=dict)
    known: frozenset[int] = frozenset()

    def mended(self, key: int, word: str) -> int:
        """The key of the name that the word is a slip for, or its own key."""
        if key in self.known or len(word) < SHORTEST - 1 or not word.isalpha():
            return key
        word = word.lower()
        slips = 2 if len(word) >= LONG else 1
        lengths = range(len(word) - slips, len(word) + slips + 1)
        if not _near(word, (self.endings.get(f"{word[0]}{length}{word[-END:]}", ()) for length in lengths), slips) and word + "e" not in self.names.get(
            f"{word[0]}{len(word) + 1}", ()
        ):
            return key
        near = _near(word, (self.names.get(f"{word[0]}{length}", ()) for length in lengths), slips + 1)
        apart, name = near[0]
        alone = len(near) == 1 or (apart == 1 and near[1][0] > 1)
        return get_string_id(name) if alone and apart <= slips and (name[-END:] == word[-END:] or name == word + "e") else key


def _near(word: str, groups: Iterable[Sequence[str]], most: int) -> list[tuple[float, str]]:
    """The names at most so many slips away, the nearest first."""
    return sorted((apart, name) for names in groups for name, apart, _ in process.extract(word, names, scorer=OSA.distance, score_cutoff=most, limit=2))


def spelling_of(words: Iterable[str], known: Iterable[int], look_alikes: Iterable[str]) -> Spelling:
    """A Spelling from the words of all names, the keys of all known words, and words that only look like a name."""
    names: dict[str, list[str]] = {}
    endings: dict[str, list[str]] = {}
    for word in sorted({word.lower() for word in words}):
        names.setdefault(f"{word[0]}{len(word)}", []).append(word)
        endings.setdefault(f"{word[0]}{len(word)}{word[-END:]}", []).append(word)
    return Spelling(
        {key: tuple(found) for key, found in names.items()},
        {key: tuple(found) for key, found in endings.items()},
        frozenset((*known, *map(get_string_id, look_alikes))),
    )
