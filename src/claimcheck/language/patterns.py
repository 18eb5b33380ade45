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
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from claimcheck.errors import RuleError
from claimcheck.language.forms import Forms

GAP = 3
LIMIT = 400
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
Part = Words | Gap | Slot


def expand(pattern: str, forms: Forms) -> Iterator[tuple[Part, ...]]:
    """Every fixed alternative of a pattern: runs of words with gaps and slots between them. RuleError if it is malformed."""
    choices: list[list[Part]] = []
    for match in _PIECE.finditer(pattern):
        optional, kind, gap, word = match.groups()
        if optional is not None:
            choices.append([(), *(tuple(words) for alternative in optional.split("|") for words in _words(alternative.split(), forms))])
        elif kind:
            choices.append([Slot(kind)])
        elif match.group().startswith("..."):
            choices.append([Gap(int(gap) if gap else GAP)])
        else:
            choices.append([(form,) for form in _alternatives(word, forms)])
    if not choices:
        raise RuleError(f"empty pattern {pattern!r}")
    if _product(choices) > LIMIT:
        raise RuleError(f"pattern {pattern!r} has more than {LIMIT} alternatives", remedy="split it into several")
    seen: set[tuple[Part, ...]] = set()
    for combination in itertools.product(*choices):
        parts = _joined(combination)
        if parts in seen:
            continue
        seen.add(parts)
        if not any(isinstance(part, tuple) for part in parts):
            raise RuleError(f"pattern {pattern!r} has no word of its own", remedy="add a word that anchors it")
        yield parts


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


def _product(choices: list[list[Part]]) -> int:
    total = 1
    for choice in choices:
        total *= len(choice)
    return total


def _joined(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    out: list[Part] = []
    for part in parts:
        if isinstance(part, tuple):
            if not part:
                continue
            if out and isinstance(out[-1], tuple):
                out[-1] = out[-1] + part
                continue
        out.append(part)
    return tuple(out)


Tokenise = Callable[[str], list[str]]
