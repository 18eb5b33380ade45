"""What a record of each kind looks like (see docs/knowledge.md). A YAML key that is a Python keyword gets a final underscore here."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from typing import Annotated, Literal

from pydantic import Field

from claimcheck import rulebase
from claimcheck.model import Ceiling

Force = Literal["none", "mechanism", "studied-for", "may-help", "improves", "prevents", "treats", "cures"]
Certainty = Literal["speculative", "possible", "likely", "established"]
Grade = Literal["against", "none", "very-low", "low", "moderate", "high"]
When = datetime.date | Annotated[int, Field(ge=1000, le=9999)] | Annotated[str, Field(pattern=r"^\d{4}-(0[1-9]|1[0-2])$")] | None
"""A day, a month or a year: 2026-11-22, 2026-11, 2026."""
Names = list[str]


@dataclass(frozen=True)
class ConceptRecord:
    __pydantic_config__ = rulebase.STRICT
    id: str
    kind: Literal["condition", "treatment", "outcome", "population", "organisation", "journal", "expert", "status"]
    name: str
    also: Names = field(default_factory=list)
    ambiguous: Names = field(default_factory=list)
    is_a: Names = field(default_factory=list)
    wanted: Literal["more", "less"] | None = None
    unproven: bool = False
    established: bool = False


@dataclass(frozen=True)
class Allows:
    __pydantic_config__ = rulebase.STRICT
    force: Force
    certainty: Certainty


@dataclass(frozen=True)
class Source:
    """Where something was read. `date` is its own date, `retrieved` the day it was read."""

    __pydantic_config__ = rulebase.STRICT
    id: str
    title: str
    publisher: str
    kind: Literal["agency", "guideline", "cochrane", "systematic-review", "trial", "study", "registry", "journal", "reference", "news", "company"]
    url: str
    retrieved: datetime.date
    says: str
    date: When = None


@dataclass(frozen=True, kw_only=True)
class Record:
    """What every record has: its sources, and whether it is in use."""

    __pydantic_config__ = rulebase.STRICT
    says: str
    sources: Names
    reviewed: datetime.date | None = None
    draft: bool = False


@dataclass(frozen=True, kw_only=True)
class Evidence(Record):
    """What is documented for a treatment and a condition or outcome. `for_` limits it to some relations."""

    treatment: str
    condition: str | None = None
    outcome: str | None = None
    measure: str | None = None
    for_: Names = field(default_factory=list)
    grade: Grade
    allows: Allows | None = None

    @property
    def id(self) -> str:
        return "/".join(part for part in (self.treatment, self.condition, self.outcome, "+".join(self.for_)) if part)

    @property
    def ceiling(self) -> Ceiling:
        if self.allows:
            return Ceiling(self.allows.force, self.allows.certainty)
        return DEFAULT_CEILING[self.grade]


DEFAULT_CEILING = {
    "high": Ceiling("treats", "established"),
    "moderate": Ceiling("treats", "likely"),
    "low": Ceiling("may-help", "possible"),
    "very-low": Ceiling("studied-for", "possible"),
    "none": Ceiling("studied-for", "speculative"),
    "against": Ceiling("none", "speculative"),
}


@dataclass(frozen=True)
class First:
    __pydantic_config__ = rulebase.STRICT
    in_: str
    of: str


@dataclass(frozen=True, kw_only=True)
class Approval(Record):
    """One regulatory event of a product."""

    product: str
    also: Names = field(default_factory=list)
    class_: str
    company: str | None = None
    agency: str
    jurisdiction: str
    status: Literal["full", "conditional", "trial-clearance", "emergency", "clearance", "refused", "withdrawn", "designation"]
    indication: str | None = None
    indication_text: str | None = None
    date: When = None
    until: When = None
    first: list[First] = field(default_factory=list)

    @property
    def id(self) -> str:
        return f"{self.product}/{self.agency}/{self.status}/{self.indication or ''}/{self.date or ''}"


@dataclass(frozen=True, kw_only=True)
class Study(Record):
    """A named study."""

    id: str
    names: Names
    registry: Names = field(default_factory=list)
    treatment: str | None = None
    condition: str | None = None
    journal: str | None = None
    year: int | None = None
    phase: str | int | None = None
    n: int | None = None
    ages: list[int] | None = None
    dose: str | None = None
    design: str | None = None
    follow_up_months: float | None = None


@dataclass(frozen=True, kw_only=True)
class Statistic(Record):
    """An epidemiological figure with its documented range."""

    id: str
    of: str
    measure: Literal["people", "share", "rate", "ratio", "deaths", "years", "cases"]
    what: str
    place: str
    population: str | None = None
    value: list[float]
    year: int | None = None


@dataclass(frozen=True, kw_only=True)
class Definition(Record):
    """What a thing is and is not."""

    concept: str
    is_: str | None = None
    is_not: Names = field(default_factory=list)
    also_not: Names = field(default_factory=list)

    @property
    def id(self) -> str:
        return self.concept


@dataclass(frozen=True)
class Frame:
    __pydantic_config__ = rulebase.STRICT
    subject: str
    relation: str | list[str]
    object: str

    @property
    def relations(self) -> tuple[str, ...]:
        return (self.relation,) if isinstance(self.relation, str) else tuple(self.relation)


@dataclass(frozen=True, kw_only=True)
class FalseClaim(Record):
    """A claim that goes round and is false; its `truth` is the refutation."""

    id: str
    frames: list[Frame] = field(default_factory=list)
    phrases: Names = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class SafetyWarning(Record):
    """What an agency warned of, or a known harm."""

    treatment: str
    agency: str | None = None
    condition: str | None = None
    date: When = None
    harms: Names = field(default_factory=list)

    @property
    def id(self) -> str:
        return f"{self.treatment}/{self.agency or ''}/{self.date or ''}/{'+'.join(self.harms)}"


@dataclass(frozen=True, kw_only=True)
class Retraction(Record):
    """A withdrawn or retracted paper."""

    id: str
    names: Names
    subject: str | None = None
    object: str | None = None
    journal: str | None = None
    published: When = None
    retracted: When = None


KINDS: dict[str, type] = {
    "concepts": ConceptRecord,
    "sources": Source,
    "evidence": Evidence,
    "approvals": Approval,
    "studies": Study,
    "statistics": Statistic,
    "definitions": Definition,
    "false-claims": FalseClaim,
    "warnings": SafetyWarning,
    "retractions": Retraction,
}
