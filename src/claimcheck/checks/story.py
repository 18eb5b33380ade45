"""`story`: a person, a treatment and a better outcome, told as if it proved that the treatment works.

match: within (sentences over which person and outcome may spread); voice, block; treatment: false lets the article's topic stand for the treatment.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from claimcheck.checks.common import SENTENCE_GUARDS, SPEAKING, Case, Check, Found, form, guarded, phrase_cues, rightly_placed
from claimcheck.model import Sentence
from claimcheck.rules import Rule

_PERSON = re.compile(r"\b[A-Z][a-z]+(?:\s[A-Z]\.?[a-z]*)?,\s(?:aged\s)?\d{2}\b|[”\"]\s*(?:[-–—]\s*|(?:says|said|writes)\s)[A-Z][a-z]+|^\W*(?:I|My)\s")
"""Somebody with an age, somebody who signs a quotation, or the writer's own case."""
SAME_PERSON = 3
GROUP = 5
"""For how many sentences "she" is still the person of the story."""


def find(rule: Rule, case: Case) -> Iterator[Found]:
    """The outcome sentences of patients' stories."""
    within = int(rule.match.get("within", 1))
    sentences = case.analysis.sentences
    last_person = -99
    for sentence in sentences:
        person = next((cue for cue in sentence.cues if cue.category == "story" and cue.value == "patient"), None)
        if (
            person
            or _PERSON.search(sentence.text)
            or (sentence.index - last_person <= SAME_PERSON and sentence.has("story", "same") and not sentence.has("authority", "says"))
        ):
            last_person = sentence.index
        outcome = next((cue for cue in sentence.cues if cue.category == "story" and cue.value == "outcome"), None)
        if outcome is None or sentence.index - last_person >= within or _counts_people(sentence) or not rightly_placed(rule.match, sentence, case):
            continue
        if case.analysis.topic is None or guarded(rule, sentence, case):
            continue
        if rule.match.get("with") and not any(phrase_cues(rule, "with", near) for near in sentences[max(0, last_person) : sentence.index + 1]):
            continue
        start = person.start if person and person.start < outcome.start else sentence.start
        yield Found(
            min(start, outcome.start), sentence.end, sentence.index, None, {"phrase": outcome.text, "subject": case.knowledge.name(case.analysis.topic)}
        )


def _counts_people(sentence: Sentence) -> bool:
    """Whether the sentence gives the result of a group ("92 percent of participants reported"), which is no story."""
    return any(amount.kind in ("percent", "part") or (amount.kind == "people" and amount.low >= GROUP) for amount in sentence.quantities)


CHECK = Check(form(match={"within", "voice", "block", "with"}, unless=SPEAKING | SENTENCE_GUARDS, names={"phrase", "subject"}), find)
