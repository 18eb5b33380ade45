"""Who is said to do what to what: relations with their subject and object, found by type and place rather than by a parse."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from claimcheck.language.matches import Hit, Row, Span, Tokens, inside, mention
from claimcheck.language.status import certainty_of, status_of
from claimcheck.language.vocabulary import Relation, Vocabulary
from claimcheck.model import FORCES, Block, Claim, Mention

OBJECT_KINDS = frozenset({"condition", "outcome"})
REACH = 9
CHAIN = 5
NEAR = 2
"""For how many sentences "it" stands for the treatment named last; after that, for the topic."""
BE = frozenset({"is", "are", "was", "were", "be", "been", "being", "get", "gets", "got", "'s", "'re"})
LINKS = frozenset({"with", "by", "using", "after", "following", "from", "through", "via", "of", "thanks", "under"})
STOPS = frozenset({";", "—", ":", "?", "!"})
PROMISE_ONLY = "promises"
JOINED = frozenset({"and", "with", "plus", "combined", "together", ",", "&", "or", "cells", "therapy", "treatment"})
DESCRIBED = frozenset("the a an your their his her our of in to for repair replace heal restore regenerate rebuild and , this any into".split())
ARTICLES = frozenset({"a", "an", "the"})
USES = frozenset({"treat", "treats", "treated", "treating", "manage", "managed", "managing", "address", "addressed"})
ABLE = frozenset({"help", "helps", "helped", "able", "proven", "shown", "known", "ability", "power", "works", "work", "how"})


@dataclass(slots=True)
class Context:
    """What a sentence inherits: the treatment last named, the topic, the lead-in's relation."""

    last: Mention | None = None
    last_index: int = 0
    index: int = 0
    topic: Mention | None = None
    lead_relation: str | None = None
    lead_subject: Mention | None = None
    in_list: bool = False
    selling: bool = False
    refuted: bool = False


def claims_of(row: Row, index: int, tokens: Tokens, vocabulary: Vocabulary, context: Context, *, question: bool) -> list[Claim]:
    """The claims of one sentence."""
    found: list[Claim] = []
    relations = [hit for hit in row.hits if hit.category == "relation" and not inside(hit, row.spans)]
    taken: set[tuple[int, str]] = set()
    for hit in relations:
        relation = vocabulary.relations[hit.value]
        objects = _objects(hit, relation, relations, row, tokens)
        if not objects and relation.needs_object:
            continue
        if relation.family == "harm" and _describes(hit, row, tokens):
            continue
        if hit.attributes.get("use") == "ed" and hit.start > row.first and tokens.word(hit.start - 1) == "-":
            continue
        if relation.id == PROMISE_ONLY and not any(span.kind == "outcome" for span in objects):
            continue
        subject, people = _subject(hit, relation, objects, row, tokens, context)
        if relation.id == PROMISE_ONLY and not (people in ("reader", "seller") or hit.start == row.first or (subject and subject.how in ("named", "anaphor"))):
            continue
        targets: list[Span | None] = [*objects] or [None]
        for span in targets:
            key = (span.start if span else hit.start, relation.family if relation.family == "benefit" else relation.id)
            if key in taken and relation.family == "benefit" and not _stronger(relation, found, span, tokens):
                continue
            taken.add(key)
            found.append(_claim(hit, relation, subject, people, span, row, index, tokens, vocabulary, context, question=question))
    if context.in_list and context.lead_relation and not any(claim.family == "benefit" for claim in found):
        found += _listed(row, index, tokens, vocabulary, context, question=question)
    return found


