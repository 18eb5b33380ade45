"""Who is speaking in an article: a seller, an enthusiast, a reporter, a researcher or an agency."""

from __future__ import annotations

from collections.abc import Sequence

from claimcheck.language.matches import Row
from claimcheck.model import Sentence

VOICES = ("seller", "enthusiast", "reporter", "researcher", "agency")
ENOUGH = {"seller": 4.0, "enthusiast": 4.0, "reporter": 3.0, "researcher": 4.0, "agency": 2.0}
PER_SENTENCE = 0.06
CAUTIOUS_SHARE = 0.06
CAUTIOUS_PER_PROMISE = 2.5
FEWEST = 4


def voice_of(rows: Sequence[Row]) -> str:
    """The voice with the most weight for the article's length, or `unknown`."""
    scores = dict.fromkeys(VOICES, 0.0)
    for row in rows:
        seen: set[tuple[str, float]] = set()
        for hit in row.hits:
            if hit.category == "voice":
                seen.add((hit.value, float(str(hit.attributes.get("weight", 1)))))
        for voice in VOICES:
            weights = [weight for name, weight in seen if name == voice]
            scores[voice] += max(weights, default=0.0)
    best = max(VOICES, key=lambda voice: (scores[voice], -VOICES.index(voice)))
    if scores[best] < max(ENOUGH[best], PER_SENTENCE * len(rows)):
        return "unknown"
    if best == "enthusiast" and scores["seller"] >= scores[best] / 2:
        return "seller"
    return best


def careful(sentences: Sequence[Sentence], voice: str) -> bool:
    """Whether a text that does not sell is written with care: it says what is not known, asks others, and hedges far more than it promises."""
    if voice == "seller" or len(sentences) < FEWEST:
        return False
    cautions = sum(1 for s in sentences if s.has("status", "experimental", "refuted") or s.has("authority", "critic"))
    doubts = sum(1 for s in sentences if s.has("status", "negated")) + sum(1 for s in sentences if s.has("certainty", "possible", "speculative"))
    promises = sum(1 for s in sentences if any(c.family == "benefit" and c.status == "asserted" and c.certainty in ("established", "likely") for c in s.claims))
    share = cautions / len(sentences)
    return (cautions >= 2 and share >= CAUTIOUS_SHARE) or (cautions + doubts / 2) / (1 + promises) >= CAUTIOUS_PER_PROMISE
