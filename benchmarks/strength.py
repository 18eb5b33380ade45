"""Claim strength of findings against labelled conclusion sentences: `python benchmarks/strength.py --data pubmed.csv`.

The file has the columns `sentence` and `label` (0 none, 1 correlational, 2 conditional, 3 causal). Its sentences are parted by their hash: two
thirds were read while the rules were written, one third never was.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from claimcheck.engine import Checker
from claimcheck.model import STRENGTHS
from claimcheck.readers import read_text

PARTS = ("read", "unread")


def part(sentence: str) -> str:
    """The part of the file that a sentence belongs to."""
    return "unread" if hashlib.sha256(sentence.encode()).digest()[0] % 3 == 0 else "read"


def predicted(checker: Checker, sentence: str) -> str:
    """The strongest finding of the sentence."""
    analysis = checker.analyse(read_text(sentence, path="sentence.txt"))
    return max((found.strength for found in analysis.sentences), key=STRENGTHS.index, default="none")


def table(title: str, pairs: Iterable[tuple[str, str]]) -> str:
    """Precision, recall and F1 of each class over (gold, predicted) pairs, as rows of Markdown."""
    counts = Counter(pairs)
    rows, scores = [], []
    for kind in STRENGTHS:
        right = counts[kind, kind]
        found = sum(counts[gold, kind] for gold in STRENGTHS)
        gold = sum(counts[kind, said] for said in STRENGTHS)
        precision, recall = right / max(found, 1), right / max(gold, 1)
        scores.append(2 * precision * recall / max(precision + recall, 1e-9))
        rows.append(f"| {title} | {kind} | {gold} | {precision:.3f} | {recall:.3f} | {scores[-1]:.3f} |")
    rows.append(f"| {title} | **macro** | {counts.total()} | | | **{sum(scores) / len(scores):.3f}** |")
    return "\n".join(rows)


def main() -> None:
    """Prints the table of both parts and of the whole file."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--data", type=Path, required=True)
    path = options.parse_args().data
    checker = Checker()
    with path.open(encoding="utf-8", newline="") as file:
        items = [(part(row["sentence"]), STRENGTHS[int(row["label"])], predicted(checker, row["sentence"])) for row in csv.DictReader(file)]
    print("| sentences | strength | gold | precision | recall | F1 |\n|---|---|---|---|---|---|")
    for name in PARTS:
        print(table(name, [(gold, said) for where, gold, said in items if where == name]))
    print(table("all", [(gold, said) for _, gold, said in items]))


if __name__ == "__main__":
    main()
