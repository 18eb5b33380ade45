"""Claims that documented facts contradict, as schema.org ClaimReview (JSON-LD).

A review is dated by --as-of, else by the article; without either it has no date, so that the same article gives the same bytes.
Whoever publishes one puts the name and address of the house into `author` and `url`.
"""

from __future__ import annotations

import datetime
import json
from typing import Any

from claimcheck.model import ArticleReport, EvidenceItem, Finding, Report
from claimcheck.reporters.common import plain, sentence
from claimcheck.reporters.json import fingerprint

RATING = {"@type": "Rating", "ratingValue": 1, "worstRating": 1, "bestRating": 5, "alternateName": "Contradicted by documented facts"}
AUTHOR = {"@type": "Organization", "name": "claimcheck"}


def render(report: Report, *, as_of: datetime.date | None) -> str:
    """A graph of reviews, which can stand in a <script> as it is."""
    contradicted = ((article, finding) for article in report.articles for finding in article.findings if finding.kind == "contradicted")
    graph = [_review(article, finding, as_of or article.date) for article, finding in contradicted]
    text = json.dumps({"@context": "https://schema.org", "@graph": graph}, ensure_ascii=False, indent=1)
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029") + "\n"


def _review(article: ArticleReport, finding: Finding, day: datetime.date | None) -> dict[str, Any]:
    return {
        "@type": "ClaimReview",
        "identifier": fingerprint(finding, article),
        **({"datePublished": day.isoformat()} if day else {}),
        "author": AUTHOR,
        "claimReviewed": sentence(finding) or finding.message,
        "reviewRating": RATING,
        "reviewBody": " ".join(part for part in (finding.message, finding.explanation) if part),
        "itemReviewed": {"@type": "Claim", "appearance": _appearance(article)},
        "citation": [_citation(item) for item in finding.evidence],
    }


def _appearance(article: ArticleReport) -> dict[str, Any]:
    dated = {"datePublished": article.date.isoformat()} if article.date else {}
    return {"@type": "Article", "identifier": article.path, **({"headline": plain(article.title)} if article.title else {}), **dated}


def _citation(item: EvidenceItem) -> dict[str, Any]:
    dated = {"datePublished": item.date} if item.date else {}
    return {"@type": "CreativeWork", "name": item.title, "publisher": {"@type": "Organization", "name": item.publisher}, "url": item.url, **dated}
