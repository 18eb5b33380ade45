"""Who does it and to what: the subject and the objects of a relation, found by type and place rather than by a parse."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from claimcheck.language.rows import Hit, Row, Span, Tokens, mention
from claimcheck.language.vocabulary import OBJECT_KINDS, Relation
from claimcheck.model import Mention

REACH = 9
"""How many words behind a verb its first object may stand; behind an adjective ADJACENT."""
ADJACENT = 3
CHAIN = 5
"""How many words may part the objects of a list."""
PASSIVE = 4
"""How many words before a participle the form of "be" may stand, and twice as many its object."""
ACTOR = 8
NEAR = 2
"""For how many sentences "it" stands for the treatment named last; after that, for the topic."""
FINITE = ("base", "s", "ed")


@dataclass(slots=True)
class Context:
    """What a sentence inherits: the treatment last named, the topic, the relation and the subject of its lead-in."""

    last: Mention | None = None
    last_index: int = 0
    index: int = 0
    topic: Mention | None = None
    lead_relation: str | None = None
    lead_subject: Mention | None = None
    in_list: bool = False
    selling: bool = False
    refuted: bool = False
    kinds: frozenset[str] = frozenset()
    """What the treatment last named is a kind of: "the vitamin" stands for vitamin C."""


@dataclass(slots=True)
class Reading:
    """A sentence being read: what was found in it, its words, and the little words by what they do (rules/language/grammar.yaml)."""

    row: Row
    tokens: Tokens
    relations: Sequence[Hit]
    grammar: Mapping[str, frozenset[str]]

    def word(self, index: int) -> str:
        """The word at a token, in lower case; nothing outside of the sentence."""
        return self.tokens.word(index).lower() if self.row.first <= index < self.row.last else ""

    def has(self, kind: str, start: int, end: int) -> bool:
        """Whether a little word of the kind stands in [start, end)."""
        words = self.grammar[kind]
        return any(self.word(index) in words for index in range(max(start, self.row.first), end))

    def only(self, kind: str, start: int, end: int) -> bool:
        """Whether nothing but little words of the kind stands in [start, end)."""
        words = self.grammar[kind]
        return all(self.word(index) in words for index in range(start, end))

    def parted(self, start: int, end: int) -> bool:
        """Whether a clause ends in [start, end)."""
        return any(hit.category == "status" and hit.value == "terminator" and start <= hit.start < end for hit in self.row.hits)

    def passive(self, hit: Hit) -> bool:
        """Whether a participle is part of a passive ("was healed")."""
        return hit.attributes.get("use") == "ed" and self.has("be", hit.start - PASSIVE, hit.start)

    def nominal(self, hit: Hit) -> bool:
        """Whether a relation is a noun here: by its form, or by the article before it ("have found a cure")."""
        return hit.attributes.get("use") == "noun" or self.word(hit.start - 1) in self.grammar["article"]

    def describes(self, hit: Hit, kind: str) -> bool:
        """Whether a participle describes what follows ("repair the damaged cartilage") rather than says what was done."""
        return hit.attributes.get("use") == "ed" and not self.passive(hit) and self.word(hit.start - 1) in self.grammar[kind]


def objects(reading: Reading, hit: Hit, relation: Relation) -> list[Span]:
    """What a relation is said to work on: mentions of its kinds behind it, before it in a passive, or the mention it is part of ("burns fat")."""
    row = reading.row
    spans = [span for span in row.spans if span.kind in relation.objects]
    use = hit.attributes.get("use")
    around = next((span for span in spans if span.start == hit.start and span.end > hit.end), None)
    if around:
        return [around]
    passive = reading.passive(hit)
    if not passive and not relation.intransitive:
        right = _chain(reading, [span for span in spans if span.start >= hit.end], hit.end, ADJACENT if use == "adjective" else REACH)
        if right:
            return right
        close = _bare(reading, hit, relation)
        if close:
            return close
    left = [span for span in spans if span.end <= hit.start]
    if not left:
        return []
    apart = hit.start - left[-1].end
    if use in ("noun", "ing", "adjective") and (not apart or (use == "adjective" and apart < ADJACENT and hit.end >= row.last - 1)):
        return left[-1:]
    if use == "base" and reading.word(hit.start - 1) in reading.grammar["be"]:
        return []
    if use in FINITE and (passive or relation.direction) and apart <= (2 * PASSIVE if passive else ADJACENT):
        return left[-1:]
    if use == "pattern" and apart < ADJACENT and not relation.needs_object:
        return left[-1:]
    return []


def _bare(reading: Reading, hit: Hit, relation: Relation) -> list[Span]:
    """An outcome with a name of many meanings is meant where it stands right behind the verb: "protects the liver"."""
    use = hit.attributes.get("use")
    reach = 0 if use == "adjective" else -1 if use == "noun" else ADJACENT
    for span in reading.row.bare:
        if span.kind in relation.objects and hit.end <= span.start <= hit.end + reach and reading.only("determiner", hit.end, span.start):
            return [span]
    return []


def _chain(reading: Reading, spans: Sequence[Span], at: int, reach: int) -> list[Span]:
    """The mentions from `at` rightwards, until one is too far from the one before or a stop stands between."""
    out: list[Span] = []
    for span in spans:
        opened = at + 1 if not out and reading.word(at) == ":" else at
        if span.start - at > (reach if not out else CHAIN) or reading.has("stop", opened, span.start) or reading.parted(at, span.start):
            break
        verbs = [hit for hit in reading.relations if at <= hit.start and hit.end <= span.start and hit.attributes.get("use") in (*FINITE, "ing")]
        if verbs and (out or not all(hit.attributes.get("use") in ("ing", "ed") for hit in verbs)):
            break
        if out and any(hit.end == span.start and hit.attributes.get("use") == "adjective" for hit in reading.relations):
            break
        out.append(span)
        at = span.end
        if span.kind == "treatment":
            break
    return out


def subject(reading: Reading, hit: Hit, relation: Relation, found: Sequence[Span], context: Context) -> tuple[Mention | None, str]:
    """The subject, and who acts when it is a person ("seller", "reader", "person", "body", or "")."""
    row, tokens = reading.row, reading.tokens
    taken = {(span.start, span.end) for span in found}
    treatments = [span for span in row.spans if span.kind == "treatment" and (span.start, span.end) not in taken]
    if hit.attributes.get("use") == "pattern":
        edge = min([hit.end, *(span.start for span in found)])
    else:
        treatments = [span for span in treatments if not span.start <= hit.start < span.end]
        edge = min([hit.start, *(span.start for span in found)])
    left = [span for span in treatments if span.end <= edge]
    left = [span for span in left if not reading.has("contrast", span.start - 2, span.start)] or left
    actor, actor_at = _actor(reading, hit)
    if left:
        first = _first_joined(reading, left)
        if context.last and first.concept in context.kinds and reading.word(first.start - 1) in reading.grammar["pointing"]:
            return replace(mention(first, tokens, "anaphor"), concept=context.last.concept), actor
        return mention(first, tokens), actor
    linked = [span for span in treatments if span.start >= edge and reading.has("link", span.start - 3, span.start)]
    if relation.family == "status":
        linked = [span for span in treatments if hit.end <= span.start <= hit.end + ADJACENT] or linked
    if linked:
        return mention(linked[0], tokens), actor
    anaphors = [h for h in row.hits if h.category == "anaphora" and h.value == "treatment" and h.end <= hit.start]
    stands_for = context.last if context.index - context.last_index <= NEAR or context.topic is None else context.topic
    if anaphors and stands_for and (actor in ("", "body", "reader", "seller") or anaphors[-1].start > actor_at):
        named = anaphors[-1]
        place = tokens.span(named.start, named.end), tokens.starts[named.start], tokens.ends[named.end - 1]
        return Mention(stands_for.concept, "treatment", *place, "anaphor"), actor
    other = [span for span in row.spans if span.kind in OBJECT_KINDS and span.end <= hit.start and (span.start, span.end) not in taken]
    if other and _acts(reading, hit, other[-1]) and not context.in_list:
        return mention(other[-1], tokens), actor
    if (actor in ("person", "body") and not reading.nominal(hit)) or reading.passive(hit):
        return None, actor
    if context.lead_subject:
        return context.lead_subject, actor
    if context.last is not None and context.last.how == "named" and (anaphors or context.in_list):
        return replace(context.last, how="inherited"), actor
    if context.topic:
        return replace(context.topic, how="topic"), actor
    return (replace(context.last, how="inherited") if context.last else None), actor


def _acts(reading: Reading, hit: Hit, span: Span) -> bool:
    """Whether a condition or an outcome is itself what acts: it stands right before the verb, which does not only continue the one before."""
    return hit.attributes.get("use") in FINITE and hit.start - span.end <= ADJACENT and not reading.has("list", span.end, hit.start)


def _first_joined(reading: Reading, spans: Sequence[Span]) -> Span:
    """The first of the treatments that lead up to the last one by "and", "with", "combined with"."""
    first = spans[-1]
    if len(spans) > 1 and not reading.has("joining", spans[-2].end, first.start):
        return first
    for span in reversed(spans[:-1]):
        if not 0 < first.start - span.end <= PASSIVE or not reading.only("joined", span.end, first.start):
            break
        first = span
    return first


def _actor(reading: Reading, hit: Hit) -> tuple[str, int]:
    """The nearest word for a person or a part of the body to the left of a verb, within its clause."""
    best, at = "", -1
    for other in reading.row.hits:
        if (
            other.category == "people"
            and other.end <= hit.start
            and other.start >= at
            and hit.start - other.end <= ACTOR
            and not reading.parted(other.end, hit.start)
        ):
            best, at = other.value, other.start
    return best, at
