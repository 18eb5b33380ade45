"""Runs the examples inside the rule files, and proves each guard by taking it away."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from claimcheck.base import RuleBase
from claimcheck.checks import CHECKS, case_of
from claimcheck.language.analysis import analyse
from claimcheck.model import Analysis
from claimcheck.readers import read_text
from claimcheck.rules import SPAN, Rule

DAY = datetime.date(2026, 11, 22)


@dataclass(frozen=True, slots=True)
class Failure:
    """An example that does not do what its rule file says."""

    rule: str
    what: str
    example: str


def run_examples(base: RuleBase, rules: Sequence[Rule] | None = None) -> Iterator[Failure]:
    """The failures of all examples of some rules (default: all)."""
    for rule in base.rules if rules is None else rules:
        yield from _test_rule(rule, base)


def _test_rule(rule: Rule, base: RuleBase) -> Iterator[Failure]:
    for example in rule.tests.flag:
        yield from _flagged(rule, example, base)
    for example in rule.tests.todo_flag:
        if spans(rule, _analysed(SPAN.sub(r"\1", example), base), base):
            yield Failure(rule.id, "is a known miss that is found now: move it to 'flag'", example)
    analyses = [(example, _analysed(example, base)) for example in rule.tests.pass_]
    for example, analysis in analyses:
        if spans(rule, analysis, base):
            yield Failure(rule.id, "must pass, but is flagged", example)
    for guard in rule.unless:
        without = dataclasses.replace(rule, unless=[other for other in rule.unless if other != guard])
        if not any(spans(without, analysis, base) for _, analysis in analyses):
            yield Failure(rule.id, f"no 'pass' example needs the guard {guard!r}", "")


def _flagged(rule: Rule, example: str, base: RuleBase) -> Iterator[Failure]:
    marked = SPAN.search(example)
    text = SPAN.sub(r"\1", example)
    found = spans(rule, _analysed(text, base), base)
    if not found:
        yield Failure(rule.id, "must be flagged, but passes", example)
    elif marked and (marked.start(), marked.end() - 4) not in found:
        shown = " | ".join("(the whole article)" if span[0] is None else text[span[0] : span[1]] for span in found)
        yield Failure(rule.id, f"is flagged at another place: {shown!r}", example)


def spans(rule: Rule, analysis: Analysis, base: RuleBase) -> list[tuple[int | None, int | None]]:
    """Where one rule flags an analysed text, as offsets into its source."""
    case = case_of(analysis, base.knowledge, DAY)
    out: list[tuple[int | None, int | None]] = []
    for found in CHECKS[rule.check].find(rule, case):
        out.append((None, None) if found.start is None or found.end is None else analysis.article.locate(found.start, found.end))
    return out


def _analysed(text: str, base: RuleBase) -> Analysis:
    return analyse(read_text(text), base.vocabulary)
