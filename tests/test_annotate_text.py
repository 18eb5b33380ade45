"""Markdown footnotes and marks on a web page: in the right place, inert, and all else as it was."""

from __future__ import annotations

import io
import re
from html.parser import HTMLParser

import docx
import pytest
from markdown_it import MarkdownIt
from typer.testing import CliRunner

from annotating import annotate, on, read
from claimcheck import cli
from claimcheck.annotate import annotated
from claimcheck.base import RuleBase
from claimcheck.engine import Checker
from claimcheck.errors import ClaimcheckError, ReadError
from program import CORPUS

REFERENCE = re.compile(r"\[\^cc\d+\](?!: (?:\*\*|<strong>|Ours))")


def markdown(source: str, *words: str, whole: bool = False) -> str:
    """The annotated Markdown."""
    return annotate(source.encode(), "a.md", *words, whole=whole).decode()


@pytest.mark.parametrize(
    ("source", "words", "expected"),
    [
        ("Water cures gout.", "cures gout", "Water cures gout[^cc1]."),
        ("Water **cu**res gout.", "Water cures", "Water **cu**res[^cc1] gout."),
        ("Water **cures**s gout.", "Water cures", "Water **cures**[^cc1]s gout."),
        ("Water **cures** gout.", "cures", "Water **cures[^cc1]** gout."),
        ("# Water cures\n\nGout.", "Water cures", "# Water cures[^cc1]"),
        ("Water cures\n===\n\nGout.", "Water cures", "Water cures[^cc1]\n==="),
        ("See [water cures gout](https://example.org 'a') now.", "water cures", "See [water cures gout](https://example.org 'a')[^cc1] now."),
        ("See [water cures][1] now.\n\n[1]: https://example.org", "water cures", "See [water cures][1][^cc1] now."),
        ("![Water cures gout](a.png) Well.", "Water cures", "![Water cures gout](a.png)[^cc1] Well."),
        ("| a | b |\n|---|---|\n| water cures | gout |", "water cures", "| water cures[^cc1] | gout |"),
        ("- water cures\n- gout", "water cures", "- water cures[^cc1]\n- gout"),
        ("> water\n> cures gout", "water cures", "> water\n> cures[^cc1] gout"),
        ("Water cures[^1] gout.\n\n[^1]: Says *who*?", "cures", "Water cures[^cc1][^1] gout."),
        ("Water cures[^cc7] gout.\n\n[^cc7]: Ours.", "gout", "gout[^cc8].\n\n[^cc7]: Ours."),
        ("---\ntitle: Water cures\n---\nWater cures gout.", "Water cures", "---\ntitle: Water cures\n---\nWater cures[^cc1] gout."),
        ("Water cures, `x` and\n\n```\nwater cures\n```", "Water cures", "Water cures[^cc1], `x` and\n\n```\nwater cures\n```"),
        ("<div>\nWater <b>cu</b>res gout\n</div>\n", "Water cures", "</mark> <b><mark title="),
    ],
)
def test_where_a_footnote_stands(source: str, words: str, expected: str) -> None:
    out = markdown(source, words)
    assert expected in out
    assert re.sub(r"</?mark[^>]*>", "", REFERENCE.sub("", out)).startswith(REFERENCE.sub("", source))


def test_what_a_footnote_says() -> None:
    out = markdown("Water cures gout.\n", "cures", whole=True)
    assert out.split("\n", 1)[0] == "Water cures[^cc1] gout.[^cc2]"
    assert "\n[^cc1]: **Error, overstated:** “cures” is \\<b\\>said\\</b\\> to cure gout.\n\n    **Why:**" in out
    assert "    **Source:** On \\<water\\> \\& \\*gout\\* (The Board, 2020-05) <https://example.org/a?b=1&c=2>\n" in out
    assert "[^cc2]: **Warning, missing-context:** Harms are \\<never\\> \\*named\\*.\n\n    **About:** the whole article" in out


def test_an_open_code_block_does_not_swallow_the_footnotes() -> None:
    source = "Water cures gout.\n\n```\ncode\n"
    out = markdown(source, "cures")
    assert out.endswith("\n```\ncode\n")
    assert out.index("[^cc1]: ") < out.index("```")


