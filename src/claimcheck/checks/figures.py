"""`figures`: numbers that cannot be as written.

match: what: lost-exponent (1 x 10 cells/kg) | over-hundred (130 % of patients) | more-than-all (3 of 2 patients) | timeline (more years gone by than the time since) |
share (6 of 10, or 70 %) | parts (of 30 patients, 18 improved and 15 did not) | listed (five reasons, and four in the list). with: patterns beside the last figure
of parts that make them exclude each other, or those that announce a list; without: patterns in the sentence that excuse it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import takewhile

from claimcheck.checks.common import Case, Check, Found, form, guarded, phrase_cues
from claimcheck.language.numbers import FIGURE, NUMBER, value
from claimcheck.model import Cue, Quantity, Sentence
from claimcheck.rules import Rule

_SHARE = re.compile(
    r"\s*(?:of|out of)\s(?:all|the|our|these|those)?\s?[\w\s-]{0,30}?(?:patients|people|women|men|children|participants|adults|cases|population|subjects|volunteers|users|clients|cells|bacteria|viruses|germs|toxins)",
    re.IGNORECASE,
)
_RATE = re.compile(r"(?:effective|success rate|cure rate|survival rate|response rate|efficacy|remission rate)\b", re.IGNORECASE)
_CELLS = re.compile(r"\b(?:cells?|copies|cfu|particles|iu|vg)\b", re.IGNORECASE)
_SINCE = re.compile(r"(?:after|following|since)\s(?:the\s)?(?:treatment|therapy|infusion|injection|surgery|transplant\w*|operation)", re.IGNORECASE)
_FOR = re.compile(r"\bfor\s$", re.IGNORECASE)
_PERCENT = r"(?P<share>\d{1,3}(?:\.\d+)?)\s?(?:%|percent\b|per\scent\b)"
_OF = rf"(?P<part>{NUMBER})\s?(?:/|(?:out\s)?of\s)(?:the\s|all\s|our\s)?(?P<whole>{NUMBER})\b"
_GIVEN = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"{_OF}(?!/)(?:\s[A-Za-z-]+){{0,4}}?(?:\s?\(|,\sor\s){_PERCENT}(?=\s?[),;.]|\s[a-z])",
        rf"{_PERCENT}(?:\s[A-Za-z-]+){{0,6}}?\s?[(\[]\s?(?:n\s?=\s?)?{_OF}(?![\d/%]|\s?%)",
        rf"\bof\s(?:the\s|these\s|our\s|all\s)?(?P<whole>{NUMBER})\s(?:[A-Za-z-]+\s){{0,3}}?[A-Za-z-]+,\s(?P<part>{NUMBER})\s(?:[A-Za-z-]+\s){{0,2}}?\({_PERCENT}\s?\)",
    )
)
"""A count, its whole and the percentage that is given for it."""
_ROUNDED = {False: 1.0, True: 0.3}
"""How far a percentage may be from its count, in whole points and with decimals."""
_BESIDE = 15
"""How many characters may stand between a figure of parts and the words that make them exclude each other."""
_WHOLE = re.compile(r"\b(?:of|among|in)\s(?:the\s|these\s|those\s|our\s|all\s)*$", re.IGNORECASE)
_NUMBERED = re.compile(r"(?:^|\n)[\s#*]*(\d{1,2})\s?[.):、]\W*$")
_LEADING = re.compile(r"[\s#*]*(\d{1,2})\s?[.):]\s")
_FEWEST = 3
"""A list of fewer items is none that a headline counts."""


def find(rule: Rule, case: Case) -> Iterator[Found]:
    """Every impossible figure of the rule's kind."""
    if rule.match["what"] == "listed":
        yield from _listed(rule, case)
        return
    look = _LOOK[rule.match["what"]]
    for sentence in case.analysis.sentences:
        if sentence.quantities and not guarded(rule, sentence, case) and not any(phrase_cues(rule, "without", sentence)):
            for amount in look(sentence, list(phrase_cues(rule, "with", sentence))):
                yield Found(amount.start, amount.end, sentence.index, None, {"phrase": amount.text, "right": amount.of})


def _lost_exponent(sentence: Sentence, _: list[Cue]) -> Iterator[Quantity]:
    for amount in sentence.quantities:
        after = sentence.text[amount.end - sentence.start : amount.end - sentence.start + 25]
        if amount.kind == "lost-exponent" and (_CELLS.search(amount.unit) or _CELLS.search(after)):
            yield amount


def _over_hundred(sentence: Sentence, _: list[Cue]) -> Iterator[Quantity]:
    for amount in sentence.quantities:
        after = sentence.text[amount.end - sentence.start :]
        if amount.kind == "percent" and amount.low > 100 and (_SHARE.match(after) or _RATE.match(after.lstrip())):
            yield amount


def _more_than_all(sentence: Sentence, _: list[Cue]) -> Iterator[Quantity]:
    for amount in sentence.quantities:
        if amount.kind == "part" and amount.low > amount.high > 0 and float(amount.low).is_integer() and float(amount.high).is_integer():
            yield amount


