"""How fast claimcheck is: words a second in one process, start-up, peak memory, growth with the length of an article, the cost of each component.

python benchmarks/speed.py PATH...        PATH: articles, folders or JSONL
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from claimcheck.engine import Checker, read_all
from claimcheck.errors import ReadError
from claimcheck.language import analysis, matches, quantities, study, support, voice
from claimcheck.model import Article
from claimcheck.readers import read_text

LENGTHS = (1_000, 10_000, 100_000)
STARTS = 5
COMPONENTS: tuple[tuple[str, Any, tuple[str, ...]], ...] = (
    ("tokenise", matches, ("tokens_of",)),
    ("sentences", matches, ("_rows",)),
    ("spelling", matches, ("_mend_spelling",)),
    ("scan for names and cues", matches, ("scan",)),
    ("mentions and cues", analysis, ("find",)),
    ("quantities", quantities, ("find",)),
    ("support", support, ("marks_of", "reach")),
    ("voice", voice, ("voice_of", "careful", "settled")),
    ("strength", analysis, ("strength_of",)),
    ("claims and status", analysis, ("claims_of",)),
    ("status of cues", analysis, ("_cue",)),
    ("study", study, ("studies_of",)),
    ("topic and the rest of the analysis", Checker, ("analyse",)),
    ("checks and findings", Checker, ("check",)),
)
"""The parts of a check and their functions; what one calls of another counts for the other."""


def words(article: Article) -> int:
    """The words of an article."""
    return len(article.text.split())


def rate(checker: Checker, articles: list[Article]) -> float:
    """Words a second over some articles."""
    began = time.perf_counter()
    for article in articles:
        checker.check(article)
    return sum(map(words, articles)) / (time.perf_counter() - began)


def costs(checker: Checker, articles: list[Article]) -> Counter[str]:
    """The seconds that each component takes for some articles. Its functions stay wrapped: measure the whole before."""
    seconds: Counter[str] = Counter()
    inner = [0.0]

    def clocked(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def run(*arguments: Any, **options: Any) -> Any:
            inner.append(0.0)
            began = time.perf_counter()
            result = function(*arguments, **options)
            spent = time.perf_counter() - began
            seconds[name] += spent - inner.pop()
            inner[-1] += spent
            return result

        return run

    for name, owner, functions in COMPONENTS:
        for function in functions:
            setattr(owner, function, clocked(name, getattr(owner, function)))
    rate(checker, articles)
    return seconds


def best_start(arguments: list[str]) -> float:
    """The shortest of some runs of the command, in seconds."""
    times = []
    for _ in range(STARTS):
        began = time.perf_counter()
        subprocess.run([sys.executable, "-m", "claimcheck", *arguments], check=False, stdout=subprocess.DEVNULL)  # noqa: S603 - our own command
        times.append(time.perf_counter() - began)
    return min(times)


def main(paths: list[str]) -> None:
    """Print the figures."""
    checker = Checker()
    articles = [item for item in read_all(paths) if not isinstance(item, ReadError)]
    checker.check(articles[0])
    print(f"{'articles':34} {len(articles):10,}")
    print(f"{'words':34} {sum(map(words, articles)):10,}")
    print(f"{'words a second, one process':34} {rate(checker, articles):10,.0f}")
    text = "\n".join(article.text for article in articles)
    for length in LENGTHS:
        long = read_text(" ".join(text.split(" ")[:length]))
        print(f"{f'words a second, {words(long):,} words':34} {rate(checker, [long]):10,.0f}")
    with tempfile.TemporaryDirectory() as folder:
        line = Path(folder, "one.txt")
        line.write_text("Turmeric cures cancer.\n", encoding="utf-8")
        print(f"{'check of one line, seconds':34} {best_start(['check', str(line)]):10.2f}")
    print(f"{'--help, seconds':34} {best_start(['--help']):10.2f}")
    print(f"{'peak memory, MB':34} {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:10.0f}")
    seconds = costs(checker, articles)
    print(f"\n{'component':34} {'share':>10} {'words a second':>15}")
    for name, _, _ in COMPONENTS:
        print(f"{name:34} {seconds[name] / seconds.total():10.1%} {sum(map(words, articles)) / seconds[name]:15,.0f}")


if __name__ == "__main__":
    main(sys.argv[1:])
