"""The ways to write a quantity, each a pattern and how it is read; the words around the figures are those of rules/language/quantities.yaml."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from claimcheck.language import numbers
from claimcheck.language.numbers import DIGITS, FRACTIONS, MONTHS, NUMBER, START, TIMES, value

OLDEST = 120.0
"""The open end of "40 and over"; that of "under 5" is 0."""
_YEARS = range(1900, 2101)
_FEWEST = 10
_UP = re.compile(r"\b(?:over|older|above|up)\b", re.IGNORECASE)
_DOWN = re.compile(r"\b(?:under|younger|below)\b", re.IGNORECASE)
_FRACTION = (
    r"(?:\b(?P<low>an?|{n})[\s-])?\b(?P<bottom>halves|half|(?:third|quarter|fifth|sixth|seventh|eighth|tenth)s?)\b"
    r"(?:(?:\sof|(?<=half)(?=\s{all_}))\s(?:{all_}\s)?(?:[\w-]+\s)?(?P<who>{people})\b|\sof\b|(?<=[a-z]-half)|(?<=[a-z]-third)|(?<=[a-z]-thirds)|(?<=[a-z]-quarters))"
)


@dataclass(frozen=True, slots=True)
class QuantityWords:
    """The words around figures: lists, and tables from a name to how it is written."""

    people: tuple[str, ...] = ()
    things: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    changes: tuple[str, ...] = ()
    between: tuple[str, ...] = ()
    units: Mapping[str, str] = field(default_factory=dict, hash=False)
    frequencies: Mapping[str, str] = field(default_factory=dict, hash=False)
    measures: Mapping[str, str] = field(default_factory=dict, hash=False)
    multiples: Mapping[str, str] = field(default_factory=dict, hash=False)


def from_records(records: Iterable[Mapping[str, Any]]) -> QuantityWords:
    """The words out of rules/language/quantities.yaml; a table is turned round, from the written form to the name."""
    merged: dict[str, Any] = {}
    for record in records:
        for key, entries in record.items():
            if all(isinstance(entry, Mapping) for entry in entries):
                table = {str(word): str(name) for entry in entries for name, words in entry.items() for word in words}
                merged[key] = merged.get(key, {}) | table
            else:
                merged[key] = (*merged.get(key, ()), *map(str, entries))
    return QuantityWords(**merged)


Read = tuple[float, float, str]
"""Low, high, unit."""
Reader = Callable[[re.Match[str]], Read | None]


@dataclass(frozen=True, slots=True)
class Form:
    """A way to write a quantity. `needs`: one of these must stand in the sentence for it to be looked for; none: any figure.

    `leads`: it begins with its number, so that it need be tried only where the sentence has one.
    """

    kind: str
    needs: frozenset[str]
    pattern: re.Pattern[str]
    read: Reader
    leads: bool


def either(words: Iterable[str]) -> str:
    """A pattern of alternatives, longest first; a single letter and what is all capitals are taken as written, though the rest is not."""
    return "|".join(
        f"(?-i:{re.escape(word)})" if len(word) == 1 or word[1:].isupper() else re.escape(word) for word in sorted(words, key=lambda w: (-len(w), w))
    )


def _ends(m: re.Match[str]) -> tuple[float, float]:
    return numbers.span(m["low"], m["high"])


def _power(m: re.Match[str]) -> Read:
    low, high = _ends(m) if m["low"] else (1.0, 1.0)
    factor = 10.0 ** numbers.exponent(m["exp"] or m["bare"])
    return low * factor, high * factor, _cells(m)


def _lost(m: re.Match[str]) -> Read:
    return 10 * value(m["low"]), 10 * value(m["low"]), _cells(m)


def _tiny(m: re.Match[str]) -> tuple[float, float]:
    at = float(m["low"].replace("·", "."))
    return at, at


def _interval(m: re.Match[str]) -> Read:
    return float(m["low"].replace("·", ".")), float(m["high"].replace("·", ".")), m["unit"].replace(" ", "")


def _to_one(m: re.Match[str]) -> Read:
    share = value(m["low"]) / (value(m["high"]) or 1)
    return share, share, "to one"


def _as_listed(text: str, table: Mapping[str, str]) -> str:
    return text if text in table else text.lower()


def _cells(m: re.Match[str]) -> str:
    return re.sub(r"\s?(?:/|\bper\b)\s?", "/", " ".join((m["unit"] or "").lower().split()))


def _date(m: re.Match[str]) -> Read:
    if m["until"]:
        return float(m["since"]), float(m["until"]), "year"
    year = int(m["year"] or (m["iso"] or m["bare"])[:4])
    month = MONTHS[m["month"].lower()] if m["month"] else int(m["iso"][5:7]) if m["iso"] else 0
    day = int(m["day"] or m["day2"] or (m["iso"] or "")[8:10] or 0)
    return year, year, f"{year:04d}-{month:02d}-{day:02d}"


def _phase(m: re.Match[str]) -> Read:
    name = numbers.phase_name(m["phase"])
    return float(name[0]), float(name[0]), name


def _part(m: re.Match[str]) -> Read:
    return value(m["part"]), value(m["whole"]), "of"


def _one_in(m: re.Match[str]) -> Read | None:
    part, whole = value(m["part"]), value(m["whole"])
    return (part, whole, "of") if 0 < part < whole and (m["who"] or whole not in _YEARS) else None


def _fraction(m: re.Match[str]) -> Read:
    whole = m["bottom"].lower()
    return value(m["low"] or "one") or 1.0, float(FRACTIONS.get(whole) or FRACTIONS[whole.rstrip("s")]), "of"


def _rate(m: re.Match[str]) -> Read | None:
    base = value(m["base"])
    return (value(m["low"]), value(m["low"]), f"per {base:.0f}") if base >= _FEWEST and base not in _YEARS else None


def _age(m: re.Match[str]) -> Read:
    low, high = _ends(m)
    if _UP.search(m.group()):
        high = OLDEST
    elif _DOWN.search(m.group()):
        low = 0.0
    return low, high, "year"


def _decade(m: re.Match[str]) -> Read:
    return value(m["low"]), value(m["low"]) + 9, "year"


def _count(m: re.Match[str]) -> Read | None:
    return None if m["low"].isdigit() and int(m["low"]) in _YEARS and not m["high"] else (*_ends(m), "people")


@cache
def forms(words: QuantityWords) -> tuple[Form, ...]:
    """All forms; where two overlap, the earlier counts."""
    n, people, units = NUMBER, either(words.people), either(words.units)
    low = rf"(?P<low>{n})"
    upto = rf"(?:\s?(?:-|–|to|or)\s?(?P<high>{n}))?"
    cells = r"(?:\s?(?P<unit>(?:[\w-]+\s){0,3}?cells?(?:\s?(?:/|per)\s?(?:\d+\s?)?(?:kg|ml|m2|kilogram))?|copies|cfu|iu|vg(?:/kg)?|particles|colony))?"
    raised = r"(?:e(?=\d)|\s?(?:\^|\*\*)\s?\(?|\s?\(|\s?(?=[⁰¹²³⁴⁵⁶⁷⁸⁹⁻])|\s?(?=\d{1,2}\b))(?P<exp>[-−]?\d{1,2}|[⁰¹²³⁴⁵⁶⁷⁸⁹⁻]+)\)?"
    bare = r"(?:\s?(?:\^|\*\*)\s?\(?(?=[-−\d])|(?=[⁰¹²³⁴⁵⁶⁷⁸⁹⁻]))(?P<bare>[-−]?\d{1,2}|[⁰¹²³⁴⁵⁶⁷⁸⁹⁻]+)\)?"
    percent = r"\s?(?:%|percent\b|per\scent\b)"
    interval = r"(?:(?-i:CI)|confidence\sinterval|credible\sinterval)s?"
    spell = rf"(?:{'|'.join(TIMES)}|min|hr|wk|yr)s?"
    is_ = r"(?:\s?\([^()]{1,12}\))?,?\s?(?:=|:|of|was|is|were)?\s?"
    all_ = r"(?:the|his|her|our|all|these|those|its|their)"
    years = r"(?P<low>\d{1,3}(?:\.\d)?)(?:\s?(?:-|–|to|and)\s?(?P<high>\d{1,3}))?"
    or_more = r"(?:\s(?:and|or)\s(?:over|older|above|up|under|younger|below))"
    plain = rf"(?!\d|[.,-]\d|\s?(?:%|per|(?:{units})\b|(?:minute|hour|day|week|month|time)s?\b))"
    verb = r"(?:were|was|had|have|said|say|felt|fell|got|showed|reported|improved|responded|recovered|died|survived|still|no|did)\b"
    month = "|".join(MONTHS)

    def ends(unit: str) -> Reader:
        return lambda m: (*_ends(m), unit)

    def one(unit: str) -> Reader:
        return lambda m: (value(m["low"]), value(m["low"]), unit)

    def dose(m: re.Match[str]) -> Read:
        return (*_ends(m), words.units[_as_listed(m["unit"], words.units)] + (words.frequencies[m["often"].lower()] if m["often"] else ""))

    def measure(m: re.Match[str]) -> Read:
        return value(m["low"]), value(m["low"]), words.measures[_as_listed(m["measure"], words.measures)]

    def multiple(m: re.Match[str]) -> Read:
        by = float(words.multiples[m.group().lower()])
        return by, by, "times"

    def form(kind: str, needs: str, pattern: str, read: Reader) -> Form:
        return Form(kind, frozenset(needs.split(",")) - {""}, re.compile(pattern, re.IGNORECASE), read, pattern.startswith((low, START, rf"(?P<part>{n})")))

    return (
        form("dose", "10", rf"{START}(?:(?P<low>{DIGITS})(?:\s?(?:-|–|to)\s?(?P<high>{DIGITS}))?\s?[×x*·]\s?10{raised}|10{bare}){cells}", _power),
        form("lost-exponent", "10", rf"{START}(?P<low>{DIGITS})\s?[×x*]\s?10\b{cells}", _lost),
        form(
            "p-value",
            "p<,p <,p=,p =,p value,p-value,p>,p >,p≤,p ≤,p of",
            r"\bp(?:[\s-]values?)?\s?(?:(?:of|was|is)\s)?(?P<unit>[<=>≤≥]|(?<=\s))\s?(?P<low>0?[.·]\d+)",
            lambda m: (*_tiny(m), m["unit"] or "="),
        ),
        form("phase", "phase", r"\bphase[\s-](?P<phase>(?:i{1,3}v?|iv|[1-4])[ab]?(?:\s?[/-]\s?(?:i{1,3}|iv|[1-4])[ab]?)?|one|two|three)\b", _phase),
        form("money", "$,€,£,¥", rf"(?P<unit>[$€£¥])\s?{low}", lambda m: (value(m["low"]), value(m["low"]), m["unit"])),
        form(
            "date",
            "19,20",
            rf"\b(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s(?:of\s)?)?(?P<month>{month})(?:\s(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?,?)?,?\s(?P<year>(?:19|20)\d\d)\b"
            r"|\b(?P<iso>(?:19|20)\d\d-\d\d-\d\d)\b|\b(?:from|between)\s(?P<since>(?:19|20)\d\d)\s(?:to|and|until|through)\s(?P<until>(?:19|20)\d\d)\b"
            r"|\b(?:in|since|by|of|until|from|early|late|mid)\s(?P<bare>(?:19|20)\d\d)\b(?!\s?(?:%|patients|people|mg))",
            _date,
        ),
        form(
            "interval",
            "ci,interval",
            rf"{START}(?P<unit>\d\d(?:\.\d+)?\s?%)\s?{interval}\W{{0,4}}(?:(?:of|from|was)\s)?(?P<low>-?{DIGITS})(?:\s?(?:-|–|,|to|and)\s?)(?P<high>-?{DIGITS})",
            _interval,
        ),
        form("ratio", ",".join(words.measures), rf"\b(?P<measure>{either(words.measures)})\b{is_}(?P<low>{DIGITS}){plain}", measure),
        form("ratio", "ratio,randomi,allocated", rf"{START}(?P<low>\d{{1,3}})\s?:\s?(?P<high>\d{{1,3}})(?![\w:])", _to_one),
        form("part", "of ", rf"(?P<part>{n})\s(?:out\s)?of\s(?:{all_}\s)?(?P<whole>{n})(?:\s(?P<who>{people}))?\b", _part),
        form(
            "part", "of ", rf"\bof\s(?:{all_}|every)\s(?P<whole>{n})\s(?:[\w-]+\s){{0,2}}?(?P<who>{people}),?\s(?P<part>{n})\s(?:of\sthem\s)?(?={verb})", _part
        ),
        form("part", "/", rf"{START}(?P<part>\d+)/(?P<whole>\d+)(?!/)\s(?:of\s(?:{all_}\s)?)?(?:[\w-]+\s)?(?P<who>{people})\b", _part),
        form("part", " in ", rf"(?P<part>{n})\sin\s(?:every\s)?(?P<whole>{n})\b(?!{percent}|[\s-](?:{spell}|times)\b)(?:\s(?P<who>{people})\b)?", _one_in),
        form("percent", "point", rf"{low}{upto}(?:\s|-)(?:percentage|percent|%)[\s-]points?\b", ends("points")),
        form("percent", "%,cent", rf"\bfrom\s{low}(?:{percent})?\s(?:down\s|up\s)?to\s(?P<high>{n}){percent}", ends("%")),
        form("percent", "%,cent", rf"{low}(?:(?:{percent})?\s?(?:-|–|to|and)\s?(?P<high>{n}))?{percent}(?!\s?{interval})", ends("%")),
        form("age", "age", rf"\b(?:over|above|under|below)\s(?:the\s)?age(?:\sof)?\s{years}", _age),
        form(
            "age",
            "age",
            rf"\b(?:between\sthe\s)?(?:aged?|ages)\b(?:\s(?:of|was|is|between|from|over|under))*\s{years}(?:\s?years?\b(?:\sold)?)?{or_more}?(?![\w.]*\d)",
            _age,
        ),
        form("age", "older,over,above,and up,under,younger,below", rf"\b(?P<who>{people})\s(?:who\sare\s)?{years}(?:\syears)?{or_more}", _age),
        form(
            "age",
            "under,over,young,old,below,above",
            rf"\b(?P<who>{people})\s(?:who\sare\s)?(?:under|below|younger\sthan|older\sthan|(?:over|above)(?!\s\d+\syears\b(?!\sold)))\s(?P<low>\d{{1,3}})(?P<high>\b){plain}(?:\syears?\b)?",
            _age,
        ),
        form("age", "old,of age", rf"{START}{years}[\s-]years?[\s-](?:old|of\sage){or_more}?", _age),
        form("age", "0s,5s", r"\b(?:over|under)[\s-](?P<low>\d\d)(?P<high>)s\b", _age),
        form("age", "0s", r"\bin\s(?:his|her|their|my|your|our)\s(?:early\s|late\s|mid-?)?(?P<low>[1-9]0)s\b", _decade),
        form("ratio", "times,fold,x", rf"{low}{upto}(?:\s|-)?(?:times|fold|x)\b(?!\s(?:a|per|each|every|daily|weekly|monthly)\b)", ends("times")),
        form("rate", " per ,in every", rf"{low}\s(?:per|in\severy)\s(?P<base>{DIGITS})\b", _rate),
        form("duration", "", rf"{low}{upto}[\s-](?P<unit>{spell})\b", lambda m: (*_ends(m), numbers.unit_of_time(m["unit"]))),
        form(
            "duration",
            "week,month,day,year",
            rf"\b(?P<unit>weeks?|months?|days?|years?)\s(?P<low>\d{{1,3}})(?:\s?(?:-|–|to|and)\s?(?P<high>\d{{1,3}}))?\b{plain}",
            lambda m: (*_ends(m), numbers.unit_of_time(m["unit"])),
        ),
        form("dose", "", rf"{low}{upto}\s?(?P<unit>{units})(?<!\s)(?![\w])(?:,?\s?(?P<often>{either(words.frequencies)})\b)?", dose),
        form("people", "=", rf"\bn\s?=\s?(?P<low>{DIGITS})(?P<high>)", _count),
        form("people", "sample", rf"\bsample\s(?:size\s)?(?:of|was|=)\s(?P<low>{DIGITS})\b(?P<high>)", _count),
        form("people", "", rf"{low}{upto}\s(?:of\s{all_}\s(?:[\w-]+\s)?|(?:(?!(?:{either(words.between)})\s)[\w-]+\s){{0,3}}?)(?P<who>{people})\b", _count),
        form("part", "half,halves,third,quarter,fifth,sixth,seventh,eighth,tenth", _FRACTION.format(n=n, all_=all_, people=people), _fraction),
        form("ratio", ",".join(sorted({word.split()[0] for word in words.multiples})), rf"\b(?:{either(words.multiples)})\b", multiple),
    )
