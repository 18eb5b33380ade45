"""JSONL, one article a line -> Articles: {"text": ..., "id"?, "title"?, "date"?}."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from claimcheck.errors import ReadError
from claimcheck.model import MARKER, Article
from claimcheck.readers import text
from claimcheck.readers.dates import parse_date
from claimcheck.readers.decode import LIMIT, check_size, decode

_SURROGATES = re.compile("[\ud800-\udfff]")
_REMEDY = 'each line is an object: {"text": "...", "id": "...", "title": "...", "date": "2024-05-01"}'


def read(lines: Iterable[bytes], *, path: str, marker: str = MARKER) -> Iterator[Article | ReadError]:
    """One article for each line that is not blank, or the error of that line; the others go on."""
    found = False
    for number, line in enumerate(lines, start=1):
        if not line.strip(b"\xef\xbb\xbf \t\r\n"):
            continue
        found = True
        try:
            yield _article(line, path, number, marker)
        except ReadError as error:
            yield error
    if not found:
        yield ReadError("empty", where=path, remedy=_REMEDY)


def _article(line: bytes, path: str, number: int, marker: str) -> Article:
    where = f"{path}#{number}"
    check_size(len(line), path=where)
    try:
        record = json.loads(decode(line, path=where))
    except json.JSONDecodeError as error:
        raise ReadError(f"not JSON: {error.msg} at column {error.colno}", where=where, remedy=_REMEDY) from error
    except RecursionError as error:
        raise ReadError("not an article: JSON nested too deeply", where=where, remedy=_REMEDY) from error
    if not isinstance(record, dict) or not isinstance(record.get("text"), str):
        raise ReadError('not an article: no "text"', where=where, remedy=_REMEDY)
    words = _SURROGATES.sub("\ufffd", record["text"])
    if not words.strip():
        raise ReadError("empty text", where=where, remedy=_REMEDY)
    name, title, date = (record.get(key) for key in ("id", "title", "date"))
    if name is not None and not isinstance(name, str | int):
        raise ReadError('"id" is neither text nor a number', where=where, remedy=_REMEDY)
    if date is not None and not (isinstance(date, str) and parse_date(date)):
        raise ReadError(f'"date" is no date: {str(date)[:40]!r}', where=where, remedy='write it as "2024-05-01"')
    return text.read(
        words,
        path=f"{path}#{number if name is None else name}",
        id=None if name is None else str(name),
        title=title if isinstance(title, str) and title.strip() else None,
        date=parse_date(date),
        marker=marker,
    )


def lines(file: BinaryIO) -> Iterator[bytes]:
    """The lines of a file; of one that is longer than an article can be, its beginning only."""
    while line := file.readline(LIMIT + 2):
        yield line
        while len(line) > LIMIT and not line.endswith(b"\n"):
            line = file.readline(LIMIT + 2)
