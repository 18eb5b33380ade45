"""Offsets -> line and column, from 1."""

from __future__ import annotations

import bisect
import re

_END = re.compile(r"\r\n|\r|\n")


class LineIndex:
    """Where the lines of a text begin."""

    def __init__(self, text: str) -> None:
        self.starts = [0, *(match.end() for match in _END.finditer(text))]

    def position(self, offset: int) -> tuple[int, int]:
        """The line and column of an offset."""
        line = bisect.bisect_right(self.starts, offset)
        return line, offset - self.starts[line - 1] + 1
