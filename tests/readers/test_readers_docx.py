"""DOCX: paragraphs, tables and lists in reading order; broken files are told apart."""

from __future__ import annotations

import datetime
import io
import zipfile

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from reading import article, blocks, error, items, located

LONG = "This paragraph says what the treatment is, in one sentence that is long enough not to be a heading of any kind."


def saved(document: docx.document.Document) -> bytes:
    """The bytes of a document."""
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


@pytest.fixture
def document() -> docx.document.Document:
    """A document with something of everything."""
    new = docx.Document()
    new.add_paragraph("Stem cells for knees", style="Title")
    new.add_paragraph("Published May 3, 2024")
    new.add_heading("Results", 1)
    paragraph = new.add_paragraph("They ")
    paragraph.add_run("cu").bold = True
    paragraph.add_run("re\u00a0pain\u2014he said.")
    new.add_paragraph("Results can be expected after treatment:")
    new.add_paragraph("Less fatigue", style="List Bullet")
    new.add_paragraph("in the morning", style="List Bullet 2")
    new.add_paragraph("Less pain", style="List Bullet")
    table = new.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Dose", "Effect"
    new.add_paragraph("It works.", style="Quote")
    new.add_paragraph("Typed by hand:")
    new.add_paragraph("• one")
    new.add_paragraph("• two")
    new.add_paragraph(LONG)
    return new


def test_blocks(document: docx.document.Document) -> None:
    """Styles give the kinds; marks typed by hand make list items too."""
    read = article(saved(document), ".docx")
    assert blocks(read) == [
        ("heading", "Stem cells for knees"),
        ("paragraph", "Published May 3, 2024"),
        ("heading", "Results"),
        ("paragraph", "They cure pain—he said."),
        ("paragraph", "Results can be expected after treatment:"),
        ("list-item", "Less fatigue"),
        ("list-item", "in the morning"),
        ("list-item", "Less pain"),
        ("table-cell", "Dose"),
        ("table-cell", "Effect"),
        ("quote", "It works."),
        ("paragraph", "Typed by hand:"),
        ("list-item", "one"),
        ("list-item", "two"),
        ("paragraph", LONG),
    ]
    lead = "Results can be expected after treatment:"
    assert items(read)[:3] == [("Less fatigue", lead), ("in the morning", "Less fatigue"), ("Less pain", lead)]
    assert (read.title, read.date) == ("Stem cells for knees", datetime.date(2024, 5, 3))
    assert located(read, "cure pain") == "cure\u00a0pain"
    assert [block.row for block in read.blocks if block.row] == [(0, 0, 0), (0, 0, 1)]


def test_links_deletions_and_hidden_words() -> None:
    """A link goes to the block's links; what is deleted or hidden is no prose, what is inserted is."""
    new = docx.Document()
    paragraph = new.add_paragraph("A ")
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), new.part.relate_to("https://example.org/s", docx.opc.constants.RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    link.append(paragraph.add_run("study")._r)
    paragraph._p.append(link)
    paragraph.add_run(" says").font.hidden = True
    inserted = OxmlElement("w:ins")
    inserted.append(paragraph.add_run(" found")._r)
    paragraph._p.append(inserted)
    deleted = OxmlElement("w:del")
    run = paragraph.add_run(" proved")._r
    deleted.append(run)
    paragraph._p.append(deleted)
    paragraph.add_run(" this.")
    read = article(saved(new), ".docx")
    assert read.text == "A study found this."
    assert read.blocks[0].links == ((len("A study"), "https://example.org/s"),)


def test_not_a_word_file(document: docx.document.Document) -> None:
    """A cut file, another archive, an encrypted file and a text are refused with a remedy."""
    data = saved(document)
    assert "broken" in error(data[:2000], ".docx").message
    assert "broken" in error(b"plain words", ".docx").message
    assert "encrypted" in error(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500, ".docx").message
    assert error(b"", ".docx").message == "empty"
    other = io.BytesIO()
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr("a.txt", "words")
    assert "broken" in error(other.getvalue(), ".docx").message
    damaged = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(damaged, "w") as archive:
        for name in source.namelist():
            archive.writestr(name, b"<w:document" if name == "word/document.xml" else source.read(name))
    assert "broken" in error(damaged.getvalue(), ".docx").message


def test_empty_document() -> None:
    """A document without words is empty."""
    assert error(saved(docx.Document()), ".docx").message == "empty"


def test_zip_bomb() -> None:
    """An archive that unpacks to more than the limit is refused before it is unpacked."""
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("word/document.xml", "w") as file:
        for _ in range(21):
            file.write(b" " * 10_000_000)
    assert "too large" in error(bomb.getvalue(), ".docx").message


def test_document_without_styles() -> None:
    """Where the author used no styles, headings and lists are read from the shape of the paragraphs."""
    new = docx.Document()
    for text in ("Light for pain", LONG, "Benefits of light", "Less pain", "More energy", "Better sleep", "How it works", LONG):
        new.add_paragraph(text)
    read = article(saved(new), ".docx")
    assert read.title == "Light for pain"
    assert items(read) == [(item, "Benefits of light") for item in ("Less pain", "More energy", "Better sleep")]