def test_what_is_about_no_words_of_the_text_stands_on_the_first_paragraph() -> None:
    source = "Water cures gout.\n\n<!-- not read -->\n\nMore.\n"
    article = read(source.encode(), "a.md")
    at = source.index("<!--")
    out = annotated(source.encode(), article, [on(article, "cures", start=at, end=at + 10, quote="<!-- not r")]).decode()
    assert out.startswith(source.replace("gout.", "gout.[^cc1]"))
    assert "    **About:** “\\<!-- not r”\n" in out


def test_line_ends_and_marks_stay() -> None:
    source = b"\xef\xbb\xbfWater cures gout.\r\n\r\nMore.\r\n"
    out = annotate(source, "a.md", "cures")
    assert out.startswith(b"\xef\xbb\xbfWater cures[^cc1] gout.\r\n\r\nMore.\r\n\r\n[^cc1]: ")
    assert b"\n" not in out.replace(b"\r\n", b"")


def rendered(source: str) -> str:
    return MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(source)


@pytest.fixture(scope="module")
def checker(base: RuleBase) -> Checker:
    return Checker(base=base)


@pytest.mark.parametrize("name", ["promo-knee-clinic.md", "promo-carnivore-blog.md"])
def test_articles_of_the_corpus_read_as_before(checker: Checker, name: str) -> None:
    data = (CORPUS / name).read_bytes()
    article = read(data, name)
    findings = checker.check(article).findings
    out = annotated(data, article, findings).decode()
    assert len(REFERENCE.findall(out)) == len(findings) == len(re.findall(r"^\[\^cc\d+\]: ", out, re.MULTILINE))
    assert REFERENCE.sub("", out).startswith(data.decode())
    page = rendered(out)
    assert REFERENCE.sub("", page).startswith(rendered(data.decode()))


# ---------------------------------------------------------------- HTML

PAGE = """<!DOCTYPE html>
<html><head><title>Water cures</title><style>p{color:red}</style><script>var a = "<p>Water cures</p>";</script></head>
<body class="Water cures"><article><h1 title="Water cures gout">On water</h1>
<p onclick='x("Water cures gout")'>They say: Water <b>cu</b>res gout&nbsp;&amp; more in a
  week, <a href="/s">as <i>studies</i> show</a>.</p>
<!-- Water cures gout --><ul><li>Less pain</li><li>More &lt;script&gt;alert(1)&lt;/script&gt; joy</li></ul>
<p>The end of the matter, as far as anybody can tell today.</p>
</article></body></html>
<!-- the end -->
"""


def unmarked(page: str) -> str:
    page = re.sub(r"\n<section id=\"claimcheck-notes\".*?</section>\n", "", page, flags=re.DOTALL)
    return re.sub(r"<mark id=[^>]*>|</mark>(?:<sup>\[\d+\]</sup>)*", "", page)


class Outline(HTMLParser):
    """Checks that marks hold text only, and keeps what they mark."""

    def __init__(self) -> None:
        super().__init__()
        self.marked: list[str] = []
        self.tags: list[str] = []
        self.ids: list[str] = []
        self.targets: list[str] = []
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert not self._inside
        self.tags.append(tag)
        told = dict(attrs)
        self.ids += [told["id"] or ""] if "id" in told else []
        self.targets += (told.get("aria-describedby") or "").split() + [(told.get("href") or "")[1:]] * ((told.get("href") or "").startswith("#"))
        if tag == "mark":
            self._inside = True
            self.marked.append("")

    def handle_endtag(self, tag: str) -> None:
        assert not self._inside or tag == "mark"
        self._inside = False

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.marked[-1] += data


def test_marks_on_a_page() -> None:
    words = ("Water cures gout", "gout & more in a week", "studies", "Less pain", "<script>alert(1)</script>")
    out = annotate(PAGE.encode(), "a.html", *words, whole=True).decode()
    assert unmarked(out) == PAGE
    outline = Outline()
    outline.feed(out)
    assert outline.marked == ["Water", "cu", "res", "gout", "\xa0& more in a\n  week", "studies", "Less pain", "<script>alert(1)</script>"]
    assert outline.tags.count("script") == 1
    assert len(outline.ids) == len(set(outline.ids))
    assert set(outline.targets) <= set(outline.ids)
    assert out.index("claimcheck-notes") < out.index("</body>")
    assert "<strong>About:</strong> “&lt;script&gt;alert(1)&lt;/script&gt;”" in out
    assert "<strong>About:</strong> the whole article" in out


