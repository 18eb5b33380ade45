"""Known false claims: by meaning (subject - relation - object), and set phrases by likeness."""

from __future__ import annotations

from collections.abc import Iterator

from rapidfuzz import fuzz

from claimcheck.checks.common import Case, Found, claim_names, guarded
from claimcheck.knowledge.base import WORD
from claimcheck.knowledge.records import FalseClaim
from claimcheck.model import Claim, Sentence
from claimcheck.rules import Rule

LIKE = {
    "cures": {"cures", "reverses", "heals", "kills", "regenerates"},
    "treats": {"treats", "cures", "reverses", "relieves", "heals", "slows", "is-effective", "improves", "reduces", "kills"},
    "prevents": {"prevents"},
    "improves": {"improves", "boosts", "restores", "increases", "treats", "cures", "promises", "balances"},
    "reduces": {"reduces", "relieves", "burns", "detoxifies"},
    "causes": {"causes", "harms"},
    "boosts": {"boosts", "improves", "restores"},
    "detoxifies": {"detoxifies"},
}
ALIKE = 90
MOST = 0.8
DENIALS = frozenset("no not never cannot without nobody nothing none neither".split())
SLIGHT = frozenset("a an the of to in on is are be and or for your you their it".split())
NEAR = 12


def false_claims(rule: Rule, case: Case) -> Iterator[Found]:
    """Claims that are on record as false."""
    for sentence in case.analysis.sentences:
        found = _framed(rule, sentence, case) or _phrased(rule, sentence, case)
        if found:
            yield found


def _framed(rule: Rule, sentence: Sentence, case: Case) -> Found | None:
    for claim in sentence.claims:
        if (
            claim.subject is None
            or claim.object is None
            or claim.force == "mechanism"
            or guarded(rule, sentence, case, status=claim.status, certainty=claim.certainty)
        ):
            continue
        known = _known(claim, case)
        if known:
            names = {**claim_names(claim, case), "fact.says": known.says}
            return Found(claim.start, claim.end, sentence.index, claim, names, case.knowledge.items(known))
    return None


def _known(claim: Claim, case: Case) -> FalseClaim | None:
    assert claim.subject is not None
    assert claim.object is not None
    for above in case.knowledge.lineage(claim.object.concept):
        for step in case.knowledge.lineage(claim.subject.concept):
            for relations, known in case.knowledge.frames.get((step, above), ()):
                if claim.relation in relations or any(claim.relation in LIKE.get(relation, ()) for relation in relations):
                    return known
    return None


def _phrased(rule: Rule, sentence: Sentence, case: Case) -> Found | None:
    text = sentence.text.lower()
    for phrase, number in case.knowledge.false_phrases.within(set(WORD.findall(text)), MOST):
        alignment = fuzz.partial_ratio_alignment(phrase, text, score_cutoff=ALIKE)
        if alignment is None or guarded(rule, sentence, case, status=_status(sentence, case)):
            continue
        if not _says_all(phrase, text[max(0, alignment.dest_start - NEAR) : alignment.dest_end + NEAR]):
            continue
        known = case.knowledge.false_claims[number]
        start, end = sentence.start + alignment.dest_start, sentence.start + alignment.dest_end
        return Found(start, end, sentence.index, None, {"subject": "", "fact.says": known.says}, case.knowledge.items(known))
    return None


def _says_all(phrase: str, stretch: str) -> bool:
    """Whether the stretch holds every word that gives the phrase its sense: "cancer can be cured" is not like "no cancer can be cured"."""
    said = set(WORD.findall(stretch))
    starts = {word[:4] for word in said}
    wanted = set(WORD.findall(phrase))
    return wanted & DENIALS <= said and all(word[:4] in starts for word in wanted - DENIALS - SLIGHT)


def _status(sentence: Sentence, case: Case) -> str:
    """How a set phrase is said, for the sentence as a whole."""
    if sentence.has("status", "refuted"):
        return "refuted"
    if sentence.question:
        return "questioned"
    if sentence.has("status", "negated"):
        return "negated"
    others = ("critic",) if case.analysis.voice in ("seller", "enthusiast") else ("critic", "says")
    return "attributed" if sentence.has("authority", *others) else "asserted"
