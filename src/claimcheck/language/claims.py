"""Who is said to do what to what, how surely: the claims of a sentence, one for each relation and each of its objects."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from claimcheck.language.roles import FINITE, Context, Reading, objects, subject
from claimcheck.language.rows import Hit, Row, Span, Tokens, mention
from claimcheck.language.speakers import said, speaker_of
from claimcheck.language.status import certainty_of, status_of
from claimcheck.language.vocabulary import OBJECT_KINDS, Relation, Vocabulary
from claimcheck.model import FORCES, Block, Claim, Mention

PROMISE_ONLY = "promises"
VERBAL = ("base", "s", "ed", "ing")
NEXT = 3
HELPED = 3
USED = 4
"""How many words before "treat" may tell that a use is meant."""
ITEM = 14
"""The length of a list item that is a promise although it names nothing known."""
NAMED_EARLY = 8


def claims_of(row: Row, index: int, tokens: Tokens, vocabulary: Vocabulary, context: Context, *, question: bool) -> list[Claim]:
    """The claims of one sentence."""
    found: list[Claim] = []
    if context.in_list and tokens.word(row.first).lower() in vocabulary.grammar["who"]:
        return found
    reading = Reading(row, tokens, [hit for hit in row.hits if hit.category == "relation" and _free(hit, row)], vocabulary.grammar)
    taken: set[tuple[int, str]] = set()
    for hit in reading.relations:
        relation = vocabulary.relations[hit.value]
        targets = objects(reading, hit, relation)
        if (not targets and relation.needs_object) or _is_description(reading, hit, relation):
            continue
        if relation.id == PROMISE_ONLY and not any(span.kind == "outcome" for span in targets):
            continue
        if relation.id == "causes" and targets and all(vocabulary.wanted.get(span.concept) == "more" for span in targets):
            relation = replace(relation, family="benefit", force="improves")
        who, people = subject(reading, hit, relation, targets, context)
        if relation.id == PROMISE_ONLY and not (people in ("reader", "seller") or hit.start == row.first or (who and who.how in ("named", "anaphor"))):
            continue
        spans: list[Span | None] = [*targets] or [None]
        for span in spans:
            key = (span.start if span else hit.start, relation.family if relation.family == "benefit" else relation.id)
            if key in taken and relation.family == "benefit" and not _stronger(relation, found, span, tokens):
                continue
            taken.add(key)
            found.append(_claim(reading, hit, relation, who, people, span, index, vocabulary, context, question=question))
    if context.in_list and context.lead_relation and not any(claim.family == "benefit" for claim in found):
        found += _listed(row, index, tokens, vocabulary, context, question=question)
    return found


def _free(hit: Hit, row: Row) -> bool:
    """Whether a relation is a word of its own, no part of a name ("treatment" in "stem cell treatment").

    An outcome that begins with its verb is its object ("burns fat"); a treatment that is a verb here is none ("Detox your liver").
    """
    around = [span for span in row.spans if span.start <= hit.start and hit.end <= span.end]
    if not around:
        return True
    if hit.attributes.get("use") not in VERBAL:
        return False
    if any(span.kind == "outcome" and span.start == hit.start and hit.end < span.end for span in around):
        return True
    whole = all((span.start, span.end) == (hit.start, hit.end) for span in around)
    return whole and any(span.kind == "outcome" and 0 <= span.start - hit.end < NEXT for span in (*row.spans, *row.bare))


def _is_description(reading: Reading, hit: Hit, relation: Relation) -> bool:
    """Whether a participle only describes a thing: "the damaged cartilage", "the repaired joint", "drug-induced"."""
    use = hit.attributes.get("use")
    if use in ("base", "s"):
        return _is_event(reading, hit)
    if use != "ed":
        return False
    if reading.word(hit.start - 1) == "-":
        return True
    if relation.family == "harm":
        return not reading.passive(hit) and (hit.start == reading.row.first or reading.describes(hit, "described"))
    return reading.describes(hit, "pointing")


def _is_event(reading: Reading, hit: Hit) -> bool:
    """Whether a verb is none here ("the fight against cancer", "at lower doses"), or helps somebody to know something ("helps explain")."""
    if hit.attributes.get("use") == "base" and reading.word(hit.start - 1) in reading.grammar["preposition"]:
        return True
    if reading.word(hit.start) in reading.grammar["event"] and reading.word(hit.start - 1) in reading.grammar["article"]:
        return True
    after = hit.end
    while reading.word(after) in reading.grammar["person"]:
        after += 1
    return reading.word(hit.start) in reading.grammar["help"] and reading.word(after) in reading.grammar["insight"]


def _claim(
    reading: Reading,
    hit: Hit,
    relation: Relation,
    who: Mention | None,
    people: str,
    span: Span | None,
    index: int,
    vocabulary: Vocabulary,
    context: Context,
    *,
    question: bool,
) -> Claim:
    row, tokens = reading.row, reading.tokens
    status = said(row, tokens, hit.start, hit.end, context, question=question)
    if status in ("asserted", "attributed") and span:
        own = status_of(row, tokens, span.start, span.end, question=question)
        denied = own == "negated" and any(cue.category == "status" and cue.value == "negated" and hit.end <= cue.start < span.start for cue in row.hits)
        status = own if denied or own == "refuted" else status
    certainty = certainty_of(row, tokens, hit.start, hit.end)
    family, force = _family_and_force(reading, hit, relation, who, span, certainty, vocabulary)
    if (
        who is None
        and (people == "body" or (people == "person" and not context.selling))
        and hit.attributes.get("use") in FINITE
        and not reading.passive(hit)
        and not reading.nominal(hit)
    ):
        force = "none"
    start, end = tokens.starts[min(hit.start, span.start if span else hit.start)], tokens.ends[max(hit.end, span.end if span else hit.end) - 1]
    if who and who.how == "named" and row.start <= who.start < row.end:
        start, end = min(start, who.start), max(end, who.end)
    promised = family in ("benefit", "safety") and (people in ("reader", "seller") or (hit.start == row.first and hit.attributes.get("use") == "base"))
    strength = "causal" if certainty in ("established", "likely") else "conditional"
    obj = mention(span, tokens) if span else None
    return Claim(index, who, relation.id, family, obj, status, speaker_of(row, context), certainty, force, strength, promised, start, end)


def _family_and_force(
    reading: Reading, hit: Hit, relation: Relation, who: Mention | None, span: Span | None, certainty: str, vocabulary: Vocabulary
) -> tuple[str, str]:
    """What the relation says here: a good turned down is a harm, a goal in the laboratory a mechanism, "treated with" a use, "may help" no more than that."""
    family, force = relation.family, relation.force
    if family == "benefit":
        if span and not _wanted(relation, span, vocabulary):
            family, force = "harm", "treats"
        elif (who and who.kind != "treatment") or any(cue.category == "study" and cue.value == "species" for cue in reading.row.hits):
            force = "mechanism"
    if family == "benefit" and span and span.kind == "outcome" and span.concept not in vocabulary.wanted:
        force = "mechanism"
    if relation.id == "treats" and _merely_used(reading, hit):
        force = "studied-for"
    if certainty in ("speculative", "possible"):
        helped = reading.has("help", hit.start - HELPED, hit.start)
        if force == "improves" or (helped and FORCES.index(force) > FORCES.index("improves")):
            force = "may-help"
    return family, force


def _stronger(relation: Relation, found: Sequence[Claim], span: Span | None, tokens: Tokens) -> bool:
    """Whether a further relation on the same object says more than the one already kept."""
    if span is None:
        return False
    kept = [claim for claim in found if claim.object and claim.object.start == tokens.starts[span.start]]
    return all(FORCES.index(relation.force) > FORCES.index(claim.force) for claim in kept)


def _wanted(relation: Relation, span: Span, vocabulary: Vocabulary) -> bool:
    """Whether the direction of the relation is the good one for its object; conditions are wanted less."""
    if relation.direction is None:
        return True
    wanted = vocabulary.wanted.get(span.concept) or ("less" if span.kind == "condition" else None)
    if wanted is None or relation.id in ("improves", "detoxifies"):
        return True
    return (wanted == "more") == (relation.direction == "up")


def _merely_used(reading: Reading, hit: Hit) -> bool:
    """Whether "treat" tells a use ("were treated with X", "used X to treat Y") rather than an effect ("X treats Y", "X can treat Y")."""
    if reading.word(hit.start) not in reading.grammar["use"]:
        return False
    first = hit.start - USED
    if hit.attributes.get("use") == "ed":
        return reading.has("be", first, hit.start) and not any(reading.word(index) == "can" for index in range(first, hit.start))
    return any(reading.word(index) == "to" for index in (hit.start - 1, hit.start - 2)) and not reading.has("able", first, hit.start)


def _listed(row: Row, index: int, tokens: Tokens, vocabulary: Vocabulary, context: Context, *, question: bool) -> list[Claim]:
    """A list item that only names outcomes or conditions takes the relation of its lead-in."""
    relation = vocabulary.relations[context.lead_relation or "improves"]
    who = context.lead_subject or (replace(context.topic, how="topic") if context.topic else None)
    span = next((span for span in row.spans if span.kind in OBJECT_KINDS and span.start - row.first <= NAMED_EARLY), None)
    if span:
        status = status_of(row, tokens, span.start, span.end, question=question)
        certainty, force = certainty_of(row, tokens, span.start, span.end), relation.force
    elif context.selling and row.last - row.first <= ITEM and not question and not _warns(row, tokens, vocabulary):
        status = status_of(row, tokens, row.first, row.first + 1, question=question)
        certainty, force = "established", "improves"
    else:
        return []
    obj = mention(span, tokens) if span else None
    start, end = tokens.starts[row.first], tokens.ends[row.last - 1]
    return [Claim(index, who, relation.id, "benefit", obj, status, None, certainty, force, "causal", True, start, end)]


def _warns(row: Row, tokens: Tokens, vocabulary: Vocabulary) -> bool:
    return any(tokens.word(index).lower() in vocabulary.grammar["warning"] for index in range(row.first, row.last))


def lead_relation(row: Row, block: Block) -> str | None:
    """The relation that a lead-in hands down to its list ("Conditions we treat:", "Benefits of red light"), or None."""
    for hit in reversed(row.hits):
        if hit.category == "articles" and hit.value == "benefit-list":
            return "improves"
        if hit.category == "articles" and hit.value == "condition-list":
            return "treats"
        if hit.category == "articles" and hit.value == "other-list":
            return None
    return None
