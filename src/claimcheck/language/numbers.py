"""Numbers as they are written: figures with comma groups, words up to "nine hundred and ninety-nine", scales, powers of ten, spans of time."""

from __future__ import annotations

import re

_ONES = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_WORDS = {word: float(value) for value, word in enumerate(_ONES)} | {word: 10.0 * (at + 2) for at, word in enumerate(_TENS)}
_TIMES = {"hundred": 1e2, "dozen": 12.0}
_SCALES = {"thousand": 1e3, "million": 1e6, "billion": 1e9, "bn": 1e9, "k": 1e3}
_PART = re.compile(r"[a-z]+|[\d.,·]+")
_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4", "one": "1", "two": "2", "three": "3"}
_SUPERSCRIPT = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻−", "0123456789--")
MONTHS = {name: at + 1 for at, name in enumerate("january february march april may june july august september october november december".split())}
FRACTIONS = {"half": 2, "halves": 2, "third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "tenth": 10}
TIMES = {"second": 0.0, "minute": 0.0, "hour": 1 / 730, "day": 1 / 30.4, "week": 1 / 4.35, "month": 1.0, "year": 12.0, "decade": 120.0}
"""The units of time, each with how many months it is."""
_SHORT = {"min": "minute", "hr": "hour", "wk": "week", "yr": "year"}

DIGITS = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:[.·]\d+)?"
_SMALL = rf"(?:(?:{'|'.join(_TENS)})(?:[- ](?:{'|'.join(_ONES[1:10])}))?|{'|'.join(sorted(_ONES, key=len, reverse=True))})"
_SAID = rf"(?:{_SMALL}(?:\s(?:hundred|dozen)(?:\sand\s{_SMALL})?)?|an?\s(?=hundred|dozen|thousand|million|billion)(?:hundred|dozen)?)\b"
START = r"(?<![\w.])(?<![A-Za-z]-)(?<!\d,)"
"""Where a number may begin: not inside a word or a name ("B12", "omega-3")."""
NUMBER = rf"{START}(?:{DIGITS}|{_SAID})(?:[\s-]?(?:hundred|{'|'.join(_SCALES)})\b)?"
FIGURE = re.compile(NUMBER, re.IGNORECASE)
COUNTED = frozenset((*_WORDS, *_TIMES, *FRACTIONS, *(f"{word}s" for word in FRACTIONS), "million", "billion", "thousand"))
"""The words of numbers: a sentence without a figure and without one of these has no number."""


def value(text: str) -> float:
    """The number that a text says: "1,200" and "twelve hundred" are 1200."""
    total = part = 0.0
    for piece in _PART.findall(text.lower()):
        if piece in _SCALES:
            total, part = total + (part or 1) * _SCALES[piece], 0.0
        elif piece in _TIMES:
            part = (part or 1) * _TIMES[piece]
        elif piece[0].isdigit():
            part += float(piece.replace(",", "").replace("·", ".").rstrip("."))
        else:
            part += _WORDS.get(piece, 0)
    return total + part


def span(low: str, high: str | None) -> tuple[float, float]:
    """Both ends of a range; "2 to 3 million" are millions at both."""
    if not high:
        return value(low), value(low)
    scale = _PART.findall(high.lower())[-1]
    return value(f"{low} {scale}" if scale in _SCALES and low[-1].isdigit() else low), value(high)


def exponent(text: str) -> int:
    """An exponent in plain or raised figures."""
    return int(text.translate(_SUPERSCRIPT))


def unit_of_time(text: str) -> str:
    """A span of time by its name: "yrs" is "year"."""
    bare = text.lower().rstrip("s")
    return _SHORT.get(bare, bare)


def phase_name(text: str) -> str:
    """A trial phase in Arabic figures: "Ia" -> "1a", "I/II" -> "1/2"."""
    parts = re.split(r"\s?[/-]\s?", text.lower())
    return "/".join(_ROMAN.get(part) or (_ROMAN[part[:-1]] + part[-1] if part[:-1] in _ROMAN else part) for part in parts)
