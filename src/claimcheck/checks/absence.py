"""`absence`: what an article that promotes a treatment never says.

match, when it looks: voice; mark (of the article's treatment); claims (how many flat promises of benefit make it promotional); with (patterns, one of which must be
said); study (it describes a study with one of these weaknesses); figures (it gives a figure of these kinds), of (that belongs to one of these nouns); speakers
(somebody is quoted in it, and no more persons than this).
match, what would be enough: words (patterns, said of the treatment itself; anywhere: true, of anything); denied: true (a denial counts as well); enough (kinds of
figures); besides: true (another treatment that is documented to help). at: sentence (what calls for it is flagged, not the article).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from claimcheck.checks.common import SENTENCE_GUARDS, SPEAKING, Case, Check, Found, akin, form, guarded, phrase_cues, promises
from claimcheck.checks.conclusion import weakness
from claimcheck.model import Quantity, Sentence
from claimcheck.rules import Rule

_SURNAME = re.compile(r"(?:\b(?:[A-Z]\.|[A-Z][\w'-]+)\s)*\b([A-Z][\w'-]{2,})")
HELPS = ("high", "moderate")
_REACH = 40
"""How many characters beside a verb of saying are looked at for who says it."""


def find(rule: Rule, case: Case) -> Iterator[Found]:
    """One finding, on the whole article or on what calls for the missing words, or none."""
    analysis = case.analysis
    match = rule.match
    if analysis.careful or ("voice" in match and analysis.voice not in match["voice"]) or not _promotes(rule, case):
        return
    calling = next(_calling(rule, case), None)
    if calling is None or _mentioned(rule, case):
        return
    lineage = case.knowledge.lineage(analysis.topic) if analysis.topic else ()
    known = next((case.knowledge.warnings[step] for step in lineage if step in case.knowledge.warnings), [])
    harms = ", ".join(dict.fromkeys(harm for warning in known for harm in warning.harms))
    sentence, start, end = calling
    names = {
        "harms": harms or "its risks",
        "warnings": " ".join(warning.says for warning in known[:2]),
        "phrase": analysis.article.text[start:end],
    }
    items = case.knowledge.items(*known[:2])
    if match.get("at") == "sentence":
        yield Found(start, end, sentence.index, None, names, items)
    else:
        yield Found(None, None, None, None, names, items)


def _promotes(rule: Rule, case: Case) -> bool:
    """Whether the article promotes a treatment of the rule's mark, as often as it asks for; of what is unproven one promise less is enough for a voice that praises."""
    analysis = case.analysis
    least = int(rule.match.get("claims", 2))
    if not least:
        return True
    if analysis.topic is None and analysis.voice not in ("seller", "enthusiast"):
        return False
    mark = (case.knowledge.mark(analysis.topic) if analysis.topic else None) or "unmarked"
    if mark == "unproven" and analysis.voice in ("seller", "enthusiast"):
        least -= 1
    return mark in rule.match.get("mark", (mark,)) and promises(case) >= least


def _calling(rule: Rule, case: Case) -> Iterator[tuple[Sentence, int, int]]:
    """What in the article calls for the missing words: the sentence, and the place in it."""
    match = rule.match
    if "study" in match and not any(weakness(study) & set(match["study"]) for study in case.analysis.studies):
        return
    if "speakers" in match and not 0 < len(_speakers(case)) <= int(match["speakers"]):
        return
    for sentence in case.analysis.sentences:
        if "with" in match:
            for cue in phrase_cues(rule, "with", sentence):
                if not guarded(rule, sentence, case, status=cue.status, certainty=cue.certainty):
                    yield sentence, cue.start, cue.end
        elif "figures" in match:
            amount = next(_amounts(sentence.quantities, match["figures"], match.get("of")), None)
            if amount and not guarded(rule, sentence, case):
                yield sentence, amount.start, amount.end
        else:
            yield sentence, sentence.start, sentence.end


def _amounts(quantities: Iterable[Quantity], kinds: Iterable[str], of: Iterable[str] | None = None) -> Iterator[Quantity]:
    """The quantities of some kinds: a kind of quantity, how it compares (`relative`, `absolute`), or `share` for a percentage that does not."""
    wanted = frozenset(kinds)
    for amount in quantities:
        share = "share" if amount.kind == "percent" and not amount.change else ""
        if not wanted.isdisjoint((amount.kind, amount.change, share)) and (of is None or amount.of in of):
            yield amount


def _speakers(case: Case) -> set[str]:
    """The surnames of those who are said to say something."""
    found: set[str] = set()
    for sentence in case.analysis.sentences:
        for cue in sentence.cues:
            if cue.category == "authority" and cue.value == "says":
                at, end = cue.start - sentence.start, cue.end - sentence.start
                after = _SURNAME.match(sentence.text[end : end + _REACH].lstrip())
                before = [*_SURNAME.finditer(sentence.text[max(0, at - _REACH) : at])]
                named = after or (before[-1] if before else None)
                if named:
                    found.add(named.group(1))
    return found


def _mentioned(rule: Rule, case: Case) -> bool:
    """Whether the article has what would be enough."""
    match = rule.match
    if "enough" in match and any(any(_amounts(sentence.quantities, match["enough"])) for sentence in case.analysis.sentences):
        return True
    return bool(match.get("besides") and _another(case)) or _worded(rule, case)


def _another(case: Case) -> bool:
    """Whether a treatment of another kind than the article's own is named that is documented to help with an illness that the article names."""
    topic = case.analysis.topic or ""
    named = {mention.concept: mention.kind for sentence in case.analysis.sentences for mention in sentence.mentions}
    illnesses = [concept for concept, kind in named.items() if kind == "condition"]
    others = [concept for concept, kind in named.items() if kind == "treatment" and not akin(concept, topic, case)]
    records = (case.knowledge.best_evidence(other, illness, "treats") for other in others for illness in illnesses)
    return any(record is not None and record.grade in HELPS for record in records)


def _worded(rule: Rule, case: Case) -> bool:
    """Whether one of the words is said, not denied, of the topic: in a sentence whose last-named treatment is the topic or of its kind."""
    if f"{rule.id}#words" not in case.phrases:
        return False
    topic = case.analysis.topic or ""
    anything = bool(rule.match.get("anywhere")) or not topic
    last = topic
    for sentence in case.analysis.sentences:
        last = next((m.concept for m in reversed(sentence.mentions) if m.kind == "treatment"), last)
        heading = case.analysis.article.blocks[sentence.block].kind == "heading"
        if any(cue.status != "negated" or rule.match.get("denied") for cue in phrase_cues(rule, "words", sentence)) and (
            heading or anything or akin(last, topic, case)
        ):
            return True
    return False


CHECK = Check(
    form(
        match={"voice", "claims", "mark", "with", "study", "figures", "of", "speakers", "words", "anywhere", "denied", "enough", "besides", "at"},
        unless=SPEAKING | SENTENCE_GUARDS,
        names={"harms", "warnings", "phrase"},
    ),
    find,
)
