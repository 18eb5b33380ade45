"""What a note on a finding says, whatever it is written into."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from claimcheck.model import Finding

AUTHOR = "claimcheck"
_WEB = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)


class Line(NamedTuple):
    """A paragraph of a note. `address` is that of its source, to be linked if `is_link`."""

    label: str
    text: str
    address: str = ""

    @property
    def is_link(self) -> bool:
        return _WEB.fullmatch(self.address) is not None


def lines(finding: Finding, *, quoted: bool = False) -> Iterator[Line]:
    """What is wrong, why, who says so and what to print instead. `quoted`: with the flagged words, where the place does not show them."""
    yield Line(f"{finding.severity.capitalize()}, {finding.kind}", finding.message)
    if finding.quote is None:
        yield Line("About", "the whole article")
    elif quoted:
        yield Line("About", f"“{' '.join(finding.quote.split())}”")
    if finding.explanation:
        yield Line("Why", finding.explanation)
    for item in finding.evidence:
        dated = ", ".join(part for part in (item.publisher, item.date or "undated") if part)
        yield Line("Source", f"{item.title} ({dated})", item.url)
    if finding.suggestion:
        yield Line("Instead", finding.suggestion)
    yield Line("Rule", finding.rule)
