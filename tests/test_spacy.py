"""The component for spaCy: what it writes into a Doc, and that it can be saved and run in batches."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin

import claimcheck
from claimcheck.engine import Checker
from claimcheck.errors import ClaimcheckError
from claimcheck.readers import read_text
from claimcheck.spacy_component import SpanClaim
from program import ROOT, write

TEXT = (
    "Help for knees\n\nTurmeric cures arthritis.It does not prevent cancer. Dr. Lee disagrees.\n\n"
    "Results can be expected after treatment with stem cells:\n\n- less fatigue\n- less pain"
)
HOUSE = {"knowledge/concepts/house.yaml": "- {id: moon-dust, kind: treatment, name: moon dust}\n"}


@pytest.fixture(scope="module")
def nlp() -> Language:
    """A blank pipeline with the component."""
    made = spacy.blank("en")
    made.add_pipe("claimcheck")
    return made


def shown(claim: SpanClaim) -> tuple[object, ...]:
    """A claim with its spans as text and place: spans of two Docs are never equal."""
    values = (getattr(claim, field.name) for field in fields(claim))
    return tuple((value.text, value.start_char, value.label_, value.kb_id_) if isinstance(value, spacy.tokens.Span) else value for value in values)


def test_claims_are_spans_of_the_doc(nlp: Language) -> None:
    """Subject and object carry kind and concept; "It" stands for what it stands for."""
    doc = nlp(TEXT)
    cures, prevents = doc._.claims[:2]
    assert (cures.span.text, cures.sentence.text) == ("Turmeric cures arthritis", "Turmeric cures arthritis.")
    assert (cures.subject.text, cures.subject.label_, cures.subject.kb_id_) == ("Turmeric", "treatment", "turmeric")
    assert (cures.object.text, cures.object.label_, cures.object.kb_id_) == ("arthritis", "condition", "arthritis")
    assert (cures.relation, cures.status, cures.certainty, cures.force, cures.strength) == ("cures", "asserted", "established", "cures", "causal")
    assert (prevents.subject.text, prevents.subject.kb_id_, prevents.relation, prevents.status) == ("It", "turmeric", "prevents", "negated")
    assert cures.span.doc is doc
    assert [(span.text, span.label_) for span in doc.spans["claimcheck"]] == [(claim.span.text, claim.relation) for claim in doc._.claims]


def test_it_finds_what_the_engine_finds(nlp: Language) -> None:
    """One analysis, two ways to read it."""
    claims = list(Checker().analyse(read_text(TEXT)).claims)
    said = ("relation", "family", "status", "attributed_to", "certainty", "force", "strength", "promised")
    assert [[getattr(claim, name) for name in said] for claim in nlp(TEXT)._.claims] == [[getattr(claim, name) for name in said] for claim in claims]
    assert {claim.subject.start_char for claim in nlp(TEXT)._.claims[2:]} == {TEXT.index("stem cells")}


def test_sentences_are_set_where_there_are_none(nlp: Language) -> None:
    """And left alone where something before has set them."""
    assert [sentence.text.strip(" \n-") for sentence in nlp(TEXT).sents][:4] == [
        "Help for knees",
        "Turmeric cures arthritis.",
        "It does not prevent cancer.",
        "Dr. Lee disagrees.",
    ]
    other = spacy.blank("en")
    other.add_pipe("sentencizer", config={"punct_chars": ["!"]})
    other.add_pipe("claimcheck")
    doc = other(TEXT)
    assert len(list(doc.sents)) == 1
    assert doc._.claims[0].sentence.text == "Turmeric cures arthritis."


@pytest.mark.parametrize("text", ["", " ", "\n\n", "!", "\n \nTurmeric cures arthritis.\n"])
def test_any_text_will_do(nlp: Language, text: str) -> None:
    """Empty texts, and texts that begin with blanks: no sentence of blanks alone before the first."""
    doc = nlp(text)
    assert doc.text == text
    assert len(doc._.claims) == ("cures" in text)
    assert len(list(doc.sents)) == bool(len(doc))


def test_a_doc_that_was_not_read_has_no_claims() -> None:
    """Reading claims never fails."""
    assert spacy.blank("en")("Turmeric cures arthritis.")._.claims == ()


def test_spacy_finds_no_problem_in_the_pipeline(nlp: Language) -> None:
    """What is assigned is declared; nothing is required."""
    analysis = nlp.analyze_pipes()
    assert analysis["problems"] == {"claimcheck": []}
    assert analysis["summary"]["claimcheck"] == {
        "assigns": ["doc._.claims", "doc.spans", "doc.sents", "token.is_sent_start"],
        "requires": [],
        "scores": [],
        "retokenizes": False,
    }


def test_a_pipeline_is_saved_with_its_rules(tmp_path: Path) -> None:
    """On disk and as bytes the configuration is kept, and with it the user's folders."""
    house = str(write(tmp_path / "house", HOUSE))
    made = spacy.blank("en")
    made.add_pipe("claimcheck", config={"rules": [house]})
    made.to_disk(tmp_path / "saved")
    loaded = spacy.load(tmp_path / "saved")
    (claim,) = loaded("Moon dust cures arthritis.")._.claims
    assert claim.subject.kb_id_ == "moon-dust"
    assert loaded.get_pipe_config("claimcheck")["rules"] == [house]
    again = spacy.util.load_model_from_config(loaded.config).from_bytes(loaded.to_bytes())
    assert [shown(found) for found in again("Moon dust cures arthritis.")._.claims] == [shown(claim)]


