"""The logical lines of a plain text: wrapped lines joined, list markers and the quotation marks of mail set apart."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from claimcheck.readers.builder import Piece

_PHYSICAL = re.compile(r"[^\r\n\x0b\x0c\x85\u2028\u2029]+")
_QUOTED = re.compile(r"(?:>[ \t]?)+(?![\d=])")
_BULLET = re.compile(r"[•·‣⁃◦▪▫●○■□◆✓✔➢➤►▶]\s*|[-*+–—]\s+")
_NUMBERED = re.compile(
    r"(?:(?P<open>\()(?P<inner>\d{1,2}|[a-z]|[ivx]{2,4})\)\s*"
    r"|(?P<number>\d{1,2}|[a-z]|[ivx]{2,4})(?P<close>[.)、．])(?:\s+|(?=[^\W\d_])(?<!\b[a-z]\.))"
    r"|(?P<circled>[\u2460-\u2473])\s*)"
)
_ROMAN = {"ii": 2, "iii": 3, "iv": 4, "vi": 6, "vii": 7, "viii": 8, "ix": 9}
_WORD = re.compile(r"[^\W_]")
_UNDERLINE = re.compile(r"(?:={3,}|-{3,}|~{3,})$")
_CLOSED = tuple(".!?:;。！？：；")
_SHORTEST_JOINED = 20
_SHORTEST_WRAPPED = 40
_WIDEST_WRAPPED = 120
_WRAPPED_SHARE = 0.4
_SLACK = 8


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph, heading or item as its author meant it.

    text: its words, without list marker and quotation marks, wrapped lines joined by a space.
    start: where it begins in the source, its marker included; spans: where its words stand.
    style: of its list marker ("-", "1.", "(a)"), else ""; ordinal: its number by the marker, else 0.
    gap: an empty line stands before it. underlined: a line of === or --- follows.
    """

    text: str
    start: int
    spans: tuple[tuple[int, int], ...]
    gap: bool = False
    indent: int = 0
    quoted: bool = False
    style: str = ""
    ordinal: int = 0
    underlined: bool = False

    def pieces(self, source: str) -> list[Piece]:
        """The spans with their words, for the builder."""
        return [(source[start:end], start, end) for start, end in self.spans]


def logical_lines(source: str, lines: Sequence[Line]) -> Iterator[Line]:
    """`lines` with wrapped ones joined where the text as a whole shows that it is wrapped."""
    width = _width(lines)
    number, count = 0, len(lines)
    while number < count:
        first = last = lines[number]
        spans = list(first.spans)
        texts = [first.text]
        number += 1
        while number < count and _continues(last, lines[number], width):
            last = lines[number]
            _extend(source, spans, last)
            texts.append(last.text)
            number += 1
        if len(texts) == 1:
            yield first
        else:
            yield replace(first, text=" ".join(texts), spans=tuple(spans), underlined=last.underlined)


def physical_lines(source: str) -> list[Line]:
    """The lines of `source` that hold words, trimmed; rules of dashes become a mark on the line above them."""
    lines: list[Line] = []
    end, gap = 0, False
    for match in _PHYSICAL.finditer(source):
        raw = match[0]
        text = raw.strip()
        if not text:
            continue
        start = match.start() + raw.index(text[0])
        between = source[end : match.start()]
        gap = gap or (end > 0 and (between.count("\n") > 1 or between.count("\r") > 1))
        end = match.end()
        if not _WORD.search(text):
            if lines and not gap and _UNDERLINE.match(text):
                lines[-1] = replace(lines[-1], underlined=True)
            gap = True
            continue
        lines.append(line_of(text, start, gap=gap, indent=start - match.start()))
        gap = False
    return lines


def line_of(text: str, start: int, *, gap: bool, indent: int = 0) -> Line:
    """The line with these words, which begin at `start` in the source."""
    begin = start
    quoted = text[0] == ">" and (match := _QUOTED.match(text)) is not None
    if quoted and match:
        begin += match.end()
        text = text[match.end() :].lstrip()
    style, ordinal = "", 0
    if marker := _BULLET.match(text):
        style = marker[0][0]
    elif marker := _NUMBERED.match(text):
        style, ordinal = _numbering(marker)
    end = begin + len(text)
    if marker and marker.end() < len(text):
        begin += marker.end()
        text = text[marker.end() :]
    return Line(text, start, ((begin, end),), gap, indent, quoted, style, ordinal)


def _numbering(marker: re.Match[str]) -> tuple[str, int]:
    """The style ("1.", "a)", "(i)") and the number of a list marker."""
    if marker["circled"]:
        return "①", ord(marker["circled"]) - 0x245F
    name = marker["inner"] or marker["number"]
    if name.isdigit():
        shape, ordinal = "1", int(name)
    elif len(name) == 1:
        shape, ordinal = "a", ord(name) - ord("a") + 1
    else:
        shape, ordinal = "i", _ROMAN.get(name, 10)
    return (f"({shape})" if marker["open"] else shape + marker["close"]), ordinal


def _extend(source: str, spans: list[tuple[int, int]], line: Line) -> None:
    """Add a continuation: "well-" + "known" without a space, quoted lines without the marks between them."""
    start, end = spans[-1]
    begin = line.spans[0][0] if line.quoted else line.start
    hyphenated = source[end - 1] == "-" and source[end - 2 : end - 1].isalpha() and source[begin].islower()
    if hyphenated:
        spans.append((begin, line.spans[0][1]))
    elif line.quoted:
        spans[-1] = (start, end + 1)
        spans.append((begin, line.spans[0][1]))
    else:
        spans[-1] = (start, line.spans[0][1])


def _width(lines: Sequence[Line]) -> int:
    """The column at which the text is wrapped, or 0 where each paragraph is one line."""
    lengths: list[int] = []
    votes = 0
    wide = 0
    for line, following in pairwise(lines):
        length = len(line.text)
        wide += length > _WIDEST_WRAPPED
        if length < _SHORTEST_WRAPPED or following.gap or following.style or following.quoted or line.quoted:
            continue
        lengths.append(length)
        votes += not line.text.endswith(_CLOSED) and not following.text[0].isupper()
    if not lengths or votes < _WRAPPED_SHARE * len(lengths) or wide > len(lengths) / 10:
        return 0
    return sorted(lengths)[len(lengths) * 9 // 10]


def _continues(line: Line, following: Line, width: int) -> bool:
    """Whether `following` goes on with the sentence of `line`."""
    if following.gap or following.quoted != line.quoted or line.underlined:
        return False
    open_ended = not line.text.endswith(_CLOSED)
    lower = following.text[0].islower()
    if following.style and not (following.ordinal and width and open_ended and not line.style):
        return False
    if not width and not line.quoted:
        return open_ended and lower and len(line.text) >= _SHORTEST_JOINED and not line.text[0].islower()
    if line.quoted and not width:
        return lower or len(line.text) >= _SHORTEST_WRAPPED
    room = len(line.text) + line.indent + 1 + len(following.text.split(None, 1)[0]) <= width - _SLACK
    return (lower and open_ended) or not room
