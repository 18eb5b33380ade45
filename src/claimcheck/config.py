"""Configuration: claimcheck.toml, or [tool.claimcheck] in pyproject.toml, found upward from each article (docs/configuration.md)."""

from __future__ import annotations

import datetime
import difflib
import functools
import os
import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, fields
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field

from claimcheck import rulebase
from claimcheck.errors import ClaimcheckError, ConfigError
from claimcheck.toml_lines import Location, line_of

NAMES = ("claimcheck.toml", "pyproject.toml")
REPOSITORY = (".git", ".hg", ".svn")
"""What a folder holds that the search for a configuration does not leave."""

MARKER_FORM = r"^[A-Za-z][A-Za-z0-9_-]{2,}$"
Severity = Literal["error", "warning", "info"]


def _day(value: Any) -> Any:
    """A date of TOML, or a text that is one; a number of seconds is none."""
    if isinstance(value, str):
        return datetime.date.fromisoformat(value)
    if not isinstance(value, datetime.date) or isinstance(value, datetime.datetime):
        raise ValueError("a date is expected, as in 2026-11-22")
    return value


def _marker(value: str) -> str:
    """A word that no sentence has by chance."""
    if not re.fullmatch(MARKER_FORM, value):
        raise ValueError("one word of letters, digits, - and _ is expected, as in desk-ok")
    return value


Day = Annotated[datetime.date, BeforeValidator(_day)]
Marker = Annotated[str, AfterValidator(_marker), Field(json_schema_extra={"pattern": MARKER_FORM})]


def _key(name: str) -> str:
    """The name of a field as the file has it."""
    return name.replace("_", "-")


FORM = ConfigDict(extra="forbid", alias_generator=_key)


@dataclass(frozen=True, kw_only=True)
class Rulings:
    """What can be set for all articles and for some of them."""

    __pydantic_config__ = FORM
    rules: Annotated[list[str], Field(description="Folders with rules, records and words of your own, relative to this file; added to the built-in ones.")] = (
        field(default_factory=list)
    )
    select: Annotated[list[str] | None, Field(description="Only these rules: ids (overstated/cure), groups (overstated/) or kinds (overstated).")] = None
    ignore: Annotated[list[str], Field(description="Not these rules: ids, groups or kinds.")] = field(default_factory=list)
    severity: Annotated[dict[str, Severity], Field(description="How grave a rule, a group or a kind is.")] = field(default_factory=dict)
    fail_on: Annotated[Literal["error", "warning", "info", "never"] | None, Field(description="The severity from which the exit code is 1.")] = None
    as_of: Annotated[Day | None, Field(description="Judge on this day instead of the article's own date.")] = None
    marker: Annotated[Marker | None, Field(description="What a comment begins with that accepts a finding (default: claimcheck-ignore).")] = None


@dataclass(frozen=True, kw_only=True)
class Section(Rulings):
    """Settings for the articles whose path matches."""

    __pydantic_config__ = FORM
    match: Annotated[str | list[str], Field(description="Paths relative to this file: * within a folder, ** across folders, a pattern without / at any depth.")]

    @property
    def patterns(self) -> list[str]:
        """Its patterns, one or more."""
        return [self.match] if isinstance(self.match, str) else self.match


@dataclass(frozen=True, kw_only=True)
class Form(Rulings):
    """The configuration of claimcheck: claimcheck.toml, or the table tool.claimcheck of pyproject.toml."""

    __pydantic_config__ = FORM
    format: Annotated[
        str | None, Field(description="How the findings are printed, where the command line does not say (taken from the folder it runs in).")
    ] = None
    files: Annotated[list[Section], Field(description="Settings for some articles; a later section goes before an earlier one.")] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Configuration:
    """A configuration file: what it says, and the text and table to find its lines again."""

    path: str
    form: Form
    text: str = field(repr=False)
    table: Location = ()

    @property
    def folder(self) -> str:
        """The folder that its paths are relative to."""
        return os.path.dirname(self.path)

    def place(self, location: Location, value: object = None) -> str:
        """File and line of a setting."""
        return f"{self.path}:{line_of(self.text, (*self.table, *location), value)}"

    def sections(self, file: str) -> list[int]:
        """The numbers of the sections that match a file."""
        path = os.path.relpath(os.path.abspath(file), self.folder).replace(os.sep, "/")
        return [number for number, section in enumerate(self.form.files) if any(matches(pattern, path) for pattern in section.patterns)]


class Configurations:
    """The configuration of every file. Each folder is looked at once."""

    def __init__(self) -> None:
        self._found: dict[str, Configuration | None] = {}

    def of(self, file: str) -> Configuration | None:
        """The nearest configuration above `file` ("-": standard input, as a file in this folder)."""
        return self._of_folder(os.path.dirname(os.path.abspath(file)))

    def places(self, file: str) -> Iterator[str]:
        """Where a configuration of `file` stands or could be put."""
        at, below = os.path.dirname(os.path.abspath(file)), ""
        while at != below:
            yield from (os.path.join(at, name) for name in NAMES)
            at, below = (at, at) if _ends_the_search(at) else (os.path.dirname(at), at)

    def _of_folder(self, folder: str) -> Configuration | None:
        passed: list[str] = []
        at, found = folder, None
        while at not in self._found:
            passed.append(at)
            found = read(at)
            above = os.path.dirname(at)
            if found or above == at or _ends_the_search(at):
                break
            at = above
        found = found or self._found.get(at)
        self._found.update(dict.fromkeys(passed, found))
        return found


