"""Names that stand for rules: an id (overstated/cure), a group (overstated/), a kind (overstated) or all."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable

ALL = "all"


def stands_for(name: str, rule: str, kind: str) -> bool:
    """Whether `name` stands for this rule."""
    return name in (rule, kind, ALL) or rule.startswith(name.rstrip("/") + "/")


def selected(rule: str, kind: str, select: Collection[str], ignore: Collection[str]) -> bool:
    """Whether a rule is to be used: one of `select`, if there are any, and none of `ignore`."""
    return (not select or any(stands_for(name, rule, kind) for name in select)) and not any(stands_for(name, rule, kind) for name in ignore)


def severity_of(rule: str, kind: str, severities: Iterable[tuple[str, str]]) -> str | None:
    """The severity given to a rule: by its id, else by the longest group, else by its kind or for all; of several alike the last."""
    nearest, given = -1, None
    for name, severity in severities:
        nearness = 0 if name == ALL else 1 if name == kind else 1 + len(name.rstrip("/"))
        if stands_for(name, rule, kind) and nearness >= nearest:
            nearest, given = nearness, severity
    return given


def unknown(name: str, rules: Iterable[tuple[str, str]]) -> str | None:
    """None where `name` stands for one of the rules (id, kind); else what may have been meant."""
    known = {ALL}
    for rule, kind in rules:
        known.update((rule, kind, *(rule.rsplit("/", depth)[0] for depth in range(1, rule.count("/") + 1))))
    if name.rstrip("/") in known:
        return None
    near = difflib.get_close_matches(name.rstrip("/"), sorted(known), n=1)
    return f"did you mean {near[0]!r}?" if near else "see 'claimcheck rules list'"
