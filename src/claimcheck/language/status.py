"""Whether a thing is asserted, negated, questioned ..., and how surely: cues with direction and reach, in the manner of ConText."""

from __future__ import annotations

from claimcheck.language.matches import Hit, Row, Tokens
from claimcheck.model import CERTAINTIES

PHRASE_REACH = 4
ORDER = ("refuted", "negated", "questioned", "hypothetical")


def status_of(row: Row, tokens: Tokens, start: int, end: int, *, question: bool) -> str:
    """The status of what stands at token span [start, end) of a sentence."""
    found = {hit.value for hit in row.hits if hit.category == "status" and hit.value in ORDER and reaches(hit, row, tokens, start, end)}
    for status in ORDER[:2]:
        if status in found:
            return status
    if question:
        return "questioned"
    for status in ORDER[2:]:
        if status in found:
            return status
    return "asserted"


def reaches(hit: Hit, row: Row, tokens: Tokens, start: int, end: int) -> bool:
    """Whether a status cue governs the token span."""
    scope = hit.attributes.get("scope")
    direction = hit.attributes.get("direction")
    if scope == "sentence":
        return direction == "both" or (hit.start < end if direction == "forward" else hit.end > start)
    if direction in ("forward", "both") and hit.end <= start:
        if scope == "phrase":
            return start - hit.end < PHRASE_REACH and not _broken(row, tokens, hit.end, start, comma=True)
        return not _broken(row, tokens, hit.end, start, comma=False)
    if direction in ("backward", "both") and hit.start >= end:
        return not _broken(row, tokens, end, hit.start, comma=False)
    return hit.start >= start and hit.end <= end and direction == "backward"


def _broken(row: Row, tokens: Tokens, start: int, end: int, *, comma: bool) -> bool:
    """Whether a terminator (or, for the short reach, a comma or a finite verb) stands between."""
    for hit in row.hits:
        if hit.category == "status" and hit.value == "terminator" and start <= hit.start < end:
            return True
        if comma and hit.category == "relation" and start <= hit.start < end and hit.attributes.get("use") in ("base", "s", "ed"):
            return True
    return comma and any(tokens.word(index) in {",", ":", "(", ")"} for index in range(start, end))


def certainty_of(row: Row, tokens: Tokens, start: int, end: int) -> str:
    """How surely the thing at [start, end) is said: the weakest hedge that reaches it, else as a plain statement."""
    weakest = len(CERTAINTIES) - 1
    for hit in row.hits:
        if hit.category != "certainty" or hit.value == "booster":
            continue
        near = hit.end <= start and not _broken(row, tokens, hit.end, start, comma=False)
        beside = hit.start >= start and hit.start - end < 3
        if near or beside:
            weakest = min(weakest, CERTAINTIES.index(hit.value))
    return CERTAINTIES[weakest]
