"""The prose of an article as HTML, with what was found in it marked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby, pairwise
from typing import NamedTuple

from claimcheck.model import Article, Block
from claimcheck.reporters.common import plain

_RANK = ("error", "warning", "info")
_DEEPEST = 6


class Span(NamedTuple):
    """A finding's place in the text of the article: `name` is the id of its card, `number` what it is called by."""

    start: int
    end: int
    name: str
    number: int
    severity: str
    kind: str


def prose(article: Article, spans: Sequence[Span]) -> str:
    """The blocks of the article in order; lists and tables put together again."""
    return "\n".join(part for kind, blocks in groupby(article.blocks, key=_group) for part in _together(kind, list(blocks), article, spans))


def _group(block: Block) -> tuple[str, int]:
    """Blocks side by side in the same group make one list or one table."""
    return (block.kind, block.row[0]) if block.row else (block.kind, 0)


def _together(group: tuple[str, int], blocks: Sequence[Block], article: Article, spans: Sequence[Span]) -> Iterator[str]:
    kind = group[0]
    if kind == "list-item":
        items = "\n".join(f'<li class="level{min(block.level, _DEEPEST)}">{_marked(block, article, spans)}</li>' for block in blocks)
        yield f"<ul>\n{items}\n</ul>"
    elif kind == "table-cell":
        rows = (list(cells) for _, cells in groupby(blocks, key=lambda block: block.row and block.row[1]))
        lines = "\n".join("<tr>" + "".join(f"<td>{_marked(cell, article, spans)}</td>" for cell in cells) + "</tr>" for cells in rows)
        yield f'<div class="wide" role="region" aria-label="Table" tabindex="0">\n<table>\n{lines}\n</table>\n</div>'
    else:
        for block in blocks:
            words = _marked(block, article, spans)
            if kind == "heading":
                level = min(block.level + 2, _DEEPEST)
                yield f"<h{level}>{words}</h{level}>"
            elif kind == "quote":
                yield f"<blockquote>{words}</blockquote>"
            else:
                yield f'<p class="caption">{words}</p>' if kind == "caption" else f"<p>{words}</p>"


def _marked(block: Block, article: Article, spans: Sequence[Span]) -> str:
    """The words of a block, cut where findings begin and end; each finding's number stands after its words."""
    inside = [span for span in spans if span.start < block.end and span.end > block.start]
    cuts = sorted({block.start, block.end, *(min(max(at, block.start), block.end) for span in inside for at in (span.start, span.end))})
    out: list[str] = []
    for start, end in pairwise(cuts):
        words = escape(plain(article.text[start:end]), quote=False)
        here = sorted((span for span in inside if span.start <= start and end <= span.end), key=lambda span: (_RANK.index(span.severity), span.number))
        out.append(f'<mark class="{here[0].severity}" data-findings="{" ".join(span.name for span in here)}">{words}</mark>' if here else words)
        out += [_number(span) for span in sorted(here, key=lambda span: span.number) if span.end == end]
    return "".join(out)


def _number(span: Span) -> str:
    return f'<a class="number {span.severity}" id="{span.name}t" href="#{span.name}" aria-label="finding {span.number}: {span.severity}, {span.kind}">{span.number}</a>'
