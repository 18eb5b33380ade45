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
EVER = "0001-01-01"
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
    """ "X is approved for Y" where no record says so and the record is complete, or says otherwise."""
    for sentence in case.analysis.sentences:
        claim = next((claim for claim in sentence.claims if claim.relation == "is-approved"), None)
        if claim is None or guarded(rule, sentence, case, status=claim.status, certainty=claim.certainty) or _FOR_TRIAL.search(sentence.text):
            continue
        conditions = [m for m in sentence.mentions if m.kind == "condition"]
        treatment = _approved_thing(sentence, claim)
        agency = any(m.kind == "organisation" for m in sentence.mentions) or _place_somewhere(sentence)
        if treatment is None or not (conditions or agency):
            continue
        records = _records(treatment, case)
        known = treatment.kind == "product" and bool(records)
        never = [record for record in _above(treatment.concept, case) if record.status == "refused" and record.indication is None]
        if not (known or (conditions and _complete(rule, treatment.concept, case)) or (agency and never)):
            continue
        if known and conditions and not any(record.status in IN_USE for record in records) and not _refused(records, conditions, case):
            continue
        fitting = [record for record in records if _covers(record, conditions, case) and _there(record, sentence)]
        if any(_stands(record, records, case) for record in fitting):
            continue
        near = (
            fitting or never or [record for record in records if _covers(record, conditions, case)] or [record for record in records if record.status in IN_USE]
        )
        best = next(
            iter(sorted(near, key=lambda record: (not _named(record, sentence), record.status in IN_USE, -starts(record.date or EVER).toordinal()))), None
        )
        names = {
            **claim_names(claim, case),
            "subject": treatment.text,
            "indication": conditions[0].text if conditions else "this use",
            "fact.says": best.says if best else "",
            "agency": best.agency if best else "any agency",
        }
        yield Found(sentence.start, sentence.end, sentence.index, claim, names, case.knowledge.items(best))


def _approved_thing(sentence: Sentence, claim: Claim) -> Mention | None:
    """The product or treatment that is called approved: named in the sentence, else what its subject stands for."""
    for kind in ("product", "treatment"):
        found = next((m for m in sentence.mentions if m.kind == kind), None)
        if found:
            return found
    return claim.subject if claim.subject and claim.subject.kind == "treatment" else None


def _above(treatment: str, case: Case) -> list[Approval]:
    """The records on the classes that a treatment belongs to ("dietary supplements are not approved")."""
    lineage = case.knowledge.lineage(treatment)
    return [record for record in case.knowledge.approvals if record.class_ in lineage]


def _stands(record: Approval, records: list[Approval], case: Case) -> bool:
    """Whether an approval is in force on the day: given, not lapsed, and not withdrawn later by another record."""
    if record.status not in IN_USE or (record.until is not None and starts(record.until) <= case.on):
        return False
    given = starts(record.date or EVER)
    return not any(
        other.status == "withdrawn"
        and other.jurisdiction == record.jurisdiction
        and _same_product(other, record)
        and other.date
        and given <= starts(other.date) <= case.on
        for other in records
    )


def _same_product(one: Approval, other: Approval) -> bool:
    return bool(_names(one) & _names(other))


def _names(record: Approval) -> set[str]:
    return {name.lower() for name in (record.product, *record.also)}


def first(rule: Rule, case: Case) -> Iterator[Found]:
    """ "The first X in P" where the first one on record is another, or no such product is approved at all."""
    for sentence in case.analysis.sentences:
        claim = next((claim for claim in sentence.claims if claim.relation == "is-first"), None)
        if claim is None or guarded(rule, sentence, case, status=claim.status, certainty=claim.certainty) or _FOR_TRIAL.search(sentence.text):
            continue
        treatment = next((m for m in sentence.mentions if m.kind == "treatment" and m.start >= claim.start), None)
        if (
            treatment is None
            or not re.search(r"\b(?:product|drug|therapy|approved|medicine|treatment)\b", sentence.text)
            or not _complete(rule, treatment.concept, case)
        ):
            continue
        conditions = [m for m in sentence.mentions if m.kind == "condition"]
        mine = [m.concept for m in sentence.mentions if m.kind == "product"]
        place = next((name for name in PLACES if _place_named(name, sentence)), None)
        holder = _holder(treatment.concept, place, case)
        if holder is None or any(f"product:{holder.product}".lower().replace(" ", "-") == concept for concept in mine):
            continue
        if conditions and any(
            _stands(record, case.knowledge.approvals, case) and _covers(record, conditions, case) and (place is None or record.jurisdiction == place)
            for record in _records(treatment, case)
        ):
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
    if treatment.kind != "product":
        return list(case.knowledge.approvals_of(treatment.concept, case.on))
    mine = [record for record in case.knowledge.approvals if f"product:{record.product}".lower().replace(" ", "-") == treatment.concept]
    names = {name for record in mine for name in _names(record)}
    return [record for record in case.knowledge.approvals if _names(record) & names and (record.date is None or starts(record.date) <= case.on)]


def _covers(record: Approval, conditions: list[Mention], case: Case) -> bool:
    """Whether the indication is one of the conditions, a kind of one, or the other way round."""
    if not conditions:
        return True
    if record.indication is None:
        return any(case.knowledge.name(m.concept).lower() in (record.indication_text or "").lower() for m in conditions)
    return any(case.knowledge.is_a(record.indication, m.concept) or case.knowledge.is_a(m.concept, record.indication) for m in conditions)


def _refused(records: list[Approval], conditions: list[Mention], case: Case) -> bool:
    """Whether one of the records speaks of one of these very conditions: a refusal for one infection says nothing of infections."""
    return any(record.indication and case.knowledge.is_a(mention.concept, record.indication) for record in records for mention in conditions)


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
