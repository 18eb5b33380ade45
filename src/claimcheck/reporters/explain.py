"""All that is known about a rule or a concept, for a terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from claimcheck.base import RuleBase

WIDTH = 80


def names(base: RuleBase) -> list[str]:
    """Every name that `explain` knows, in lower case."""
    known = [name.lower() for concept in base.knowledge.concepts.values() for name in (concept.id, concept.name, *concept.also, *concept.ambiguous)]
    return sorted({*known, *(rule.id for rule in base.rules)})


def rule(name: str, base: RuleBase) -> str | None:
    """A rule's reason and examples, or None if there is no such rule."""
    found = next((rule for rule in base.rules if rule.id == name), None)
    if found is None:
        return None
    lines = [f"{found.id}: {found.title} ({found.severity})", "", *_wrap(found.why), ""]
    lines += ["Flagged:", *(f"  {example}" for example in found.tests.flag), "Not flagged:", *(f"  {example}" for example in found.tests.pass_)]
    return "\n".join([*lines, "", f"File: {base.where[found.id]}"]) + "\n"


def concept(name: str, base: RuleBase) -> str | None:
    """What is recorded about a concept, by id or by any of its names, or None."""
    wanted = name.lower()
    known = base.knowledge
    found = next((c for c in known.concepts.values() if wanted in (c.id, *(n.lower() for n in (c.name, *c.also, *c.ambiguous)))), None)
    if found is None:
        return None
    lines = [f"{found.name} ({found.kind})"]
    if found.also or found.ambiguous:
        lines += _wrap("Also: " + ", ".join((*found.also, *found.ambiguous)))
    lineage = known.lineage(found.id)[1:]
    if lineage:
        lines += _wrap("Is a kind of: " + ", ".join(known.name(step) for step in lineage))
    evidence = {id(r): r for records in known.evidence.values() for r in records if found.id in (r.treatment, r.condition, r.outcome)}
    lines += _section(
        "Evidence",
        ((f"{known.name(r.treatment)} for {known.name(r.condition or r.outcome)}: {r.grade}", r) for r in sorted(evidence.values(), key=lambda r: r.id)),
        base,
    )
    lines += _section(
        "Approvals",
        (
            (f"{a.product}, {a.agency}, {a.date or 'no date'}: {a.status}", a)
            for a in known.approvals
            if found.id in (a.class_, a.indication) or found.id.endswith(a.product.lower().replace(" ", "-"))
        ),
        base,
    )
    lines += _section("Figures", ((s.what, s) for s in known.statistics if s.of == found.id), base)
    lines += _section("Definition", (("what it is", d) for d in known.definitions.values() if d.concept == found.id), base)
    lines += _section(
        "Known false claims", ((c.id.replace("-", " "), c) for c in known.false_claims if any(found.id in (f.subject, f.object) for f in c.frames)), base
    )
    lines += _section("Warnings", ((f"{w.agency or 'known harm'} {w.date or ''}".strip(), w) for w in known.warnings.get(found.id, ())), base)
    return "\n".join(lines) + "\n"


def _section(title: str, entries: Iterable[tuple[str, Any]], base: RuleBase) -> Iterator[str]:
    started = False
    for label, record in entries:
        if not started:
            yield from ("", f"{title}:")
            started = True
        yield from _wrap(f"- {label}. {record.says}", "    ", "  ")
        for item in base.knowledge.items(record):
            yield from _wrap(f"{item.publisher}{f', {item.date}' if item.date else ''}: {item.url}", "    ", "    ")


def _wrap(text: str, indent: str = "", first: str = "") -> list[str]:
    return textwrap.wrap(" ".join(text.split()), WIDTH, initial_indent=first, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)
