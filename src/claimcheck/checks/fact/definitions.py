"""Category errors: "autoimmune diseases such as graft-versus-host disease", "X is an autoimmune disease"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from claimcheck.checks.common import Case, Found, guarded
from claimcheck.model import Mention, Sentence
from claimcheck.rules import Rule

_LIST = re.compile(r"^[\s,(]*(?:such as|including|include|includes|like|for example|e\.g\.,?|especially|namely)\b", re.IGNORECASE)
_IS = re.compile(
    r"^\s*(?:\([^)]*\)\s*)?(?:is|are|was)\s(?:considered\s|classified as\s|known as\s)?(?:a|an|the|one of the)?\s?(?:[\w-]+\s){0,4}$", re.IGNORECASE
)
_ONLY_NAMES = re.compile(r"^[\s,]*(?:(?:and|or|as well as)\s)?[\w\s,'()/-]{0,120}$")
_JOINED = re.compile(r"\b(?:and|or|/)\s*(?:other\s)?$", re.IGNORECASE)
"""The class is only one of two ("viral or bacterial infections, such as HIV")."""
NOT = re.compile(r"\bnot\b|n't\b|\brather than\b|\bunlike\b", re.IGNORECASE)


def definitions(rule: Rule, case: Case) -> Iterator[Found]:
    """Mentions put under a class that their definition excludes."""
    for sentence in case.analysis.sentences:
        if (
            len(sentence.mentions) < 2
            or not any(mention.concept in case.knowledge.definitions for mention in sentence.mentions)
            or guarded(rule, sentence, case)
        ):
            continue
        for wrong, thing in _pairs(sentence):
            known = case.knowledge.definitions.get(thing.concept)
            if known and wrong.concept in known.is_not:
                names = {"subject": thing.text, "wrong": case.knowledge.name(wrong.concept), "right": known.is_ or "", "fact.says": known.says}
                yield Found(min(wrong.start, thing.start), max(wrong.end, thing.end), sentence.index, None, names, case.knowledge.items(known))
                break


def _pairs(sentence: Sentence) -> Iterator[tuple[Mention, Mention]]:
    """(class, member) as the sentence puts them."""
    for index, first in enumerate(sentence.mentions):
        for second in sentence.mentions[index + 1 :]:
            between = sentence.text[first.end - sentence.start : second.start - sentence.start]
            if NOT.search(between):
                continue
            opening = _LIST.match(between)
            if opening and not _JOINED.search(sentence.text[: first.start - sentence.start]) and _ONLY_NAMES.match(between[opening.end() :]):
                yield first, second
            if _IS.match(between):
                yield second, first
