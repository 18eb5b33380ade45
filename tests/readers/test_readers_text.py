"""Plain text: blocks are read from the shape of the lines."""

from __future__ import annotations

import datetime

import pytest
from reading import article, blocks, items, located

from claimcheck.readers import read_text

LONG = "This paragraph says what the treatment is, in one sentence that is long enough not to be a heading of any kind."
WRAPPED = """A new treatment for joints

The treatment was given to forty people with painful knees, who were then
followed for a year by doctors who did not know which of them had received it. The
pain went down in both groups, and no difference was found between them at
the end of the year.

It is well-
known that pain of this kind comes and goes, and that people seek help when
it is worst.
"""


def test_one_paragraph_a_line() -> None:
    """Without wrapped lines every line is a block; the first short one is the title."""
    read = article(f"The title of it\n{LONG}\n{LONG}\n")
    assert blocks(read) == [("heading", "The title of it"), ("paragraph", LONG), ("paragraph", LONG)]
    assert read.title == "The title of it"
    assert read.blocks[0].level == 1


def test_wrapped_lines_are_joined() -> None:
    """Lines broken at a column are one paragraph, and a hyphen at the end keeps its word together."""
    read = article(WRAPPED)
    assert [kind for kind, _ in blocks(read)] == ["heading", "paragraph", "paragraph"]
    assert "who were then followed for a year" in read.text
    assert "well-known" in read.text
    assert located(read, "then followed") == "then\nfollowed"


def test_two_short_lines_of_one_sentence_are_joined() -> None:
    """A sentence broken once is joined although the text is too short to tell whether it is wrapped."""
    assert blocks(article("Stem cells cure rheumatoid\narthritis in most people."))[0][1].endswith("rheumatoid arthritis in most people.")


@pytest.mark.parametrize(
    ("mark", "second"), [("- ", "- "), ("* ", "* "), ("• ", "•"), ("1. ", "2. "), ("1) ", "2)"), ("1、", "2、"), ("a. ", "b. "), ("(a) ", "(b) "), ("① ", "②")]
)
def test_marked_lists(mark: str, second: str) -> None:
    """A marked item is a list item without its mark, introduced by the line that ends in a colon."""
    read = article(f"{LONG}\nResults can be expected after treatment:\n{mark}Reduction in fatigue\n{second}Less pain\n{LONG}")
    lead = "Results can be expected after treatment:"
    assert items(read) == [("Reduction in fatigue", lead), ("Less pain", lead)]


def test_lists_without_marks() -> None:
    """Short lines after a heading or a colon are its items; the heading of what follows is not."""
    read = article(f"Title\n{LONG}\nBenefits of treatment\nLess pain\nMore energy at work\nBetter sleep\nRecovery and Downtime\n{LONG}")
    assert items(read) == [(item, "Benefits of treatment") for item in ("Less pain", "More energy at work", "Better sleep")]
    assert ("heading", "Recovery and Downtime") in blocks(read)


def test_labelled_lines_are_items() -> None:
    """Lines that explain a label are the items of the heading above."""
    read = article(f"Title\n{LONG}\nBenefits of light\nFaster healing: light reaches the wound.\nLess pain : it eases what hurts.\n{LONG}")
    assert [lead for _, lead in items(read)] == ["Benefits of light"] * 2


def test_nested_lists() -> None:
    """An indented mark is one level deeper and is introduced by the item above it."""
    read = article(f"{LONG}\nIt helps:\n- joints, such as\n  - knees\n  - hips\n- skin")
    assert [(block.level, block.lead_in) for block in read.blocks[2:]] == [(1, 1), (2, 2), (2, 2), (1, 1)]


def test_numbered_headings() -> None:
    """A number before a short line with a paragraph below it makes a heading."""
    read = article(f"Title\n{LONG}\n1. Removal of Metals\n{LONG}\n2. Less Stress\n{LONG}")
    assert ("heading", "Removal of Metals") in blocks(read)
    assert items(read) == []


