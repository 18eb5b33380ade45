"""What `claimcheck knowledge check` refuses: records that cannot be defended, or that contradict each other."""

from __future__ import annotations

import datetime
import difflib
import re
from collections.abc import Iterable, Iterator
from typing import Any

from claimcheck.errors import ClaimcheckError, KnowledgeError
from claimcheck.knowledge.base import ends, starts
from claimcheck.knowledge.load import Loaded
from claimcheck.knowledge.records import Approval, ConceptRecord, Evidence, Record, Source, Statistic
from claimcheck.model import CERTAINTIES, FORCES


def check(loaded: Loaded) -> list[ClaimcheckError]:
    """What must be put right in a knowledge base: the complaints of loading, and what is wrong beyond the form of single records."""
    concepts = _unique(loaded, "concepts", loaded.records["concepts"])
    sources = _unique(loaded, "sources", loaded.records["sources"])
    for kind in ("evidence", "studies", "statistics", "definitions", "false-claims", "retractions", "approvals", "warnings"):
        _unique(loaded, kind, loaded.records[kind])
    _check_concepts(loaded, concepts)
    for source in sources.values():
        _check_source(loaded, source)
    _check_validity(loaded, loaded.records["approvals"])
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


REFERENCES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("treatment", ("treatment",)),
    ("condition", ("condition",)),
    ("outcome", ("outcome",)),
    ("indication", ("condition",)),
    ("class_", ("treatment",)),
    ("of", ("condition", "treatment", "outcome", "population")),
    ("concept", ()),
    ("subject", ()),
    ("object", ()),
)
"""The keys that name a concept, and the kinds that it may be of (none: any)."""


def _check_record(loaded: Loaded, record: Record, concepts: dict[str, ConceptRecord], sources: dict[str, Source]) -> None:
    if not record.sources:
        loaded.complain(record, "no source", "name at least one record of sources/, or mark this one 'status: draft'")
    for source in record.sources:
        if source not in sources:
            loaded.complain(record, f"unknown source {source!r}", _near(source, sources))
    for key, kinds in REFERENCES:
        wanted = getattr(record, key, None)
        if wanted is not None:
            _check_concept(loaded, record, key.rstrip("_"), wanted, concepts, kinds)
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
        _check_evidence(loaded, record)
    if isinstance(record, Statistic):
        _check_statistic(loaded, record)
    _check_dates(loaded, record, sources)
    if not record.says.strip().endswith((".", "!", "?", ".)")):
        loaded.complain(record, "'says' is not a sentence", "end it with a full stop")


def _check_evidence(loaded: Loaded, record: Evidence) -> None:
    if not (record.condition or record.outcome):
        loaded.complain(record, "neither 'condition' nor 'outcome'", "say what the evidence is about")
    ceiling = record.ceiling
    if record.grade == "against" and FORCES.index(ceiling.force) > FORCES.index("may-help"):
        loaded.complain(record, f"grade 'against' does not go with allows.force {ceiling.force!r}", "lower one of the two")
    if record.grade in ("none", "very-low") and (CERTAINTIES.index(ceiling.certainty) > 1 or FORCES.index(ceiling.force) > FORCES.index("may-help")):
        loaded.complain(record, f"grade {record.grade!r} does not go with allows {ceiling.force}, {ceiling.certainty}", "lower one of the two")


def _check_statistic(loaded: Loaded, record: Statistic) -> None:
    if len(record.value) not in (1, 2):
        loaded.complain(record, f"value: {len(record.value)} figures", "write [low, high], or one figure in brackets")
        return
    low, high = record.value[0], record.value[-1]
    if low > high:
        loaded.complain(record, f"value: the low figure {low:g} is above the high one {high:g}", "write [low, high]")
    if low < 0:
        loaded.complain(record, f"value: {low:g} is below nothing", "correct it")
    if record.measure == "share" and high > 100:
        loaded.complain(record, f"value: a share of {high:g} %", "a share is a percentage of 0 to 100; another measure?")


def _check_dates(loaded: Loaded, record: Record, sources: dict[str, Source]) -> None:
    for earlier, later in (("date", "until"), ("published", "retracted")):
        first, last = getattr(record, earlier, None), getattr(record, later, None)
        if first is not None and last is not None and starts(first) > ends(last):
            loaded.complain(record, f"{earlier} {first} is after {later} {last}", "correct one of the two")
    read = [sources[source].retrieved for source in record.sources if source in sources]
    for key in ("date", "retracted"):
        when = getattr(record, key, None)
        if when is not None and read and starts(when) > max(read):
            loaded.complain(record, f"{key} {when} is after its sources were read ({max(read)})", "correct it, or read the source again")


