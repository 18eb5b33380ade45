"""The reports for machines and tickets: each is held against its format, with articles that try to break out of it."""

from __future__ import annotations

import csv
import datetime
import io
import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import jsonschema
import pytest
from markdown_it import MarkdownIt

from claimcheck.base import RuleBase
from claimcheck.engine import Checker
from claimcheck.model import ArticleReport, EvidenceItem, Finding, Report
from claimcheck.reporters import FORMATS, render
from program import CORPUS, ROOT

EVIL = 'a, "b"\r\n::error file=x::%25 100% <script>alert(1)</script> \x1b[31m\x00\x07 \u202eevil\u202c \u200fעברית | [x](http://evil) {0} 🧪 ]]> \u2028\ufffe'
SOURCE = f"First line.\r\n🧪 Magic water cures gout. {EVIL}\nMagic water cures gout.\n"
ITEM = EvidenceItem("a", 'On "water" [a](b) <i>', "The Board, Inc.", "https://example.org/a?b=c&d=(e)", "2020-05", "says")


def finding(source: str = SOURCE, marked: str = "Magic water cures gout", **changes: object) -> Finding:
    start = source.index(marked)
    values: dict[str, object] = {
        "rule": "overstated/cure",
        "kind": "overstated",
        "severity": "error",
        "message": "Magic water is said to cure gout.",
        "explanation": "No cure is on record.",
        "suggestion": "Magic water is being studied for gout.",
        "start": start,
        "end": start + len(marked),
        "quote": marked,
        "evidence": (ITEM,),
        "sentence": (start, start + len(marked) + 1),
        "beside": ("", "."),
    }
    return Finding(**{**values, **changes})  # type: ignore[arg-type]


def article(*findings: Finding, path: str = "desk/article.md", **changes: object) -> ArticleReport:
    return replace(ArticleReport(path, None, None, datetime.date(2026, 3, 1), 9, findings, None, SOURCE), **changes)  # type: ignore[arg-type]


WHOLE = finding(rule="missing-context/harms", kind="missing-context", severity="warning", start=None, end=None, quote=None, sentence=None, beside=("", ""))
NASTY = finding(
    rule="contradicted/false-claim",
    kind="contradicted",
    severity="info",
    marked=EVIL,
    quote=EVIL,
    message=EVIL,
    explanation=EVIL,
    suggestion=EVIL,
    sentence=None,
)
UNREAD = ArticleReport("desk/gone.txt", None, None, None, 0, (), f"no such file {EVIL}")
MANY = article(finding(), path="many.jsonl#x#1", id="x#1")
BY_LINE = article(finding(), path="many.jsonl#7")
WORD = article(finding(), path="draft.DOCX")
CALM = article(path="calm.txt")
FULL = Report((article(finding(), finding(), NASTY, WHOLE, title=f"=1+1 {EVIL}"), CALM, UNREAD, MANY, BY_LINE, WORD), "0" * 12)
EMPTY = Report((), "0" * 12)
FORMATS_HERE = [name for name in FORMATS if name not in ("text", "json")]


@pytest.fixture(scope="module")
def settings(small: RuleBase) -> dict[str, Any]:
    return {"tool_version": "1.2.3", "rules": small.rules, "as_of": None, "fail_on": "error", "colour": False, "width": 80, "explain": False}


@pytest.fixture(scope="module")
def made(settings: dict[str, Any]) -> Callable[..., str]:
    def make(format: str, report: Report = FULL, **more: object) -> str:
        return render(report, format, settings | more)

    return make


@pytest.fixture(scope="module")
def corpus(base: RuleBase) -> tuple[Report, dict[str, Any]]:
    checker = Checker(base=base)
    paths = ["promo-drip-lounge.txt", "promo-knee-clinic.md", "promo-turmeric-shop.html", "promo-light-helmet.docx", "careful-knee-trial.md", "none.txt"]
    settings = {"tool_version": "1.2.3", "rules": checker.rules, "as_of": None, "fail_on": "error", "colour": False, "width": 80, "explain": False}
    return Report(tuple(checker.check_all([str(CORPUS / path) for path in paths])), base.version), settings


# ---------------------------------------------------------------- all of them


@pytest.mark.parametrize("format", FORMATS)
def test_the_same_report_gives_the_same_bytes(made: Callable[..., str], format: str) -> None:
    assert made(format) == made(format)
    made(format).encode("utf-8")