def test_a_fragment_gets_its_notes_at_the_end() -> None:
    out = annotate(b"<p>Water cures gout.</p>\n", "a.html", "cures").decode()
    assert out.startswith("<p>Water <mark id=")
    assert out.endswith("</section>\n")


def test_ids_that_are_taken_are_not_used() -> None:
    first = annotate(b"<p>Water cures gout.</p>\n", "a.html", "cures")
    assert b'<section id="claimcheck2-notes"' in annotate(first, "a.html", "Water")


def test_no_attribute_can_be_left() -> None:
    page = "<p>Water cures \" onmouseover=\"alert(1) and ' x='.</p>"
    out = annotate(page.encode(), "a.html", "cures \" onmouseover=\"alert(1) and ' x='").decode()
    (title,) = re.findall(r'<mark id="[^"]*" title="([^"]*)" aria', out)
    assert "&quot; onmouseover=&quot;alert(1)" in title


def test_the_encoding_of_a_page_stays() -> None:
    page = '<meta charset="windows-1252"><p>Caf\xe9 water cures gout.</p>'.encode("cp1252")
    article = read(page, "a.html")
    out = annotated(page, article, [on(article, "cures", suggestion="It may help \u2264 5 people")])
    assert "Caf\xe9" in out.decode("cp1252")
    assert b"&#8804; 5 people" in out
    assert unmarked(out.decode("cp1252")).encode("cp1252") == page


@pytest.mark.parametrize("name", ["promo-turmeric-shop.html"])
def test_a_page_of_the_corpus_is_the_same_without_the_marks(checker: Checker, name: str) -> None:
    data = (CORPUS / name).read_bytes()
    article = read(data, name)
    out = annotated(data, article, checker.check(article).findings).decode()
    assert unmarked(out) == data.decode()
    Outline().feed(out)


# ---------------------------------------------------------------- the command


@pytest.mark.parametrize(
    ("draft", "output", "message"),
    [
        ("a.txt", "b.txt", "'.txt' files cannot be annotated"),
        ("-", "b.md", "only files can be annotated"),
        ("a.md", "a.md", "never overwritten"),
        ("a.md", "./x/../a.md", "never overwritten"),
        ("a.md", "b.html", "not the format of the draft"),
        ("missing.md", "b.md", "missing.md: cannot be read"),
    ],
)
def test_what_annotate_refuses(draft: str, output: str, message: str, tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.chdir(tmp_path)
    (tmp_path / "x").mkdir()
    for name in ("a.txt", "a.md"):
        (tmp_path / name).write_text("Water cures gout.")
    done = CliRunner().invoke(cli.app, ["annotate", draft, "-o", output])
    assert isinstance(done.exception, ClaimcheckError)
    assert message in str(done.exception)
    assert not (tmp_path / "b.md").exists()
    assert (tmp_path / "a.md").read_text() == "Water cures gout."


def test_annotate_writes_a_file(tmp_path, small_folder, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    from claimcheck import rulebase

    monkeypatch.setattr(rulebase, "find", lambda: small_folder)
    document = docx.Document()
    document.add_paragraph("Magic water cures gout.")
    file = io.BytesIO()
    document.save(file)
    for name, data in (("a.md", b"Magic water cures gout."), ("a.html", b"<p>Magic water cures gout.</p>"), ("a.docx", file.getvalue())):
        (tmp_path / name).write_bytes(data)
        done = CliRunner().invoke(cli.app, ["annotate", str(tmp_path / name), "-o", str(tmp_path / f"new-{name}")])
        assert done.exit_code == 0
        assert f"new-{name}: 1 note" in done.stderr
        assert (tmp_path / f"new-{name}").stat().st_size > len(data)


def test_a_text_that_its_encoding_cannot_hold_is_refused() -> None:
    data = "Caf\xe9 water cures gout.".encode("cp1252")
    article = read(data, "a.md")
    with pytest.raises(ReadError, match="cannot be written as cp1252"):
        annotated(data, article, [on(article, "cures", suggestion="\u2264 5")])