def _check_source(loaded: Loaded, source: Source) -> None:
    if not re.match(r"https?://[^\s/]+", source.url):
        loaded.complain(source, f"url: {source.url!r} is not an address", "write it in full, with https://")
    if source.date is not None and starts(source.date) > source.retrieved:
        loaded.complain(source, f"date {source.date} is after retrieved {source.retrieved}", "correct one of the two")


VALID = ("full", "conditional")


def _check_validity(loaded: Loaded, approvals: Iterable[Approval]) -> None:
    """On any day a product has one approval of an agency for an indication."""
    seen: dict[tuple[str, ...], list[Approval]] = {}
    for record in approvals:
        if record.draft or record.status not in VALID:
            continue
        others = seen.setdefault((record.product.casefold(), record.agency, record.jurisdiction, record.indication or ""), [])
        for other in others:
            if _same_people(record, other) and _first_day(record) <= _last_day(other) and _first_day(other) <= _last_day(record):
                loaded.complain(
                    record,
                    f"overlaps in time with another approval of {record.product!r} by {record.agency} for the same",
                    f"see {loaded.where[id(other)]}: give the earlier one 'until', or tell them apart in 'indication_text'",
                )
        others.append(record)


def _same_people(one: Approval, other: Approval) -> bool:
    """Whether two approvals for one condition are for the same part of it: an approval without `indication_text` is for all."""
    texts = [" ".join((record.indication_text or "").casefold().split()) for record in (one, other)]
    return texts[0] == texts[1] or "" in texts


def _first_day(record: Approval) -> datetime.date:
    return starts(record.date) if record.date is not None else datetime.date.min


def _last_day(record: Approval) -> datetime.date:
    """The day before it lapsed: on `until` itself the next one may hold."""
    return starts(record.until) - datetime.timedelta(days=1) if record.until is not None else datetime.date.max


def notes(loaded: Loaded) -> Iterator[ClaimcheckError]:
    """What deserves a second look, but is no error: one page under two ids, a date that rests on one source."""
    pages: dict[str, Source] = {}
    for source in loaded.records["sources"]:
        page = re.sub(r"^https?://(www\.)?|/+$", "", source.url.strip()).casefold()
        other = pages.setdefault(page, source)
        if other is not source:
            yield KnowledgeError(f"source {source.id!r} has the address of {other.id!r}", where=loaded.where[id(source)], remedy="keep one of the two")
    for record in loaded.records["approvals"]:
        if not record.draft and record.date is not None and len(set(record.sources)) < 2:
            yield KnowledgeError(f"the date of {record.product!r} rests on one source", where=loaded.where[id(record)], remedy="add another")


def _check_concept(loaded: Loaded, record: Record, key: str, wanted: str, concepts: dict[str, ConceptRecord], kinds: tuple[str, ...]) -> None:
    concept = concepts.get(wanted)
    if concept is None:
        loaded.complain(record, f"{key}: unknown concept {wanted!r}", _near(wanted, concepts))
    elif kinds and concept.kind not in kinds:
        loaded.complain(record, f"{key}: {wanted!r} is a {concept.kind}, not a {' or '.join(kinds)}", "use another key or another concept")


def _near(word: str, words: Iterable[str]) -> str:
    near = difflib.get_close_matches(word, words, n=1)
    return f"did you mean {near[0]!r}?" if near else "add it, or correct the spelling"


def stale(loaded: Loaded, months: int, today: datetime.date) -> Iterator[tuple[str, str, datetime.date | None]]:
    """(place, kind and id, last review) of the records in use reviewed more than so many months before a day, in the order of their places.

    A record without `reviewed` counts from the day its sources were read last; evidence without it was never weighed as a whole.
    """
    back = today.year * 12 + today.month - 1 - months
    limit = datetime.date(back // 12, back % 12 + 1, 1) + datetime.timedelta(days=today.day - 1) if back >= 12 else datetime.date.min
    read = {source.id: source.retrieved for source in loaded.records["sources"]}
    for kind, records in loaded.records.items():
        if kind in ("concepts", "sources"):
            continue
        for record in records:
            reviewed = record.reviewed
            if reviewed is None and kind != "evidence":
                reviewed = max((read[source] for source in record.sources if source in read), default=None)
            if not record.draft and (reviewed is None or reviewed < limit):
                yield loaded.where[id(record)], f"{kind} {record.id}", reviewed
