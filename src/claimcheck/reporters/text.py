"""The report for a terminal: readable at 80 columns, with and without colour."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

from claimcheck.model import ArticleReport, Finding, Report
from claimcheck.reporters.common import SOURCES, plain
from claimcheck.reporters.lines import LineIndex

COLOURS = {"error": "31", "warning": "33", "info": "36"}
BOLD, DIM, UNDERLINE = "1", "2", "4"
AROUND = 70
MARKED = "\x1b[4;1m"
LABEL = 10


def render(report: Report, *, colour: bool = False, width: int = 80, explain: bool = False) -> str:
    """Findings grouped by article in text order, then a summary line; with `explain` each tells how it came about."""
    lines: list[str] = []
    for article in report.articles:
        lines += _article(article, colour, width, explain)
    lines.append(_summary(report, colour))
    return "\n".join(lines) + "\n"


def _article(article: ArticleReport, colour: bool, width: int, explain: bool) -> Iterator[str]:
    if article.error:
        yield _paint(plain(article.path), BOLD, colour)
        yield from _labelled("error", article.error, width)
        yield ""
        return
    if not article.findings:
        return
    yield _paint(plain(article.path), BOLD, colour) + (f"  {plain(article.title)}" if article.title else "")
    yield ""
    index = LineIndex(article.source)
    for finding, others in grouped(article.findings):
        yield from _finding(finding, others, index, colour, width)
        for item in (finding, *others) if explain else ():
            yield from _labelled("because", item.chain, width)
        yield ""


def grouped(findings: Sequence[Finding]) -> Iterator[tuple[Finding, list[Finding]]]:
    """Each finding with the further ones on its sentence: the gravest, then those that an editor mends along with it, in the order of the text."""
    sentences: dict[object, list[Finding]] = {}
    for number, finding in enumerate(findings):
        sentences.setdefault(finding.sentence or number, []).append(finding)
    for group in sentences.values():
        first = min(group, key=lambda item: (list(COLOURS).index(item.severity), -len(item.evidence)))
        yield first, [item for item in group if item is not first]


def _finding(finding: Finding, others: Sequence[Finding], index: LineIndex, colour: bool, width: int) -> Iterator[str]:
    place = "whole article"
    if finding.start is not None:
        line, column = index.position(finding.start)
        place = f"{line}:{column}"
    head = f"{finding.severity} {finding.kind}"
    yield f"  {_paint(place, DIM, colour)}  {_paint(head, f'{BOLD};{COLOURS[finding.severity]}', colour)}  {_paint(finding.rule, DIM, colour)}"
    if finding.quote:
        yield from _quote(finding, colour, width)
    yield from _wrapped(finding.message, "    ", width)
    if finding.explanation:
        yield from _labelled("why", finding.explanation, width)
    for item in finding.evidence[:SOURCES]:
        dated = f"{item.publisher}, {item.date}" if item.date else item.publisher
        yield from _labelled("source", f"{item.title} ({dated})", width)
        yield " " * (4 + LABEL) + _paint(item.url, UNDERLINE, colour)
    if finding.suggestion:
        yield from _labelled("instead", finding.suggestion, width)
    for other in others:
        yield from _labelled("also", f"{other.message} ({other.severity} {other.rule})", width)


def _quote(finding: Finding, colour: bool, width: int) -> Iterator[str]:
    """The words around the span on one or more lines, the span marked by colour, or by « » without it."""
    before, marked, after = (" ".join(plain(part).split()) for part in (finding.beside[0], finding.quote or "", finding.beside[1]))
    before = before if len(before) <= AROUND else "..." + before[-AROUND:]
    after = after if len(after) <= AROUND else after[:AROUND] + "..."
    gap_before = " " if before and finding.beside[0][-1:].isspace() else ""
    gap_after = " " if after and finding.beside[1][:1].isspace() else ""
    text = f"{before}{gap_before}\x01{marked}\x02{gap_after}{after}"
    inside = False
    for line in textwrap.wrap(text, width - 6, break_long_words=False, break_on_hyphens=False) or [text]:
        opening = MARKED if inside and colour else ""
        inside = (inside or "\x01" in line) and "\x02" not in line
        closing = "\x1b[0m" if inside and colour else ""
        yield "    | " + opening + line.replace("\x01", MARKED if colour else "«").replace("\x02", "\x1b[0m" if colour else "»") + closing


def _labelled(label: str, text: str, width: int) -> Iterator[str]:
    yield from _wrapped(text, " " * (4 + LABEL), width, first=f"    {label + ':':<{LABEL}}")


def _wrapped(text: str, indent: str, width: int, *, first: str | None = None) -> Iterator[str]:
    yield from textwrap.wrap(
        plain(text), width, initial_indent=indent if first is None else first, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
    )


def _summary(report: Report, colour: bool) -> str:
    counts = {severity: sum(1 for a in report.articles for f in a.findings if f.severity == severity) for severity in COLOURS}
    failed = sum(1 for article in report.articles if article.error)
    words = sum(article.words for article in report.articles)
    found = ", ".join(f"{count} {severity if count == 1 or severity == 'info' else severity + 's'}" for severity, count in counts.items())
    articles = f"{len(report.articles)} article{'' if len(report.articles) == 1 else 's'}"
    text = f"{articles}, {words:,} words: {found}" + (f"; {failed} could not be read" if failed else "")
    accepted = sum(len(article.accepted) for article in report.articles)
    text += f"; {accepted} accepted" if accepted else ""
    if report.baseline:
        text += f"; {report.baseline.known} in the baseline" + (f", {report.baseline.stale} of its entries stale" if report.baseline.stale else "")
    return _paint(text, BOLD, colour)


def _paint(text: str, code: str, colour: bool) -> str:
    return f"\x1b[{code}m{text}\x1b[0m" if colour else text
