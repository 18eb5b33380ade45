"""All that is known about a rule, a concept or the relations: gathered into pages, and printed for a terminal."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from claimcheck import rulebase
from claimcheck.errors import RuleError
from claimcheck.model import Concept, EvidenceItem

if TYPE_CHECKING:
    from claimcheck.base import RuleBase

WIDTH = 80
SHOWN = 8
LONG = 30
GRADES = {
    "high": "It works (high)",
    "moderate": "It probably works (moderate)",
    "low": "It may help (low)",
    "very-low": "Too little is known (very low)",
    "none": "Not tested in people (none)",
    "against": "It does not work, or harms (against)",
}
MARKS = {"unproven": "no benefit is established", "established": "an ordinary part of medicine"}
PLACEHOLDER = re.compile(r"{([a-z_.]+)}")


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that is known, with the ids of its sources."""

    label: str
    text: str
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """Entries under a title; `grade` where they are evidence."""

    title: str
    entries: tuple[Entry, ...]
    grade: str | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """What is known under one name. `sources` are numbered from 1 in the order in which they are cited."""

    title: str
    kind: str
    facts: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]
    sources: tuple[EvidenceItem, ...] = ()


def names(base: RuleBase) -> list[str]:
    """Every name that `explain` knows, in lower case."""
    known = [name.lower() for concept in base.knowledge.concepts.values() for name in (concept.id, concept.name, *concept.also, *concept.ambiguous)]
    return sorted({*known, *(rule.id for rule in base.rules), "relations"})


def pages(name: str, base: RuleBase) -> list[Page]:
    """The pages under a name: a rule, the relations, a concept by id or name; of an ambiguous name every meaning. Empty: unknown."""
    if name == "relations":
        return [_relations(base)]
    rule = next((rule for rule in base.rules if rule.id == name), None)
    if rule:
        return [_rule(rule, base)]
    wanted, concepts = name.lower(), base.knowledge.concepts.values()
    found = [c for c in concepts if wanted in (c.id, c.name.lower())] or [c for c in concepts if wanted in (n.lower() for n in (*c.also, *c.ambiguous))]
    return [_concept(concept, base) for concept in found]


def render(page: Page, width: int = WIDTH) -> str:
    """A page as text."""
    lines = _wrap(f"{page.title} ({page.kind})" if page.kind else page.title, width)
    for label, text in page.facts:
        lines += _wrap(f"{label}: {text}" if label else text, width)
    numbers = {item.source: number for number, item in enumerate(page.sources, 1)}
    for section in page.sections:
        lines += ["", section.title]
        for entry in section.entries:
            cited = "".join(f" [{number}]" for number in sorted(numbers[source] for source in entry.sources if source in numbers))
            lines += _wrap(f"- {entry.label}{': ' if entry.label and entry.text else ''}{entry.text}{cited}", width, "  ", "    ")
    if page.sources:
        lines += ["", "Sources"]
    for number, item in enumerate(page.sources, 1):
        lines += _wrap(f"[{number}] {item.publisher}, {item.date or 'undated'}: {item.url}", width, "  ", "      ")
    return "\n".join(lines) + "\n"


def _wrap(text: str, width: int, first: str = "", indent: str = "") -> list[str]:
    return textwrap.wrap(" ".join(text.split()), width, initial_indent=first, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)


# ---------------------------------------------------------------- what there is to say


def _rule(rule: Any, base: RuleBase) -> Page:
    facts = [(label, PLACEHOLDER.sub(r"[\1]", text)) for label, text in (("", rule.why), ("Says", rule.message), ("Suggests", rule.suggest)) if text]
    if rule.unless:
        facts.append(("Never flagged where it is", ", ".join(rule.unless)))
    sections = [("Flagged", rule.tests.flag), ("Not flagged", rule.tests.pass_), ("Known misses", rule.tests.todo_flag)]
    shown = tuple(Section(title, tuple(Entry("", text) for text in texts)) for title, texts in sections if texts)
    return Page(f"{rule.id}: {rule.title}", rule.severity, (*facts, ("File", base.where[rule.id])), shown)


def _relations(base: RuleBase) -> Page:
    path = rulebase.find() / "language" / "relations.yaml"
    words = {item["id"]: item for item in rulebase.load_yaml(path, RuleError)[0] or ()}
    families: dict[str, list[Entry]] = {}
    for relation in base.vocabulary.relations.values():
        item = words.get(relation.id, {})
        said = [str(word) for key in ("verbs", "nouns", "adjectives", "patterns") for word in item.get(key, ()) if len(str(word)) <= LONG]
        force = f"force {relation.force}" + (f", {relation.direction}" if relation.direction else "")
        families.setdefault(relation.family, []).append(Entry(f"{relation.id} ({force})", ", ".join(said[:SHOWN]) + (" ..." if len(said) > SHOWN else "")))
    facts = (("", "What a text can say that a treatment does; the words for frames of false claims and for rules."), ("File", str(path)))
    return Page("Relations", "", facts, tuple(Section(family.capitalize(), tuple(entries)) for family, entries in families.items()))


