"""Word comments: on the exact words, and nothing else of the document changes."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from annotating import annotate, read

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
OURS = ("word/document.xml", "word/comments.xml", "word/_rels/comments.xml.rels")
WORDS = (
    "Magic water cures gout",
    "water cures",
    "in three days",
    "stops the pain",
    "for good",
    "restores\tsight and hearing",
    "Twice a day",
    "Less fatigue",
    "hand that",
    "no drug has ever",
    "boxed promise",
)
"""Flagged in `document`: over runs with a bold half word, within another, in a link, over an insertion and a deletion, in a field, over a tab ..."""


def link(paragraph: Any, address: str, *texts: str) -> None:
    element = OxmlElement("w:hyperlink")
    element.set(qn("r:id"), paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    for text in texts:
        element.append(paragraph.add_run(text)._r)
    paragraph._p.append(element)


def tracked(paragraph: Any, kind: str, text: str) -> None:
    element = OxmlElement(f"w:{kind}", attrs={qn("w:id"): "77", qn("w:author"): "Ed", qn("w:date"): "2026-01-02T03:04:05Z"})
    run = paragraph.add_run(text)._r
    if kind == "del":
        run[0].tag = qn("w:delText")
    element.append(run)
    paragraph._p.append(element)


@pytest.fixture(scope="module")
def document() -> bytes:
    """A document with something of everything an editor's draft has."""
    new = docx.Document()
    new.sections[0].header.paragraphs[0].text = "Draft, embargoed"
    new.add_paragraph("Water works", style="Title")
    paragraph = new.add_paragraph("They say: Magic ")
    paragraph.add_run("wa").bold = True
    middle = paragraph.add_run("ter cu")
    middle.bold, middle.italic = True, True
    paragraph.add_run("res gout")
    paragraph.add_run(" in every ").font.size = docx.shared.Pt(14)
    new.add_comment(paragraph.add_run("patient"), "Says who?", author="Ed", initials="E")
    paragraph.add_run(".")
    paragraph = new.add_paragraph("It works ")
    link(paragraph, "https://example.org/s", "within, as told, in three", " days or")
    paragraph.add_run(" less.")
    paragraph = new.add_paragraph("It stops ")
    tracked(paragraph, "del", "nearly all ")
    tracked(paragraph, "ins", "the pain of gout")
    paragraph.add_run(" and heals ")
    tracked(paragraph, "ins", "it for good")
    paragraph.add_run(".")
    paragraph = new.add_paragraph("It restores\tsight and ")
    paragraph.add_run().add_break()
    paragraph.runs[-1]._r.append(parse_xml(f"<w:t {nsdecls('w')}>hearing, they say.</w:t>"))
    table = new.add_table(2, 2)
    for cell, text in zip((cell for row in table.rows for cell in row.cells), ("Dose", "Effect", "Twice a day", "Good"), strict=True):
        cell.text = text
    new.add_paragraph("What you can expect:")
    new.add_paragraph("Less fatigue", style="List Bullet")
    new.add_paragraph("A hand that never shakes", style="List Number")
    paragraph = new.add_paragraph("See ")
    for kind, text in (("begin", ' HYPERLINK "https://example.org/f" '), ("separate", ""), ("end", "")):
        run = paragraph.add_run()._r
        run.append(OxmlElement("w:fldChar", attrs={qn("w:fldCharType"): kind}))
        if text:
            run.append(parse_xml(f"<w:instrText {nsdecls('w')}>{text}</w:instrText>"))
        if kind == "separate":
            paragraph.add_run("why no drug has ever come close")
    paragraph = new.add_paragraph("Beside a box: ")
    box = f"<w:pict {nsdecls('w')}><w:txbxContent><w:p><w:r><w:t>A boxed promise of health.</w:t></w:r></w:p></w:txbxContent></w:pict>"
    paragraph.add_run()._r.append(parse_xml(box))
    file = io.BytesIO()
    new.save(file)
    return file.getvalue()


@pytest.fixture(scope="module")
def reviewed(document: bytes) -> bytes:
    return annotate(document, "a.docx", *(words.replace("\t", " ") for words in WORDS), whole=True)


