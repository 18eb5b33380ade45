"""Which blocks of a web page are its article."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from claimcheck.readers.html_blocks import Draft, Page

_HOLDS_MOST = 0.5
_LINKED = 0.8
_LINKS_MAKE_A_MENU = 4
_WORDS_OF_A_MENU_ENTRY = 6
_WORDS_OF_A_HEADLINE = 3


def article_of(page: Page) -> list[Draft]:
    """The drafts of the article: of the <article> or <main> that holds most of the text, else of the whole page."""
    drafts = [draft for draft in page.drafts if draft.pieces]
    _mark_menus(drafts)
    _undo_layout(drafts, page.layout)
    certain = [draft for draft in drafts if not (draft.doubtful or draft.header)]
    if _size(certain) < _HOLDS_MOST * _size(drafts):
        certain = [draft for draft in drafts if not draft.header] or drafts
    chosen = _main_part(certain)
    headline = _headline(page, drafts, chosen)
    return [headline, *chosen] if headline else chosen


def _main_part(drafts: list[Draft]) -> list[Draft]:
    """The largest <article>, all of <main>, all articles: the first that holds most of the text."""
    needed = _HOLDS_MOST * _size(drafts)
    sizes: Counter[int] = Counter()
    for draft in drafts:
        if draft.article:
            sizes[draft.article] += draft.length
    largest = max(sizes, key=lambda number: (sizes[number], -number), default=0)
    for part in (
        [draft for draft in drafts if draft.article == largest and largest],
        [draft for draft in drafts if draft.main],
        [draft for draft in drafts if draft.article],
    ):
        if part and _size(part) >= needed:
            return part
    return drafts


def _headline(page: Page, drafts: list[Draft], chosen: list[Draft]) -> Draft | None:
    """A first-level heading above the chosen part that says the page's title, where that part has none."""
    if not chosen or any(draft.kind == "heading" and draft.level == 1 for draft in chosen):
        return None
    stated = set((page.stated_title or page.window_title or "").lower().split())
    for draft in drafts:
        if draft.number >= chosen[0].number:
            return None
        words = set("".join(text for text, _, _ in draft.pieces).lower().split())
        is_first_level = draft.kind == "heading" and draft.level == 1 and len(words) >= _WORDS_OF_A_HEADLINE
        if is_first_level and (not draft.header or len(words & stated) >= _HOLDS_MOST * len(words)):
            return draft
    return None


def _mark_menus(drafts: list[Draft]) -> None:
    """Lists of short links only are menus."""
    lists: defaultdict[int, list[Draft]] = defaultdict(list)
    for draft in drafts:
        if draft.list_number:
            lists[draft.list_number].append(draft)
    for entries in lists.values():
        if len(entries) >= _LINKS_MAKE_A_MENU and all(_is_menu_entry(entry) for entry in entries):
            for entry in entries:
                entry.doubtful = True


def _is_menu_entry(draft: Draft) -> bool:
    words = sum(len(text.split()) for text, _, _ in draft.pieces)
    return words <= _WORDS_OF_A_MENU_ENTRY and draft.linked >= _LINKED * draft.length


def _undo_layout(drafts: list[Draft], layout: frozenset[int]) -> None:
    """Cells of tables that only arrange the page, or have one column, are paragraphs."""
    columns: Counter[int] = Counter()
    for draft in drafts:
        if draft.row:
            columns[draft.row[0]] = max(columns[draft.row[0]], draft.row[2])
    for draft in drafts:
        if draft.row and (draft.row[0] in layout or columns[draft.row[0]] == 0):
            draft.kind, draft.row = "paragraph", None


def _size(drafts: Iterable[Draft]) -> int:
    return sum(draft.length for draft in drafts)
