"""The paragraphs of a Word document in reading order, each with the role that its style gives it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from docx.document import Document

Element: TypeAlias = Any
"""An lxml element; python-docx has no types for the elements that it does not wrap."""

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_LEFT_OUT = frozenset((f"{_W}del", f"{_W}moveFrom", f"{_W}pPr", f"{_W}rPr", _FALLBACK))
_CHARACTERS = {
    f"{_W}tab": "\t",
    f"{_W}br": "\n",
    f"{_W}cr": "\n",
    f"{_W}noBreakHyphen": "-",
    f"{_W}softHyphen": "\xad",
}
_HEADING = re.compile(r"heading ([1-9])$")
_LIST = re.compile(r"list(?: bullet| number)?(?: ([2-5]))?$")
_NO_PROSE = re.compile(r"toc \d|table of figures|html preformatted|macro|(?:source )?code|header|footer|index \d")
_HYPERLINK = re.compile(r'HYPERLINK\s+"([^"]+)"')
_DEEPEST_STYLE = 20
_DEPTHS = frozenset("012345678")
_COMMENT_MARKS = {f"{_W}commentRangeStart": "start", f"{_W}commentRangeEnd": "end", f"{_W}commentReference": "sign"}


@dataclass(frozen=True, slots=True)
class Role:
    """What a style makes of a paragraph: its kind ("" where the style says nothing) and level."""

    kind: str = ""
    level: int = 0
    is_title: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph. links: (offset in its text where the anchor ends, address). gap: an empty one stands before it.

    comments: (offset in its text, what stands there of a comment: start | end | sign, the number of the comment).
    places: (offset in its text, element) of the elements that its words stand in (w:t, w:tab ...), ascending.
    """

    text: str
    role: Role
    row: tuple[int, int, int] | None = None
    links: tuple[tuple[int, str], ...] = ()
    gap: bool = False
    comments: tuple[tuple[int, str, str], ...] = ()
    places: tuple[tuple[int, Element], ...] = ()


@dataclass(slots=True)
class _Words:
    parts: list[str] = field(default_factory=list)
    links: list[tuple[int, str]] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    comments: list[tuple[int, str, str]] = field(default_factory=list)
    places: list[tuple[int, Element]] = field(default_factory=list)
    length: int = 0

    def add(self, text: str, element: Element) -> None:
        self.parts.append(text)
        self.places.append((self.length, element))
        self.length += len(text)


def paragraphs(document: Document) -> Iterator[Paragraph]:
    """The paragraphs that hold words: of the body, tables, content controls and text boxes."""
    roles = _roles(document)
    addresses = {key: str(relation.target_ref) for key, relation in document.part.rels.items() if relation.is_external}
    tables = 0
    gap = False
    comments: list[tuple[int, str, str]] = []
    waiting: list[tuple[Element, tuple[int, int, int] | None]] = [(document.element.body, None)]
    while waiting:
        element, row = waiting.pop()
        if element.tag == f"{_W}p":
            words = _words(element, addresses)
            waiting.extend((box, row) for box in reversed(words.boxes))
            text = "".join(words.parts)
            role = _role(element, roles)
            is_prose = bool(text.strip()) and role.kind != "none"
            comments.extend(mark if is_prose else (0, *mark[1:]) for mark in words.comments)
            if is_prose:
                yield Paragraph(text, role, row, tuple(words.links), gap, tuple(comments), tuple(words.places))
                comments = []
            gap = not text.strip() or (gap and not is_prose)
        elif element.tag in _COMMENT_MARKS:
            comments.append((0, _COMMENT_MARKS[element.tag], str(element.get(f"{_W}id"))))
        elif element.tag == f"{_W}tbl":
            waiting.extend(reversed(list(_cells(element, tables))))
            tables += 1
        elif element.tag not in _LEFT_OUT and isinstance(element.tag, str):
            waiting.extend((child, row) for child in reversed(element))


def _cells(table: Element, number: int) -> Iterator[tuple[Element, tuple[int, int, int]]]:
    """What stands in the cells of a table, row by row."""
    for row, line in enumerate(table.findall(f"{_W}tr")):
        for column, cell in enumerate(line.findall(f"{_W}tc")):
            for child in cell:
                yield child, (number, row, column)


