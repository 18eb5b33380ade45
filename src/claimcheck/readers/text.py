"""Plain text -> Article."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from claimcheck.model import MARKER, Article
from claimcheck.readers.builder import Builder
from claimcheck.readers.dates import date_line, dateline
from claimcheck.readers.lines import Line, logical_lines, physical_lines
from claimcheck.readers.mail import without_headers
from claimcheck.readers.marks import set_apart
from claimcheck.readers.shapes import shapes

_LINES_WITH_A_DATE = 5


def read(source: str, *, path: str, id: str | None = None, title: str | None = None, date: datetime.date | None = None, marker: str = MARKER) -> Article:
    """The article of a plain text; `title` and `date`, where given, are taken as they are. Lines that begin with `marker` are its comments."""
    written = source
    source, comments = set_apart(written, marker)
    prose = without_headers(physical_lines(source))
    lines = list(logical_lines(source, prose.lines))
    builder = Builder()
    if prose.title:
        builder.add("heading", prose.title.pieces(source), level=1)
    blocks: list[int | None] = []
    for line, shape in zip(lines, shapes(lines, titled=prose.title is not None), strict=True):
        lead_in = None if shape.lead_in is None else blocks[shape.lead_in]
        blocks.append(builder.add(shape.kind, line.pieces(source), level=shape.level, lead_in=lead_in))
    if title is None and len(builder) and (builder.kind(0), builder.level(0)) == ("heading", 1):
        title = builder.text(0)
    for comment in comments:
        builder.comment(comment.text, comment.start, comment.end)
    return builder.article(path=path, source=written, id=id, title=title, date=date or prose.date or _date(lines))


def _date(lines: Sequence[Line]) -> datetime.date | None:
    """The date that stands in a line of its own near the top or at the head of the report."""
    top = lines[:_LINES_WITH_A_DATE]
    found = (date for line in top for date in (date_line(line.text[:200]), dateline(line.text)))
    return next((date for date in found if date), None)
