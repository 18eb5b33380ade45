"""What the tests of annotated drafts share: reading a draft, and findings on words of it."""

from __future__ import annotations

from dataclasses import replace

from claimcheck.annotate import annotated
from claimcheck.model import Article, EvidenceItem, Finding
from claimcheck.readers import read_bytes

SOURCE = EvidenceItem("a", "On <water> & *gout*", "The Board", "https://example.org/a?b=1&c=2", "2020-05", "Water does not cure gout.")
WHOLE = Finding(
    "missing-context/harms", "missing-context", "warning", "Harms are <never> *named*.", "Readers weigh [benefit](x) against harm.", None, None, None, None
)


def read(data: bytes, path: str) -> Article:
    """The article of a draft."""
    (article,) = read_bytes(data, path=path, suffix=path[path.rindex(".") :])
    assert isinstance(article, Article), article
    return article


def on(article: Article, words: str, **changes: object) -> Finding:
    """A finding on words of the article's text, which stand in it once."""
    assert article.text.count(words) == 1, words
    at = article.text.index(words)
    start, end = article.locate(at, at + len(words))
    message = f"“{words}” is <b>said</b> to cure gout."
    found = Finding("overstated/cure", "overstated", "error", message, "No cure is on record.", "It is *being* studied.", start, end, words, None, (SOURCE,))
    return replace(found, **changes)  # type: ignore[arg-type]


def annotate(data: bytes, path: str, *words: str, whole: bool = False) -> bytes:
    """The draft with a note on each of these words, and one on the whole article if wanted."""
    article = read(data, path)
    return annotated(data, article, [*(on(article, item) for item in words), *([WHOLE] if whole else [])])
