"""Studies that an article describes: design, phase, size, control, blinding, species, follow-up, outcome, over neighbouring sentences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from claimcheck.language import quantities
from claimcheck.language.rows import Hit, Row, Tokens
from claimcheck.model import Quantity, StudyDescription

APART = 4
AFTER = 2
"""How many sentences after those that speak of a study may still tell its results."""
PAST_REACH = 4
"""How many words may stand between "had the disease" and the years that it was had."""
LARGEST = 200_000
OPENING = frozenset({"design", "species", "study", "control", "blinding"})
DESIGNS = ("case report", "case series", "uncontrolled", "observational", "randomised", "meta-analysis")
OUTCOMES = ("surrogate", "patient-relevant")
BLINDINGS = ("open", "single", "double", "triple")
CONTROLLED = frozenset({"randomised", "meta-analysis"})
UNCONTROLLED = frozenset(DESIGNS[:3])
Grammar = Mapping[str, frozenset[str]]


def studies_of(rows: Sequence[Row], tokens: Tokens, amounts: Sequence[Sequence[Quantity]], grammar: Grammar) -> tuple[StudyDescription, ...]:
    """One description per run of sentences that speak of a study, at most `APART` sentences apart."""
    groups: list[list[int]] = []
    for index, row in enumerate(rows):
        if any(hit.category == "study" and hit.value in OPENING for hit in row.hits) or any(q.kind == "phase" for q in amounts[index]):
            if groups and index - groups[-1][-1] <= APART:
                groups[-1].append(index)
            else:
                groups.append([index])
    found = (_describe(rows, tokens, amounts, range(group[0], group[-1] + 1), grammar) for group in groups)
    return tuple(study for study in found if study)


def _describe(rows: Sequence[Row], tokens: Tokens, amounts: Sequence[Sequence[Quantity]], group: range, grammar: Grammar) -> StudyDescription | None:
    results = [index for index in range(group.stop, min(group.stop + AFTER, len(rows))) if _measures(rows[index])]
    said: dict[str, list[str]] = {}
    for index in (*group, *results):
        for what, value in _features(rows[index]):
            if index in group or what == "outcome":
                said.setdefault(what, []).append(value)
    figures = [amount for index in group for amount in amounts[index]]
    counted = [q for q in figures if q.kind == "people" and q.of not in grammar["uncounted"] and 0 < q.high < LARGEST]
    people = [int(q.high) for q in counted if q.of not in grammar["animals"]]
    phase = next((q.unit for q in figures if q.kind == "phase"), None)
    designs, species = said.get("design", []), said.get("species", [])
    if not (designs or phase or people or species or "blinding" in said):
        return None
    design = max(designs, key=DESIGNS.index, default=None)
    of_animals = bool(species) and not people and phase is None
    spans = [
        quantities.months(q)
        for index in (*group, *results)
        for q in amounts[index]
        if q.kind == "duration" and q.unit != "decade" and not _past(q, rows[index], tokens)
    ]
    return StudyDescription(
        group[0],
        group[-1],
        design,
        phase,
        max(people or [int(q.high) for q in counted], default=None),
        _control(said.get("control", []), design),
        max(said.get("blinding", []), key=BLINDINGS.index, default=None),
        max(species, key=species.count) if of_animals else "human",
        max(spans, default=None),
        max(said.get("outcome", []), key=OUTCOMES.index, default=None),
    )


def _features(row: Row) -> Iterator[tuple[str, str]]:
    """What the cues of a sentence say of a study; one within another of its kind is left out ("no control group" tells of no control group)."""
    hits = [hit for hit in row.hits if hit.category == "study"]
    measured = _measures(row)
    for hit in hits:
        within = any(_holds(other, hit) for other in hits)
        if not within and (hit.value != "outcome" or measured):
            yield hit.value, str(hit.attributes.get("value"))


def _measures(row: Row) -> bool:
    return any(hit.category == "study" and hit.value == "measured" for hit in row.hits)


def _holds(outer: Hit, inner: Hit) -> bool:
    return outer.value == inner.value and outer.start <= inner.start and inner.end <= outer.end and outer.end - outer.start > inner.end - inner.start


def _control(said: Sequence[str], design: str | None) -> bool | None:
    if "yes" in said or design in CONTROLLED:
        return True
    return False if "no" in said or design in UNCONTROLLED else None


def _past(amount: Quantity, row: Row, tokens: Tokens) -> bool:
    """Whether a span of time is that of the disease or of somebody's life, not of the study: "20 years ago"."""
    for hit in row.hits:
        if hit.category == "study" and hit.value == "past":
            before = sum(1 for at in range(hit.end, row.last) if tokens.starts[at] < amount.start)
            if tokens.ends[hit.end - 1] <= amount.start and before <= PAST_REACH:
                return True
            if hit.start > row.first and tokens.starts[hit.start] >= amount.end and tokens.ends[hit.start - 1] <= amount.end:
                return True
    return False
