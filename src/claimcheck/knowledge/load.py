"""Reads the folders of rules/knowledge into records, and tells every complaint with its file and line."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import yaml

from claimcheck import rulebase
from claimcheck.errors import ClaimcheckError, KnowledgeError
from claimcheck.knowledge.records import KINDS, ConceptRecord, Evidence, Record, Source
from claimcheck.model import CERTAINTIES, FORCES

KEYWORDS = {"for": "for_", "class": "class_", "is": "is_", "in": "in_", "truth": "says"}


class Loaded:
    """All records of some rule folders by kind, each with where it stands."""

    def __init__(self) -> None:
        self.records: dict[str, list[Any]] = {kind: [] for kind in KINDS}
        self.where: dict[int, str] = {}
        self.problems: list[ClaimcheckError] = []

    def add(self, kind: str, record: Any, where: str) -> None:
        """Keep one record."""
        self.records[kind].append(record)
        self.where[id(record)] = where

    def complain(self, record: Any, message: str, remedy: str = "") -> None:
        """Note what is wrong with a record."""
        self.problems.append(KnowledgeError(message, where=self.where[id(record)], remedy=remedy))


def load(folders: Iterable[Path]) -> Loaded:
    """Every record below `FOLDER/knowledge/`, complaints included; nothing is raised."""
    loaded = Loaded()
    for folder in folders:
        for kind, cls in KINDS.items():
            for path in rulebase.files(folder / "knowledge" / kind):
                for item, line in _records(path, cls):
                    if isinstance(item, ClaimcheckError):
                        loaded.problems.append(item)
                    else:
                        loaded.add(kind, item, f"{path}:{line}")
        for path in sorted((folder / "knowledge").glob("*")):
            if path.is_dir() and path.name not in KINDS:
                near = difflib.get_close_matches(path.name, KINDS, n=1)
                remedy = f"did you mean {near[0]!r}?" if near else f"known folders: {', '.join(KINDS)}"
                loaded.problems.append(KnowledgeError(f"unknown folder {path.name!r}", where=str(path), remedy=remedy))
    return loaded


def _records(path: Path, cls: type) -> Iterator[tuple[Any, int]]:
    try:
        data, node = rulebase.load_yaml(path, KnowledgeError)
    except ClaimcheckError as problem:
        yield problem, 1
        return
    if data is not None and not isinstance(data, list):
        yield KnowledgeError("a list of records is expected", where=f"{path}:1", remedy="start each record with '- '"), 1
        return
    for index, item in enumerate(data or []):
        yield rulebase.checked(_renamed(item), cls, KnowledgeError, path=path, node=node, at=(index,)), rulebase.line_of(node, (index,))


def _renamed(item: Any) -> Any:
    if not isinstance(item, dict):
        return item
    out = {KEYWORDS.get(key, key): value for key, value in item.items()}
    if out.get("status") == "draft":
        del out["status"]
        out["draft"] = True
    if "first" in out and isinstance(out["first"], list):
        out["first"] = [_renamed(entry) for entry in out["first"]]
    return out


def check(loaded: Loaded) -> list[ClaimcheckError]:
    """What is wrong in a knowledge base beyond the form of single records, after the complaints of loading."""
    concepts = _unique(loaded, "concepts", loaded.records["concepts"])
    sources = _unique(loaded, "sources", loaded.records["sources"])
    for kind in ("evidence", "studies", "statistics", "definitions", "false-claims", "retractions", "approvals", "warnings"):
        _unique(loaded, kind, loaded.records[kind])
    _check_concepts(loaded, concepts)
    for kind, records in loaded.records.items():
        if kind in ("concepts", "sources"):
            continue
        for record in records:
            if not record.draft:
                _check_record(loaded, record, concepts, sources)
    return loaded.problems


def _unique(loaded: Loaded, kind: str, records: list[Any]) -> dict[str, Any]:
    seen: dict[str, Any] = {}
    for record in records:
        if record.id in seen:
            loaded.complain(record, f"{kind} {record.id!r} is there already", f"see {loaded.where[id(seen[record.id])]}")
        else:
            seen[record.id] = record
    return seen


def _check_concepts(loaded: Loaded, concepts: dict[str, ConceptRecord]) -> None:
    names: dict[tuple[str, str], ConceptRecord] = {}
    for concept in concepts.values():
        for parent in concept.is_a:
            if parent not in concepts:
                loaded.complain(concept, f"is_a: unknown concept {parent!r}", _near(parent, concepts))
        for name in (concept.name, *concept.also):
            key = (concept.kind, name.lower().replace("-", " "))
            other = names.setdefault(key, concept)
            if other is not concept:
                loaded.complain(concept, f"the name {name!r} already belongs to {other.id!r}", "put it under 'ambiguous', or drop it from one")
    for concept in concepts.values():
        trail, front = {concept.id}, list(concept.is_a)
        while front:
            step = front.pop()
            if step == concept.id:
                loaded.complain(concept, f"is_a goes round in a circle at {concept.id!r}", "remove one of the links")
                break
            if step in concepts and step not in trail:
                trail.add(step)
                front += concepts[step].is_a


def _check_record(loaded: Loaded, record: Record, concepts: dict[str, ConceptRecord], sources: dict[str, Source]) -> None:
    if not record.sources:
        loaded.complain(record, "no source", "name at least one record of sources/, or mark this one 'status: draft'")
    for source in record.sources:
        if source not in sources:
            loaded.complain(record, f"unknown source {source!r}", _near(source, sources))
    for key, kinds in (("treatment", ("treatment",)), ("condition", ("condition",)), ("outcome", ("outcome",)), ("indication", ("condition",)), ("class_", ("treatment",)), ("of", ("condition", "treatment", "outcome", "population"))):
        wanted = getattr(record, key, None)
        if wanted is not None:
            _check_concept(loaded, record, key.rstrip("_"), wanted, concepts, kinds)
    for key in ("concept", "subject", "object"):
        if getattr(record, key, None) is not None:
            _check_concept(loaded, record, key, getattr(record, key), concepts, ())
    for frame in getattr(record, "frames", ()):
        _check_concept(loaded, record, "subject", frame.subject, concepts, ())
        _check_concept(loaded, record, "object", frame.object, concepts, ())
    for other in getattr(record, "is_not", ()):
        _check_concept(loaded, record, "is_not", other, concepts, ())
    for first in getattr(record, "first", ()):
        _check_concept(loaded, record, "first.of", first.of, concepts, ("treatment",))
        if len(record.sources) < 2:
            loaded.complain(record, "a 'first' needs two sources", "add another source, or drop 'first'")
    if isinstance(record, Evidence):
        if not (record.condition or record.outcome):
            loaded.complain(record, "neither 'condition' nor 'outcome'", "say what the evidence is about")
        ceiling = record.ceiling
        if record.grade == "against" and FORCES.index(ceiling.force) > FORCES.index("may-help"):
            loaded.complain(record, f"grade 'against' does not go with allows.force {ceiling.force!r}", "lower one of the two")
        if record.grade in ("none", "very-low") and (CERTAINTIES.index(ceiling.certainty) > 1 or FORCES.index(ceiling.force) > FORCES.index("may-help")):
            loaded.complain(record, f"grade {record.grade!r} does not go with allows {ceiling.force}, {ceiling.certainty}", "lower one of the two")
    if not record.says.strip().endswith((".", "!", "?", ".)")):
        loaded.complain(record, "'says' is not a sentence", "end it with a full stop")


def _check_concept(loaded: Loaded, record: Record, key: str, wanted: str, concepts: dict[str, ConceptRecord], kinds: tuple[str, ...]) -> None:
    concept = concepts.get(wanted)
    if concept is None:
        loaded.complain(record, f"{key}: unknown concept {wanted!r}", _near(wanted, concepts))
    elif kinds and concept.kind not in kinds:
        loaded.complain(record, f"{key}: {wanted!r} is a {concept.kind}, not a {' or '.join(kinds)}", "use another key or another concept")


def _near(word: str, words: Iterable[str]) -> str:
    near = difflib.get_close_matches(word, words, n=1)
    return f"did you mean {near[0]!r}?" if near else "add it, or correct the spelling"
