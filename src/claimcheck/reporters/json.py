"""The report as JSON: the contract of docs/report.schema.json."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from claimcheck.model import Accepted, ArticleReport, Claim, EvidenceItem, Finding, Report
from claimcheck.reporters.lines import LineIndex

VERSION = 1
SEVERITIES = ("error", "warning", "info")


def render(report: Report, *, tool_version: str) -> str:
    """The whole report, keys in a fixed order, with a final newline."""
    articles = [_article(article) for article in report.articles]
    counts = {severity: sum(1 for article in report.articles for finding in article.findings if finding.severity == severity) for severity in SEVERITIES}
    data: dict[str, Any] = {
        "version": VERSION,
        "tool": {"name": "claimcheck", "version": tool_version, "rules": report.rules_version},
        "articles": articles,
        "summary": {"articles": len(articles), "words": sum(article.words for article in report.articles), "findings": counts},
    }
    accepted = sum(len(article.accepted) for article in report.articles)
    if accepted:
        data["summary"]["accepted"] = accepted
    if report.baseline:
        data["summary"]["baseline"] = {"known": report.baseline.known, "stale": report.baseline.stale}
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _article(article: ArticleReport) -> dict[str, Any]:
    lines = LineIndex(article.source)
    return {
        "path": article.path,
        "id": article.id,
        "title": article.title,
        "date": str(article.date) if article.date else None,
        "words": article.words,
        "error": article.error,
        "findings": [_finding(finding, article, lines) for finding in article.findings],
        **({"accepted": [_accepted(item, article, lines) for item in article.accepted]} if article.accepted else {}),
    }


def _accepted(item: Accepted, article: ArticleReport, lines: LineIndex) -> dict[str, Any]:
    return {"reason": item.reason, "finding": _finding(item.finding, article, lines)}


def _finding(finding: Finding, article: ArticleReport, lines: LineIndex) -> dict[str, Any]:
    span = None
    if finding.start is not None and finding.end is not None:
        line, column = lines.position(finding.start)
        end_line, end_column = lines.position(finding.end)
        span = {"start": finding.start, "end": finding.end, "line": line, "column": column, "end_line": end_line, "end_column": end_column}
    return {
        "rule": finding.rule,
        "kind": finding.kind,
        "severity": finding.severity,
        "message": finding.message,
        "explanation": finding.explanation,
        "suggestion": finding.suggestion,
        "span": span,
        "quote": article.source[finding.start : finding.end] if span else None,
        "claim": _claim(finding.claim) if finding.claim else None,
        "evidence": [_evidence(item) for item in finding.evidence],
        "fingerprint": fingerprint(finding, article),
    }


def _claim(claim: Claim) -> dict[str, Any]:
    return {
        "subject": claim.subject.concept if claim.subject else None,
        "relation": claim.relation,
        "object": claim.object.concept if claim.object else None,
        "status": claim.status,
        "certainty": claim.certainty,
        "force": claim.force,
    }


def _evidence(item: EvidenceItem) -> dict[str, Any]:
    return {"source": item.source, "title": item.title, "publisher": item.publisher, "url": item.url, "date": item.date, "says": item.says}


def fingerprint(finding: Finding, article: ArticleReport) -> str:
    """A name for a finding that survives edits elsewhere in the article: rule, article and the words of its quote."""
    words = " ".join((finding.quote or "").lower().split())
    return hashlib.blake2b("\0".join((finding.rule, article.id or article.path, words)).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
