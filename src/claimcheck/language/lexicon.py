"""All names and cues in one trie over token keys, walked once over an article.

spaCy's PhraseMatcher does the same walk, but must be filled anew at every start (0.4 s for these vocabularies). This trie is one flat
dict from the mixed hash of a run of words to its entries: it is loaded from the compiled rule base in milliseconds, steps over hyphens,
and its cost does not grow with the number of names. Keys are spaCy's 64-bit hashes of the lower-case word, the same on every machine.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from spacy.strings import get_string_id

from claimcheck.language.forms import Forms, is_abbreviation
from claimcheck.language.patterns import Gap, Slot, parse
from claimcheck.language.spelling import LONGER, MISSPELT, SHORTEST
from claimcheck.model import Concept

INNER = -1
MASK = (1 << 64) - 1
MIX = 0x9E3779B97F4A7C15
HYPHENS = frozenset(get_string_id(mark) for mark in ("-", "\u2010", "\u2011"))


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
    """The compiled vocabulary. `trie` leads to an index of `entries`: Name indexes (>= 0), cue indexes (< 0, as -1 - index), Anchors.

    `known` are the keys of all its words; `long_words` the words of names that a slip of the pen can be told from (language/spelling.py).
    """

    trie: dict[int, int] = field(default_factory=dict)
    entries: list[tuple[Any, ...]] = field(default_factory=list)
    names: list[Name] = field(default_factory=list)
    cues: list[Cue] = field(default_factory=list)
    known: set[int] = field(default_factory=set)
    long_words: set[str] = field(default_factory=set)

    def add_concept(self, concept: Concept, forms: Forms, tokenise: Callable[[str], Sequence[str]]) -> None:
        """Enter every written form of a concept's names."""
        for ambiguous, names in ((False, (concept.name, *concept.also)), (True, concept.ambiguous)):
            for name in names:
                exact = is_abbreviation(name)
                for number, form in enumerate(sorted(forms.names(name))):
                    if exact or number == 0:
                        self.names.append(Name(concept.id, concept.kind, form if exact else None, ambiguous))
                    words = tokenise(form)
                    self._enter(ids(words), len(self.names) - 1)
                    if concept.kind in MISSPELT:
                        self.long_words.update(word for word in words if word.isalpha() and len(word) >= (SHORTEST if len(words) == 1 else LONGER))

    def add_cue(self, cue: Cue, patterns: Iterable[str], forms: Forms, tokenise: Callable[[str], Sequence[str]]) -> None:
        """Enter every alternative of a cue's patterns. RuleError if one is malformed."""
        self.cues.append(cue)
        index = len(self.cues) - 1
        for pattern in patterns:
            parts: list[Any] = []
            words = parse(pattern, forms)
            for part in words:
                parts.append(tuple(dict.fromkeys(keys for run in part for keys in _keys(run, tokenise))) if isinstance(part, tuple) else part)
            self.known.update(key for part in parts if isinstance(part, tuple) for keys in part for key in keys)
            if len(parts) == 1:
                for keys in parts[0]:
                    self._enter(keys, -1 - index)
                continue
            at = max((i for i, part in enumerate(words) if isinstance(part, tuple)), key=lambda i: (_rarity(words[i]), -i))
            anchor = Anchor(index, tuple(parts), at)
            for keys in parts[at]:
                self._enter(keys, anchor)

    def _enter(self, keys: Sequence[int], entry: int | Anchor) -> None:
        self.known.update(keys)
        state = keys[0]
        for key in keys[1:]:
            self.trie.setdefault(state, INNER)
            state = (state * MIX & MASK) ^ key
        at = self.trie.get(state, INNER)
        if at == INNER:
            self.trie[state] = len(self.entries)
            self.entries.append((entry,))
        elif entry not in self.entries[at]:
            self.entries[at] += (entry,)


def _keys(run: Sequence[str], tokenise: Callable[[str], Sequence[str]]) -> Iterator[tuple[int, ...]]:
    """The keys of a run of words; with a full stop in it also as it is cut where it has a capital ("Ms.")."""
    text = " ".join(run)
    yield ids(tokenise(text))
    if "." in text:
        yield ids(tokenise(text.title()))


def _rarity(chunk: Any) -> float:
    """How seldom a chunk of words is likely to turn up: its mean length in letters."""
    return sum(len(word) for words in chunk for word in words) / len(chunk)


def ids(words: Sequence[str]) -> tuple[int, ...]:
    """The keys of some words, hyphens left out."""
    return tuple(key for key in (get_string_id(word.lower()) for word in words) if key not in HYPHENS)


def scan(lexicon: Lexicon, tokens: Sequence[int]) -> list[tuple[int, int, Any]]:
    """Every (start, end, entry) in a row of token keys; hyphens inside a match are stepped over."""
    found: list[tuple[int, int, Any]] = []
    last = len(tokens)
    get = lexicon.trie.get
    entries = lexicon.entries
    for start, state in enumerate(tokens):
        index = get(state)
        at = start + 1
        while index is not None:
            if index >= 0:
                for entry in entries[index]:
                    found.append((start, at, entry))
            if at >= last:
                break
            key = tokens[at]
            if key in HYPHENS:
                if at + 1 >= last:
                    break
                at += 1
                key = tokens[at]
            state = (state * MIX & MASK) ^ key
            index = get(state)
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
        ways = [_mention(first, place, step, slots)] if isinstance(first, Slot) else [_run(keys, place, step, tokens, bounds) for keys in first]
        for beyond in ways:
            rest = None if beyond is None else _follow(parts[1:], beyond, step, tokens, bounds, slots)
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
