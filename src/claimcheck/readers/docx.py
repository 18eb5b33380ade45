"""DOCX (Word) -> Article. Its source is the extracted text, one paragraph a line."""

from __future__ import annotations

import io
import zipfile
import zlib
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from claimcheck.errors import ReadError
from claimcheck.model import Article
from claimcheck.readers.builder import Builder, Piece
from claimcheck.readers.dates import date_line, dateline
from claimcheck.readers.decode import check_size
from claimcheck.readers.docx_comments import add_comments
from claimcheck.readers.docx_paragraphs import Paragraph, Role, paragraphs
from claimcheck.readers.lines import Line, line_of
from claimcheck.readers.shapes import Shape, shapes

if TYPE_CHECKING:
    from docx.document import Document

_UNPACKED_LIMIT = 200_000_000
_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_REMEDY = "open it in Word or LibreOffice and save it again as .docx"
_BLOCKS_WITH_A_DATE = 4


def read(data: bytes, *, path: str) -> Article:
    """The article of a Word file. Raises ReadError for one that is broken, encrypted, empty or too large."""
    document = open_document(data, path=path)
    found = list(paragraphs(document))
    starts = starts_of(found)
    source = "\n".join(paragraph.text for paragraph in found)
    if not source.strip():
        raise ReadError("empty", where=path, remedy="give a document with the text of an article")
    builder = Builder()
    title = _add_all(builder, found, starts)
    stated = document.core_properties.title.strip()
    if title is None and len(builder) and (builder.kind(0), builder.level(0)) == ("heading", 1):
        title = builder.text(0)
    date = None
    for index in range(min(len(builder), _BLOCKS_WITH_A_DATE)):
        date = date or date_line(builder.text(index)[:200]) or dateline(builder.text(index))
    add_comments(builder, document, found, starts)
    return builder.article(path=path, source=source, title=title or stated or None, date=date)


def starts_of(found: Sequence[Paragraph]) -> list[int]:
    """Where each paragraph begins in the source of the article: one paragraph a line."""
    return list(accumulate((len(paragraph.text) + 1 for paragraph in found), initial=0))[:-1]


def open_document(data: bytes, *, path: str) -> Document:
    """The document in `data`, its size checked before it is unpacked."""
    check_size(len(data), path=path)
    if not data:
        raise ReadError("empty", where=path, remedy="give a document with the text of an article")
    if data.startswith(_OFFICE):
        raise ReadError("an encrypted or old Word file", where=path, remedy="save it as .docx without a password")
    import docx
    from docx.opc.exceptions import OpcError

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            size = sum(entry.file_size for entry in archive.infolist())
        if size > _UNPACKED_LIMIT:
            raise ReadError(f"too large: {size / 1e6:.0f} MB unpacked", where=path, remedy="remove its pictures")
        return docx.Document(io.BytesIO(data))
    except (zipfile.BadZipFile, zlib.error, OpcError, SyntaxError, OSError, EOFError) as error:
        raise ReadError("broken: not a Word file", where=path, remedy=_REMEDY) from error
    except (KeyError, ValueError, AttributeError, RuntimeError, NotImplementedError) as error:
        raise ReadError("broken: no Word document in it", where=path, remedy=_REMEDY) from error


def _add_all(builder: Builder, found: Sequence[Paragraph], starts: Sequence[int]) -> str | None:
    """Add every paragraph as a block; gives the text of the one in the style "Title"."""
    lines = [_line(paragraph, start) for paragraph, start in zip(found, starts, strict=True) if paragraph.row is None]
    guesses = shapes(lines, titled=any(paragraph.role.is_title for paragraph in found))
    placed: list[int | None] = []
    columns = Counter[int]()
    for paragraph in found:
        if paragraph.row:
            columns[paragraph.row[0]] = max(columns[paragraph.row[0]], paragraph.row[2])
    title: str | None = None
    for paragraph, start in zip(found, starts, strict=True):
        if paragraph.row:
            row = paragraph.row if columns[paragraph.row[0]] else None
            pieces, links = _pieces(paragraph, start, start, start + len(paragraph.text))
            builder.add("table-cell" if row else "paragraph", pieces, links=links, row=row)
            continue
        line, shape = lines[len(placed)], _shape(paragraph.role, guesses[len(placed)])
        lead_in = None if shape.lead_in is None else placed[shape.lead_in]
        pieces, links = _pieces(paragraph, start, *line.spans[0])
        index = builder.add(shape.kind, pieces, level=shape.level, lead_in=lead_in, links=links)
        placed.append(index)
        if paragraph.role.is_title and title is None and index is not None:
            title = builder.text(index)
    return title


def _line(paragraph: Paragraph, start: int) -> Line:
    """A paragraph as a line, with the marks that its style prints."""
    text = paragraph.text.strip()
    line = line_of(text, start + paragraph.text.index(text[0]), gap=paragraph.gap)
    if paragraph.role.kind == "heading":
        return replace(line, style="", ordinal=0, underlined=True)
    if paragraph.role.kind == "list-item":
        return replace(line, style="*", ordinal=0, indent=2 * paragraph.role.level)
    return replace(line, quoted=paragraph.role.kind == "quote")


def _shape(role: Role, guess: Shape) -> Shape:
    """What the style says, else what the shape of the lines says."""
    return Shape(role.kind, role.level) if role.kind in ("heading", "caption") else guess


def _pieces(paragraph: Paragraph, base: int, start: int, end: int) -> tuple[list[Piece], list[tuple[int, str]]]:
    """The words of a paragraph cut where a link ends, and the links by the number of pieces before their end."""
    cuts = sorted({start, end, *(base + at for at, _ in paragraph.links if start < base + at < end)})
    pieces = [(paragraph.text[low - base : high - base], low, high) for low, high in pairwise(cuts)]
    return pieces, [(bisect_right(cuts, base + at) - 1, address) for at, address in paragraph.links]
