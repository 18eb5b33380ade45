"""Numbers with their units: doses, sample sizes, percentages, durations, ages, dates, ratios, p-values, phases, money."""

from __future__ import annotations

import re
from collections.abc import Iterator

from claimcheck.model import Quantity

SMALL = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty".split()
    )
}
SMALL |= {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "hundred": 100, "dozen": 12}
SCALE = {"thousand": 1e3, "million": 1e6, "billion": 1e9, "m": 1e6, "bn": 1e9, "k": 1e3}
MONTHS = {name: i + 1 for i, name in enumerate("january february march april may june july august september october november december".split())}
SUPERSCRIPT = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")

_WORDS = "|".join(sorted(SMALL, key=len, reverse=True))
_N = rf"(?:\d[\d,]*(?:\.\d+)?|\b(?:{_WORDS})\b)"
_SCALED = rf"(?P<{{0}}>{_N})(?:\s?(?P<{{0}}_scale>thousand|million|billion|bn|k(?=\b)))?"
_PEOPLE = (
    "patients|participants|people|subjects|volunteers|adults|children|women|men|persons|individuals|inpatients|outpatients|cases|infants|babies|deaths|americans|"
    "eyes|knees|mice|rats|boys|girls|smokers|athletes|donors|recipients|survivors|students|nurses|doctors|physicians|families|users|clients|lives"
)
_UNITS = "mg/kg|mcg/kg|cells/kg|cells/ml|mg|mcg|µg|μg|ug|ng|kg|g|ml|cc|l|iu|units|mmol/l|mmol|cells|mm|cm|joules|atm|ata|calories|kcal|pounds|lbs|ounces|drops|tablets|capsules|cups|glasses|tablespoons|teaspoons"
_TIME = "seconds?|minutes?|mins?|hours?|hrs?|days?|weeks?|wks?|months?|years?|yrs?|decades?"

