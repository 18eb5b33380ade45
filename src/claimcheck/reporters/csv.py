"""The report as a table (RFC 4180): one row for each finding, and one for each article that could not be read."""

from __future__ import annotations

import csv
import io
import re

from claimcheck.model import ArticleReport, Finding, Report
from claimcheck.reporters.common import plain
from claimcheck.reporters.json import fingerprint
from claimcheck.reporters.lines import LineIndex

COLUMNS = "path title date line column severity kind rule quote message explanation suggestion sources fingerprint error".split()
_FORMULA = re.compile(r"\s*[=+@\-＝＋＠－].", re.DOTALL)
"""What a spreadsheet would compute instead of show."""


def render(report: Report) -> str:
    """Lines end in CR LF; a cell that a spreadsheet would take for a formula begins with an apostrophe."""
    out = io.StringIO()
    table = csv.DictWriter(out, COLUMNS, restval="")
    table.writeheader()
    for article in report.articles:
        if article.error:
            table.writerow({"path": _cell(article.path), "error": _cell(article.error)})
        lines = LineIndex(article.source)
        table.writerows(_row(article, finding, lines) for finding in article.findings)
    return out.getvalue()


def _row(article: ArticleReport, finding: Finding, lines: LineIndex) -> dict[str, str | int]:
    line, column = ("", "") if finding.start is None else lines.position(finding.start)
    sources = "\n".join(item.url for item in finding.evidence)
    texts = {"path": article.path, "title": article.title, "quote": finding.quote, "message": finding.message, "explanation": finding.explanation}
    texts |= {"suggestion": finding.suggestion, "sources": sources}
    values = {"date": str(article.date or ""), "line": line, "column": column, "severity": finding.severity, "kind": finding.kind, "rule": finding.rule}
    return {**{name: _cell(text or "") for name, text in texts.items()}, **values, "fingerprint": fingerprint(finding, article)}


def _cell(text: str) -> str:
    clean = plain(text)
    return f"'{clean}" if _FORMULA.match(clean) else clean
