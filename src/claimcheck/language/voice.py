"""Who is speaking in an article: a seller, an enthusiast, a reporter, a researcher or an agency."""

from __future__ import annotations

import re
from collections.abc import Sequence

from claimcheck.language.rows import Row
from claimcheck.model import Sentence

_PRICE = re.compile(r"[$€£]\s?\d")
_YOU = re.compile(r"\byou(?:r|rs|'ll|'re)?\b", re.IGNORECASE)
VOICES = ("seller", "enthusiast", "reporter", "researcher", "agency")
SOBER = VOICES[2:]
ENOUGH = {"seller": 4.0, "enthusiast": 4.0, "reporter": 3.0, "researcher": 4.0, "agency": 2.0}
PER_SENTENCE = 0.06
FEWEST_PRAISES = 3
DENSE = 0.25
"""So much praise for each sentence tells the voice of a short text as well."""
PROMISES = 3
PROMISE_SHARE = 0.12
SOLD_SHARE = 0.25
"""Of so many sentences with a promise or a phrase that sells, and none of doubt, the writer is an enthusiast."""
MANY_YOU = 3
CAUTIOUS_SHARE = 0.06
CAUTIOUS_PER_PROMISE = 2.5
SPOKEN_OF = ("treatment", "condition", "outcome")
"""A denial counts where the sentence speaks of one of these: "I did not eat" is no caution."""
DOUBTFUL_SHARE = 0.45
SELLERS_SHARE = 0.2
DOUBT_PER_PROMISE = 3
FEWEST = 4


def voice_of(rows: Sequence[Row], text: str) -> str:
    """The voice with the most weight for the article's length, or `unknown`. "Our" beside a treatment, and prices beside "you", speak of a seller."""
    scores = dict.fromkeys(VOICES, 0.0)
    for row in rows:
        seen: set[tuple[str, float]] = set()
        for hit in row.hits:
            if hit.category == "voice":
                seen.add((hit.value, float(str(hit.attributes.get("weight", 1)))))
        for voice in VOICES:
            weights = [weight for name, weight in seen if name == voice]
            scores[voice] += max(weights, default=0.0)
        if any(hit.category == "people" and hit.value == "owner" for hit in row.hits) and any(span.kind in ("treatment", "product") for span in row.spans):
            scores["seller"] += 1.0
    if _PRICE.search(text) and len(_YOU.findall(text)) >= MANY_YOU:
        scores["seller"] += 2.0
    best = max(VOICES, key=lambda voice: (scores[voice], -VOICES.index(voice)))
    praising, sober = scores["seller"] + scores["enthusiast"], sum(scores[voice] for voice in SOBER)
    if best == "enthusiast" and sober > scores[best]:
        best = max(SOBER, key=lambda voice: scores[voice])
    enough = max(ENOUGH[best], PER_SENTENCE * len(rows))
    if scores[best] < enough:
        dense = praising >= max(FEWEST_PRAISES, DENSE * len(rows))
        return best if best not in SOBER and (praising >= enough or dense) and praising > 2 * sober else "unknown"
    if best == "enthusiast" and scores["seller"] >= scores[best] / 2:
        return "seller"
    return best


def settled(voice: str, sentences: Sequence[Sentence], established: frozenset[str], *, unproven: bool) -> str:
    """The voice in the light of the claims: who is unknown but praises what is not established again and again is an enthusiast.

    `unproven` says that the article is about a treatment for which no benefit is established: then one promise without a word of doubt is enough.
    """
    if voice != "unknown":
        return voice
    promised = [
        any(c.flat and c.subject is not None and c.subject.kind == "treatment" and c.subject.concept not in established for c in s.claims) for s in sentences
    ]
    promises = sum(promised)
    if promises >= PROMISES and promises >= PROMISE_SHARE * len(sentences):
        return "enthusiast"
    sold = sum(1 for s, promise in zip(sentences, promised, strict=True) if promise or _sounds_sold(s))
    if sold >= PROMISES and sold >= SOLD_SHARE * len(sentences) and not any(_cautious(s) for s in sentences):
        return "enthusiast"
    return "enthusiast" if unproven and promises and not any(_cautious(s) or s.has("status", "negated") for s in sentences) else voice


def _sounds_sold(sentence: Sentence) -> bool:
    """Whether a phrase that some rule looks for stands in the sentence, said in earnest."""
    return any(cue.category == "rule" and cue.value.endswith("#phrases") and cue.status == "asserted" for cue in sentence.cues)


def _promises(sentences: Sequence[Sentence]) -> int:
    return sum(1 for s in sentences if any(c.flat for c in s.claims))


def _cautious(sentence: Sentence) -> bool:
    return sentence.has("status", "experimental", "refuted") or sentence.has("authority", "critic")


def careful(sentences: Sequence[Sentence], voice: str) -> bool:
    """Whether a text is written with care: it says what is not known, asks others, and hedges far more than it promises.

    Of an enthusiast's words more is asked: nearly half of the sentences must doubt, for who fights medicine denies and debunks as well. Who sells must say what is
    not known in every fifth one.
    """
    if len(sentences) < FEWEST:
        return False
    cautions = sum(1 for s in sentences if _cautious(s))
    if voice == "seller":
        return cautions >= SELLERS_SHARE * len(sentences)
    refuted = sum(1 for s in sentences if s.has("status", "refuted"))
    denials = sum(1 for s in sentences if s.has("status", "negated") and any(mention.kind in SPOKEN_OF for mention in s.mentions))
    hedges = sum(1 for s in sentences if s.has("certainty", "possible", "speculative"))
    promises = _promises(sentences)
    if voice == "enthusiast":
        doubt = 2 * cautions + denials + hedges / 2
        return doubt >= DOUBTFUL_SHARE * len(sentences) and doubt >= DOUBT_PER_PROMISE * promises
    share = cautions / len(sentences)
    return (cautions >= 2 and share >= CAUTIOUS_SHARE and cautions + refuted + denials >= promises) or (cautions + (denials + hedges) / 2) / (
        1 + promises
    ) >= CAUTIOUS_PER_PROMISE