def _timeline(sentence: Sentence, _: list[Cue]) -> Iterator[Quantity]:
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
                yield _span(sentence, since.start - sentence.start, held.end - sentence.start)


def _share(sentence: Sentence, _: list[Cue]) -> Iterator[Quantity]:
    """A count of a whole with a percentage beside it that is not theirs."""
    for pattern in _GIVEN if any(amount.kind == "percent" for amount in sentence.quantities) else ():
        for match in pattern.finditer(sentence.text):
            part, whole, said = value(match["part"]), value(match["whole"]), float(match["share"])
            at = sentence.start + match.start("share")
            if any(amount.kind == "interval" and amount.start <= at < amount.end for amount in sentence.quantities):
                continue
            if 0 < part <= whole and abs(100 * part / whole - said) > _ROUNDED["." in match["share"]]:
                yield _span(sentence, *match.span(), f"{100 * part / whole:.{int('.' in match['share'])}f}%")


def _parts(sentence: Sentence, cues: list[Cue]) -> Iterator[Quantity]:
    """Shares or counts of one whole that exclude each other and are more than the whole."""
    shares = [q for q in sentence.quantities if q.kind == "percent" and q.unit == "%" and q.low == q.high]
    if len(shares) > 1 and _beside(shares[-1].start, shares[-1].end, cues) and sum(q.low for q in shares) > 100 + len(shares):
        yield _span(sentence, shares[0].start - sentence.start, shares[-1].end - sentence.start, "100%")
    people = [q for q in sentence.quantities if q.kind == "people" and q.low == q.high]
    if not people or shares:
        return
    whole, at = people[0], people[0].end - sentence.start
    taken = [(q.start, q.end) for q in sentence.quantities if q.kind not in ("people", "part")]
    counts = [
        (value(m.group()), sentence.start + m.start(), sentence.start + m.end())
        for m in FIGURE.finditer(sentence.text, at)
        if not any(start <= sentence.start + m.start() < end for start, end in taken)
    ]
    told = _WHOLE.search(sentence.text[: whole.start - sentence.start]) or (counts and re.search(r"[:;]\s", sentence.text[at : counts[0][1] - sentence.start]))
    if told and len(counts) == 2 and _beside(counts[1][1], counts[1][2], cues) and counts[0][0] < whole.low < counts[0][0] + counts[1][0]:
        yield _span(sentence, whole.start - sentence.start, counts[1][2] - sentence.start, f"{whole.low:.0f}")


def _beside(start: int, end: int, cues: list[Cue]) -> bool:
    return any(0 <= cue.start - end < _BESIDE or 0 <= start - cue.end < 2 for cue in cues)


def _span(sentence: Sentence, start: int, end: int, right: str = "") -> Quantity:
    return Quantity("figures", sentence.text[start:end], sentence.start + start, sentence.start + end, 0, 0, "", right)


def _listed(rule: Rule, case: Case) -> Iterator[Found]:
    """A number of things announced, by the title or by the words before a list, that is not the number of the items."""
    for sentence, cue in case.phrases.get(f"{rule.id}#with", ()):
        figure = FIGURE.search(cue.text)
        if figure and not guarded(rule, sentence, case):
            items = _items(sentence, case)
            if items >= _FEWEST and items != value(figure.group()):
                yield Found(cue.start, cue.end, sentence.index, None, {"phrase": cue.text, "right": str(items)})


def _items(sentence: Sentence, case: Case) -> int:
    """How many items follow: of the list that the sentence leads to, or, after the title, those that the article numbers from 1 on; 0 if that is not clear."""
    article = case.analysis.article
    if sentence.text.rstrip().endswith(":"):
        after = takewhile(lambda block: block.lead_in is not None, article.blocks[sentence.block + 1 :])
        return sum(block.lead_in == sentence.block and block.level == 1 for block in after)
    if sentence.index:
        return 0
    filled = (block for block in article.blocks if block.start < block.end)
    numbers = [_number(article.source, *article.locate(block.start, block.end)) for block in filled]
    counted = [number for number in numbers if number]
    return len(counted) if counted == list(range(1, len(counted) + 1)) else 0


def _number(source: str, start: int, end: int) -> int:
    """The number before a block of the source, or with which it begins; 0 if there is none."""
    found = _NUMBERED.search(source, max(0, start - 12), start) or _LEADING.match(source, start, end)
    return int(found[1]) if found else 0


_LOOK: dict[str, Callable[[Sentence, list[Cue]], Iterator[Quantity]]] = {
    "lost-exponent": _lost_exponent,
    "over-hundred": _over_hundred,
    "more-than-all": _more_than_all,
    "timeline": _timeline,
    "share": _share,
    "parts": _parts,
}

CHECK = Check(form(match={"what", "with", "without"}, unless={"question", "refuted", "heading"}, names={"phrase", "right"}), find)