def _ends_the_search(folder: str) -> bool:
    """Whether a folder is the root of a repository."""
    return any(os.path.exists(os.path.join(folder, name)) for name in REPOSITORY)


def read(folder: str) -> Configuration | None:
    """The configuration in a folder. Raises ConfigError for one that is wrong."""
    for name in NAMES:
        path = os.path.join(folder, name)
        try:
            with open(path, encoding="utf-8-sig", newline="") as file:
                text = file.read().replace("\r\n", "\n")
        except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
            continue
        except UnicodeDecodeError:
            raise ConfigError("not UTF-8 text", where=path, remedy="save it as UTF-8") from None
        except OSError as problem:
            raise ConfigError(f"cannot be read: {problem.strerror}", where=path, remedy="check its permissions") from None
        if name == NAMES[0]:
            return parse(text, path)
        if "claimcheck" in text and "claimcheck" in _toml(text, path).get("tool", {}):
            return parse(text, path, ("tool", "claimcheck"))
    return None


def parse(text: str, path: str, table: Location = ()) -> Configuration:
    """The configuration in a text, below `table`."""
    data: Any = _toml(text, path)
    for step in table:
        data = data[step]
    found = rulebase.validated(data, Form, ConfigError, lambda location: f"{path}:{line_of(text, (*table, *location))}")
    if isinstance(found, ClaimcheckError):
        raise found
    configuration = Configuration(path, found, text, table)
    for at, rulings in ((), found), *(((("files", number)), section) for number, section in enumerate(found.files)):
        for folder in rulings.rules:
            if not os.path.isdir(os.path.join(configuration.folder, folder)):
                raise ConfigError(
                    f"no such folder of rules: {folder!r}",
                    where=configuration.place((*at, "rules", 0), folder),
                    remedy=_near_folder(configuration.folder, folder),
                )
    return configuration


def _toml(text: str, path: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as problem:
        line = re.search(r"line (\d+)", str(problem))
        number = line[1] if line else str(text.count("\n") + 1)
        raise ConfigError(
            f"not valid TOML: {str(problem).partition(' (at ')[0].lower()}", where=f"{path}:{number}", remedy="texts need quotes, lists brackets"
        ) from None
    except RecursionError:
        raise ConfigError("not valid TOML: nested too deeply", where=path, remedy="see docs/configuration.md") from None


def _near_folder(folder: str, name: str) -> str:
    parent = os.path.join(folder, os.path.dirname(name.rstrip("/")))
    there = [entry.name for entry in os.scandir(parent) if entry.is_dir()] if os.path.isdir(parent) else []
    near = difflib.get_close_matches(os.path.basename(name.rstrip("/")), sorted(there), n=1)
    return f"did you mean {os.path.join(os.path.dirname(name.rstrip('/')), near[0])!r}?" if near else f"it is looked for in {folder}"


@functools.lru_cache(maxsize=512)
def _pattern(pattern: str) -> re.Pattern[str]:
    """A glob as a regular expression over paths with /."""
    written = pattern.removeprefix("./").lstrip("/")
    if "/" not in written:
        written = f"**/{written}"
    if written.endswith("/"):
        written += "**"
    parts = {"**/": r"(?:[^/]+/)*", "**": r".*", "*": r"[^/]*", "?": r"[^/]"}
    return re.compile("".join(parts.get(piece) or re.escape(piece) for piece in re.findall(r"\*\*/|\*\*|\*|\?|[^*?]+", written)))


def matches(pattern: str, path: str) -> bool:
    """Whether a path with / matches: * and ? within a folder, ** across folders; a pattern without / at any depth."""
    return _pattern(pattern).fullmatch(path) is not None


def keys(cls: type[Rulings] = Rulings) -> Sequence[str]:
    """The keys of a part of the file, as it has them."""
    return [_key(item.name) for item in fields(cls)]


def schema() -> dict[str, Any]:
    """The JSON Schema of claimcheck.toml, for editors."""
    made: dict[str, Any] = rulebase.adapter(Form).json_schema()
    about = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": "https://claimcheck.invalid/claimcheck.schema.json", "title": "claimcheck.toml"}
    return {**about, **_plain({key: value for key, value in made.items() if key != "title"})}


def _plain(node: Any) -> Any:
    """A schema of pydantic without its titles (they repeat the keys) and without the null that TOML does not have."""
    if isinstance(node, list):
        return [_plain(item) for item in node]
    if not isinstance(node, dict):
        return node
    plain = {key: _plain(value) for key, value in node.items() if not (key == "title" and isinstance(value, str)) and not (key == "default" and value is None)}
    choices = [choice for choice in plain.get("anyOf", ()) if choice != {"type": "null"}]
    if len(choices) == 1:
        plain = {key: value for key, value in plain.items() if key != "anyOf"} | choices[0]
    return plain
