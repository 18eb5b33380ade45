"""Looking things up: the most specific evidence for a pair, approvals, studies, figures, definitions and false claims, valid on a day."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from claimcheck.knowledge.records import Approval, ConceptRecord, Definition, Evidence, FalseClaim, Record, Retraction, SafetyWarning, Source, Statistic, Study
from claimcheck.model import Concept, EvidenceItem

PREVENTION = frozenset({"prevents"})
WORD = re.compile(r"[a-z0-9-]+")
SHORTEST_NAME = 4
SHORTEST_PHRASE = 3
IN_USE = frozenset({"full", "conditional", "emergency"})


@dataclass(slots=True)
class WordIndex:
    """Names and phrases by their longest word, so that only those are looked for whose longest word an article has."""

    entries: dict[str, list[tuple[str, frozenset[str], int]]] = field(default_factory=dict)

    def add(self, phrase: str, number: int) -> None:
        """Enter a phrase that stands for record `number`."""
        words = WORD.findall(phrase.lower())
        if words:
            self.entries.setdefault(max(words, key=lambda word: (len(word), word)), []).append((phrase.lower(), frozenset(words), number))

    def candidates(self, words: Iterable[str]) -> dict[int, list[str]]:
        """The phrases of each record whose longest word is among the words; records in order."""
        found: dict[int, list[str]] = {}
        for word in sorted(self.entries.keys() & words):
            for phrase, _, number in self.entries[word]:
                found.setdefault(number, []).append(phrase)
        return dict(sorted(found.items()))

    def within(self, words: set[str], share: float) -> list[tuple[str, int]]:
        """The (phrase, record) of which at least that share of words is there, the longest word among them."""
        near = [
            (number, phrase)
            for word in self.entries.keys() & words
            for phrase, wanted, number in self.entries[word]
            if len(wanted & words) >= share * len(wanted)
        ]
        return [(phrase, number) for number, phrase in sorted(near)]


@dataclass(slots=True)
class Knowledge:
    """The records in use, with their indexes. Built once, then only read."""

    concepts: dict[str, Concept] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)
    evidence: dict[tuple[str, str], list[Evidence]] = field(default_factory=dict)
    approvals: list[Approval] = field(default_factory=list)
    studies: list[Study] = field(default_factory=list)
    statistics: list[Statistic] = field(default_factory=list)
    definitions: dict[str, Definition] = field(default_factory=dict)
    false_claims: list[FalseClaim] = field(default_factory=list)
    frames: dict[tuple[str, str], list[tuple[frozenset[str], FalseClaim]]] = field(default_factory=dict)
    warnings: dict[str, list[SafetyWarning]] = field(default_factory=dict)
    retractions: list[Retraction] = field(default_factory=list)
    treatable: dict[str, Evidence] = field(default_factory=dict)
    study_names: WordIndex = field(default_factory=lambda: WordIndex())
    retraction_names: WordIndex = field(default_factory=lambda: WordIndex())
    false_phrases: WordIndex = field(default_factory=lambda: WordIndex())
    _lineages: dict[str, tuple[str, ...]] = field(default_factory=dict, compare=False)

    def lineage(self, concept: str) -> tuple[str, ...]:
        """The concept and everything it is a kind of, nearest first."""
        found = self._lineages.get(concept)
        if found is None:
            out: list[str] = []
            front = [concept]
            while front:
                step = front.pop(0)
                if step not in out:
                    out.append(step)
                    front += self.concepts[step].is_a if step in self.concepts else ()
            found = self._lineages[concept] = tuple(out)
        return found

    def is_a(self, concept: str, ancestor: str) -> bool:
        """Whether the concept is the ancestor or a kind of it."""
        return ancestor in self.lineage(concept)

    def mark(self, concept: str) -> str | None:
        """`unproven` or `established`: the nearest mark along the lineage, else None."""
        for step in self.lineage(concept):
            known = self.concepts.get(step)
            if known and known.established:
                return "established"
            if known and known.unproven:
                return "unproven"
        return None

    def best_evidence(self, treatment: str, target: str | None, relation: str) -> Evidence | None:
        """The most specific evidence on a treatment for a condition or outcome; a record `for` other relations is passed over."""
        if target is None:
            return None
        purpose = "prevents" if relation in PREVENTION else "treats"
        for above in self.lineage(target):
            for step in self.lineage(treatment):
                for record in self.evidence.get((step, above), ()):
                    if not record.for_ or purpose in record.for_ or relation in record.for_:
                        return record
        return None

    def counts(self) -> dict[str, int]:
        """How many records of each kind are in use."""
        kinds = [concept.kind for concept in self.concepts.values()]
        return {
            "conditions": kinds.count("condition"),
            "treatments": kinds.count("treatment"),
            "outcomes": kinds.count("outcome"),
            "evidence": len({id(record) for records in self.evidence.values() for record in records}),
            "approvals": len(self.approvals),
            "statistics": len(self.statistics),
            "definitions": len(self.definitions),
            "false_claims": len(self.false_claims),
            "sources": len(self.sources),
        }

    def name(self, concept: str | None) -> str:
        """The printed name of a concept."""
        known = self.concepts.get(concept or "")
        return known.name if known else (concept or "").replace("-", " ")

    def items(self, *records: Record | None) -> tuple[EvidenceItem, ...]:
        """The sources behind some records, each with what the record says, once each."""
        out: dict[str, EvidenceItem] = {}
        for record in records:
            for identifier in record.sources if record else ():
                source = self.sources.get(identifier)
                if source and identifier not in out:
                    out[identifier] = EvidenceItem(
                        identifier, source.title, source.publisher, source.url, str(source.date) if source.date else None, source.says
                    )
        return tuple(out.values())

    def approvals_of(self, treatment: str, on: datetime.date) -> Iterator[Approval]:
        """The approvals of products that are a kind of the treatment, decided by the given day."""
        for approval in self.approvals:
            if self.is_a(approval.class_, treatment) and (approval.date is None or starts(approval.date) <= on):
                yield approval


def starts(when: Any) -> datetime.date:
    """The first day that a date of a record can mean (2012, 2012-05, 2012-05-17)."""
    if isinstance(when, datetime.date):
        return when
    parts = [int(part) for part in str(when).split("-")]
    return datetime.date(parts[0], parts[1] if len(parts) > 1 else 1, parts[2] if len(parts) > 2 else 1)


def ends(when: Any) -> datetime.date:
    """The last day that a date of a record can mean."""
    first = starts(when)
    parts = 3 if isinstance(when, datetime.date) else len(str(when).split("-"))
    if parts == 3:
        return first
    after = (first.year + 1, 1) if parts == 1 or first.month == 12 else (first.year, first.month + 1)
    return datetime.date(*after, 1) - datetime.timedelta(days=1)


def build(records: dict[str, list[Any]]) -> Knowledge:
    """Knowledge out of loaded records; drafts are left out, and so is what speaks of unknown concepts."""
    knowledge = Knowledge()
    for record in records["concepts"]:
        knowledge.concepts.setdefault(record.id, _concept(record))
    for approval in _used(records["approvals"]):
        knowledge.approvals.append(approval)
        identifier = f"product:{approval.product}".lower().replace(" ", "-")
        if identifier not in knowledge.concepts:
            names = tuple(name for name in approval.also if len(name) > 3)
            knowledge.concepts[identifier] = Concept(identifier, "product", approval.product, names, (), (approval.class_,))
    for source in records["sources"]:
        knowledge.sources.setdefault(source.id, source)
    for record in _used(records["evidence"]):
        for target in (record.condition, record.outcome):
            if target:
                knowledge.evidence.setdefault((record.treatment, target), []).append(record)
                if record.grade == "high" and record.ceiling.force in ("treats", "cures", "improves") and "prevents" not in record.for_:
                    knowledge.treatable.setdefault(target, record)
    for entries in knowledge.evidence.values():
        entries.sort(key=lambda entry: (not entry.for_, entry.id))
    knowledge.studies = list(_used(records["studies"]))
    knowledge.statistics = list(_used(records["statistics"]))
    knowledge.definitions = {record.concept: record for record in _used(records["definitions"])}
    knowledge.false_claims = list(_used(records["false-claims"]))
    for claim in knowledge.false_claims:
        for frame in claim.frames:
            knowledge.frames.setdefault((frame.subject, frame.object), []).append((frozenset(frame.relations), claim))
    for warning in _used(records["warnings"]):
        knowledge.warnings.setdefault(warning.treatment, []).append(warning)
    knowledge.retractions = list(_used(records["retractions"]))
    for number, study in enumerate(knowledge.studies):
        for name in (*study.names, *study.registry, study.journal or ""):
            if len(name) >= SHORTEST_NAME:
                knowledge.study_names.add(name, number)
    for number, retraction in enumerate(knowledge.retractions):
        for name in (*retraction.names, retraction.journal or ""):
            if len(name) > SHORTEST_NAME:
                knowledge.retraction_names.add(name, number)
    for number, claim in enumerate(knowledge.false_claims):
        for phrase in claim.phrases:
            if len(phrase.split()) >= SHORTEST_PHRASE:
                knowledge.false_phrases.add(phrase, number)
    return knowledge


def _used(records: Iterable[Any]) -> Iterator[Any]:
    return (record for record in records if not record.draft)


def _concept(record: ConceptRecord) -> Concept:
    return Concept(
        record.id, record.kind, record.name, tuple(record.also), tuple(record.ambiguous), tuple(record.is_a), record.wanted, record.unproven, record.established
    )
