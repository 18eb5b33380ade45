"""The report as workflow commands of GitHub Actions: each finding becomes an annotation on its line."""

from __future__ import annotations

from claimcheck.model import Report
from claimcheck.reporters.common import Place, place, placed, plain, told

COMMANDS = {"error": "error", "warning": "warning", "info": "notice"}


def render(report: Report) -> str:
    """A command a line: the articles that could not be read, then the findings."""
    unread = [_command("error", place(article), "claimcheck", article.error) for article in report.articles if article.error]
    found = [_command(COMMANDS[item.finding.severity], item.place, item.finding.rule, "\n".join(told(item.finding, item.place))) for item in placed(report)]
    return "".join(f"{line}\n" for line in (*unread, *found))


def _command(command: str, where: Place, title: str, message: str) -> str:
    properties: dict[str, str | int | None] = {"file": where.file if where.file != "-" else None, "line": where.line, "endLine": where.end_line}
    if where.column and where.end_column and where.line == where.end_line:
        properties |= {"col": where.column, "endColumn": max(where.column, where.end_column - 1)}  # GitHub counts the last column in
    properties["title"] = f"{title} ({where.article})" if where.article else title
    given = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items() if value is not None)
    return f"::{command} {given}::{_data(message)}"


def _data(text: str) -> str:
    return plain(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
