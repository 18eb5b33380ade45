"""What the commands share: their common options, where output goes, and how a day is read."""

from __future__ import annotations

import datetime
import enum
import sys
from typing import Annotated, Protocol

import typer

from claimcheck.errors import ClaimcheckError

WRONG = 2
"""The exit code of wrong usage, broken rules and unreadable input."""


class Format(enum.StrEnum):
    """The report formats."""

    text = "text"
    json = "json"


RuleFolders = Annotated[list[str] | None, typer.Option("--rules", help="A folder with rules of your own, added to the built-in ones.", show_default=False)]


def write(text: str, output: str | None) -> None:
    """To the file, whole or not at all; else to standard output."""
    if output is None:
        sys.stdout.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
        sys.stdout.write(text)
    else:
        write_bytes(text.encode("utf-8"), output)


def write_bytes(data: bytes, output: str) -> None:
    """To the file, whole or not at all."""
    import os
    import tempfile

    folder = os.path.dirname(os.path.abspath(output))
    try:
        if os.path.exists(output) and not os.path.isfile(output):
            with open(output, "wb") as device:
                device.write(data)
            return
        with tempfile.TemporaryDirectory(dir=folder) as beside:
            whole = os.path.join(beside, "report")
            with open(whole, "wb") as file:
                file.write(data)
            os.replace(whole, output)
    except OSError as problem:
        raise ClaimcheckError(f"cannot be written: {problem.strerror}", where=output, remedy="check the folder and its permissions") from None


class HasProblems(Protocol):
    """A rule base, or the outcome of a run."""

    @property
    def problems(self) -> list[ClaimcheckError]:
        """What could not be used of the rules."""
        ...


def complain(base: HasProblems) -> bool:
    """Prints what could not be used of the rule base; True if there was something."""
    for problem in base.problems:
        print(f"claimcheck: {problem}", file=sys.stderr)
    return bool(base.problems)


def day(text: str | None) -> datetime.date | None:
    if text is None:
        return None
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        raise ClaimcheckError(f"not a date: {text!r}", remedy="write it as 2026-11-22") from None


def folders(rules: list[str] | None) -> tuple[str, ...]:
    """The folders of rules that hold in this folder: those of its configuration, then those given."""
    from claimcheck.config import Rulings
    from claimcheck.desk import Desk

    return Desk(Rulings(rules=rules or [])).settings("-").rules
