"""How strongly a sentence reports a finding: not at all, that things go together, that one may do or does something to another.

The cues are rules/language/strength.yaml. What is needed, advised, planned or registered reports nothing; an effect after "may" is
conditional; a denied effect ("did not reduce") is a finding about an effect all the same.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import cast

from claimcheck.language.rows import Hit, Row, Tokens
from claimcheck.model import STRENGTHS

FINDINGS = frozenset({"causal", "correlational"})
REACH = 6
"""How many words a modal reaches; verbs joined to one that it has reached ("may ease pain and improve sleep") lie within it too."""
NEXT = 4
"""How near to a modal a correlation stands that takes it up: what "may be associated with" says stays a correlation to its end."""
OBJECT = 6
"""How far behind an effect the thing can stand that it works on."""
ASIDE = 7
"""How far before a piece of advice the comma can stand that parts it from a finding."""
Grammar = Mapping[str, Sequence[str]]


def strength_of(row: Row, tokens: Tokens) -> str:
    """The strongest finding that the sentence reports, one of STRENGTHS."""
    hits = [hit for hit in row.hits if hit.category == "strength"]
    if not any(hit.value in FINDINGS for hit in hits) or any(hit.value == "none" and hit.attributes["scope"] == "sentence" for hit in hits):
        return "none"
    strong: list[str] = []
    weak: list[str] = []
    first = 0
    for index in (*(i for i, hit in enumerate(hits) if hit.value == "break"), len(hits)):
        for kind, light in _clause(hits[first:index], row, tokens):
            (weak if light else strong).append(kind)
        first = index + 1
    if strong:
        return max(strong, key=STRENGTHS.index)
    return weak[0] if weak else "none"


def _clause(hits: Sequence[Hit], row: Row, tokens: Tokens) -> list[tuple[str, bool]]:
    """The findings of a clause in their order, each with whether it counts only for want of a stronger one."""
    found: list[tuple[str, bool]] = []
    modal: Hit | None = None
    spent = covered = 0
    last: Hit | None = None
    for hit in hits:
        if hit.start < covered:
            continue
        if hit.value == "pseudo":
            covered = hit.end
        elif hit.value == "none":
            parted = hit.attributes["scope"] == "forward" or (any(not light for _, light in found) and _parted(hit, row, tokens))
            if not parted:
                found = []
            break
        elif hit.value == "modal":
            modal = hit
        elif hit.value == "knowledge":
            if found and last is not None and last.value == "causal" and hit.start - last.end <= OBJECT:
                found.pop()
        else:
            weight = "weak" if hit.attributes.get("use") == "ing" else hit.attributes.get("weight")
            reached = modal is not None and hit.start - modal.end <= REACH and not modal.end < spent <= hit.start
            kind = _read(hit, row, tokens, reached)
            if kind == "causal" and (reached or (modal is not None and found and found[-1][0] == "conditional" and _joined(hit, row, tokens))):
                found.append(("conditional", False))
                last = hit
            elif kind and weight != "hedged":
                found.append((kind, weight == "weak"))
                if kind == "correlational" and weight != "weak" and modal is not None and hit.start - modal.end <= NEXT:
                    spent = hit.end
                last = hit
    return found


def _parted(hit: Hit, row: Row, tokens: Tokens) -> bool:
    """Whether a piece of advice follows a finding as a thing of its own: "..., and should be studied", "..., suggesting the need for"."""
    words = [tokens.word(index).lower() for index in range(max(row.first, hit.start - ASIDE), hit.start)]
    parting = cast("Sequence[str]", hit.attributes.get("parting", ()))
    return any(word in parting for word in words) or words[-1:] == ["and"]


def _joined(hit: Hit, row: Row, tokens: Tokens) -> bool:
    """Whether a bare verb is the second of two: "may ease pain and improve sleep"."""
    if hit.attributes.get("use") != "base":
        return False
    grammar = cast("Grammar", hit.attributes["grammar"])
    before = _before(hit, row, tokens)
    while before > row.first and tokens.word(before).lower() in grammar["adverb"]:
        before -= 1
    return tokens.word(before).lower() in grammar["joins"]


def _before(hit: Hit, row: Row, tokens: Tokens) -> int:
    """The place of the word before a predicate and its adverbs."""
    before = hit.start - 1
    while before > row.first and tokens.word(before).endswith("ly"):
        before -= 1
    return before


def _read(hit: Hit, row: Row, tokens: Tokens, reached: bool) -> str | None:
    """What a predicate says where it stands, `reached` by a modal or not: causal, correlational (a mere change), None for no predicate."""
    use = hit.attributes.get("use", "pattern")
    if hit.value == "correlational" or use == "pattern":
        return hit.value
    grammar = cast("Grammar", hit.attributes["grammar"])
    before = _before(hit, row, tokens)
    end = hit.end
    while end < row.last - 1 and tokens.word(end).endswith("ly"):
        end += 1
    previous = tokens.word(before).lower() if before >= row.first else ""
    following = tokens.word(end).lower() if end < row.last else "."
    if use == "ing":
        return "causal" if previous in grammar["manner"] or (reached and previous in grammar["purpose"]) else None
    ergative = tokens.word(hit.start).lower() in grammar["ergative"]
    if use == "ed":
        passive = any(tokens.word(index).lower() in grammar["be"] for index in range(max(row.first, hit.start - 3), hit.start))
        if passive and following == "by":
            measure = tokens.word(end + 1).lower()
            return "correlational" if measure[:1].isdigit() or measure in grammar["amount"] else "causal"
        if reached and passive and previous == "be" and following in grammar["means"]:
            return "causal"
        if previous in grammar["be"] or (passive and previous == "not"):
            return "correlational"
        if previous == "not":
            return None
        if previous in grammar["perfect"] and following in grammar["article"]:
            return "causal"
        if previous in grammar["nominal"] and not (before < hit.start - 1 and previous in ("and", ",")):
            return None
        course = following in grammar["intransitive"] or (ergative and following in grammar["course"])
        return "correlational" if course else "causal"
    if use == "base":
        if previous in grammar["helper"]:
            course = following in ("over", "with", "from") or (ergative and following in grammar["intransitive"])
            return "correlational" if course else "causal"
        if previous == "to":
            return "causal" if reached or any(tokens.word(index).lower() in grammar["able"] for index in range(max(row.first, before - 3), before)) else None
        if tokens.word(hit.start).lower() in grammar["adjective"]:
            return None
        if tokens.word(hit.start).lower() in grammar["noun"] and not (
            previous.endswith("s") or previous in grammar["plural"] or following in grammar["article"]
        ):
            return None
        if hit.start == row.first:
            return None if following in grammar["intransitive"] else "causal"
    return None if previous in grammar["nominal"] or following in grammar["intransitive"] else "causal"
