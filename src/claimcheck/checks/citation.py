"""`citation`: vague authority in place of a source, or a figure without one.

match: vague: true (studies show ..., with a claim of `family` in the sentence); or quantity (kinds of figures) with about (kinds of mentions that
must stand in the sentence) and least (the smallest figure worth a source); voice, block.
"""

from __future__ import annotations

from collections.abc import Iterator

from claimcheck.checks.common import CLAIM_NAMES, SENTENCE_GUARDS, SPEAKING, Case, Check, Found, claim_names, form, guarded, phrase_cues, rightly_placed
from claimcheck.rules import Rule


def find(rule: Rule, case: Case) -> Iterator[Found]:
    """Sentences that call on nobody in particular, or give a figure out of the air."""
    for sentence in case.analysis.sentences:
        if not rightly_placed(rule.match, sentence, case):
            continue
        if rule.match.get("vague"):
            cue = next((cue for cue in sentence.cues if cue.category == "authority" and cue.value == "vague"), None)
            claim = next((claim for claim in sentence.claims if claim.family in rule.match.get("family", ("benefit", "safety"))), None)
            if cue is None or claim is None or guarded(rule, sentence, case, status=claim.status, certainty=claim.certainty):
                continue
            yield Found(min(cue.start, claim.start), max(cue.end, claim.end), sentence.index, claim, {**claim_names(claim, case), "phrase": cue.text})
        else:
            amount = next((amount for amount in sentence.quantities if amount.kind in rule.match["quantity"] and amount.high >= rule.match.get("least", 0)), None)
            if amount is None or guarded(rule, sentence, case):
                continue
            if not all(any(m.kind == kind for m in sentence.mentions) for kind in rule.match.get("about", ())):
                continue
            if rule.match.get("with") and not any(phrase_cues(rule, "with", sentence)):
                continue
            yield Found(sentence.start, sentence.end, sentence.index, None, {"phrase": amount.text})


CHECK = Check(form(match={"vague", "family", "quantity", "about", "voice", "block", "with", "least"}, unless=SPEAKING | SENTENCE_GUARDS | {"hedged"}, names=CLAIM_NAMES | {"phrase"}), find)
