"""Sentences: where one ends. The cases are tests/sentences.yaml."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from claimcheck import rulebase
from claimcheck.language.sentences import SentenceRules, from_records, split
from claimcheck.readers import read_text

CASES: dict[str, list[str]] = yaml.safe_load((Path(__file__).parent / "sentences.yaml").read_text(encoding="utf-8"))
ALL = [case for cases in CASES.values() for case in cases]
FEWEST = 160
SHARE = 0.98
KNOWN = [
    "“It works!” Dr. Lee said. | Nobody else did.",  # kept apart on purpose: a quoted question must stay a question
    "He was cured. | von Willebrand disease is for life.",  # a small first word that is not a symbol looks like "approx. forty"
]


@pytest.fixture(scope="module")
def rules() -> SentenceRules:
    """The built-in words."""
    return from_records(yaml.safe_load((rulebase.find() / "language" / "sentences.yaml").read_text(encoding="utf-8")))


def cut(case: str, rules: SentenceRules) -> str:
    """The text of a case with the boundaries that `split` finds, written as the case writes them."""
    text = case.replace(" | ", " ").replace("|", "")
    blocks = [text]
    if "\n" in text:
        article = read_text(text)
        blocks = [article.text[block.start : block.end] for block in article.blocks]
    return "\n".join(marked(block, rules) for block in blocks)


def marked(text: str, rules: SentenceRules) -> str:
    """A text with its boundaries marked."""
    out, done = "", 0
    for start, end in split(text, rules):
        out += (" | " if start > done else "|") * bool(out) + text[start:end]
        done = end
    return out


def wanted(case: str) -> str:
    """A case as `cut` gives it when all is well: of an article only the prose of its blocks."""
    return "\n".join(line.lstrip("-•123456789. ") for line in case.splitlines() if line) if "\n" in case else case


def test_sentences_end_where_a_reader_says(rules: SentenceRules) -> None:
    """Exactly the known cases go wrong, and they are few."""
    wrong = {case: found for case in ALL if (found := cut(case, rules)) != wanted(case)}
    assert sorted(wrong) == sorted(KNOWN), "\n".join(f"wanted: {wanted(case)}\nfound:  {found}" for case, found in wrong.items() if case not in KNOWN)
    assert len(wrong) <= (1 - SHARE) * len(ALL)


def test_there_are_enough_of_them() -> None:
    """Each case is there once."""
    assert len(ALL) >= FEWEST
    assert len(set(ALL)) == len(ALL)


@given(st.text(st.sampled_from("aA1 .!?…。\"”“'()[]3¹✅😀e\n°")))
@example('"A." B."C." ')
@example("." * 50_000 + "a")
def test_nothing_is_lost_or_said_twice(rules: SentenceRules, text: str) -> None:
    """The spans are in order, begin and end with a letter or mark, and leave out blanks only."""
    done = 0
    for start, end in split(text, rules):
        assert start < end
        assert text[done:start].strip() == ""
        assert text[start:end] == text[start:end].strip()
        done = end
    assert text[done:].strip() == ""


def test_an_abbreviation_with_a_capital_needs_it(rules: SentenceRules) -> None:
    """ "Rev." is a title, "rev." a word; "MS" is a disease."""
    assert cut("Rev. Hill has MS. | He drove at full rev. | It broke.", rules) == "Rev. Hill has MS. | He drove at full rev. | It broke."
