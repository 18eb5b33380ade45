"""Whole drafts, line by line: what sells is stopped at, what is written with care is left alone. The drafts are tests/drafts.yaml."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from claimcheck.base import RuleBase
from claimcheck.engine import Checker
from claimcheck.readers import read_text

DRAFTS = yaml.safe_load((Path(__file__).parent / "drafts.yaml").read_text(encoding="utf-8"))
MARK = "! "


def stopped(lines: list[str], base: RuleBase) -> list[str]:
    """The lines of a draft that hold an error or a warning."""
    bare = [line.removeprefix(MARK) for line in lines]
    text = "\n\n".join(bare)
    spans = [(item.start, item.end) for item in Checker(base=base).check(read_text(text)).findings if item.start is not None and item.severity != "info"]
    starts = [len("\n\n".join(bare[:index])) + 2 * bool(index) for index in range(len(bare))]
    return [line for line, start in zip(bare, starts, strict=True) if any(first < start + len(line) and last > start for first, last in spans)]


@pytest.mark.parametrize("name", DRAFTS["sold"])
def test_what_sells_is_stopped_at(name: str, base: RuleBase) -> None:
    lines = DRAFTS["sold"][name]
    wanted = {line.removeprefix(MARK) for line in lines if line.startswith(MARK)}
    assert wanted
    assert not wanted - set(stopped(lines, base))


@pytest.mark.parametrize("name", DRAFTS["careful"])
def test_what_is_written_with_care_is_left_alone(name: str, base: RuleBase) -> None:
    assert stopped(DRAFTS["careful"][name], base) == []
