"""The words of claimcheck as frozen values (see docs/architecture.md). Nothing here computes more than a lookup."""

from __future__ import annotations

import bisect
import datetime
from collections.abc import Iterator
from dataclasses import dataclass

# ---------------------------------------------------------------- article


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of prose of one kind. `start` and `end` are offsets into `Article.text`, half-open.

    kind: heading | paragraph | list-item | table-cell | quote | caption.
    level: of a heading (1 = title) or the nesting of a list item (1 = outermost); else 0.
    lead_in: index of the block that introduces this list item ("Results can be expected: - less fatigue"), else None.
    links: addresses that the block's markup points to, each with the offset in `Article.text` where its anchor ends.
    row: for a table cell its (table, row, column), counted from 0; else None.
    """

    kind: str
    start: int
    end: int
    level: int = 0
    lead_in: int | None = None
    links: tuple[tuple[int, str], ...] = ()
    row: tuple[int, int, int] | None = None


MARKER = "claimcheck-ignore"
"""What a comment begins with that accepts findings (docs/configuration.md), unless the configuration has another word."""


@dataclass(frozen=True, slots=True)
class Comment:
    """What an author wrote beside the prose, with its source offsets; `about`: they are those of the words it is about (Word), not its own."""

    text: str
    start: int
    end: int
    about: bool = False


@dataclass(frozen=True, slots=True)
class Article:
    """What a reader gives: clean prose in blocks, and the way back to the characters of the source.

    text: the prose, blocks joined by a blank line, typography normalised (straight apostrophes, plain spaces, no soft hyphens).
    runs: ascending (text offset, source start, source end) of the stretches of `text`. In a stretch as long in the text as in the
        source, characters correspond one to one; any other stretch (an entity, a ligature) is mapped as a whole.
    source: the article as it was read; findings point into it.
    comments: what its author wrote beside the prose, in the order of the source.
    """

    path: str
    text: str
    blocks: tuple[Block, ...]
    source: str
    runs: tuple[tuple[int, int, int], ...]
    id: str | None = None
    title: str | None = None
    date: datetime.date | None = None
    comments: tuple[Comment, ...] = ()

    def locate(self, start: int, end: int) -> tuple[int, int]:
        """The source offsets of `text[start:end]`; the span must not be empty."""
        return self._source(start)[0], self._source(end - 1)[1]

    def find(self, start: int, end: int) -> tuple[int, int] | None:
        """The offsets in `text` of the words that come from `source[start:end]`: the way back of `locate`. None where none do."""
        between = {block.end for block in self.blocks}
        found: list[int] = []
        for (at, first, last), stop in zip(self.runs, [*(run[0] for run in self.runs[1:]), len(self.text)], strict=True):
            if first < end and last > start and at not in between:
                exact = stop - at == last - first
                found += (at + max(start - first, 0), at + min(end - first, stop - at)) if exact else (at, stop)
        return (min(found), max(found)) if found else None

    def _source(self, offset: int) -> tuple[int, int]:
        index = bisect.bisect_right(self.runs, offset, key=lambda run: run[0]) - 1
        text_start, source_start, source_end = self.runs[index]
        text_end = self.runs[index + 1][0] if index + 1 < len(self.runs) else len(self.text)
        if text_end - text_start != source_end - source_start:
            return source_start, source_end
        at = source_start + offset - text_start
        return at, at + 1


# ---------------------------------------------------------------- knowledge

FORCES = ("none", "mechanism", "studied-for", "may-help", "improves", "prevents", "treats", "cures")
CERTAINTIES = ("speculative", "possible", "likely", "established")
GRADES = ("against", "none", "very-low", "low", "moderate", "high")
STRENGTHS = ("none", "correlational", "conditional", "causal")


@dataclass(frozen=True, slots=True)
class Concept:
    """A node of the vocabulary. `wanted` tells which direction of an outcome is the good one; the marks are inherited along `is_a`."""

    id: str
    kind: str
    name: str
    also: tuple[str, ...] = ()
    ambiguous: tuple[str, ...] = ()
    is_a: tuple[str, ...] = ()
    wanted: str | None = None
    unproven: bool = False
    established: bool = False


@dataclass(frozen=True, slots=True)
class Ceiling:
    """The strongest claim that the evidence allows."""

    force: str
    certainty: str


# ---------------------------------------------------------------- analysis


@dataclass(frozen=True, slots=True)
class Mention:
    """A concept found in the text. `how`: named, anaphor ("this therapy"), inherited (from a lead-in or the sentence before), topic."""

    concept: str
    kind: str
    text: str
    start: int
    end: int
    how: str = "named"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit. kind: dose | lost-exponent | people | part | rate | percent | ratio | interval | p-value | duration | age | date | phase | money.

    `low` and `high` are equal for a single figure; a part ("three of ten", "a third") has the part in `low` and the whole in `high`, a date its
    year in `low`; the open end of an age is 0 or 120. `unit` is the unit as normalised ("month", "cells/kg", "mg/day", "hazard ratio").
    `of` names what it belongs to where the text says so ("women", "risk", "treatment"). `change` says how a percentage or a ratio compares: relative
    ("50 % lower", "doubled"), absolute (two levels, percentage points), or not at all ("").
    """

    kind: str
    text: str
    start: int
    end: int
    low: float
    high: float
    unit: str = ""
    of: str = ""
    change: str = ""


