"""Studies that an article describes: design, phase, size, control, species, follow-up, over neighbouring sentences."""

from __future__ import annotations

from collections.abc import Sequence

from claimcheck.language import quantities
from claimcheck.language.rows import Row
from claimcheck.model import Quantity, StudyDescription

APART = 4
NOT_SAMPLES = frozenset({"deaths", "americans", "lives", "families", "users", "clients", "doctors", "physicians", "nurses"})
WEIGHT = {"meta-analysis": 5, "randomised": 4, "observational": 3, "uncontrolled": 2, "case series": 1, "case report": 0}


def studies_of(rows: Sequence[Row], amounts: Sequence[Sequence[Quantity]]) -> tuple[StudyDescription, ...]:
    """One description per run of sentences that speak of a study, at most `APART` sentences apart."""
    groups: list[list[int]] = []
    for index, row in enumerate(rows):
        if any(hit.category == "study" and hit.value in ("design", "species", "study", "control") for hit in row.hits) or any(
            q.kind == "phase" for q in amounts[index]
        ):
            if groups and index - groups[-1][-1] <= APART:
                groups[-1].append(index)
            else:
                groups.append([index])
    found = (_describe(rows, amounts, group) for group in groups)
    return tuple(study for study in found if study)


def _describe(rows: Sequence[Row], amounts: Sequence[Sequence[Quantity]], group: Sequence[int]) -> StudyDescription | None:
    values: dict[str, list[str]] = {}
    for index in range(group[0], group[-1] + 1):
        for hit in rows[index].hits:
            if hit.category == "study":
                values.setdefault(hit.value, []).append(str(hit.attributes.get("value")))
    all_amounts = [amount for index in range(group[0], group[-1] + 1) for amount in amounts[index]]
    designs = values.get("design", [])
    phases = [q.unit for q in all_amounts if q.kind == "phase"]
    people = [int(q.high) for q in all_amounts if q.kind == "people" and q.of not in NOT_SAMPLES and 0 < q.high < 200_000]
    durations = [quantities.months(q) for q in all_amounts if q.kind == "duration" and q.unit not in ("decade",)]
    if not (designs or phases or people or "species" in values):
        return None
    design = max(designs, key=lambda name: WEIGHT.get(name, 0)) if designs else None
    controls = values.get("control", [])
    control = (
        True
        if "yes" in controls or design in ("randomised", "meta-analysis")
        else False
        if "no" in controls or design in ("uncontrolled", "case series", "case report")
        else None
    )
    species = max(values["species"], key=values["species"].count) if "species" in values and not people and not phases else "human"
    return StudyDescription(
        group[0],
        group[-1],
        design,
        phases[0] if phases else None,
        max(people) if people else None,
        control,
        species,
        max(durations) if durations else None,
        "surrogate" in values,
    )
