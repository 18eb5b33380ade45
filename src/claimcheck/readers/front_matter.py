"""The metadata between two lines of --- at the top of a Markdown file."""

from __future__ import annotations

import datetime
import re
from typing import NamedTuple

from claimcheck.errors import ReadError
from claimcheck.readers.dates import parse_date

_FENCE = re.compile(r"---[ \t]*(?:\r\n?|\n)")
_END = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)
_KEY = re.compile(r"\s*(?:#[^\n]*\n\s*)*[\"']?[A-Za-z_][\w -]{0,60}[\"']?[ \t]*:(?:\s|$)")
_LONGEST = 65_536
_DATES = ("date", "published", "pubdate", "publishdate", "publish_date", "published_at", "lastmod", "updated")


class FrontMatter(NamedTuple):
    """Title and date that a file states of itself, and where its text begins."""

    title: str | None
    date: datetime.date | None
    end: int


def front_matter(source: str, *, path: str) -> FrontMatter:
    """The front matter of `source`; where it has none, an empty one that ends at 0."""
    nothing = FrontMatter(None, None, 0)
    fence = _FENCE.match(source)
    if not fence or not _KEY.match(source, fence.end()):
        return nothing
    end = _END.search(source, fence.end(), fence.end() + _LONGEST)
    if not end:
        return nothing
    import yaml

    lines = source[fence.end() : end.start()]
    try:
        values = yaml.safe_load(lines)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 2 if error.problem_mark else 1
        raise _broken(str(error.problem or "not YAML"), path, line) from error
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise _broken(str(error).split("\n", 1)[0] or "not YAML", path, 1) from error
    if not isinstance(values, dict):
        return nothing
    named = {str(key).lower(): value for key, value in values.items()}
    title = named.get("title")
    dates = (parse_date(named.get(name)) for name in _DATES)
    return FrontMatter(
        title=str(title) if isinstance(title, str | int | float) and str(title).strip() else None,
        date=next((date for date in dates if date), None),
        end=end.end(),
    )


def _broken(problem: str, path: str, line: int) -> ReadError:
    return ReadError(
        f"broken front matter: {problem}",
        where=f"{path}:{line}",
        remedy="correct the YAML between the --- lines; a value with ': ' in it needs quotes",
    )
