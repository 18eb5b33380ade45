"""What the tests share: the built-in rule base, a tiny one of their own, and the program as a user starts it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from claimcheck import rulebase
from claimcheck.base import RuleBase, compile_base, open_base
from program import KNOWLEDGE, RULE, Run, run, write


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
