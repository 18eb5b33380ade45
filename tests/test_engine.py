"""The engine: findings in order, merged, pointing at the right characters, judged on the right day."""

from __future__ import annotations

import dataclasses
import datetime
import itertools
import random
from pathlib import Path

import pytest

import claimcheck
from claimcheck.base import RuleBase, compile_base
from claimcheck.engine import KINDS, SEVERITIES, Checker, fill, merged, read_all
from claimcheck.errors import ConfigError, ReadError
from claimcheck.model import Article, ArticleReport, EvidenceItem, Finding
from claimcheck.readers import SUFFIXES, read_text
from program import CORPUS, write

ARTICLES = sorted(path for path in CORPUS.glob("*") if path.suffix in SUFFIXES)


@pytest.fixture(scope="module")
def checker(base: RuleBase) -> Checker:
    return Checker(base=base)


@pytest.fixture(scope="module")
def reports(checker: Checker) -> list[tuple[Article, ArticleReport]]:
    """Every article of the corpus with its report."""
    articles = [item for item in read_all(map(str, ARTICLES)) if isinstance(item, Article)]
    assert len(articles) == len(ARTICLES) >= 8
    return [(article, checker.check(article)) for article in articles]


def test_a_finding_points_at_its_quote(reports: list[tuple[Article, ArticleReport]]) -> None:
    seen = 0
    for article, report in reports:
        for finding in report.findings:
            if finding.start is None or finding.end is None:
                assert finding.quote is None
                continue
            seen += 1
            assert 0 <= finding.start < finding.end <= len(article.source)
            source = article.source[finding.start : finding.end]
            assert finding.quote is not None
            if source != finding.quote:
                assert letters(finding.quote) in letters(source), (article.path, finding.quote, source)
            if finding.sentence:
                assert finding.sentence[0] <= finding.start, (article.path, finding.rule)
    assert seen > 50


def letters(text: str) -> str:
    """The letters and digits of a text: what typography does not touch. Tags and entities of a source are left out."""
    import html
    import re
    import unicodedata

    plain = unicodedata.normalize("NFKC", html.unescape(re.sub(r"<[^>]*>|\]\([^)]*\)", "", text)))
    return "".join(char for char in plain if char.isalnum())


def test_findings_stand_in_text_order_and_article_findings_last(reports: list[tuple[Article, ArticleReport]]) -> None:
    for _, report in reports:
        keys = [(finding.start is None, finding.start or 0, finding.end or 0, KINDS.index(finding.kind), finding.rule) for finding in report.findings]
        assert keys == sorted(keys)


def test_a_sentence_has_one_finding_of_a_kind(reports: list[tuple[Article, ArticleReport]]) -> None:
    for _, report in reports:
        keys = [(finding.sentence, finding.kind) for finding in report.findings if finding.sentence]
        assert len(keys) == len(set(keys))


def test_texts_are_filled_in_and_evidence_is_addressed(reports: list[tuple[Article, ArticleReport]]) -> None:
    for _, report in reports:
        for finding in report.findings:
            for text in (finding.message, finding.explanation, finding.suggestion or "x"):
                assert text
                assert "{" not in text, (finding.rule, text)
                assert "  " not in text, (finding.rule, text)
            for item in finding.evidence:
                assert item.url.startswith("http"), item
                assert item.title
                assert item.publisher


def test_checking_does_not_change_the_checker(checker: Checker) -> None:
    text = "Stem cells cure rheumatoid arthritis. Turmeric reduces inflammation."
    first = checker.check(read_text(text))
    checker.check(read_text("Homeopathy cures asthma. It cures everything."))
    assert checker.check(read_text(text)) == first


def test_the_order_of_articles_does_not_matter(checker: Checker, reports: list[tuple[Article, ArticleReport]]) -> None:
    shuffled = list(reports)
    random.Random(7).shuffle(shuffled)
    for article, report in shuffled[:6]:
        assert checker.check(article) == report


# ---------------------------------------------------------------- merging


def found(
    rule: str, kind: str = "overstated", severity: str = "error", *, at: int | None = 0, sentence: tuple[int, int] | None = (0, 50), sources: int = 0
) -> Finding:
    evidence = tuple(EvidenceItem(str(number), "t", "p", "u", None, "s") for number in range(sources))
    return Finding(rule, kind, severity, "m", "w", None, at, None if at is None else at + 5, None if at is None else "quote", None, evidence, sentence)


def test_of_several_of_a_kind_in_a_sentence_the_gravest_stays() -> None:
    kept = list(merged([found("a", severity="warning"), found("b"), found("c", severity="info")]))
    assert [finding.rule for finding in kept] == ["b"]


def test_of_equally_grave_ones_the_better_sourced_stays() -> None:
    assert [finding.rule for finding in merged([found("a", sources=2), found("b")])] == ["a"]


def test_the_order_of_the_rules_does_not_decide() -> None:
    several = [
        found("a"),
        found("b", "unsupported", "warning"),
        found("c", at=9),
        found("d", at=None, sentence=None, kind="missing-context"),
        found("e", sentence=(60, 90), at=70),
    ]
    outcomes = {tuple(finding.rule for finding in merged(order)) for order in itertools.permutations(several)}
    assert len(outcomes) == 1


