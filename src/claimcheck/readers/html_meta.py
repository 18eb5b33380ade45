"""Title and date that a web page states of itself."""

from __future__ import annotations

import datetime
import html
import json
from collections.abc import Mapping

from claimcheck.readers.dates import parse_date
from claimcheck.readers.typography import clean

_TITLES = ("og:title", "twitter:title", "citation_title", "dc.title")
_DATES = (
    "article:published_time",
    "og:published_time",
    "datepublished",
    "citation_publication_date",
    "citation_date",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date",
    "dcterms.date",
    "dcterms.created",
    "parsely-pub-date",
    "sailthru.date",
    "publication_date",
    "publication-date",
    "publish-date",
    "publish_date",
    "publishdate",
    "pubdate",
    "article.published",
    "date",
)


class Metadata:
    """Collects what meta tags, JSON-LD and time elements say; the most telling of them wins."""

    def __init__(self) -> None:
        self._named: dict[str, str] = {}
        self._linked_data: datetime.date | None = None
        self._time: datetime.date | None = None
        self.window_title: str | None = None

    def meta(self, attributes: Mapping[str, str]) -> None:
        """Take up a <meta> tag."""
        name = attributes.get("property") or attributes.get("name") or attributes.get("itemprop") or ""
        if "content" in attributes:
            self._named.setdefault(name.lower(), attributes["content"])

    def time(self, attributes: Mapping[str, str]) -> None:
        """Take up a <time> tag; the first one counts."""
        self._time = self._time or parse_date(attributes.get("datetime", ""))

    def title(self, written: str) -> None:
        """Take up the <title> of the window."""
        self.window_title = self.window_title or clean(html.unescape(written)) or None

    def linked_data(self, written: str) -> None:
        """Take up a script of JSON-LD."""
        try:
            waiting: list[object] = [json.loads(written)]
        except (ValueError, RecursionError):
            return
        while waiting and self._linked_data is None:
            value = waiting.pop()
            if isinstance(value, dict):
                self._linked_data = parse_date(value.get("datePublished"))
                waiting.extend(value.values())
            elif isinstance(value, list):
                waiting.extend(reversed(value))

    @property
    def stated_title(self) -> str | None:
        """The title by the page's metadata."""
        titles = (clean(self._named.get(name, "")) for name in _TITLES)
        return next((title for title in titles if title), None)

    @property
    def date(self) -> datetime.date | None:
        """The day of publication by the page's metadata."""
        dates = (parse_date(self._named.get(name)) for name in _DATES)
        return next((date for date in dates if date), None) or self._linked_data or self._time
