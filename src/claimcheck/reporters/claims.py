"""The claims of articles, sentence by sentence, as JSON or for a terminal."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import asdict
from typing import Any

from claimcheck.model import Analysis, Claim, Mention, Quantity, Sentence

Evidence = Callable[[Claim], "dict[str, str] | None"]


def render_json(analyses: Iterable[Analysis], evidence: Evidence) -> str:
    """`claims --format json`: for each article its sentences with their claims."""
    articles = [
        {
            "path": a.article.path,
            "id": a.article.id,
            "voice": a.voice,
            "topic": a.topic,
            "sentences": [_sentence(s, a, evidence) for s in a.sentences],
            "studies": [asdict(study) for study in a.studies],
        }
        for a in analyses
    ]
    return json.dumps({"articles": articles}, ensure_ascii=False, indent=1) + "\n"


def _sentence(sentence: Sentence, analysis: Analysis, evidence: Evidence) -> dict[str, Any]:
    start, end = analysis.article.locate(sentence.start, sentence.end)
    return {
        "text": sentence.text,
        "start": start,
        "end": end,
        "strength": sentence.strength,
        "claims": [_claim(claim, sentence, analysis, evidence) for claim in sentence.claims],
    }


def _claim(claim: Claim, sentence: Sentence, analysis: Analysis, evidence: Evidence) -> dict[str, Any]:
    return {
        "subject": _mention(claim.subject, analysis),
        "relation": claim.relation,
        "object": _mention(claim.object, analysis),
        "status": claim.status,
        "attributed_to": claim.attributed_to,
        "certainty": claim.certainty,
        "force": claim.force,
        "strength": claim.strength,
        "quantities": [_quantity(amount, analysis) for amount in sentence.quantities],
        "support": list(sentence.support),
        "evidence": evidence(claim),
    }


def _mention(mention: Mention | None, analysis: Analysis) -> dict[str, Any] | None:
    if mention is None:
        return None
    start, end = analysis.article.locate(mention.start, mention.end)
    return {"concept": mention.concept, "text": mention.text, "start": start, "end": end, "how": mention.how}


def _quantity(amount: Quantity, analysis: Analysis) -> dict[str, Any]:
    start, end = analysis.article.locate(amount.start, amount.end)
    said = {name: getattr(amount, name) for name in ("kind", "text", "low", "high", "unit", "of", "change")}
    return {**said, "start": start, "end": end}


def render_text(analyses: Iterable[Analysis], evidence: Evidence) -> str:
    """Each sentence that makes a claim, with its claims in a line each."""
    lines: list[str] = []
    for analysis in analyses:
        lines.append(f"{analysis.article.path}  (voice: {analysis.voice}, topic: {analysis.topic or 'none'})")
        for sentence in analysis.sentences:
            if sentence.claims:
                lines.append(f"  {sentence.text}")
                lines += [f"    {_line(claim, evidence)}" for claim in sentence.claims]
        lines.append("")
    return "\n".join(lines)


def _line(claim: Claim, evidence: Evidence) -> str:
    subject = f"{claim.subject.concept} ({claim.subject.how})" if claim.subject else "?"
    known = evidence(claim)
    grade = f"; evidence: {known['grade']}" if known else ""
    return f"{subject} - {claim.relation} - {claim.object.concept if claim.object else '?'}: {claim.status}, {claim.certainty}, {claim.force}{grade}"
