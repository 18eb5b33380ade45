"""The tags, texts and character references of an HTML page, each with its span.

`html.parser` gives positions too, but looks through the rest of the page again for every tag that is never closed: a
damaged page of some megabytes takes hours. This one looks at no character more than a few times, and follows the same
rules of the HTML standard for comments, raw text and unquoted attributes.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import NamedTuple

_TAG = re.compile(r"<(?P<close>/?)(?P<name>[a-zA-Z][^\s/>]*+)(?P<attributes>(?>[^>=]++|=\s*+(?:\"[^\"]*+\"|'[^']*+')?)*+)>")
_ATTRIBUTE = re.compile(r"([^\s=>\"'/]++)(?:\s*+=\s*+(\"[^\"]*\"|'[^']*'|[^\s>\"']++))?")
_REFERENCE = re.compile(r"&(?:#[0-9]{1,8};?|#[xX][0-9a-fA-F]{1,8};?|[A-Za-z][A-Za-z0-9]{1,31};|(?:amp|lt|gt|quot|nbsp|copy|reg)(?![\w=;]))")
_RAW = frozenset(("script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"))


class Token(NamedTuple):
    """kind: text | reference | open | close | comment | raw (what a script, style or title element holds).

    name: of the tag, in lower case; text: a text or comment as written, a reference as meant, the attributes of a tag as written.
    """

    kind: str
    name: str
    text: str
    start: int
    end: int


def attributes(written: str) -> dict[str, str]:
    """The attributes of a tag, names in lower case, character references resolved."""
    found: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(written):
        value = match[2] or ""
        if value[:1] in ("'", '"'):
            value = value[1:-1]
        found.setdefault(match[1].lower(), html.unescape(value))
    return found


def tokens(source: str, start: int = 0, end: int | None = None) -> Iterator[Token]:
    """The tokens of `source[start:end]` in order; an unclosed comment, with all that it swallows, is left out."""
    stop = len(source) if end is None else end
    at = start
    closed_tags_follow = True
    unclosed: set[str] = set()
    while at < stop:
        tag = source.find("<", at, stop)
        if tag < 0:
            tag = stop
        if tag > at:
            yield from _texts(source, at, tag)
        if tag == stop:
            return
        after = source[tag + 1 : tag + 3]
        if after[:1] in ("!", "?") or (after[:1] == "/" and not after[1:].isalpha()):
            at = _declaration_end(source, tag, stop)
            if source.startswith("<!--", tag) and source.endswith("-->", tag + 7, at):
                yield Token("comment", "", source[tag + 4 : at - 3], tag, at)
            continue
        match = _TAG.match(source, tag, stop) if closed_tags_follow else None
        if not match:
            closed_tags_follow = closed_tags_follow and not after.removeprefix("/")[:1].isalpha()
            yield Token("text", "", "<", tag, tag + 1)
            at = tag + 1
            continue
        at = match.end()
        name = match["name"].lower()
        yield Token("close" if match["close"] else "open", name, match["attributes"], tag, at)
        if name in _RAW and not match["close"] and name not in unclosed:
            raw_end = _raw_end(source, name, at, stop)
            if raw_end < 0:
                unclosed.add(name)
                continue
            yield Token("raw", name, source[at:raw_end], at, raw_end)
            at = raw_end


def _texts(source: str, start: int, end: int) -> Iterator[Token]:
    """Text cut at its character references."""
    if source.find("&", start, end) < 0:
        yield Token("text", "", source[start:end], start, end)
        return
    at = start
    for match in _REFERENCE.finditer(source, start, end):
        meant = html.unescape(match[0])
        if meant == match[0]:
            continue
        if match.start() > at:
            yield Token("text", "", source[at : match.start()], at, match.start())
        at = match.end()
        yield Token("reference", "", meant, match.start(), at)
    if end > at:
        yield Token("text", "", source[at:end], at, end)


def _declaration_end(source: str, at: int, stop: int) -> int:
    """Where a comment, doctype, CDATA mark or processing instruction ends; an unclosed one swallows the rest."""
    if source.startswith("<!--", at):
        if source.startswith((">", "->"), at + 4):
            return source.index(">", at) + 1
        end = source.find("-->", at + 4, stop)
        return end + 3 if end >= 0 else stop
    end = source.find(">", at, stop)
    return end + 1 if end >= 0 else stop


def _raw_end(source: str, name: str, at: int, stop: int) -> int:
    """Where the closing tag of a raw text element begins, or -1."""
    match = re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE).search(source, at, stop)
    return match.start() if match else -1
