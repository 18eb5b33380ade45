"""Article -> Analysis: the language part in one place, in the order of its steps."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from claimcheck.language import quantities, study, support, voice
from claimcheck.language.brand import OWN_PRODUCT, name_own_product
from claimcheck.language.claims import claims_of, lead_relation
from claimcheck.language.matches import find
from claimcheck.language.roles import NEAR, Context
from claimcheck.language.rows import Hit, Row, Tokens, mention
from claimcheck.language.speakers import said
from claimcheck.language.status import certainty_of
from claimcheck.language.strength import strength_of
from claimcheck.language.vocabulary import Vocabulary, lineage
from claimcheck.model import STRENGTHS, Analysis, Article, Claim, Cue, Mention, Quantity, Sentence

TEST = "diagnostic-test"
NAMED_OFTEN = 3
SHORT = 12
"""An article of at least so many sentences has a topic only if it names it often or in a heading."""
_QUOTED = re.compile(r"[“\"][^”\"]{25,}")


def analyse(article: Article, vocabulary: Vocabulary) -> Analysis:
    """The sentences, mentions, quantities and claims of an article. Cost grows linearly with its length."""
    tokens, rows = find(article, vocabulary)
    amounts = [quantities.find(article.text[row.start : row.end], row.start, vocabulary.quantity_words) for row in rows]
    marks = support.marks_of(article, tokens, rows, vocabulary.grammar["dated"])
    backed = support.reach(article, rows, marks)
    speaker = voice.voice_of(rows, article.text)
    if speaker in ("seller", "enthusiast", "unknown"):
        name_own_product(tokens, rows, vocabulary.spelling.known, selling=speaker == "seller")
    topic = _topic(article, rows, tokens, vocabulary, selling=speaker in ("seller", "enthusiast"))
    sentences = _sentences(article, rows, tokens, vocabulary, amounts, backed, topic, speaker)
    careful = voice.careful(sentences, speaker)
    if not careful:
        speaker = voice.settled(
            speaker, sentences, vocabulary.established, unproven=topic is not None and (topic.concept in vocabulary.unproven or topic.concept == OWN_PRODUCT)
        )
    return Analysis(
        article,
        sentences,
        speaker,
        careful,
        topic.concept if topic else None,
        topic.text if topic else "",
        study.studies_of(rows, tokens, amounts, vocabulary.grammar),
    )


def _topic(article: Article, rows: Sequence[Row], tokens: Tokens, vocabulary: Vocabulary, *, selling: bool) -> Mention | None:
    """The treatment that the article is about: the one named most, headings counting more; a test is not one. A seller speaks of what is sold."""
    weights: Counter[str] = Counter()
    firsts: dict[str, Mention] = {}
    for index, row in enumerate(rows):
        kind = article.blocks[row.block].kind
        for span in row.spans:
            if span.kind == "treatment" and kind != "table-cell":
                weights[span.concept] += 5 if index == 0 else 3 if kind == "heading" else 1
                firsts.setdefault(span.concept, mention(span, tokens, "topic"))
    kinds = {concept: lineage(vocabulary.parents, concept) for concept in weights}
    for concept in sorted(weights, key=lambda concept: (-weights[concept], firsts[concept].start)):
        related = sum(weight for other, weight in weights.items() if other in kinds[concept] or concept in kinds[other])
        if TEST not in kinds[concept] and (selling or related >= NAMED_OFTEN or len(rows) < SHORT):
            return firsts[concept]
    return None


def _sentences(
    article: Article,
    rows: Sequence[Row],
    tokens: Tokens,
    vocabulary: Vocabulary,
    amounts: Sequence[tuple[Quantity, ...]],
    backed: Sequence[tuple[str, ...]],
    topic: Mention | None,
    speaker: str,
) -> tuple[Sentence, ...]:
    out: list[Sentence] = []
    context = Context(topic=topic, selling=speaker in ("seller", "enthusiast"))
    leads: dict[int, tuple[str | None, Mention | None]] = {}
    open_quote = False
    block_before = -1
    for index, row in enumerate(rows):
        block = article.blocks[row.block]
        text = article.text[row.start : row.end]
        question = text.rstrip("\"”') ").endswith("?")
        if row.block != block_before:
            open_quote = False
            block_before = row.block
        quoted = open_quote or bool(_QUOTED.search(text))
        open_quote = _left_open(text, open_quote)
        named = [span for span in row.spans if span.kind == "treatment"]
        context.index = index
        context.in_list = block.lead_in is not None
        context.lead_relation, context.lead_subject = leads.get(block.lead_in, (None, None)) if block.lead_in is not None else (None, None)
        context.refuted = index + 1 < len(rows) and _takes_back(rows[index + 1])
        strength = strength_of(row, tokens)
        claims = claims_of(row, index, tokens, vocabulary, context, question=question) if row.hits or context.lead_relation else []
        claims = [claim if claim.strength == strength else _capped(claim, strength) for claim in claims]
        if named:
            context.last, context.last_index = mention(named[-1], tokens), index
            context.kinds = frozenset(lineage(vocabulary.parents, named[-1].concept)[1:])
        if block.kind in ("heading", "paragraph"):
            own = [span for span in named if tokens.word(span.start - 1).lower() not in vocabulary.grammar["contrast"]]
            subject = mention(own[0], tokens, "inherited") if own else None
            if subject is None and context.last and index - context.last_index <= NEAR:
                subject = replace(context.last, how="anaphor")
            leads[row.block] = (lead_relation(row, block), subject)
        out.append(
            Sentence(
                index,
                row.block,
                row.start,
                row.end,
                text,
                question,
                quoted,
                strength,
                tuple(mention(span, tokens) for span in row.spans),
                amounts[index],
                tuple(_cue(hit, row, tokens, context, question=question) for hit in row.hits if hit.category not in ("relation", "voice", "strength")),
                tuple(claims),
                backed[index],
            )
        )
    return tuple(out)


def _takes_back(row: Row) -> bool:
    """Whether a sentence denies the one before it: "None of this has been shown", "They do not."."""
    return any(hit.category == "status" and hit.value == "takes-back" and hit.start == row.first for hit in row.hits)


def _cue(hit: Hit, row: Row, tokens: Tokens, context: Context, *, question: bool) -> Cue:
    start, end = tokens.starts[hit.start], tokens.ends[hit.end - 1]
    more = hit.attributes.get("value")
    value = f"{hit.value}:{more}" if more else hit.value
    if hit.category != "rule":
        return Cue(hit.category, value, tokens.text[start:end], start, end)
    status = said(row, tokens, hit.start, hit.end, context, question=question)
    return Cue("rule", value, tokens.text[start:end], start, end, status, certainty_of(row, tokens, hit.start, hit.end))


def _left_open(text: str, is_open: bool) -> bool:
    opened, closed = text.rfind("“"), text.rfind("”")
    if opened < 0 and closed < 0:
        return is_open if text.count('"') % 2 == 0 else not is_open
    return opened > closed


def _capped(claim: Claim, strength: str) -> Claim:
    """The claim, not stronger than its sentence."""
    return claim if STRENGTHS.index(claim.strength) <= STRENGTHS.index(strength) else replace(claim, strength=strength)
