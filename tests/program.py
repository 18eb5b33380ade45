"""The program as a user starts it, and the pieces of a tiny rule base."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parent.parent
CORPUS = ROOT / "corpus"

Run = Callable[..., "subprocess.CompletedProcess[bytes]"]

RULE = """\
id: overstated/cure
title: Cure
kind: overstated
severity: error
check: ceiling
match: {family: [benefit], force: [cures], exceeds: 2}
unless: [negated, questioned]
message: "{subject} {is} said to cure {object}; the evidence is {evidence.grade}."
why: No cure is on record. {evidence.says}
suggest: "{subject} {ceiling} {object}."
tests:
  flag:
    - "<<Magic water cures gout>>."
  pass:
    - Magic water does not cure gout.
    - Does magic water cure gout?
"""

KNOWLEDGE = {
    "concepts/all.yaml": """\
- {id: magic-water, kind: treatment, name: magic water}
- {id: old-cells, kind: treatment, name: old cells}
- {id: arthritis, kind: condition, name: arthritis}
- {id: gout, kind: condition, name: gout, also: [podagra], is_a: [arthritis]}
""",
    "sources/all.yaml": """\
- {id: board-2020-water, title: On water, publisher: The Board, kind: agency, url: "https://example.org/water", date: 2020-05-01, retrieved: 2026-01-01, says: Water does not cure gout.}
- {id: board-2021-cells, title: On cells, publisher: The Board, kind: agency, url: "https://example.org/cells", date: 2021, retrieved: 2026-01-01, says: Cells were approved for gout.}
""",
    "evidence/all.yaml": """\
- {treatment: magic-water, condition: gout, grade: very-low, says: Two patients drank it., sources: [board-2020-water]}
""",
}


def write(folder: Path, files: dict[str, str]) -> Path:
    """The folder with these files in it."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def run(*arguments: str | Path, stdin: bytes | None = None, cwd: Path | None = None, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[bytes]:
    """The program in a process of its own, with nothing of the terminal in its environment."""
    clean = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "PYTHONHASHSEED", "PYTHONWARNINGS")}
    command = [sys.executable, "-m", "claimcheck", *map(str, arguments)]
    return subprocess.run(command, input=stdin, capture_output=True, cwd=cwd, env={**clean, **(env or {})}, check=False, timeout=120)
