"""Epidemiological figures against their documented range."""

from __future__ import annotations

import re
from collections.abc import Iterator

from claimcheck.checks.common import Case, Found, guarded
from claimcheck.checks.fact.approvals import PLACES
from claimcheck.knowledge.records import Statistic
from claimcheck.model import Quantity, Sentence
from claimcheck.rules import Rule

FACTOR = 2.0
_LIVING = re.compile(
    r"\b(?:people|patients|adults|americans|individuals|cases|sufferers)\b[^.;]{0,40}?\b(?:have|has|had|suffer|suffering|suffered|live|living|affected|diagnosed with|with)\b|\baffects?\b",
    re.IGNORECASE,
)
_WORLD = re.compile(r"\b(?:worldwide|world|global|globally)\b", re.IGNORECASE)
_PART = re.compile(
    r"\b(?:new cases|each year|every year|annually|a year|per year|die|dies|died|deaths|of these|of them|among|children|women|men|over \d+|aged|study|trial|enrolled|died of)\b",
    re.IGNORECASE,
)


def statistics(rule: Rule, case: Case) -> Iterator[Found]:
    """Counts of people living with a condition, far outside what is documented for the place."""
    for sentence in case.analysis.sentences:
        amounts = [amount for amount in sentence.quantities if amount.kind == "people" and amount.low >= 10_000]
        if not amounts or guarded(rule, sentence, case) or not _LIVING.search(sentence.text) or _PART.search(sentence.text):
            continue
        conditions = {mention.concept for mention in sentence.mentions if mention.kind == "condition"}
        place = _place(sentence)
        if len(conditions) != 1 or place is None:
            continue
        known = next(
            (
                known
                for known in case.knowledge.statistics
                if known.of in conditions and known.measure == "people" and known.place == place and not known.population
            ),
            None,
        )
        if known and _outside(amounts[0], known):
            names = {"fact.says": known.says, "fact.value": amounts[0].text, "place": place, "object": case.knowledge.name(known.of)}
            yield Found(amounts[0].start, amounts[0].end, sentence.index, None, names, case.knowledge.items(known))


def _place(sentence: Sentence) -> str | None:
    if _WORLD.search(sentence.text):
        return "world"
    words = set(re.findall(r"[a-z.]+", sentence.text.lower()))
    text = sentence.text.lower()
    for place, names in PLACES.items():
        if any((name in text if " " in name else name in words) for name in names if name not in ("fda", "nmpa", "ema", "tga", "nhs", "mhra")):
            return place
    return None


def _outside(amount: Quantity, known: Statistic) -> bool:
    low, high = min(known.value), max(known.value)
    return amount.high < low / FACTOR or amount.low > high * FACTOR
