"""Desk: checks files, each as its configuration says; what the command line says goes before it."""

from __future__ import annotations

import datetime
import hashlib
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from claimcheck import readers
from claimcheck.base import RuleBase, open_base
from claimcheck.config import Configuration, Configurations, Rulings, keys
from claimcheck.engine import Checker, read_file
from claimcheck.errors import ClaimcheckError, ConfigError, ReadError
from claimcheck.model import MARKER, Article, ArticleReport
from claimcheck.rules import Rule
from claimcheck.selection import unknown
from claimcheck.toml_lines import Location

GIVEN = "on the command line"


@dataclass(frozen=True, slots=True)
class Held:
    """One setting that holds for a file: the part of the configuration that says so, and where in it (nowhere: the command line)."""

    key: str
    value: Any
    part: str
    at: Location | None = None


@dataclass(frozen=True, slots=True)
class Settings:
    """What holds for a file; `why` tells where each of it was said."""

    rules: tuple[str, ...] = ()
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severities: tuple[tuple[str, str], ...] = ()
    as_of: datetime.date | None = None
    fail_on: str = "error"
    marker: str = MARKER
    configuration: Configuration | None = field(default=None, compare=False)
    why: tuple[Held, ...] = field(default=(), compare=False)

    def place(self, held: Held, name: str | None = None) -> str:
        """File and line of a setting, or of one name in it; "" for one of the command line."""
        if held.at is None or self.configuration is None:
            return ""
        return self.configuration.place((*held.at, name or 0), name)


@dataclass(frozen=True, slots=True)
class Checked:
    """The report on an article, with the file it stands in, the settings that held, and the checker that judged."""

    file: str
    article: ArticleReport
    settings: Settings
    checker: Checker


class Desk:
    """Finds the settings of files and keeps one Checker for all that have the same."""

    def __init__(self, given: Rulings | None = None, *, stdin: Callable[[], bytes] | None = None) -> None:
        self.configurations = Configurations()
        self._given = given or Rulings()
        self._stdin = stdin
        self._settings: dict[tuple[str | None, tuple[int, ...]], Settings] = {}
        self._checkers: dict[Settings, Checker] = {}
        self._bases: dict[tuple[str, ...], RuleBase] = {}

    @property
    def problems(self) -> list[ClaimcheckError]:
        """What could not be used of the rule bases that were opened, each told once."""
        return list({str(problem): problem for base in self._bases.values() for problem in base.problems}.values())

    @property
    def version(self) -> str:
        """The version of the rule base that was used, or one for all of them."""
        versions = sorted({base.version for base in self._bases.values()})
        return versions[0] if len(versions) == 1 else hashlib.blake2b("".join(versions).encode(), digest_size=6).hexdigest()

    @property
    def rules(self) -> list[Rule]:
        """The rules in use for any of the files, by id."""
        rules = {rule.id: rule for checker in self._checkers.values() for rule in checker.rules}
        return [rules[name] for name in sorted(rules)]

    def settings(self, file: str) -> Settings:
        """What holds for a file ("-": standard input). Raises ConfigError for a wrong configuration."""
        configuration = self.configurations.of(file)
        sections = tuple(configuration.sections(file)) if configuration else ()
        key = (configuration.path if configuration else None, sections)
        if key not in self._settings:
            self._settings[key] = _resolved(configuration, sections, self._given)
        return self._settings[key]

    def checker(self, settings: Settings) -> Checker:
        """The checker for these settings. Raises ConfigError for a name that stands for no rule."""
        if settings not in self._checkers:
            if settings.rules not in self._bases:
                self._bases[settings.rules] = open_base(settings.rules)
            base = self._bases[settings.rules]
            known = Checker(base=base).known
            for held in settings.why:
                for name in held.value if held.key in ("select", "ignore", "severity") else ():
                    if meant := unknown(name, known):
                        raise ConfigError(f"unknown rule {name!r}", where=settings.place(held, name), remedy=meant)
            self._checkers[settings] = Checker(
                base=base, select=settings.select, ignore=settings.ignore, severities=settings.severities, as_of=settings.as_of, marker=settings.marker
            )
        return self._checkers[settings]

    def read_all(self, paths: Iterable[str]) -> Iterator[tuple[str, Article | ReadError, Settings]]:
        """Every article that the paths stand for, with its file and what holds for it; a ReadError for what cannot be read."""
        for path in paths:
            for file in readers.find_files([path]):
                if isinstance(file, ReadError):
                    yield path, file, self.settings(path)
                    continue
                settings = self.settings(file)
                for item in read_file(file, marker=settings.marker, stdin=self._stdin):
                    yield file, item, settings

    def check_all(self, paths: Iterable[str]) -> Iterator[Checked]:
        """A report for every article that the paths stand for."""
        for file, item, settings in self.read_all(paths):
            checker = self.checker(settings)
            yield Checked(file, checker.report(item), settings, checker)


def _resolved(configuration: Configuration | None, sections: Iterable[int], given: Rulings) -> Settings:
    """Every part of the configuration in turn, then the command line: lists of rule folders, ignored rules and severities grow, all else is replaced."""
    held: list[Held] = []
    if configuration:
        held += _held(configuration.form, "for all articles", ())
        for number in sections:
            section = configuration.form.files[number]
            held += _held(section, f"for {', '.join(section.patterns)}", ("files", number))
    own = list(_held(given, GIVEN, None))
    if any(item.key == "select" for item in own):
        held = [item for item in held if item.key not in ("select", "ignore")]
    held += own
    last = {item.key: item for item in held}
    folders = {os.path.realpath(path): path for item in reversed(held) if item.key == "rules" for path in reversed(_folders(item, configuration))}
    return Settings(
        rules=tuple(reversed(folders.values())),
        select=tuple(last["select"].value) if "select" in last else (),
        ignore=tuple(dict.fromkeys(name for item in held if item.key == "ignore" for name in item.value)),
        severities=tuple(pair for item in held if item.key == "severity" for pair in item.value.items()),
        as_of=last["as-of"].value if "as-of" in last else None,
        fail_on=last["fail-on"].value if "fail-on" in last else "error",
        marker=last["marker"].value if "marker" in last else MARKER,
        configuration=configuration,
        why=tuple(item for item in held if item.key in ("rules", "ignore", "severity") or last[item.key] is item),
    )


def _held(rulings: Rulings, part: str, at: Location | None) -> Iterator[Held]:
    """What a part of the configuration sets."""
    for key in keys():
        value = getattr(rulings, key.replace("-", "_"))
        if value not in (None, [], {}):
            yield Held(key, value, part, None if at is None else (*at, key))


def _folders(held: Held, configuration: Configuration | None) -> list[str]:
    """Folders of rules: those of a configuration from where it stands."""
    if held.at is None or configuration is None:
        return list(held.value)
    return [os.path.normpath(os.path.join(configuration.folder, folder)) for folder in held.value]
