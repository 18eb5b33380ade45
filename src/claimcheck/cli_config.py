"""The commands under `claimcheck config`: what holds for an article, and why."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Annotated, Any

import typer

from claimcheck.console import write

if TYPE_CHECKING:
    from claimcheck.desk import Settings

config_app = typer.Typer(help="Show the configuration.", no_args_is_help=True, rich_markup_mode=None)


@config_app.command("show")
def config_show(file: Annotated[str, typer.Argument(help="An article, there or not yet; - stands for standard input.")]) -> None:
    """Print what holds for an article, and which part of which file says so."""
    from claimcheck.desk import Desk

    desk = Desk()
    settings = desk.settings(file)
    desk.checker(settings)
    write(_shown(file, settings), None)


def _shown(file: str, settings: Settings) -> str:
    from claimcheck.config import NAMES, keys

    configuration = settings.configuration
    lines = [file, f"configuration: {os.path.relpath(configuration.path) if configuration else 'none'}", ""]
    for key in keys():
        said = [held for held in settings.why if held.key == key]
        values = {"severity": settings.severities}.get(key, getattr(settings, key.replace("-", "_"), ()))
        if not said:
            lines.append(f"{key:9} {_value(values):28} default")
        for held in said:
            lines += [f"{key:9} {_value(value):28} {os.path.relpath(settings.place(held, name))} {held.part}" for value, name in _parts(held.value)]
    if configuration is None:
        lines += ["", f"No {NAMES[0]}, and no [tool.claimcheck] in a {NAMES[1]}, in its folder or above it in the repository."]
    return "\n".join(lines) + "\n"


def _parts(value: Any) -> list[tuple[Any, str | None]]:
    """The values to print one a line, each with the name to find it by."""
    if isinstance(value, dict):
        return [(f"{name} = {severity}", name) for name, severity in value.items()]
    return [(item, item) for item in value] if isinstance(value, list) else [(value, None)]


def _value(value: Any) -> str:
    return str(value) if value not in ((), None) else "-"
