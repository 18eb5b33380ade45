"""Report -> text, one module per format. A new format is a module with `render(report, ...)` and a line in FORMATS."""

from __future__ import annotations

import importlib
from dataclasses import dataclass
from typing import Any

from claimcheck.model import Report


@dataclass(frozen=True, slots=True)
class Form:
    """What is known of a format before its module is imported: the endings of its files, and what `render` asks for beside the report."""

    suffixes: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()


FORMATS = {
    "text": Form((".txt",), needs=("colour", "width", "explain")),
    "json": Form((".json",), needs=("tool_version",)),
    "sarif": Form((".sarif", ".sarif.json"), needs=("tool_version", "rules")),
    "github": Form(),
    "gitlab": Form(),
    "junit": Form((".xml",), needs=("fail_on",)),
    "csv": Form((".csv",)),
    "markdown": Form((".md", ".markdown")),
    "claimreview": Form((".jsonld",), needs=("as_of",)),
    "html": Form((".html", ".htm"), needs=("tool_version",)),
}


def render(report: Report, format: str, settings: dict[str, Any]) -> str:
    """The report in a format; `settings` has everything that any format needs."""
    module = importlib.import_module(f"claimcheck.reporters.{format}")
    text: str = module.render(report, **{name: settings[name] for name in FORMATS[format].needs})
    return text