@pytest.mark.parametrize("format", FORMATS)
def test_no_control_character_gets_through(made: Callable[..., str], format: str) -> None:
    out = made(format)
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]", out)
    if format not in ("json", "sarif", "claimreview"):
        assert not re.search("[\u202a-\u202e\u2066-\u2069]", out), "what turns the direction of reading stays out of what people read"
    if format in ("csv", "markdown", "junit"):
        assert "\u200fעברית" in out, "a mark that belongs to a word stays"


@pytest.mark.parametrize("format", FORMATS_HERE)
def test_a_report_on_nothing_is_well_formed(made: Callable[..., str], format: str) -> None:
    out = made(format, EMPTY)
    if format in ("sarif", "gitlab", "claimreview"):
        json.loads(out)
    if format == "junit":
        assert list(ElementTree.fromstring(out)) == []  # noqa: S314 - our own output


# ---------------------------------------------------------------- sarif


@pytest.fixture(scope="module")
def sarif_schema() -> jsonschema.Draft4Validator:
    schema = json.loads((ROOT / "tests" / "schemas" / "sarif-2.1.0-rtm.4.json").read_text(encoding="utf-8"))
    jsonschema.Draft4Validator.check_schema(schema)
    return jsonschema.Draft4Validator(schema, format_checker=jsonschema.Draft4Validator.FORMAT_CHECKER)


def sarif(text: str) -> dict[str, Any]:
    (run,) = json.loads(text)["runs"]
    assert isinstance(run, dict)
    return run


def test_sarif_is_as_its_schema_says(made: Callable[..., str], corpus: tuple[Report, dict[str, Any]], sarif_schema: jsonschema.Draft4Validator) -> None:
    for text in (made("sarif"), made("sarif", EMPTY), render(corpus[0], "sarif", corpus[1])):
        assert [f"{error.json_path}: {error.message[:200]}" for error in sarif_schema.iter_errors(json.loads(text))] == []


def test_the_schema_refuses_what_is_no_sarif(made: Callable[..., str], sarif_schema: jsonschema.Draft4Validator) -> None:
    data = json.loads(made("sarif"))
    data["runs"][0]["results"][0]["level"] = "grave"
    assert not sarif_schema.is_valid(data)


def test_every_sarif_region_spans_the_words_it_names(corpus: tuple[Report, dict[str, Any]]) -> None:
    report, settings = corpus
    sources = {item.path: item.source for item in report.articles}
    seen = 0
    for result in sarif(render(report, "sarif", settings))["results"]:
        physical = result["locations"][0]["physicalLocation"]
        region = physical.get("region")
        if not region:
            continue
        source = next(text for path, text in sources.items() if physical["artifactLocation"]["uri"] == Path(path).as_uri())
        spanned(source, region)
        assert region["snippet"]["text"] == source[region["charOffset"] : region["charOffset"] + region["charLength"]]
        seen += 1
        for fix in result.get("fixes", ()):
            (replacement,) = fix["artifactChanges"][0]["replacements"]
            spanned(source, replacement["deletedRegion"])
    assert seen > 20


def spanned(source: str, region: dict[str, Any]) -> None:
    """Line and column, counted anew in characters, lead to the same place as the offset."""
    lines = re.split("(?<=\n)|(?<=\r)(?!\n)", source)
    for offset, line, column in (
        (region["charOffset"], region["startLine"], region["startColumn"]),
        (region["charOffset"] + region["charLength"], region["endLine"], region["endColumn"]),
    ):
        assert sum(map(len, lines[: line - 1])) + column - 1 == offset


def test_sarif_places(made: Callable[..., str]) -> None:
    run = sarif(made("sarif"))
    assert (run["columnKind"], run["newlineSequences"]) == ("unicodeCodePoints", ["\r\n", "\n", "\r"])
    first, again, _, whole, many, by_line, word = run["results"]
    assert first["locations"][0]["physicalLocation"] == {
        "artifactLocation": {"uri": "desk/article.md"},
        "region": {
            "startLine": 2,
            "startColumn": 3,
            "endLine": 2,
            "endColumn": 25,
            "charOffset": 15,
            "charLength": 22,
            "snippet": {"text": "Magic water cures gout"},
        },
    }
    assert (first["partialFingerprints"], again["partialFingerprints"]) != (again["partialFingerprints"], first["partialFingerprints"])
    assert whole["locations"] == [{"physicalLocation": {"artifactLocation": {"uri": "desk/article.md"}}}]
    assert many["locations"][0]["physicalLocation"] == {"artifactLocation": {"uri": "many.jsonl"}}
    assert many["locations"][0]["logicalLocations"][0]["name"] == "x#1"
    assert by_line["locations"][0]["physicalLocation"] == {"artifactLocation": {"uri": "many.jsonl"}, "region": {"startLine": 7}}
    assert word["locations"] == [{"physicalLocation": {"artifactLocation": {"uri": "draft.DOCX"}}}]
    assert word["message"]["text"].startswith("Magic water is said to cure gout.\n«Magic water cures gout»\n"), (
        "where no line leads to the words they are quoted"
    )


