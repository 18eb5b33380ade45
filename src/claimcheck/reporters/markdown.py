"""The report as Markdown, to paste into a ticket or a pull request."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import quote

from claimcheck.model import ArticleReport, EvidenceItem, Finding, Report
from claimcheck.reporters.common import cited, label, plain
from claimcheck.reporters.lines import LineIndex

SEVERITIES = ("error", "warning", "info")
_SIGNS = re.compile(r"[\\`*_\[\]<>|~&#$]|^[+\-=]")
_NUMBER = re.compile(r"^(\d+)([.)])")


def render(report: Report) -> str:
    """A heading for each article with something to say, then its findings in text order."""
    parts = ["# claimcheck", _summary(report)]
    for article in report.articles:
        if article.error:
            parts += [f"## {escaped(article.path)}", f"Could not be read: {escaped(article.error)}"]
        elif article.findings:
            title = f": {escaped(article.title)}" if article.title else ""
            lines = LineIndex(article.source)
            parts += [f"## {escaped(article.path)}{title}", *(part for finding in article.findings for part in _finding(finding, lines))]
    return "\n\n".join(parts) + "\n"


def _summary(report: Report) -> str:
    rows = ["| article | words | errors | warnings | info |", "| --- | ---: | ---: | ---: | ---: |"]
    return "\n".join((*rows, *map(_row, report.articles)))


def _row(article: ArticleReport) -> str:
    counts = [sum(finding.severity == severity for finding in article.findings) for severity in SEVERITIES]
    cells = ["could not be read", "", "", ""] if article.error else [f"{article.words:,}", *map(str, counts)]
    return f"| {escaped(article.path)} | {' | '.join(cells)} |"


def _finding(finding: Finding, lines: LineIndex) -> Iterator[str]:
    yield f"### {label(finding, lines)} {finding.severity}: {escaped(finding.message)}"
    if finding.quote:
        before, after = (escaped(text) for text in finding.beside)
        yield f"> {before}**{escaped(finding.quote).strip()}**{after}".rstrip()
    if finding.explanation:
        yield escaped(finding.explanation)
    if finding.evidence:
        yield "\n".join(f"- {_source(item)}" for item in finding.evidence)
    if finding.suggestion:
        yield f"**Instead:** {escaped(finding.suggestion)}"
    yield f"`{finding.rule}` ({finding.kind})"


def _source(item: EvidenceItem) -> str:
    if not item.url.startswith(("http://", "https://")):
        return escaped(cited(item))
    return f"[{escaped(cited(item))}](<{quote(item.url, safe=':/?#[]@!$&()*+,;=%~').replace('&', '&amp;')}>)"


def escaped(text: str) -> str:
    """A text that Markdown prints as it is, in one line."""
    line = _SIGNS.sub(r"\\\g<0>", re.sub(r"\s+", " ", plain(text)))
    return _NUMBER.sub(r"\1\\\2", line)
