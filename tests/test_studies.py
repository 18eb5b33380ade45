"""Studies that an article describes, across its sentences. The cases are tests/studies.yaml."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
import yaml

from claimcheck.engine import Checker
from claimcheck.model import Article, StudyDescription
from claimcheck.readers import read_path

CASES = [(group, *case) for group, cases in yaml.safe_load((Path(__file__).parent / "studies.yaml").read_text()).items() for case in cases]
FEWEST = 40


@cache
def checker() -> Checker:
    return Checker()


def written(study: StudyDescription) -> str:
    """A study as the cases write it."""
    control = None if study.control is None else "yes" if study.control else "no"
    species = None if study.species == "human" else study.species
    months = None if study.follow_up_months is None else f"{study.follow_up_months:.1f}".removesuffix(".0")
    features = {
        "design": study.design,
        "phase": study.phase,
        "n": study.n,
        "control": control,
        "blinding": study.blinding,
        "species": species,
        "follow_up": months,
        "outcome": study.outcome,
    }
    return " ".join(f"{name}={str(value).replace(' ', '-')}" for name, value in features.items() if value is not None)


@pytest.mark.parametrize(
    ("group", "text", "wanted"), [(group, text, wanted) for group, text, *wanted in CASES], ids=[f"{case[0]}: {case[1][:60]}" for case in CASES]
)
def test_studies(group: str, text: str, wanted: list[str], tmp_path: Path) -> None:
    path = tmp_path / "case.md"
    path.write_text(text, encoding="utf-8")
    (article,) = read_path(str(path))
    assert isinstance(article, Article)
    found = [sorted(written(study).split()) for study in checker().analyse(article).studies]
    assert found == [sorted(study.split()) for study in wanted if study != "nothing"]


def test_there_are_enough_of_them() -> None:
    assert len(CASES) >= FEWEST
    assert len({case[1] for case in CASES}) == len(CASES)
