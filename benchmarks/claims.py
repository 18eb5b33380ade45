"""What share of the claims in articles is found: `python benchmarks/claims.py --data PATH`.

PATH is a folder of annotated articles (NAME.txt with NAME.gold.yaml, as ../shared/tools/score_articles.py reads them) or a YAML file of the form of
tests/claims.yaml. Of a folder: how many annotated sentences hold a claim that is asserted or attributed, how many sentences that
nobody annotated make a flat promise, and the claims by family. A flat promise that nobody annotated is no error: not all that is promised is wrong.
Of a file of cases: how many pass, by group.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from claimcheck.engine import Checker
from claimcheck.model import Analysis
from claimcheck.readers import read_text

KINDS = frozenset({"unsupported", "overstated", "contradicted"})
SAID = ("asserted", "attributed")
HEADER = ("URL:", "TYPE:", "DATE:", "TITLE:")


@dataclass(frozen=True, slots=True)
class Item:
    """An annotated sentence: where it stands, and whether it must be flagged."""

    start: int
    end: int
    must: bool


def body(raw: str) -> str:
    """An article without the lines of its header."""
    lines = raw.split("\n")
    while lines and lines[0].startswith(HEADER):
        lines.pop(0)
    return "\n".join(lines).lstrip("\n")


def annotated(folder: Path) -> Iterator[tuple[str, list[Item]]]:
    """Each article of a folder with its annotated sentences."""
    for path in sorted(folder.glob("*.txt")):
        gold = path.with_name(f"{path.stem}.gold.yaml")
        if gold.exists():
            text = body(path.read_text(encoding="utf-8"))
            items = [item for item in yaml.safe_load(gold.read_text(encoding="utf-8")) or [] if item.get("sentence") and KINDS & set(item["kinds"])]
            places = [(text.find(item["sentence"]), len(item["sentence"]), bool(item.get("must"))) for item in items]
            yield text, [Item(start, start + length, must) for start, length, must in places if start >= 0]


def articles(checker: Checker, folder: Path) -> str:
    """The table of a folder."""
    counts: Counter[str] = Counter()
    families: Counter[str] = Counter()
    for text, items in annotated(folder):
        analysis = checker.analyse(read_text(text, path="article.txt"))
        counts.update(articles=1, words=len(text.split()))
        families.update(claim.family for claim in analysis.claims)
        counts.update(f"{'must' if item.must else 'may'} {'found' if found(analysis, item) else 'missed'}" for item in items)
        for sentence in analysis.sentences:
            start, end = analysis.article.locate(sentence.start, sentence.end)
            if not any(item.start < end and start < item.end for item in items):
                counts.update(unannotated=1, flat=any(claim.flat for claim in sentence.claims))
    rows = [("articles", f"{counts['articles']:,}"), ("words", f"{counts['words']:,}")]
    rows += [(f"`{level}` sentences with a claim found", share(counts[f"{level} found"], counts[f"{level} missed"])) for level in ("must", "may")]
    rows.append(("unannotated sentences with a flat promise", share(counts["flat"], counts["unannotated"] - counts["flat"])))
    per = 1000 / max(counts["words"], 1)
    rows.append(("claims per 1,000 words", f"{families.total() * per:.1f}"))
    rows += [(f"- {family}", f"{number * per:.1f}") for family, number in families.most_common()]
    return table(("", folder.name), rows)


def found(analysis: Analysis, item: Item) -> bool:
    """Whether a claim that the article makes stands in an annotated sentence."""
    claims = (claim for claim in analysis.claims if claim.status in SAID)
    places = (analysis.article.locate(claim.start, claim.end) for claim in claims)
    return any(start < item.end and item.start < end for start, end in places)


def share(yes: int, no: int) -> str:
    """A share with its count."""
    return f"{yes / max(yes + no, 1):.2f} ({yes} of {yes + no})"


def cases(path: Path) -> str:
    """The table of a file of cases: how many pass, by group."""
    sys.path.insert(0, str(Path(__file__).parent.parent))
    from tests.test_claims import test_claims

    rows = []
    passed = total = 0
    with tempfile.TemporaryDirectory() as folder:
        for group, group_cases in yaml.safe_load(path.read_text(encoding="utf-8")).items():
            right = sum(passes(test_claims, group, case, Path(folder)) for case in group_cases)
            rows.append((group, f"{right} of {len(group_cases)}"))
            passed, total = passed + right, total + len(group_cases)
    return table(("group", "cases passed"), [*rows, ("**all**", f"{passed} of {total}")])


def passes(test: Callable[[str, list[str], Path], None], group: str, case: list[str], folder: Path) -> bool:
    """Whether a case passes its test."""
    try:
        test(group, case, folder)
    except AssertionError:
        return False
    return True


def table(head: tuple[str, str], rows: Iterable[tuple[str, str]]) -> str:
    """Rows of Markdown."""
    return "\n".join([f"| {head[0]} | {head[1]} |", "|---|---|", *(f"| {name} | {figure} |" for name, figure in rows)])


def main() -> None:
    """Prints the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--data", type=Path, required=True)
    path = options.parse_args().data
    print(articles(Checker(), path) if path.is_dir() else cases(path))


if __name__ == "__main__":
    main()
