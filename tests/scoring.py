"""Annotated articles and how well the findings on them agree with their gold (what `claimcheck` must stop at, by hand).

NAME.gold.yaml stands beside the article NAME.txt, .md, .html or .docx: a list of {sentence, kinds, severity, must, why}.
An item of the kind missing-context speaks of the whole article. A name that begins with "careful" is a control: whatever
is flagged there beyond its gold is a false alarm. Findings of severity info are no alarms.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import yaml

from claimcheck import Article, ArticleReport, Finding
from claimcheck.readers import SUFFIXES, read_path

KINDS = frozenset(("contradicted", "unsupported", "anecdotal", "overstated", "inconsistent", "missing-context"))
SEVERITIES = frozenset(("error", "warning", "info"))
WHOLE = "missing-context"
_QUOTES = str.maketrans("“”‘’", "\"\"''")


@dataclass(frozen=True, slots=True)
class Gold:
    """One thing that an editor stops at. span: its place in the source, half-open; None for the whole article."""

    sentence: str
    kinds: frozenset[str]
    severity: str
    must: bool
    why: str
    span: tuple[int, int] | None

    def matches(self, finding: Finding) -> bool:
        """Whether the finding stands where the item does, of whatever kind it is."""
        if finding.kind == WHOLE or finding.start is None or finding.end is None:
            return finding.kind == WHOLE and WHOLE in self.kinds
        return self.span is not None and finding.start < self.span[1] and self.span[0] < finding.end


@dataclass(frozen=True, slots=True)
class Annotated:
    """An article with its gold."""

    name: str
    article: Article
    gold: tuple[Gold, ...]

    @property
    def careful(self) -> bool:
        return self.name.startswith("careful")


@dataclass(frozen=True, slots=True)
class Score:
    """The figures over all articles, and what is behind them: (article, item) missed and (article, finding) false."""

    figures: dict[str, float]
    misses: tuple[tuple[Annotated, Gold], ...]
    wrong_kind: tuple[tuple[Annotated, Gold], ...]
    false_alarms: tuple[tuple[Annotated, Finding], ...]


def load(folder: Path) -> list[Annotated]:
    """The annotated articles of a folder by name. Raises ValueError for an article without gold or gold that does not fit."""
    paths = sorted(path for path in folder.iterdir() if path.suffix in SUFFIXES and path.name != "README.md")
    return [_load_one(path) for path in paths]


def score(pairs: Iterable[tuple[Annotated, ArticleReport]]) -> Score:
    """How the reports agree with the gold."""
    must = found = right = alarms = careful_words = 0
    misses: list[tuple[Annotated, Gold]] = []
    wrong_kind: list[tuple[Annotated, Gold]] = []
    false_alarms: list[tuple[Annotated, Finding]] = []
    for item, report in pairs:
        careful_words += report.words * item.careful
        for gold in item.gold:
            hits = [finding for finding in report.findings if gold.matches(finding)]
            is_right = any(finding.kind in gold.kinds for finding in hits)
            must += gold.must
            found += gold.must and bool(hits)
            right += gold.must and is_right
            if gold.must and not is_right:
                (wrong_kind if hits else misses).append((item, gold))
        for finding in report.findings:
            if finding.severity == "info":
                continue
            alarms += 1
            if not any(gold.matches(finding) for gold in item.gold):
                false_alarms.append((item, finding))
    false_on_careful = sum(item.careful for item, _ in false_alarms)
    figures = {
        "must.recall": found / must,
        "must.recall.kind": right / must,
        "precision": 1 - len(false_alarms) / alarms if alarms else 0.0,
        "careful.false_per_1000_words": 1000 * false_on_careful / careful_words,
    }
    return Score(figures, tuple(misses), tuple(wrong_kind), tuple(false_alarms))


def _load_one(path: Path) -> Annotated:
    article = next(iter(read_path(str(path))))
    if not isinstance(article, Article):
        raise ValueError(f"{path.name}: {article}")
    gold_path = path.with_name(f"{path.stem}.gold.yaml")
    if not gold_path.exists():
        raise ValueError(f"{path.name}: no {gold_path.name} beside it")
    records = yaml.safe_load(gold_path.read_text(encoding="utf-8"))
    return Annotated(path.stem, article, tuple(_gold(record, article, gold_path.name) for record in records))


def _gold(record: dict[str, object], article: Article, where: str) -> Gold:
    sentence, kinds, severity, must, why = (record[key] for key in ("sentence", "kinds", "severity", "must", "why"))
    if not (isinstance(sentence, str) and isinstance(kinds, list) and isinstance(must, bool) and isinstance(why, str)):
        raise ValueError(f"{where}: not a gold item: {record}")
    if not KINDS.issuperset(kinds) or severity not in SEVERITIES or not kinds or not why:
        raise ValueError(f"{where}: unknown kind or severity, or no reason: {record}")
    if bool(sentence) == (kinds == [WHOLE]):
        raise ValueError(f"{where}: an item has either a sentence or the one kind {WHOLE}: {record}")
    return Gold(sentence, frozenset(kinds), str(severity), must, why, _locate(sentence, article, where) if sentence else None)


def _locate(sentence: str, article: Article, where: str) -> tuple[int, int]:
    """The source offsets of a sentence that must stand in the prose exactly once; white space and forms of quotes do not count."""
    pattern = r"\s+".join(re.escape(word) for word in sentence.translate(_QUOTES).split())
    found = list(re.finditer(pattern, article.text.translate(_QUOTES)))
    if len(found) != 1:
        raise ValueError(f"{where}: {len(found)} times in the article, not once: {sentence!r}")
    return article.locate(found[0].start(), found[0].end())