def test_sarif_paths_are_addresses(made: Callable[..., str]) -> None:
    for path, uri in {
        "a b/ü#1%.md": "a%20b/%C3%BC%231%25.md",
        "/desk/a b.md": "file:///desk/a%20b.md",
        "./x:y.md": "x%3Ay.md",
        "odd\udcff.md": "odd%FF.md",
    }.items():
        (result,) = sarif(made("sarif", Report((article(finding(), path=path),), "0")))["results"]
        assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == uri


def test_sarif_rules_come_with_help(made: Callable[..., str], corpus: tuple[Report, dict[str, Any]]) -> None:
    run = sarif(made("sarif"))
    rules = run["tool"]["driver"]["rules"]
    assert all(rules[result["ruleIndex"]]["id"] == result["ruleId"] for result in run["results"]), "also of a rule that is not in the base"
    assert rules[0]["help"]["markdown"].startswith(
        "No cure is on record.\n\nInstead: \\[subject\\] \\[ceiling\\] \\[object\\].\n\nFlagged:\n\n- «Magic water cures gout»."
    )
    assert rules[0]["defaultConfiguration"] == {"level": "error"}
    report, settings = corpus
    for rule in sarif(render(report, "sarif", settings))["tool"]["driver"]["rules"]:
        assert {"shortDescription", "fullDescription", "help", "helpUri", "defaultConfiguration"} <= rule.keys()
        assert "{" not in rule["help"]["text"] + rule["help"]["markdown"]


