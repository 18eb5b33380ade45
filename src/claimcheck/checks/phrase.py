"""`phrase`: words in a given status, near a treatment if asked.

match: phrases (patterns); voice, block (only there); about: treatment | condition | benefit | laboratory (the sentence, or with `about_article: true` the
article, must speak of it), mark: of a treatment that the sentence names (unproven | established | unmarked); treatable: true (the condition in the sentence has an established treatment on record).
"""

from __future__ import annotations

from collections.abc import Iterator

from claimcheck.checks.common import SENTENCE_GUARDS, SPEAKING, Case, Check, Found, form, guarded, rightly_placed
from claimcheck.model import EvidenceItem, Sentence
from claimcheck.rules import Rule


def find(rule: Rule, case: Case) -> Iterator[Found]:
    """Every phrase of the rule that no guard excuses; one finding a sentence."""
    flagged = -1
    for sentence, cue in case.phrases.get(f"{rule.id}#phrases", ()):
        if sentence.index != flagged:
            if guarded(rule, sentence, case, status=cue.status, certainty=cue.certainty) or not rightly_placed(rule.match, sentence, case):
                continue
            if not _about(rule, sentence, case):
                continue
            names = {"phrase": cue.text, "object": "", "evidence.says": ""}
            evidence: tuple[EvidenceItem, ...] = ()
            if rule.match.get("treatable"):
                known = next(
                    (case.knowledge.treatable[m.concept] for m in sentence.mentions if m.kind == "condition" and m.concept in case.knowledge.treatable), None
                )
                if known is None:
                    continue
                names |= {"object": case.knowledge.name(known.condition or known.outcome), "evidence.says": known.says}
                evidence = case.knowledge.items(known)
            flagged = sentence.index
            yield Found(cue.start, cue.end, sentence.index, None, names, evidence)


def _about(rule: Rule, sentence: Sentence, case: Case) -> bool:
    about = rule.match.get("about")
    if about is None:
        return True
    if about == "treatment":
        named = [m.concept for m in sentence.mentions if m.kind in ("treatment", "product")]
        if named and "mark" in rule.match:
            return any((case.knowledge.mark(concept) or "unmarked") in rule.match["mark"] for concept in named)
        near = bool(named)
        return near or (bool(rule.match.get("about_article")) and (case.analysis.topic is not None or case.analysis.voice == "seller"))
    if about == "laboratory":
        return any(cue.category == "study" and cue.value.startswith("species") for cue in sentence.cues)
    if about == "benefit":
        return any(claim.family == "benefit" for claim in sentence.claims)
    return any(m.kind == about for m in sentence.mentions)


CHECK = Check(
    form(
        match={"phrases", "voice", "block", "about", "about_article", "treatable", "mark"},
        unless=SPEAKING | SENTENCE_GUARDS | {"hedged"},
        names={"phrase", "object", "evidence.says"},
    ),
    find,
)
