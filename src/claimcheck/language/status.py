"""Whether a thing is asserted, negated, questioned ..., and how surely: cues with direction and reach, in the manner of ConText."""

from __future__ import annotations

from typing import cast

from claimcheck.language.rows import Hit, Row, Tokens
from claimcheck.model import CERTAINTIES

PHRASE_REACH = 4
LIST_ITEM = 6
BESIDE = 3
JOINTS = frozenset({"and", "but", "or", ",", ";"})
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
            return _near(hit, row, tokens, start) or _listed(hit, row, tokens, start)
        return not _broken(row, hit.end, start) and not _left(hit, row, tokens, start)
    if direction in ("backward", "both") and hit.start >= end:
        return not _broken(row, end, hit.start) and not _parted(hit, row, tokens, end)
    return hit.start >= start and hit.end <= end and direction == "backward"


def _broken(row: Row, start: int, end: int) -> bool:
    """Whether a terminator stands between."""
    return any(hit.category == "status" and hit.value == "terminator" and start <= hit.start < end for hit in row.hits)


def _acts(row: Row, start: int, end: int) -> bool:
    """Whether a finite verb of a claim begins between."""
    return any(hit.category == "relation" and start <= hit.start < end and hit.attributes.get("use") in ("base", "s", "ed") for hit in row.hits)


def _near(hit: Hit, row: Row, tokens: Tokens, start: int) -> bool:
    """Whether `start` is in the few words that a short cue governs: "no pain", not "no queue and cures"."""
    if start - hit.end >= PHRASE_REACH or _broken(row, hit.end, start) or _acts(row, hit.end, start):
        return False
    words = [tokens.word(index).lower() for index in range(hit.end, start)]
    if any(word in {",", ":", "(", ")"} or word in cast("list[str]", hit.attributes.get("ends", ())) for word in words):
        return False
    return words[-1:] != ["and"] or not _acts(row, start, start + 1)


def _left(hit: Hit, row: Row, tokens: Tokens, start: int) -> bool:
    """Whether the cue stands in a subordinate clause that is over before `start`: "who did not sleep were", "although it is not sweet, the"."""
    opener = next((other for other in reversed(row.hits) if other.category == "status" and other.value == "terminator" and other.end <= hit.start), None)
    ends = opener.attributes.get("ends") if opener else None
    return bool(ends) and any(tokens.word(index).lower() in cast("list[str]", ends) for index in range(hit.end, start))


def _parted(hit: Hit, row: Row, tokens: Tokens, end: int) -> bool:
    """Whether a clause of its own begins between the thing and a cue that looks back: "restores vigour, knowing that it is not"."""
    ends = cast("list[str]", hit.attributes.get("ends", ()))
    return any(tokens.word(index).lower() in ends for index in range(end, hit.start)) if ends else False


def _listed(hit: Hit, row: Row, tokens: Tokens, start: int) -> bool:
    """Whether `start` stands in a list of short items with "or" that the cue governs: "no pain, fever or cough"."""
    ends = cast("list[str]", hit.attributes.get("ends", ()))
    joined = False
    length = 0
    for index in range(hit.end, row.last):
        word = tokens.word(index).lower()
        if word in ("or", "nor"):
            joined, length = True, 0
        elif word == ",":
            if (joined and length) or (not length and index == hit.end):
                return False
            length = 0
        else:
            length += 1
        if length > LIST_ITEM or word in ends or word in {":", "(", ")"}:
            return False
        if index >= start and joined:
            return not _broken(row, hit.end, start) and not _acts(row, hit.end, start)
    return False


def certainty_of(row: Row, tokens: Tokens, start: int, end: int) -> str:
    """How surely the thing at [start, end) is said: the weakest hedge that reaches it, else as a plain statement."""
    weakest = len(CERTAINTIES) - 1
    for hit in row.hits:
        if hit.category != "certainty" or hit.value == "booster":
            continue
        near = hit.end <= start and not _broken(row, hit.end, start)
        beside = 0 <= hit.start - end < BESIDE and not any(tokens.word(index) in JOINTS for index in range(end, hit.start))
        if near or beside:
            weakest = min(weakest, CERTAINTIES.index(hit.value))
    return CERTAINTIES[weakest]
