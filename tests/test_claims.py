"""Claims: who is said to do what to what, how surely, according to whom. The cases are tests/claims.yaml."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
import yaml

from claimcheck.engine import Checker
from claimcheck.model import Analysis, Claim
from claimcheck.readers import read_path

CASES = [(group, case) for group, cases in yaml.safe_load((Path(__file__).parent / "claims.yaml").read_text()).items() for case in cases]
ASSERTING = ("benefit", "safety")
FEWEST = 250


@cache
def checker() -> Checker:
    return Checker()


def analysed(text: str, folder: Path) -> Analysis:
    path = folder / "case.md"
    path.write_text(text, encoding="utf-8")
    (article,) = read_path(str(path))
    return checker().analyse(article)  # type: ignore[arg-type]


def said(claim: Claim) -> str:
    """A claim as the cases write it."""
    subject, obj = (part.concept if part else "-" for part in (claim.subject, claim.object))
    how = claim.subject.how if claim.subject else "-"
    more = f"certainty={claim.certainty} force={claim.force} by={claim.attributed_to} how={how} strength={claim.strength}"
    return " | ".join((subject, claim.relation, obj, claim.status, more))


def fits(claim: Claim, wanted: str, status: str = "asserted") -> bool:
    """Whether a claim is of the form that a case wants."""
    parts = [part.strip() for part in wanted.split("|")]
    have = said(claim).split(" | ")
    parts += [status] * (4 - len(parts)) if len(parts) < 4 else []
    named = all(want in ("*", is_) for want, is_ in zip(parts[:4], have[:4], strict=True))
    return named and all(more in have[4].split() for more in " ".join(parts[4:]).split())


@pytest.mark.parametrize(("group", "case"), CASES, ids=[f"{group}: {case[0][:60]}" for group, case in CASES])
def test_claims(group: str, case: list[str], tmp_path: Path) -> None:
    text, *wanted = case
    claims = [claim for sentence in analysed(text, tmp_path).sentences for claim in sentence.claims]
    found = "\n".join(map(said, claims)) or "no claim"
    for want in wanted:
        if want == "nothing asserted":
            assert not any(claim.family in ASSERTING and claim.status == "asserted" and claim.force not in ("studied-for", "mechanism") for claim in claims), (
                found
            )
        elif want.startswith("no "):
            assert not any(fits(claim, want[3:]) for claim in claims), f"{want}\n{found}"
        else:
            assert any(fits(claim, want) for claim in claims), f"{want}\n{found}"


def test_there_are_enough_of_them() -> None:
    assert len(CASES) >= FEWEST
    assert len({case[0] for _, case in CASES}) == len(CASES)
