"""Quantities: figures with their units, and what they belong to. The cases are tests/quantities.yaml."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
import yaml

from claimcheck.base import open_base
from claimcheck.language import quantities
from claimcheck.language.numbers import value
from claimcheck.language.quantity_forms import QuantityWords
from claimcheck.model import Quantity

CASES = [(group, case) for group, cases in yaml.safe_load((Path(__file__).parent / "quantities.yaml").read_text()).items() for case in cases]
FEWEST = 90


@cache
def words() -> QuantityWords:
    return open_base().vocabulary.quantity_words


def written(amount: Quantity) -> str:
    """A quantity as the cases write it."""
    figure = f"{amount.low:g}" if amount.low == amount.high else f"{amount.low:g}..{amount.high:g}"
    return " | ".join((amount.kind, figure, amount.unit, amount.of, amount.change)).rstrip("| ")


def wanted(case: str) -> str:
    """A case with its figures written as `written` does."""
    kind, figure, *rest = (part.strip() for part in case.split("|"))
    return " | ".join((kind, "..".join(f"{float(end):g}" for end in figure.split("..")), *rest)).rstrip("| ")


@pytest.mark.parametrize(("group", "case"), CASES, ids=[f"{group}: {case[0][:60]}" for group, case in CASES])
def test_quantities(group: str, case: list[str]) -> None:
    text, *expected = case
    found = quantities.find(text, 0, words())
    assert [written(amount) for amount in found] == [wanted(want) for want in expected if want != "nothing"]
    assert all(text[amount.start : amount.end] == amount.text for amount in found)


@pytest.mark.parametrize(
    ("text", "number"),
    [("1,200.5", 1200.5), ("twenty-five", 25), ("two hundred and fifty", 250), ("a million", 1e6), ("1.5 billion", 1.5e9), ("two dozen", 24), ("0·05", 0.05)],
)
def test_numbers(text: str, number: float) -> None:
    """Numbers in figures and in words."""
    assert value(text) == number


def test_there_are_enough_of_them() -> None:
    assert len(CASES) >= FEWEST
    assert len({case[0] for _, case in CASES}) == len(CASES)
