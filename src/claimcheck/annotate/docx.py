"""Word: a comment on the exact words of each finding. Every part of the file but the text and its comments stays byte for byte."""

from __future__ import annotations

import io
import zipfile
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from copy import deepcopy
from typing import TYPE_CHECKING, Any

from claimcheck.annotate.notes import AUTHOR, lines
from claimcheck.errors import ReadError
from claimcheck.model import Article, Finding
from claimcheck.readers.docx import open_document, starts_of
from claimcheck.readers.docx_paragraphs import Element, paragraphs

if TYPE_CHECKING:
    from docx.comments import Comment
    from docx.document import Document

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_CONTENT_TYPES = "[Content_Types].xml"
_INSERTED = (f"{_W}ins", f"{_W}moveTo")


class _Places:
    """The elements that hold the characters of the source, in order."""

    def __init__(self, document: Document) -> None:
        found = list(paragraphs(document))
        self.source = "\n".join(paragraph.text for paragraph in found)
        self.elements: list[Element] = []
        self.starts: list[int] = []
        for paragraph, start in zip(found, starts_of(found), strict=True):
            self.elements += [element for _, element in paragraph.places]
            self.starts += [start + at for at, _ in paragraph.places]

    def at(self, offset: int) -> tuple[Element, int]:
        """The element that holds a character, and how far within."""
        index = bisect_right(self.starts, offset) - 1
        return self.elements[index], offset - self.starts[index]


def annotated(data: bytes, article: Article, findings: Sequence[Finding]) -> bytes:
    """The Word file with its comments."""
    document = open_document(data, path=article.path)
    if not findings:
        return data
    first = next(at for at, character in enumerate(article.source) if not character.isspace())
    spans = [_span(finding, (first, _line_end(article.source, first))) for finding in findings]
    _cut(_Places(document), {offset for span in spans for offset in span})
    places = _Places(document)
    if places.source != article.source:
        raise ReadError("its text cannot be marked", where=article.path, remedy="open it in Word or LibreOffice and save it again as .docx")
    for finding, (start, end) in zip(findings, spans, strict=True):
        _comment(document, finding, places.at(start)[0], places.at(end - 1)[0])
    return _packed(data, document)


def _span(finding: Finding, first_paragraph: tuple[int, int]) -> tuple[int, int]:
    """What a comment stands on; one on the whole article stands on its first paragraph."""
    return first_paragraph if finding.start is None or finding.end is None else (finding.start, finding.end)


def _line_end(source: str, start: int) -> int:
    end = source.find("\n", start)
    return len(source) if end < 0 else end


def _cut(places: _Places, offsets: Iterable[int]) -> None:
    """Split the runs at these offsets: from the last to the first, so that the ones before stay where they are."""
    for offset in sorted(offsets, reverse=True):
        element, within = places.at(offset)
        at_end = within > 0 and within >= len(element.text or "")
        if not at_end and _host(element) is None and element.getparent().tag == f"{_W}r":
            _split(element, within)


def _split(element: Element, within: int) -> None:
    """Split the run of `element` before its character `within`; both halves keep the formatting of the run."""
    run = element.getparent()
    if within:
        rest = deepcopy(element)
        rest.tail = None
        element.text, rest.text = element.text[:within], element.text[within:]
        for part in (element, rest):
            part.set(_XML_SPACE, "preserve")
        element.addnext(rest)
        element = rest
    moved = [element, *element.itersiblings()]
    if all(child.tag == f"{_W}rPr" for child in element.itersiblings(preceding=True)):
        return
    second = run.makeelement(run.tag, dict(run.attrib), nsmap=run.nsmap)
    properties = run.find(f"{_W}rPr")
    if properties is not None:
        second.append(deepcopy(properties))
    second.extend(moved)
    run.addnext(second)


def _host(element: Element) -> Element | None:
    """The run that holds the text box an element stands in: in a text box Word allows no comments."""
    boxes = list(element.iterancestors(f"{_W}txbxContent"))
    return next(boxes[-1].iterancestors(f"{_W}r"), None) if boxes else None


def _comment(document: Document, finding: Finding, first: Element, last: Element) -> None:
    """Add a comment from the run of `first` to the run of `last`."""
    from docx.text.run import Run

    boxed = _host(first) is not None or _host(last) is not None
    start, end = (_run(element) for element in (first, last))
    comment = document.add_comment([Run(run, None) for run in (start, end)], author=AUTHOR, initials="cc")  # type: ignore[arg-type] # a run needs no parent to be marked
    comment._comment_elm.attrib.pop(f"{_W}date", None)  # the same draft gives the same bytes, whenever it is checked
    _write(comment, finding, quoted=boxed)
    inserted = [ancestor for ancestor in end.iterancestors() if ancestor.tag in _INSERTED]
    if inserted:
        reference = end.getnext().getnext()
        inserted[-1].addnext(reference)  # it must not go when the insertion is rejected


def _run(element: Element) -> Element:
    return host if (host := _host(element)) is not None else element.getparent()


def _write(comment: Comment, finding: Finding, *, quoted: bool) -> None:
    from docx.opc.constants import RELATIONSHIP_TYPE

    paragraph: Any = comment.paragraphs[0]
    for number, line in enumerate(lines(finding, quoted=quoted)):
        if number:
            paragraph = comment.add_paragraph()
        paragraph.add_run(f"{line.label}: ").bold = True
        paragraph.add_run(_printable(line.text))
        if not line.address:
            continue
        paragraph.add_run(" ")
        address = paragraph.add_run(_printable(line.address))._r
        if line.is_link:
            link = address.makeelement(f"{_W}hyperlink", nsmap=address.nsmap)
            link.set(
                "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id",
                comment.part.relate_to(line.address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True),
            )
            address.addprevious(link)
            link.append(address)


def _printable(text: str) -> str:
    """The text without the characters that XML cannot hold, on one line."""
    return " ".join("".join(character if character.isprintable() else " " for character in text).split())


def _packed(data: bytes, document: Document) -> bytes:
    """The original file with its text and comments replaced; all else, its order and its dates as they were."""
    from docx.opc.constants import RELATIONSHIP_TYPE

    saved = io.BytesIO()
    document.save(saved)
    comments = document.part.part_related_by(RELATIONSHIP_TYPE.COMMENTS)
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(saved) as after, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as packed:
        names = [str(part.partname) for part in (document.part, comments)]
        changed = {name[1:] for name in names} | {_relations(name) for name in names}
        changed &= set(after.namelist())
        for entry in before.infolist():
            content = after.read(entry.filename) if entry.filename in changed else before.read(entry)
            if entry.filename == _CONTENT_TYPES:
                content = _with_type(content, str(comments.partname), comments.content_type)
            packed.writestr(entry, content, compress_type=entry.compress_type)
        for name in sorted(changed - set(before.namelist())):
            packed.writestr(zipfile.ZipInfo(name, before.infolist()[0].date_time), after.read(name), compress_type=zipfile.ZIP_DEFLATED)
    return written.getvalue()


def _relations(name: str) -> str:
    folder, _, file = name[1:].rpartition("/")
    return f"{folder}/_rels/{file}.rels".lstrip("/")


def _with_type(content: bytes, name: str, kind: str) -> bytes:
    """The list of content types, with one for the part `name`."""
    from docx.opc.oxml import parse_xml, serialize_part_xml

    types: Any = parse_xml(content)  # type: ignore[arg-type] # its type says str; it wants bytes
    if any(entry.partname.lower() == name.lower() for entry in types.overrides):
        return content
    types.add_override(name, kind)
    return serialize_part_xml(types)
