"""Negation of concepts in clinical sentences: `python benchmarks/status.py --data clinical_dev.tsv`.

The file has the columns report, concept, sentence (the concept in capitals inside it) and status (Affirmed, Negated). A concept that does not
stand in its sentence counts as affirmed, for everybody. medspaCy and negspacy are measured in the same run where they are installed.
"""

from __future__ import annotations

import argparse
import bisect
import csv
import importlib.util
import re
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from claimcheck.base import open_base
from claimcheck.language.matches import find
from claimcheck.language.status import status_of
from claimcheck.readers import read_text

Place = tuple[str, int, int]
"""A sentence and the character span of the concept in it."""
Judge = Callable[[Place], bool]


def place(sentence: str, concept: str) -> Place | None:
    """Where the concept stands, in the sentence with single blanks, or None."""
    text = re.sub(r"\s+", " ", sentence).strip()
    words = r"\s".join(map(re.escape, concept.upper().split()))
    found = re.search(words, text) or re.search(words, text, re.IGNORECASE)
    return (text, found.start(), found.end()) if found else None


def claimcheck() -> Judge:
    """claimcheck's own status."""
    vocabulary = open_base().vocabulary

    def judge(at: Place) -> bool:
        text, start, end = at
        tokens, rows = find(read_text(text, path="sentence.txt"), vocabulary)
        row = next(row for row in reversed(rows) if row.start <= start)
        first = max(row.first, bisect.bisect_right(tokens.starts, start) - 1)
        last = max(first + 1, bisect.bisect_left(tokens.starts, end))
        return status_of(row, tokens, first, min(last, row.last), question=False) in ("negated", "refuted")

    return judge


def medspacy() -> Judge:
    """medspaCy's ConText with its own rules and sentences."""
    import medspacy as package

    pipeline = package.load(medspacy_enable=["medspacy_pyrush", "medspacy_context"])
    context = pipeline.get_pipe("medspacy_context")

    def judge(at: Place) -> bool:
        text, start, end = at
        with pipeline.select_pipes(disable=["medspacy_context"]):
            doc = pipeline(text)
        span = doc.char_span(start, end, label="CONCEPT", alignment_mode="expand")
        doc.ents = (span,)
        context(doc)
        return bool(doc.ents[0]._.is_negated)

    return judge


def negspacy() -> Judge:
    """negspacy with its clinical terms."""
    import spacy
    from negspacy.negation import Negex  # noqa: F401 - registers the component
    from negspacy.termsets import termset

    pipeline = spacy.blank("en")
    pipeline.add_pipe("sentencizer")
    negex = pipeline.add_pipe("negex", config={"neg_termset": termset("en_clinical").get_patterns()})

    def judge(at: Place) -> bool:
        text, start, end = at
        with pipeline.select_pipes(disable=["negex"]):
            doc = pipeline(text)
        doc.ents = (doc.char_span(start, end, label="CONCEPT", alignment_mode="expand"),)
        negex(doc)
        return bool(doc.ents[0]._.negex)

    return judge


def row(name: str, judge: Judge, items: Sequence[tuple[Place | None, bool]]) -> str:
    """A row of the table: precision, recall and F1 on Negated, and concepts a second."""
    began = time.perf_counter()
    pairs = [(negated, at is not None and judge(at)) for at, negated in items]
    pace = len(pairs) / (time.perf_counter() - began)
    right = sum(1 for gold, said in pairs if gold and said)
    precision = right / max(sum(said for _, said in pairs), 1)
    recall = right / max(sum(gold for gold, _ in pairs), 1)
    return f"| {name} | {precision:.3f} | {recall:.3f} | {2 * precision * recall / max(precision + recall, 1e-9):.3f} | {pace:,.0f} |"


def main() -> None:
    """Prints a table with a row for claimcheck and for each rival that is installed."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--data", type=Path, required=True)
    path = options.parse_args().data
    csv.field_size_limit(10**7)
    with path.open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    items = [(place(line["sentence"], line["concept"]), line["status"] == "Negated") for line in lines]
    print("| | precision | recall | F1 on Negated | concepts a second |\n|---|---|---|---|---|")
    print(row("claimcheck", claimcheck(), items))
    for name, rival in (("medspaCy", medspacy), ("negspacy", negspacy)):
        if importlib.util.find_spec(name.lower()):
            print(row(name, rival(), items))
        else:
            print(f"| {name} | not installed | | | |")


if __name__ == "__main__":
    main()
