"""Who says it: the status of a thing once it is known whether somebody else says it or the next sentence takes it back."""

from __future__ import annotations

from claimcheck.language.roles import Context
from claimcheck.language.rows import Row, Tokens
from claimcheck.language.status import status_of


def said(row: Row, tokens: Tokens, start: int, end: int, context: Context, *, question: bool) -> str:
    """The status of a token span: its own, else that somebody else says it, else that the next sentence takes it back."""
    status = status_of(row, tokens, start, end, question=question)
    if status == "asserted" and context.refuted:
        return "refuted"
    return "attributed" if status == "asserted" and speaker_of(row, context) else status


def speaker_of(row: Row, context: Context) -> str | None:
    """Who is said to say it, where the sentence has a verb of saying. Where a seller writes, only critics and agencies are others."""
    claimed = [(hit.start, hit.end) for hit in row.hits if hit.category == "relation"]
    saying = [hit for hit in row.hits if hit.category == "authority" and hit.value == "says"]
    if not any(not any(start <= hit.start and hit.end < end for start, end in claimed) for hit in saying):
        return None
    for value in ("critic", "named-agency", "company"):
        if any(hit.category == "authority" and hit.value == value for hit in row.hits):
            return value if value != "company" or not context.selling else None
    if context.selling:
        return None
    for hit in row.hits:
        if hit.category == "people" and hit.value in ("seller", "person"):
            return "seller" if hit.value == "seller" else "person"
    return "somebody"
