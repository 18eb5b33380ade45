"""Checker: compile once, then Article -> findings, as short as the diagram in docs/architecture.md."""

from __future__ import annotations

import datetime
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from claimcheck import readers
from claimcheck.base import RuleBase, open_base
from claimcheck.checks import CHECKS, Case, Found, case_of
from claimcheck.errors import ConfigError, ReadError
from claimcheck.language.analysis import analyse
from claimcheck.model import MARKER, Analysis, Article, ArticleReport, Finding
from claimcheck.rules import NAMED, Rule
from claimcheck.selection import selected, severity_of, unknown
from claimcheck.suppress import OWN, settle

SEVERITIES = ("info", "warning", "error")
KINDS = ("contradicted", "inconsistent", "overstated", "anecdotal", "unsupported", "missing-context")
_SPACE = re.compile(r"\s+")


class Checker:
    """A compiled rule base that checks articles. Its methods do not change it: one Checker can serve many threads.

    select, ignore: rules to use, or not, by id, group or kind. severities: what some of them are to weigh, likewise.
    marker: what a comment begins with that accepts a finding. known, active: all rules, and those in use, as (id, kind).
    """

    def __init__(
        self,
        *,
        rules: Sequence[str] = (),
        select: Sequence[str] = (),
        ignore: Sequence[str] = (),
        severities: Mapping[str, str] | Sequence[tuple[str, str]] = (),
        as_of: datetime.date | None = None,
        marker: str = MARKER,
        base: RuleBase | None = None,
    ) -> None:
        self.base = base or open_base(rules)
        self.known = [*((rule.id, rule.kind) for rule in self.base.rules), *OWN]
        self.as_of = as_of
        self.marker = marker
        weights = list(severities.items() if isinstance(severities, Mapping) else severities)
        for name in (*select, *ignore, *(name for name, _ in weights)):
            if meant := unknown(name, self.known):
                raise ConfigError(f"unknown rule {name!r}", remedy=meant)
        self.rules = [rule for rule in self.base.rules if selected(rule.id, rule.kind, select, ignore)]
        self.active = [*((rule.id, rule.kind) for rule in self.rules), *(name for name in OWN if selected(*name, (), ignore))]
        self._severities = {rule: severity for rule, kind in self.known if (severity := severity_of(rule, kind, weights))}

    def analyse(self, article: Article) -> Analysis:
        """What the article says: sentences, mentions, claims."""
        return analyse(article, self.base.vocabulary)

    def check(self, article: Article, *, today: datetime.date | None = None) -> ArticleReport:
        """The findings on one article, in text order; those on the whole article come last. It is judged on its own date.

        What a comment in the article accepts is told apart.
        """
        analysis = self.analyse(article)
        case = case_of(analysis, self.base.knowledge, self.as_of or article.date or today or datetime.date.today())
        settled = settle(article, list(merged(self._found(case))), marker=self.marker, active=self.active, known=self.known)
        own = [self._weighed(item) for item in settled.own if (item.rule, item.kind) in self.active]
        findings, accepted = tuple(in_order([*settled.kept, *own])), tuple(settled.accepted)
        words = len(article.text.split())
        return ArticleReport(article.path, article.id, article.title, article.date, words, findings, None, article.source, accepted, article)

    def check_all(self, paths: Iterable[str], *, stdin: Callable[[], bytes] | None = None) -> Iterator[ArticleReport]:
        """A report for every article that the paths stand for ("-": standard input). What cannot be read or checked is a report with its error."""
        for item in read_all(paths, stdin=stdin):
            yield self.report(item)

    def report(self, item: Article | ReadError) -> ArticleReport:
        """The report on what was read; of what could not be read or checked, one with its error."""
        if isinstance(item, ReadError):
            return unread(item)
        try:
            return self.check(item)
        except Exception as problem:
            return ArticleReport(item.path, item.id, item.title, item.date, 0, (), f"internal error: {problem!r} (please report it)")

    def _found(self, case: Case) -> Iterator[Finding]:
        for rule in self.rules:
            for found in CHECKS[rule.check].find(rule, case):
                yield self._weighed(finding(rule, found, case))

    def _weighed(self, found: Finding) -> Finding:
        """A finding with the severity that was asked for."""
        severity = self._severities.get(found.rule)
        return replace(found, severity=severity) if severity else found


def read_all(paths: Iterable[str], *, stdin: Callable[[], bytes] | None = None) -> Iterator[Article | ReadError]:
    """Every article that the paths stand for, in order; a ReadError for what cannot be read."""
    for path in paths:
        for file in readers.find_files([path]):
            yield from (file,) if isinstance(file, ReadError) else read_file(file, stdin=stdin)


def read_file(path: str, *, marker: str = MARKER, stdin: Callable[[], bytes] | None = None) -> Iterator[Article | ReadError]:
    """The articles of one file ("-": of standard input)."""
    return readers.read_stdin((stdin or sys.stdin.buffer.read)(), marker=marker) if path == "-" else readers.read_path(path, marker=marker)


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
        _chain(rule, found, case),
    )


def _milder(severity: str) -> str:
    """One step less grave."""
    return SEVERITIES[max(0, SEVERITIES.index(severity) - 1)]


def fill(text: str, names: Any) -> str:
    """A message with its names filled in, its first letter a capital."""
    out = _SPACE.sub(" ", NAMED.sub(lambda match: str(names.get(match.group(1), "")), text)).strip()
    return out[:1].upper() + out[1:]


def _chain(rule: Rule, found: Found, case: Case) -> str:
    """From the words to the rule: mention, claim, status, evidence, rule."""
    steps = [f"voice: {case.analysis.voice}{', careful' if case.analysis.careful else ''}"]
    claim = found.claim
    if claim:
        named = [f"{part.text!r} is {part.concept} ({part.how})" for part in (claim.subject, claim.object) if part]
        steps += [*named, f"claim: {claim.relation}, {claim.status}, {claim.certainty}, force {claim.force}"]
        if claim.subject and claim.object:
            known = case.knowledge.best_evidence(claim.subject.concept, claim.object.concept, claim.relation)
            allowed = f"{known.grade}, allows {known.ceiling.force} ({known.ceiling.certainty}); record {known.id}" if known else "none on record"
            steps.append(f"evidence: {allowed}")
    return " -> ".join((*steps, f"rule: {rule.id}"))


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
    yield from in_order(best.values())


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Findings in text order, those on the whole article last."""
    return sorted(findings, key=lambda item: (item.start is None, item.start or 0, item.end or 0, KINDS.index(item.kind), item.rule))
