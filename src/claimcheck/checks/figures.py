"""`figures`: numbers that cannot be as written.

match: what: lost-exponent (1 x 10 cells/kg) | over-hundred (130 % of patients) | more-than-all (3 of 2 patients) | timeline (more years gone by than the time since).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from claimcheck.checks.common import Case, Check, Found, form, guarded
from claimcheck.model import Quantity, Sentence
from claimcheck.rules import Rule

_SHARE = re.compile(
    r"\s*(?:of|out of)\s(?:all|the|our|these|those)?\s?[\w\s-]{0,30}?(?:patients|people|women|men|children|participants|adults|cases|population|subjects|volunteers|users|clients)",
    re.IGNORECASE,
)
_RATE = re.compile(r"(?:effective|success rate|cure rate|survival rate|response rate|efficacy|remission rate)\b", re.IGNORECASE)
_CELLS = re.compile(r"\b(?:cells?|copies|cfu|particles|iu|vg)\b", re.IGNORECASE)
_SINCE = re.compile(r"(?:after|following|since)\s(?:the\s)?(?:treatment|therapy|infusion|injection|surgery|transplant\w*|operation)", re.IGNORECASE)
_FOR = re.compile(r"\bfor\s$", re.IGNORECASE)


def find(rule: Rule, case: Case) -> Iterator[Found]:
    """Every impossible figure of the rule's kind."""
    look = {"lost-exponent": _lost_exponent, "over-hundred": _over_hundred, "more-than-all": _more_than_all, "timeline": _timeline}[rule.match["what"]]
    for sentence in case.analysis.sentences:
        if sentence.quantities and not guarded(rule, sentence, case):
            for amount in look(sentence):
                yield Found(amount.start, amount.end, sentence.index, None, {"phrase": amount.text})


def _lost_exponent(sentence: Sentence) -> Iterator[Quantity]:
    for amount in sentence.quantities:
        after = sentence.text[amount.end - sentence.start : amount.end - sentence.start + 25]
        if amount.kind == "lost-exponent" and (_CELLS.search(amount.unit) or _CELLS.search(after)):
            yield amount


def _over_hundred(sentence: Sentence) -> Iterator[Quantity]:
    for amount in sentence.quantities:
        after = sentence.text[amount.end - sentence.start :]
        if amount.kind == "percent" and amount.low > 100 and (_SHARE.match(after) or _RATE.match(after.lstrip())):
            yield amount


def _more_than_all(sentence: Sentence) -> Iterator[Quantity]:
    for amount in sentence.quantities:
        if amount.kind == "part" and amount.low > amount.high > 0 and float(amount.low).is_integer() and float(amount.high).is_integer():
            yield amount


def _timeline(sentence: Sentence) -> Iterator[Quantity]:
    """ "Three years after treatment, the drugs had been stopped for five years"."""
    durations = [amount for amount in sentence.quantities if amount.kind == "duration" and amount.unit in ("year", "month", "week")]
    scale = {"year": 52.0, "month": 4.35, "week": 1.0}
    for since in durations:
        tail = sentence.text[since.end - sentence.start :]
        if not _SINCE.match(tail.lstrip()):
            continue
        for held in durations:
            before = sentence.text[: held.start - sentence.start]
            if held is not since and held.start > since.end and _FOR.search(before) and held.low * scale[held.unit] > since.high * scale[since.unit]:
                yield Quantity("duration", sentence.text[since.start - sentence.start : held.end - sentence.start], since.start, held.end, held.low, held.high)


CHECK = Check(form(match={"what"}, unless={"question", "refuted"}, names={"phrase"}), find)
