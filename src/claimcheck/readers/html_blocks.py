"""What is read from a web page before it is known which part of it is the article."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field

from claimcheck.model import Comment
from claimcheck.readers.builder import Piece


@dataclass(slots=True)
class Draft:
    """A block to be. `lead_in` is the number of the draft that may introduce it, `list_number` that of its list or 0.

    article: number of the outermost <article> it stands in, else 0; main: it stands in <main>; header: in the page's
    <header>; doubtful: in something that looks like navigation, a form or a note of the site; length: characters
    without spaces; linked: those of them in links.
    """

    number: int
    kind: str
    level: int = 0
    lead_in: int | None = None
    row: tuple[int, int, int] | None = None
    article: int = 0
    main: bool = False
    header: bool = False
    doubtful: bool = False
    list_number: int = 0
    length: int = 0
    linked: int = 0
    pieces: list[Piece] = field(default_factory=list)
    links: list[tuple[int, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Page:
    """What was found in a page; `layout`: the numbers of tables that only arrange it."""

    drafts: list[Draft]
    layout: frozenset[int]
    stated_title: str | None = None
    window_title: str | None = None
    date: datetime.date | None = None
    comments: tuple[Comment, ...] = ()