def test_sarif_tells_what_could_not_be_read(made: Callable[..., str]) -> None:
    (invocation,) = sarif(made("sarif"))["invocations"]
    assert invocation["executionSuccessful"] is False
    (notification,) = invocation["toolExecutionNotifications"]
    assert notification["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "desk/gone.txt"
    assert "{{0}}" in notification["message"]["text"], "braces are no placeholders"
    assert "\\[x](http://evil)" in notification["message"]["text"], "and no links"
    assert sarif(made("sarif", Report((CALM,), "0")))["invocations"] == [{"executionSuccessful": True, "toolExecutionNotifications": []}]


def test_a_fix_is_given_only_where_the_suggestion_can_be_printed(made: Callable[..., str]) -> None:
    def fixes(item: ArticleReport) -> list[Any]:
        (result,) = sarif(made("sarif", Report((item,), "0")))["results"]
        return [change["replacements"][0] for fix in result.get("fixes", ()) for change in fix["artifactChanges"]]

    (fix,) = fixes(article(finding()))
    assert fix["insertedContent"] == {"text": "Magic water is being studied for gout."}
    assert SOURCE[fix["deletedRegion"]["charOffset"] :][: fix["deletedRegion"]["charLength"]] == "Magic water cures gout."
    assert fixes(article(finding(suggestion="It is < 1 %."), path="a.html"))[0]["insertedContent"] == {"text": "It is &lt; 1 %."}
    assert fixes(article(finding(rule="house/none"))) == [], "of an unknown rule"
    assert fixes(WORD) == fixes(MANY) == [], "in a file without such offsets"
    assert fixes(article(finding(suggestion=None))) == []
    assert fixes(article(finding(suggestion="Magic water"))) == [], "no sentence"
    assert fixes(article(finding(beside=("", " indeed.")))) == [], "the sentence has less words than its source: there is markup in between"
    start = SOURCE.index("Magic")
    assert fixes(article(finding(sentence=(start, start + 22), beside=("", "")))) == [], "a heading"


# ---------------------------------------------------------------- github


COMMAND = re.compile(r"::(error|warning|notice) ([^:]*)::(.*)")


def decoded(text: str) -> str:
    for code, sign in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(code, sign)
    return text


def test_github_has_one_command_a_line(made: Callable[..., str]) -> None:
    lines = made("github").split("\n")
    assert lines.pop() == ""
    matches = [COMMAND.fullmatch(line) for line in lines]
    assert all(matches), "nothing of an article begins a line or a property of its own"
    properties = [dict(pair.split("=", 1) for pair in match[2].split(",")) for match in matches if match]
    assert [match[1] for match in matches if match] == ["error", "error", "error", "notice", "warning", "error", "error", "error"]
    assert properties[0] == {"file": "desk/gone.txt", "title": "claimcheck"}
    assert properties[1] == {"file": "desk/article.md", "line": "2", "endLine": "2", "col": "3", "endColumn": "24", "title": "overstated/cure"}
    assert properties[3]["line"] != properties[3]["endLine"]
    assert "col" not in properties[3], "GitHub takes columns within a line only"
    assert properties[5] == {"file": "many.jsonl", "title": "overstated/cure (x#1)"}
    assert properties[6] == {"file": "many.jsonl", "line": "7", "endLine": "7", "title": "overstated/cure (7)"}
    message = matches[3][3] if matches[3] else ""
    assert "::error file=x::%2525 100%25 <script>" in message
    assert decoded(message).startswith('a, "b"\r\n::error file=x::')


def test_github_escapes_a_path_and_names_no_file_for_standard_input(made: Callable[..., str]) -> None:
    assert made("github", Report((article(finding(), path="a,b:c%.md"),), "0")).startswith("::error file=a%2Cb%3Ac%25.md,line=2")
    assert made("github", Report((article(finding(), path="-"),), "0")).startswith("::error line=2")


# ---------------------------------------------------------------- gitlab


def test_gitlab_is_a_list_of_issues(made: Callable[..., str]) -> None:
    issues = json.loads(made("gitlab"))
    assert [issue["severity"] for issue in issues] == ["blocker", "critical", "critical", "info", "minor", "critical", "critical", "critical"]
    assert len({issue["fingerprint"] for issue in issues}) == len(issues), "GitLab shows one issue a fingerprint"
    for issue in issues:
        assert list(issue) == ["description", "check_name", "fingerprint", "severity", "location"]
        assert 1 <= issue["location"]["lines"]["begin"] <= issue["location"]["lines"]["end"]
    assert issues[1]["location"] == {"path": "desk/article.md", "lines": {"begin": 2, "end": 2}}
    assert issues[5]["location"]["path"] == "many.jsonl"
    assert issues[5]["description"].startswith("x#1: Magic water is said to cure gout. «Magic water cures gout» ")


# ---------------------------------------------------------------- junit


def test_junit_has_a_suite_for_each_article(made: Callable[..., str]) -> None:
    root = ElementTree.fromstring(made("junit"))  # noqa: S314 - our own output
    assert root.attrib == {"name": "claimcheck", "tests": "9", "failures": "5", "errors": "1"}
    suites = {suite.get("name"): suite for suite in root}
    assert list(suites) == [item.path for item in FULL.articles]
    assert [[child.tag for child in case] for case in suites["desk/article.md"]] == [["failure"], ["failure"], ["system-out"], ["system-out"]]
    assert [(case.get("name"), len(case)) for case in suites["calm.txt"]] == [("no findings", 0)]
    error = suites["desk/gone.txt"].find("testcase/error")
    assert error is not None
    assert "<script>" in str(error.get("message"))
    for suite in root:
        for total, tag in (("tests", "testcase"), ("failures", "testcase/failure"), ("errors", "testcase/error")):
            assert int(suite.get(total, "-1")) == len(suite.findall(tag))


@pytest.mark.parametrize(("fail_on", "failures"), [("never", 0), ("error", 5), ("warning", 6), ("info", 7)])
def test_junit_fails_where_the_exit_code_does(made: Callable[..., str], fail_on: str, failures: int) -> None:
    root = ElementTree.fromstring(made("junit", fail_on=fail_on))  # noqa: S314 - our own output
    assert root.get("failures") == str(failures)


# ---------------------------------------------------------------- csv


def test_csv_is_a_table_that_computes_nothing(made: Callable[..., str]) -> None:
    out = made("csv")
    assert "\r\n" in out
    rows = list(csv.DictReader(io.StringIO(out, newline=""), strict=True))
    assert len(rows) == 8
    assert all(None not in row and None not in row.values() for row in rows), "every row has every column"
    assert not [cell for row in rows for cell in row.values() if re.match(r"\s*[=+@\-]\S", cell)]
    first, _, nasty, whole, unread, many, _, word = rows
    assert first["title"].startswith('\'=1+1 a, "b"\r\n::error'), "quotes, commas and line ends come back as they were"
    assert (first["line"], first["column"], first["rule"], first["date"]) == ("2", "3", "overstated/cure", "2026-03-01")
    assert "<script>alert(1)</script>" in nasty["quote"]
    assert (whole["line"], whole["quote"]) == ("", "")
    assert (unread["path"], unread["rule"]) == ("desk/gone.txt", "")
    assert unread["error"]
    assert (many["path"], word["line"]) == ("many.jsonl#x#1", "2")


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\x00=1", " =1", "＝1"])
def test_csv_guards_a_formula(made: Callable[..., str], text: str) -> None:
    (row,) = csv.DictReader(io.StringIO(made("csv", Report((article(finding(quote=text)),), "0")), newline=""))
    assert row["quote"].startswith("'")


# ---------------------------------------------------------------- markdown


def test_markdown_prints_what_an_article_says_and_does_not_obey_it(made: Callable[..., str]) -> None:
    tokens = MarkdownIt("commonmark").enable("table").parse(made("markdown"))
    inner = [child for token in tokens for child in token.children or ()]
    assert not [token for token in (*tokens, *inner) if token.type in ("html_block", "html_inline", "image")]
    assert {child.attrGet("href") for child in inner if child.type == "link_open"} == {ITEM.url}
    text = "".join(child.content for child in inner if child.type == "text")
    assert "<script>alert(1)</script>" in text
    assert "[x](http://evil) {0} 🧪" in text
    assert sum(token.type == "heading_open" and token.tag == "h3" for token in tokens) == 7
    assert sum(token.type == "heading_open" and token.tag == "h2" for token in tokens) == 5, "none for the calm article"


@pytest.mark.parametrize(
    "text", ["1. one", "- one", "+ one", "# one", "> one", "=== one", "a  \nb", "`a`", "*a* _b_ ~~c~~", "&lt;", "<a@b.c>", "\\", "10) x", "a | b", "![a](b)"]
)
def test_markdown_escapes_every_sign(made: Callable[..., str], text: str) -> None:
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(made("markdown", Report((article(finding(explanation=text)),), "0")))
    paragraphs = [token.children or [] for token in tokens if token.type == "inline"]
    assert [["text", " ".join(text.split())]] in [[[child.type, child.content]] for children in paragraphs for child in children[:1] if len(children) == 1]


# ---------------------------------------------------------------- claimreview


def test_claimreview_has_the_contradicted_claims_only(made: Callable[..., str]) -> None:
    out = made("claimreview")
    data = json.loads(out)
    (review,) = data["@graph"]
    assert data["@context"] == "https://schema.org"
    assert "<" not in out, "it can stand in a script of a page"
    assert {"@type", "author", "claimReviewed", "reviewRating", "itemReviewed", "datePublished", "reviewBody", "citation"} <= review.keys()
    assert review["datePublished"] == "2026-03-01"
    rating = review["reviewRating"]
    assert rating["worstRating"] <= rating["ratingValue"] <= rating["bestRating"]
    assert "\n" not in review["claimReviewed"]


def test_claimreview_is_dated_by_as_of_then_by_the_article_or_not_at_all(made: Callable[..., str]) -> None:
    def day(item: ArticleReport, as_of: datetime.date | None = None) -> str | None:
        (review,) = json.loads(made("claimreview", Report((item,), "0"), as_of=as_of))["@graph"]
        found = review.get("datePublished")
        return str(found) if found else None

    assert day(article(NASTY), datetime.date(2025, 1, 2)) == "2025-01-02"
    assert day(article(NASTY)) == "2026-03-01"
    assert day(article(NASTY, date=None)) is None


# ---------------------------------------------------------------- and all of it on real articles


@pytest.mark.parametrize("format", FORMATS)
def test_the_corpus_can_be_reported(corpus: tuple[Report, dict[str, Any]], format: str) -> None:
    report, settings = corpus
    out = render(report, format, settings)
    count = sum(len(item.findings) for item in report.articles)
    assert count > 40
    found = {
        "sarif": lambda: len(sarif(out)["results"]),
        "github": lambda: len(out.splitlines()) - 1,
        "gitlab": lambda: len(json.loads(out)) - 1,
        "junit": lambda: sum(int(suite.get("tests", "0")) for suite in ElementTree.fromstring(out) if suite.find("testcase/*") is not None) - 1,  # noqa: S314
        "csv": lambda: len(list(csv.reader(io.StringIO(out, newline="")))) - 2,
        "markdown": lambda: out.count("\n### "),
    }.get(format)
    assert found is None or found() == count
