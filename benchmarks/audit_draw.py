"""The records that an audit of the knowledge base looks at: `python benchmarks/audit_draw.py --seed 20261123`.

Drawn by `random.Random(seed).sample` over the sorted (file, key) of each kind in turn, drafts left out; the key is the id, the concept, the product with its
agency, or treatment/condition/outcome/for. The draw of 23 November was made at commit bed218a.
"""

from __future__ import annotations

import argparse
import random
from pathlib import Path
from typing import Any

import yaml

KINDS = {"evidence": 30, "approvals": 8, "statistics": 8, "false-claims": 6, "definitions": 3, "studies": 3, "retractions": 2}
PARTS = {
    "evidence": ("treatment", "condition", "outcome", "for"),
    "approvals": ("product", "agency", "indication", "indication_text", "status", "date"),
}


def key(kind: str, record: dict[str, Any]) -> str:
    if kind in PARTS:
        return "/".join(str(record.get(part) or "") for part in PARTS[kind])
    return str(record.get("id") or record.get("concept"))


def rows(folder: Path, kind: str) -> list[tuple[str, str]]:
    found = []
    for path in sorted((folder / kind).glob("*.yaml")):
        for record in yaml.safe_load(path.read_text(encoding="utf-8")) or []:
            if record.get("status") != "draft" and not record.get("draft"):
                found.append((path.name, key(kind, record)))
    return sorted(found)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=20261123)
    parser.add_argument("--knowledge", type=Path, default=Path("rules/knowledge"))
    options = parser.parse_args()
    chance = random.Random(options.seed)  # noqa: S311 - a draw that can be repeated
    for kind, number in KINDS.items():
        for name, record in chance.sample(rows(options.knowledge, kind), number):
            print(kind, name, record, sep="\t")


if __name__ == "__main__":
    main()