def test_a_closed_sentence_introduces_nothing() -> None:
    """A list after a full paragraph is not introduced by it."""
    assert items(article(f"{LONG}\n- In 1990 it began.\n- In 1995 it ended.")) == [("In 1990 it began.", None), ("In 1995 it ended.", None)]


def test_underlined_headings_and_rules() -> None:
    """Rules are no prose; one below a line makes it a heading."""
    read = article(f"A heading that is underlined\n====\n\n{LONG}\n\n* * *\n\nSecond part of it\n-----\n{LONG}")
    assert [kind for kind, _ in blocks(read)] == ["heading", "paragraph", "heading", "paragraph"]


def test_header_lines() -> None:
    """Header fields are no prose but give title and date; the title is a heading."""
    read = article(f"Title: Stem cells for knees\nDate: 2024-05-01\nURL: https://example.org/x\n\n{LONG}")
    assert (read.title, read.date) == ("Stem cells for knees", datetime.date(2024, 5, 1))
    assert blocks(read) == [("heading", "Stem cells for knees"), ("paragraph", LONG)]
    assert located(read, "Stem cells for knees") == "Stem cells for knees"


def test_quoted_mail() -> None:
    """Mail headers and the line that introduces a quoted mail are no prose; what is quoted is a quote."""
    read = article(
        f"From: Ann <ann@example.org>\nTo: Bob\nSubject: Your cure\nDate: Mon, 3 May 2021 10:00:00 +0000\n\n{LONG}\n\n"
        "On Mon, 3 May 2021, Bob <bob@example.org>\nwrote:\n> The cure works for everyone\n> who tries it.\n>\n> Second part of the mail is here.\n"
    )
    assert read.title == "Your cure"
    assert read.date == datetime.date(2021, 5, 3)
    assert blocks(read)[1:] == [
        ("paragraph", LONG),
        ("quote", "The cure works for everyone who tries it."),
        ("quote", "Second part of the mail is here."),
    ]


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("Published on May 3, 2024", datetime.date(2024, 5, 3)),
        ("3 May 2024", datetime.date(2024, 5, 3)),
        ("June 11, 2012 (Philadelphia) -- In an early study, a treatment helped 15 teens with diabetes to stay well.", datetime.date(2012, 6, 11)),
        ("LONDON, June 11, 2012 — In an early study, a treatment helped 15 teens with diabetes to stay well.", datetime.date(2012, 6, 11)),
        ("On January 2, 2025 - as was said before - the product was approved for use in one country of the world.", None),
        ("05/06/2024", None),
        ("February 30, 2024", None),
    ],
)
def test_dates(line: str, date: datetime.date | None) -> None:
    """A date is taken from a line of its own or the head of the report, never from a sentence and never by guess."""
    assert article(f"The title of it\n{line}\n{LONG}").date == date


def test_addresses_are_links() -> None:
    """A web address or DOI is no prose; it is a link where it stood, brackets and all."""
    read = article(f"One study (https://example.org/a_b.) found it, see www.example.com/x. Also doi:10.1000/xyz-1. {LONG}")
    assert read.text.startswith("One study found it, see. Also. This")
    assert read.blocks[0].links == ((9, "https://example.org/a_b"), (23, "www.example.com/x"), (29, "https://doi.org/10.1000/xyz-1"))


def test_captions() -> None:
    """A line "Figure 1: ..." is a caption."""
    assert ("caption", "Figure 1: The knee") in blocks(article(f"{LONG}\nFigure 1: The knee\n{LONG}"))


def test_read_text_of_nothing() -> None:
    """An empty text is an article without blocks, not an error."""
    read = read_text("")
    assert (read.text, read.blocks, read.runs) == ("", (), ())


def test_one_line_is_a_paragraph() -> None:
    """A single line without a full stop is no heading."""
    assert blocks(article("Stem cells cure rheumatoid arthritis")) == [("paragraph", "Stem cells cure rheumatoid arthritis")]
