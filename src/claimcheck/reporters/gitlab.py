"""The report for the code quality widget of GitLab."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from claimcheck.model import ArticleReport, Report
from claimcheck.reporters.common import Place, place, placed, plain, told

SEVERITIES = {"error": "critical", "warning": "minor", "info": "info"}


def render(report: Report) -> str:
    """A list of issues; an article that could not be read is one, too. GitLab wants a line for each: where there is none it is the first."""
    unread = [
        _issue([f"Could not be read: {article.error}"], "claimcheck", "blocker", _mark(article), place(article)) for article in report.articles if article.error
    ]
    found = [
        _issue(told(item.finding, item.place), item.finding.rule, SEVERITIES[item.finding.severity], item.fingerprint, item.place) for item in placed(report)
    ]
    return json.dumps([*unread, *found], ensure_ascii=False, indent=1) + "\n"


def _issue(said: list[str], check: str, severity: str, fingerprint: str, where: Place) -> dict[str, Any]:
    description = " ".join([*([f"{where.article}:"] if where.article else []), *said])
    lines = {"begin": where.line or 1, "end": where.end_line or where.line or 1}
    return {
        "description": plain(description),
        "check_name": check,
        "fingerprint": fingerprint,
        "severity": severity,
        "location": {"path": where.file, "lines": lines},
    }


def _mark(article: ArticleReport) -> str:
    return hashlib.blake2b(article.path.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
