"""`citation`: vague authority in place of a source, or a figure without one.

match: vague: true (studies show ..., with a claim of `family` in the sentence, or with mentions of the kinds in `about` or `about_any`, or in an
article about a treatment: about_article); promises (in a text of unknown
voice, only if it makes that many flat promises); or quantity (kinds of figures) with about (kinds of mentions that
must stand in the sentence; about_any: one of them) and least (the smallest figure worth a source); without (phrases that excuse a figure: a discount); voice, block.
"""

from __future__ import annotations

from collections.abc import Iterator

from claimcheck.checks.common import (
    CLAIM_NAMES,
    SENTENCE_GUARDS,
    SPEAKING,
    Case,
    Check,
    Found,
    claim_names,
    form,
    guarded,
    phrase_cues,
    promises,
    rightly_placed,
)
from claimcheck.model import Sentence
from claimcheck.rules import Rule


def find(rule: Rule, case: Case) -> Iterator[Found]:
    """Sentences that call on nobody in particular, or give a figure out of the air."""
    promised = promises(case) if "promises" in rule.match else 0
    for sentence in case.analysis.sentences:
        if not rightly_placed(rule.match, sentence, case):
            continue
        if case.analysis.voice == "unknown" and promised < int(rule.match.get("promises", 0)):
            continue
        if rule.match.get("vague"):
            cue = next((cue for cue in sentence.cues if cue.category == "authority" and cue.value == "vague"), None)
            if cue is None or not _about(rule, sentence, case):
                continue
            claim = next((claim for claim in sentence.claims if claim.family in rule.match.get("family", ("benefit", "safety"))), None)
            if claim is None:
                if not rule.match.keys().isdisjoint(("about", "about_any", "about_article")) and not guarded(rule, sentence, case):
                    yield Found(cue.start, cue.end, sentence.index, None, {"phrase": cue.text})
            elif not guarded(rule, sentence, case, status=claim.status, certainty=claim.certainty):
                yield Found(min(cue.start, claim.start), max(cue.end, claim.end), sentence.index, claim, {**claim_names(claim, case), "phrase": cue.text})
        else:
            amount = next(
                (amount for amount in sentence.quantities if amount.kind in rule.match["quantity"] and amount.high >= rule.match.get("least", 0)), None
            )
            if amount is None or guarded(rule, sentence, case):
                continue
            if not _about(rule, sentence, case):
                continue
            if any(phrase_cues(rule, "without", sentence)):
                continue
            if rule.match.get("with") and not any(phrase_cues(rule, "with", sentence)):
                continue
            yield Found(sentence.start, sentence.end, sentence.index, None, {"phrase": amount.text})


def _about(rule: Rule, sentence: Sentence, case: Case) -> bool:
    """Whether the sentence mentions all the kinds that the rule asks for, or one of those it names in `about_any`, or the article is about a treatment."""
    if rule.match.get("about_article"):
        return case.analysis.topic is not None
    kinds = {mention.kind for mention in sentence.mentions}
    return kinds.issuperset(rule.match.get("about", ())) and ("about_any" not in rule.match or not kinds.isdisjoint(rule.match["about_any"]))


CHECK = Check(
    form(
        match={"vague", "family", "quantity", "about", "about_any", "about_article", "voice", "block", "with", "without", "least", "promises"},
        unless=SPEAKING | SENTENCE_GUARDS | {"hedged"},
        names=CLAIM_NAMES | {"phrase"},
    ),
    find,
)
