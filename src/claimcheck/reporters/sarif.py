"""The report as SARIF 2.1.0, for code scanning and for editors.

Lines, columns and offsets count Unicode characters. A finding on a whole article, in a Word file or in an article of a JSONL
file has no region: those files have no such lines. A fix is given where the suggestion can be printed in place of the sentence.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterator, Sequence
from html import escape
from pathlib import PurePath
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from claimcheck.model import ArticleReport, Report
from claimcheck.reporters import markdown
from claimcheck.reporters.common import Place, Placed, place, placed, sentence, told
from claimcheck.reporters.lines import LineIndex

if TYPE_CHECKING:
    from claimcheck.rules import Rule

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
PAGE = "https://claimcheck.invalid/rules/"
"""Where the pages of the rules are; like the addresses of our schemas a name only, until the documents have a home."""
LEVELS = {"error": "error", "warning": "warning", "info": "note"}
EXAMPLES = 3
_SAYS = re.compile(r"\s*\{[a-z]+\.says\}")
_LINK = re.compile(r"(?<!\\)\[(?=[^\]]*\]\()")
_NAME = re.compile(r"\{([a-z_.]+)\}")


def render(report: Report, *, tool_version: str, rules: Sequence[Rule]) -> str:
    """One run, with the rules that were applied."""
    known = {rule.id: rule for rule in rules}
    found = {finding.rule: finding for article in report.articles for finding in article.findings}
    others = [{"id": name, "properties": {"tags": [found[name].kind]}} for name in sorted(found.keys() - known.keys())]
    descriptors = [*map(_rule, rules), *others]
    index = {descriptor["id"]: number for number, descriptor in enumerate(descriptors)}
    unread = [article for article in report.articles if article.error]
    run = {
        "tool": {"driver": {"name": "claimcheck", "version": tool_version, "properties": {"rules": report.rules_version}, "rules": descriptors}},
        "invocations": [{"executionSuccessful": not unread, "toolExecutionNotifications": [_notification(article) for article in unread]}],
        "columnKind": "unicodeCodePoints",
        "newlineSequences": ["\r\n", "\n", "\r"],
        "results": [_result(item, index[item.finding.rule], known.get(item.finding.rule)) for item in placed(report)],
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=1) + "\n"


# ---------------------------------------------------------------- rules


def _rule(rule: Rule) -> dict[str, Any]:
    why, instead = _general(rule.why), _general(rule.suggest or "")
    return {
        "id": rule.id,
        "shortDescription": {"text": _message(rule.title)},
        "fullDescription": {"text": _message(why or rule.title)},
        "helpUri": f"{PAGE}{quote(rule.id)}",
        "help": {"text": _message("\n".join(_help(rule, why, instead, str))), "markdown": _message("\n".join(_help(rule, why, instead, markdown.escaped)))},
        "defaultConfiguration": {"level": LEVELS[rule.severity]},
        "properties": {"tags": [rule.kind]},
    }


def _help(rule: Rule, why: str, instead: str, written: Callable[[str], str]) -> Iterator[str]:
    """Why it is flagged, what to write instead, examples of both kinds; `written` escapes prose for the format."""
    yield written(why or rule.title)
    if instead:
        yield f"\nInstead: {written(instead)}"
    for title, examples in (("Flagged", rule.tests.flag), ("Not flagged", rule.tests.pass_)):
        yield f"\n{title}:\n"
        yield from (f"- {written(' '.join(text.replace('<<', '«').replace('>>', '»').split()))}" for text in examples[:EXAMPLES])


def _general(text: str) -> str:
    """A text of a rule as it holds for every finding: what a record says left out, names in brackets."""
    return " ".join(_NAME.sub(r"[\1]", _SAYS.sub("", text)).split())


# ---------------------------------------------------------------- results


def _result(item: Placed, index: int, rule: Rule | None) -> dict[str, Any]:
    finding = item.finding
    fix = _fix(item, rule)
    return {
        "ruleId": finding.rule,
        "ruleIndex": index,
        "level": LEVELS[finding.severity],
        "message": {"text": _message("\n".join(told(finding, item.place)))},
        "locations": [_location(item.article, item.place, item)],
        "partialFingerprints": {"claimcheck/v1": item.fingerprint},
        **({"fixes": [fix]} if fix else {}),
        "properties": {"kind": finding.kind, "sources": [source.url for source in finding.evidence]},
    }


def _location(article: ArticleReport, where: Place, item: Placed | None = None) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": {"uri": _uri(where.file)}}
    if item and where.column and item.finding.start is not None and item.finding.end is not None:
        start, end = item.finding.start, item.finding.end
        physical["region"] = {**_region(item.lines, start, end), "snippet": {"text": article.source[start:end]}}
    elif where.line:
        physical["region"] = {"startLine": where.line}
    logical = {"logicalLocations": [{"name": where.article, "fullyQualifiedName": article.path, "kind": "object"}]} if where.article else {}
    return {"physicalLocation": physical, **logical}


def _region(lines: LineIndex, start: int, end: int) -> dict[str, int]:
    (line, column), (end_line, end_column) = lines.position(start), lines.position(end)
    return {"startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column, "charOffset": start, "charLength": end - start}


def _notification(article: ArticleReport) -> dict[str, Any]:
    return {"level": "error", "message": {"text": _message(article.error or "")}, "locations": [_location(article, place(article))]}


def _fix(item: Placed, rule: Rule | None) -> dict[str, Any] | None:
    """The sentence replaced by the suggestion, where that is a sentence (and no advice: its rule begins it with a name) and the
    sentence is whole, plain prose: nothing between its words that would be lost, no quotation."""
    article, finding = item.article, item.finding
    if rule is None or finding.sentence is None or not finding.suggestion or not item.place.column:
        return None
    start, end = finding.sentence
    raw = " ".join(article.source[start:end].split())
    whole = raw.endswith((".", "!", "?")) and len(raw) == len(sentence(finding)) and not any(mark in raw for mark in '"“”«»')
    if not (whole and (rule.suggest or "").startswith("{") and finding.suggestion.endswith(".")):
        return None
    markup = article.path.lower().endswith((".html", ".htm", ".xhtml"))
    inserted = escape(finding.suggestion, quote=False) if markup else finding.suggestion
    replacement = {"deletedRegion": _region(item.lines, start, end), "insertedContent": {"text": inserted}}
    change = {"artifactLocation": {"uri": _uri(item.place.file)}, "replacements": [replacement]}
    return {"description": {"text": "Print the suggestion in place of the sentence."}, "artifactChanges": [change]}


def _uri(path: str) -> str:
    pure = PurePath(path)
    return pure.as_uri() if pure.is_absolute() else quote(os.fsencode(path))


def _message(text: str) -> str:
    """A text in which SARIF sees no placeholder and no link."""
    return _LINK.sub(r"\\[", text.replace("{", "{{").replace("}", "}}"))
