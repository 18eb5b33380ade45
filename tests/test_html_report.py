"""The report as a page: it needs nothing else, runs nothing of an article, can be read by everybody, and its keys and filters work."""

from __future__ import annotations

import base64
import hashlib
import re
import shutil
import subprocess
from dataclasses import replace
from html import unescape
from html.parser import HTMLParser
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotating import WHOLE, on, read
from claimcheck.base import RuleBase
from claimcheck.engine import Checker
from claimcheck.model import Article, ArticleReport, EvidenceItem, Report
from claimcheck.reporters import html
from program import CORPUS, Run

STYLE = files("claimcheck.reporters").joinpath("page.css").read_text(encoding="utf-8")
PAYLOAD = r"""# On \<script>alert(1)\</script> & "water"

Water heals \</mark>\<img src=x onerror=alert(2)> gout, \</style>\<script>alert(3)\</script> they say.

- less pain
- more joy

| dose | effect |
|---|---|
| water cures all | *good* |

> Quoted: it heals.
"""


def reported(article: Article, *words: str) -> ArticleReport:
    """A report with a finding on each of these words, and one on the whole article."""
    findings = (*(on(article, item) for item in words), WHOLE)
    return ArticleReport(article.path, None, article.title, None, len(article.text.split()), findings, None, article.source, article=article)


def rendered(*articles: ArticleReport) -> str:
    return html.render(Report(articles, "0" * 12), tool_version="1")


@pytest.fixture(scope="module")
def page() -> str:
    article = read(PAYLOAD.encode(), "a<b>.md")
    report = reported(article, "Water heals", "heals </mark>", "alert(1)", "water cures all", "more joy")
    evil = EvidenceItem("e", "<b>Evil</b>", "\u202ePress", "javascript:alert(4)", None, "</script><script>alert(5)</script>")
    first = replace(report.findings[0], evidence=(evil,), severity="info", suggestion="</script><script>alert(6)</script>")
    return rendered(replace(report, findings=(first, *report.findings[1:]), title="<script>alert(7)</script>"))


