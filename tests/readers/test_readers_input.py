"""Files, folders, patterns, JSONL, standard input, encodings: bad input is told apart and the rest goes on."""

from __future__ import annotations

import codecs
import datetime
import os
import subprocess
import sys
from pathlib import Path

import pytest
from reading import article, error

from claimcheck.errors import ReadError
from claimcheck.model import Article
from claimcheck.readers import SUFFIXES, find_files, read_path, read_stdin
from claimcheck.readers.sniff import sniff

TEXT = "Stem cells cure arthritis."


def found(*paths: Path | str) -> list[str]:
    """What find_files gives, errors as their message."""
    return [item.message if isinstance(item, ReadError) else os.path.basename(item) for item in find_files(map(str, paths))]


def test_folders_and_patterns(tmp_path: Path) -> None:
    """A folder is read recursively in sorted order, hidden and unknown files left out; each file once."""
    for name in ("b.txt", "a.md", "c/d.HTML", "c/a.docx", "x.yaml", ".hidden.txt", ".git/e.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(TEXT)
    (tmp_path / "none").mkdir()
    assert found(tmp_path) == ["a.md", "b.txt", "a.docx", "d.HTML"]
    assert found(tmp_path / "b.txt", tmp_path, tmp_path / "a.md") == ["b.txt", "a.md", "a.docx", "d.HTML"]
    assert found(tmp_path / "*.txt") == ["b.txt"]
    assert found(tmp_path / "**" / "*.HTML") == ["d.HTML"]
    assert found(tmp_path / "none", tmp_path / "gone.txt", tmp_path / "*.pdf", tmp_path / "a.md", "-") == [
        "no articles in this folder",
        "no such file or folder",
        "no article matches this pattern",
        "a.md",
        "-",
    ]


def test_read_path(tmp_path: Path) -> None:
    """A file is read by its suffix, one without by its look; what cannot be read is an error that names it."""
    (tmp_path / "a.TXT").write_text(TEXT)
    (tmp_path / "README").write_text("# Title\n\nWords of it.\n")
    (tmp_path / "a.pdf").write_text(TEXT)
    for name, title in (("a.TXT", None), ("README", "Title")):
        (read,) = read_path(str(tmp_path / name))
        assert isinstance(read, Article)
        assert read.title == title
    for name in ("a.pdf", "gone.txt"):
        (failed,) = read_path(str(tmp_path / name))
        assert isinstance(failed, ReadError)
        assert str(failed).startswith(str(tmp_path / name))
    assert isinstance(next(read_path(str(tmp_path))), ReadError)


def test_jsonl(tmp_path: Path) -> None:
    """One article a line; a bad line is an error of its own."""
    file = tmp_path / "all.jsonl"
    file.write_bytes(
        codecs.BOM_UTF8 + b'{"text": "Stem cells cure arthritis.", "id": "n1", "title": "A title", "date": "2024-05-01"}\r\n\r\n'
        b'{"text": "No id \\ud800 here."}\n{"text": 5}\nnot json\n{"text": "  "}\n{"text": "Words.", "date": "soon"}\n[1]\n"x"\n'
        b'{"text": "Words.", "id": 7}\n{"text": "Words.", "id": [7]}\n\xff\xfe\xff\n' + b"[" * 100_000
    )
    read = list(read_path(str(file)))
    articles = [item for item in read if isinstance(item, Article)]
    assert [(item.path, item.id, item.title, item.date) for item in articles] == [
        (f"{file}#n1", "n1", "A title", datetime.date(2024, 5, 1)),
        (f"{file}#3", None, None, None),
        (f"{file}#7", "7", None, None),
    ]
    assert articles[1].text == "No id \ufffd here."
    errors = [item for item in read if isinstance(item, ReadError)]
    assert [item.where.rpartition("#")[2] for item in errors] == ["4", "5", "6", "7", "8", "9", "11", "12", "13"]
    assert all(item.remedy for item in errors)
    file.write_text("\n")
    assert next(str(item) for item in read_path(str(file)) if isinstance(item, ReadError)).startswith(f"{file}: empty")


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (TEXT, "text"),
        ("5 < 6 and * is a star\n- item", "text"),
        ("<!doctype html><p>x</p>", "html"),
        ("\n<html><p>x</p>", "html"),
        ("<p>Some words</p>", "html"),
        ("<3 is a heart", "text"),
        ("# Heading\n\ntext", "markdown"),
        ("---\ntitle: A\n---\ntext", "markdown"),
        ("See [it](http://x.org) now", "markdown"),
        ("#1 in the world", "text"),
        ('{"id": 1, "text": "x"}\n', "jsonl"),
        ("{curly} text", "text"),
        ("\ufeff# Heading", "markdown"),
    ],
)
def test_sniffing(data: str, kind: str) -> None:
    """Standard input is read as what it surely looks like, else as text."""
    assert sniff(data.encode()) == kind
    assert all(isinstance(item, Article) for item in read_stdin(data.encode()))


def test_byte_order_marks() -> None:
    """Offsets are those of the text without the mark, in every Unicode encoding."""
    for data in (
        TEXT.encode("utf-8-sig"),
        TEXT.encode("utf-16"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        TEXT.encode("utf-32"),
        TEXT.encode("utf-16-le"),
    ):
        read = article(data)
        assert read.source == TEXT
        assert read.locate(0, 4) == (0, 4)


def test_windows_1252() -> None:
    """Scattered quotation marks and accents of Windows-1252 are read; anything less certain is refused."""
    assert article("The patient\u2019s caf\u00e9 \u2013 \u201cgood\u201d words in a row, many of them.".encode("cp1252")).text.startswith(
        "The patient's café – “good”"
    )
    for data in ("小结 and a few words".encode("gb18030"), "Лечение".encode("cp1251"), "mixed é and ".encode() + b"\x92 bytes"):
        found = error(data)
        assert "not UTF-8: byte 0x" in found.message
        assert "iconv" in found.remedy


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "empty"),
        (b" \n\t\r\n", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"%PDF-1.7 x", "PDF"),
        (b"PK\x03\x04rest", "ZIP"),
        (b"\x89PNG\r\n", "PNG"),
        (b"{\\rtf1 x}", "RTF"),
        (b"words\x00more\x00\x00words", "binary"),
        (b"\x01\x02\x03\x04 words", "binary"),
        (b"\xff\xfex\x00y", "broken UTF-16"),
        (b"* * *\n---\n", "no prose"),
        (b"x" * 50_000_001, "too large"),
    ],
)
def test_what_is_no_text(data: bytes, message: str) -> None:
    """Every kind of wrong file is named."""
    assert message in error(data).message


def test_import_is_light() -> None:
    """Importing the readers, and reading a plain text, loads no library for other formats."""
    code = (
        "import sys; from claimcheck.readers import read_text; read_text('Words.');"
        "print([m for m in ('markdown_it', 'docx', 'lxml', 'yaml', 'spacy', 'json') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_suffixes() -> None:
    """The suffixes are those of the documentation."""
    assert set(SUFFIXES) == {".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml", ".docx", ".jsonl", ".ndjson"}
