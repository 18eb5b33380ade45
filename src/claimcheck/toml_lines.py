"""Where in a TOML file something stands: tomllib tells what it says, not at which line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

Location = tuple[int | str, ...]
_PART = r"""(?:"[^"\n]*"|'[^'\n]*'|[A-Za-z0-9_-]+)"""
_KEY = rf"{_PART}(?:[ \t]*\.[ \t]*{_PART})*"
_HEADER = re.compile(rf"[ \t]*(?P<open>\[\[?)[ \t]*(?P<key>{_KEY})[ \t]*\]\]?[ \t]*(?:#.*)?$")
_SETTING = re.compile(rf"[ \t]*(?P<key>{_KEY})[ \t]*=")
_STRING = re.compile(r'"(?:\\.|[^"\\])*"|\'[^\']*\'')
_LONG = re.compile(r'"""|\'\'\'')


def line_of(text: str, location: Location, value: object = None) -> int:
    """The line, from 1, of the key at `location` (keys and indexes), or of the nearest one above it; in a list, that of the string `value`."""
    best, line = 0, 1
    for found, number in _places(text):
        length = _shared(found, location)
        if length > best and length == len(found):
            best, line = length, number
    if isinstance(value, str) and best < len(location):
        lines = text.splitlines()
        quoted = (f'"{value}"', f"'{value}'")
        line = next((number for number in range(line, len(lines) + 1) if any(words in lines[number - 1] for words in quoted)), line)
    return line


def _shared(found: Sequence[int | str], location: Location) -> int:
    """How many steps the two have in common at their beginning."""
    length = 0
    while length < min(len(found), len(location)) and found[length] == location[length]:
        length += 1
    return length


def _places(text: str) -> Iterator[tuple[Location, int]]:
    """Every table and key with its line."""
    table: Location = ()
    counts: dict[Location, int] = {}
    depth, inside = 0, ""
    for number, line in enumerate(text.split("\n"), start=1):
        if not inside and depth == 0:
            if header := _HEADER.match(line):
                table = _steps(header["key"])
                for length in range(1, len(table)):
                    if table[:length] in counts:
                        table = (*table[:length], counts[table[:length]], *table[length:])
                        break
                if header["open"] == "[[":
                    counts[table] = counts.get(table, -1) + 1
                    table = (*table, counts[table])
                yield table, number
                continue
            if setting := _SETTING.match(line):
                yield (*table, *_steps(setting["key"])), number
        for mark in _LONG.findall(line):
            inside = "" if inside == mark else inside or mark
        if not inside:
            plain = _STRING.sub("", line).partition("#")[0]
            depth = max(0, depth + plain.count("[") + plain.count("{") - plain.count("]") - plain.count("}"))


def _steps(key: str) -> Location:
    """The parts of a dotted key."""
    return tuple(part[1:-1] if part[0] in "\"'" else part for part in re.findall(_PART, key))
