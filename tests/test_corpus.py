"""The articles of corpus/ against their gold: the figures may only get better.

As a program it prints the figures, what is missed and what is a false alarm; with `--update` it stores the figures as the
new best ones, which it refuses when one is worse.
"""

from __future__ import annotations

import datetime
import json
import sys
from collections import Counter
from pathlib import Path

import pytest

from claimcheck import ArticleReport, Checker
from scoring import KINDS, Annotated, Score, load, score

HERE = Path(__file__).parent
CORPUS = HERE.parent / "corpus"
RATCHET = HERE / "corpus_ratchet.json"
TODAY = datetime.date(2026, 11, 22)  # for the articles without a date: the outcome must not depend on the day of the test
UPDATE = "python tests/test_corpus.py --update"
LOWER_IS_BETTER = frozenset(("careful.false_per_1000_words",))
TOLERANCE = 1e-9

Pairs = list[tuple[Annotated, ArticleReport]]


def check_corpus() -> Pairs:
    checker = Checker()
    return [(item, checker.check(item.article, today=TODAY)) for item in load(CORPUS)]


def gain(name: str, *, old: float, new: float) -> float:
    """By how much a figure is better than before; negative where it is worse."""
    return old - new if name in LOWER_IS_BETTER else new - old


def worse(best: dict[str, float], figures: dict[str, float]) -> list[str]:
    """One line for each figure that is worse than the best one reached."""
    return [f"{name}: {figures[name]:.4f}, was {old:.4f}" for name, old in sorted(best.items()) if gain(name, old=old, new=figures[name]) < -TOLERANCE]


@pytest.fixture(scope="module")
def pairs() -> Pairs:
    return check_corpus()


def test_figures_do_not_get_worse(pairs: Pairs, capsys: pytest.CaptureFixture[str]) -> None:
    """No figure falls behind the best one reached; one that is better is told, with the command that stores it."""
    best = json.loads(RATCHET.read_text(encoding="utf-8"))
    figures = score(pairs).figures
    assert best.keys() == figures.keys()
    assert not worse(best, figures), f"see what changed with: python {Path(__file__).relative_to(HERE.parent)}"
    if any(gain(name, old=old, new=figures[name]) > TOLERANCE for name, old in best.items()):
        with capsys.disabled():
            print(f"\nthe corpus is checked better than ever: store it with '{UPDATE}'")


def test_careful_articles_bear_no_error(pairs: Pairs) -> None:
    """A careful article is never told that it must not be published, but for what its gold says."""
    false = [(item.name, finding.rule, finding.quote) for item, finding in score(pairs).false_alarms if item.careful and finding.severity == "error"]
    assert false == []


def test_corpus_is_varied() -> None:
    """At least twelve articles in four formats, of which several careful, and every kind annotated several times."""
    items = load(CORPUS)
    kinds = Counter(kind for item in items for gold in item.gold if gold.must for kind in gold.kinds)
    assert len(items) >= 12
    assert sum(item.careful for item in items) >= 5
    assert {Path(item.article.path).suffix for item in items} == {".txt", ".md", ".html", ".docx"}
    assert kinds.keys() == KINDS
    assert min(kinds.values()) >= 5


def test_ratchet_only_goes_up() -> None:
    """A lower recall and a higher rate of false alarms are both worse; what is within rounding is not."""
    best = {"must.recall": 0.5, "careful.false_per_1000_words": 1.0}
    assert worse(best, {"must.recall": 0.6, "careful.false_per_1000_words": 0.5}) == []
    assert worse(best, {"must.recall": 0.5 - 1e-12, "careful.false_per_1000_words": 1.0}) == []
    assert worse(best, {"must.recall": 0.4, "careful.false_per_1000_words": 2.0}) == [
        "careful.false_per_1000_words: 2.0000, was 1.0000",
        "must.recall: 0.4000, was 0.5000",
    ]


def show(result: Score) -> None:
    for item, gold in result.misses:
        print(f"MISS   {item.name}: {'/'.join(sorted(gold.kinds))}: {gold.sentence or '(whole article)'}  [{gold.why}]")
    for item, gold in result.wrong_kind:
        print(f"KIND   {item.name}: {'/'.join(sorted(gold.kinds))}: {gold.sentence or '(whole article)'}  [{gold.why}]")
    for item, finding in result.false_alarms:
        print(f"FALSE  {item.name}: {finding.rule} ({finding.severity}): {finding.quote}")
    for name, figure in result.figures.items():
        print(f"{name:30} {figure:.4f}")


def update(figures: dict[str, float]) -> None:
    """Store the figures, unless one is worse than the best one reached."""
    best = json.loads(RATCHET.read_text(encoding="utf-8")) if RATCHET.exists() else {}
    if lines := worse(best, figures):
        sys.exit("\n".join(["not stored, for this would lower the ratchet:", *lines]))
    RATCHET.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    outcome = score(check_corpus())
    if sys.argv[1:] == ["--update"]:
        update(outcome.figures)
    elif sys.argv[1:]:
        sys.exit(__doc__)
    else:
        show(outcome)
