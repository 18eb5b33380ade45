"""Put blocks of prose together into an `Article`, keeping the way back to every character of the source."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple, TypeAlias

from claimcheck.model import Article, Block, Comment
from claimcheck.readers.typography import fragments

SEPARATOR = "\n\n"
_SENTENCE_END = (".", "!", "。")
_CLOSING = "\"'”’)]»"
_MOST_WORDS_OF_AN_INTRODUCTION = 12
_WORD = re.compile(r"[^\W_]")

Piece: TypeAlias = tuple[str, int, int]
"""Text and its span in the source: as long as the span, or (an entity, an escape) standing for all of it."""


class _Stretch(NamedTuple):
    text: str
    start: int
    end: int

    @property
    def exact(self) -> bool:
        return len(self.text) == self.end - self.start


class Builder:
    """Collects the blocks of one article in the order of its source."""

    def __init__(self) -> None:
        self._texts: list[str] = []
        self._blocks: list[Block] = []
        self._runs: list[tuple[int, int, int]] = []
        self._length = 0
        self._source_end = 0
        self._comments: list[Comment] = []

    def __len__(self) -> int:
        return len(self._blocks)

    def add(
        self,
        kind: str,
        pieces: Iterable[Piece],
        *,
        level: int = 0,
        lead_in: int | None = None,
        links: Sequence[tuple[int, str]] = (),
        row: tuple[int, int, int] | None = None,
    ) -> int | None:
        """Append a block and give its index, or None where nothing of it is prose.

        links: each the number of pieces before the end of its anchor, and the address.
        """
        stretches, found = _stretches(pieces, links)
        if not stretches:
            return None
        if self._blocks:
            self._runs.append((self._length, self._source_end, max(self._source_end, stretches[0].start)))
            self._length += len(SEPARATOR)
        start = self._length
        previous: _Stretch | None = None
        for stretch in stretches:
            if not (previous and previous.exact and stretch.exact and previous.end == stretch.start):
                self._runs.append((self._length, stretch.start, stretch.end))
            else:
                first = self._runs[-1]
                self._runs[-1] = (first[0], first[1], stretch.end)
            self._length += len(stretch.text)
            previous = stretch
        self._source_end = max(self._source_end, stretches[-1].end)
        self._texts.append("".join(stretch.text for stretch in stretches))
        placed = tuple((min(start + at, self._length), address) for at, address in found)
        self._blocks.append(
            Block(kind, start, self._length, level=level, lead_in=lead_in, links=placed, row=row),
        )
        return len(self._blocks) - 1

    def comment(self, text: str, start: int, end: int, *, about: bool = False) -> None:
        """Keep a comment, which is no prose."""
        self._comments.append(Comment(text, start, end, about))

    def introducing(self, index: int | None) -> int | None:
        """`index` if that block can introduce a list, else None."""
        return index if index is not None and introduces(self._blocks[index].kind, self._texts[index]) else None

    def text(self, index: int) -> str:
        """The prose of a block already added."""
        return self._texts[index]

    def kind(self, index: int) -> str:
        """The kind of a block already added."""
        return self._blocks[index].kind

    def level(self, index: int) -> int:
        """The level of a block already added."""
        return self._blocks[index].level

    def article(
        self,
        *,
        path: str,
        source: str,
        id: str | None = None,
        title: str | None = None,
        date: datetime.date | None = None,
    ) -> Article:
        """The article of the blocks added so far."""
        text = SEPARATOR.join(self._texts)
        return Article(path, text, tuple(self._blocks), source, tuple(self._runs), id, title, date, tuple(self._comments))


def introduces(kind: str, text: str) -> bool:
    """Whether a block can introduce a list: a heading, an open end ("such as:"), a question, a short sentence."""
    if kind not in ("heading", "paragraph", "list-item"):
        return False
    if kind == "heading" or not text.rstrip(_CLOSING).endswith(_SENTENCE_END):
        return True
    return text.count(" ") < _MOST_WORDS_OF_AN_INTRODUCTION


def _stretches(pieces: Iterable[Piece], links: Sequence[tuple[int, str]]) -> tuple[list[_Stretch], list[tuple[int, str]]]:
    """Clean prose without white space at its edges or repeated within, and the links with their offsets in it."""
    stretches: list[_Stretch] = []
    found: list[tuple[int, str]] = []
    waiting = iter(sorted(links))
    link = next(waiting, None)
    length = 0
    after_space = True
    for number, (text, start, end) in enumerate(pieces):
        while link and link[0] <= number:
            found.append((length, link[1]))
            link = next(waiting, None)
        exact = len(text) == end - start
        parts = list(fragments(text))
        if not exact:
            parts = [parts[0]._replace(text="".join(part.text for part in parts))] if parts else []
        for part in parts:
            if part.address is not None:
                found.append((length, part.address))
            clean = part.text.lstrip(" ") if after_space else part.text
            if not clean:
                continue
            begin, stop = (start + part.start, start + part.end) if exact else (start, end)
            if stop - begin == len(part.text):
                begin += len(part.text) - len(clean)
            stretches.append(_Stretch(clean, begin, stop))
            length += len(clean)
            after_space = clean[-1] == " "
    while link:
        found.append((length, link[1]))
        link = next(waiting, None)
    while stretches and (last := stretches[-1]).text.endswith(" "):
        kept = last.text.rstrip(" ")
        if kept:
            stretches[-1] = _Stretch(kept, last.start, last.end - len(last.text) + len(kept) if last.exact else last.end)
        else:
            stretches.pop()
    if not any(_WORD.search(stretch.text) for stretch in stretches):
        return [], []
    return stretches, sorted(found, key=lambda link: link[0])
