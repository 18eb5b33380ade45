"""Known false claims: by meaning (subject - relation - object), and set phrases by likeness."""

from __future__ import annotations

from collections.abc import Iterator

from rapidfuzz import fuzz

from claimcheck.checks.common import Case, Found, claim_names, guarded
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
LONG_ENOUGH = 4


def false_claims(rule: Rule, case: Case) -> Iterator[Found]:
    """Claims that are on record as false."""
    phrases = [(phrase.lower(), set(phrase.lower().split()), known) for known in case.knowledge.false_claims for phrase in known.phrases if len(phrase.split()) >= LONG_ENOUGH]
    by_word: dict[str, list[int]] = {}
    for number, (_, words, _) in enumerate(phrases):
        by_word.setdefault(max(words, key=lambda word: (len(word), word)), []).append(number)
    for sentence in case.analysis.sentences:
        found = _framed(rule, sentence, case)
        if found is None:
            found = _phrased(rule, sentence, case, phrases, by_word)
        if found:
            yield found


def _framed(rule: Rule, sentence: Sentence, case: Case) -> Found | None:
    for claim in sentence.claims:
        if claim.subject is None or claim.object is None or claim.force == "mechanism" or guarded(rule, sentence, case, status=claim.status, certainty=claim.certainty):
            continue
        known = _known(claim, case)
        if known:
            names = {**claim_names(claim, case), "fact.says": known.says}
            return Found(claim.start, claim.end, sentence.index, claim, names, case.knowledge.items(known))
    return None


def _known(claim: Claim, case: Case) -> FalseClaim | None:
    assert claim.subject and claim.object
    for above in case.knowledge.lineage(claim.object.concept):
        for step in case.knowledge.lineage(claim.subject.concept):
            for relations, known in case.knowledge.frames.get((step, above), ()):
                if claim.relation in relations or any(claim.relation in LIKE.get(relation, ()) for relation in relations):
                    return known
    return None


def _phrased(rule: Rule, sentence: Sentence, case: Case, phrases: list[tuple[str, set[str], FalseClaim]], by_word: dict[str, list[int]]) -> Found | None:
    text = sentence.text.lower()
    words = set(text.replace(",", " ").replace(".", " ").split())
    for number in sorted({number for word in words for number in by_word.get(word, ())}):
        phrase, wanted, known = phrases[number]
        if len(wanted & words) * 10 < len(wanted) * 8:
            continue
        alignment = fuzz.partial_ratio_alignment(phrase, text, score_cutoff=ALIKE)
        if alignment is None:
            continue
        status = "refuted" if sentence.has("status", "refuted") else "questioned" if sentence.question else "negated" if sentence.has("status", "negated") else "asserted"
        if sentence.has("authority", "critic"):
            status = "attributed"
        if guarded(rule, sentence, case, status=status):
            continue
        start = sentence.start + alignment.dest_start
        return Found(start, sentence.start + alignment.dest_end, sentence.index, None, {"quote": sentence.text, "subject": "", "fact.says": known.says}, case.knowledge.items(known))
    return None
