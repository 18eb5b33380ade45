"""`pair`: two statements of one article that cannot both hold.

match: first, second (patterns of the two statements); same: condition | treatment | told (the treatment named last) | none (what both must speak of); the second one is
flagged. With figure (kinds of quantities that stand in the two patterns, or anywhere without patterns), must says how the second figure has to stand to the first:
equal (it refers back to it), within (the first is a range), since (the first is a year, the second how long it has been) or unit (the same figure has the same unit and
power of ten). without are patterns in or between the two that excuse it. drift: after the article's own illness was named last, another one takes over in so many sentences.
voice: only in these.
"""

from __future__ import annotations

import bisect
import math
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice

from claimcheck.checks.common import SENTENCE_GUARDS, SPEAKING, Case, Check, Found, akin, form, guarded, phrase_cues
from claimcheck.language.numbers import FIGURE, TIMES, value
from claimcheck.model import Cue, Quantity, Sentence
from claimcheck.rules import Rule

NEARLY = 0.1
"""So far may two durations differ that are the same: 12 weeks and 3 months."""
MOST = 12
"""Of so many numbers the sums are tried."""
FIRST = 40
"""So many statements of each side are compared, so that the cost does not grow faster than the text."""
MILLIONS = 1e4
"""From so many cells on it is a dose, and its power of ten can be lost."""
MASSES = frozenset({"g", "mg", "µg", "ng"})
Told = tuple[Sentence, int, int, Quantity]
"""A figure in its pattern: the sentence, the span of the pattern, the figure."""
Clash = tuple[Sentence, int, int, Sentence, str]
"""The statement that is flagged, where, the one that it clashes with, and that one's figure."""


def find(rule: Rule, case: Case) -> Iterator[Found]:
    """Each second statement for which the article holds a first one that excludes it; at most one finding a sentence."""
    if "voice" in rule.match and case.analysis.voice not in rule.match["voice"]:
        return
    look = _drift if "drift" in rule.match else _figures if "figure" in rule.match else _statements
    flagged: set[int] = set()
    for sentence, start, end, partner, there in look(rule, case):
        if sentence.index not in flagged:
            again = "drift" in rule.match and bool(flagged)
            flagged.add(sentence.index)
            phrase = case.analysis.article.text[start:end]
            names = {"phrase": phrase, "other": _short(partner.text), "object": _name(rule, sentence, case), "there": there}
            yield Found(start, end, sentence.index, None, names, (), "info" if again else None)


def _statements(rule: Rule, case: Case) -> Iterator[Clash]:
    firsts = list(islice(_side(rule, "first", case), FIRST))
    for sentence, cue in islice(_side(rule, "second", case), FIRST):
        partner = next((s for s, _ in firsts if _comparable(rule, s, sentence, case)), None)
        if partner is not None:
            yield sentence, cue.start, cue.end, partner, ""


def _figures(rule: Rule, case: Case) -> Iterator[Clash]:
    firsts = list(islice(_told(rule, "first", case), FIRST))
    for sentence, start, end, amount in islice(_told(rule, "second", case), FIRST):
        partners = [one for one in firsts if _comparable(rule, one[0], sentence, case)]
        if partners and not any(_holds(rule, one, amount, sentence, case) for one in partners):
            partner, *_, other = partners[-1]
            yield sentence, min(start, amount.start), max(end, amount.end), partner, other.text


def _drift(rule: Rule, case: Case) -> Iterator[Clash]:
    """The sentences on another illness, on a page that after its opening never names its own again."""
    sentences = case.analysis.sentences
    named = [_concepts(sentence, "condition", case) for sentence in sentences]
    if not sentences or len(named[0]) != 1:
        return
    own = next(iter(named[0]))
    last = max(index for index, found in enumerate(named) if any(akin(own, concept, case) for concept in found))
    after = Counter(concept for found in named[last + 1 :] for concept in found)
    if not after or 2 * last >= len(sentences):
        return
    other, times = max(after.items(), key=lambda item: (item[1], item[0]))
    if times >= int(rule.match["drift"]) and 2 * times >= sum(map(bool, named[last + 1 :])) and not any(other in found for found in named[: last + 1]):
        for sentence in sentences[last + 1 :]:
            mention = next((mention for mention in sentence.mentions if mention.concept == other), None)
            if mention:
                yield sentence, mention.start, mention.end, sentences[0], case.knowledge.name(own)


def _side(rule: Rule, key: str, case: Case) -> Iterator[tuple[Sentence, Cue]]:
    for sentence, cue in case.phrases.get(f"{rule.id}#{key}", ()):
        if not guarded(rule, sentence, case, status=cue.status, certainty=cue.certainty if key == "second" else "established"):
            yield sentence, cue