_DOSE_POWER = re.compile(
    r"(?P<base>\d+(?:\.\d+)?)\s?[×x*X]\s?10\s?(?:(?:\^|\*\*)\s?\(?|\(|(?=[⁰¹²³⁴⁵⁶⁷⁸⁹⁻])|(?=\d{1,2}\b))?(?P<exp>[-−]?\d{1,2}|[⁰¹²³⁴⁵⁶⁷⁸⁹⁻]+)?\)?(?:\s?(?P<unit>(?:[\w-]+\s){0,3}?cells?(?:\s?/\s?(?:\d+\s?)?(?:kg|ml|m2))?|copies|cfu|iu|vg(?:/kg)?|particles|colony))?",
    re.IGNORECASE,
)
_PERCENT = re.compile(
    rf"(?P<low>\d[\d,]*(?:\.\d+)?|\b(?:{_WORDS})(?:-\w+)?\b)(?:\s?%?\s?(?:-|–|to|and)\s?(?P<high>\d+(?:\.\d+)?))?\s?(?:%|percent\b|per cent\b)", re.IGNORECASE
)
_OF = re.compile(rf"(?P<part>{_N})\s(?:out\s)?of\s(?:the\s|his\s|her\s|our\s|all\s|these\s)?(?P<whole>{_N})(?:\s(?P<who>{_PEOPLE}))?\b", re.IGNORECASE)
_OF_THE = re.compile(
    rf"\bof\s(?:the|our|these|those|every|all)\s(?P<whole>{_N})\s(?:[\w-]+\s){{0,2}}?(?P<who>{_PEOPLE}),?\s(?P<part>{_N})\s(?:of\sthem\s)?(?=were|was|had|have|said|say|felt|fell|got|showed|reported|improved|responded|recovered|died|survived|still|no|did)",
    re.IGNORECASE,
)
_AGE = re.compile(
    r"(?:aged?|ages|between the ages of)\s(?:between\s)?(?P<low>\d{1,3})(?:\s?(?:-|–|to|and)\s?(?P<high>\d{1,3}))?\b|(?P<low2>\d{1,3})(?:\s?(?:-|–|to)\s?(?P<high2>\d{1,3}))?[\s-]years?[\s-](?:old|of age)",
    re.IGNORECASE,
)
_COUNT = re.compile(
    rf"\bn\s?=\s?(?P<n>\d[\d,]*)|{_SCALED.format('low')}(?:\s?(?:-|–|to)\s?(?P<high>{_N})(?:\s?(?P<high_scale>thousand|million|billion))?)?\s(?:[\w-]+\s){{0,3}}?(?P<who>{_PEOPLE})\b",
    re.IGNORECASE,
)
_DURATION = re.compile(rf"(?P<low>{_N})(?:\s?(?:-|–|to|or)\s?(?P<high>{_N}))?[\s-](?P<unit>{_TIME})\b", re.IGNORECASE)
_DOSE = re.compile(
    rf"(?P<low>\d[\d,]*(?:\.\d+)?)(?:\s?(?:-|–|to)\s?(?P<high>\d[\d,]*(?:\.\d+)?))?\s?(?P<scale>million|billion)?\s?(?P<unit>{_UNITS})\b", re.IGNORECASE
)
_DATE = re.compile(
    rf"\b(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s(?:of\s)?)?(?P<month>{'|'.join(MONTHS)})(?:\s(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?,?)?,?\s(?P<year>(?:19|20)\d\d)\b|\b(?P<iso>(?:19|20)\d\d-\d\d-\d\d)\b|\b(?:in|since|by|of|until|from|early|late|mid)\s(?P<bare>(?:19|20)\d\d)\b(?!\s?(?:%|patients|people|mg))",
    re.IGNORECASE,
)
_RATIO = re.compile(
    r"(?P<low>\d+(?:\.\d+)?|\b(?:two|three|four|five|six|ten)\b)(?:\s?(?:-|–|to)\s?(?P<high>\d+(?:\.\d+)?))?(?:\s|-)?(?:times|fold|x)\b", re.IGNORECASE
)
_P = re.compile(r"\bp\s?(?P<sign>[<=>≤])\s?(?P<low>0?\.\d+)", re.IGNORECASE)
_PHASE = re.compile(r"\bphase[\s-](?P<phase>(?:i{1,3}v?|iv|[1-4])[ab]?(?:\s?[/-]\s?(?:i{1,3}|iv|[1-4])[ab]?)?|one|two|three|ia)\b", re.IGNORECASE)
_MONEY = re.compile(r"[$€£¥]\s?(?P<low>\d[\d,]*(?:\.\d+)?)(?:\s?(?P<scale>million|billion|thousand|k))?", re.IGNORECASE)
_PER = re.compile(r"(?P<low>\d[\d,]*(?:\.\d+)?)\s(?:per|in every|in)\s(?P<base>\d[\d,]*)\b", re.IGNORECASE)
_WHO = re.compile(rf"\bn\s?=|\b(?:{_PEOPLE})\b")
_SPELL = re.compile(rf"\b(?:{_TIME})\b")
_TRIGGER = re.compile(rf"\d|\b(?:{_WORDS}|phase)\b", re.IGNORECASE)
_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4", "one": "1", "two": "2", "three": "3"}
_PER_MONTH = {
    "second": 0,
    "minute": 0,
    "min": 0,
    "hour": 1 / 730,
    "hr": 1 / 730,
    "day": 1 / 30.4,
    "week": 1 / 4.35,
    "wk": 1 / 4.35,
    "month": 1,
    "year": 12,
    "yr": 12,
    "decade": 120,
}


def find(text: str, offset: int) -> tuple[Quantity, ...]:
    """The quantities of a sentence; `offset` is where the sentence starts in the article."""
    if not _TRIGGER.search(text):
        return ()
    taken: list[tuple[int, int]] = []
    out: list[Quantity] = []
    for kind, low, high, unit, of, start, end in _all(text):
        if any(start < b and a < end for a, b in taken):
            continue
        taken.append((start, end))
        out.append(Quantity(kind, text[start:end], offset + start, offset + end, low, high, unit, of))
    return tuple(sorted(out, key=lambda q: q.start))


Raw = tuple[str, float, float, str, str, int, int]