def _claim(
    hit: Hit,
    relation: Relation,
    subject: Mention | None,
    people: str,
    span: Span | None,
    row: Row,
    index: int,
    tokens: Tokens,
    vocabulary: Vocabulary,
    context: Context,
    *,
    question: bool,
) -> Claim:
    obj = mention(span, tokens) if span else None
    force, family = relation.force, relation.family
    if span and family == "benefit" and not _wanted(relation, span, vocabulary):
        family, force = "harm", "treats"
    if family == "benefit" and ((subject and subject.kind != "treatment") or _in_the_laboratory(row)):
        force = "mechanism"
    if family == "benefit" and span and span.kind == "outcome" and span.concept not in vocabulary.wanted:
        force = "mechanism"
    if relation.id == "treats" and _merely_used(hit, tokens, row):
        force = "studied-for"
    speaker = speaker_of(row, context)
    status = said(row, tokens, hit.start, hit.end, context, question=question)
    if status in ("asserted", "attributed") and span and status_of(row, tokens, span.start, span.end, question=question) == "refuted":
        status = "refuted"
    certainty = certainty_of(row, tokens, hit.start, hit.end)
    if _helping(hit, tokens, row) and FORCES.index(force) > FORCES.index("improves") and certainty in ("speculative", "possible"):
        force = "may-help"
    if certainty in ("speculative", "possible") and force in ("improves",):
        force = "may-help"
    first = min(x for x in (hit.start, span.start if span else hit.start))
    last = max(hit.end, span.end if span else hit.end)
    start, end = tokens.starts[first], tokens.ends[last - 1]
    if subject and subject.how == "named" and row.start <= subject.start < row.end:
        start, end = min(start, subject.start), max(end, subject.end)
    promised = family in ("benefit", "safety") and (people in ("reader", "seller") or (hit.start == row.first and hit.attributes.get("use") == "base"))
    strength = "causal" if certainty in ("established", "likely") else "conditional"
    return Claim(index, subject, relation.id, family, obj, status, speaker, certainty, force, strength, promised, start, end)


def _stronger(relation: Relation, found: Sequence[Claim], span: Span | None, tokens: Tokens) -> bool:
    """Whether a further relation on the same object says more than the one already kept."""
    if span is None:
        return False
    kept = [claim for claim in found if claim.object and claim.object.start == tokens.starts[span.start]]
    return all(FORCES.index(relation.force) > FORCES.index(claim.force) for claim in kept)


def _objects(hit: Hit, relation: Relation, relations: Sequence[Hit], row: Row, tokens: Tokens) -> list[Span]:
    spans = [span for span in row.spans if span.kind in OBJECT_KINDS]
    if not spans:
        return []
    use = hit.attributes.get("use")
    passive = _passive(hit, row, tokens)
    if not passive:
        right = _chain([span for span in spans if span.start >= hit.end], hit.end, relations, row, tokens, reach=3 if use == "adjective" else REACH)
        if right:
            return right
    left = [span for span in spans if span.end <= hit.start]
    if use in ("noun", "ing", "adjective") and left and left[-1].end == hit.start:
        return left[-1:]
    if use == "base" and tokens.word(max(row.first, hit.start - 1)).lower() in BE:
        return []
    if use in ("s", "ed", "base") and left and (passive or relation.direction) and hit.start - left[-1].end <= (8 if passive else 3):
        return left[-1:]
    if use == "pattern" and left and hit.start - left[-1].end <= 2 and not relation.needs_object:
        return left[-1:]
    return []


def _describes(hit: Hit, row: Row, tokens: Tokens) -> bool:
    """Whether a participle describes what follows ("repair the damaged cartilage") rather than says what was done."""
    return hit.attributes.get("use") == "ed" and not _passive(hit, row, tokens) and (hit.start == row.first or tokens.word(hit.start - 1).lower() in DESCRIBED)


def _passive(hit: Hit, row: Row, tokens: Tokens) -> bool:
    return hit.attributes.get("use") == "ed" and any(tokens.word(i).lower() in BE for i in range(max(row.first, hit.start - 4), hit.start))


