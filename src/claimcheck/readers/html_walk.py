"""Tags and texts of a web page -> drafts of blocks. Never recurses, whatever the depth of the page."""

from __future__ import annotations

from dataclasses import replace

from claimcheck.model import Comment
from claimcheck.readers.html_blocks import Draft, Page
from claimcheck.readers.html_elements import Element, Item, Table
from claimcheck.readers.html_meta import Metadata
from claimcheck.readers.html_noise import is_doubtful, is_left_out
from claimcheck.readers.html_tokens import Token, attributes, tokens

_HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
_KINDS = {"blockquote": "quote", "figcaption": "caption", "caption": "caption", "td": "table-cell", "th": "table-cell"}
_CONTAINERS = frozenset(
    "html body div section article main header ul ol li table tr td th caption blockquote figure figcaption center address details fieldset form dl".split()
) | frozenset(_HEADINGS)
_BREAKS = frozenset("p hr dt dd thead tbody tfoot summary legend".split())
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_CROSSES_CELLS = frozenset("table tr td th caption".split())
_OPENS_SCOPE = frozenset("table td th caption".split())
_ENDS = (".", "!", "?", ":", "。")
_BULLETS = "•·‣◦▪●■✓✔➢►"
_SHORT_LINE = 60


def read_blocks(source: str, start: int = 0, end: int | None = None) -> Page:
    """The drafts of the blocks in `source[start:end]`, and what the page says of itself."""
    walk = _Walk()
    for token in tokens(source, start, end):
        walk.take(token)
    walk.flush()
    told = walk.metadata
    return Page(walk.drafts, frozenset(walk.layout), told.stated_title, told.window_title, told.date, tuple(walk.comments))


