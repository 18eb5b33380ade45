"""Cost grows with the length of the text: no damaged or hostile file takes longer than its size deserves."""

from __future__ import annotations

import time

import pytest

from claimcheck.errors import ReadError
from claimcheck.readers import read_bytes

SIZE = 20_000
HOSTILE = {
    ".txt": [
        "[",
        "(",
        "a\n",
        "- a\n",
        "> a\n",
        "A: b\n",
        "a:\nb c\n",
        "1. A\nb\n",
        "http://",
        "<http://a",
        "www.)",
        "doi:10.1234/",
        "e\u0301",
        "a\u200b",
        "a  ",
        "From: a\n",
        "On a\n",
        "Title\n",
        "-\n",
        "\r",
    ],
    ".md": ["[", "[a ", "![", "[]", "[a](", "*a ", "`a ", "<", "> ", "- ", "&", "\\*", "<!--", "a\n", "a\n\n", "|a", "_", "---\n", "[a](b) "],
    ".html": [
        "<",
        "<a ",
        '<a "',
        '<a ="',
        '<a ="> ',
        "<div>",
        "<div>x",
        "<ul><li>x",
        "<table><tr><td>x",
        "<!--",
        "<!",
        "&",
        "&amp;",
        "<script>",
        "<title>",
        "<a href=x>y</a> ",
        "<a href=x>y ",
        "x<br>y ",
        "</b>",
        "<p hidden>x",
        "<h1>x",
    ],
}


@pytest.mark.parametrize(("suffix", "unit"), [(suffix, unit) for suffix, units in HOSTILE.items() for unit in units])
def test_hostile_repetition(suffix: str, unit: str) -> None:
    """The same mark thousands of times, then four times as often: the time may not grow by the square."""
    seconds = []
    for size in (SIZE // 4, SIZE):
        data = (unit * (size // len(unit))).encode()
        began = time.perf_counter()
        list(read_bytes(data, path="x", suffix=suffix))
        seconds.append(time.perf_counter() - began)
    assert seconds[1] < 0.5 or seconds[1] < 10 * seconds[0]


def test_a_million_brackets() -> None:
    """One line of a million brackets is read in every format."""
    for suffix in (".txt", ".md", ".html"):
        began = time.perf_counter()
        (read,) = read_bytes(b"Words. " + b"[" * 1_000_000, path="x", suffix=suffix)
        assert not isinstance(read, ReadError)
        assert time.perf_counter() - began < 10


def test_deep_nesting() -> None:
    """A page nested ten thousand deep is read without recursion."""
    (read,) = read_bytes(("<div><ul><li>" * 10_000 + "words").encode(), path="x", suffix=".html")
    assert not isinstance(read, ReadError)
    assert read.text == "words"


def test_one_long_line() -> None:
    """A single line of ten million characters is read in seconds."""
    began = time.perf_counter()
    (read,) = read_bytes(b"Stem cells cure arthritis. " * 400_000, path="x", suffix=".txt")
    assert not isinstance(read, ReadError)
    assert time.perf_counter() - began < 10
