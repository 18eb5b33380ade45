"""Comments in plain text, which has none: a line, or the end of one, that begins with the marker."""

from __future__ import annotations

import functools
import re

from claimcheck.model import Comment

_LONGEST = 1000
_LINE_BREAK = r"(?:\r\n|[\r\n])"
_OPENING = r"(?:<!--|//|[#%*;(\[])?[ \t]*"
_NAMES = r"[ \t]+[\w/-]+(?:[ \t]*,[ \t]*[\w/-]+)*[ \t]*(?::[^\r\n]*)?"


def set_apart(source: str, marker: str) -> tuple[str, tuple[Comment, ...]]:
    """`source` with its markers blanked, so that no other character moves, and the markers as comments."""
    if marker not in source:
        return source, ()
    parts: list[str] = []
    comments: list[Comment] = []
    done = 0
    for match in _pattern(marker).finditer(source):
        parts += [source[done : match.start()], " " * len(match[0])]
        done = match.end()
        start, end = match.span("own") if match["own"] else match.span("tail")
        comments.append(Comment(_words(source[start:end], marker), start, end))
    return "".join([*parts, source[done:]]), tuple(comments)


@functools.lru_cache(maxsize=8)
def _pattern(marker: str) -> re.Pattern[str]:
    """A line that begins with the marker, with the break before it: the lines around it stay together; or the end of a line, from the marker on."""
    word = re.escape(marker) + r"(?:-[a-z]+)?(?![\w/-])"
    comment = rf"<!--[ \t]*{word}(?:(?!-->)[^\r\n]){{0,{_LONGEST}}}-->"
    own = rf"(?:{comment}|{_OPENING}{word}[^\r\n]*)"
    tail = rf"(?:{comment}|{_OPENING}{word}(?:{_NAMES}|(?<=-end))[ \t]*(?:[\])]|\*/)?(?=[\r\n]|\Z))"
    return re.compile(rf"(?:\A|{_LINE_BREAK})[ \t]*(?P<own>{own})|(?<=[ \t])(?P<tail>{tail})")


def _words(written: str, marker: str) -> str:
    """A marker without the signs that set it apart."""
    words = written[written.index(marker) :].rstrip()
    if written.startswith("<!--"):
        return words.removesuffix("-->").rstrip()
    return words[:-1].rstrip() if (written[0], words[-1]) in (("[", "]"), ("(", ")")) else words
