"""Writes what is made from the knowledge base: docs/schemas/*.schema.json and docs/coverage.md. With --check: exits 1 if they are not current."""

from __future__ import annotations

import difflib
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from claimcheck import rulebase
from claimcheck.knowledge import schema
from claimcheck.knowledge.base import Knowledge, build
from claimcheck.knowledge.load import load
from claimcheck.knowledge.records import KINDS

ROOT = Path(__file__).parent.parent
TOPICS = ROOT / "docs" / "coverage.yaml"
FEW = 3
COLUMNS = {"evidence": "evidence", "approvals": "approvals", "false-claims": "false claims", "warnings": "warnings"}
KEYS = ("treatment", "condition", "outcome", "class_", "indication", "of", "concept", "subject", "object")


def coverage(topics: list[dict[str, Any]], records: dict[str, list[Any]]) -> str:
    """docs/coverage.md: how many records there are on each topic."""
    known = build(records)
    _all_known(topics, known)
    spoken = [
        (kind, _concepts(record, known)) for kind, found in records.items() if kind not in ("concepts", "sources") for record in found if not record.draft
    ]
    rows: dict[str, list[tuple[str, Counter[str]]]] = {}
    for group in topics:
        for item in group["topics"]:
            of, also = frozenset(item["of"]), frozenset(item.get("for", ()))
            counts = Counter(kind for kind, concepts in spoken if concepts & of and (not also or concepts & also))
            rows.setdefault(group["group"], []).append((item["topic"], counts))
    every = [row for group in rows.values() for row in group]
    gaps = [topic for topic, counts in every if counts.total() < FEW]
    lines = [
        "# What the knowledge base covers",
        "",
        "<!-- made by scripts/knowledge_docs.py from docs/coverage.yaml and rules/knowledge: do not edit -->",
        "",
        "The topics that regulators warn about and fact-checkers meet most, each with the number of records that speak of it (or of a kind of",
        "it); a record can count for several topics. What is thin is where to work next: `docs/coverage.yaml` is the list, [knowledge](knowledge.md)",
        "shows how to add a record.",
        "",
        f"{len(every)} topics; fewer than {FEW} records: {'; '.join(gaps) if gaps else 'none'}.",
    ]
    for group, found in rows.items():
        lines += ["", f"## {group}", "", f"| topic | {' | '.join(COLUMNS.values())} | other | all |", f"|---|{'---:|' * (len(COLUMNS) + 2)}"]
        for topic, counts in found:
            own = [counts[kind] for kind in COLUMNS]
            lines.append(f"| {topic} | {' | '.join(map(str, own))} | {counts.total() - sum(own)} | {counts.total()} |")
    return "\n".join(lines) + "\n"


def _concepts(record: Any, known: Knowledge) -> frozenset[str]:
    """Everything that a record speaks of, with all that it is a kind of."""
    named = [getattr(record, key, None) for key in KEYS] + [part for frame in getattr(record, "frames", ()) for part in (frame.subject, frame.object)]
    return frozenset(step for concept in named if concept for step in known.lineage(concept))


def _all_known(topics: list[dict[str, Any]], known: Knowledge) -> None:
    for group in topics:
        for item in group["topics"]:
            for concept in (*item["of"], *item.get("for", ())):
                if concept not in known.concepts:
                    raise SystemExit(f"{TOPICS}: {item['topic']}: unknown concept {concept!r}, near {difflib.get_close_matches(concept, known.concepts, n=4)}")


def made() -> Iterator[tuple[Path, str]]:
    """Each file that is made, with its text."""
    for kind in KINDS:
        yield ROOT / "docs" / "schemas" / f"{kind}.schema.json", schema.render(kind)
    topics = yaml.safe_load(TOPICS.read_text(encoding="utf-8"))
    yield ROOT / "docs" / "coverage.md", coverage(topics, load([rulebase.find()]).records)


def main(arguments: list[str]) -> int:
    """The program. With --check nothing is written."""
    stale = [(path, text) for path, text in made() if not path.is_file() or path.read_text(encoding="utf-8") != text]
    for path, text in stale:
        if "--check" not in arguments:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        print(f"{path.relative_to(ROOT)}: {'not current, run scripts/knowledge_docs.py' if '--check' in arguments else 'written'}")
    return 1 if stale and "--check" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
