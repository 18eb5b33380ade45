"""The elements of a web page that are open while it is read."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Table:
    """A table and the cell that is being read, counted from 0."""

    number: int
    row: int = -1
    column: int = -1


@dataclass(slots=True)
class Item:
    """A list item; `fresh` until its first words are read."""

    fresh: bool = True


@dataclass(frozen=True, slots=True)
class Element:
    """An open element with all that it inherits; the `_at` are the places in the stack of the nearest list, item ...

    inside: how many open elements of each name the same table cell holds; counted: the same for the cell it stands in.
    """

    name: str = ""
    kind: str = "paragraph"
    level: int = 0
    depth: int = 0
    list_number: int = 0
    lead_in: int | None = None
    item: Item | None = None
    table: Table | None = None
    article: int = 0
    main: bool = False
    header: bool = False
    doubtful: bool = False
    list_at: int = -1
    item_at: int = -1
    table_at: int = -1
    row_at: int = -1
    cell_at: int = -1
    inside: dict[str, int] = field(default_factory=dict)
    counted: dict[str, int] = field(default_factory=dict)
