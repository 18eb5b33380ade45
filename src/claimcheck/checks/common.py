"""What the checks share: what they are given, what they give back, and the guards of `unless`."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from claimcheck.knowledge.base import WORD, Knowledge
from claimcheck.knowledge.records import Evidence
from claimcheck.model import FORCES, Analysis, Claim, Cue, EvidenceItem, Mention, Sentence
from claimcheck.rules import CheckForm, Rule

WEAK = frozenset({"possible", "speculative"})
SPEAKING = frozenset({"negated", "questioned", "hypothetical", "attributed", "refuted"})
SENTENCE_GUARDS = frozenset({"question", "quoted", "supported", "cautious", "careful", "denied", "heading"})
CLAIM_NAMES = frozenset({"subject", "relation", "object", "quote", "topic", "evidence.says", "evidence.grade", "ceiling", "is", "has"})


@dataclass(frozen=True, slots=True)
class Case:
    """An article under check: what language found, what is known, and the day it is judged on."""

    analysis: Analysis
    knowledge: Knowledge
    on: datetime.date
    words: frozenset[str]
    phrases: dict[str, list[tuple[Sentence, Cue]]]


def case_of(analysis: Analysis, knowledge: Knowledge, on: datetime.date) -> Case:
    """The case of an analysed article, with what many rules look up: its words, and the phrases of rules found in it."""
    phrases: dict[str, list[tuple[Sentence, Cue]]] = {}
    for sentence in analysis.sentences:
        for cue in sentence.cues:
            if cue.category == "rule":
                phrases.setdefault(cue.value, []).append((sentence, cue))
    return Case(analysis, knowledge, on, frozenset(WORD.findall(analysis.article.text.lower())), phrases)


@dataclass(frozen=True, slots=True)
class Found:
    """What a check found: a span of the article's text (None: the whole article), the names for the message, the evidence."""

    start: int | None
    end: int | None
    sentence: int | None = None
    claim: Claim | None = None
    names: Mapping[str, str] = field(default_factory=dict)
    evidence: tuple[EvidenceItem, ...] = ()
    severity: str | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """A way to find: the form of its rules, and the function that looks."""

    form: CheckForm
    find: Callable[[Rule, Case], Iterator[Found]]


def form(*, match: set[str], unless: set[str] | frozenset[str] = frozenset(), names: set[str] | frozenset[str] = frozenset()) -> CheckForm:
    """A CheckForm from plain sets."""
    return CheckForm(frozenset(match), frozenset(unless), frozenset(names | {"quote", "topic"}))


def guarded(rule: Rule, sentence: Sentence, case: Case, *, status: str = "asserted", certainty: str = "established") -> bool:
    """Whether a guard of the rule says to keep quiet about something with this status in this sentence."""
    unless = rule.unless
    return (
        status in unless
        or ("hedged" in unless and certainty in WEAK)
        or ("question" in unless and sentence.question)
        or ("quoted" in unless and sentence.quoted)
        or ("supported" in unless and bool(sentence.support))
        or ("refuted" in unless and sentence.has("status", "refuted"))
        or ("cautious" in unless and sentence.has("status", "experimental"))
        or ("denied" in unless and sentence.has("status", "negated"))
        or ("careful" in unless and case.analysis.careful)
        or ("heading" in unless and case.analysis.article.blocks[sentence.block].kind == "heading")
    )


def rightly_placed(match: Mapping[str, Any], sentence: Sentence, case: Case) -> bool:
    """Whether voice and kind of block are those that the rule asks for."""
    voices = match.get("voice")
    blocks = match.get("block")
    return (not voices or case.analysis.voice in voices) and (
        not blocks or case.analysis.article.blocks[sentence.block].kind in blocks or ("title" in blocks and sentence.index == 0)
    )


def phrase_cues(rule: Rule, key: str, sentence: Sentence) -> Iterator[Cue]:
    """The cues of a sentence that belong to a rule's list of phrases."""
    value = f"{rule.id}#{key}"
    return (cue for cue in sentence.cues if cue.category == "rule" and cue.value == value)


def claim_names(claim: Claim, case: Case, evidence: Evidence | None = None) -> dict[str, str]:
    """The names that messages about a claim can use."""
    knowledge = case.knowledge
    subject = claim.subject
    called = (knowledge.name(subject.concept) if subject.how != "named" else _inner(subject, case)) if subject else "the treatment"
    verbs = {"is": "are", "has": "have"} if plural(called) else {"is": "is", "has": "has"}
    ceiling = CEILING_WORDS[evidence.ceiling.force if evidence else "studied-for"]
    first, _, rest = ceiling.partition(" ")
    return {
        "subject": called,
        "relation": claim.relation.replace("-", " "),
        "object": _inner(claim.object, case) if claim.object else "this",
        "evidence.says": evidence.says if evidence else "",
        "evidence.grade": GRADE_WORDS[evidence.grade] if evidence else "not documented",
        "ceiling": f"{verbs.get(first, first)} {rest}",
        "is": verbs["is"],
        "has": verbs["has"],
    }


def _inner(mention: Mention, case: Case) -> str:
    """The words of a mention as they stand within a sentence: a capital that only begins a sentence or a headline is made small."""
    known = case.knowledge.concepts.get(mention.concept)
    if known is None or mention.text in (known.name, *known.also) or not known.name[:1].islower() or not mention.text[1:].islower():
        return mention.text
    return mention.text[:1].lower() + mention.text[1:]


def plural(name: str) -> bool:
    """Whether a name takes a plural verb ("stem cells are"), by its last word before any bracket."""
    last = name.split("(")[0].split()[-1].lower() if name.split("(")[0].split() else ""
    return last.endswith("s") and not last.endswith(("ss", "us", "is", "ics", "itis"))


GRADE_WORDS = {
    "high": "strong",
    "moderate": "moderate",
    "low": "weak",
    "very-low": "very weak",
    "none": "no evidence in people",
    "against": "against it",
}
CEILING_WORDS = {
    "cures": "can cure",
    "treats": "is an effective treatment for",
    "prevents": "can help prevent",
    "improves": "can improve",
    "may-help": "may help with",
    "studied-for": "is being studied for",
    "mechanism": "is being studied in the laboratory for",
    "none": "has not been shown to help with",
}


def force_of(claim: Claim) -> int:
    """The rank of a claim's force."""
    return FORCES.index(claim.force)


def subject_of(claim: Claim) -> str | None:
    """The concept id of the treatment a claim is about."""
    return claim.subject.concept if claim.subject and claim.subject.kind in ("treatment", "product") else None


def akin(one: str, other: str, case: Case) -> bool:
    """Whether one concept is the other or a kind of it."""
    return case.knowledge.is_a(one, other) or case.knowledge.is_a(other, one)


def promises(case: Case) -> int:
    """How many sentences promise a benefit of a treatment that is not an established one, flatly."""
    return sum(any(_promise(claim, case) for claim in sentence.claims) for sentence in case.analysis.sentences)


def _promise(claim: Claim, case: Case) -> bool:
    if not claim.flat:
        return False
    treatment = subject_of(claim)
    if claim.subject is None:
        return case.analysis.voice in ("seller", "enthusiast")
    return treatment is not None and case.knowledge.mark(treatment) != "established"