def _chain(spans: Sequence[Span], at: int, relations: Sequence[Hit], row: Row, tokens: Tokens, *, reach: int) -> list[Span]:
    """The mentions from `at` rightwards, until one is too far from the one before or a stop stands between."""
    out: list[Span] = []
    for span in spans:
        if span.start - at > (reach if not out else CHAIN):
            break
        if any(tokens.word(i) in STOPS for i in range(at, span.start)):
            break
        if any(hit.category == "status" and hit.value == "terminator" and at <= hit.start < span.start for hit in row.hits):
            break
        verbs = [hit for hit in relations if at <= hit.start and hit.end <= span.start and hit.attributes.get("use") in ("base", "s", "ed", "ing")]
        if verbs and (out or not all(hit.attributes.get("use") in ("ing", "ed") for hit in verbs)):
            break
        out.append(span)
        at = span.end
    return out


def _subject(hit: Hit, relation: Relation, objects: Sequence[Span], row: Row, tokens: Tokens, context: Context) -> tuple[Mention | None, str]:
    """The subject, and who acts when it is a person ("seller", "reader", "person", "body", or "")."""
    taken = {(span.start, span.end) for span in objects}
    treatments = [span for span in row.spans if span.kind == "treatment" and (span.start, span.end) not in taken]
    edge = min([hit.start, *(span.start for span in objects)])
    left = [span for span in treatments if span.end <= edge]
    right = [span for span in treatments if span.start >= edge]
    actor, actor_at = _actor(hit, row, tokens)
    if left:
        return mention(_first_joined(left, tokens), tokens), actor
    anaphors = [h for h in row.hits if h.category == "anaphora" and h.value == "treatment" and h.end <= hit.start]
    linked = [span for span in right if _link_before(span, tokens, row)]
    if linked:
        return mention(linked[0], tokens), actor
    stands_for = context.last if context.index - context.last_index <= NEAR or context.topic is None else context.topic
    if anaphors and stands_for and (actor in ("", "body", "reader", "seller") or anaphors[-1].start > actor_at):
        named = anaphors[-1]
        return Mention(
            stands_for.concept, "treatment", tokens.span(named.start, named.end), tokens.starts[named.start], tokens.ends[named.end - 1], "anaphor"
        ), actor
    other = [span for span in row.spans if span.kind in OBJECT_KINDS and span.end <= hit.start and (span.start, span.end) not in taken]
    if (
        other
        and hit.attributes.get("use") in ("base", "s", "ed")
        and hit.start - other[-1].end <= 3
        and not context.in_list
        and not _joined_verb(other[-1], hit, tokens)
    ):
        return mention(other[-1], tokens), actor
    if (actor in ("person", "body") and not _nominal(hit, row, tokens)) or _passive(hit, row, tokens):
        return None, actor
    if context.lead_subject:
        return _inherit(context.lead_subject, "inherited"), actor
    if context.last is not None and context.last.how == "named" and (anaphors or context.in_list):
        return _inherit(context.last, "inherited"), actor
    if context.topic:
        return _inherit(context.topic, "topic"), actor
    return (_inherit(context.last, "inherited") if context.last else None), actor


def _first_joined(spans: Sequence[Span], tokens: Tokens) -> Span:
    """The first of the treatments that lead up to the last one by "and", "with", "combined with"."""
    first = spans[-1]
    for span in reversed(spans[:-1]):
        between = [tokens.word(index).lower() for index in range(span.end, first.start)]
        if len(between) > 4 or not all(word in JOINED for word in between):
            break
        first = span
    return first


def _nominal(hit: Hit, row: Row, tokens: Tokens) -> bool:
    """Whether a relation is a noun here: by its form, or by the article before it ("have found a cure")."""
    return hit.attributes.get("use") == "noun" or (hit.start > row.first and tokens.word(hit.start - 1).lower() in ARTICLES)


def _joined_verb(span: Span, hit: Hit, tokens: Tokens) -> bool:
    """Whether a verb only continues the one before ("feeds the mitochondria and restores memory"): what stands before it is no subject of its own."""
    return any(tokens.word(index).lower() in ("and", ",", "or", "&") for index in range(span.end, hit.start))


def _inherit(source: Mention, how: str) -> Mention:
    return replace(source, how=how)


def _link_before(span: Span, tokens: Tokens, row: Row) -> bool:
    return any(tokens.word(i).lower() in LINKS for i in range(max(row.first, span.start - 3), span.start))


