"""A session: the same paths checked once, or again whenever something changes; what was there before is left out on request."""

from __future__ import annotations

import difflib
import os
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from claimcheck import baseline, readers, rulebase
from claimcheck.changes import Changes
from claimcheck.config import Rulings
from claimcheck.console import write
from claimcheck.desk import Checked, Desk, Settings
from claimcheck.engine import SEVERITIES
from claimcheck.errors import ClaimcheckError, ConfigError, ReadError
from claimcheck.model import Report
from claimcheck.rules import Rule

PAUSE = 0.3
"""Seconds between two looks at the files."""


@dataclass(frozen=True, slots=True)
class Before:
    """What is not reported: findings in a baseline file (or `write`: all of them, once they are written there), those on lines as they are in a revision."""

    baseline: str | None = None
    write: str | None = None
    diff: str | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """The report of a run, what could not be used of the rules, and whether something reached the severity that fails.

    rules: those in use, for any of the articles. settings: what holds in the folder of the run.
    """

    report: Report
    problems: list[ClaimcheckError]
    failed: bool
    rules: list[Rule]
    settings: Settings


class Session:
    """Checks `paths`; what is `given` on the command line goes before the configuration."""

    def __init__(self, paths: Sequence[str], given: Rulings, before: Before) -> None:
        self.paths = paths
        self.desk = Desk(given)
        self._given = given
        self._before = before

    def format(self, given: str | None, known: Sequence[str]) -> str | None:
        """The name of the format: as given, else as the configuration of this folder says, which must be one of `known`."""
        configuration = self.desk.configurations.of("-")
        wanted = configuration.form.format if configuration else None
        if given or configuration is None or wanted is None:
            return given
        if wanted not in known:
            near = difflib.get_close_matches(wanted, known, n=1)
            remedy = f"did you mean {near[0]!r}?" if near else f"known: {', '.join(known)}"
            raise ConfigError(f"unknown format {wanted!r}", where=configuration.place(("format",)), remedy=remedy)
        return wanted

    def run(self) -> Outcome:
        """Check everything once."""
        return self._outcome(list(self.desk.check_all(self.paths)))

    def watch(self, show: Callable[[Outcome], None]) -> None:
        """Check everything, then what changes, until Ctrl-C. Configurations and rules of one's own are watched too."""
        if "-" in self.paths or self._before.write is not None:
            raise ConfigError("--watch goes with neither standard input nor --write-baseline", remedy="give files or folders")
        kept: dict[str, list[Checked]] = {}
        files: dict[str, object] = {}
        settings: dict[str, object] = {}
        try:
            while True:
                files_now = _stamps(str(item.where if isinstance(item, ReadError) else item) for item in readers.find_files(self.paths))
                settings_now = _stamps(self._settings_files(files_now))
                if settings_now != settings:
                    self.desk, kept = Desk(self._given), {}
                    settings_now = _stamps(self._settings_files(files_now))
                if (files_now, settings_now) != (files, settings):
                    changed = [file for file, stamp in files_now.items() if file not in kept or stamp != files.get(file)]
                    files, settings = files_now, settings_now
                    try:
                        kept = {file: list(self.desk.check_all([file])) if file in changed else kept[file] for file in files}
                        outcome = self._outcome([checked for found in kept.values() for checked in found])
                        if sys.stdout.isatty():
                            print("\x1b[2J\x1b[H", end="")
                        show(outcome)
                    except ClaimcheckError as problem:
                        kept = {}
                        print(f"claimcheck: {problem}", file=sys.stderr)
                    sys.stdout.flush()
                    print(f"claimcheck: watching {len(files)} {'file' if len(files) == 1 else 'files'}, Ctrl-C ends", file=sys.stderr, flush=True)
                time.sleep(PAUSE)
        except KeyboardInterrupt:
            return

    def _settings_files(self, files: Iterable[str]) -> list[str]:
        """The configurations that are, or could be, and the files of rules of one's own."""
        places = {place for file in {os.path.join(os.path.dirname(file), "-") for file in files} for place in self.desk.configurations.places(file)}
        try:
            folders = {folder for file in files for folder in self.desk.settings(file).rules}
        except ClaimcheckError:
            folders = set()
        return sorted(places | {str(path) for folder in folders for path in rulebase.files(Path(folder))})

    def _outcome(self, checked: Sequence[Checked]) -> Outcome:
        """What is reported of what was found."""
        if not checked:
            self.desk.checker(self.desk.settings("-"))
        articles, count = [item.article for item in checked], None
        if self._before.write is not None:
            write(baseline.made(articles, self._before.write), self._before.write)
        path = self._before.baseline if self._before.write is None else self._before.write
        if path is not None:
            articles, count = baseline.read(path).without(articles, [[rule for rule, _ in item.checker.active] for item in checked])
        if self._before.diff is not None:
            changes = Changes(self._before.diff)
            articles = [changes.only(article, item.file) for article, item in zip(articles, checked, strict=True)]
        failed = any(
            SEVERITIES.index(finding.severity) >= SEVERITIES.index(item.settings.fail_on)
            for article, item in zip(articles, checked, strict=True)
            if item.settings.fail_on != "never"
            for finding in article.findings
        )
        report = Report(tuple(articles), self.desk.version, count)
        return Outcome(report, self.desk.problems, failed, self.desk.rules, self.desk.settings("-"))


def _stamps(files: Iterable[str]) -> dict[str, object]:
    """What tells each file from what it was; None for one that is not there."""
    stamps: dict[str, object] = {}
    for file in files:
        try:
            stat = os.stat(file)
            stamps[file] = (stat.st_mtime_ns, stat.st_size, stat.st_ino)
        except OSError:
            stamps[file] = None
    return stamps
