"""The spaCy component "claimcheck": the claims of a Doc as spans in it (docs/spacy.md).

What is found is kept as plain values beside the span group `doc.spans["claimcheck"]`, so that it survives `DocBin`, `Doc.to_bytes`
and several processes; `doc._.claims` makes it readable.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup

from claimcheck.engine import Checker
from claimcheck.model import Analysis, Claim, Mention
from claimcheck.readers import read_text

NAME = "claimcheck"
SAID = ("relation", "family", "status", "attributed_to", "certainty", "force", "strength", "promised")


@dataclass(frozen=True, slots=True)
class SpanClaim:
    """A claim in a Doc, with the words of `claimcheck.model.Claim`.

    span: the words that make the claim; its label is the relation.
    subject, object: what is claimed of what; `label_` is the kind of the concept (treatment, condition, outcome), `kb_id_` its id. The
        subject may stand in another sentence: "it" is the treatment named before.
    sentence: as claimcheck cuts it, whoever sets the sentences of the Doc.
    """

    span: Span
    sentence: Span
    subject: Span | None
    object: Span | None
    relation: str
    family: str
    status: str
    attributed_to: str | None
    certainty: str
    force: str
    strength: str
    promised: bool


@dataclass(frozen=True, slots=True)
class ClaimFinder:
    """The component: reads a Doc's text as an article of plain text. It has no state of its own; spaCy saves its configuration."""

    checker: Checker

    def __call__(self, doc: Doc) -> Doc:
        """The Doc with `doc.spans["claimcheck"]`, and with sentences if it had none. Tokens of any tokenizer will do."""
        analysis = self.checker.analyse(read_text(doc.text))
        sentences = [_span(doc, analysis, sentence.start, sentence.end) for sentence in analysis.sentences]
        claims = list(analysis.claims)
        spans = [_span(doc, analysis, claim.start, claim.end, label=claim.relation) for claim in claims]
        plain = [_plain(doc, analysis, claim, sentences[claim.sentence]) for claim in claims]

        doc.spans[NAME] = SpanGroup(doc, name=NAME, spans=spans, attrs={"claims": plain})
        if not doc.has_annotation("SENT_START"):
            starts = {sentence.start for sentence in sentences[1:]}
            for token in doc:
                token.is_sent_start = token.i == 0 or token.i in starts
        return doc


def make(nlp: Language, name: str, rules: list[str]) -> ClaimFinder:
    """The component, with the user's own folders of rules beside the built-in ones; a ClaimcheckError if one cannot be used."""
    return ClaimFinder(Checker(rules=rules))


def claims_of(doc: Doc) -> tuple[SpanClaim, ...]:
    """What `doc._.claims` gives: the claims in text order; none if the component has not run."""
    return tuple(_claims(doc)) if NAME in doc.spans else ()


def _claims(doc: Doc) -> Iterator[SpanClaim]:
    group = doc.spans[NAME]
    for span, plain in zip(group, group.attrs["claims"], strict=True):
        places: dict[str, Any] = {key: Span(doc, *plain[key]) if plain[key] else None for key in ("sentence", "subject", "object")}
        yield SpanClaim(span=span, **places, **{key: plain[key] for key in SAID})


def _plain(doc: Doc, analysis: Analysis, claim: Claim, sentence: Span) -> dict[str, Any]:
    """A claim as values that can be stored, its places as arguments of `Span`."""
    places = {"sentence": [sentence.start, sentence.end], "subject": _place(doc, analysis, claim.subject), "object": _place(doc, analysis, claim.object)}
    return {key: getattr(claim, key) for key in SAID} | places


def _place(doc: Doc, analysis: Analysis, mention: Mention | None) -> list[Any] | None:
    if mention is None:
        return None
    span = _span(doc, analysis, mention.start, mention.end)
    return [span.start, span.end, mention.kind, None, None, mention.concept]


def _span(doc: Doc, analysis: Analysis, start: int, end: int, *, label: str = "") -> Span:
    """The tokens that hold the characters [start, end) of the article's text."""
    return doc.char_span(*analysis.article.locate(start, end), label=label, alignment_mode="expand")


Language.factory(
    NAME,
    default_config={"rules": []},
    assigns=["doc._.claims", "doc.spans", "doc.sents", "token.is_sent_start"],
    func=make,
)
Doc.set_extension("claims", getter=claims_of)
