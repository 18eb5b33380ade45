"""One walk over an article's tokens: mentions of concepts and cues, sorted into sentences."""

from __future__ import annotations

import bisect
import re

from claimcheck.language import abbreviations, sentences
from claimcheck.language.lexicon import Anchor, assemble, exact_match, scan
from claimcheck.language.rows import Hit, Row, Span, Tokens, tokens_of
from claimcheck.language.spelling import SHORTEST, Spelling
from claimcheck.language.vocabulary import Vocabulary
from claimcheck.model import Article

_NUMBER = re.compile(r"\d|^(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty)$", re.IGNORECASE)
PEOPLE = frozenset({"population", "expert"})
"""Kinds whose names may hold others ("patients with rheumatoid arthritis")."""


def find(article: Article, vocabulary: Vocabulary) -> tuple[Tokens, list[Row]]:
    """The sentences of an article, each with its mentions and cues."""
    tokens = tokens_of(article.text)
    rows = _rows(article, tokens, vocabulary)
    if not rows:
        return tokens, rows
    _mend_spelling(tokens, vocabulary.spelling)
    lexicon = vocabulary.lexicon
    row_starts = [row.first for row in rows]
    spans: list[Span] = []
    single: list[tuple[int, int, int]] = []
    anchors: list[tuple[int, int, Anchor]] = []
    for start, end, entry in scan(lexicon, tokens.keys):
        if isinstance(entry, Anchor):
            anchors.append((start, end, entry))
        elif entry >= 0:
            name = lexicon.names[entry]
            if name.exact is None or exact_match(name, tokens.span(start, end)):
                spans.append(Span(name.concept, name.kind, start, end, name.ambiguous))
        else:
            single.append((start, end, -1 - entry))
    named, others = abbreviations.defined(tokens, spans)
    if others:
        spans = [span for span in spans if not (span.ambiguous and tokens.span(span.start, span.end) in others)]
    spans += named
    people = [span for span in spans if span.kind in PEOPLE]
    things = [span for span in spans if span.kind not in PEOPLE]
    settled = _settled(things)
    for span in sorted((*settled, *_settled(people)), key=lambda span: (span.start, span.end)):
        row = rows[bisect.bisect_right(row_starts, span.start) - 1]
        if row.first <= span.start and span.end <= row.last:
            row.spans.append(span)
    for span in _bare(things, settled):
        row = rows[bisect.bisect_right(row_starts, span.start) - 1]
        if row.first <= span.start and span.end <= row.last:
            row.bare.append(span)
    for start, end, index in single:
        row = rows[bisect.bisect_right(row_starts, start) - 1]
        if row.first <= start and end <= row.last:
            cue = lexicon.cues[index]
            row.hits.append(Hit(cue.category, cue.value, cue.attributes, start, end))
    for start, end, anchor in anchors:
        row = rows[bisect.bisect_right(row_starts, start) - 1]
        if row.first <= start and end <= row.last:
            place = assemble(anchor, start, end, tokens.keys, (row.first, row.last), _slots(row, tokens))
            if place:
                cue = lexicon.cues[anchor.cue]
                row.hits.append(Hit(cue.category, cue.value, cue.attributes, *place))
    for row in rows:
        if row.hits:
            row.hits = _longest(row.hits)
    return tokens, rows


def _mend_spelling(tokens: Tokens, spelling: Spelling) -> None:
    """Gives misspelt names the keys of the right ones."""
    seen: dict[int, int] = {}
    for index, key in enumerate(tokens.keys):
        if key not in spelling.known and tokens.ends[index] - tokens.starts[index] >= SHORTEST - 1:
            if key not in seen:
                seen[key] = spelling.mended(key, tokens.word(index))
            tokens.keys[index] = seen[key]


def _rows(article: Article, tokens: Tokens, vocabulary: Vocabulary) -> list[Row]:
    rows = []
    for number, block in enumerate(article.blocks):
        prose = article.text[block.start : block.end]
        for start, end in sentences.split(prose, vocabulary.sentence_rules):
            start, end = start + block.start, end + block.start
            first = bisect.bisect_left(tokens.starts, start)
            last = bisect.bisect_left(tokens.starts, end)
            if last > first:
                rows.append(Row(number, start, end, first, last))
    return rows


def _settled(spans: list[Span]) -> list[Span]:
    """The longest of overlapping mentions; ambiguous names only where the article names the concept otherwise."""
    sure = {span.concept for span in spans if not span.ambiguous}
    kept: list[Span] = []
    beyond = -1
    for span in sorted(spans, key=lambda s: (s.start, -s.end, s.ambiguous and s.concept not in sure, s.kind != "treatment", s.concept)):
        if span.ambiguous and span.concept not in sure:
            continue
        if span.start >= beyond or (kept and span.start == kept[-1].start and span.end == kept[-1].end and span.kind != kept[-1].kind):
            kept.append(span)
            beyond = max(beyond, span.end)
        elif kept and span.end > kept[-1].end and span.end - span.start > kept[-1].end - kept[-1].start:
            kept[-1] = span
            beyond = span.end
    return kept


def _bare(spans: list[Span], settled: list[Span]) -> list[Span]:
    """The outcomes by a name of many meanings ("liver") that no settled mention covers."""
    covered = {index for span in settled for index in range(span.start, span.end)}
    return [span for span in spans if span.ambiguous and span.kind == "outcome" and span.start not in covered]


def _longest(hits: list[Hit]) -> list[Hit]:
    """Within a category, a cue inside a longer one is dropped; what stands in a phrase that only looks like a cue ("not only") is dropped too."""
    pseudo = [(hit.start, hit.end) for hit in hits if hit.category == "status" and hit.value == "pseudo"]
    if pseudo:
        hits = [hit for hit in hits if hit.category not in ("status", "relation") or not any(start <= hit.start and hit.end <= end for start, end in pseudo)]
    hits.sort(key=lambda hit: (hit.start, -hit.end, hit.category, hit.value))
    kept: list[Hit] = []
    reach: dict[str, int] = {}
    for hit in hits:
        group = _group(hit)
        last = reach.get(group, -1)
        if hit.end <= last and hit.category != "relation":
            continue
        if (
            hit.category == "relation"
            and hit.end <= last
            and any(
                k.category == "relation" and k.start <= hit.start and hit.end <= k.end and (k.end - k.start > hit.end - hit.start or k.value == hit.value)
                for k in kept[-8:]
            )
        ):
            continue
        reach[group] = max(last, hit.end)
        kept.append(hit)
    return kept


def _group(hit: Hit) -> str:
    if hit.category == "rule":
        return f"rule {hit.value}"
    if hit.category == "study":
        return f"study {hit.value} {hit.attributes.get('value')}"
    if hit.category in ("status", "authority", "voice", "certainty"):
        return f"{hit.category} {hit.value} {hit.attributes.get('direction')} {hit.attributes.get('scope')}"
    if hit.category == "strength":
        return f"strength {hit.attributes.get('use', 'pattern') != 'pattern'}"
    return hit.category


def _slots(row: Row, tokens: Tokens):  # type: ignore[no-untyped-def]
    def look(kind: str, place: int, step: int) -> tuple[int, int] | None:
        if kind == "number":
            return (place, place + 1) if _NUMBER.search(tokens.word(place)) else None
        for span in row.spans:
            if span.kind == kind and (span.start if step > 0 else span.end - 1) == place:
                return span.start, span.end
        return None

    return look
