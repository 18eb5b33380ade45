"""The report as JUnit XML: an article is a test suite, a finding a test case. What makes the exit code 1 is a failure, the rest passes with a note."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from claimcheck.model import ArticleReport, Finding, Report
from claimcheck.reporters.common import label, place, plain, sentence, told
from claimcheck.reporters.lines import LineIndex

FAILING = {"error": ("error",), "warning": ("error", "warning"), "info": ("error", "warning", "info"), "never": ()}
_NOT_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def render(report: Report, *, fail_on: str) -> str:
    """The document; an article without findings is one case that passes, one that could not be read an error."""
    root = Element("testsuites", name="claimcheck")
    for article in report.articles:
        root.append(_suite(article, FAILING[fail_on]))
    for total in ("tests", "failures", "errors"):
        root.set(total, str(sum(int(suite.get(total, "0")) for suite in root)))
    indent(root, " ")
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, encoding="unicode") + "\n"


def _suite(article: ArticleReport, failing: tuple[str, ...]) -> Element:
    failures = sum(finding.severity in failing for finding in article.findings)
    counts = {"tests": len(article.findings) or 1, "failures": failures, "errors": 1 if article.error else 0, "skipped": 0, "time": 0}
    suite = Element("testsuite", {"name": _clean(article.path), **{name: str(count) for name, count in counts.items()}})
    if not article.findings:
        case = _case(suite, article, "read" if article.error else "no findings")
        if article.error:
            SubElement(case, "error", type="unreadable", message=_clean(article.error))
    lines = LineIndex(article.source)
    for finding in article.findings:
        case = _case(suite, article, f"{label(finding, lines)} {finding.rule}", place(article, finding, lines).line)
        if finding.severity in failing:
            SubElement(case, "failure", type=finding.rule, message=_clean(finding.message)).text = _details(finding)
        else:
            SubElement(case, "system-out").text = _details(finding)
    return suite


def _case(suite: Element, article: ArticleReport, name: str, line: int | None = None) -> Element:
    named = {"classname": _clean(article.path), "name": _clean(name), "time": "0", "file": _clean(place(article).file)}
    return SubElement(suite, "testcase", named | ({"line": str(line)} if line else {}))


def _details(finding: Finding) -> str:
    return _clean("\n".join((f"{finding.severity} {finding.kind}", *([sentence(finding)] if finding.quote else []), *told(finding))))


def _clean(text: str) -> str:
    """The text without what XML cannot hold."""
    return _NOT_XML.sub("\ufffd", plain(text.replace("\r\n", "\n").replace("\r", "\n")))
