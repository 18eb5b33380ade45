"""`pair`: two statements of one article that cannot both hold.

match: first, second (patterns of the two statements); same: condition | treatment | none (what both must speak of); the second one is flagged.
"""

from __future__ import annotations

from collections.abc import Iterator

from claimcheck.checks.common import SENTENCE_GUARDS, SPEAKING, Case, Check, Found, form, guarded
from claimcheck.model import Cue, Sentence
from claimcheck.rules import Rule


def find(rule: Rule, case: Case) -> Iterator[Found]:
    """Each statement of one side for which the article holds one of the other side; at most one finding a sentence."""
    sides = {key: list(_side(rule, key, case)) for key in ("first", "second")}
    flagged: set[int] = set()
    for one, other in (("second", "first"),):
        for sentence, cue in sides[one]:
            partner = next((s for s, _ in sides[other] if s.index != sentence.index and _same(rule, s, sentence, case)), None)
            if partner is not None and sentence.index not in flagged:
                flagged.add(sentence.index)
                yield Found(
                    cue.start, cue.end, sentence.index, None, {"phrase": cue.text, "other": _short(partner.text), "object": _name(rule, sentence, case)}
                )


def _side(rule: Rule, key: str, case: Case) -> Iterator[tuple[Sentence, Cue]]:
    for sentence, cue in case.phrases.get(f"{rule.id}#{key}", ()):
        if not guarded(rule, sentence, case, status=cue.status, certainty=cue.certainty):
            yield sentence, cue


def _concepts(sentence: Sentence, kind: str, case: Case) -> set[str]:
    found = {mention.concept for mention in sentence.mentions if mention.kind == kind}
    return {concept for concept in found if not any(concept != other and case.knowledge.is_a(other, concept) for other in found)}


def _same(rule: Rule, one: Sentence, other: Sentence, case: Case) -> bool:
    kind = rule.match.get("same", "none")
    return kind == "none" or bool(_concepts(one, kind, case) & _concepts(other, kind, case))


def _name(rule: Rule, sentence: Sentence, case: Case) -> str:
    kind = rule.match.get("same", "none")
    return case.knowledge.name(next(iter(sorted(_concepts(sentence, kind, case))), None)) if kind != "none" else ""


def _short(text: str, most: int = 110) -> str:
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0] + " ..."


CHECK = Check(form(match={"first", "second", "same"}, unless=SPEAKING | SENTENCE_GUARDS | {"hedged"}, names={"phrase", "other", "object"}), find)
