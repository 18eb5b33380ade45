"""The report for a terminal: it fits the width, reads without colour, and shows where the span is."""

from __future__ import annotations

import re

import pytest

from claimcheck.base import RuleBase
from claimcheck.engine import Checker
from claimcheck.model import ArticleReport, EvidenceItem, Finding, Report
from claimcheck.reporters import text
from claimcheck.reporters.lines import LineIndex
from program import CORPUS

ESCAPE = re.compile(r"\x1b\[[\d;]*m")


def finding(source: str, marked: str, **changes: object) -> Finding:
    start = source.index(marked)
    values: dict[str, object] = {
        "rule": "overstated/cure",
        "kind": "overstated",
        "severity": "error",
        "message": "Magic water is said to cure gout; that is not documented.",
        "explanation": "No cure is on record.",
        "suggestion": "Magic water is being studied for gout.",
        "start": start,
        "end": start + len(marked),
        "quote": marked,
        "evidence": (EvidenceItem("a", "On water", "The Board", "https://example.org/a-very-long-address-" + "x" * 90, "2020-05", "s"),),
        "sentence": (0, len(source)),
        "beside": (source[:start], source[start + len(marked) :]),
    }
    return Finding(**{**values, **changes})  # type: ignore[arg-type]


def report(source: str, *findings: Finding, error: str | None = None) -> Report:
    return Report((ArticleReport("desk/article.md", None, "On water", None, len(source.split()), findings, error, source),), "0" * 12)


SOURCE = "It is said that magic water cures gout in a week, and that nobody who drank it ever fell ill again in all the years that followed."


def test_what_a_finding_looks_like() -> None:
    assert text.render(report(SOURCE, finding(SOURCE, "magic water cures gout", evidence=()))).splitlines() == [
        "desk/article.md  On water",
        "",
        "  1:17  error overstated  overstated/cure",
        "    | It is said that «magic water cures gout» in a week, and that nobody who",
        "    | drank it ever fell ill again in all the...",
        "    Magic water is said to cure gout; that is not documented.",
        "    why:      No cure is on record.",
        "    instead:  Magic water is being studied for gout.",
        "",
        f"1 article, {len(SOURCE.split())} words: 1 error, 0 warnings, 0 info",
    ]


def test_further_findings_on_a_sentence_are_told_with_the_gravest() -> None:
    first, other = finding(SOURCE, "magic water cures gout"), finding(SOURCE, "nobody", severity="warning", rule="unsupported/promise", message="Nobody knows.")
    out = text.render(report(SOURCE, other, first))
    assert out.count("    |") == 2
    assert "    also:     Nobody knows. (warning unsupported/promise)" in out


def test_how_a_finding_came_about_is_told_on_demand(base: RuleBase) -> None:
    (article,) = Checker(base=base).check_all(["-"], stdin=lambda: b"Stem cells cure rheumatoid arthritis.")
    report_ = Report((article,), base.version)
    told = " ".join(text.render(report_, explain=True).split())
    assert (
        "'Stem cells' is stem-cells (named) -> 'rheumatoid arthritis' is rheumatoid-arthritis (named) -> claim: cures, asserted, established, force cures"
        in told
    )
    assert "-> rule: overstated/cure" in told
    assert "because:" not in text.render(report_)


def test_the_words_of_a_web_page_are_shown_without_their_markup(base: RuleBase) -> None:
    (article,) = Checker(base=base).check_all(
        ["-"], stdin=lambda: b"<html><body><p>It is said that <b>turmeric</b> cures Crohn&rsquo;s disease.</p></body></html>"
    )
    out = text.render(Report((article,), base.version))
    assert "It is said that «turmeric cures Crohn's disease»." in out or "«turmeric cures Crohn's disease»" in out
    assert "&rsquo;" not in out


def test_the_source_is_told_with_date_and_address() -> None:
    out = text.render(report(SOURCE, finding(SOURCE, "gout")))
    assert "    source:   On water (The Board, 2020-05)\n              https://example.org/a-very-long" in out


def test_an_article_without_findings_is_not_listed() -> None:
    assert text.render(report(SOURCE)) == f"1 article, {len(SOURCE.split())} words: 0 errors, 0 warnings, 0 info\n"


def test_an_article_that_cannot_be_read_is_listed_with_its_error() -> None:
    out = text.render(report("", error="empty (give a file with the text of an article)"))
    assert "    error:    empty (give a file with the text of an article)" in out
    assert "1 could not be read" in out


def test_a_finding_on_the_whole_article_has_no_place() -> None:
    out = text.render(report(SOURCE, finding(SOURCE, "gout", start=None, end=None, quote=None, sentence=None)))
    assert "  whole article  error overstated" in out
    assert "    |" not in out


@pytest.fixture(scope="module")
def corpus(base: RuleBase) -> Report:
    return Report(tuple(Checker(base=base).check_all([str(CORPUS)])), base.version)


@pytest.mark.parametrize("width", [40, 60, 80, 100])
@pytest.mark.parametrize("colour", [False, True])
def test_no_line_is_wider_than_the_terminal(corpus: Report, width: int, colour: bool) -> None:
    for line in text.render(corpus, colour=colour, width=width).splitlines():
        plain = ESCAPE.sub("", line)
        if len(plain) > width:
            one_word = len(plain.split()) == 1 or (plain.startswith("    |") and len(plain.split()) == 2)
            article = not plain.startswith(" ") and any(plain.startswith(item.path) for item in corpus.articles)
            head = (
                plain.startswith("  ")
                and plain.split()[1:2] != []
                and any(kind in plain for kind in ("overstated", "unsupported", "contradicted", "anecdotal", "inconsistent", "missing-context"))
            )
            summary = " words: " in plain and width < 80
            assert one_word or article or summary or (head and width < 80), plain


def test_without_colour_there_are_no_escape_codes_and_the_span_is_marked(corpus: Report) -> None:
    out = text.render(corpus)
    assert "\x1b" not in out
    assert "«" in out
    assert "»" in out


def test_with_colour_the_words_are_the_same(corpus: Report) -> None:
    coloured = " ".join(ESCAPE.sub("", text.render(corpus, colour=True)).split())
    plain = " ".join(text.render(corpus).replace("«", "").replace("»", "").split())
    assert letters(coloured) == letters(plain)


def letters(out: str) -> str:
    return re.sub(r"[\s|«»]+", "", out)


def test_every_colour_is_switched_off_again(corpus: Report) -> None:
    for line in text.render(corpus, colour=True).splitlines():
        codes = ESCAPE.findall(line)
        assert not codes or codes[-1] == "\x1b[0m", line


def test_control_characters_of_an_article_do_not_reach_the_terminal() -> None:
    source = "It is said that magic \x1b[31mwater cures\x07 gout."
    out = text.render(report(source, finding(source, "gout")))
    assert "\x1b" not in out
    assert "\x07" not in out


def test_lines_and_columns_count_from_one_in_every_kind_of_line_end() -> None:
    index = LineIndex("ab\ncd\r\nef\rgh")
    assert [index.position(offset) for offset in (0, 1, 3, 7, 10, 12)] == [(1, 1), (1, 2), (2, 1), (3, 1), (4, 1), (4, 3)]
