"""Rules: what to look for, why it matters, what to say, and the examples that must and must not be flagged."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from claimcheck import rulebase
from claimcheck.errors import ClaimcheckError, RuleError

Kind = Literal["contradicted", "unsupported", "overstated", "anecdotal", "inconsistent", "missing-context"]
Severity = Literal["error", "warning", "info"]
Voice = Literal["seller", "enthusiast", "reporter", "researcher", "agency", "unknown"]
SPAN = re.compile(r"<<(.+?)>>", re.DOTALL)
NAMED = re.compile(r"{([a-z_.]+)}")


@dataclass(frozen=True)
class Examples:
    """Texts that must be flagged (`<< >>` around the span), texts that must not, and known misses."""

    __pydantic_config__ = rulebase.STRICT
    flag: list[str]
    pass_: list[str]
    todo_flag: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Rule:
    """One rule file."""

    __pydantic_config__ = rulebase.STRICT
    id: str
    title: str
    kind: Kind
    severity: Severity
    check: str
    match: dict[str, Any]
    message: str
    why: str
    tests: Examples
    suggest: str | None = None
    unless: list[str] = field(default_factory=list)
    milder: list[Voice] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class CheckForm:
    """What a check accepts in a rule: keys of `match`, guards of `unless`, names for messages."""

    match: frozenset[str]
    unless: frozenset[str]
    names: frozenset[str]


def load(folders: Iterable[Path], checks: Mapping[str, CheckForm]) -> tuple[list[Rule], dict[str, str], list[ClaimcheckError]]:
    """The rules of some rule folders sorted by id, where each stands, and what is wrong with the others."""
    rules: dict[str, Rule] = {}
    where: dict[str, str] = {}
    problems: list[ClaimcheckError] = []
    for folder in folders:
        for path in rulebase.files(folder):
            if path.relative_to(folder).parts[0] in ("knowledge", "language"):
                continue
            try:
                rule = _load_rule(path, checks)
                if rule.id in rules:
                    raise RuleError(f"the rule {rule.id!r} is there already", where=f"{path}:1", remedy=f"see {where[rule.id]}, and give this one another id")
                rules[rule.id], where[rule.id] = rule, str(path)
            except ClaimcheckError as problem:
                problems.append(problem)
    return sorted(rules.values(), key=lambda rule: rule.id), where, problems


def _load_rule(path: Path, checks: Mapping[str, CheckForm]) -> Rule:
    data, node = rulebase.load_yaml(path, RuleError)
    if not isinstance(data, dict):
        raise RuleError("a rule is expected", where=f"{path}:1", remedy="see docs/rules.md")
    tests = data.get("tests")
    if isinstance(tests, dict) and "pass" in tests:
        data = {**data, "tests": {("pass_" if key == "pass" else key): value for key, value in tests.items()}}
    item = rulebase.checked(data, Rule, RuleError, path=path, node=node)
    if isinstance(item, ClaimcheckError):
        raise item
    if item.check not in checks:
        raise _unknown("check", item.check, checks, path, node, ("check",))
    form = checks[item.check]
    for key in item.match:
        if key not in form.match:
            raise _unknown(f"key in match of check {item.check!r}:", key, form.match, path, node, ("match", key))
    for guard in item.unless:
        if guard not in form.unless:
            raise _unknown("guard", guard, form.unless, path, node, ("unless",))
    for key, text in (("message", item.message), ("suggest", item.suggest or ""), ("why", item.why)):
        for name in NAMED.findall(text):
            if name not in form.names:
                raise _unknown("name", "{" + name + "}", {"{" + n + "}" for n in form.names}, path, node, (key,))
    if not item.tests.flag or not item.tests.pass_:
        raise RuleError("a rule needs 'flag' and 'pass' examples", where=f"{path}:{rulebase.line_of(node, ('tests',))}", remedy="add at least one of each")
    return item


def _unknown(what: str, found: str, known: Iterable[str], path: Path, node: Any, at: tuple[str, ...]) -> RuleError:
    import difflib

    near = difflib.get_close_matches(found, list(known), n=1)
    remedy = f"did you mean {near[0]!r}?" if near else f"known: {', '.join(sorted(known))}"
    return RuleError(f"unknown {what} {found!r}", where=f"{path}:{rulebase.line_of(node, at)}", remedy=remedy)


def phrases(rules: Iterable[Rule]) -> Iterator[tuple[str, str, list[str]]]:
    """(rule id, name of the set, patterns) of every phrase that a rule looks for: keys of `match` that hold lists of patterns end in 's'."""
    for rule in rules:
        for key in PHRASE_KEYS:
            value = rule.match.get(key)
            if value:
                yield rule.id, key, [str(pattern) for pattern in value]


PHRASE_KEYS = ("phrases", "first", "second", "words", "with", "without")