def _actor(hit: Hit, row: Row, tokens: Tokens) -> tuple[str, int]:
    """The nearest word for a person or a part of the body to the left of a verb, within its clause."""
    best, at = "", -1
    for other in row.hits:
        if other.category == "people" and other.end <= hit.start and other.start >= at and hit.start - other.end <= 8:
            if not any(h.category == "status" and h.value == "terminator" and other.end <= h.start < hit.start for h in row.hits):
                best, at = other.value, other.start
    return best, at


def _wanted(relation: Relation, span: Span, vocabulary: Vocabulary) -> bool:
    """Whether the direction of the relation is the good one for its object; conditions are wanted less."""
    if relation.direction is None:
        return True
    wanted = vocabulary.wanted.get(span.concept) or ("less" if span.kind == "condition" else None)
    if wanted is None or relation.id in ("improves", "detoxifies"):
        return True
    return (wanted == "more") == (relation.direction == "up")


def _in_the_laboratory(row: Row) -> bool:
    return any(hit.category == "study" and hit.value == "species" for hit in row.hits)


def _merely_used(hit: Hit, tokens: Tokens, row: Row) -> bool:
    """Whether "treat" tells a use ("were treated with X", "used X to treat Y") rather than an effect ("X treats Y", "X can treat Y")."""
    if tokens.word(hit.start).lower() not in USES:
        return False
    before = [tokens.word(index).lower() for index in range(max(row.first, hit.start - 4), hit.start)]
    if hit.attributes.get("use") == "ed":
        return any(word in BE for word in before) and "can" not in before
    return "to" in before[-2:] and not any(word in ABLE for word in before)


def _helping(hit: Hit, tokens: Tokens, row: Row) -> bool:
    return any(tokens.word(i).lower() in ("help", "helps", "helped", "helping") for i in range(max(row.first, hit.start - 3), hit.start))


def said(row: Row, tokens: Tokens, start: int, end: int, context: Context, *, question: bool) -> str:
    """The status of a token span: its own, else that somebody else says it, else that the next sentence takes it back."""
    status = status_of(row, tokens, start, end, question=question)
    if status == "asserted" and context.refuted:
        return "refuted"
    return "attributed" if status == "asserted" and speaker_of(row, context) else status


def speaker_of(row: Row, context: Context) -> str | None:
    """Who is said to say it, where the sentence has a verb of saying. Where a seller writes, only critics and agencies are others."""
    if not any(hit.category == "authority" and hit.value == "says" for hit in row.hits):
        return None
    for value in ("critic", "named-agency", "company"):
        if any(hit.category == "authority" and hit.value == value for hit in row.hits):
            return value if value != "company" or not context.selling else None
    if context.selling:
        return None
    for hit in row.hits:
        if hit.category == "people" and hit.value in ("seller", "person"):
            return "seller" if hit.value == "seller" else "person"
    return "somebody"


def _listed(row: Row, index: int, tokens: Tokens, vocabulary: Vocabulary, context: Context, *, question: bool) -> list[Claim]:
    """A list item that only names outcomes or conditions takes the relation of its lead-in."""
    relation = vocabulary.relations[context.lead_relation or "improves"]
    subject = context.lead_subject or (_inherit(context.topic, "topic") if context.topic else None)
    span = next((span for span in row.spans if span.kind in OBJECT_KINDS and span.start - row.first <= 8), None)
    if span:
        status = status_of(row, tokens, span.start, span.end, question=question)
        certainty, force = certainty_of(row, tokens, span.start, span.end), relation.force
    elif context.selling and row.last - row.first <= 14 and not question:
        status = status_of(row, tokens, row.first, row.first + 1, question=question)
        certainty, force = "established", "improves"
    else:
        return []
    obj = mention(span, tokens) if span else None
    start, end = tokens.starts[row.first], tokens.ends[row.last - 1]
    return [Claim(index, subject, relation.id, "benefit", obj, status, None, certainty, force, "causal", True, start, end)]


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