def _words(paragraph: Element, addresses: dict[str, str]) -> _Words:
    """The words of a paragraph as they are printed: with insertions, without deletions and what is hidden."""
    words = _Words()
    instruction = ""
    waiting: list[tuple[Element | None, str]] = [(child, "") for child in reversed(paragraph)]
    while waiting:
        element, address = waiting.pop()
        if element is None:
            words.links.append((words.length, address))
            continue
        tag = element.tag
        if tag in _LEFT_OUT or (tag == f"{_W}r" and _is_hidden(element)):
            continue
        if tag == f"{_W}t":
            words.add(element.text or "", element)
        elif tag in _COMMENT_MARKS:
            words.comments.append((words.length, _COMMENT_MARKS[tag], str(element.get(f"{_W}id"))))
        elif tag in _CHARACTERS:
            words.add(_CHARACTERS[tag], element)
        elif tag == f"{_W}instrText":
            instruction += element.text or ""
        elif tag == f"{_W}fldChar" and element.get(f"{_W}fldCharType") == "end":
            if match := _HYPERLINK.search(instruction):
                words.links.append((words.length, match[1]))
            instruction = ""
        elif tag == f"{_W}txbxContent":
            words.boxes.extend(element)
        else:
            if tag == f"{_W}hyperlink" and element.get(_R_ID) in addresses:
                waiting.append((None, addresses[element.get(_R_ID)]))
            waiting.extend((child, "") for child in reversed(element))
    return words


def _is_hidden(run: Element) -> bool:
    mark = run.find(f"{_W}rPr/{_W}vanish")
    return mark is not None and mark.get(f"{_W}val") not in ("0", "false")


def _roles(document: Document) -> dict[str, Role]:
    """The role of each paragraph style, by its id; what a style leaves open comes from the one it is based on."""
    styles = {style.get(f"{_W}styleId"): style for style in document.styles.element.findall(f"{_W}style")}
    roles: dict[str, Role] = {}
    for key in styles:
        at: Element = styles[key]
        for _ in range(_DEEPEST_STYLE):
            role = _role_of_style(at)
            based_on = at.find(f"{_W}basedOn")
            if role.kind or based_on is None or based_on.get(f"{_W}val") not in styles:
                break
            at = styles[based_on.get(f"{_W}val")]
        roles[key] = role
    return roles


def _role_of_style(style: Element) -> Role:
    name_element = style.find(f"{_W}name")
    name = (name_element.get(f"{_W}val") or "").lower() if name_element is not None else ""
    if name in ("title", "subtitle"):
        return Role("heading", 1 if name == "title" else 2, is_title=name == "title")
    if match := _HEADING.match(name):
        return Role("heading", int(match[1]))
    if match := _LIST.match(name):
        return Role("list-item", int(match[1] or 1))
    if "quote" in name.split():
        return Role("quote")
    if name == "caption":
        return Role("caption")
    if _NO_PROSE.fullmatch(name):
        return Role("none")
    properties = style.find(f"{_W}pPr")
    return Role() if properties is None else _direct(properties)


def _role(paragraph: Element, roles: dict[str, Role]) -> Role:
    """The role of a paragraph: of its own properties, else of its style."""
    properties = paragraph.find(f"{_W}pPr")
    if properties is None:
        return Role()
    style = properties.find(f"{_W}pStyle")
    role = roles.get(style.get(f"{_W}val"), Role()) if style is not None else Role()
    own = _direct(properties)
    return own if own.kind and role.kind in ("", "list-item") else role


def _direct(properties: Element) -> Role:
    """The role that outline level and numbering give."""
    outline = properties.find(f"{_W}outlineLvl")
    if outline is not None and outline.get(f"{_W}val") in _DEPTHS:
        return Role("heading", int(outline.get(f"{_W}val")) + 1)
    numbering = properties.find(f"{_W}numPr")
    number = numbering.find(f"{_W}numId") if numbering is not None else None
    if numbering is None or (number is not None and number.get(f"{_W}val") == "0"):
        return Role()
    level = numbering.find(f"{_W}ilvl")
    depth = level.get(f"{_W}val") if level is not None else None
    return Role("list-item", int(depth) + 1 if depth in _DEPTHS else 1)
