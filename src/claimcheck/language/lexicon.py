"""All names and cues in one trie over token ids, walked once over an article.

spaCy's PhraseMatcher does the same walk, but must be filled anew at every start (0.4 s for these vocabularies); this trie of plain dicts is
loaded from the compiled rule base in a few milliseconds, steps over hyphens, and its cost does not grow with the number of names.
Keys are spaCy's 64-bit hashes of the lower-case word, which are the same on every machine.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from spacy.strings import hash_string

from claimcheck.language.forms import Forms, is_abbreviation
from claimcheck.language.patterns import Gap, Part, Slot, expand
from claimcheck.model import Concept

END = 0
HYPHENS = frozenset(hash_string(mark) for mark in ("-", "\u2010", "\u2011"))
Trie = dict[int, Any]


@dataclass(frozen=True, slots=True)
class Name:
    """A written form of a concept. `exact` asks for these capitals; `ambiguous` for another name of the concept in the article."""

    concept: str
    kind: str
    exact: str | None = None
    ambiguous: bool = False


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue of a category ("negation", "relation", "rule" ...): `value` is what it says, `attributes` how it works."""

    category: str
    value: str
    attributes: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Anchor:
    """A cue of several parts, entered by its longest run of words."""

    cue: int
    parts: tuple[Any, ...]
    at: int


@dataclass(slots=True)
class Lexicon:
    """The compiled vocabulary. `trie` leads to lists of entries: a Name index (>= 0), or a cue index (< 0, as -1 - index), or an Anchor."""

    trie: Trie = field(default_factory=dict)
    names: list[Name] = field(default_factory=list)
    cues: list[Cue] = field(default_factory=list)

    def add_concept(self, concept: Concept, forms: Forms, tokenise: Callable[[str], Sequence[str]]) -> None:
        """Enter every written form of a concept's names."""
        for ambiguous, names in ((False, (concept.name, *concept.also)), (True, concept.ambiguous)):
            for name in names:
                exact = is_abbreviation(name)
                for form in sorted(forms.names(name)):
                    self.names.append(Name(concept.id, concept.kind, form if exact else None, ambiguous))
                    self._enter(ids(tokenise(form)), len(self.names) - 1)

    def add_cue(self, cue: Cue, patterns: Iterable[str], forms: Forms, tokenise: Callable[[str], Sequence[str]]) -> None:
        """Enter every alternative of a cue's patterns. RuleError if one is malformed."""
        self.cues.append(cue)
        index = len(self.cues) - 1
        for pattern in patterns:
            for parts in expand(pattern, forms):
                keyed = tuple(ids(tokenise(" ".join(part))) if isinstance(part, tuple) else part for part in parts)
                if len(keyed) == 1:
                    self._enter(keyed[0], -1 - index)  # type: ignore[arg-type]
                    continue
                at = max((i for i, part in enumerate(keyed) if isinstance(part, tuple)), key=lambda i: (len(keyed[i]), -i))  # type: ignore[arg-type]
                self._enter(keyed[at], Anchor(index, keyed, at))  # type: ignore[arg-type]

    def _enter(self, keys: Sequence[int], entry: int | Anchor) -> None:
        node = self.trie
        for key in keys:
            node = node.setdefault(key, {})
        entries = node.setdefault(END, [])
        if entry not in entries:
            entries.append(entry)


def ids(words: Sequence[str]) -> tuple[int, ...]:
    """The keys of some words, hyphens left out."""
    return tuple(key for key in (hash_string(word.lower()) for word in words) if key not in HYPHENS)


def scan(trie: Trie, tokens: Sequence[int]) -> list[tuple[int, int, Any]]:
    """Every (start, end, entry) in a row of token ids; hyphens inside a match are stepped over."""
    found: list[tuple[int, int, Any]] = []
    last = len(tokens)
    get = trie.get
    for start, token in enumerate(tokens):
        node = get(token)
        at = start + 1
        while node is not None:
            entries = node.get(END)
            if entries is not None:
                for entry in entries:
                    found.append((start, at, entry))
            if at >= last:
                break
            nxt = node.get(tokens[at])
            if nxt is None and tokens[at] in HYPHENS and at + 1 < last:
                at += 1
                nxt = node.get(tokens[at])
            node = nxt
            at += 1
    return found


Slots = Callable[[str, int, int], "tuple[int, int] | None"]


def assemble(anchor: Anchor, start: int, end: int, tokens: Sequence[int], bounds: tuple[int, int], slots: Slots) -> tuple[int, int] | None:
    """The token span of a cue of several parts around its anchor, or None. `slots(kind, at, step)` finds a mention next to a place."""
    right = _follow(anchor.parts[anchor.at + 1 :], end, +1, tokens, bounds, slots)
    if right is None:
        return None
    left = _follow(tuple(reversed(anchor.parts[: anchor.at])), start - 1, -1, tokens, bounds, slots)
    return None if left is None else (left + 1, right)


def _follow(parts: tuple[Any, ...], at: int, step: int, tokens: Sequence[int], bounds: tuple[int, int], slots: Slots) -> int | None:
    """The place just beyond the last part when the parts follow from `at` in direction `step`, else None."""
    if not parts:
        return at
    slack = 0
    first = parts[0]
    if isinstance(first, Gap):
        slack = first.most
        parts = parts[1:]
        if not parts:
            return at
        first = parts[0]
    for skipped in range(slack + 1):
        place = at + step * skipped
        if not bounds[0] <= place < bounds[1]:
            return None
        beyond = _mention(first, place, step, slots) if isinstance(first, Slot) else _run(first, place, step, tokens, bounds)
        if beyond is not None:
            rest = _follow(parts[1:], beyond, step, tokens, bounds, slots)
            if rest is not None:
                return rest
    return None


def _mention(slot: Slot, place: int, step: int, slots: Slots) -> int | None:
    span = slots(slot.kind, place, step)
    if span is None:
        return None
    return span[1] if step > 0 else span[0] - 1


def _run(keys: tuple[int, ...], place: int, step: int, tokens: Sequence[int], bounds: tuple[int, int]) -> int | None:
    for key in keys if step > 0 else reversed(keys):
        if not bounds[0] <= place < bounds[1]:
            return None
        if tokens[place] in HYPHENS:
            place += step
            if not bounds[0] <= place < bounds[1]:
                return None
        if tokens[place] != key:
            return None
        place += step
    return place


def exact_match(name: Name, text: str) -> bool:
    """Whether the text has the capitals that an abbreviation asks for."""
    return name.exact is None or text.replace("-", "") == name.exact.replace("-", "").replace(" ", "") or text == name.exact
