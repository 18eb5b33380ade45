"""`fact`: statements held against dated records.

match: about: approval | first | study | statistic | definition | false-claim | retraction; classes (for approvals: the classes of treatment whose
approvals are recorded completely, so that silence of the record means no).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from claimcheck.checks.common import CLAIM_NAMES, SENTENCE_GUARDS, SPEAKING, Case, Check, Found, form
from claimcheck.checks.fact import approvals, claims, definitions, statistics, studies
from claimcheck.rules import Rule

ABOUT: dict[str, Callable[[Rule, Case], Iterator[Found]]] = {
    "approval": approvals.approved,
    "first": approvals.first,
    "study": studies.studies,
    "retraction": studies.retractions,
    "statistic": statistics.statistics,
    "definition": definitions.definitions,
    "false-claim": claims.false_claims,
}


def find(rule: Rule, case: Case) -> Iterator[Found]:
    """The statements of the rule's kind that the records contradict."""
    return ABOUT[rule.match["about"]](rule, case)


CHECK = Check(
    form(
        match={"about", "classes"},
        unless=SPEAKING | SENTENCE_GUARDS | {"hedged"},
        names=CLAIM_NAMES | {"fact.says", "fact.date", "fact.value", "agency", "product", "indication", "place", "wrong", "right"},
    ),
    find,
)
