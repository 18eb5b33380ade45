"""Comments that accept findings, in every format: what they cover, what is wrong with them, and that they are never read as prose."""

from __future__ import annotations

import io
import json

import docx
import jsonschema
import pytest
from docx.document import Document

from claimcheck.base import RuleBase
from claimcheck.engine import Checker
from claimcheck.errors import ConfigError
from claimcheck.model import Article, ArticleReport, BaselineCount, Report
from claimcheck.readers import read_bytes
from claimcheck.reporters import json as json_reporter
from claimcheck.reporters import text
from program import ROOT
from readers.reading import article

A, B = "Magic water cures gout.", "Old cells are water."
CLAIM = "Magic water cures gout"
OK = "claimcheck-ignore overstated/cure: the column of 1900"


def report(small: RuleBase, source: str | bytes, suffix: str = ".txt", **options: object) -> ArticleReport:
    """The report on one article, over the tiny rule base."""
    data = source.encode() if isinstance(source, str) else source
    marker = str(options.get("marker", "claimcheck-ignore"))
    (item,) = read_bytes(data, path="a" + suffix, suffix=suffix, marker=marker)
    assert isinstance(item, Article), item
    found = Checker(base=small, **options).check(item)  # type: ignore[arg-type]
    for finding in [*found.findings, *(accepted.finding for accepted in found.accepted)]:
        if finding.start is not None and finding.rule == "overstated/cure":
            assert found.source[finding.start : finding.end] == CLAIM, "offsets after a comment must still be true"
    return found


def told(found: ArticleReport) -> tuple[list[str], int]:
    """The rules of the findings in order, and how many were accepted."""
    return [finding.rule for finding in found.findings], len(found.accepted)


CURE, UNUSED, NO_REASON, BROKEN = "overstated/cure", "claimcheck/unused-ignore", "claimcheck/ignore-without-reason", "claimcheck/broken-ignore"


@pytest.mark.parametrize(
    ("source", "rules", "accepted"),
    [
        (f"{A}\n", [CURE], 0),
        (f"{OK}\n{A}\n", [], 1),
        (f"{OK}\n\n{A}\n\n{A}\n", [CURE], 1),
        (f"{A} {OK}\n\n{A}\n", [CURE], 1),
        (f"{A}\n\n{A} {OK}", [CURE], 1),
        (f"// {OK}\n{A}\n", [], 1),
        (f"[{OK}]\n{A}\n", [], 1),
        (f"<!-- {OK} -->\n{A}\n", [], 1),
        (f"{A} <!-- {OK} -->\n", [], 1),
        (f"{A}\n\nclaimcheck-ignore-file overstated: all of it\n\n{A}\n", [], 2),
        (f"{A}\n\nclaimcheck-ignore-start overstated/: quotes\n\n{A}\n\n{A}\n\nclaimcheck-ignore-end\n\n{A}\n", [CURE, CURE], 2),
        (f"claimcheck-ignore all: old\n{A}\n", [], 1),
        (f"claimcheck-ignore contradicted, overstated: old\n{A}\n", [], 1),
        (f"claimcheck-ignore overstated/cure:old\n{A}\n", [], 1),
        (f"claimcheck-ignore overstated/cure\n{A}\n", [NO_REASON, CURE], 0),
        (f"claimcheck-ignore overstated/cure:  \n{A}\n", [NO_REASON, CURE], 0),
        (f"claimcheck-ignore: a reason\n{A}\n", [BROKEN, CURE], 0),
        (f"claimcheck-ignore-fiel overstated: x\n{A}\n", [BROKEN, CURE], 0),
        (f"claimcheck-ignore-start overstated: x\n{A}\n", [BROKEN, CURE], 0),
        (f"{A}\nclaimcheck-ignore-end\n", [CURE, BROKEN], 0),
        (f"{OK}\n{B}\n\n{A}\n", [UNUSED, CURE], 0),
        (f"claimcheck-ignore overstated/cur: x\n{A}\n", [UNUSED, CURE], 0),
    ],
)
def test_plain_text(small: RuleBase, source: str, rules: list[str], accepted: int) -> None:
    assert told(report(small, source)) == (rules, accepted)
    assert told(report(small, source.replace("\n", "\r\n"))) == (rules, accepted)


@pytest.mark.parametrize(
    "prose",
    [
        "Write claimcheck-ignore to silence a finding in your article, says the handbook.",
        "The claimcheck-ignored sentence stays where it is, says the handbook of the desk.",
        "It is called myclaimcheck-ignore overstated/cure: a word of their own, says the desk.",
    ],
)
def test_prose_about_markers_is_prose(prose: str) -> None:
    read = article(prose)
    assert read.text == prose
    assert read.comments == ()