def test_different_kinds_and_sentences_are_kept_apart() -> None:
    several = [found("a"), found("b", "unsupported"), found("c", sentence=(60, 90), at=60)]
    assert [finding.rule for finding in merged(several)] == ["a", "b", "c"]


def test_findings_on_the_whole_article_come_last() -> None:
    several = [found("a", "missing-context", at=None, sentence=None), found("b", "missing-context", at=None, sentence=None), found("c", at=99)]
    assert [finding.rule for finding in merged(several)] == ["c", "a", "b"]


def test_severities_and_kinds_are_those_of_the_contract(base: RuleBase) -> None:
    assert SEVERITIES == ("info", "warning", "error")
    assert {rule.kind for rule in base.rules} <= set(KINDS)


def test_a_message_is_filled_and_starts_with_a_capital() -> None:
    assert fill("{subject} {is}   here; {missing}", {"subject": "magic water", "is": "is"}) == "Magic water is here;"


# ---------------------------------------------------------------- days


APPROVED = "- {product: Cellox, class: old-cells, agency: FDA, jurisdiction: United States, status: full, indication: gout, date: 2021-03-04, says: The FDA approved Cellox., sources: [board-2021-cells]}\n"
APPROVAL_RULE = """\
id: contradicted/approval
title: Not approved
kind: contradicted
severity: error
check: fact
match: {about: approval, classes: [old-cells]}
message: "No approval for {indication} is on record."
why: Approvals are dated. {fact.says}
tests:
  flag: ["<<Old cells were approved for arthritis in Japan.>>"]
  pass: [Old cells are sold.]
"""


@pytest.fixture(scope="module")
def dated(small_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> RuleBase:
    own = write(tmp_path_factory.mktemp("dated"), {"knowledge/approvals/all.yaml": APPROVED, "contradicted/approval.yaml": APPROVAL_RULE})
    base = compile_base([small_folder, own])
    assert base.problems == []
    return base


TEXT = "Old cells were approved for gout by the FDA."


@pytest.mark.parametrize(
    ("as_of", "rules"), [("2020-06-01", ["contradicted/approval"]), ("2021-03-03", ["contradicted/approval"]), ("2021-03-04", []), ("2026-01-01", [])]
)
def test_an_article_is_judged_on_the_day_given(dated: RuleBase, as_of: str, rules: list[str]) -> None:
    report = Checker(base=dated, as_of=datetime.date.fromisoformat(as_of)).check(read_text(TEXT))
    assert [finding.rule for finding in report.findings] == rules


def test_without_a_day_given_the_articles_own_date_decides(dated: RuleBase) -> None:
    checker = Checker(base=dated)
    article = read_text(TEXT)
    early = dataclasses.replace(article, date=datetime.date(2020, 1, 1))
    late = dataclasses.replace(article, date=datetime.date(2022, 1, 1))
    assert [len(checker.check(item).findings) for item in (early, late)] == [1, 0]
    assert [len(checker.check(article, today=day).findings) for day in (datetime.date(2020, 1, 1), datetime.date(2022, 1, 1))] == [1, 0]
    assert len(checker.check(early, today=datetime.date(2022, 1, 1)).findings) == 1, "the article's date goes before today"


# ---------------------------------------------------------------- the public API and what goes wrong


def test_check_a_text(base: RuleBase) -> None:
    report = claimcheck.check("Stem cells cure rheumatoid arthritis.")
    assert "overstated" in {finding.kind for finding in report.findings}
    assert report.words == 5


def test_every_public_name_can_be_had() -> None:
    for name in claimcheck.__all__:
        assert getattr(claimcheck, name) is not None
    with pytest.raises(AttributeError, match="no attribute 'Cheker'"):
        claimcheck.Cheker  # noqa: B018 - the look-up is what is tested


@pytest.mark.parametrize(
    "text", ["", " ", "\n\n", "?", "...", "。", "a", "1 2 3", "«»", "\x00", "🙂 " * 5, "word " * 5000, "." * 2000, "(" * 500, "1 × 10 " * 300]
)
def test_odd_texts_are_checked_too(checker: Checker, text: str) -> None:
    assert checker.check(read_text(text)).error is None


def test_one_bad_article_does_not_stop_the_others(checker: Checker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, {"a.txt": "Stem cells cure lupus.\n", "b.txt": "Turmeric is a spice.\n"})
    checked = Checker.check

    def breaks(self: Checker, article: Article, *, today: datetime.date | None = None) -> ArticleReport:
        if article.path.endswith("a.txt"):
            raise RuntimeError("a defect")
        return checked(self, article, today=today)

    monkeypatch.setattr(Checker, "check", breaks)
    first, second = checker.check_all([str(tmp_path)])
    assert first.error is not None
    assert "a defect" in first.error
    assert second.error is None


def test_unreadable_paths_are_reports_with_an_error(checker: Checker) -> None:
    (report,) = checker.check_all(["/no/such/file.txt"])
    assert report.path == "/no/such/file.txt"
    assert report.error == "no such file or folder (check the path)"
    assert isinstance(next(read_all(["/no/such/file.txt"])), ReadError)


def test_an_unknown_rule_is_refused(base: RuleBase) -> None:
    with pytest.raises(ConfigError, match=r"unknown rule 'overstated/cur' \(did you mean 'overstated/cure'\?\)"):
        Checker(base=base, select=["overstated/cur"])
