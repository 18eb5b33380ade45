"""A sentence on its way: its tokens, the mentions and the cues found in it."""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.attrs import IDX, LENGTH, LOWER

from claimcheck.language.vocabulary import tokenizer
from claimcheck.model import Mention


@dataclass(slots=True)
class Hit:
    """A cue at token span [start, end)."""

    category: str
    value: str
    attributes: dict[str, object]
    start: int
    end: int


@dataclass(slots=True)
class Span:
    """A mention at token span [start, end)."""

    concept: str
    kind: str
    start: int
    end: int
    ambiguous: bool = False


@dataclass(slots=True)
class Row:
    """A sentence on its way: character span, token span, mentions and cues in order; `bare` are outcomes by a name of many meanings."""

    block: int
    start: int
    end: int
    first: int
    last: int
    spans: list[Span] = field(default_factory=list)
    bare: list[Span] = field(default_factory=list)
    hits: list[Hit] = field(default_factory=list)


@dataclass(slots=True)
class Tokens:
    """The tokens of an article as columns: keys, character starts and ends."""

    text: str
    keys: list[int]
    starts: list[int]
    ends: list[int]

    def word(self, index: int) -> str:
        """The token's text."""
        return self.text[self.starts[index] : self.ends[index]]

    def span(self, start: int, end: int) -> str:
        """The text of a token span."""
        return self.text[self.starts[start] : self.ends[end - 1]]


def tokens_of(text: str) -> Tokens:
    """Tokenises a text. spaCy refuses nothing of any length here: the limit is the reader's."""
    doc = tokenizer()(text)
    if not len(doc):
        return Tokens(text, [], [], [])
    table = doc.to_array([LOWER, IDX, LENGTH])
    starts = table[:, 1].astype("int64")
    return Tokens(text, table[:, 0].tolist(), starts.tolist(), (starts + table[:, 2].astype("int64")).tolist())


def mention(span: Span, tokens: Tokens, how: str = "named") -> Mention:
    """The public form of a mention."""
    start, end = tokens.starts[span.start], tokens.ends[span.end - 1]
    return Mention(span.concept, span.kind, tokens.text[start:end], start, end, how)
