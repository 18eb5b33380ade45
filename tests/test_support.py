"""Support: what can be looked up, and how far it reaches. The cases are tests/support.yaml."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
import yaml

from claimcheck.engine import Checker
from claimcheck.model import Article
from claimcheck.readers import read_path

CASES = [(group, *case) for group, cases in yaml.safe_load((Path(__file__).parent / "support.yaml").read_text()).items() for case in cases]
FEWEST = 50


@cache
def checker() -> Checker:
    return Checker()


@pytest.mark.parametrize(("group", "text", "wanted"), CASES, ids=[f"{group}: {text[:60]}" for group, text, _ in CASES])
def test_support(group: str, text: str, wanted: str, tmp_path: Path) -> None:
    path = tmp_path / f"case.{'html' if group == 'html' else 'md'}"
    path.write_text(text, encoding="utf-8")
    (article,) = read_path(str(path))
    assert isinstance(article, Article)
    sentences = checker().analyse(article).sentences
    found = "".join("+" if sentence.support else "-" for sentence in sentences)
    pattern = re.sub(r"\+", r"\\+", wanted)
    assert re.fullmatch(pattern, found), f"{found}: {[(sentence.text, sentence.support) for sentence in sentences]}"


def test_there_are_enough_of_them() -> None:
    assert len(CASES) >= FEWEST
    assert len({text for _, text, _ in CASES}) == len(CASES)
