"""Status: who says it, and whether. `<<...>>` marks the thing whose status is meant."""

from __future__ import annotations

import bisect
from pathlib import Path

import pytest

from claimcheck import rulebase
from claimcheck.engine import Checker
from claimcheck.language.matches import find
from claimcheck.language.status import status_of
from claimcheck.language.vocabulary import Vocabulary, compile_vocabulary
from claimcheck.readers import read_text

TRAPS = """
refuted: It is a myth that <<cinnamon>> replaces insulin.
refuted: The claim that <<garlic cures>> shingles is false.
negated: The patch failed to <<ward off>> migraines.
negated: Immunologists doubt that <<bee venom>> helps in arthritis.
asserted: There is no doubt that these capsules <<are effective>>.
asserted: Without side effects, the root can <<cure>> gout.
asserted: No other therapy is as <<effective>> as cupping.
asserted: It is no secret that ginseng <<restores>> vigour.
asserted: Men who did not respond to tablets were <<healed>> by the laser.
asserted: The serum has no adverse reactions and is <<effective>>.
asserted: There is no very good plan for the treatment of <<psoriasis>>.
asserted: He was treated for <<graft-versus-host disease>> after the transplant.
"""

OWN = """
negated: Fish oil does not <<prevent>> dementia.
negated: Fish oil doesn't <<prevent>> dementia.
negated: Magnets have never <<relieved>> back pain in a proper trial.
negated: Copper bracelets cannot <<cure>> arthritis.
negated: Neither honey nor vinegar <<melts>> fat.
negated: There is no evidence that alkaline water <<slows>> ageing.
negated: There is little evidence that detox teas <<cleanse>> the liver.
negated: No study has shown that oxygen shots <<boost>> energy.
negated: No trial has found that leeches <<lower>> blood pressure.
negated: The tablets are unlikely to <<reverse>> hair loss.
negated: The drug was no better than sugar at <<easing>> pain.
negated: The lotion is far from <<curing>> eczema.
negated: Researchers were unable to <<confirm>> the benefit.
negated: The vaccine has yet to <<prevent>> a single case.
negated: Regulators say the drops do not <<treat>> glaucoma.
negated: The cream was used without <<relief>>.
negated: The scan showed no <<tumour>>, swelling or bleeding.
negated: The scan showed no tumour, <<swelling>> or bleeding.
negated: The scan showed no tumour, swelling or <<bleeding>>.
negated: She denies <<chest pain>> and cough.
negated: The swab was negative for <<influenza>>.
negated: <<Pneumonia>> was ruled out by the scan.
negated: There was no sign of <<infection>> in the wound.
negated: He left hospital free of <<fever>>.
negated: <<Recovery>> was not seen in any of the dogs.
negated: The juice hardly <<reduces>> inflammation.
negated: There is no clinical evidence or signs of <<relapse>>.
questioned: Researchers asked whether tea <<prevents>> stroke.
questioned: The trial was designed to test whether yoga <<improves>> sleep.
questioned: Doctors wondered if cold baths <<speed>> recovery.
hypothetical: If the cells <<repair>> cartilage, fewer knees would be replaced.
hypothetical: The company hopes to <<cure>> blindness.
hypothetical: One day the injections could <<replace>> insulin.
hypothetical: Scientists are trying to <<regrow>> teeth.
hypothetical: The project is expected to <<prevent>> diabetes.
hypothetical: Unless it <<shrinks>> the tumour, the drug will be dropped.
refuted: Contrary to popular belief, sugar does <<cause>> hyperactivity in no child.
refuted: Myth: carrots <<cure>> bad eyesight.
refuted: The so-called miracle clinic <<treats>> cancer with baking soda.
refuted: The notion that crystals <<heal>> has been debunked.
refuted: Bloggers falsely say that bleach <<cures>> autism.
refuted: The idea that vaccines <<cause>> autism is wrong.
refuted: The seller's promise that the belt <<melts>> fat is misleading.
asserted: The seeds not only <<cure>> colds but also feed the skin.
asserted: The results are nothing short of a <<cure>>.
asserted: Without a doubt, our gel <<relieves>> joint pain.
asserted: No wonder the syrup <<heals>> coughs so fast.
asserted: You no longer need surgery, because the laser <<repairs>> the disc.
asserted: The tonic contains no sugar, and it <<boosts>> immunity.
asserted: It is not a drug, but it <<cures>> insomnia.
asserted: There were no complaints, and patients are <<cured>> within a week.
asserted: Although it does not taste good, the broth <<heals>> the gut.
asserted: With no downtime or pain, the therapy <<rejuvenates>> skin.
asserted: No drugs, no surgery, just <<healing>>.
asserted: Never before has a plant <<cured>> so many people.
asserted: People who cannot sleep are <<helped>> by this lamp.
asserted: He had pneumonia without fever and his <<cough>> was severe.
asserted: The clinic has no waiting list and <<cures>> arthritis in two sessions.
asserted: Not until she took the powder was her <<pain>> gone.
asserted: The method is safe, painless and without equal: it <<cures>> tinnitus.
"""


def cases(text: str) -> list[tuple[str, str]]:
    """The (status, sentence) pairs of a list."""
    return [(line.split(": ", 1)[0], line.split(": ", 1)[1]) for line in text.strip().splitlines()]


@pytest.fixture(scope="module")
def cues() -> Vocabulary:
    """The cues alone: status must not lean on known treatments."""
    return compile_vocabulary([Path(rulebase.find())], [], [])


def status(marked: str, vocabulary: Vocabulary) -> str:
    """The status of what is marked."""
    start, end = marked.index("<<"), marked.index(">>") - 2
    text = marked.replace("<<", "").replace(">>", "")
    tokens, rows = find(read_text(text, path="x.txt"), vocabulary)
    first, last = bisect.bisect_left(tokens.starts, start), bisect.bisect_left(tokens.starts, end)
    row = next(row for row in rows if row.first <= first < row.last)
    return status_of(row, tokens, first, last, question=text.endswith("?"))


@pytest.mark.parametrize(("wanted", "marked"), cases(TRAPS))
def test_the_traps_that_rivals_fall_into(wanted: str, marked: str, cues: Vocabulary) -> None:
    """Sentences of the kinds on which ConText implementations fail."""
    assert status(marked, cues) == wanted


@pytest.mark.parametrize(("wanted", "marked"), cases(OWN))
def test_the_status_of_a_thing(wanted: str, marked: str, cues: Vocabulary) -> None:
    """Negated, questioned, hypothetical, refuted or asserted."""
    assert status(marked, cues) == wanted


@pytest.mark.parametrize(
    ("wanted", "text"),
    [
        ("attributed", "Critics say that turmeric cures arthritis only in advertisements."),
        ("attributed", "The company claims that turmeric cures arthritis."),
        ("attributed", "According to the clinic's founder, stem cells cure arthritis."),
        ("attributed", "Supporters said the stem cells cured their arthritis."),
        ("asserted", "Turmeric cures arthritis."),
        ("negated", "The company says turmeric does not cure arthritis."),
        ("questioned", "Does turmeric cure arthritis?"),
    ],
)
def test_the_status_of_a_claim(wanted: str, text: str) -> None:
    """A claim takes its status from its sentence; one that somebody is said to make is attributed."""
    claims = list(Checker().analyse(read_text(text, path="x.txt")).claims)
    assert claims
    assert {claim.status for claim in claims} == {wanted}
