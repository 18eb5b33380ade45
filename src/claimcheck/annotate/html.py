"""HTML: each finding's words in a <mark>, and a list of notes at the end of the page. Every other character stays."""

from __future__ import annotations

import bisect
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import pairwise

from claimcheck.annotate import notes
from claimcheck.annotate.encoding import rewritten
from claimcheck.model import Article, Finding
from claimcheck.readers.html_tokens import Token, tokens

Stretch = tuple[int, int]


def annotated(data: bytes, article: Article, findings: Sequence[Finding]) -> bytes:
    """The page with its marks and notes."""
    if not findings:
        return data
    return rewritten(data, article.path, lambda source: _written(source, article, findings), errors="xmlcharrefreplace")


def _written(source: str, article: Article, findings: Sequence[Finding]) -> str:
    found = list(tokens(source))
    name = _free_name(source)
    parts = list(parts_of(source, found, article, [(finding.start or 0, finding.end or 0) for finding in findings]))
    last = {number: start for start, _, numbers in parts for number in numbers}
    first: dict[int, str] = {}
    out, at = [], 0
    for index, (start, end, numbers) in enumerate(parts, 1):
        anchor = f"{name}-mark-{index}"
        for number in numbers:
            first.setdefault(number, anchor)
        title = " ".join(f"{findings[number].severity.capitalize()}, {findings[number].kind}: {findings[number].message}" for number in numbers)
        described = " ".join(f"{name}-note-{number + 1}" for number in numbers)
        labels = "".join(f"<sup>[{number + 1}]</sup>" for number in numbers if last[number] == start)
        out += [source[at:start], f'<mark id="{anchor}" title="{escape(title)}" aria-describedby="{described}">{source[start:end]}</mark>{labels}']
        at = end
    close = max(at, _end_of_page(found))
    return "".join([*out, source[at:close], _list(findings, name, first), source[close:]])


def parts_of(source: str, found: Iterable[Token], article: Article, spans: Sequence[Stretch]) -> Iterator[tuple[int, int, list[int]]]:
    """The texts between tags cut where spans begin and end: those inside spans, with the numbers of the spans."""
    for text in _stretches(found, article):
        yield from _cut(source, text, spans)


def _stretches(found: Iterable[Token], article: Article) -> Iterator[Stretch]:
    """The texts between tags, with their character references, that the article has words from."""
    ends = {block.end for block in article.blocks}
    read = sorted((start, end) for at, start, end in article.runs if at not in ends)
    texts: list[Stretch] = []
    for token in found:
        if token.kind not in ("text", "reference"):
            continue
        if texts and texts[-1][1] == token.start:
            texts[-1] = (texts[-1][0], token.end)
        else:
            texts.append((token.start, token.end))
    for start, end in texts:
        before = bisect.bisect_left(read, (end, 0)) - 1
        if before >= 0 and read[before][1] > start:
            yield start, end


def _cut(source: str, text: Stretch, spans: Sequence[Stretch]) -> Iterator[tuple[int, int, list[int]]]:
    """The parts of a text that lie in findings, each with their numbers, without white space at the edges."""
    inside = [(number, max(start, text[0]), min(end, text[1])) for number, (start, end) in enumerate(spans) if start < text[1] and end > text[0]]
    for start, end in pairwise(sorted({offset for _, *span in inside for offset in span})):
        words = source[start:end].strip()
        numbers = [number for number, first, last in inside if first <= start and end <= last]
        if words and numbers:
            start = source.index(words, start)
            yield start, start + len(words), numbers


def _end_of_page(found: Sequence[Token]) -> int:
    """Before </body>, else before </html>, else after all that is not an unclosed comment."""
    for name in ("body", "html"):
        if (close := next((token for token in reversed(found) if (token.kind, token.name) == ("close", name)), None)) is not None:
            return close.start
    return found[-1].end


def _list(findings: Sequence[Finding], name: str, first: dict[int, str]) -> str:
    items = "\n".join(_note(finding, number, name, first.get(number)) for number, finding in enumerate(findings))
    return (
        f'\n<section id="{name}-notes" aria-labelledby="{name}-title">\n<h2 id="{name}-title">Notes by {notes.AUTHOR}</h2>\n<ol>\n{items}\n</ol>\n</section>\n'
    )


def _note(finding: Finding, number: int, name: str, anchor: str | None) -> str:
    back = f'<p><a href="#{anchor}">To the words in the text</a></p>\n' if anchor else ""
    return f'<li id="{name}-note-{number + 1}">\n{"".join(_line(line) for line in notes.lines(finding, quoted=True))}{back}</li>'


def _line(line: notes.Line) -> str:
    address = escape(line.address)
    linked = f' <a href="{address}">{address}</a>' if line.is_link else f" {address}" if address else ""
    return f"<p><strong>{escape(line.label)}:</strong> {escape(line.text)}{linked}</p>\n"


def _free_name(source: str) -> str:
    """What the ids of the marks and notes begin with: none of the page does."""
    number, name = 1, notes.AUTHOR
    while f"{name}-" in source:
        number += 1
        name = f"{notes.AUTHOR}{number}"
    return name
