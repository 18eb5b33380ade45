"""HTML (a saved web page, or a fragment of HTML) -> Article."""

from __future__ import annotations

from collections.abc import Iterable

from claimcheck.model import Article, Comment
from claimcheck.readers.builder import Builder
from claimcheck.readers.dates import date_line, dateline
from claimcheck.readers.html_blocks import Draft, Page
from claimcheck.readers.html_selection import article_of
from claimcheck.readers.html_walk import read_blocks

_BLOCKS_WITH_A_DATE = 4


def read(source: str, *, path: str) -> Article:
    """The article of a page: its main text without navigation, forms, scripts and what is hidden."""
    page = read_blocks(source)
    builder = Builder()
    _add(builder, article_of(page), page.comments)
    date = page.date
    for index in range(min(len(builder), _BLOCKS_WITH_A_DATE)):
        date = date or date_line(builder.text(index)[:200]) or dateline(builder.text(index))
    return builder.article(path=path, source=source, title=_title(page, builder), date=date)


def add_fragment(builder: Builder, source: str, start: int, end: int) -> None:
    """Add the blocks of the HTML in `source[start:end]`."""
    page = read_blocks(source, start, end)
    _add(builder, page.drafts, page.comments)


def _add(builder: Builder, drafts: Iterable[Draft], comments: Iterable[Comment]) -> None:
    for comment in comments:
        builder.comment(comment.text, comment.start, comment.end)
    placed: dict[int, int] = {}
    for draft in drafts:
        lead_in = builder.introducing(placed.get(draft.lead_in)) if draft.lead_in is not None else None
        index = builder.add(draft.kind, draft.pieces, level=draft.level, lead_in=lead_in, links=draft.links, row=draft.row)
        if index is not None:
            placed[draft.number] = index


def _title(page: Page, builder: Builder) -> str | None:
    """The title that the page states; its only first-level heading; its window title."""
    if page.stated_title:
        return page.stated_title
    first = [index for index in range(len(builder)) if (builder.kind(index), builder.level(index)) == ("heading", 1)]
    return builder.text(first[0]) if len(first) == 1 else page.window_title
