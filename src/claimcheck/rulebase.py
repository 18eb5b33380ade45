"""Where the rule base is, and how its YAML becomes checked records with a file and a line for every complaint."""

from __future__ import annotations

import dataclasses
import difflib
import re
import typing
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import ConfigDict, TypeAdapter, ValidationError

from claimcheck.errors import ClaimcheckError

Record = TypeVar("Record")
UNKNOWN = ("unexpected_keyword_argument", "extra_forbidden")
"""What pydantic calls an unknown key. It is told first: the key that is missing is often the one that is misspelt."""


def find() -> Path:
    """The folder of the rule base: inside the installed package, else in the checkout."""
    package = Path(__file__).parent
    for folder in (package / "data" / "rules", package.parent.parent / "rules"):
        if (folder / "language").is_dir():
            return folder
    raise ClaimcheckError("the rule base is missing from this installation", where=str(package), remedy="install claimcheck again")


def files(folder: Path) -> list[Path]:
    """Every YAML file below the folder, sorted."""
    return sorted(path for path in folder.rglob("*.yaml") if path.is_file())


def load_yaml(path: Path, error: type[ClaimcheckError]) -> tuple[Any, yaml.Node | None]:
    """The data of a YAML file and its node tree (for line numbers)."""
    try:
        text = path.read_text(encoding="utf-8")
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        parser = loader(text)
        try:
            node = parser.get_single_node()
            return (parser.construct_document(node) if node else None), node
        finally:
            parser.dispose()
    except yaml.MarkedYAMLError as problem:
        line = problem.problem_mark.line + 1 if problem.problem_mark else 1
        raise error(f"not valid YAML: {problem.problem}", where=f"{path}:{line}", remedy="check the indentation and the quotes") from None
    except (yaml.YAMLError, UnicodeDecodeError) as problem:
        raise error(f"not valid YAML: {problem}", where=str(path), remedy="save it as UTF-8 text without control characters") from None
    except OSError as problem:
        raise error(f"cannot be read: {problem.strerror}", where=str(path)) from None


def line_of(node: yaml.Node | None, location: tuple[int | str, ...]) -> int:
    """The line, from 1, at which the value at `location` (keys and indexes) stands, or the nearest one above it."""
    line = node.start_mark.line if node else 0
    for step in location:
        child: yaml.Node | None = None
        if isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                if key.value == str(step):
                    child = value
                    line = key.start_mark.line
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            child = node.value[step]
            line = child.start_mark.line
        if child is None:
            break
        node = child
    return line + 1


def records(path: Path, cls: type[Record], error: type[ClaimcheckError]) -> Iterator[tuple[Record | ClaimcheckError, int]]:
    """Each record of a YAML list as a `cls`, or the error that it is; with its line."""
    try:
        data, node = load_yaml(path, error)
    except ClaimcheckError as problem:
        yield problem, 1
        return
    if data is None:
        return
    if not isinstance(data, list):
        yield error("a list of records is expected", where=f"{path}:1", remedy="start each record with '- '"), 1
        return
    for index, item in enumerate(data):
        line = line_of(node, (index,))
        yield checked(item, cls, error, path=path, node=node, at=(index,)), line


def checked(
    item: Any, cls: type[Record], error: type[ClaimcheckError], *, path: Path, node: yaml.Node | None, at: tuple[int | str, ...] = ()
) -> Record | ClaimcheckError:
    """`item` as a `cls`, or the error that says at which line what is wrong and what may have been meant."""
    return validated(item, cls, error, lambda location: f"{path}:{line_of(node, at + location)}")


def validated(item: Any, cls: type[Record], error: type[ClaimcheckError], place: Callable[[tuple[int | str, ...]], str]) -> Record | ClaimcheckError:
    """`item` as a `cls`, or what is wrong with it; `place` gives the file and line of a location in it."""
    try:
        return adapter(cls).validate_python(item)
    except ValidationError as problems:
        found = problems.errors(include_url=False)
        first = next((problem for problem in found if problem["type"] in UNKNOWN), found[0])
        location = tuple(step for step in first["loc"] if not (isinstance(step, str) and step.startswith("function")))
        where = place(location)
        last = str(location[-1]) if location else ""
        if first["type"] in UNKNOWN:
            names = _keys(cls, location)
            near = difflib.get_close_matches(last, names, n=1)
            return error(f"unknown key {last!r}", where=where, remedy=f"did you mean {near[0]!r}?" if near else f"known keys: {', '.join(names)}")
        if first["type"] in ("missing", "missing_argument"):
            return error(f"the key {last!r} is missing", where=where, remedy="add it")
        known = re.findall(r"'([^']+)'", first["ctx"]["expected"]) if first["type"] == "literal_error" else ()
        if near := difflib.get_close_matches(str(first["input"]), known, n=1):
            return error(f"{'.'.join(map(str, location))}: {first['input']!r} is none of {', '.join(known)}", where=where, remedy=f"did you mean {near[0]!r}?")
        return error(
            f"{'.'.join(map(str, location)) or 'the record'}: {first['msg'].removeprefix('Value error, ').lower()}",
            where=where,
            remedy=f"found {first['input']!r:.60}",
        )


def _keys(cls: Any, location: tuple[int | str, ...]) -> list[str]:
    """The keys that the record at `location` (without its last step) of a `cls` may have."""
    for step in location[:-1]:
        if isinstance(step, str):
            hint = typing.get_type_hints(cls).get(step)
            cls = next((part for part in (hint, *typing.get_args(hint)) if dataclasses.is_dataclass(part)), None)
            if cls is None:
                return []
    alias = getattr(cls, "__pydantic_config__", {}).get("alias_generator") or (lambda name: name.rstrip("_"))
    return [alias(field.name) for field in dataclasses.fields(cls)]


_ADAPTERS: dict[type, TypeAdapter[Any]] = {}


def adapter(cls: type[Record]) -> TypeAdapter[Record]:
    """The validator of a record class (made once each: making one is slow)."""
    if cls not in _ADAPTERS:
        _ADAPTERS[cls] = TypeAdapter(cls)
    return _ADAPTERS[cls]


STRICT = ConfigDict(extra="forbid", arbitrary_types_allowed=False)
