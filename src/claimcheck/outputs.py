"""Which reports a run writes, and where to: `--format` and `--output` read, then every report rendered before the first is written."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from claimcheck.console import write
from claimcheck.errors import ConfigError
from claimcheck.model import Report
from claimcheck.reporters import FORMATS, render

_NAMED = re.compile(r"([a-z][a-z-]+):(.*)", re.DOTALL | re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Output:
    """A report that is wanted: its format, and its file; None is standard output."""

    format: str
    file: str | None = None


def outputs(format: str | None, wanted: Sequence[str]) -> list[Output]:
    """What `--format FORMAT` and each `--output FORMAT:FILE` or `--output FILE` ask for; a file is - for standard output.

    A FILE alone is written in --format, else in the format of its suffix, else as text. Without one, --format is printed.
    """
    if format is not None:
        _known(format)
    found = [_output(text, format) for text in wanted]
    if not wanted or (format is not None and all(_NAMED.fullmatch(text) for text in wanted)):
        found.insert(0, Output(format or "text"))
    for number, output in enumerate(found):
        if output.file in [other.file for other in found[:number]]:
            where = output.file or "standard output"
            raise ConfigError(f"two reports go to {where}", remedy="give each a file of its own: --output sarif:out.sarif --output text:-")
    return found


def _output(text: str, format: str | None) -> Output:
    named = _NAMED.fullmatch(text)
    if named:
        _known(named[1], f"; to write a file of this name: ./{text}")
    file = named[2] if named else text
    if not file:
        raise ConfigError(f"no file in --output {text!r}", remedy="write it as sarif:out.sarif, or text:- for standard output")
    return Output(named[1] if named else format or _guessed(file), None if file == "-" else file)


def _guessed(file: str) -> str:
    return next((name for name, form in FORMATS.items() if form.suffixes and file.lower().endswith(form.suffixes)), "text")


def _known(format: str, more: str = "") -> None:
    if format not in FORMATS:
        near = difflib.get_close_matches(format.lower(), FORMATS, n=1)
        raise ConfigError(f"unknown format {format!r}", remedy=(f"did you mean {near[0]!r}?" if near else f"known: {', '.join(FORMATS)}") + more)


def deliver(report: Report, wanted: Sequence[Output], settings: dict[str, Any]) -> None:
    """Writes the reports, each whole or not at all; `settings` are those of standard output, a file gets no colour."""
    texts = [render(report, output.format, settings if output.file is None else {**settings, "colour": False}) for output in wanted]
    for output, text in zip(wanted, texts, strict=True):
        write(text.encode("utf-8", "replace").decode(), output.file)
