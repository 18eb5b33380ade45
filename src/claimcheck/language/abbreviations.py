"""Abbreviations that an article defines: "umbilical cord MSCs (UC-MSCs)" names every later UC-MSC, "Royal Academy (RA)" takes RA from the disease.

The long form is found as Schwartz and Hearst do it (A simple algorithm for identifying abbreviation definitions, 2003): the shortest run of
words before the bracket that holds the letters of the abbreviation in order, the first of them at the beginning of a word.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator, Sequence

from claimcheck.language.rows import Span, Tokens

_BRACKET = re.compile(r"\(\s?((?=[^)]*[A-Z][^)]*[A-Z])[A-Za-z0-9][\w/+-]{1,9})\s?[,;)]")
MORE_WORDS = 5


def defined(tokens: Tokens, spans: Sequence[Span]) -> tuple[list[Span], set[str]]:
    """The mentions by abbreviations that the article defines, and those abbreviations that it uses for something else."""
    text = tokens.text
    found: list[Span] = []
    others: set[str] = set()
    if "(" not in text:
        return found, others
    by_end: dict[int, Span] = {}
    taken = {(span.start, span.end) for span in spans if not span.ambiguous}
    for span in spans:
        if not span.ambiguous:
            known = by_end.get(tokens.ends[span.end - 1])
            if known is None or span.end - span.start > known.end - known.start:
                by_end[tokens.ends[span.end - 1]] = span
    for match in _BRACKET.finditer(text):
        short = match.group(1)
        end = len(text[: match.start()].rstrip())
        start = _long_form(text, end, short)
        if start is None:
            continue
        concept = by_end.get(end)
        if concept is None:
            others.add(short)
            continue
        for place in _places(tokens, short):
            if place not in taken:
                found.append(Span(concept.concept, concept.kind, *place))
    return found, others


def _long_form(text: str, end: int, short: str) -> int | None:
    """Where the long form of an abbreviation begins that ends at `end`, or None."""
    letters = [letter.lower() for letter in short if letter.isalnum()]
    if letters[-1] == "s" and short[-1] == "s":
        letters.pop()
    words = list(re.finditer(r"\S+", text[max(0, end - 200) : end]))[-(len(letters) + MORE_WORDS) :]
    if not words:
        return None
    first = max(0, end - 200) + words[0].start()
    at = end
    for index in range(len(letters) - 1, -1, -1):
        at -= 1
        while at >= first and (text[at].lower() != letters[index] or (index == 0 and at > 0 and text[at - 1].isalnum())):
            at -= 1
        if at < first:
            return None
    return at


def _places(tokens: Tokens, short: str) -> Iterator[tuple[int, int]]:
    """The token spans at which an abbreviation or its plural stands."""
    for match in re.finditer(rf"(?<![\w-]){re.escape(short)}s?(?![\w])", tokens.text):
        first = bisect.bisect_left(tokens.starts, match.start())
        last = bisect.bisect_left(tokens.ends, match.end())
        if first < len(tokens.starts) and last < len(tokens.ends) and tokens.starts[first] == match.start() and tokens.ends[last] == match.end():
            yield first, last + 1
