"""Every word of an article is found at its place in the source, whatever was between and inside the words."""

from __future__ import annotations

import html
import itertools
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reading import article, located

from claimcheck.model import Article
from claimcheck.readers import read_text
from claimcheck.readers.typography import clean

LETTERS = st.sampled_from([*list("abcxyzABC019.,:;!?-'()’‘“”—–é日。、，％Ａ\xad\u200b\u200d\ufeffﬁﬃ́‑"), "fi", "https://a.b/c", "www.x.org"])
WORD = st.lists(LETTERS, min_size=1, max_size=8).map("".join)
GAP = st.sampled_from([" ", "  ", "\u00a0", "\u2009", "\u3000", "\t", "\n", "\r\n", "\n\n", "\r\n\r\n", "\n- ", "\n> ", "\n1. ", " \u200b ", "\n\n\n  "])
TEXTS = st.lists(st.tuples(WORD, GAP), min_size=1, max_size=40).map(lambda parts: "".join(word + gap for word, gap in parts))
PLAIN = st.text("abcdefghij", min_size=1, max_size=7)
ENTITIES = {"&": "&amp;", "<": "&lt;", "é": "&eacute;", "’": "&#8217;", "–": "&#x2013;", "\u00a0": "&nbsp;"}


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("a\u00adb soft\u00adhy\u00adphen", "ab softhyphen"),
        ("of\ufb01ce di\ufb03cult", "office difficult"),
        ("zero\u200bwidth \u200b\ufeff space", "zerowidth space"),
        ("１００％ （ＲＡ）", "100% (RA)"),
        ("don’t ‘x’ “y” – —", "don't 'x' “y” – —"),
        ("5\u202fmg 5\u2009mg\u00a05", "5 mg 5 mg 5"),
        ("co\u2011op non\u2010x \u22125", "co-op non-x -5"),
        ("cafe\u0301 n\u0303", "café ñ"),
        ("one。two、three", "one。two、three"),
        ("a\u00ad\u0301b \ufb01\u0301x e\u0301\u0302\u200b!", "a\u0301b fi\u0301x é\u0302!"),
    ],
)
def test_typography(source: str, text: str) -> None:
    """Every sign is normalised, and every word leads back to the characters it came from."""
    read = read_text(source)
    assert read.text == text
    for word in re.finditer(r"\S+", text):
        assert clean(read.source[slice(*read.locate(*word.span()))]) == word[0]
    assert read.source[slice(*read.locate(0, len(text)))] == source


def test_line_ends_stay() -> None:
    """CRLF is not translated: offsets are into the file as read."""
    read = article("Title here\r\n\r\nFirst paragraph is this one.\r\nSecond one.\r\n")
    assert read.source.count("\r\n") == 4
    assert located(read, "Second") == "Second"
    assert read.locate(read.text.index("Second"), len(read.text))[0] == read.source.index("Second")


def assert_runs_are_sound(read: Article) -> None:
    """Runs ascend in the text, and within a block in the source too; blocks cover the text in order."""
    starts = [start for start, _, _ in read.runs]
    assert starts == sorted(set(starts))
    assert starts[:1] == ([0] if read.text else [])
    assert all(0 <= begin <= end <= len(read.source) for _, begin, end in read.runs)
    edge = 0
    for block in read.blocks:
        assert read.text[edge : block.start] == ("\n\n" if edge else "")
        assert read.text[block.start : block.end].strip() == read.text[block.start : block.end] != ""
        runs = [run for run in read.runs if block.start <= run[0] < block.end]
        assert all(before[2] <= after[1] for before, after in itertools.pairwise(runs))
        assert all(block.start <= at <= block.end for at, _ in block.links)
        assert block.lead_in is None or read.blocks[block.lead_in].start < block.start
        edge = block.end
    assert edge == len(read.text)


@given(TEXTS)
@settings(max_examples=300, deadline=None)
def test_words_of_plain_text(source: str) -> None:
    """In any plain text, the source of every word, cleaned, is the word."""
    read = read_text(source)
    assert_runs_are_sound(read)
    for word in re.finditer(r"\S+", read.text):
        assert clean(re.sub(r"[\r\n]+[>\s]*", "", read.source[slice(*read.locate(*word.span()))])).replace(" ", "") == word[0]