@pytest.mark.parametrize("processes", [1, 2])
def test_many_texts(nlp: Language, processes: int) -> None:
    """Batches, in one process or two, give what one text at a time gives."""
    texts = [TEXT, "", "Zinc may shorten colds."] * 3
    alone = [[shown(claim) for claim in nlp(text)._.claims] for text in texts]
    assert [[shown(claim) for claim in doc._.claims] for doc in nlp.pipe(texts, batch_size=2, n_process=processes)] == alone


def test_claims_are_kept_with_the_doc(nlp: Language) -> None:
    """As bytes and in a DocBin."""
    doc = nlp(TEXT)
    wanted = [shown(claim) for claim in doc._.claims]
    assert wanted
    assert [shown(claim) for claim in Doc(nlp.vocab).from_bytes(doc.to_bytes())._.claims] == wanted
    (kept,) = DocBin().from_bytes(DocBin(docs=[doc]).to_bytes()).get_docs(nlp.vocab)
    assert [shown(claim) for claim in kept._.claims] == wanted


def test_rules_that_are_not_there_are_refused() -> None:
    """When the component is added, not at the first text."""
    with pytest.raises(ClaimcheckError, match="nowhere: no such folder"):
        spacy.blank("en").add_pipe("claimcheck", config={"rules": ["nowhere"]})


def test_findings_are_spans_too(nlp: Language) -> None:
    """The offsets of a report on the same text are those of the Doc (docs/spacy.md)."""
    doc = nlp(TEXT)
    findings = [finding for finding in claimcheck.check(doc.text).findings if finding.start is not None]
    assert findings
    assert all(finding.quote in doc.char_span(finding.start, finding.end, alignment_mode="expand").text for finding in findings)


def test_the_example_in_the_manual() -> None:
    """docs/spacy.md: the first block prints the second; in a process of its own, where only the entry point tells spaCy of us."""
    manual = (ROOT / "docs" / "spacy.md").read_text(encoding="utf-8")
    example = re.search(r"```python\n(.*?)```\n\n```text\n(.*?)```", manual, re.DOTALL)
    assert example
    done = subprocess.run([sys.executable, "-c", example[1]], capture_output=True, check=True, encoding="utf-8")
    assert done.stdout == example[2]