def test_a_marked_line_does_not_part_a_wrapped_paragraph(small: RuleBase) -> None:
    """The words around it are read as if it were not there, and are where they were."""
    wrapped = "The healer told her readers, who had come from far away to hear of it, that\nmagic water is what they\nneed for many things."
    first, *rest = wrapped.split("\n")
    marked = "\n".join([first, f"# {OK}", *rest])
    plain, read = article(wrapped), article(marked)
    assert read.text == plain.text
    assert [(block.kind, block.start, block.end) for block in read.blocks] == [(block.kind, block.start, block.end) for block in plain.blocks]
    assert [read.source[slice(*read.locate(at, at + 1))] for at in range(0, len(read.text), 7)] == [
        plain.source[slice(*plain.locate(at, at + 1))] for at in range(0, len(plain.text), 7)
    ]


@pytest.mark.parametrize("suffix", [".md", ".html"])
@pytest.mark.parametrize(
    ("source", "rules", "accepted"),
    [
        (f"<!-- {OK} -->\n\n<p>{A}</p>\n\n<p>{A}</p>\n", [CURE], 1),
        (f"<p>{A} <!-- {OK} --></p>\n\n<p>{A}</p>\n", [CURE], 1),
        (f"<p>{A}</p><!-- {OK} --><p>{A}</p>", [CURE], 1),
        (f"<p><!-- {OK} -->{A}</p>", [], 1),
        (f"<!--\nclaimcheck-ignore\n overstated/cure:\n of old\n-->\n\n<p>{A}</p>", [], 1),
        (f"<p>{B}</p>\n\n<!-- <!-- {OK} -->\n\n<p>{A}</p>", [CURE], 0),
        (f"<!-- see {OK} -->\n\n<p>{A}</p>", [CURE], 0),
        (f"<p>{A}</p>\n\n<script>// <!-- {OK} --></script>\n\n<p>{A}</p>", [CURE, CURE], 0),
        (f"<!-- {OK} -->\n\n<table><tr><td>{B}</td><td>{A}</td></tr></table>\n\n<p>{A}</p>", [CURE], 1),
        (f"<!-- claimcheck-ignore-start overstated: x -->\n\n<p>{A}</p>\n\n<!-- claimcheck-ignore-end -->\n\n<p>{A}</p>", [CURE], 1),
        (f"<!-- claimcheck-ignore overstated/cure -->\n\n<p>{A}</p>", [NO_REASON, CURE], 0),
        (f"<p>{A}</p>\n\n<!-- claimcheck-ignore-file overstated/cure: all -->\n\n<p>{A}</p>", [], 2),
        (f"<p>{A}</p>\n\n<!-- {OK} -->", [CURE, UNUSED], 0),
        (f"<p>{A}</p>\n\n<!-- {OK} ", [CURE], 0),
    ],
)
def test_html_and_html_in_markdown(small: RuleBase, suffix: str, source: str, rules: list[str], accepted: int) -> None:
    assert told(report(small, source, suffix)) == (rules, accepted)
    assert told(report(small, source.replace("\n", "\r\n"), suffix)) == (rules, accepted)


@pytest.mark.parametrize(
    ("source", "rules", "accepted"),
    [
        (f"{A}\n\n<!-- {OK} -->\n{A}\n", [CURE], 1),
        (f"- {A}\n- {A} <!-- {OK} -->\n- {A}\n", [CURE, CURE], 1),
        (f"- {A}\n- <!-- {OK} --> {A}\n", [CURE], 1),
        (f"*{A}* <!-- {OK} --> It is so.\n\n> {A}\n", [CURE], 1),
        (f"```html\n<!-- {OK} -->\n```\n\n{A}\n", [CURE], 0),
        (f"    <!-- {OK} -->\n\n{A}\n", [CURE], 0),
        (f"It is `<!-- {OK} -->` that does it. {A}\n", [CURE], 0),
        (f"<!-- {OK} -->\n\n| a | b |\n|---|---|\n| {B} | {A} |\n\n{A}\n", [CURE], 1),
        (f"---\ntitle: T\n---\n\n# Head\n\n<!-- {OK} -->\n\n{A}\n", [], 1),
    ],
)
def test_markdown(small: RuleBase, source: str, rules: list[str], accepted: int) -> None:
    assert told(report(small, source, ".md")) == (rules, accepted)
    assert told(report(small, source.replace("\n", "\r\n"), ".md")) == (rules, accepted)


def test_jsonl(small: RuleBase) -> None:
    """Each article has comments of its own."""
    lines = b'{"text": "claimcheck-ignore all: old\\nMagic water cures gout."}\n{"text": "Magic water cures gout."}\n'
    found = [Checker(base=small).check(item) for item in read_bytes(lines, path="a.jsonl", suffix=".jsonl") if isinstance(item, Article)]
    assert [told(item) for item in found] == [([], 1), ([CURE], 0)]


def word(document: Document) -> bytes:
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def test_word(small: RuleBase) -> None:
    """A comment stands for the words that it is about, and is no prose."""
    new = docx.Document()
    first, second = new.add_paragraph(), new.add_paragraph("He said: ")
    run = first.add_run(A)
    second.add_run(A)
    new.add_comment(run, f"{OK}", author="Desk")
    new.add_comment(second.runs[0], "Who?", author="Desk")
    found = report(small, word(new), ".docx")
    assert told(found) == ([CURE], 1)
    assert found.accepted[0].reason == "the column of 1900"
    assert found.findings[0].start == len(A) + 1 + len("He said: ")