class Elements(HTMLParser):
    """Every start tag with its attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


def test_nothing_of_an_article_runs(page: str) -> None:
    elements = Elements(page).found
    assert sum(tag == "script" for tag, _ in elements) == 1
    assert not [tag for tag, _ in elements if tag in ("img", "iframe", "object", "link", "base", "form", "svg")]
    assert not [name for _, told in elements for name in told if name.startswith("on") or name in ("style", "src", "srcdoc")]
    assert {(told["href"] or "").split(":")[0] for tag, told in elements if tag == "a" and not (told["href"] or "").startswith("#")} <= {"https", "http"}
    assert "\u202e" not in page
    for number in range(1, 8):
        assert f"alert({number})" in Elements(page).text


def test_the_policy_allows_its_own_style_and_script_and_nothing_else(page: str) -> None:
    policy = unescape(re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)[0])
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules["default-src"] == rules["base-uri"] == rules["form-action"] == "'none'"
    for tag in ("style", "script"):
        (content,) = re.findall(rf"<{tag}>(.*?)</{tag}>", page, re.DOTALL)
        assert rules[f"{tag}-src"] == f"'sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}'"
        assert not re.search(r"url\(|@import|https?:|fetch|innerHTML|eval", content)


def test_every_link_within_leads_somewhere_and_no_id_is_there_twice(page: str) -> None:
    elements = Elements(page).found
    ids = [told["id"] for _, told in elements if "id" in told]
    assert len(ids) == len(set(ids))
    assert {(told["href"] or "")[1:] for tag, told in elements if tag == "a" and (told["href"] or "").startswith("#")} <= set(ids)
    assert {name for _, told in elements for name in (told.get("data-findings") or "").split()} <= set(ids)


def test_the_prose_has_its_shape_and_its_marks(page: str) -> None:
    assert "<h3>On &lt;script&gt;" in page or "<h3>On <mark" in page
    assert re.search(r"<ul>\n<li class=\"level1\">less pain</li>\n<li class=\"level1\"><mark[^>]*>more joy</mark>", page)
    assert "<td>dose</td><td>effect</td></tr>" in page
    assert "<blockquote>Quoted: it heals.</blockquote>" in page
    assert '<mark class="info" data-findings="a1f1">Water </mark><mark class="error" data-findings="a1f2 a1f1">heals</mark>' in page
    assert 'id="a1f1t" href="#a1f1" aria-label="finding 1: info, overstated">1</a>' in page


def test_a_card_tells_all(page: str) -> None:
    card = re.findall(r'<li class="finding error" id="a1f2".*?</li>', page, re.DOTALL)[0]
    for words in (
        "error</span> overstated",
        "“heals &lt;/mark&gt;” is",
        "No cure is on record.",
        "(The Board, 2020-05)",
        "Water does not cure gout.",
        "line 3, column 7",
    ):
        assert words in card
    assert "<dt>Instead</dt><dd>It is *being* studied.</dd>" in card
    assert "whole article" in page


def test_a_finding_on_what_is_not_prose_has_a_card_and_no_mark() -> None:
    article = read(b"<!-- one -->\n\nWater cures gout.\n\n<!-- two -->\n\nMore.\n", "a.md")
    report = reported(article)
    places = [(article.source.index("one"), "one"), (article.source.index("two"), "two")]
    page = rendered(replace(report, findings=tuple(replace(WHOLE, start=at, end=at + 3, quote=words) for at, words in places)))
    assert "<mark" not in page
    assert 'f1t"' not in page
    assert "<blockquote>two</blockquote>" in page


def test_several_articles_have_an_index() -> None:
    one = reported(read(b"Water cures gout.", "one.md"), "cures")
    other = ArticleReport("two.docx", None, None, None, 0, (), "empty (give a file)", "")
    third = replace(reported(read(b"Water is wet.", "three.txt")), findings=())
    page = rendered(one, other, third)
    assert page.count('<tr><th scope="row">') == 3
    assert page.count('<section class="article"') == 3
    assert "could not be read" in page
    assert "Could not be read:</strong> empty (give a file)" in page
    assert "Nothing was found." in page
    assert "<nav" not in rendered(one)


# ---------------------------------------------------------------- colours


def colours(which: int) -> dict[str, str]:
    """The colours of the light (0) and dark (1) scheme, and of print (2)."""
    return dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6})", re.findall(r":root \{(.*?)\}", STYLE, re.DOTALL)[which]))


def contrast(one: str, other: str) -> float:
    def luminance(value: str) -> float:
        parts = [int(value[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        red, green, blue = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", [0, 1, 2])
@pytest.mark.parametrize("name", ["text", "quiet", "link", "error", "warning", "info"])
def test_words_can_be_read(scheme: int, name: str) -> None:
    known = colours(scheme)
    for ground in ("ground", "panel"):
        assert contrast(known[name], known[ground]) >= 4.5
    if name == "text":
        for severity in ("error", "warning", "info"):
            assert contrast(known["text"], known[f"{severity}-mark"]) >= 4.5


@pytest.mark.parametrize("scheme", [0, 1, 2])
def test_lines_and_borders_can_be_seen(scheme: int) -> None:
    known = colours(scheme)
    for name in ("line", "error", "warning", "info"):
        assert contrast(known[name], known["ground"]) >= 3
    for severity in ("error", "warning", "info"):
        assert contrast(known[severity], known[f"{severity}-mark"]) >= 3


def test_severities_differ_by_more_than_colour() -> None:
    kinds = [re.findall(rf"mark\.{severity} \{{[^}}]*underline (\w+)", STYLE)[0] for severity in ("error", "warning", "info")]
    assert len(set(kinds)) == 3


# ---------------------------------------------------------------- from source to text and back


@settings(max_examples=200, deadline=None)
@given(st.integers(0, 10_000), st.integers(1, 60))
def test_a_span_is_found_again(start: int, length: int) -> None:
    for source in (PAYLOAD, "<p>Water&nbsp;cures   <b>gout</b> &amp; more</p>\n<nav>no</nav><p>in ﬁve  weeks</p>"):
        article = read(source.encode(), "a.md" if source is PAYLOAD else "a.html")
        block = article.blocks[start % len(article.blocks)]
        first = block.start + start % (block.end - block.start)
        last = min(block.end, first + length)
        low, high = article.find(*article.locate(first, last)) or (-1, -1)
        assert low <= first < last <= high
        if "ﬁ" not in source or "fi" not in article.text[low:high]:
            assert (low, high) == (first, last)


# ---------------------------------------------------------------- as a person uses it


def test_check_writes_it(program: Run, tmp_path: Path) -> None:
    done = program(
        "check", CORPUS / "promo-knee-clinic.md", CORPUS / "promo-light-helmet.docx", "--format", "html", "--output", tmp_path / "r.html", "--fail-on", "never"
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    page = (tmp_path / "r.html").read_text(encoding="utf-8")
    assert page.count('<section class="article"') == 2
    assert "<mark" in page


def test_the_words_that_are_marked_are_those_that_are_flagged(base: RuleBase) -> None:
    reports = list(Checker(base=base).check_all([str(CORPUS)]))
    page = rendered(*reports)
    for number, report in enumerate(reports, 1):
        for index, finding in enumerate(report.findings, 1):
            marked = "".join(re.findall(rf'<mark class="\w+" data-findings="[^"]*\ba{number}f{index}\b[^"]*">(.*?)</mark>', page, re.DOTALL))
            assert unescape(marked) == (finding.quote or "")


BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
USE = """<body><iframe id="page" src="r.html" width="1400" height="900"></iframe><pre></pre><script>
onload = () => {
  const view = document.querySelector("iframe").contentWindow, page = view.document, told = [];
  const key = (name) => page.dispatchEvent(new view.KeyboardEvent("keydown", {key: name, bubbles: true}));
  const tell = () => told.push(`${page.querySelector("#position").textContent}|${[...page.querySelectorAll(".current")].map((e) => e.id || e.textContent)}|${page.activeElement.id}`);
  const box = (name) => page.querySelector(`input[value=${name}]`).click();
  tell(); key("j"); tell(); key("j"); tell(); key("k"); tell(); key("k"); tell();
  box("warning"); tell(); told.push(page.querySelectorAll(".prose mark:is(.error,.warning,.info)").length);
  box("warning"); page.querySelectorAll("mark")[1].click(); tell(); key("Escape"); tell();
  page.querySelector("#keys").click(); key("j"); tell(); page.querySelector("#next").click(); tell();
  document.querySelector("pre").textContent = told.join("\\n");
};
</script>"""


@pytest.mark.skipif(not BROWSER, reason="no Chromium: nothing presses the keys of the page")
def test_keys_and_filters(tmp_path: Path) -> None:
    article = read(b"Water cures gout.\n\nIt heals all, they say.\n\nMore words.", "a.md")
    report = reported(article, "Water cures", "heals all")
    report = replace(report, findings=(report.findings[0], replace(report.findings[1], severity="warning"), report.findings[2]))
    (tmp_path / "r.html").write_text(rendered(report), encoding="utf-8")
    (tmp_path / "use.html").write_text(USE, encoding="utf-8")
    command = [BROWSER, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path}/profile", "--allow-file-access-from-files"]
    done = subprocess.run([*command, "--virtual-time-budget=5000", "--dump-dom", str(tmp_path / "use.html")], capture_output=True, check=True, timeout=110)  # type: ignore[list-item]
    told = re.findall(r"<pre>(.*?)</pre>", done.stdout.decode(), re.DOTALL)[0]
    assert told.splitlines() == [
        "3 findings||",
        "1 of 3|Water cures,a1f1|a1f1",
        "2 of 3|heals all,a1f2|a1f2",
        "1 of 3|Water cures,a1f1|a1f1",
        "3 of 3|a1f3|a1f3",
        "1 of 3 shown||",
        "1",
        "2 of 3|heals all,a1f2|a1f2",
        "3 findings||a1f2",
        "3 findings||a1f2",
        "1 of 3|Water cures,a1f1|a1f1",
    ]
