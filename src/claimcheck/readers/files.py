"""Paths as a user gives them -> the files with articles in them."""

from __future__ import annotations

import glob
import os
from collections.abc import Collection, Iterable, Iterator

from claimcheck.errors import ReadError


def find_files(paths: Iterable[str], *, suffixes: Collection[str]) -> Iterator[str | ReadError]:
    """The files of `paths` in the order given, those of a folder sorted; each once.

    A folder is searched for files with one of `suffixes`, what is hidden left out; a pattern is expanded. What gives no
    file is told as a ReadError in its place.
    """
    given: set[str] = set()
    for path in paths:
        for found in _expanded(path, suffixes):
            if isinstance(found, ReadError) or found not in given:
                yield found
            if isinstance(found, str):
                given.add(found)


def has_suffix(path: str, suffixes: Collection[str]) -> bool:
    """Whether the name of a file ends in one of `suffixes`."""
    return os.path.splitext(path)[1].lower() in suffixes


def _expanded(path: str, suffixes: Collection[str]) -> Iterator[str | ReadError]:
    if path == "-" or os.path.isfile(path):
        yield path
    elif os.path.isdir(path):
        yield from _in_folder(path, suffixes)
    elif os.path.exists(path):
        yield path
    elif glob.has_magic(path):
        yield from _matching(path, suffixes)
    else:
        yield ReadError("no such file or folder", where=path, remedy="check the path")


def _in_folder(folder: str, suffixes: Collection[str]) -> Iterator[str | ReadError]:
    errors: list[OSError] = []
    files: list[str] = []
    for root, folders, names in os.walk(folder, onerror=errors.append):
        folders[:] = [name for name in folders if not name.startswith(".")]
        files.extend(os.path.join(root, name) for name in names if not name.startswith(".") and has_suffix(name, suffixes))
    for error in errors:
        yield ReadError(f"cannot be read: {error.strerror}", where=str(error.filename), remedy="check its permissions")
    if not files and not errors:
        known = ", ".join(sorted(suffixes))
        yield ReadError("no articles in this folder", where=folder, remedy=f"articles are files with the suffix {known}")
    yield from sorted(files, key=lambda file: file.split(os.sep))


def _matching(pattern: str, suffixes: Collection[str]) -> Iterator[str | ReadError]:
    found = False
    for match in sorted(glob.glob(pattern, recursive=True), key=lambda file: file.split(os.sep)):
        if os.path.isdir(match):
            continue
        if has_suffix(match, suffixes):
            found = True
            yield match
    if not found:
        yield ReadError("no article matches this pattern", where=pattern, remedy="check the pattern")
