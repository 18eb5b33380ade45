"""Markdown: blocks and the source of every word."""

from __future__ import annotations

import datetime

import pytest
from reading import article, blocks, error, items, located, words

SAMPLE = """---
title: "Stem cells: a cure?"
date: 2024-05-01
---

# Stem cells &amp; *joints*

They help, says [a study](https://example.org/is "is in here") is the
word. Use `code` now, <!-- claimcheck: ignore --> <https://example.org/b> ~~never~~ and \\* stop.

> Quoted
> words.

Benefits:

1. 1 is a number
2. Less pain
   - nested one

| Dose | Effect |
|------|--------|
| 5 mg | a \\| b |

```
code block
```

![The *knee*](knee.png)

**Bold as a heading**

<!-- a comment -->

<p>Some <b>HTML</b> here.</p>
"""


def test_blocks() -> None:
    """Every kind of block, and nothing of what is no prose."""
    assert blocks(article(SAMPLE, ".md")) == [
        ("heading", "Stem cells & joints"),
        ("paragraph", "They help, says a study is the word. Use now, and * stop."),
        ("quote", "Quoted words."),
        ("paragraph", "Benefits:"),
        ("list-item", "1 is a number"),
        ("list-item", "Less pain"),
        ("list-item", "nested one"),
        ("table-cell", "Dose"),
        ("table-cell", "Effect"),
        ("table-cell", "5 mg"),
        ("table-cell", "a | b"),
        ("caption", "The knee"),
        ("heading", "Bold as a heading"),
        ("paragraph", "Some HTML here."),
    ]


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_places(newline: str) -> None:
    """Words are found at their own place, after entities, links, list numbers and escapes, with any line end."""
    read = article(SAMPLE.replace("\n", newline), ".md")
    assert located(read, "Stem cells &") == "Stem cells &amp;"
    assert located(read, "a study is the") == 'a study](https://example.org/is "is in here") is the'
    assert located(read, "1 is a number") == "1 is a number"
    assert located(read, "and * stop") == "and \\* stop"
    assert located(read, "Quoted words") == f"Quoted{newline}> words"
    assert located(read, "a | b") == "a \\| b"
    assert located(read, "HTML") == "HTML"


def test_structure() -> None:
    """Levels, introductions, cells, links, title and date."""
    read = article(SAMPLE, ".md")
    assert (read.title, read.date) == ("Stem cells: a cure?", datetime.date(2024, 5, 1))
    assert items(read) == [("1 is a number", "Benefits:"), ("Less pain", "Benefits:"), ("nested one", "Less pain")]
    assert [block.level for block in read.blocks if block.kind == "list-item"] == [1, 1, 2]
    assert [block.row for block in read.blocks if block.row] == [(0, 0, 0), (0, 0, 1), (0, 1, 0), (0, 1, 1)]
    paragraph = read.blocks[1]
    assert [address for _, address in paragraph.links] == ["https://example.org/is", "https://example.org/b"]
    assert read.text[: paragraph.links[0][0]].endswith("a study")


def test_front_matter_is_optional() -> None:
    """A rule at the top is no front matter; without one the first heading is the title."""
    read = article("---\n\n# Title\n\nText - here.\n\n---\n", ".md")
    assert read.title == "Title"
    assert blocks(read)[1] == ("paragraph", "Text - here.")


def test_broken_front_matter() -> None:
    """Broken YAML is told with its line."""
    found = error("---\ntitle: Stem cells: a cure\n---\nText.\n", ".md")
    assert found.where == "a.md:2"
    assert "front matter" in found.message


def test_list_after_list() -> None:
    """A list is not introduced by the last item of another."""
    assert items(article("Good:\n\n1. one\n\n   more on it\n\n- two\n", ".md")) == [("one", "Good:"), ("two", None)]


def test_reference_links_and_images_in_text() -> None:
    """A reference link is a link; an image's words are a caption of their own, its place found in spite of brackets."""
    read = article("See [the trial][1] and ![a [small] knee](x.png) then\nthe end.\n\n[1]: https://example.org/t\n", ".md")
    assert blocks(read) == [("paragraph", "See the trial and then the end."), ("caption", "a [small] knee")]
    assert read.blocks[0].links[0][1] == "https://example.org/t"
    assert located(read, "the end") == "the end"
    assert words(read, read.blocks[1]) == located(read, "a [small] knee")


def test_only_code_is_no_article() -> None:
    """A file with nothing but code is told apart from an article."""
    assert error("```\ncode\n```\n", ".md").message == "no prose in it"
