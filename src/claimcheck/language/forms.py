"""The written forms of a word or a name: inflections, plurals, British and American spellings, hyphens, possessives.

The irregular words and the spelling pairs are data (rules/language/forms.yaml); here are only the regular ways of English.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

VOWELS = "aeiou"


@dataclass(frozen=True, slots=True)
class Forms:
    """Irregular inflections (base -> past, participle, ...), irregular plurals, verbs that double their last letter, and spelling pairs."""

    irregular: dict[str, tuple[str, ...]] = field(default_factory=dict)
    plurals: dict[str, str] = field(default_factory=dict)
    doubling: frozenset[str] = frozenset()
    spellings: tuple[tuple[str, str], ...] = ()
    spelling_hint: re.Pattern[str] = re.compile(r"(?!)")

    def verb(self, base: str) -> dict[str, str]:
        """The forms of a verb -> how it is used: `base`, `s`, `ed` (past or participle), `ing`."""
        forms = {base: "base", self._s(base): "s", self._ing(base): "ing"}
        for past in self.irregular.get(base, (self._ed(base),)):
            forms.setdefault(past, "ed")
        return forms

    def word(self, base: str) -> frozenset[str]:
        """Every inflection of a word of unknown class."""
        return frozenset((*self.verb(base), self.plural(base)))

    def plural(self, noun: str) -> str:
        """The plural of a noun."""
        return self.plurals.get(noun) or self._s(noun)

    def spelled(self, text: str) -> set[str]:
        """The text in British and in American spelling."""
        out = {text}
        if not self.spelling_hint.search(text):
            return out
        for one, other in self.spellings:
            for have in tuple(out):
                for a, b in ((one, other), (other, one)):
                    if a in have and not (a in b and b in have):
                        out.add(have.replace(a, b))
        return out

    def names(self, name: str) -> set[str]:
        """Every written form of a concept's name, lower-case unless the name is an abbreviation."""
        if is_abbreviation(name):
            out = {name, name if name.endswith("s") else name + "s"}
            return out | {n.replace("-", " ") for n in out} | {n.replace("-", "") for n in out}
        base = name.lower().replace("’", "'")
        head, _, last = base.rpartition(" ")
        lead = head + " " if head else ""
        out = {base}
        if last.isascii() and last.replace("-", "").isalpha() and len(last) > 2:
            out.add(lead + self.plural(last))
            singular = self._singular(last)
            if singular:
                out.add(lead + singular)
        for have in tuple(out):
            if "'s " in have:
                out |= {have.replace("'s ", " "), have.replace("'s ", "s ")}
        for have in tuple(out):
            if "-" in have:
                out |= {have.replace("-", " "), have.replace("-", "")}
            if re.search(r"[a-z] \d", have):
                out |= {re.sub(r"([a-z]) (\d)", r"\1-\2", have), re.sub(r"([a-z]) (\d)", r"\1\2", have)}
        return {spelling for have in out for spelling in self.spelled(have)}

    def _singular(self, noun: str) -> str | None:
        if noun.endswith(("ss", "us", "is", "sis", "ics")) or len(noun) < 5 or not noun.endswith("s"):
            return None
        if noun.endswith("ies"):
            return noun[:-3] + "y"
        if noun.endswith(("ches", "shes", "xes", "sses")):
            return noun[:-2]
        return noun[:-1]

    def _s(self, word: str) -> str:
        if word.endswith(("s", "x", "z", "ch", "sh")):
            return word + ("" if word.endswith("ics") else "es")
        if word.endswith("y") and word[-2:-1] not in VOWELS:
            return word[:-1] + "ies"
        return word + "s"

    def _ed(self, base: str) -> str:
        if base.endswith("e"):
            return base + "d"
        if base.endswith("y") and base[-2:-1] not in VOWELS:
            return base[:-1] + "ied"
        return base + (base[-1] if base in self.doubling else "") + "ed"

    def _ing(self, base: str) -> str:
        if base.endswith("ie"):
            return base[:-2] + "ying"
        if base.endswith("e") and not base.endswith(("ee", "oe", "ye")) and base != "be":
            return base[:-1] + "ing"
        return base + (base[-1] if base in self.doubling else "") + "ing"


def is_abbreviation(name: str) -> bool:
    """Whether a name is matched in exactly its own capitals (RA, COPD, iPSC, DAS28, TNF-alpha excluded by its lower-case word)."""
    capitals = sum(c.isupper() for c in name)
    return " " not in name and len(name) <= 10 and capitals >= 2 and capitals * 2 >= sum(c.isalpha() for c in name)


def from_records(records: Iterable[dict[str, object]]) -> Forms:
    """Forms out of the records of rules/language/forms.yaml."""
    irregular: dict[str, tuple[str, ...]] = {}
    plurals: dict[str, str] = {}
    doubling: set[str] = set()
    spellings: list[tuple[str, str]] = []
    for record in records:
        for base, past in dict(record.get("verbs") or {}).items():  # type: ignore[call-overload]
            irregular[base] = tuple(past.split())
        plurals |= dict(record.get("plurals") or {})  # type: ignore[call-overload]
        doubling |= set(record.get("doubling") or ())  # type: ignore[call-overload]
        spellings += [(pair[0], pair[1]) for pair in record.get("spellings") or ()]  # type: ignore[attr-defined]
    hint = re.compile("|".join(re.escape(word) for pair in spellings for word in pair) or r"(?!)")
    return Forms(irregular, plurals, frozenset(doubling), tuple(spellings), hint)
