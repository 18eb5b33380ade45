"""Which sources back a sentence: links, reference marks, identifiers, named studies and agencies, here or in the sentence beside it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from claimcheck.language.rows import Row
from claimcheck.model import Article

_MARK = re.compile(
    r"\[\d[\d,\s–-]*\]|\bdoi\b|\b10\.\d{4,9}/\S+|\bPMID\b|\bPMC\d{5,}|\bNCT\d{8}\b|https?://|www\.|\((?:[A-Z][\w'-]+(?:\set\sal\.?|\sand\s[A-Z][\w'-]+|\s&\s[A-Z][\w'-]+)?,?\s(?:19|20)\d\d[a-z]?(?:;\s?[^()]*)?)\)|(?<=[a-z][.,])\d{1,2}(?=\s[A-Z]|$)"
)
NAMED = frozenset({"named-study", "named-agency"})
REFERENCE = "study-reference"
RECALL = 15
"""How many sentences back a named study may be for "the study" to stand for it."""


def marks_of(article: Article, rows: Sequence[Row]) -> list[list[str]]:
    """For each sentence the names of what it cites itself."""
    out: list[list[str]] = []
    last_named = -RECALL
    for index, row in enumerate(rows):
        text = article.text[row.start : row.end]
        found = [match.group() for match in _MARK.finditer(text)]
        found += [address for at, address in article.blocks[row.block].links if row.start <= at <= row.end]
        found += [hit.value for hit in row.hits if hit.category == "authority" and hit.value in NAMED]
        found += [span.concept for span in row.spans if span.kind == "journal"]
        if found:
            last_named = index
        elif index - last_named < RECALL and any(hit.category == "authority" and hit.value == REFERENCE for hit in row.hits):
            found.append(REFERENCE)
        out.append(found)
    return out


def reach(rows: Sequence[Row], marks: Sequence[Sequence[str]]) -> list[tuple[str, ...]]:
    """The support of each sentence: its own marks, and those of its neighbours in the same block."""
    out = []
    for index, row in enumerate(rows):
        support = list(marks[index])
        for beside in (index - 1, index + 1):
            if 0 <= beside < len(rows) and rows[beside].block == row.block:
                support += marks[beside]
        out.append(tuple(dict.fromkeys(support)))
    return out
