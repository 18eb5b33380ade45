"""Approvals and "firsts" against the record of regulatory events."""

from __future__ import annotations

import re
from collections.abc import Iterator

from claimcheck.checks.common import Case, Found, claim_names, guarded
from claimcheck.knowledge.base import IN_USE, starts
from claimcheck.knowledge.records import Approval
from claimcheck.model import Claim, Mention, Sentence
from claimcheck.rules import Rule

_FOR_TRIAL = re.compile(r"\b(?:trial|trials|study|studies|IND|investigational|clinical test\w*|to test|phase)\b", re.IGNORECASE)
PLACES = {
    "China": ("china", "chinese", "nmpa"),
    "United States": ("fda", "u.s.", "united states", "america", "american", "food and drug administration"),
    "European Union": ("europe", "european", "ema", "eu"),
    "Japan": ("japan", "japanese", "pmda", "mhlw"),
    "South Korea": ("korea", "korean", "mfds", "kfda"),
    "United Kingdom": ("uk", "britain", "british", "mhra", "nhs"),
    "India": ("india", "indian", "dcgi", "cdsco"),
    "Canada": ("canada", "canadian"),
    "Australia": ("australia", "australian", "tga"),
}


def approved(rule: Rule, case: Case) -> Iterator[Found]:
    """"X is approved for Y" where no record says so and the record is complete, or says otherwise."""
    for sentence in case.analysis.sentences:
        claim = next((claim for claim in sentence.claims if claim.relation == "is-approved"), None)
        if claim is None or guarded(rule, sentence, case, status=claim.status, certainty=claim.certainty) or _FOR_TRIAL.search(sentence.text):
            continue
        product = next((m for m in sentence.mentions if m.kind == "product"), None)
        treatment = product or next((m for m in sentence.mentions if m.kind == "treatment"), None)
        conditions = [m for m in sentence.mentions if m.kind == "condition"]
        if treatment is None or not (conditions or any(m.kind == "organisation" for m in sentence.mentions) or _place_somewhere(sentence)):
            continue
        if not product and not (conditions and _complete(rule, treatment.concept, case)):
            continue
        records = _records(treatment, case)
        if product and not records:
            continue
        fitting = [record for record in records if _covers(record, conditions, case) and _there(record, sentence)]
        if any(record.status in IN_USE and not _ended(record, case) for record in fitting):
            continue
        if any(record.status in IN_USE for record in records) and not conditions:
            continue
        near = fitting or [record for record in records if _covers(record, conditions, case)] or [record for record in records if record.status in IN_USE]
        best = next(iter(sorted(near, key=lambda record: (not _named(record, sentence), record.status in IN_USE, str(record.date)))), None)
        names = {
            **claim_names(claim, case),
            "subject": treatment.text,
            "indication": conditions[0].text if conditions else "this use",
            "fact.says": best.says if best else "",
            "agency": best.agency if best else "any agency",
        }
        yield Found(sentence.start, sentence.end, sentence.index, claim, names, case.knowledge.items(best))


def first(rule: Rule, case: Case) -> Iterator[Found]:
    """"The first X in P" where the first one on record is another, or no such product is approved at all."""
    for sentence in case.analysis.sentences:
        claim = next((claim for claim in sentence.claims if claim.relation == "is-first"), None)
        if claim is None or guarded(rule, sentence, case, status=claim.status, certainty=claim.certainty) or _FOR_TRIAL.search(sentence.text):
            continue
        treatment = next((m for m in sentence.mentions if m.kind == "treatment" and m.start >= claim.start), None)
        if treatment is None or not re.search(r"\b(?:product|drug|therapy|approved|medicine|treatment)\b", sentence.text) or not _complete(rule, treatment.concept, case):
            continue
        conditions = [m for m in sentence.mentions if m.kind == "condition"]
        mine = [m.concept for m in sentence.mentions if m.kind == "product"]
        place = next((name for name in PLACES if _place_named(name, sentence)), None)
        holder = _holder(treatment.concept, place, case)
        if holder is None or any(f"product:{holder.product}".lower().replace(" ", "-") == concept for concept in mine):
            continue
        if conditions and any(record.status in IN_USE and _covers(record, conditions, case) and (place is None or record.jurisdiction == place) for record in _records(treatment, case)):
            continue
        if not conditions and place is None:
            continue
        names = {
            **claim_names(claim, case),
            "subject": treatment.text,
            "product": holder.product,
            "place": place or "the world",
            "indication": case.knowledge.name(holder.indication) if holder.indication else (holder.indication_text or "another use"),
            "fact.date": str(holder.date),
            "fact.says": holder.says,
        }
        yield Found(sentence.start, sentence.end, sentence.index, claim, names, case.knowledge.items(holder))


def _holder(treatment: str, place: str | None, case: Case) -> Approval | None:
    """The record that holds a first for the treatment class: in the place, if one is named."""
    best: Approval | None = None
    for record in case.knowledge.approvals:
        for entry in record.first:
            if (place is None or entry.in_ == place) and (case.knowledge.is_a(entry.of, treatment) or case.knowledge.is_a(treatment, entry.of)):
                if record.date and starts(record.date) <= case.on and (best is None or starts(record.date) < starts(best.date)):
                    best = record
    return best


def _complete(rule: Rule, treatment: str, case: Case) -> bool:
    return any(case.knowledge.is_a(treatment, name) for name in rule.match.get("classes", ()))


def _records(treatment: Mention, case: Case) -> list[Approval]:
    if treatment.kind == "product":
        return [record for record in case.knowledge.approvals if f"product:{record.product}".lower().replace(" ", "-") == treatment.concept]
    return list(case.knowledge.approvals_of(treatment.concept, case.on))


def _covers(record: Approval, conditions: list[Mention], case: Case) -> bool:
    """Whether the indication is one of the conditions, a kind of one, or the other way round."""
    if not conditions:
        return True
    if record.indication is None:
        return any(case.knowledge.name(m.concept).lower() in (record.indication_text or "").lower() for m in conditions)
    return any(case.knowledge.is_a(record.indication, m.concept) or case.knowledge.is_a(m.concept, record.indication) for m in conditions)


def _there(record: Approval, sentence: Sentence) -> bool:
    named = [place for place in PLACES if _place_named(place, sentence)]
    return not named or record.jurisdiction in named


def _place_named(place: str, sentence: Sentence) -> bool:
    words = set(re.findall(r"[a-z.]+", sentence.text.lower()))
    text = sentence.text.lower()
    return any((name in text if " " in name else name in words) for name in PLACES[place])


def _place_somewhere(sentence: Sentence) -> bool:
    return any(_place_named(place, sentence) for place in PLACES)


def _named(record: Approval, sentence: Sentence) -> bool:
    text = sentence.text.lower()
    return any(name and name.lower() in text for name in (record.product, record.company, *record.also))


def _ended(record: Approval, case: Case) -> bool:
    return record.until is not None and starts(record.until) <= case.on


__all__ = ["Claim", "approved", "first"]
