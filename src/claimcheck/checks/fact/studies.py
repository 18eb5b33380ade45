"""Named studies: their ages, size and phase as told, against the record; and papers that were retracted."""

from __future__ import annotations

import re
from collections.abc import Iterator

from claimcheck.checks.common import Case, Found, guarded
from claimcheck.knowledge.records import Retraction, Study
from claimcheck.language.numbers import phase_name
from claimcheck.model import Sentence
from claimcheck.rules import Rule

NEAR = 3
_RECRUITED = re.compile(r"\b(?:recruit\w*|enrol\w*|includ\w*|involv\w*|randomi[sz]ed|study of|trial of)\b", re.IGNORECASE)
_RETRACTED = re.compile(r"\b(?:retract\w*|withdrawn|discredited|debunked|fraud\w*|flawed)\b", re.IGNORECASE)


def studies(rule: Rule, case: Case) -> Iterator[Found]:
    """Statements about a recognised study that its record contradicts."""
    sentences = case.analysis.sentences
    for index, known in _recognised(case):
        for sentence in sentences[index : index + NEAR + 1]:
            if guarded(rule, sentence, case):
                continue
            wrong = _wrong(sentence, known)
            if wrong:
                said, right, start, end = wrong
                names = {"wrong": said, "right": right, "fact.says": known.says}
                yield Found(start, end, sentence.index, None, names, case.knowledge.items(known))
                break


def _recognised(case: Case) -> Iterator[tuple[int, Study]]:
    """(sentence, study) where a registry number, or two of author, institution, journal and title, are named in one sentence."""
    mentioned = {mention.concept for sentence in case.analysis.sentences for mention in sentence.mentions}
    for number, names in case.knowledge.study_names.candidates(case.words).items():
        known = case.knowledge.studies[number]
        if known.treatment and not mentioned & {known.treatment, known.condition}:
            continue
        registry = {name.lower() for name in known.registry}
        for sentence in case.analysis.sentences:
            text = sentence.text.lower()
            found = [name for name in names if name in text]
            if len(found) >= 2 or registry.intersection(found):
                yield sentence.index, known
                break


def _wrong(sentence: Sentence, known: Study) -> tuple[str, str, int, int] | None:
    for amount in sentence.quantities:
        if (
            amount.kind == "age"
            and known.ages
            and len(known.ages) == 2
            and amount.low == amount.high
            and _RECRUITED.search(sentence.text)
            and known.ages[1] > known.ages[0]
        ):
            after = sentence.text[amount.end - sentence.start :]
            if re.match(r"\s?(?:patients|participants|people|adults|subjects)", after.lstrip(" -")):
                return amount.text, f"ages {known.ages[0]} to {known.ages[1]}", amount.start, amount.end
        if (
            amount.kind == "people"
            and known.n
            and _RECRUITED.search(sentence.text)
            and amount.low == amount.high
            and abs(amount.low - known.n) > max(1, known.n * 0.1)
        ):
            return amount.text, f"{known.n} people", amount.start, amount.end
        if amount.kind == "phase" and known.phase and amount.unit.rstrip("ab").split("/")[-1] > phase_name(str(known.phase)).rstrip("ab").split("/")[-1]:
            return amount.text, f"phase {known.phase}", amount.start, amount.end
    return None


def _names(name: str, text: str, known: Retraction) -> bool:
    """Whether a text speaks of a paper: by a name of its own, or by its journal and its year."""
    journal = known.journal or ""
    return (journal in text and str(known.published or "")[:4] in text) if name == journal.lower() else name in text.lower()


def retractions(rule: Rule, case: Case) -> Iterator[Found]:
    """Retracted papers cited as if they stood."""
    for number, names in case.knowledge.retraction_names.candidates(case.words).items():
        known = case.knowledge.retractions[number]
        for sentence in case.analysis.sentences:
            if not {mention.concept for mention in sentence.mentions} & {known.subject, known.object}:
                continue
            if not any(_names(name, sentence.text, known) for name in names) or guarded(rule, sentence, case):
                continue
            around = case.analysis.sentences[max(0, sentence.index - 3) : sentence.index + 4]
            if any(_RETRACTED.search(near.text) or near.has("status", "refuted") for near in around):
                continue
            found = {"fact.says": known.says, "fact.date": str(known.retracted or "")}
            yield Found(sentence.start, sentence.end, sentence.index, None, found, case.knowledge.items(known))
            break