def _concept(concept: Concept, base: RuleBase) -> Page:
    sections = tuple(section for section in _sections(concept, base) if section.entries)
    cited = dict.fromkeys(source for section in sections for entry in section.entries for source in entry.sources)
    items = (base.knowledge.sources[source] for source in cited if source in base.knowledge.sources)
    sources = tuple(EvidenceItem(item.id, item.title, item.publisher, item.url, str(item.date) if item.date else None, item.says) for item in items)
    return Page(concept.name, concept.kind, tuple(_facts(concept, base)), sections, sources)


def _facts(concept: Concept, base: RuleBase) -> Iterator[tuple[str, str]]:
    known = base.knowledge
    if concept.also or concept.ambiguous:
        yield "Also called", ", ".join((*concept.also, *concept.ambiguous))
    lineage = known.lineage(concept.id)[1:]
    if lineage:
        yield "A kind of", ", ".join(known.name(step) for step in lineage)
    below = sorted(other.name for other in known.concepts.values() if concept.id in other.is_a and other.kind == concept.kind)
    if below:
        yield "Includes", ", ".join(below[:SHOWN]) + (f" and {len(below) - SHOWN} more" if len(below) > SHOWN else "")
    mark = known.mark(concept.id) if concept.kind == "treatment" else None
    if mark:
        yield "Where no record says otherwise", MARKS[mark]


def _sections(concept: Concept, base: RuleBase) -> Iterator[Section]:
    known = base.knowledge
    me = concept.id
    evidence = {id(r): r for records in known.evidence.values() for r in records if me in (r.treatment, r.condition, r.outcome)}
    for grade, title in GRADES.items():
        of_grade = (r for r in evidence.values() if r.grade == grade)
        yield Section(title, _entries((_other(r, me, base), r) for r in sorted(of_grade, key=lambda r: r.id)), grade)
    if concept.kind == "treatment":
        yield Section("From what it is a kind of", tuple(_inherited(concept, base)))
    products = {me, me.removeprefix("product:")}
    approvals = sorted(
        (a for a in known.approvals if me in (a.class_, a.indication) or a.product.lower().replace(" ", "-") in products),
        key=lambda a: (str(a.date or ""), a.id),
    )
    yield Section(
        "Approvals and refusals",
        _entries((f"{a.product}, {a.agency}, {a.date or 'no date'}, {a.status}" + (f" until {a.until}" if a.until else ""), a) for a in approvals),
    )
    yield Section("Figures", _entries(("", s) for s in known.statistics if s.of == me))
    yield Section("What it is, and is not", _entries(("", d) for d in (known.definitions.get(me),) if d))
    yield Section("Known false claims", _entries((c.id.replace("-", " "), c) for c in known.false_claims if any(me in (f.subject, f.object) for f in c.frames)))
    warnings = [w for records in known.warnings.values() for w in records if me in (w.treatment, w.condition)]
    yield Section(
        "Warnings",
        _entries((", ".join(str(part) for part in (known.name(w.treatment) if w.treatment != me else None, w.agency, w.date) if part), w) for w in warnings),
    )
    yield Section("Studies", _entries((f"{s.names[0]}{f', {s.year}' if s.year else ''}", s) for s in known.studies if me in (s.treatment, s.condition)))
    yield Section(
        "Withdrawn papers", _entries((f"{r.names[0]}{f', {r.journal}' if r.journal else ''}", r) for r in known.retractions if me in (r.subject, r.object))
    )


def _other(record: Any, me: str, base: RuleBase) -> str:
    """The other side of a piece of evidence, and what it is about if not a benefit at large."""
    targets = [target for target in (record.condition, record.outcome) if target]
    others = targets if record.treatment == me else [record.treatment, *(target for target in targets if target != me)]
    return " and ".join(base.knowledge.name(other) for other in others) + (f" ({', '.join(record.for_)})" if record.for_ else "")


def _inherited(concept: Concept, base: RuleBase) -> Iterator[Entry]:
    """Evidence on what a treatment is a kind of, where it has none of its own: the line, without the sentence."""
    known = base.knowledge
    lineage = known.lineage(concept.id)
    done = {target for treatment, target in known.evidence if treatment == concept.id}
    for step in lineage[1:]:
        grades: dict[str, list[str]] = {}
        for (treatment, target), records in sorted(known.evidence.items()):
            if treatment == step and target not in done:
                done.add(target)
                grades.setdefault(records[0].grade, []).append(known.name(target))
        if grades:
            yield Entry(known.name(step), "; ".join(f"{grade.replace('-', ' ')}: {', '.join(grades[grade])}" for grade in GRADES if grade in grades))


def _entries(found: Iterable[tuple[str, Any]]) -> tuple[Entry, ...]:
    """Entries of labelled records; those that say the same become one."""
    out: dict[str, Entry] = {}
    for label, record in found:
        text = " ".join(record.says.split())
        before = out.get(text)
        labels = dict.fromkeys(part for part in (before.label if before else "", label) if part)
        out[text] = Entry("; ".join(labels), text, tuple(dict.fromkeys((*(before.sources if before else ()), *record.sources))))
    return tuple(out.values())
