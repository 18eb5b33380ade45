"""`conclusion`: what the article's own study can carry, against what is concluded from it.

match: where: study (in or right after the sentences that describe it) | title | anywhere; family, relation, force, certainty of the claim; weak: lists of
species | case | phase-1 | small | uncontrolled | observational | surrogate; concluding: true (only where the sentence draws a conclusion);
phrases (look for these instead of a claim).
"""

from __future__ import annotations

import bisect
from collections.abc import Iterator

from claimcheck.checks.common import CLAIM_NAMES, SENTENCE_GUARDS, SPEAKING, Case, Check, Found, claim_names, form, guarded, phrase_cues, rightly_placed
from claimcheck.model import Claim, Sentence, StudyDescription
from claimcheck.rules import Rule

AFTER = 3
SMALL = 30
FEW = 10
"""From so many people on "one patient" is one of a trial."""


def find(rule: Rule, case: Case) -> Iterator[Found]:
    """Claims that a weak study of the article is made to carry."""
    wanted = set(rule.match["weak"])
    controlled = any(study.control or study.design in ("randomised", "meta-analysis") for study in case.analysis.studies)
    for sentence in case.analysis.sentences:
        if not (sentence.claims or "phrases" in rule.match) or not rightly_placed(rule.match, sentence, case):
            continue
        for study in _studies(rule, sentence, case):
            reasons = weakness(study) & wanted - ({"observational"} if controlled else set())
            if not reasons:
                continue
            if "phrases" in rule.match:
                cue = next(
                    (cue for cue in phrase_cues(rule, "phrases", sentence) if not guarded(rule, sentence, case, status=cue.status, certainty=cue.certainty)),
                    None,
                )
                if cue:
                    yield Found(cue.start, sentence.end, sentence.index, None, {"phrase": cue.text, "study": in_words(study)})
                    break
                continue
            claim = next(
                (
                    claim
                    for claim in sentence.claims
                    if _carried(rule, claim) and not guarded(rule, sentence, case, status=claim.status, certainty=claim.certainty)
                ),
                None,
            )
            if claim is None or (rule.match.get("concluding") and not _concludes(sentence, claim)):
                continue
            yield Found(claim.start, claim.end, sentence.index, claim, {**claim_names(claim, case), "study": in_words(study)})
            break


def _carried(rule: Rule, claim: Claim) -> bool:
    return all(getattr(claim, key) in rule.match[key] for key in ("family", "relation", "force", "certainty", "strength") if key in rule.match)


def _concludes(sentence: Sentence, claim: Claim) -> bool:
    """Whether the sentence draws a conclusion about the treatment, rather than tell what was seen."""
    about = claim.subject is not None and claim.subject.kind == "treatment"
    if claim.relation in ("is-effective", "is-safe", "cures", "reverses"):
        return about
    return about and sentence.has("study", "conclusion:yes")


def _studies(rule: Rule, sentence: Sentence, case: Case) -> Iterator[StudyDescription]:
    where = rule.match.get("where", "study")
    studies = case.analysis.studies
    if where == "study":
        after = bisect.bisect_right(studies, sentence.index, key=lambda study: study.first)
        yield from (study for study in studies[max(0, after - 2) : after] if sentence.index <= study.last + AFTER)
    elif where == "title" and sentence.index <= 1:
        yield from studies[:1]
    elif where == "anywhere":
        yield from studies


def weakness(study: StudyDescription) -> set[str]:
    """The ways in which a described study is too weak for a conclusion about people."""
    out = set()
    if study.species != "human":
        out.add("species")
    if study.design in ("case report", "case series") and (study.n is None or study.n < FEW):
        out.add("case")
    if study.phase in ("1", "1a", "1b", "1/2", "1/2a"):
        out.add("phase-1")
    if study.n is not None and study.n < SMALL and study.design not in ("meta-analysis",):
        out.add("small")
    if study.control is False or study.design == "uncontrolled":
        out.add("uncontrolled")
    if study.design == "observational":
        out.add("observational")
    if study.outcome == "surrogate" and study.species == "human" and study.design != "meta-analysis":
        out.add("surrogate")
    return out


def in_words(study: StudyDescription) -> str:
    """A study as an editor would call it: "a phase 1/2 trial of 9 people without a control group"."""
    if study.species != "human":
        return f"work in {study.species}"
    kind = (
        f"a phase {study.phase} trial"
        if study.phase
        else {"observational": "an observational study", "uncontrolled": "an uncontrolled study"}.get(
            study.design or "", f"a {study.design}" if study.design else "a study"
        )
    )
    size = f" of {study.n} {'person' if study.n == 1 else 'people'}" if study.n else ""
    control = " without a control group" if study.control is False and study.design not in ("uncontrolled", "case report", "case series") else ""
    return kind + size + control


CHECK = Check(
    form(
        match={"where", "family", "relation", "force", "certainty", "strength", "weak", "concluding", "phrases", "voice", "block"},
        unless=SPEAKING | SENTENCE_GUARDS | {"hedged"},
        names=CLAIM_NAMES | {"study", "phrase"},
    ),
    find,
)
