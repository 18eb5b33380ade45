"""Bytes -> Article: plain text, Markdown, HTML, DOCX and JSONL, each with the way back to the characters of its source.

What is read comes as a stream of `Article | ReadError`: a file that cannot be read, or one line of a JSONL file, is
told in its place and does not stop the others. Each reader, with the library it needs, is imported when it
is first used.
"""

from __future__ import annotations

import io
import os
from collections.abc import Iterable, Iterator

from claimcheck.errors import ReadError
from claimcheck.model import Article
from claimcheck.readers import files as _files
from claimcheck.readers.decode import LIMIT, check_size, decode
from claimcheck.readers.sniff import sniff

__all__ = ["LIMIT", "SUFFIXES", "find_files", "read_bytes", "read_path", "read_stdin", "read_text"]

_KINDS = {
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".docx": "docx",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
}
SUFFIXES = tuple(_KINDS)
"""The suffixes of the files that are read."""


def find_files(paths: Iterable[str]) -> Iterator[str | ReadError]:
    """The files that `paths` (files, folders, patterns) stand for, each once, in order; a ReadError for one without."""
    return _files.find_files(paths, suffixes=SUFFIXES)


def read_path(path: str) -> Iterator[Article | ReadError]:
    """The article of a file, or those of a JSONL file; a file without a suffix is read as what it looks like."""
    suffix = os.path.splitext(path)[1].lower()
    try:
        with open(path, "rb") as file:
            if _KINDS.get(suffix) == "jsonl":
                from claimcheck.readers import jsonl

                yield from jsonl.read(jsonl.lines(file), path=path)
                return
            check_size(os.fstat(file.fileno()).st_size, path=path)
            data = file.read(LIMIT + 1)
    except OSError as error:
        yield ReadError(f"cannot be read: {error.strerror}", where=path, remedy="check the path and its permissions")
        return
    except ReadError as error:
        yield error
        return
    yield from read_bytes(data, path=path, suffix=suffix)


def read_stdin(data: bytes, *, path: str = "-") -> Iterator[Article | ReadError]:
    """The articles in what came from standard input: text, Markdown, HTML, DOCX or JSONL, by what it looks like."""
    yield from read_bytes(data, path=path, suffix="")


def read_bytes(data: bytes, *, path: str, suffix: str) -> Iterator[Article | ReadError]:
    """The articles in `data`, read as a file with this suffix (".html"); with none, as what it looks like."""
    try:
        kind = _KINDS.get(suffix.lower()) if suffix else sniff(data)
        if kind is None:
            remedy = f"known suffixes: {', '.join(SUFFIXES)}"
            raise ReadError(f"no reader for {suffix!r} files", where=path, remedy=remedy)
        if kind == "jsonl":
            from claimcheck.readers import jsonl

            yield from jsonl.read(io.BytesIO(data), path=path)
        else:
            yield _article(data, kind, path)
    except ReadError as error:
        yield error


def read_text(text: str, *, path: str = "<text>") -> Article:
    """The article of a plain text that is already decoded; an empty text gives an article without blocks."""
    from claimcheck.readers import text as reader

    return reader.read(text, path=path)


def _article(data: bytes, kind: str, path: str) -> Article:
    if kind == "docx":
        from claimcheck.readers import docx

        return docx.read(data, path=path)
    article = _of_source(decode(data, path=path), kind, path)
    if not article.blocks:
        raise ReadError("no prose in it", where=path, remedy="give a file with the text of an article")
    return article


def _of_source(source: str, kind: str, path: str) -> Article:
    if kind == "markdown":
        from claimcheck.readers import markdown

        return markdown.read(source, path=path)
    if kind == "html":
        from claimcheck.readers import html

        return html.read(source, path=path)
    return read_text(source, path=path)
