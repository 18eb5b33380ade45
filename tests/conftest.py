"""What the tests share: the built-in rule base, a tiny one of their own, and the program as a user starts it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from claimcheck import rulebase
from claimcheck.base import RuleBase, compile_base, open_base

ROOT = Path(__file__).parent.parent
CORPUS = ROOT / "corpus"

Run = Callable[..., "subprocess.CompletedProcess[bytes]"]


@pytest.fixture(scope="session", autouse=True)
def cache(request: pytest.FixtureRequest) -> Iterator[Path]:
    """Compiled rule bases are kept beside pytest's own cache, never in the user's."""
    folder = Path(request.config.cache.mkdir("claimcheck"))
    before = os.environ.get("CLAIMCHECK_CACHE")
    os.environ["CLAIMCHECK_CACHE"] = str(folder)
    yield folder
    for old in sorted(folder.glob("rules-*.pickle"), key=lambda path: path.stat().st_mtime)[:-4]:
        old.unlink(missing_ok=True)
    if before is None:
        del os.environ["CLAIMCHECK_CACHE"]
    else:
        os.environ["CLAIMCHECK_CACHE"] = before


@pytest.fixture(scope="session")
def base(cache: Path) -> RuleBase:
    """The built-in rule base."""
    return open_base()


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


@pytest.fixture(scope="session")
def small_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A rule base of one rule, a few words of knowledge and the built-in language: made in a blink."""
    folder = tmp_path_factory.mktemp("small")
    shutil.copytree(rulebase.find() / "language", folder / "language")
    write(folder, {f"knowledge/{name}": text for name, text in KNOWLEDGE.items()})
    return write(folder, {"overstated/cure.yaml": RULE})


@pytest.fixture(scope="session")
def small(small_folder: Path) -> RuleBase:
    """The tiny rule base, compiled."""
    return compile_base([small_folder])


@pytest.fixture
def program() -> Run:
    """Starts claimcheck as a user does: program("check", "a.md", stdin=..., cwd=..., env={...})."""
    return run


def run(*arguments: str | Path, stdin: bytes | None = None, cwd: Path | None = None, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[bytes]:
    """The program in a process of its own, with nothing of the terminal in its environment."""
    clean = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "PYTHONHASHSEED", "PYTHONWARNINGS")}
    command = [sys.executable, "-m", "claimcheck", *map(str, arguments)]
    return subprocess.run(command, input=stdin, capture_output=True, cwd=cwd, env={**clean, **(env or {})}, check=False, timeout=120)
