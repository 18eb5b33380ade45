"""A seller's own product: a name that nobody knows, written with a capital again and again, is taken for a treatment."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from claimcheck.language.rows import Row, Span, Tokens

OWN_PRODUCT = "own-product"
OFTEN = 4
OFTEN_IF_COINED = 2
SHORTEST = 4
_COINED = re.compile(r"[A-Z][a-z]+[A-Z][A-Za-z]+")
"""A name as trade makes them: MenoEase."""


def name_own_product(tokens: Tokens, rows: Sequence[Row], known: frozenset[int], *, selling: bool) -> None:
    """Adds a mention wherever the unknown name stands that the article repeats most, not only where sentences begin.

    On a page that does not plainly sell, only a name that looks coined is one.
    """
    places: dict[int, list[tuple[Row, int]]] = {}
    inner: Counter[int] = Counter()
    for row in rows:
        covered = {index for span in row.spans for index in range(span.start, span.end)}
        for index in range(row.first, row.last):
            key = tokens.keys[index]
            if key in known or index in covered or tokens.ends[index] - tokens.starts[index] < SHORTEST:
                continue
            word = tokens.word(index)
            if word[0].isupper() and word.isalpha() and (selling or _COINED.fullmatch(word)):
                places.setdefault(key, []).append((row, index))
                inner[key] += index > row.first or not word.istitle()
    often = [key for key, found in places.items() if len(found) >= (OFTEN if selling else OFTEN_IF_COINED) and inner[key]]
    if not often:
        return
    for row, index in places[max(often, key=lambda key: len(places[key]))]:
        row.spans.append(Span(OWN_PRODUCT, "treatment", index, index + 1))
        row.spans.sort(key=lambda span: (span.start, span.end))
