"""The comments of a Word document, each with the words that it is about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from claimcheck.readers.builder import Builder
from claimcheck.readers.docx_paragraphs import Paragraph

if TYPE_CHECKING:
    from docx.document import Document

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def add_comments(builder: Builder, document: Document, found: Sequence[Paragraph], starts: Sequence[int]) -> None:
    """Add every comment, in the order of what they are about; one that is about no words is about its paragraph."""
    texts = _texts(document)
    spans: dict[str, tuple[int, int]] = {}
    for number, kind, start, end in _marks(found, starts):
        if number not in texts:
            continue
        begin, stop = spans.get(number, (start, end))
        spans[number] = {"start": (start, end), "end": (begin, max(begin, start)), "sign": (begin, stop)}[kind]
    for number, (start, end) in sorted(spans.items(), key=lambda item: (item[1], item[0])):
        at = max((index for index, first in enumerate(starts) if first <= start), default=0)
        if start == end and starts:
            start, end = starts[at], starts[at] + len(found[at].text)
        builder.comment(texts[number], start, end, about=True)


def _marks(found: Sequence[Paragraph], starts: Sequence[int]) -> Iterator[tuple[str, str, int, int]]:
    """Every mark of a comment in order: the number of the comment, the kind of the mark, its offset, and the end of its paragraph."""
    for paragraph, first in zip(found, starts, strict=True):
        for offset, kind, number in paragraph.comments:
            at = first + offset
            yield number, kind, at, at if kind == "sign" else first + len(paragraph.text)


def _texts(document: Document) -> dict[str, str]:
    """The words of each comment, by its number."""
    from docx.oxml import parse_xml

    part = next((relation.target_part for relation in document.part.rels.values() if relation.reltype.endswith("/comments") and not relation.is_external), None)
    if part is None:
        return {}
    try:
        root = parse_xml(part.blob)
    except SyntaxError:
        return {}
    return {
        str(comment.get(f"{_W}id")): " ".join("".join(words.text or "" for words in paragraph.iter(f"{_W}t")) for paragraph in comment.iter(f"{_W}p"))
        for comment in root.iter(f"{_W}comment")
    }
