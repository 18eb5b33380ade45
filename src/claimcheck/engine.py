"""Checker: compile once, then Article -> findings, as short as the diagram in docs/architecture.md."""

from __future__ import annotations

import datetime
import difflib
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from claimcheck import readers
from claimcheck.base import RuleBase, open_base
from claimcheck.checks import CHECKS, Case, Found, case_of
from claimcheck.errors import ConfigError, ReadError
from claimcheck.language.analysis import analyse
from claimcheck.model import Analysis, Article, ArticleReport, Finding
from claimcheck.rules import NAMED, Rule

SEVERITIES = ("info", "warning", "error")
KINDS = ("contradicted", "inconsistent", "overstated", "anecdotal", "unsupported", "missing-context")
_SPACE = re.compile(r"\s+")


class Checker:
    """A compiled rule base that checks articles. Its methods do not change it: one Checker can serve many threads."""

    def __init__(
        self,
        *,
        rules: Sequence[str] = (),
        select: Sequence[str] = (),
        ignore: Sequence[str] = (),
        as_of: datetime.date | None = None,
        base: RuleBase | None = None,
    ) -> None:
        self.base = base or open_base(rules)
        self.as_of = as_of
        self.rules = [rule for rule in self.base.rules if _selected(rule, select, ignore)]
        _known(self.base.rules, (*select, *ignore))

    def analyse(self, article: Article) -> Analysis:
        """What the article says: sentences, mentions, claims."""
        return analyse(article, self.base.vocabulary)

    def check(self, article: Article, *, today: datetime.date | None = None) -> ArticleReport:
        """The findings on one article, in text order; those on the whole article come last. It is judged on its own date."""
        analysis = self.analyse(article)
        case = case_of(analysis, self.base.knowledge, self.as_of or article.date or today or datetime.date.today())
        findings = list(merged(self._found(case)))
        return ArticleReport(article.path, article.id, article.title, article.date, len(article.text.split()), tuple(findings), None, article.source, article)

    def check_all(self, paths: Iterable[str], *, stdin: Callable[[], bytes] = sys.stdin.buffer.read) -> Iterator[ArticleReport]:
        """A report for every article that the paths stand for ("-": standard input). What cannot be read or checked is a report with its error."""
        for item in read_all(paths, stdin=stdin):
            if isinstance(item, ReadError):
                yield unread(item)
                continue
            try:
                yield self.check(item)
            except Exception as problem:
                yield ArticleReport(item.path, item.id, item.title, item.date, 0, (), f"internal error: {problem!r} (please report it)")

    def _found(self, case: Case) -> Iterator[Finding]:
        for rule in self.rules:
            for found in CHECKS[rule.check].find(rule, case):
                yield finding(rule, found, case)


def read_all(paths: Iterable[str], *, stdin: Callable[[], bytes] = sys.stdin.buffer.read) -> Iterator[Article | ReadError]:
    """Every article that the paths stand for, in order; a ReadError for what cannot be read."""
    for path in paths:
        if path == "-":
            yield from readers.read_stdin(stdin())
            continue
        for file in readers.find_files([path]):
            if isinstance(file, ReadError):
                yield file
            else:
                yield from readers.read_path(file)


def unread(problem: ReadError) -> ArticleReport:
    """The report on something that could not be read."""
    message = problem.message + (f" ({problem.remedy})" if problem.remedy else "")
    return ArticleReport(problem.where or "?", None, None, None, 0, (), message)


def finding(rule: Rule, found: Found, case: Case) -> Finding:
    """A found span as the public finding: texts filled in, offsets into the source."""
    article = case.analysis.article
    start, end, quote = None, None, None
    if found.start is not None and found.end is not None:
        start, end = article.locate(found.start, found.end)
        quote = article.text[found.start : found.end]
    names = {"topic": case.analysis.topic_text or "the treatment", "quote": quote or "", **found.names}
    return Finding(
        rule.id,
        rule.kind,
        _milder(found.severity or rule.severity) if case.analysis.voice in rule.milder else found.severity or rule.severity,
        fill(rule.message, names),
        fill(rule.why, names),
        fill(rule.suggest, names) if rule.suggest else None,
        start,
        end,
        quote,
        found.claim,
        found.evidence,
        *_sentence(found, case),
    )


def _milder(severity: str) -> str:
    """One step less grave."""
    return SEVERITIES[max(0, SEVERITIES.index(severity) - 1)]


def fill(text: str, names: Any) -> str:
    """A message with its names filled in, its first letter a capital."""
    out = _SPACE.sub(" ", NAMED.sub(lambda match: str(names.get(match.group(1), "")), text)).strip()
    return out[:1].upper() + out[1:]


def _sentence(found: Found, case: Case) -> tuple[tuple[int, int] | None, tuple[str, str]]:
    """The source offsets of the sentence of a finding, and its words before and after what is flagged."""
    if found.sentence is None or found.start is None or found.end is None:
        return None, ("", "")
    sentence, text = case.analysis.sentences[found.sentence], case.analysis.article.text
    return case.analysis.article.locate(sentence.start, sentence.end), (text[sentence.start : found.start], text[found.end : sentence.end])


def merged(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Findings in text order; of several of one kind in a sentence only the gravest."""
    best: dict[tuple[Any, ...], Finding] = {}
    for item in findings:
        key = (item.sentence, item.kind) if item.sentence else (None, item.rule)
        kept = best.get(key)
        if kept is None or (SEVERITIES.index(item.severity), len(item.evidence), item.rule) > (SEVERITIES.index(kept.severity), len(kept.evidence), kept.rule):
            best[key] = item
    yield from sorted(best.values(), key=lambda item: (item.start is None, item.start or 0, item.end or 0, KINDS.index(item.kind), item.rule))


def _selected(rule: Rule, select: Sequence[str], ignore: Sequence[str]) -> bool:
    def named(names: Sequence[str]) -> bool:
        return any(rule.id == name or rule.id.startswith(name.rstrip("/") + "/") or rule.kind == name for name in names)

    return (not select or named(select)) and not named(ignore)


def _known(rules: Sequence[Rule], names: Sequence[str]) -> None:
    known = sorted({rule.id for rule in rules} | {rule.kind for rule in rules} | {rule.id.split("/")[0] for rule in rules})
    for name in names:
        if name.rstrip("/") not in known:
            near = difflib.get_close_matches(name, known, n=1)
            raise ConfigError(f"unknown rule {name!r}", remedy=f"did you mean {near[0]!r}?" if near else "see 'claimcheck rules list'")
