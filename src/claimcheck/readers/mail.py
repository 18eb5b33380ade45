"""What stands before an article or around a quoted mail and is not prose: header lines, "On ... wrote:"."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from claimcheck.readers.dates import parse_date
from claimcheck.readers.lines import Line

_FIELD = re.compile(
    r"(?P<name>title|headline|subject|date|published|published on|updated|author|by|url|link|source|type|tags|keywords"
    r"|from|to|cc|bcc|sent|reply-to|message-id|in-reply-to|references|return-path|received|mime-version|importance"
    r"|content-type|content-transfer-encoding|attachments?|x-[\w-]+)\s*[:：]\s*(?P<value>.*)$",
    re.IGNORECASE | re.DOTALL,
)
_INTRODUCTION = re.compile(
    r"on\b.{5,160}\bwrote:$|begin forwarded message:$|-{2,}\s*(?:original|forwarded) message\s*-{2,}$",
    re.IGNORECASE | re.DOTALL,
)
_MAIL = {"subject", "to", "sent", "date"}
_TITLES = ("title", "headline", "subject")
_DATES = ("date", "published", "published on", "sent", "updated")


@dataclass(frozen=True, slots=True)
class Prose:
    """The lines of a text that are prose, with what its own header says of it."""

    lines: list[Line]
    title: Line | None = None
    date: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class _Field:
    name: str
    value: str
    line: Line


def without_headers(lines: Sequence[Line]) -> Prose:
    """Leave out header fields at the top, mail headers anywhere, and the lines that introduce a quoted mail."""
    kept: list[Line] = []
    title: Line | None = None
    date: datetime.date | None = None
    number = 0
    while number < len(lines):
        length, fields = _header(lines, number)
        if length and number == 0:
            title = next((_value(field) for field in fields if field.name in _TITLES and field.value), None)
            dates = (parse_date(field.value) for field in fields if field.name in _DATES)
            date = next((found for found in dates if found), None)
        length = length or _introduction(lines, number)
        if not length:
            kept.append(lines[number])
        number += length or 1
    return Prose(kept, title, date)


def _header(lines: Sequence[Line], first: int) -> tuple[int, list[_Field]]:
    """How many lines from `first` on are a header (0 where they are not), and its fields."""
    fields: list[_Field] = []
    number = first
    while number < len(lines) and (number == first or not lines[number].gap):
        line = lines[number]
        match = _FIELD.match(line.text)
        if match and not line.style:
            fields.append(_Field(match["name"].lower(), match["value"], line))
        elif not (fields and line.indent > fields[-1].line.indent):
            break
        number += 1
    names = {field.name for field in fields}
    of_mail = "from" in names and len(names & _MAIL) > 0
    at_top = first == 0 and len(fields) > 0 and (len(fields) > 1 or (number < len(lines) and lines[number].gap))
    return (number - first if of_mail or at_top else 0), fields


def _value(field: _Field) -> Line:
    """The value of a field as a line of its own."""
    end = field.line.spans[-1][1]
    return replace(field.line, text=field.value, spans=((end - len(field.value), end),))


def _introduction(lines: Sequence[Line], number: int) -> int:
    """How many lines (1 or 2, else 0) introduce a quoted mail here ("On Monday, Ann <ann@example.org> wrote:")."""
    text = lines[number].text
    if _INTRODUCTION.match(text):
        return 1
    if number + 1 < len(lines) and text[:3] == "On " and lines[number + 1].text.endswith("wrote:"):
        return 2 if _INTRODUCTION.match(f"{text} {lines[number + 1].text}") else 0
    return 0
