"""Consistency: texts that contradict themselves, and neighbours that do not. The cases are tests/consistency.yaml."""

from __future__ import annotations

import datetime
from functools import cache
from pathlib import Path

import pytest
import yaml

from claimcheck.engine import Checker
from claimcheck.readers import read_text

CASES = [(group, case) for group, cases in yaml.safe_load((Path(__file__).parent / "consistency.yaml").read_text()).items() for case in cases]
FEWEST = 60


@cache
def checker() -> Checker:
    return Checker(select=["inconsistent"], as_of=datetime.date(2026, 11, 22))


def found(text: str) -> list[tuple[str, str]]:
    """The rules of inconsistent/ that flag a text, each with the words that it flags."""
    return [(finding.rule.partition("/")[2], finding.quote or "") for finding in checker().check(read_text(text)).findings]


@pytest.mark.parametrize(("group", "case"), CASES, ids=[f"{group}: {case[0][:60]}" for group, case in CASES])
def test_consistency(group: str, case: list[str]) -> None:
    text, wanted = case
    findings = found(text)
    if wanted == "nothing":
        assert findings == []
        return
    rule, words = (part.strip() for part in wanted.split("|"))
    assert [name for name, _ in findings] == [rule]
    assert words in ("*", findings[0][1])


def test_there_are_enough_cases_of_both_kinds() -> None:
    silent = sum(wanted == "nothing" for _, (_, wanted) in CASES)
    assert len(CASES) >= FEWEST
    assert len(CASES) / 3 <= silent <= 2 * len(CASES) / 3


def test_a_page_on_another_illness_is_told_once_and_then_in_passing() -> None:
    page = "Help for gout\n\nBook your session at our clinic today.\n\n" + "".join(
        f"Cups ease asthma {when}.\n\n" for when in ("now", "soon", "daily", "at night")
    )
    severities = [finding.severity for finding in checker().check(read_text(page)).findings]
    assert severities == ["error", "info", "info", "info"]


SELLS = "Book your session at our clinic today. Ozone therapy boosts energy. Ozone therapy relieves pain. Ozone therapy treats asthma. Ozone therapy cures gout. Call us now."
SOBER = (
    "Ozone therapy is offered for pain. It is not approved. There is no good evidence that ozone therapy relieves pain. More research is needed. Talk to your doctor.",
    "Ask your doctor before you start. Doctors may give metformin for type 2 diabetes. Metformin lowers blood sugar. Metformin helps the heart. See your doctor.",
)


def criteria(text: str) -> list[tuple[str, str]]:
    """The criteria for the whole article that a text does not meet, each with its severity."""
    report = Checker(select=["missing-context"], as_of=datetime.date(2026, 11, 22)).check(read_text(text))
    assert all(finding.start is None for finding in report.findings)
    return [(finding.rule.partition("/")[2], finding.severity) for finding in report.findings]


def test_a_sellers_page_is_told_each_criterion_once() -> None:
    assert criteria(SELLS) == [("alternatives", "warning"), ("cost", "info"), ("harms", "warning"), ("status", "warning")]


@pytest.mark.parametrize("text", SOBER)
def test_a_sober_page_is_left_alone(text: str) -> None:
    assert criteria(text) == []
