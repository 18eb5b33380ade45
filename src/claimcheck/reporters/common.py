"""What reporters share: where a finding stands in its file, what is said of it, and text without what a terminal or a table would obey."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePath

from claimcheck.model import ArticleReport, EvidenceItem, Finding, Report
from claimcheck.reporters.json import fingerprint
from claimcheck.reporters.lines import LineIndex

SOURCES = 3
"""As many sources are told of a finding; JSON, tables and tickets have all."""
_CONTROLS = dict.fromkeys(code for code in (*range(0x20), *range(0x7F, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A)) if chr(code) not in "\t\n\r")
_NUMBERED = re.compile(r"(.+\.(?:jsonl|ndjson)|-)#(\d+)", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands for a tool that opens the file: lines and columns from 1, `end_column` after the last character.

    file: with slashes; article: its id, if the file holds many. Without a line it is the whole file, or a place that the file has
    no lines for (Word, JSON). Without a column it is the whole line.
    """

    file: str
    article: str | None = None
    line: int | None = None
    column: int | None = None
    end_line: int | None = None
    end_column: int | None = None


@dataclass(frozen=True, slots=True)
class Placed:
    """A finding with its article, the lines of the article's source, its place, and a fingerprint that no other finding of the report has."""

    article: ArticleReport
    lines: LineIndex
    finding: Finding
    place: Place
    fingerprint: str


def placed(report: Report) -> Iterator[Placed]:
    """Every finding in its place; the second of one fingerprint gets -2."""
    seen: Counter[str] = Counter()
    for article in report.articles:
        lines = LineIndex(article.source)
        for finding in article.findings:
            mark = fingerprint(finding, article)
            seen[mark] += 1
            yield Placed(article, lines, finding, place(article, finding, lines), mark if seen[mark] == 1 else f"{mark}-{seen[mark]}")


def place(article: ArticleReport, finding: Finding | None = None, lines: LineIndex | None = None) -> Place:
    """The place of a finding, or of an article."""
    numbered = _NUMBERED.fullmatch(article.path)
    if article.id is not None and article.path.endswith(f"#{article.id}"):
        return Place(_slashes(article.path[: -len(article.id) - 1]), article.id)
    if numbered:
        line = int(numbered[2])
        return Place(_slashes(numbered[1]), numbered[2], line, None, line, None)
    if finding is None or lines is None or finding.start is None or finding.end is None or not in_file(article):
        return Place(_slashes(article.path))
    return Place(_slashes(article.path), None, *lines.position(finding.start), *lines.position(finding.end))


def in_file(article: ArticleReport) -> bool:
    """Whether offsets into the article's source are offsets into its file."""
    return article.id is None and not _NUMBERED.fullmatch(article.path) and not article.path.lower().endswith(".docx")


def _slashes(path: str) -> str:
    return PurePath(path).as_posix()


def label(finding: Finding, lines: LineIndex) -> str:
    """The place for a reader: 8:21."""
    return "whole article" if finding.start is None else ":".join(map(str, lines.position(finding.start)))


def told(finding: Finding, where: Place | None = None) -> list[str]:
    """All that is to be said of a finding, in paragraphs: message, its words if `where` does not lead to them, reason, sources, suggestion."""
    quoted = f"«{' '.join(finding.quote.split())}»" if finding.quote and where and not where.column else ""
    sources = [f"Source: {cited(item)} {item.url}" for item in finding.evidence[:SOURCES]]
    instead = f"Instead: {finding.suggestion}" if finding.suggestion else ""
    return [paragraph for paragraph in (finding.message, quoted, finding.explanation, *sources, instead) if paragraph]


def cited(item: EvidenceItem) -> str:
    """A source in a line: title, publisher, date."""
    return f"{item.title} ({item.publisher}, {item.date})" if item.date else f"{item.title} ({item.publisher})"


def plain(text: str) -> str:
    """The text without control characters and without what turns the direction of reading."""
    return text.translate(_CONTROLS)


def sentence(finding: Finding) -> str:
    """The words of the finding's sentence, in one line."""
    return " ".join(plain(finding.beside[0] + (finding.quote or "") + finding.beside[1]).split())