def _told(rule: Rule, key: str, case: Case) -> Iterator[Told]:
    """The figures that stand in one of the two patterns."""
    if key not in rule.match:
        for sentence in case.analysis.sentences:
            if not guarded(rule, sentence, case):
                yield from ((sentence, amount.start, amount.end, amount) for amount in sentence.quantities if amount.kind in rule.match["figure"])
    for sentence, cue in _side(rule, key, case):
        for amount in sentence.quantities:
            if amount.kind in rule.match["figure"] and amount.start < cue.end and cue.start < amount.end:
                yield sentence, cue.start, cue.end, amount


def _comparable(rule: Rule, one: Sentence, other: Sentence, case: Case) -> bool:
    """Whether two statements speak of the same: the second comes after the first if it refers back to it, and nothing in them (or between) tells them apart."""
    back = rule.match.get("must") in ("equal", "unit")
    if one.index == other.index or (back and one.index > other.index) or not _same(rule, one, other, case):
        return False
    if not back:
        return not any(any(phrase_cues(rule, "without", sentence)) for sentence in (one, other))
    excuses = case.phrases.get(f"{rule.id}#without", ())
    after = bisect.bisect_left(excuses, one.index, key=lambda excuse: excuse[0].index)
    return after == len(excuses) or excuses[after][0].index > other.index


def _holds(rule: Rule, first: Told, amount: Quantity, sentence: Sentence, case: Case) -> bool:
    there, *_, other = first
    match rule.match["must"]:
        case "within":
            return other.low == other.high or other.low <= amount.low <= amount.high <= other.high
        case "since":
            return amount.unit != "year" or amount.high <= case.on.year - other.low + 1
        case "unit":
            return not _slipped(other, amount)
    before = case.analysis.sentences[: sentence.index]
    return _introduced(amount, [q for s in before for q in s.quantities]) or (
        amount.kind == "people" and _derived(amount.high, [value(m.group()) for s in before[there.index :] for m in FIGURE.finditer(s.text)][:MOST])
    )


def _slipped(one: Quantity, other: Quantity) -> bool:
    """Whether two doses of one thing differ only by their unit or their power of ten: 400 mg and 400 µg, 1 x 10^6 and 1 x 10^8 cells."""
    if one.of and other.of and one.of != other.of:
        return False
    if {one.unit, other.unit} <= MASSES:
        return one.unit != other.unit and one.low == other.low
    if one.unit != other.unit or "cells" not in one.unit or min(one.low, other.low) < MILLIONS:
        return False
    power = math.log10(other.low / one.low)
    return abs(power) > 0.5 and abs(power - round(power)) < 1e-6


def _size(amount: Quantity) -> float:
    return amount.high * (TIMES.get(amount.unit, 0) if amount.kind == "duration" else 1)


def _introduced(amount: Quantity, before: Sequence[Quantity]) -> bool:
    """Whether the article has given this figure before."""
    near = NEARLY if amount.kind == "duration" else 0
    ends = {end for q in before if q.kind == "part" for end in (q.low, q.high)}
    return _size(amount) in ends or any(q.kind == amount.kind and abs(_size(q) - _size(amount)) <= near * _size(q) for q in before)


def _derived(size: float, given: Sequence[float]) -> bool:
    """Whether a number is the sum of some of those given, or what is left of one without others."""
    sums = {0.0}
    for number in given:
        sums |= {total + number for total in sums}
    return size in sums or any(number - size in sums for number in given)


def _concepts(sentence: Sentence, kind: str, case: Case) -> set[str]:
    found = {mention.concept for mention in sentence.mentions if mention.kind == kind}
    return {concept for concept in found if not any(concept != other and case.knowledge.is_a(other, concept) for other in found)}


def _spoken_of(sentence: Sentence, case: Case) -> set[str]:
    """The treatments named in the sentence, or else in the last one before it that names any."""
    for earlier in reversed(case.analysis.sentences[: sentence.index + 1]):
        named = {mention.concept for mention in earlier.mentions if mention.kind == "treatment"}
        if named:
            return named
    return {case.analysis.topic} if case.analysis.topic else set()


def _same(rule: Rule, one: Sentence, other: Sentence, case: Case) -> bool:
    kind = rule.match.get("same", "none")
    if kind == "told":
        firsts, seconds = _spoken_of(one, case), _spoken_of(other, case)
        if not (firsts and seconds):
            return firsts == seconds
        return any(akin(first, second, case) for first in firsts for second in seconds)
    return kind == "none" or bool(_concepts(one, kind, case) & _concepts(other, kind, case))


def _name(rule: Rule, sentence: Sentence, case: Case) -> str:
    kind = rule.match.get("same", "none")
    if kind == "told":
        return case.knowledge.name(next(iter(sorted(_spoken_of(sentence, case))), None))
    return case.knowledge.name(next(iter(sorted(_concepts(sentence, kind, case))), None)) if kind != "none" else ""


def _short(text: str, most: int = 110) -> str:
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0] + " ..."


CHECK = Check(
    form(
        match={"first", "second", "same", "figure", "must", "without", "drift", "voice"},
        unless=SPEAKING | SENTENCE_GUARDS | {"hedged"},
        names={"phrase", "other", "object", "there"},
    ),
    find,
)
