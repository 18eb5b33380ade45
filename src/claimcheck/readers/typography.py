"""Characters as printed, turned into the characters that rules are written in, without losing the way back."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

_SPACES = "\t\n\r\x0b\x0c\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
_INVISIBLE = "\xad\u034f\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff"
_LIGATURES = "\ufb00-\ufb06\u0152\u0153\u00c6\u00e6"
_SPELLED = {"\u0152": "Oe", "\u0153": "oe", "\u00c6": "Ae", "\u00e6": "ae"}
_MARKS = "\u0300-\u034e\u0350-\u036f"

_ONE_FOR_ONE = {
    **dict.fromkeys("\u2018\u2019\u201b\u02bc\xb4", "'"),
    **dict.fromkeys("\u2010\u2011\u2212\ufe63", "-"),
    "\uff61": "\u3002",
    **{chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)},
}
_REPLACED = re.compile(f"[{_SPACES}{''.join(map(re.escape, _ONE_FOR_ONE))}]")
_RARE_SIGNS = f"{_INVISIBLE}{_LIGATURES}{_MARKS}"
_RARE = re.compile(f"[{_RARE_SIGNS}]")
_ODD = re.compile(f"[ {_RARE_SIGNS}](?:(?<= ) +|(?<! )[{_RARE_SIGNS}]*)")
_WORD = re.compile(r"[^\W_]")
_WIDE = re.compile(" {2,}")
_WEB_SIGNS = ("://", "www.", "WWW.", "Www.", "doi:", "DOI:", "Doi:", "doi 10", "DOI 10", "doi10", "DOI10")
_ADDRESS_END = r"""[^\s<>"()“”«»。、]*(?:\([^\s<>"()“”«»。、]*\)[^\s<>"()“”«»。、]*)*"""
_WEB = re.compile(rf"[hHfwWdD](?:ttps?://|TTPS?://|tp://|(?<!\w[wW])(?:ww|WW)\.|(?<!\w[dD])(?:oi|OI):? ?(?=10\.\d{{4,9}}/)){_ADDRESS_END}")
_AFTER_AN_ADDRESS = ".,;:!?]}'"
_BRACKETS = {"(": ")", "[": "]", "<": ">"}


class Fragment(NamedTuple):
    """A stretch of clean prose and where it stood; where a web address was left out, no text but the `address`."""

    text: str
    start: int
    end: int
    address: str | None = None


def clean(text: str) -> str:
    """`text` as a reader would print it in an article, without the edges' white space."""
    return re.sub(" {2,}", " ", "".join(fragment.text for fragment in fragments(text))).strip()


def fragments(text: str) -> Iterator[Fragment]:
    """Cut `text` where characters do not correspond one to one with the clean prose.

    A fragment as long as its source span corresponds character by character; what lies between two fragments was left
    out (invisible characters, repeated spaces, web addresses).
    """
    text = _REPLACED.sub(_replace, text)
    web = _addresses(text) if any(sign in text for sign in _WEB_SIGNS) else iter(())
    rare = not text.isascii() and _RARE.search(text)
    odd = _ODD if rare else _WIDE if "  " in text else None
    done = 0
    for address in web:
        yield from _plain(text, done, address.start, odd)
        yield address
        done = address.end
    yield from _plain(text, done, len(text), odd)


def _addresses(text: str) -> Iterator[Fragment]:
    """The web addresses in `text`, each with brackets around it and one space before."""
    done = 0
    for match in _WEB.finditer(text):
        written = match[0].rstrip(_AFTER_AN_ADDRESS)
        if not _WORD.search(written, 4):
            continue
        start, end = match.start(), match.start() + len(written)
        before = start - 1 if text[start - 1 : start] != " " else start - 2
        closing = _BRACKETS.get(text[before]) if before >= done else None
        stop = end + (text[end : end + 1] in (".", ",", " ") and text[end + 1 : end + 2] == closing)
        if closing and text[stop : stop + 1] == closing:
            start, end = before, stop + 1
        start -= start > done and text[start - 1] == " "
        done = end
        doi = written.find("10.") if written[:3].lower() == "doi" else -1
        yield Fragment("", start, end, f"https://doi.org/{written[doi:]}" if doi > 0 else written)


def _plain(text: str, start: int, end: int, odd: re.Pattern[str] | None) -> Iterator[Fragment]:
    """The fragments of a stretch without web addresses; `odd` finds what may not be kept as it is."""
    if start == end:
        return
    if odd is None:
        yield Fragment(text[start:end], start, end)
        return
    done = start
    for match in odd.finditer(text, start, end):
        at, stop = match.span()
        if text[at] == " ":
            yield Fragment(text[done : at + 1], done, at + 1)
        else:
            letter = at - 1 if _is_mark(text[at]) and at > done and text[at - 1].isalpha() else at
            if letter > done:
                yield Fragment(text[done:letter], done, letter)
            yield from _rare(text, letter, stop)
        done = stop
    if end > done:
        yield Fragment(text[done:end], done, end)


def _rare(text: str, start: int, end: int) -> Iterator[Fragment]:
    """Rare signs in a row: ligatures spelled out, marks put on their letter where Unicode has it, invisible ones left out."""
    at = start
    while at < end:
        stop = at + 1
        if "\ufb00" <= text[at] <= "\ufb06" or text[at] in _SPELLED:
            yield Fragment(_SPELLED.get(text[at]) or unicodedata.normalize("NFKC", text[at]), at, stop)
        elif _is_mark(text[at]) or not _RARE.match(text, at):
            while stop < end and _is_mark(text[stop]):
                stop += 1
            yield Fragment(unicodedata.normalize("NFC", text[at:stop]), at, stop)
        at = stop


def _is_mark(sign: str) -> bool:
    """Whether a sign is a combining mark that is not invisible."""
    return "\u0300" <= sign <= "\u036f" and sign != "\u034f"


def _replace(match: re.Match[str]) -> str:
    return _ONE_FOR_ONE.get(match[0], " ")
