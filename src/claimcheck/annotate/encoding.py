"""A text file rewritten in the encoding that it has."""

from __future__ import annotations

from collections.abc import Callable

from claimcheck.errors import ReadError
from claimcheck.readers.decode import decoded


def rewritten(data: bytes, path: str, change: Callable[[str], str], *, errors: str = "strict") -> bytes:
    """`data` with its text changed. `errors` is what to do about characters that its encoding lacks."""
    text, encoding, mark = decoded(data, path=path)
    if mark + text.encode(encoding, errors="replace") != data:
        raise ReadError(f"cannot be written again as {encoding}", where=path, remedy="save it as UTF-8")
    try:
        return mark + change(text).encode(encoding, errors=errors)
    except UnicodeEncodeError as error:
        raise ReadError(f"the notes cannot be written as {encoding}: {error.object[error.start]!r}", where=path, remedy="save it as UTF-8") from None
