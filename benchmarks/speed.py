"""How fast claimcheck is: words a second in one process, start-up, peak memory, growth with the length of an article.

python benchmarks/speed.py PATH...        PATH: articles, folders or JSONL
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from claimcheck.engine import Checker, read_all
from claimcheck.errors import ReadError
from claimcheck.model import Article
from claimcheck.readers import read_text

LENGTHS = (1_000, 10_000, 100_000)
STARTS = 5


def words(article: Article) -> int:
    """The words of an article."""
    return len(article.text.split())


def rate(checker: Checker, articles: list[Article]) -> float:
    """Words a second over some articles."""
    began = time.perf_counter()
    for article in articles:
        checker.check(article)
    return sum(map(words, articles)) / (time.perf_counter() - began)


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


if __name__ == "__main__":
    main(sys.argv[1:])
