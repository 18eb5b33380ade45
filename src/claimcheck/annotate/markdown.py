"""Markdown: a footnote after the words of each finding, its text at the end. Nothing else changes, and nothing else is read otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import escape
from typing import Any, NamedTuple

from claimcheck.annotate import html, notes
from claimcheck.annotate.encoding import rewritten
from claimcheck.model import Article, Finding
from claimcheck.readers import html_tokens
from claimcheck.readers.front_matter import front_matter
from claimcheck.readers.markdown import bounded, parser

_NEWLINE = re.compile(r"\r\n?|\n")
_TAKEN = re.compile(r"\[\^cc(\d+)\]")
_SIGNS = re.compile(r"([\\`*_\[\]<>|~$&])")
_SIGN = re.compile(r"[^\w\s]|_")
_PROBE = "[\ue000](u)"
_PROBED = '<a href="u">\ue000</a>'


def annotated(data: bytes, article: Article, findings: Sequence[Finding]) -> bytes:
    """The Markdown file with its footnotes."""
    if not findings:
        return data
    return rewritten(data, article.path, lambda source: _written(source, article, findings))


def _written(source: str, article: Article, findings: Sequence[Finding]) -> str:
    draft = _Draft(source, article.path)
    number = max((int(taken) for taken in _TAKEN.findall(source)), default=0)
    first = article.locate(article.blocks[0].start, article.blocks[0].end)
    marks: list[tuple[int, str]] = []
    footnotes: list[str] = []
    for finding in findings:
        start, end = first if finding.start is None or finding.end is None else (finding.start, finding.end)
        end = start + len(source[start:end].rstrip())
        at, block = draft.place(end), draft.block(end)
        if at is None and block:
            parts = list(html.parts_of(source, html_tokens.tokens(source, block.start, block.end), article, [(start, end)]))
            title = escape(" ".join(f"{line.label}: {line.text} {line.address}".strip() for line in notes.lines(finding)))
            marks += [mark for low, high, _ in parts for mark in ((low, f'<mark title="{title}">'), (high, "</mark>"))]
            if parts:
                continue
        number += 1
        marks.append((draft.place(first[1]) or first[1] if at is None else at, f"[^cc{number}]"))
        footnotes.append(f"[^cc{number}]: " + f"{draft.newline}{draft.newline}    ".join(_lines(finding, quoted=at is None)) + draft.newline)
    return draft.with_notes(marks, footnotes)


class _Block(NamedTuple):
    start: int
    end: int
    is_html: bool


class _Draft:
    """A Markdown text and where footnotes can stand in it."""

    def __init__(self, source: str, path: str) -> None:
        self.source = source
        self._base = front_matter(source, path=path).end
        body = bounded(source[self._base :])
        self._parser = parser()
        self._env: dict[str, Any] = {}
        tokens = self._parser.parse(body, self._env)
        starts = [self._base, *(self._base + match.end() for match in _NEWLINE.finditer(body)), len(source)]
        self._blocks = [
            _Block(starts[token.map[0]], starts[token.map[1]], token.type == "html_block")
            for token in tokens
            if token.map and token.type in ("inline", "html_block")
        ]
        self.newline = match[0] if (match := _NEWLINE.search(body)) else "\n"
        self._last = next((starts[token.map[0]] for token in reversed(tokens) if token.map and token.level == 0), len(source))

    def block(self, end: int) -> _Block | None:
        """The paragraph, heading, table row or piece of HTML in which words end."""
        return next((block for block in self._blocks if block.start < end <= block.end), None)

    def place(self, end: int) -> int | None:
        """The first place from `end` on at which a footnote leaves all else in its block as it is; None within HTML."""
        block = self.block(end)
        if block is None or block.is_html:
            return None
        text = self.source[block.start : block.end].rstrip()
        plain = self._rendered(text)
        for at in (end - block.start, *(match.end() for match in _SIGN.finditer(text, end - block.start)), len(text)):
            if self._rendered(text[:at] + _PROBE + text[at:]).replace(_PROBED, "") == plain:
                return block.start + at
        return None

    def _rendered(self, text: str) -> str:
        rendered: str = self._parser.renderInline(text, self._env)
        return rendered

    def with_notes(self, marks: Sequence[tuple[int, str]], footnotes: Sequence[str]) -> str:
        """The text with its marks, and the footnotes at the end; before the last block if that would swallow them."""
        whole, at = [], 0
        for place, mark in sorted(marks, key=lambda mark: mark[0]):
            whole += [self.source[at:place], mark]
            at = place
        text = "".join([*whole, self.source[at:]])
        if not footnotes:
            return text
        gap = self.newline * (2 if not text.endswith(("\n", "\r")) else 1)
        ended = text + gap + self.newline.join(footnotes)
        if any(token.type == "inline" and token.content.startswith("[^cc") for token in self._parser.parse(ended[self._base :])[-12:]):
            return ended
        shifted = self._last + sum(len(mark) for place, mark in marks if place <= self._last)
        return text[:shifted] + self.newline.join(footnotes) + self.newline + text[shifted:]


def _lines(finding: Finding, *, quoted: bool) -> Iterator[str]:
    for line in notes.lines(finding, quoted=quoted):
        address = f" <{line.address}>" if line.is_link else f" {_escaped(line.address)}" if line.address else ""
        yield f"**{_escaped(line.label)}:** {_escaped(line.text)}{address}"


def _escaped(text: str) -> str:
    return _SIGNS.sub(r"\\\1", " ".join(text.split()))
