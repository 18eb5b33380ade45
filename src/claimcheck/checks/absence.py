"""`absence`: something that an article promoting a treatment never mentions.

match: words (patterns, any of which would be enough); voice; claims (how many flat promises of benefit make it promotional, in these voices).
"""

from __future__ import annotations

from collections.abc import Iterator

from claimcheck.checks.common import Case, Check, Found, form, phrase_cues, subject_of
from claimcheck.rules import Rule


def find(rule: Rule, case: Case) -> Iterator[Found]:
    """One finding on the whole article, or none."""
    analysis = case.analysis
    if analysis.topic is None or ("voice" in rule.match and analysis.voice not in rule.match["voice"]):
        return
    if "mark" in rule.match and (case.knowledge.mark(analysis.topic) or "unmarked") not in rule.match["mark"]:
        return
    if promises(case) < int(rule.match.get("claims", 2)):
        return
    for sentence in analysis.sentences:
        if any(True for _ in phrase_cues(rule, "words", sentence)):
            return
    known = case.knowledge.warnings.get(analysis.topic) or next((case.knowledge.warnings[step] for step in case.knowledge.lineage(analysis.topic) if step in case.knowledge.warnings), [])
    harms = ", ".join(dict.fromkeys(harm for warning in known for harm in warning.harms))
    names = {"topic": case.knowledge.name(analysis.topic), "harms": harms or "its risks", "warnings": " ".join(warning.says for warning in known[:2])}
    yield Found(None, None, None, None, names, case.knowledge.items(*known[:2]))


def promises(case: Case) -> int:
    """How many sentences promise a benefit of a treatment flatly."""
    return sum(
        any(claim.family == "benefit" and claim.status == "asserted" and claim.certainty in ("established", "likely") and (claim.subject is None or subject_of(claim)) for claim in sentence.claims)
        for sentence in case.analysis.sentences
    )


CHECK = Check(form(match={"words", "voice", "claims", "mark"}, names={"harms", "warnings"}), find)