def opened(data: bytes) -> Any:
    return docx.Document(io.BytesIO(data))


def body(data: bytes) -> Any:
    return opened(data).element.body


def shown(element: Any) -> str:
    """What an element prints."""
    return (element.text or "") if element.tag == f"{W}t" else {f"{W}tab": "\t", f"{W}br": "\n"}.get(element.tag, "")


def anchored(data: bytes) -> list[tuple[str, str]]:
    """The author of each comment, with the words that it stands on."""
    authors = {str(comment.comment_id): comment.author for comment in opened(data).comments}
    words = dict.fromkeys(authors, "")
    open_: set[str] = set()
    referred: list[str] = []
    for element in body(data).iter():
        number = element.get(f"{W}id")
        if element.tag == f"{W}commentRangeStart":
            open_.add(number)
        elif element.tag == f"{W}commentRangeEnd":
            open_.remove(number)
        elif element.tag == f"{W}commentReference":
            assert number not in open_
            referred.append(number)
        for key in open_:
            words[key] += shown(element)
    assert not open_
    assert sorted(referred) == sorted(authors)
    return [(authors[key], text) for key, text in words.items()]


def characters(data: bytes) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Every character and every other thing in a run, with its formatting and what it stands in; our comments left out."""
    ours = {str(comment.comment_id) for comment in opened(data).comments if comment.author == "claimcheck"}
    for element in body(data).iter():
        if not isinstance(element.tag, str) or element.tag == f"{W}r" or (element.tag.startswith(f"{W}comment") and element.get(f"{W}id") in ours):
            continue
        run = next(element.iterancestors(f"{W}r"), None)
        if run is not None and any(child.tag == f"{W}commentReference" and child.get(f"{W}id") in ours for child in run):
            continue
        chain = tuple(ancestor.tag for ancestor in element.iterancestors())
        if f"{W}rPr" in (element.tag, *chain):
            continue
        properties = run.find(f"{W}rPr") if run is not None else None
        formatting = "" if properties is None else docx.oxml.xmlchemy.serialize_for_reading(properties)
        if element.tag in (f"{W}t", f"{W}delText"):
            yield from ((character, formatting, (element.tag, *chain)) for character in element.text or "")
        else:
            yield element.tag + str({key: value for key, value in element.attrib.items() if not key.endswith("}space")}), formatting, chain


def test_each_comment_stands_on_exactly_the_words(reviewed: bytes) -> None:
    expected = {words.replace("and ", "and \n") if "\t" in words else words for words in WORDS} - {"boxed promise"}
    found = [text for author, text in anchored(reviewed) if author == "claimcheck"]
    assert expected <= set(found)
    assert sorted(set(found) - expected) == ["A boxed promise of health.", "Water works"]
    assert len(found) == len(WORDS) + 1


def test_what_a_comment_says(reviewed: bytes) -> None:
    comment = next(comment for comment in opened(reviewed).comments if "“Twice a day”" in comment.text)
    assert (comment.author, comment.initials, comment.timestamp) == ("claimcheck", "cc", None)
    assert comment.text.splitlines() == [
        "Error, overstated: “Twice a day” is <b>said</b> to cure gout.",
        "Why: No cure is on record.",
        "Source: On <water> & *gout* (The Board, 2020-05) https://example.org/a?b=1&c=2",
        "Instead: It is *being* studied.",
        "Rule: overstated/cure",
    ]
    (address,) = (paragraph.hyperlinks[0].address for paragraph in comment.paragraphs if paragraph.hyperlinks)
    assert address == "https://example.org/a?b=1&c=2"


def test_in_a_text_box_where_no_comment_can_stand_it_quotes_the_words(reviewed: bytes) -> None:
    (comment,) = (comment for comment in opened(reviewed).comments if "boxed promise" in comment.text)
    assert "About: “boxed promise”" in comment.text
    assert not next(body(reviewed).iter(f"{W}txbxContent")).findall(f".//{W}commentReference")


def test_all_text_formatting_and_tracked_changes_are_as_they_were(document: bytes, reviewed: bytes) -> None:
    assert list(characters(reviewed)) == list(characters(document))
    assert not [run for run in body(reviewed).iter(f"{W}r") if all(child.tag == f"{W}rPr" or (child.tag == f"{W}t" and not child.text) for child in run)]


def test_a_comment_does_not_go_with_a_rejected_insertion(reviewed: bytes) -> None:
    for insertion in body(reviewed).iter(f"{W}ins"):
        assert not list(insertion.iter(f"{W}commentReference"))


def test_every_other_part_is_the_same_bytes(document: bytes, reviewed: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(document)) as before, zipfile.ZipFile(io.BytesIO(reviewed)) as after:
        assert [name for name in after.namelist() if name not in before.namelist()] == ["word/_rels/comments.xml.rels"]
        for name in before.namelist():
            if name not in OURS and name != "word/_rels/document.xml.rels":
                assert after.read(name) == before.read(name), name


def test_the_comments_of_others_stay(reviewed: bytes) -> None:
    (other,) = (comment for comment in opened(reviewed).comments if comment.author == "Ed")
    assert other.text == "Says who?"
    assert ("Ed", "patient") in anchored(reviewed)


def test_a_document_without_comments_gets_a_part_for_them() -> None:
    new = docx.Document()
    new.add_paragraph("Magic water cures gout.")
    file = io.BytesIO()
    new.save(file)
    before = zipfile.ZipFile(file)
    plain = io.BytesIO()
    with zipfile.ZipFile(plain, "w") as archive:
        for name in before.namelist():
            archive.writestr(name, re.sub(rb"<Override[^>]*comments[^>]*>|<Relationship [^>]*/comments\"[^>]*>", b"", before.read(name)))
    result = annotate(plain.getvalue(), "a.docx", "cures")
    assert anchored(result) == [("claimcheck", "cures")]


def test_annotating_again_adds_comments_with_numbers_of_their_own(reviewed: bytes) -> None:
    again = annotate(reviewed, "a.docx", "heals")
    assert len(anchored(again)) == len(anchored(reviewed)) + 1
    assert ("claimcheck", "heals") in anchored(again)


def test_the_same_draft_gives_the_same_bytes(document: bytes) -> None:
    assert annotate(document, "a.docx", "heals", whole=True) == annotate(document, "a.docx", "heals", whole=True)


def test_without_findings_it_is_the_same_file(document: bytes) -> None:
    assert annotate(document, "a.docx") == document


def test_it_reads_as_before(document: bytes, reviewed: bytes) -> None:
    assert replace(read(reviewed, "a.docx"), comments=()) == replace(read(document, "a.docx"), comments=())


@pytest.mark.skipif(not shutil.which("libreoffice"), reason="LibreOffice is not installed: nothing opens the annotated document")
def test_libreoffice_sees_each_comment_on_its_words(reviewed: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(reviewed)
    command = [
        "libreoffice",
        f"-env:UserInstallation=file://{tmp_path}/profile",
        "--headless",
        "--convert-to",
        "fodt",
        "--outdir",
        str(tmp_path),
        str(tmp_path / "a.docx"),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=110)
    page = (tmp_path / "a.fodt").read_text(encoding="utf-8")
    names = re.findall(r'<office:annotation office:name="(\w+)"[^>]*>\s*<dc:creator>claimcheck<', page)
    page = re.sub(r"<text:tab/>", "\t", re.sub(r"<text:line-break/>", "\n", page))
    page = re.sub(r'<office:annotation office:name="(\w+)".*?</office:annotation>', r"<annotation \1>", page, flags=re.DOTALL)
    found = [re.sub(r"<[^>]*>", "", page[page.index(f"<annotation {name}>") : page.index(f'<office:annotation-end office:name="{name}"')]) for name in names]
    expected = {words.replace("stops the", "stops nearly all the").replace("sight and ", "sight and \n") for words in WORDS if "box" not in words}
    assert len(found) == len(WORDS) + 1
    assert expected <= set(found)