class _Walk:
    """Takes the tokens of a page one by one."""

    def __init__(self) -> None:
        self.drafts: list[Draft] = []
        self.layout: set[int] = set()
        self.metadata = Metadata()
        self.comments: list[Comment] = []
        self._stack = [Element()]
        self._open: dict[str, int] = {}
        self._draft: Draft | None = None
        self._hrefs: list[tuple[str, int]] = []
        self._left_out = ""
        self._left_out_depth = 0
        self._doubtful_paragraph = False
        self._broken_at = -1
        self._lists = self._tables = self._articles = 0
        self._linked_data = False
        self._depth = 0

    def take(self, token: Token) -> None:
        """Take the next token."""
        if token.kind == "comment":
            self.comments.append(Comment(token.text, token.start, token.end))
        elif token.kind == "raw":
            self._raw(token)
        elif self._left_out:
            self._skip(token)
        elif token.kind == "open":
            self._start(token)
        elif token.kind == "close":
            self._end(token.name)
        elif self._draft or not token.text.isspace():
            self._text(token)

    def flush(self) -> None:
        """End the block that is being written."""
        if self._draft:
            self.drafts.append(self._draft)
        self._draft = None
        self._broken_at = -1

    def _raw(self, token: Token) -> None:
        if token.name == "title" and not self._left_out:
            self.metadata.title(token.text)
        elif self._linked_data:
            self.metadata.linked_data(token.text)

    def _skip(self, token: Token) -> None:
        if token.name == self._left_out:
            self._left_out_depth += {"open": 1, "close": -1}.get(token.kind, 0)
        if self._left_out_depth == 0:
            self._left_out = ""

    def _start(self, token: Token) -> None:
        name = token.name
        told = attributes(token.text) if token.text and not token.text.isspace() else {}
        self._linked_data = name == "script" and told.get("type", "").lower() == "application/ld+json"
        if name == "meta":
            self.metadata.meta(told)
        elif name == "time":
            self.metadata.time(told)
        elif name == "br":
            self._break(token)
        elif name == "a":
            self._hrefs.append((told.get("href", ""), self._draft.length if self._draft else 0))
        if name not in _VOID and is_left_out(name, told):
            if not token.text.endswith("/"):
                self._left_out, self._left_out_depth = name, 1
            if name in _CONTAINERS or name in _BREAKS:
                self.flush()
        elif name in _BREAKS:
            self.flush()
            self._doubtful_paragraph = is_doubtful(told)
        elif name in _CONTAINERS:
            self.flush()
            self._doubtful_paragraph = False
            self._push(name, doubtful=name not in ("html", "body", "main", "article") and is_doubtful(told))

    def _push(self, name: str, *, doubtful: bool) -> None:
        top = self._stack[-1]
        if name == "li" and top.item_at > top.list_at:
            self._pop_to(top.item_at)
        elif name in ("td", "th") and top.cell_at > top.row_at:
            self._pop_to(top.cell_at)
        elif name == "tr" and top.row_at > top.table_at:
            self._pop_to(top.row_at)
        top, at = self._stack[-1], len(self._stack)
        element = replace(
            top,
            name=name,
            doubtful=top.doubtful or doubtful or name == "form",
            counted=top.inside,
            inside={} if name in _OPENS_SCOPE else top.inside,
        )
        if name in ("ul", "ol"):
            self._lists += 1
            lead_in = self.drafts[-1].number if self.drafts else None
            if self._depth > top.depth:
                lead_in = None
            element = replace(element, depth=top.depth + 1, list_number=self._lists, lead_in=lead_in)
            element = replace(element, list_at=at, item=None)
        elif name == "li":
            element = replace(element, kind="list-item", level=max(1, top.depth), item=Item(), item_at=at)
        elif name == "table":
            self._tables += 1
            if top.table:
                self.layout.add(top.table.number)
            element = replace(element, table=Table(self._tables - 1), table_at=at, row_at=-1, cell_at=-1)
        elif name == "tr" and top.table:
            top.table.row += 1
            top.table.column = -1
            element = replace(element, row_at=at)
        elif name in _HEADINGS:
            element = replace(element, kind="heading", level=_HEADINGS[name])
        elif name == "article":
            self._articles += not top.article
            element = replace(element, article=top.article or self._articles)
        elif name in ("main", "header"):
            element = replace(element, main=top.main or name == "main", header=top.header or name == "header")
        elif name in _KINDS:
            element = replace(element, kind=_KINDS[name], level=0, cell_at=at if name in ("td", "th") else top.cell_at)
            if name in ("td", "th") and top.table:
                top.table.column += 1
        element.counted[name] = element.counted.get(name, 0) + 1
        self._open[name] = self._open.get(name, 0) + 1
        self._stack.append(element)

    def _end(self, name: str) -> None:
        if name == "a":
            self._end_link()
        elif name in _BREAKS:
            self.flush()
        elif name in _CONTAINERS:
            self.flush()
            inside = self._stack[-1].inside
            if name in _HEADINGS:
                name = next((heading for heading in _HEADINGS if inside.get(heading)), name)
            if inside.get(name) or (name in _CROSSES_CELLS and self._open.get(name)):
                at = len(self._stack) - 1
                while self._stack[at].name != name:
                    at -= 1
                self._pop_to(at)

    def _pop_to(self, at: int) -> None:
        """Close the elements of the stack from place `at` on."""
        while len(self._stack) > at:
            element = self._stack.pop()
            element.counted[element.name] -= 1
            self._open[element.name] -= 1

    def _text(self, token: Token) -> None:
        if self._broken_at >= 0 and not token.text.isspace() and self._draft and self._splits(token.text):
            self.flush()
        if not self._draft:
            self._draft = self._new_draft()
        elif not token.text.isspace():
            self._broken_at = -1
        self._draft.pieces.append((token.text, token.start, token.end))
        self._draft.length += len("".join(token.text.split()))

    def _new_draft(self) -> Draft:
        top = self._stack[-1]
        self._depth = top.depth
        draft = Draft(
            len(self.drafts),
            top.kind,
            level=top.level,
            article=top.article,
            main=top.main,
            header=top.header and not top.article and not top.main,
            doubtful=top.doubtful or self._doubtful_paragraph,
        )
        if top.kind == "list-item" and top.item and top.item.fresh:
            top.item.fresh = False
            draft.list_number, draft.lead_in = top.list_number, top.lead_in
        elif top.kind == "list-item":
            draft.kind, draft.level = "paragraph", 0
        if top.kind == "table-cell" and top.table:
            draft.row = (top.table.number, top.table.row, top.table.column)
        return draft

    def _break(self, token: Token) -> None:
        """A line break: two end the block; after one, the words that follow decide."""
        if not self._draft:
            return
        if self._broken_at >= 0:
            self.flush()
            return
        self._draft.pieces.append((" ", token.start, token.end))
        self._broken_at = len(self._draft.pieces)

    def _splits(self, text: str) -> bool:
        """Whether the line that begins with `text` is a block of its own."""
        written = "".join(piece for piece, _, _ in self._draft.pieces[-8:]).rstrip() if self._draft else ""
        first = text.lstrip()[0]
        if first in _BULLETS or written.endswith(_ENDS):
            return True
        return first.isupper() and len(written) < _SHORT_LINE

    def _end_link(self) -> None:
        if not self._hrefs:
            return
        href, before = self._hrefs.pop()
        if self._draft and self._draft.pieces and not href.lower().startswith("javascript:"):
            self._draft.linked += max(0, self._draft.length - before)
            if href:
                self._draft.links.append((len(self._draft.pieces), href))
