"""The pattern language of cues and rules: a phrase with a little give.

no side effects           the words, in any case; a hyphen may stand between them
cure~                     any inflection of the word
safe|harmless             one of these
(any)                     optional word or words: without (any) side effects
...                       up to 3 words between; `...8` up to 8
<treatment>               a mention of that kind of concept (also `<number>`)
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from claimcheck.errors import RuleError
from claimcheck.language.forms import Forms

GAP = 3
LIMIT = 1500
_PIECE = re.compile(r"\(([^()]*)\)|<([a-z-]+)>|\.\.\.(\d*)|(\S+)")


@dataclass(frozen=True, slots=True)
class Gap:
    """Up to `most` words."""

    most: int


@dataclass(frozen=True, slots=True)
class Slot:
    """A mention of a kind."""

    kind: str


Words = tuple[str, ...]
Chunk = tuple[Words, ...]
Part = Chunk | Gap | Slot


def parse(pattern: str, forms: Forms) -> tuple[Part, ...]:
    """A pattern as chunks of words (each with all its alternatives) with gaps and slots between them. RuleError if it is malformed."""
    parts: list[Part] = []
    choices: list[list[Words]] = []

    def close() -> None:
        if choices:
            parts.append(_chunk(choices, pattern))
            choices.clear()

    for match in _PIECE.finditer(pattern):
        optional, kind, gap, word = match.groups()
        if optional is not None:
            choices.append([(), *(words for alternative in optional.split("|") for words in _words(alternative.split(), forms))])
        elif kind:
            close()
            parts.append(Slot(kind))
        elif match.group().startswith("..."):
            close()
            parts.append(Gap(int(gap) if gap else GAP))
        else:
            choices.append([(form,) for form in _alternatives(word, forms)])
    close()
    if not any(isinstance(part, tuple) for part in parts):
        raise RuleError(f"pattern {pattern!r} has no word of its own", remedy="add a word that anchors it")
    return tuple(parts)


def _chunk(choices: list[list[Words]], pattern: str) -> Chunk:
    total = 1
    for choice in choices:
        total *= len(choice)
    if total > LIMIT:
        raise RuleError(f"pattern {pattern!r} has more than {LIMIT} alternatives", remedy="split it into several, or use a gap")
    chunk = dict.fromkeys(tuple(itertools.chain.from_iterable(combination)) for combination in itertools.product(*choices))
    if () in chunk:
        raise RuleError(f"pattern {pattern!r} has a part that is all optional", remedy="leave it out")
    return tuple(chunk)


def _words(words: list[str], forms: Forms) -> Iterator[Words]:
    yield from itertools.product(*(_alternatives(word, forms) for word in words))


def _alternatives(word: str, forms: Forms) -> list[str]:
    out: list[str] = []
    for alternative in word.split("|"):
        if alternative.endswith("~"):
            bare = alternative[:-1]
            found: set[str] = {spelling for form in forms.word(bare) for spelling in forms.spelled(form)}
        else:
            found = forms.spelled(alternative)
        out += sorted(found)
    return [form.lower() for form in out if form]
