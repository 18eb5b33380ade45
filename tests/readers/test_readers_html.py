"""HTML: the article of a saved page, and the source of every word."""

from __future__ import annotations

import datetime

import pytest
from reading import article, blocks, error, items, located

BODY = "<p>This treatment is described in words enough to make a paragraph of its own on this page.</p>"
PAGE = f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Stem cells for knees | The Site</title>
<meta property="og:title" content="Stem cells for &quot;knees&quot;">
<script type="application/ld+json">{{"@graph": [{{"datePublished": "2024-05-01T10:00:00Z"}}]}}</script>
<script>document.write("<p>never</p>");</script><style>p {{ color: red }}</style></head>
<body class="single has-sidebar">
<header><nav><ul><li><a href="/">Home</a></ul></nav><h1>Stem cells for knees</h1></header>
<div class="cookie-banner">We use cookies</div>
<main><article>
<p>Stem&nbsp;cells <b>cu</b>re pain, <a href="https://example.org/s">a study</a> says&mdash;AT&T &lt; 5.</p>
{BODY}
<h2>Benefits</h2><ul><li>Less <i>pain</i><li>More energy<ul><li>at work</ul></ul>
<table><tr><th>Dose<th>Effect<tr><td>5 mg<td>good</table>
<blockquote><p>It works.</p></blockquote>
<figure><img alt="x"><figcaption>The knee</figcaption></figure>
<p hidden>never</p><div style="display:none">never</div><pre><code>never()</code></pre>
<div class="related-posts"><p>Also read this</p></div>
</article></main>
<aside>never</aside><form><p>Subscribe</p></form><footer>never</footer></body></html>"""


def test_blocks() -> None:
    """Every kind of block of the article, its headline from the header, and nothing else of the page."""
    assert blocks(article(PAGE, ".html")) == [
        ("heading", "Stem cells for knees"),
        ("paragraph", "Stem cells cure pain, a study says—AT&T < 5."),
        ("paragraph", BODY[3:-4]),
        ("heading", "Benefits"),
        ("list-item", "Less pain"),
        ("list-item", "More energy"),
        ("list-item", "at work"),
        ("table-cell", "Dose"),
        ("table-cell", "Effect"),
        ("table-cell", "5 mg"),
        ("table-cell", "good"),
        ("quote", "It works."),
        ("caption", "The knee"),
    ]


def test_structure_and_places() -> None:
    """Title, date, introductions, cells, links, and the source of words with markup in them."""
    read = article(PAGE, ".html")
    assert (read.title, read.date) == ('Stem cells for "knees"', datetime.date(2024, 5, 1))
    assert items(read) == [("Less pain", "Benefits"), ("More energy", "Benefits"), ("at work", "More energy")]
    assert [block.row for block in read.blocks if block.row] == [(0, 0, 0), (0, 0, 1), (0, 1, 0), (0, 1, 1)]
    assert [address for _, address in read.blocks[1].links] == ["https://example.org/s"]
    assert located(read, "cells cure") == "cells <b>cu</b>re"
    assert located(read, "Stem cells cure") == "Stem&nbsp;cells <b>cu</b>re"
    assert located(read, "—AT&T <") == "&mdash;AT&T &lt;"


@pytest.mark.parametrize(
    "tag",
    [
        '<meta property="article:published_time" content="2024-05-01T10:00:00+02:00">',
        '<meta name="date" content="2024-05-01">',
        "<meta name=DC.date.issued content=2024-05-01>",
        '<time datetime="2024-05-01">yesterday</time>',
        '<script type="application/ld+json">[{"a": [{"datePublished": "2024-05-01"}]}]</script>',
        "<p>May 1, 2024</p>",
    ],
)
def test_dates(tag: str) -> None:
    """The date is read from the usual places."""
    assert article(f"<html><body>{tag}{BODY}", ".html").date == datetime.date(2024, 5, 1)


def test_page_without_markers_and_with_a_form_around_it() -> None:
    """Where what looks like noise holds most of the text, it is the text."""
    assert blocks(article(f"<form><div>Title words</div>{BODY}{BODY}</form>", ".html"))[0] == ("paragraph", "Title words")


def test_menus_are_left_out() -> None:
    """A list of short links only is a menu, a list of references is not."""
    menu = "<ul>" + "".join(f"<li><a href='/{n}'>Page {n}</a>" for n in range(5)) + "</ul>"
    references = "<ul>" + "".join(f"<li><a href='/{n}'>A study of the knee in {n} people over many years</a>" for n in range(5)) + "</ul>"
    assert len(items(article(menu + BODY * 3 + references, ".html"))) == 5


def test_line_breaks() -> None:
    """Two line breaks end a paragraph; one does where the line ends a sentence, starts with a bullet or is short."""
    read = article("<div>First line of text.<br>Second line<br><br>Third goes<br>on here, it is long enough to be one line.<br>• item</div>" + BODY, ".html")
    assert [text for _, text in blocks(read)][:4] == [
        "First line of text.",
        "Second line",
        "Third goes on here, it is long enough to be one line.",
        "• item",
    ]


def test_layout_tables() -> None:
    """Cells of a table with tables in it, or with one column, are paragraphs."""
    read = article(f"<table><tr><td>{BODY}<td><table><tr><td>a<td>b</table></table><table><tr><td>Box</table>", ".html")
    assert [kind for kind, _ in blocks(read)] == ["paragraph", "table-cell", "table-cell", "paragraph"]


def test_unclosed_and_misnested_tags() -> None:
    """Damaged markup loses no text and moves no place."""
    read = article("<div><b><p>One <i>two</b> three</i><div>four</span></div></table> five <a href='x>six</a> 7 < 8 & <3", ".html")
    assert read.text == "One two three\n\nfour\n\nfive six 7 < 8 & <3"
    assert located(read, "three") == "three"


def test_fragments_and_comments() -> None:
    """A fragment is read as it is; comments, also unclosed ones, are no prose."""
    assert article("Just <!-- not this > --> words<!-- and the rest", ".html").text == "Just words"


def test_declared_charset() -> None:
    """What is not UTF-8 is read as the page declares; what is UTF-8 stays UTF-8 whatever it declares."""
    page = '<html><meta charset="{}"><p>Ein Café für dich – “gut”</p>'
    assert "Café für dich – “gut”" in article(page.format("windows-1252").encode("cp1252"), ".html").text
    assert "Café für" in article(page.format("iso-8859-1").encode(), ".html").text
    assert "小结" in article("<meta charset=gb2312><p>小结 of the text</p>".encode("gb18030"), ".html").text


def test_page_without_text() -> None:
    """A page of scripts only is told apart."""
    assert error("<html><script>1</script></html>", ".html").message == "no prose in it"