def _all(text: str) -> Iterator[Raw]:
    lower = text.lower()
    for m in _DOSE_POWER.finditer(text) if "10" in text else ():
        exponent = m["exp"]
        value = float(m["base"]) * 10 ** (int(exponent.translate(SUPERSCRIPT).replace("−", "-")) if exponent else 1)
        yield "dose" if exponent else "lost-exponent", value, value, " ".join((m["unit"] or "").lower().split()), "", *m.span()
    for m in _P.finditer(text) if "." in text else ():
        yield "p-value", float(m["low"]), float(m["low"]), m["sign"], "", *m.span()
    for m in _PHASE.finditer(text) if "phase" in lower else ():
        first = re.split(r"\s?[/-]\s?", m["phase"].lower())[0].rstrip("ab")
        number = float(_ROMAN.get(first, first) if _ROMAN.get(first, first).isdigit() else 1)
        yield "phase", number, number, phase_name(m["phase"]), "", *m.span()
    for m in _MONEY.finditer(text) if any(sign in text for sign in "$€£¥") else ():
        value = _value(m["low"], m["scale"])
        yield "money", value, value, m.group()[0], "", *m.span()
    for m in _DATE.finditer(text) if "19" in text or "20" in text else ():
        year = int(m["year"] or (m["iso"] or m["bare"])[:4])
        month = MONTHS[m["month"].lower()] if m["month"] else (int(m["iso"][5:7]) if m["iso"] else 0)
        day = int(m["day"] or m["day2"] or (m["iso"][8:10] if m["iso"] else 0) or 0)
        yield "date", year, year, f"{year:04d}-{month:02d}-{day:02d}", "", *m.span()
    for m in _OF.finditer(text) if " of " in lower else ():
        yield "part", _value(m["part"]), _value(m["whole"]), "of", (m["who"] or "").lower(), *m.span()
    for m in _OF_THE.finditer(text) if "of " in lower else ():
        yield "part", _value(m["part"]), _value(m["whole"]), "of", (m["who"] or "").lower(), *m.span()
    for m in _PERCENT.finditer(text) if "%" in text or "percent" in lower or "per cent" in lower else ():
        low = _value(m["low"].split("-")[0])
        yield "percent", low, _value(m["high"]) if m["high"] else low, "%", "", *m.span()
    for m in _AGE.finditer(text) if "age" in lower or "old" in lower else ():
        low = float(m["low"] or m["low2"])
        high = m["high"] or m["high2"]
        yield "age", low, float(high) if high else low, "year", "", *m.span()
    for m in _RATIO.finditer(text) if "times" in lower or "fold" in lower or "x" in lower else ():
        low = _value(m["low"])
        yield "ratio", low, _value(m["high"]) if m["high"] else low, "times", "", *m.span()
    for m in _PER.finditer(text) if "per" in lower or " in " in lower else ():
        if float(m["base"].replace(",", "")) >= 10 and float(m["base"].replace(",", "")) not in range(1900, 2100):
            yield "rate", _value(m["low"]), _value(m["low"]), f"per {m['base'].replace(',', '')}", "", *m.span()
    for m in _DURATION.finditer(text) if _SPELL.search(lower) else ():
        low = _value(m["low"])
        yield "duration", low, _value(m["high"]) if m["high"] else low, m["unit"].lower().rstrip("s"), "", *m.span()
    for m in _DOSE.finditer(text):
        low = _value(m["low"], m["scale"])
        yield "dose", low, _value(m["high"], m["scale"]) if m["high"] else low, m["unit"].lower(), "", *m.span()
    for m in _COUNT.finditer(text) if _WHO.search(lower) else ():
        if m["n"]:
            yield "people", _value(m["n"]), _value(m["n"]), "people", "", *m.span()
        elif not (m["low"].isdigit() and 1900 <= int(m["low"]) <= 2100 and not m["low_scale"]):
            low = _value(m["low"], m["low_scale"] or (m["high_scale"] if m["high"] else None))
            yield "people", low, _value(m["high"], m["high_scale"]) if m["high"] else low, "people", m["who"].lower(), *m.span()


def _value(text: str, scale: str | None = None) -> float:
    word = text.lower()
    number = (
        float(SMALL[word]) if word in SMALL else float(word.replace(",", "").rstrip(".") or 0) if word.replace(",", "").replace(".", "", 1).isdigit() else 0.0
    )
    return number * SCALE[scale.lower()] if scale else number


def phase_name(text: str) -> str:
    """A trial phase in Arabic figures: "Ia" -> "1a", "I/II" -> "1/2"."""
    parts = re.split(r"\s?[/-]\s?", text.lower())
    return "/".join(_ROMAN.get(part) or (_ROMAN[part[:-1]] + part[-1] if part[:-1] in _ROMAN else part) for part in parts)


def months(quantity: Quantity) -> float:
    """A duration in months."""
    return quantity.high * _PER_MONTH.get(quantity.unit, 0)