def test_word_over_paragraphs_and_without_a_reason(small: RuleBase) -> None:
    new = docx.Document()
    paragraphs = [new.add_paragraph(text) for text in (A, "", A, A)]
    new.add_comment([paragraphs[0].runs[0], paragraphs[2].runs[0]], OK)
    new.add_comment(paragraphs[3].runs[0], "claimcheck-ignore overstated/cure")
    found = report(small, word(new), ".docx")
    assert told(found) == ([CURE, NO_REASON], 2)
    assert found.findings[1].quote == A


def test_word_comment_without_a_range_is_about_its_paragraph(small: RuleBase) -> None:
    new = docx.Document()
    run = new.add_paragraph().add_run(A)
    new.add_comment(run, OK)
    for mark in list(new.element.body.iter()):
        if str(mark.tag).endswith(("commentRangeStart", "commentRangeEnd")):
            mark.getparent().remove(mark)
    assert told(report(small, word(new), ".docx")) == ([], 1)


def test_the_reports_say_what_is_accepted(small: RuleBase) -> None:
    found = Report((report(small, f"{OK}\n{A}\n\n{A} {OK}"), report(small, A)), "0" * 12, BaselineCount(3, 1))
    assert text.render(found).splitlines()[-1].endswith(": 1 error, 0 warnings, 0 info; 2 accepted; 3 in the baseline, 1 of its entries stale")
    data = json.loads(json_reporter.render(found, tool_version="1"))
    jsonschema.validate(data, json.loads((ROOT / "docs" / "report.schema.json").read_text(encoding="utf-8")))
    assert (data["summary"]["accepted"], data["summary"]["baseline"]) == (2, {"known": 3, "stale": 1})
    assert [(item["reason"], item["finding"]["quote"]) for item in data["articles"][0]["accepted"]] == [("the column of 1900", CLAIM)] * 2
    assert "accepted" not in data["articles"][1]


def test_the_marker_can_be_another_word(small: RuleBase) -> None:
    source = f"desk-ok overstated/cure: x\n{A}\n"
    assert told(report(small, source, marker="desk-ok")) == ([], 1)
    assert told(report(small, f"<!-- desk-ok all: x -->\n\n{A}\n", ".md", marker="desk-ok")) == ([], 1)
    assert told(report(small, f"<!-- {OK} -->\n\n{A}\n", ".md", marker="desk-ok")) == ([CURE], 0)


def test_what_a_run_leaves_out_is_not_called_unused(small: RuleBase) -> None:
    """An editor who looks at one kind only is not told of comments on others."""
    source = f"{OK}\n{A}\n"
    assert told(report(small, source, ignore=["overstated"])) == ([], 0)
    assert told(report(small, f"{OK}\n{B}\n", ignore=["claimcheck/unused-ignore"])) == ([], 0)
    assert told(report(small, f"claimcheck-ignore overstated\n{A}\n", select=["overstated"])) == ([NO_REASON, CURE], 0)


def test_a_comment_cannot_accept_what_is_wrong_with_comments(small: RuleBase) -> None:
    assert told(report(small, f"claimcheck-ignore-file all: no more of it\nclaimcheck-ignore overstated\n{A}\n")) == ([NO_REASON], 1)


def test_an_unknown_rule_says_what_may_have_been_meant(small: RuleBase) -> None:
    (unused, _) = report(small, f"claimcheck-ignore overstated/cur: x\n{A}\n").findings
    assert "did you mean 'overstated/cure'?" in unused.explanation
    assert unused.severity == "info"


def test_an_unused_comment_says_what_is_found_instead(small: RuleBase) -> None:
    (unused, _) = report(small, f"claimcheck-ignore inconsistent: x\n{A}\n").findings
    assert unused.explanation == "Found here: overstated/cure."


def test_severities_by_rule_group_and_kind(small: RuleBase) -> None:
    """The nearest name holds; of two alike the later."""

    def severity(*names: tuple[str, str]) -> str:
        return report(small, A, severities=names).findings[0].severity

    assert severity(("overstated", "info")) == "info"
    assert severity(("overstated/cure", "warning"), ("overstated/", "info"), ("all", "error")) == "warning"
    assert severity(("overstated", "info"), ("overstated", "warning")) == "warning"
    with pytest.raises(ConfigError, match="did you mean 'overstated'"):
        severity(("overstatd", "info"))


def test_many_markers_are_read_in_a_blink(small: RuleBase) -> None:
    """Neither markers nor what only looks like one make it slow."""
    import time

    lists = "claimcheck-ignore a" + ", a" * 3000 + " b "
    for source in (f"{OK}\n{B}\n\n" * 500, "claimcheck-ignore-" * 20_000, "<!-- claimcheck-ignore " * 5_000, lists * 5):
        start = time.perf_counter()
        report(small, f"Words. {source}")
        assert time.perf_counter() - start < 5
