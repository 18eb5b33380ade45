"""A draft with its findings written into it: Word comments, Markdown footnotes, marks and notes on a web page.

Nothing else of the draft changes. Each format, with the library it needs, is imported when it is first used.
"""

from __future__ import annotations

import os
from collections.abc import Sequence

from claimcheck import readers
from claimcheck.errors import ConfigError, ReadError
from claimcheck.model import MARKER, Article, Finding

__all__ = ["SUFFIXES", "annotated", "check_names", "read"]

_KINDS = {".docx": "docx", ".md": "markdown", ".markdown": "markdown", ".html": "html", ".htm": "html", ".xhtml": "html"}
SUFFIXES = tuple(_KINDS)
"""The suffixes of the files that can be annotated."""


def read(path: str, *, marker: str = MARKER) -> tuple[bytes, Article]:
    """A draft, and the article in it; `marker` begins the comments that accept findings. Raises ReadError for one that cannot be read."""
    article = next(readers.read_path(path, marker=marker))
    if isinstance(article, ReadError):
        raise article
    with open(path, "rb") as file:
        return file.read(), article


def annotated(data: bytes, article: Article, findings: Sequence[Finding]) -> bytes:
    """The file `data`, from which `article` was read, with a note on each finding."""
    kind = _kind(article.path)
    if kind == "docx":
        from claimcheck.annotate import docx

        return docx.annotated(data, article, findings)
    if kind == "markdown":
        from claimcheck.annotate import markdown

        return markdown.annotated(data, article, findings)
    from claimcheck.annotate import html

    return html.annotated(data, article, findings)


def check_names(draft: str, output: str) -> None:
    """Raise ConfigError for a draft that cannot be annotated, an output of another format, and one that is the draft."""
    kind = _kind(draft)
    if kind is None:
        suffix = os.path.splitext(draft)[1]
        raise ConfigError(
            f"{suffix!r} files cannot be annotated" if suffix else "only files can be annotated", where=draft, remedy=f"one of {', '.join(SUFFIXES)}"
        )
    if _kind(output) != kind:
        raise ConfigError("not the format of the draft", where=output, remedy=f"give it the suffix {os.path.splitext(draft)[1]}")
    same = os.path.samefile(draft, output) if os.path.exists(draft) and os.path.exists(output) else os.path.realpath(draft) == os.path.realpath(output)
    if same:
        raise ConfigError("the draft itself is never overwritten", where=output, remedy="give another name with -o")


def _kind(path: str) -> str | None:
    return _KINDS.get(os.path.splitext(path)[1].lower())
