"""Numbers with their units: doses, sample sizes, percentages, ratios, durations, ages, dates, p-values, phases, money; and what each belongs to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from claimcheck.language.numbers import COUNTED, FIGURE, TIMES
from claimcheck.language.quantity_forms import Form, QuantityWords, either, forms
from claimcheck.model import Quantity

REACH = 70
LABEL = 14
"""How many characters before a figure are looked at for what it belongs to, and for a name that it is part of."""
_WORD = re.compile(r"[a-z]+")
_DIGIT = re.compile(r"[\d⁰-⁹]")
_CUT = re.compile(r"[.;:!?()]\s|[;!?()]|\b(?:but|while|whereas|versus|vs|compared|than)\b", re.IGNORECASE)
_ABSOLUTE = re.compile(r"\babsolute\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Around:
    """What is looked for beside a figure."""

    label: re.Pattern[str]
    noun: re.Pattern[str]
    next_noun: re.Pattern[str]
    changed: re.Pattern[str]
    changing: re.Pattern[str]
    dose_of: re.Pattern[str]
    counted: frozenset[str]
    needs: frozenset[str]


def find(text: str, offset: int, words: QuantityWords) -> tuple[Quantity, ...]:
    """The quantities of a sentence; `offset` is where the sentence starts in the article."""
    lower = text.lower()
    around = _around(words)
    if not _DIGIT.search(text) and around.counted.isdisjoint(_WORD.findall(lower)):
        return ()
    figures = [match.start() for match in FIGURE.finditer(text)]
    present = {need for need in around.needs if need in lower or need in text}
    out: list[Quantity] = []
    for form in forms(words):
        if form.needs and form.needs.isdisjoint(present):
            continue
        for match in _matches(form, text, figures):
            start, end = match.span()
            if any(offset + start < other.end and other.start < offset + end for other in out):
                continue
            if form.kind in ("people", "dose", "part") and around.label.search(text[max(0, start - LABEL) : start]):
                continue
            read = form.read(match)
            if read:
                low, high, unit = read
                change = _change(form.kind, unit, text, start, end, around)
                of = (match.groupdict().get("who") or _belongs(form.kind, text, start, end, around)).lower()
                out.append(Quantity(form.kind, text[start:end], offset + start, offset + end, low, high, unit, of, change))
    return tuple(sorted(out, key=lambda amount: amount.start))


def _matches(form: Form, text: str, figures: Sequence[int]) -> Iterator[re.Match[str]]:
    if not form.leads:
        return form.pattern.finditer(text)
    return filter(None, (form.pattern.match(text, at) for at in figures))


@cache
def _around(words: QuantityWords) -> _Around:
    noun = f"(?:{either((*words.people, *words.things))})"
    changes, stop = either(words.changes), either((*words.between, *words.frequencies))
    return _Around(
        re.compile(rf"(?<!\w)(?:{either(words.labels)})[\s-]?$", re.IGNORECASE),
        re.compile(rf"\b{noun}\b", re.IGNORECASE),
        re.compile(
            rf"[\s-]*(?:(?:\w+ly\s)?(?:{changes})\s)?(?:(?:in|of)\s)?(?:(?!(?:in|after|over|at|by|within|during|and|or)\s)[\w'-]+\s){{0,3}}?(?P<noun>{noun})\b",
            re.IGNORECASE,
        ),
        re.compile(rf"\b(?:by|{changes})\b(?:\s(?!to\b)[\w'-]+){{0,5}}\s$", re.IGNORECASE),
        re.compile(rf"\s?(?:or\smore\s)?(?:\w+ly\s)?(?:relative\s|risk\s)?(?:{changes})\b", re.IGNORECASE),
        re.compile(rf"\sof\s(?P<noun>(?:(?!(?:{stop})\b)[A-Za-z][\w-]*\s?){{1,2}})", re.IGNORECASE),
        COUNTED | {"phase", *(phrase.split()[0] for phrase in words.multiples)},
        frozenset(need for form in forms(words) for need in form.needs),
    )


def _change(kind: str, unit: str, text: str, start: int, end: int, around: _Around) -> str:
    """Whether a percentage or a ratio compares (relative), tells two levels or their difference (absolute), or neither."""
    if kind == "ratio":
        return "" if unit == "to one" else "absolute" if unit.startswith("number needed") else "relative"
    if kind != "percent":
        return ""
    before = text[max(0, start - REACH) : start]
    if unit == "points" or text[start : start + 5].lower() == "from " or _ABSOLUTE.search(before[-30:]):
        return "absolute"
    return "relative" if around.changing.match(text, end) or around.changed.search(before) else ""


def _belongs(kind: str, text: str, start: int, end: int, around: _Around) -> str:
    """The noun that a figure belongs to: the next one if it follows at once, else the last one before, else the next in the clause."""
    if kind in ("money", "date"):
        return ""
    if kind == "dose":
        named = around.dose_of.match(text, end)
        return named["noun"].strip() if named else ""
    following = around.next_noun.match(text, end)
    if following:
        return following["noun"]
    before = _CUT.split(text[max(0, start - REACH) : start])[-1] if kind != "people" else text[max(0, start - REACH) : start]
    earlier = around.noun.findall(before)
    if earlier:
        return str(earlier[-1])
    later = around.noun.search(_CUT.split(text[end : end + REACH])[0])
    return later.group() if later else ""


def months(quantity: Quantity) -> float:
    """A duration in months."""
    return quantity.high * TIMES.get(quantity.unit, 0)
