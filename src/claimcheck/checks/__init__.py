"""The closed set of checks: a name in a rule file -> the way to find."""

from __future__ import annotations

from claimcheck.checks import absence, ceiling, citation, conclusion, fact, figures, pair, phrase, story
from claimcheck.checks.common import Case, Check, Found, case_of

CHECKS: dict[str, Check] = {
    "absence": absence.CHECK,
    "ceiling": ceiling.CHECK,
    "citation": citation.CHECK,
    "conclusion": conclusion.CHECK,
    "fact": fact.CHECK,
    "figures": figures.CHECK,
    "pair": pair.CHECK,
    "phrase": phrase.CHECK,
    "story": story.CHECK,
}

__all__ = ["CHECKS", "Case", "Check", "Found", "case_of"]
