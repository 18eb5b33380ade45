"""Markdown (CommonMark, tables, front matter) -> Article."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from claimcheck.model import Article
from claimcheck.readers import html
from claimcheck.readers.builder import Builder
from claimcheck.readers.dates import date_line, dateline
from claimcheck.readers.front_matter import front_matter
from claimcheck.readers.inline import Place, prose

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_NEWLINE = re.compile(r"\r\n?|\n")
_CHUNK = re.compile(r"(\n\s*\n)")
_OPEN_BRACKETS = 100
_NO_BRACKET = "\ue000"
_CELLS = ("td_open", "th_open")
_LISTS = ("bullet_list_open", "ordered_list_open")
_BLOCKS_WITH_A_DATE = 4
_HEADING_WORDS = 12


def read(source: str, *, path: str) -> Article:
    """The article of a Markdown text. Raises ReadError for front matter that is no YAML."""
    front = front_matter(source, path=path)
    body = bounded(source[front.end :])
    reader = _Reader(source, body, front.end)
    reader.read(parser().parse(body))
    title, date = front.title, front.date
    for index in range(len(reader.builder)):
        if title is None and reader.builder.kind(index) == "heading" and (index == 0 or reader.builder.level(index) == 1):
            title = reader.builder.text(index)
        if date is None and index < _BLOCKS_WITH_A_DATE:
            date = date_line(reader.builder.text(index)[:200]) or dateline(reader.builder.text(index))
    return reader.builder.article(path=path, source=source, title=title, date=date)


def parser() -> MarkdownIt:
    """The dialect that is read: CommonMark with tables and words struck out."""
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark").enable(["table", "strikethrough"]).disable("text_join")


def bounded(body: str) -> str:
    """`body` with the brackets of a paragraph masked where so many stay open that the parser would take too long."""
    if body.count("[") - body.count("]") <= _OPEN_BRACKETS and body.count("[") <= _OPEN_BRACKETS:
        return body
    chunks = _CHUNK.split(body)
    return "".join(chunk.replace("[", _NO_BRACKET) if chunk.count("[") - chunk.count("]") > _OPEN_BRACKETS else chunk for chunk in chunks)


class _Reader:
    """Turns block tokens into blocks; `base` is where `body` begins in the source."""

    def __init__(self, source: str, body: str, base: int) -> None:
        self.builder = Builder()
        self._source = source
        self._body = body
        self._base = base
        self._lines = [0, *(match.end() for match in _NEWLINE.finditer(body)), len(body)]
        self._containers: list[str] = []
        self._leads: list[int | None] = []
        self._depth = 0
        self._fresh_item = False
        self._heading = 0
        self._tables = -1
        self._row = self._column = -1
        self._cell_end = 0

    def read(self, tokens: Sequence[Token]) -> None:
        """Add the blocks of all tokens to the builder."""
        for token in tokens:
            if token.type == "inline":
                self._inline(token)
            elif token.type == "html_block" and token.map:
                start, end = (self._base + self._lines[min(line, len(self._lines) - 1)] for line in token.map)
                html.add_fragment(self.builder, self._source, start, end)
            elif token.nesting > 0:
                self._open(token)
            elif token.nesting < 0:
                self._close(token)

    def _open(self, token: Token) -> None:
        if token.type in _LISTS:
            self._leads.append(self._lead_in())
            self._containers.append("list")
        elif token.type == "blockquote_open":
            self._containers.append("quote")
        elif token.type == "list_item_open":
            self._fresh_item = True
        elif token.type == "heading_open":
            self._heading = int(token.tag[1])
        elif token.type == "table_open":
            self._tables += 1
            self._row = -1
        elif token.type == "tr_open":
            self._row += 1
            self._column = -1
            self._cell_end = self._lines[token.map[0]] if token.map else 0
        elif token.type in _CELLS:
            self._column += 1

    def _close(self, token: Token) -> None:
        if token.type in ("bullet_list_close", "ordered_list_close"):
            self._leads.pop()
            self._containers.pop()
        elif token.type == "blockquote_close":
            self._containers.pop()
        elif token.type == "heading_close":
            self._heading = 0
        elif token.type == "tr_close":
            self._column = -1

    def _lead_in(self) -> int | None:
        """The block that introduces the list that begins here."""
        last = len(self.builder) - 1
        return self.builder.introducing(last) if last >= 0 and self._depth <= len(self._containers) else None

    def _inline(self, token: Token) -> None:
        first, last = token.map or (0, 0)
        in_cell = self._column >= 0
        segments = list(self._cell(token.content, first) if in_cell else self._segments(token.content, first, last))
        if not segments:
            return
        self._depth = len(self._containers)
        words = prose(self._source, token.content, token.children or (), Place(segments))
        for comment in words.comments:
            self.builder.comment(*comment)
        first_word = words.pieces[0][1] if words.pieces else len(self._source)
        for caption in words.captions:
            if caption[0][1] < first_word:
                self.builder.add("caption", caption)
        if in_cell:
            self.builder.add("table-cell", words.pieces, links=words.links, row=(self._tables, self._row, self._column))
        elif self._heading:
            self.builder.add("heading", words.pieces, links=words.links, level=self._heading)
        elif self._containers and self._containers[-1] == "list" and self._fresh_item:
            self._fresh_item = False
            level = self._containers.count("list")
            self.builder.add("list-item", words.pieces, links=words.links, level=level, lead_in=self._leads[-1])
        elif self._containers and self._containers[-1] == "quote":
            self.builder.add("quote", words.pieces, links=words.links)
        elif _is_bold_line(token):
            self.builder.add("heading", words.pieces, links=words.links, level=3)
        else:
            self.builder.add("paragraph", words.pieces, links=words.links)
        for caption in words.captions:
            if caption[0][1] > first_word:
                self.builder.add("caption", caption)

    def _segments(self, content: str, first: int, last: int) -> Iterator[tuple[int, int, int]]:
        """Where each line of a paragraph or heading stands: at the end of its source line, marks and indents lost."""
        offset = 0
        for line, words in zip(range(first, last), content.split("\n"), strict=False):
            stripped = words.strip()
            at = self._body.rfind(stripped, self._lines[line], self._lines[line + 1])
            lead = len(words) - len(words.lstrip())
            if at >= 0:
                yield offset + lead, offset + lead + len(stripped), self._base + at
            offset += len(words) + 1

    def _cell(self, content: str, line: int) -> Iterator[tuple[int, int, int]]:
        """Where the words of a table cell stand: in their row, after the cell before, with every | escaped."""
        written = content.replace("|", "\\|")
        at = self._body.find(written, max(self._cell_end, self._lines[line]), self._lines[line + 1])
        if at < 0 or not content:
            return
        self._cell_end = at + len(written)
        offset = 0
        for number, part in enumerate(content.split("|")):
            length = len(part) + (number > 0)
            yield offset, offset + length, self._base + at
            offset += length
            at += length + 1


def _is_bold_line(token: Token) -> bool:
    """Whether a paragraph is one short line in bold that ends no sentence: a heading by other means."""
    inner = [child for child in token.children or () if child.type != "text" or child.content]
    if len(inner) < 3 or (inner[0].type, inner[-1].type) != ("strong_open", "strong_close"):
        return False
    once = sum(child.type == "strong_close" for child in inner) == 1
    words = inner[-2].content
    return once and token.content.count(" ") < _HEADING_WORDS and not words.endswith((".", "!", ":", ",", ";"))
