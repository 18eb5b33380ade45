"""What the tests of the readers share: reading bytes to one article, and its blocks as short tuples."""

from __future__ import annotations

from claimcheck.errors import ReadError
from claimcheck.model import Article, Block
from claimcheck.readers import read_bytes


def article(data: str | bytes, suffix: str = ".txt") -> Article:
    """The only article in `data`."""
    found = list(read_bytes(data.encode() if isinstance(data, str) else data, path="a" + suffix, suffix=suffix))
    assert len(found) == 1
    assert isinstance(found[0], Article), found[0]
    return found[0]


def error(data: str | bytes, suffix: str = ".txt") -> ReadError:
    """The only error in `data`."""
    found = list(read_bytes(data.encode() if isinstance(data, str) else data, path="a" + suffix, suffix=suffix))
    assert len(found) == 1
    assert isinstance(found[0], ReadError)
    assert found[0].where
    assert found[0].remedy
    return found[0]


def words(read: Article, block: Block) -> str:
    """The words of a block."""
    return read.text[block.start : block.end]


def blocks(read: Article) -> list[tuple[str, str]]:
    """Kind and words of every block."""
    return [(block.kind, words(read, block)) for block in read.blocks]


def items(read: Article) -> list[tuple[str, str | None]]:
    """Every list item with the words that introduce it."""
    return [
        (words(read, block), None if block.lead_in is None else words(read, read.blocks[block.lead_in])) for block in read.blocks if block.kind == "list-item"
    ]


def located(read: Article, phrase: str) -> str:
    """The characters of the source that `phrase` of the text came from."""
    start = read.text.index(phrase)
    return read.source[slice(*read.locate(start, start + len(phrase)))]
