"""Who is speaking in an article: a seller, an enthusiast, a reporter, a researcher or an agency."""

from __future__ import annotations

from collections.abc import Sequence

from claimcheck.language.matches import Row

VOICES = ("seller", "enthusiast", "reporter", "researcher", "agency")
ENOUGH = 3.0


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
    if scores[best] < ENOUGH:
        return "unknown"
    if best == "enthusiast" and scores["seller"] >= scores[best] / 2:
        return "seller"
    return best
