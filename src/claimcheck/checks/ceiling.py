"""`ceiling`: a claim against the evidence on record for its treatment and its condition or outcome.

match: family, relation, force, certainty, status (lists the claim must be in); grade (list of grades, `unknown` for no record); exceeds (how many steps
of force and certainty above the ceiling); subject: lists of named | anaphor | inherited | topic | none; mark: lists of unproven | established |
unmarked; object: lists of condition | outcome | none; voice, block; promised: true; many (so many different conditions in the sentence).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from claimcheck.checks.common import CLAIM_NAMES, SENTENCE_GUARDS, SPEAKING, Case, Check, Found, claim_names, form, guarded, rightly_placed, subject_of
from claimcheck.knowledge.records import Evidence
from claimcheck.model import CERTAINTIES, FORCES, Claim, Sentence
from claimcheck.rules import Rule

LABEL = 4


def find(rule: Rule, case: Case) -> Iterator[Found]:
    """Every claim of the rule's kind that goes beyond its evidence; the strongest one of a sentence."""
    listed: set[int] = set()
    for sentence in case.analysis.sentences:
        if not sentence.claims or not rightly_placed(rule.match, sentence, case):
            continue
        for claim in sorted(sentence.claims, key=lambda claim: -FORCES.index(claim.force)):
            if guarded(rule, sentence, case, status=claim.status, certainty=claim.certainty):
                continue
            treatment = subject_of(claim)
            if claim.subject is not None and treatment is None:
                continue
            if treatment and _guessed(claim, case) and case.knowledge.mark(treatment) == "established":
                treatment = None
            evidence = case.knowledge.best_evidence(treatment, claim.object.concept if claim.object else None, claim.relation) if treatment else None
            if _matches(rule, claim, treatment, evidence, case) and _many(rule, claim, sentence.claims):
                start, end = _extent(claim, sentence.claims)
                severity = "info" if _repeats(claim, sentence, case, listed) or _is_label(sentence, case) else None
                yield Found(start, end, sentence.index, claim, claim_names(claim, case, evidence), case.knowledge.items(evidence), severity)
                break


def _repeats(claim: Claim, sentence: Sentence, case: Case, listed: set[int]) -> bool:
    """Whether a list item only names one more illness of a list that has been flagged: an editor is told once, and may consider the others."""
    lead = case.analysis.article.blocks[sentence.block].lead_in
    if lead is None or claim.object is None or claim.object.kind != "condition" or (claim.start, claim.end) != (sentence.start, sentence.end):
        return False
    seen = lead in listed
    listed.add(lead)
    return seen


def _is_label(sentence: Sentence, case: Case) -> bool:
    """Whether it is a heading of a few words, which names what follows and is no sentence of its own."""
    return sentence.index > 0 and len(sentence.text.split()) <= LABEL and case.analysis.article.blocks[sentence.block].kind == "heading"


def _matches(rule: Rule, claim: Claim, treatment: str | None, evidence: Evidence | None, case: Case) -> bool:
    match = rule.match
    for key, value in (
        ("family", claim.family),
        ("relation", claim.relation),
        ("force", claim.force),
        ("certainty", claim.certainty),
        ("status", claim.status),
    ):
        if key in match and value not in match[key]:
            return False
    if "promised" in match and claim.promised != match["promised"]:
        return False
    if "grade" in match and (evidence.grade if evidence else "unknown") not in match["grade"]:
        return False
    if "subject" in match and (claim.subject.how if claim.subject else "none") not in match["subject"]:
        return False
    if "object" in match and (claim.object.kind if claim.object else "none") not in match["object"]:
        return False
    if "mark" in match and ((case.knowledge.mark(treatment) if treatment else None) or "unmarked") not in match["mark"]:
        return False
    return "exceeds" not in match or (evidence is not None and excess(claim, evidence) >= int(match["exceeds"]))


def _guessed(claim: Claim, case: Case) -> bool:
    """Whether the subject is only supposed: on a page that sells, what is praised without a name is the page's own product."""
    return claim.subject is not None and claim.subject.how in ("topic", "anaphor") and case.analysis.voice in ("seller", "enthusiast")


def _extent(claim: Claim, claims: Iterable[Claim]) -> tuple[int, int]:
    """The span of a claim and of those that its sentence makes of the same subject after it ("can repair ..., inhibit ... and reduce ...")."""
    same = [other for other in claims if other.family == claim.family == "benefit" and other.subject == claim.subject and other.status == claim.status]
    return claim.start, max([claim.end, *(other.end for other in same)])


def _many(rule: Rule, claim: Claim, claims: Iterable[Claim]) -> bool:
    """Whether the sentence claims as many different conditions as the rule asks for."""
    conditions = {
        other.object.concept
        for other in claims
        if other.object and other.object.kind == "condition" and other.family == claim.family and other.status == claim.status
    }
    return len(conditions) >= int(rule.match.get("many", 0))


def excess(claim: Claim, evidence: Evidence) -> int:
    """How many steps of force and certainty a claim stands above its ceiling."""
    ceiling = evidence.ceiling
    force = max(0, FORCES.index(claim.force) - FORCES.index(ceiling.force))
    certainty = max(0, CERTAINTIES.index(claim.certainty) - CERTAINTIES.index(ceiling.certainty))
    return force + certainty if force else min(certainty, 1)


CHECK = Check(
    form(
        match={"family", "relation", "force", "certainty", "grade", "exceeds", "subject", "mark", "object", "voice", "block", "promised", "many", "status"},
        unless=SPEAKING | SENTENCE_GUARDS | {"hedged"},
        names=CLAIM_NAMES,
    ),
    find,
)
