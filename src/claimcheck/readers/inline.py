"""The characters of Markdown's inline text, each with its place in the source."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from claimcheck.readers.builder import Piece

if TYPE_CHECKING:
    from markdown_it.token import Token

_LINK_END = re.compile(
    r"""\](?:
        \(\s*(?:<[^<>\n]*>|[^\s()<]*(?:\([^\s()]*\)[^\s()]*)*)
          (?:\s+(?:"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|\((?:\\.|[^()\\])*\)))?\s*\)
        | \[[^\[\]]*\]
    )?""",
    re.VERBOSE | re.DOTALL,
)
_HREF = re.compile(r"""<a\s[^>]*?href\s*=\s*["']?([^"'\s>]+)""", re.IGNORECASE)


class Place:
    """Maps offsets in the content of a block, whose lines lost their marks and indents, to offsets in the source."""

    def __init__(self, segments: Sequence[tuple[int, int, int]]) -> None:
        """segments: ascending (content start, content end, source start) of stretches that correspond one to one."""
        self._segments = segments

    def pieces(self, source: str, start: int, end: int) -> Iterator[Piece]:
        """The stretches of the source that `content[start:end]` came from."""
        number = max(0, bisect.bisect_right(self._segments, start, key=lambda segment: segment[0]) - 1)
        while number < len(self._segments) and self._segments[number][0] < end:
            first, last, at = self._segments[number]
            low, high = max(start, first), min(end, last)
            if low < high:
                yield source[at + low - first : at + high - first], at + low - first, at + high - first
            number += 1

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The source span of `content[start:end]`."""
        return self._offset(start), max(self._offset(start), self._offset(end))

    def _offset(self, offset: int) -> int:
        number = max(0, bisect.bisect_right(self._segments, offset, key=lambda segment: segment[0]) - 1)
        first, last, at = self._segments[number]
        return at + min(max(offset, first), last) - first


@dataclass(slots=True)
class Prose:
    """The words of one block, its links, the descriptions of its images, and its comments."""

    pieces: list[Piece] = field(default_factory=list)
    links: list[tuple[int, str]] = field(default_factory=list)
    captions: list[list[Piece]] = field(default_factory=list)
    comments: list[tuple[str, int, int]] = field(default_factory=list)


def prose(source: str, content: str, tokens: Sequence[Token], place: Place) -> Prose:
    """The prose of inline `tokens`: code, addresses, comments and deleted words are left out."""
    walk = _Walk(source, content, place)
    walk.tokens(tokens)
    return walk.prose


class _Walk:
    """Goes through the tokens and their content side by side."""

    def __init__(self, source: str, content: str, place: Place) -> None:
        self.source = source
        self.content = content
        self.place = place
        self.prose = Prose()
        self._at = 0
        self._left_out = 0
        self._hrefs: list[str] = []

    def tokens(self, tokens: Sequence[Token]) -> None:
        for token in tokens:
            handle = getattr(self, f"_{token.type}", None)
            if handle:
                handle(token)
            elif token.markup:
                self._skip(token.markup)

    def _find(self, words: str) -> int:
        """Where `words` stand from here on; here, where they are not found."""
        found = self.content.find(words, self._at)
        return self._at if found < 0 else found

    def _skip(self, mark: str) -> None:
        if self.content.startswith(mark, self._at):
            self._at += len(mark)

    def _text(self, token: Token) -> None:
        start = self._find(token.content)
        self._at = start + len(token.content)
        if not self._left_out:
            self.prose.pieces.extend(self.place.pieces(self.source, start, self._at))

    def _whole(self, token: Token, written: str, words: str) -> None:
        """A stretch that stands for other characters."""
        start = self._find(written)
        self._at = start + len(written)
        if not self._left_out:
            self.prose.pieces.append((words, *self.place.span(start, self._at)))

    def _text_special(self, token: Token) -> None:
        self._whole(token, token.markup or token.content, token.content)

    def _softbreak(self, token: Token) -> None:
        self._at = self._find("\n") + 1
        begin = self.place.span(self._at - 1, self._at)[0]
        if not self._left_out:
            self.prose.pieces.append((" ", begin, begin + self.source[begin : begin + 1].isspace()))

    _hardbreak = _softbreak

    def _code_inline(self, token: Token) -> None:
        start = self._find(token.markup)
        end = re.compile(f"(?<!`){token.markup}(?!`)").search(self.content, start + len(token.markup))
        self._at = end.end() if end else start

    def _html_inline(self, token: Token) -> None:
        tag = token.content.lower()
        if tag.startswith("<br"):
            self._whole(token, token.content, " ")
            return
        start = self._find(token.content)
        self._at = start + len(token.content)
        if tag.startswith("<!--"):
            self.prose.comments.append((token.content[4:-3], *self.place.span(start, self._at)))
        if href := _HREF.match(token.content):
            self._hrefs.append(href[1])
        elif tag == "</a>" and self._hrefs:
            self.prose.links.append((len(self.prose.pieces), self._hrefs.pop()))

    def _s_open(self, token: Token) -> None:
        self._skip(token.markup)
        self._left_out += 1

    def _s_close(self, token: Token) -> None:
        self._skip(token.markup)
        self._left_out -= 1

    def _link_open(self, token: Token) -> None:
        self._hrefs.append(str(token.attrs.get("href", "")))
        if token.markup == "autolink":
            self._left_out += 1
        self._at = self._find("<" if token.markup == "autolink" else "[") + 1

    def _link_close(self, token: Token) -> None:
        if token.markup == "autolink":
            self._left_out -= 1
            self._at = self._find(">") + 1
        else:
            self._end_link()
        self.prose.links.append((len(self.prose.pieces), self._hrefs.pop()))

    def _image(self, token: Token) -> None:
        self._at = self._find("![") + 2
        outside, self.prose.pieces = self.prose.pieces, []
        self.tokens(token.children or ())
        if self.prose.pieces:
            self.prose.captions.append(self.prose.pieces)
        self.prose.pieces = outside
        self._end_link()

    def _end_link(self) -> None:
        self._at = self._find("]")
        if end := _LINK_END.match(self.content, self._at):
            self._at = end.end()
