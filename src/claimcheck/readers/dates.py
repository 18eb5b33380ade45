"""The date of an article, read only where it is certain: ISO dates and dates with the month in words."""

from __future__ import annotations

import datetime
import re

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<{0}>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_DATE = re.compile(
    r"(?P<iso_year>(?:19|20)\d\d)-(?P<iso_month>\d\d?)-(?P<iso_day>\d\d?)(?!\d)"
    rf"|{_MONTH.format('month')}\s+(?P<day>\d\d?)(?:st|nd|rd|th)?,?\s+(?P<year>(?:19|20)\d\d)(?!\d)"
    rf"|(?P<day2>\d\d?)(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH.format('month2')},?\s+(?P<year2>(?:19|20)\d\d)(?!\d)",
    re.IGNORECASE,
)
_WEEKDAY = r"(?:(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\.?,?\s+)?"
_LABEL = re.compile(
    rf"\s*(?:(?:first\s+)?(?:published|posted|updated|reviewed|released|date|publication date|sent)"
    rf"(?:\s+on)?\s*:?\s*)?{_WEEKDAY}",
    re.IGNORECASE,
)
_PLACE = r"(?:(?!(?:On|In|Since|By|Until|From|Before|After)\b)[(A-Z][\w.’')]*[ ,/]+|(?:--|[–—-])\s+){0,6}?"
_DATELINE = re.compile(rf"\s*(?-i:{_PLACE})(?:{_DATE.pattern})\s*(?:\([^()\n]{{1,60}}\)\s*)?(?:--|[–—/]|-\s)", re.IGNORECASE)
_TIME = re.compile(r"[\s,T|•·-]*(?:at\s+)?(?:\d\d?:\d\d[\w:.+ -]{0,24})?\s*(?:by\b.{0,60})?$", re.IGNORECASE | re.DOTALL)


def parse_date(value: object) -> datetime.date | None:
    """The date that a metadata field gives ("2024-05-01T08:00Z", "May 3, 2024", a date); None where it is ambiguous."""
    if isinstance(value, datetime.datetime):
        return value.date()
    if isinstance(value, datetime.date):
        return value
    if not isinstance(value, str):
        return None
    label = _LABEL.match(value)
    match = _DATE.match(value, label.end() if label else 0)
    return _date(match) if match else None


def date_line(line: str) -> datetime.date | None:
    """The date of a line that says nothing else ("Published on May 3, 2024, 10:15 am")."""
    label = _LABEL.match(line)
    match = _DATE.match(line, label.end() if label else 0)
    return _date(match) if match and _TIME.match(line, match.end()) else None


def dateline(text: str) -> datetime.date | None:
    """The date at the head of a report ("LONDON, June 11, 2012 (Reuters) -- A new ...")."""
    match = _DATELINE.match(text[:200])
    return _date(match) if match else None


def _date(match: re.Match[str]) -> datetime.date | None:
    named = match.groupdict()
    year = named["iso_year"] or named["year"] or named["year2"]
    word = named["month"] or named["month2"]
    month = _MONTHS.index(word[:3].lower()) + 1 if word else int(named["iso_month"])
    day = named["iso_day"] or named["day"] or named["day2"]
    try:
        return datetime.date(int(year), month, int(day))
    except ValueError:
        return None
