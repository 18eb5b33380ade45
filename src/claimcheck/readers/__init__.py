"""Bytes -> Article: plain text, Markdown, HTML, DOCX and JSONL, each with the way back to the characters of its source."""

from __future__ import annotations

from claimcheck.model import Article
from claimcheck.readers import text as _text

__all__ = ["read_text"]


def read_text(text: str, *, path: str = "<text>") -> Article:
    """The article of a plain text that is already decoded; an empty text gives an article without blocks."""
    return _text.read(text, path=path)