@given(st.lists(st.lists(PLAIN, min_size=1, max_size=6), min_size=1, max_size=8), st.sampled_from(["p", "li", "h2", "td", "div", "blockquote"]), st.randoms())
@settings(max_examples=150, deadline=None)
def test_words_of_html(paragraphs: list[list[str]], tag: str, random: object) -> None:
    """In a page with tags and character references everywhere, the source of every word, resolved, is the word."""
    choice = random.choice  # type: ignore[attr-defined]
    extra = ["", "&amp;", "&lt;", "é", "&eacute;", "’", "&#8217;", "&#x2013;"]
    gaps = [" ", "\n", "&nbsp;", " <b>", "</i> ", "<!-- x > y --> ", "\r\n  ", " <br/>and "]
    source = "".join(f"<{tag} class='x'>" + "".join(word + choice(extra) + choice(gaps) for word in words) + f"</{tag}>\n" for words in paragraphs)
    read = article(source, ".html")
    assert_runs_are_sound(read)
    for word in re.finditer(r"\S+", read.text):
        assert clean(html.unescape(re.sub(r"<[^<>]*>", "", read.source[slice(*read.locate(*word.span()))]))) == word[0]


@given(st.lists(st.lists(PLAIN, min_size=1, max_size=6), min_size=1, max_size=8), st.randoms(), st.sampled_from(["\n", "\r\n"]))
@settings(max_examples=150, deadline=None)
def test_words_of_markdown(paragraphs: list[list[str]], random: object, newline: str) -> None:
    """In Markdown with marks everywhere, the source of every word without marks is the word."""
    choice = random.choice  # type: ignore[attr-defined]
    wraps = ["{}", "*{}*", "**{}**", "[{}](https://a.b/a 'a')", "{} `a b`", "{} <!-- a -->", "\\*{}", "{}&amp;", "<b>{}</b>", "![{}](a.png)", "[{}][a]"]
    gaps = [" ", "\n", "  \n", " a "]
    marks = ["", "- ", "1. ", "> ", "# ", "> - ", "| ", "  "]
    source = "\n\n".join(choice(marks) + "".join(choice(wraps).format(word) + choice(gaps) for word in words) for words in paragraphs)
    read = article((source + "\n\nend\n\n[a]: https://x.y\n").replace("\n", newline), ".md")
    assert_runs_are_sound(read)
    for word in re.finditer(r"[a-z]+", read.text):
        assert re.sub(r"[^a-z]", "", read.source[slice(*read.locate(*word.span()))]) == word[0]


@given(st.text(max_size=300), st.sampled_from([".txt", ".md", ".html"]))
@settings(max_examples=300, deadline=None)
def test_any_text(source: str, suffix: str) -> None:
    """No text breaks a reader."""
    from claimcheck.readers import read_bytes

    for read in read_bytes(source.encode("utf-8", "replace"), path="x", suffix=suffix):
        if isinstance(read, Article):
            assert_runs_are_sound(read)


@given(
    st.lists(
        st.sampled_from(
            [
                "<",
                ">",
                "a",
                "p",
                "/",
                "!",
                "--",
                "div",
                "table",
                "td",
                "li",
                "ul",
                "b",
                " ",
                '"',
                "'",
                "=",
                "&",
                "#",
                ";",
                "x",
                "script",
                "href",
                "title",
                "br",
                "\n",
                "*",
                "[",
                "](",
                ")",
                "`",
                "|",
                "-",
                "> ",
            ]
        ),
        max_size=80,
    ).map("".join),
    st.sampled_from([".md", ".html", ".txt"]),
)
@settings(max_examples=400, deadline=None)
def test_any_markup(source: str, suffix: str) -> None:
    """No markup, however damaged, breaks a reader or moves a place."""
    test_any_text.hypothesis.inner_test(source, suffix)  # type: ignore[attr-defined]