@dataclass(frozen=True, slots=True)
class Cue:
    """A found cue: `category` and `value` as in rules/language, with its place. For a rule's phrase also how it is said."""

    category: str
    value: str
    text: str
    start: int
    end: int
    status: str = "asserted"
    certainty: str = "established"


@dataclass(frozen=True, slots=True)
class Claim:
    """subject - relation - object, with how it is said. `start`/`end` span the words that make the claim."""

    sentence: int
    subject: Mention | None
    relation: str
    family: str
    object: Mention | None
    status: str
    attributed_to: str | None
    certainty: str
    force: str
    strength: str
    promised: bool
    start: int
    end: int

    @property
    def flat(self) -> bool:
        """Whether it promises a benefit without a hedge."""
        return self.family == "benefit" and self.status == "asserted" and self.certainty in CERTAINTIES[2:] and self.force not in ("mechanism", "studied-for")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with what was found in it. `support` are the named sources that back it, here or close by."""

    index: int
    block: int
    start: int
    end: int
    text: str
    question: bool
    quoted: bool
    strength: str
    mentions: tuple[Mention, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    cues: tuple[Cue, ...] = ()
    claims: tuple[Claim, ...] = ()
    support: tuple[str, ...] = ()

    def has(self, category: str, *values: str) -> bool:
        """Whether a cue of the category (with one of the values, if given) stands in the sentence."""
        return any(cue.category == category and (not values or cue.value in values) for cue in self.cues)


@dataclass(frozen=True, slots=True)
class StudyDescription:
    """A study as the article describes it, over sentences `first` to `last`; what it does not say is None.

    design: case report | case series | uncontrolled | observational | randomised | meta-analysis.
    blinding: open | single | double | triple. species: human | mice | rats | animals | the laboratory. outcome: surrogate | patient-relevant.
    """

    first: int
    last: int
    design: str | None = None
    phase: str | None = None
    n: int | None = None
    control: bool | None = None
    blinding: str | None = None
    species: str = "human"
    follow_up_months: float | None = None
    outcome: str | None = None


@dataclass(frozen=True, slots=True)
class Analysis:
    """What the language part found. `voice`: seller | enthusiast | reporter | researcher | agency | unknown; `careful`: written with care as a whole; `topic`: the treatment it is about."""

    article: Article
    sentences: tuple[Sentence, ...]
    voice: str
    careful: bool
    topic: str | None
    topic_text: str
    studies: tuple[StudyDescription, ...] = ()

    @property
    def claims(self) -> Iterator[Claim]:
        """All claims in text order."""
        return (claim for sentence in self.sentences for claim in sentence.claims)


# ---------------------------------------------------------------- findings


@dataclass(frozen=True, slots=True)
class EvidenceItem:
    """One source behind a finding, with what it says."""

    source: str
    title: str
    publisher: str
    url: str
    date: str | None
    says: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One flagged span. Offsets are into `Article.source`; an article-level finding has none.

    chain: how it came about, from the words to the rule. quote: the flagged words as prose; beside: those of their sentence before and after them; sentence: its source offsets.
    """

    rule: str
    kind: str
    severity: str
    message: str
    explanation: str
    suggestion: str | None
    start: int | None
    end: int | None
    quote: str | None
    claim: Claim | None = None
    evidence: tuple[EvidenceItem, ...] = ()
    sentence: tuple[int, int] | None = None
    beside: tuple[str, str] = ("", "")
    chain: str = ""


@dataclass(frozen=True, slots=True)
class Accepted:
    """A finding that its author accepts, and the reason that the text gives for it."""

    finding: Finding
    reason: str


@dataclass(frozen=True, slots=True)
class ArticleReport:
    """The findings of one article, or the error that kept it from being read. `accepted` are those that its comments let pass; `article` is what was read, for
    reports that show its prose.
    """

    path: str
    id: str | None
    title: str | None
    date: datetime.date | None
    words: int
    findings: tuple[Finding, ...]
    error: str | None = None
    source: str = ""
    accepted: tuple[Accepted, ...] = ()
    article: Article | None = None


@dataclass(frozen=True, slots=True)
class BaselineCount:
    """How many findings were in the baseline and left out, and how many of its entries nothing was found for."""

    known: int
    stale: int


@dataclass(frozen=True, slots=True)
class Report:
    """The outcome of a run."""

    articles: tuple[ArticleReport, ...]
    rules_version: str
    baseline: BaselineCount | None = None
