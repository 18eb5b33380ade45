"""What each line of a plain text is (heading, list item, paragraph), by the shape of it and its neighbours."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from claimcheck.readers.builder import introduces
from claimcheck.readers.dates import date_line
from claimcheck.readers.lines import Line

_CLOSING = "\"'”’)]»"
_SENTENCE_END = (".", "!", "。", "！", "…")
_OPEN_END = (":", "：")
_NO_HEADING = (*_SENTENCE_END, *_OPEN_END, ",", ";", "，", "；", "、")
_TITLE_WORDS = 25
_HEADING_WORDS = 12
_NUMBERED_HEADING_WORDS = 16
_LABEL_WORDS = 8
_SHORT_WORDS = 14
_SHORT_CHARACTERS = 110
_FEWEST_ENTRIES = 2
_FEWEST_SENTENCES = 3
_CAPTION = re.compile(r"(?:Figure|Fig\.|Table|Photo|Image|Chart)\s*(?:\d+[A-Za-z]?)?\s*[.:]", re.IGNORECASE)
_LABEL = re.compile(r"[^\W_][^.:!?]{0,70}[:：]\s*\S")


@dataclass(frozen=True, slots=True)
class Shape:
    """What a line is; `lead_in` is the number of the line that introduces a list item."""

    kind: str
    level: int = 0
    lead_in: int | None = None


@dataclass(slots=True)
class _List:
    """A list with marks that is open: the style and indent of its marks, its introduction, its last number."""

    style: str
    indent: int
    lead_in: int | None
    ordinal: int


def shapes(lines: Sequence[Line], *, titled: bool) -> list[Shape]:
    """One shape for each line; `titled`: the text has a title already."""
    found: list[Shape] = []
    lists: list[_List] = []
    while (number := len(found)) < len(lines):
        line = lines[number]
        entries = 0
        if line.quoted:
            shape = Shape("quote")
        elif _CAPTION.match(line.text) and is_short(line):
            shape = Shape("caption")
        elif line.style and not _is_numbered_heading(lines, number):
            shape = _item(lines, found, lists)
        else:
            entries = 0 if number == 0 and not is_open(line) else _entries(lines, number + 1)
            shape = Shape("heading", 1) if number == 0 and not titled and _is_title(lines) else _single(lines, number, entries)
            if shape.kind == "heading":
                lists.clear()
        found.append(shape)
        found.extend(Shape("list-item", 1, number) for _ in range(entries))
    return found


def is_open(line: Line) -> bool:
    """Whether a line ends in a colon."""
    return line.text.endswith(_OPEN_END)


def is_short(line: Line) -> bool:
    """Whether a line is as short as an entry of a list without marks."""
    return len(line.text) <= _SHORT_CHARACTERS and line.text.count(" ") < _SHORT_WORDS


def is_labelled(line: Line) -> bool:
    """Whether a line explains a label ("Faster healing: oxygen reaches the wound")."""
    match = _LABEL.match(line.text)
    return match is not None and match[0].count(" ") <= _LABEL_WORDS


def is_heading(line: Line, *, words: int = _HEADING_WORDS) -> bool:
    """Whether a line by itself can be a heading: short and not the end of a sentence (a question may be one)."""
    if line.underlined:
        return True
    text = line.text
    if text.count(" ") >= words or text.rstrip(_CLOSING).endswith(_NO_HEADING):
        return False
    return not text.split(None, 1)[0].islower()


def _is_title(lines: Sequence[Line]) -> bool:
    """Whether the first line is the title: no sentence, and what follows is longer or set apart."""
    first = lines[0]
    if len(lines) == 1 or not (is_heading(first, words=_TITLE_WORDS) or _is_shout(first)):
        return first.underlined
    return len(lines) > 2 or lines[1].gap or len(lines[1].text) > len(first.text)


def _is_shout(line: Line) -> bool:
    return line.text.endswith("!") and is_heading(line.__class__(line.text.rstrip("!"), line.start, line.spans))


def _is_numbered_heading(lines: Sequence[Line], number: int) -> bool:
    """Whether a numbered line heads the text below it ("1. Myth: ...") and is no entry of a list."""
    line = lines[number]
    if not line.ordinal or not (is_heading(line, words=_NUMBERED_HEADING_WORDS) or (is_open(line) and is_short(line))):
        return False
    if number + 1 == len(lines) or lines[number + 1].style or (number and lines[number - 1].style == line.style):
        return False
    return not is_short(lines[number + 1]) or _entries(lines, number + 1) > 0


def _single(lines: Sequence[Line], number: int, entries: int) -> Shape:
    """The shape of a line without a mark that `entries` lines of a list without marks follow."""
    line = lines[number]
    following = lines[number + 1] if number + 1 < len(lines) else None
    if line.underlined:
        return Shape("heading", 2)
    if following is None:
        return Shape("paragraph")
    if is_open(line):
        label = line.text.count(" ") < _LABEL_WORDS and not entries and not following.style
        return Shape("heading", 3) if label else Shape("paragraph")
    if not is_heading(line) or date_line(line.text):
        return Shape("paragraph")
    heads = entries or following.style or following.gap or len(following.text) > len(line.text)
    return Shape("heading", 2) if heads or _is_capitalised(line) else Shape("paragraph")


def _is_capitalised(line: Line) -> bool:
    return line.text.isupper() or line.text.istitle()


def _entries(lines: Sequence[Line], first: int) -> int:
    """How many lines from `first` on are a list without marks that the line before introduces; 0 where they are not."""
    number = first
    lead = lines[first - 1]
    if not (is_open(lead) or is_heading(lead)):
        return 0
    labelled = first < len(lines) and is_labelled(lines[first])
    while number < len(lines) and _is_entry(lines[number], labelled=labelled):
        if number > first and lines[number].gap != lines[first + 1].gap:
            break
        number += 1
    if first < number < len(lines) and _heads(lines, number - 1):
        number -= 1
    entries = lines[first:number]
    sentences = sum(entry.text.rstrip(_CLOSING).endswith(_SENTENCE_END) for entry in entries)
    as_prose = not is_open(lead) and not labelled and sentences * 2 > len(entries)
    return len(entries) if len(entries) >= (_FEWEST_SENTENCES if as_prose else _FEWEST_ENTRIES) else 0


def _is_entry(line: Line, *, labelled: bool) -> bool:
    if line.style or line.quoted or line.underlined or is_open(line) or line.text[0] in '"“':
        return False
    return is_labelled(line) if labelled else is_short(line) and not is_labelled(line)


def _heads(lines: Sequence[Line], number: int) -> bool:
    """Whether the last short line of a run belongs to what comes after it."""
    line, following = lines[number], lines[number + 1]
    if not is_heading(line) or (following.gap and not line.gap):
        return False
    labels = is_labelled(following) and number + 2 < len(lines) and is_labelled(lines[number + 2])
    return labels or not is_short(following) or following.style != ""


def _item(lines: Sequence[Line], found: Sequence[Shape], lists: list[_List]) -> Shape:
    """The shape of a line with a mark, from the lists that are open; these are brought up to date."""
    number = len(found)
    line = lines[number]
    in_list = number > 0 and found[-1].kind == "list-item"
    before = number - 1 if number and introduces(found[-1].kind, lines[number - 1].text) else None
    depth = next((d for d in range(len(lists) - 1, -1, -1) if _same_list(lists[d], line)), None)
    if depth is None:
        if not in_list:
            lists.clear()
        lists.append(_List(line.style, line.indent, before, line.ordinal))
    else:
        del lists[depth + 1 :]
        top = lists[-1]
        goes_on = line.ordinal == top.ordinal + 1 if line.ordinal else in_list
        if not goes_on and not in_list:
            top.lead_in = before
        top.ordinal = line.ordinal
    return Shape("list-item", len(lists), lists[-1].lead_in)


def _same_list(entry: _List, line: Line) -> bool:
    return entry.style == line.style and (line.ordinal > 0 or abs(entry.indent - line.indent) < 2)
