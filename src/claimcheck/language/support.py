"""Which sources back a sentence, and how far each reaches: links, reference marks, identifiers, named studies, journals and agencies."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from claimcheck.language.rows import Row, Tokens
from claimcheck.model import Article

_MORE = r"\set\sal\.?|\s(?:and|&)\s[A-Z][\w'-]+"
_AUTHORS = rf"(?P<author>[A-Z][\w'-]+)(?:{_MORE})?"
_NOTES = r"\d{1,3}(?:\s?[,;–-]\s?\d{1,3})*"
_MARK = re.compile(
    "|".join(
        (
            rf"\[{_NOTES}\]",
            r"[¹²³⁴-⁹][⁰¹²³⁴-⁹,–-]*(?=$|\s[A-Z])",
            rf"(?<=[a-z][.,]){_NOTES}(?=\s[A-Z]|$)",
            rf"\((?:[a-z][\w .,]{{0,15}}\s)?{_AUTHORS},?\s(?:19|20)\d\d[a-z]?(?:[;,]\s?[^()]*)?\)",
            rf"(?:^[A-Z][\w'-]+|[A-Z][\w'-]+(?:{_MORE}))\s\((?:19|20)\d\d[a-z]?\)(?=\s[a-z])",
            r"\bdoi\b|\b10\.\d{4,9}/\S+|\bPMID\b|\bPMC\d{5,}|\bNCT\d{8}\b|\bISRCTN\d{8}\b|\bChiCTR[-\w]+",
            r"https?://|www\.",
        )
    )
)
_HINT = re.compile(r"[\[(\d¹²³⁴-⁹/]|www")
"""What every mark has: only sentences with it are read for marks."""
_ADDRESS = re.compile(r"(?:https?:)?//")
NAMED = frozenset({"named-study", "named-agency"})
ACCORDING = "according"
REFERENCE = "study-reference"
RECALL = 15
"""How many sentences back a named study may be for "the study" to stand for it."""


def marks_of(article: Article, tokens: Tokens, rows: Sequence[Row], dated: frozenset[str]) -> list[list[str]]:
    """For each sentence the names of what it cites itself; `dated` are the words that with a year in brackets are no author."""
    out: list[list[str]] = []
    last_named = -RECALL
    for index, row in enumerate(rows):
        text = article.text[row.start : row.end]
        found = [match.group() for match in _MARK.finditer(text) if (match["author"] or "").lower() not in dated] if _HINT.search(text) else []
        found += [address for at, address in article.blocks[row.block].links if row.start <= at <= row.end and _ADDRESS.match(address)]
        found += _named(row, tokens)
        if found:
            last_named = index
        elif index - last_named < RECALL and any(hit.category == "authority" and hit.value == REFERENCE for hit in row.hits):
            found.append(REFERENCE)
        out.append(found)
    return out


def _named(row: Row, tokens: Tokens) -> Iterator[str]:
    for hit in row.hits:
        if hit.category == "authority":
            if hit.value in NAMED:
                yield hit.value
            elif hit.value == ACCORDING and hit.end < row.last and tokens.word(hit.end)[0].isupper():
                yield "named-agency"
    for span in row.spans:
        if span.kind == "journal":
            yield span.concept


def reach(article: Article, rows: Sequence[Row], marks: Sequence[Sequence[str]]) -> list[tuple[str, ...]]:
    """The support of each sentence: its own marks, those of its neighbours in the same block, and those that a lead-in hands down to its list."""
    last = {row.block: index for index, row in enumerate(rows)}
    out = []
    for index, row in enumerate(rows):
        support = list(marks[index])
        for beside in (index - 1, index + 1):
            if 0 <= beside < len(rows) and rows[beside].block == row.block:
                support += marks[beside]
        lead_in = article.blocks[row.block].lead_in
        if lead_in in last:
            support += marks[last[lead_in]]
        out.append(tuple(dict.fromkeys(support)))
    return out
