"""Cuts a block of prose into sentences, by punctuation and a list of abbreviations (rules/language/sentences.yaml)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

_FACE = "\U0001f600-\U0001f64f"
_ENDS = f".!?…．。！？{_FACE}"
_PICTURE = "\U0001f300-\U0001f64f\U0001f90c-\U0001f9ff\u2764\ufe0f"
_REFERENCE = r"\[\d[\d,–\- ]*\]"
_NOTE = "|".join(
    (
        rf" ?(?:{_REFERENCE})+",
        r"\(\d{1,3}(?:[,–-]\d{1,3})*\)",
        r"[¹²³⁰-⁹,]*[¹²³⁰-⁹]",
        r"[*†‡§]+",
        r"(?<=[a-z]{3}[.!?])\d{1,2}(?:[,–-]\d{1,2})*(?= [A-Z“\"])",
        rf" ?[{_PICTURE}]+",
    )
)
"""What belongs to the sentence before: references, footnote marks, pictures."""
_NEW = "|".join((r"[“«¿¡(\"][A-Z]", r"[A-Z][a-z]", r"[AI] [a-z]", r"(?<=[a-z]{4}[.!?])\d{1,4} [a-z]", r"[\u3400-\u9fff]"))
_STOP = re.compile(
    rf"(?P<stop>[{_ENDS}](?<![{_ENDS}].)[{_ENDS}]*+)"
    rf"(?P<close>[)\]\"”'’»」』]*+(?: [”»])*+)"
    rf"(?P<note>{_NOTE})?"
    rf"(?=\s|$|(?<=[。！？」』])|{_NEW})"
)
"""The end of a sentence, perhaps: what follows is a blank, the end, or (in text without blanks after its stops) a `_NEW` sentence."""

_MARKED = re.compile(rf"{_REFERENCE}|[{_PICTURE}]")
_BEFORE = re.compile(r"[\w.&]*$")
_AFTER = re.compile(r"[\s\"“”'‘(\[«*¿¡]*([\w'’-]+|\S?)")
_LIST_MARK = re.compile(r"[\s\"“(]*(?:(?:\d{1,3}\.)*\d{1,3}|[ivxIVX]{1,4}|[A-Za-z])(?P<closed>[.)])?")
_LABEL = re.compile(r"(\w+) \d{1,3}[A-Za-z]?")
_FIGURE = re.compile(r"\s*(?:[A-Z]?\d|[IVX]+\b)")
_DOTTED = re.compile(r"(?:[A-Za-z]{1,3}\.)+[A-Za-z]{1,3}")
_MIXED = re.compile(r"[a-z]{1,3}[A-Z0-9]|[α-ω]-")
_NAMED_BY = re.compile(r"([\w-]+)[ -](?:[A-Z]\d{0,2}(?:, (?:and |or )?| (?:and|or|&) |/))*[A-Z]$")
_ADDRESS = re.compile(r"://|www\.|@|\w\.(?:com|org|net|gov|edu|co|info|io|uk|de|cn)\b", re.IGNORECASE)
_WORD_REACH = 40
_NAME_REACH = 60


@dataclass(frozen=True, slots=True)
class SentenceRules:
    """The words that decide whether a stop ends a sentence. An abbreviation with a capital is one only when written with it."""

    never_end: frozenset[str]
    may_end: frozenset[str]
    before_figures: frozenset[str]
    letter_names: frozenset[str]
    labels: frozenset[str]
    starters: frozenset[str]


def from_records(records: list[Mapping[str, list[str]]]) -> SentenceRules:
    """The rules out of rules/language/sentences.yaml."""
    merged: dict[str, set[str]] = {name: set() for name in SentenceRules.__slots__}
    for record in records:
        for key, words in record.items():
            merged[key] |= set(map(str, words))
    return SentenceRules(**{key: frozenset(words) for key, words in merged.items()})


def split(text: str, rules: SentenceRules) -> Iterator[tuple[int, int]]:
    """The half-open spans of the sentences of `text`, without the blanks between them. Cost grows linearly with its length."""
    start = _skip(text, 0)
    for match in _STOP.finditer(text):
        end = _end(text, start, match)
        if _ends(text, start, match, end, rules):
            yield start, end
            start = _skip(text, end)
    end = len(text.rstrip())
    if end > start:
        yield start, end


def _skip(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    return at


def _end(text: str, start: int, match: re.Match[str]) -> int:
    """Where the sentence ends if it ends here: after its marks, but before a quotation or an item that opens there."""
    note = match["note"]
    if note and note[0] == " " and _MARKED.match(text, start):
        return match.end("close")
    if match["close"].endswith('"') and not note and text[match.end() :][:1].isalpha() and text.count('"', start, match.start()) % 2 == 0:
        return match.end() - 1
    return match.end()


def _ends(text: str, start: int, match: re.Match[str], end: int, rules: SentenceRules) -> bool:
    """Whether the sentence from `start` on ends at a stop."""
    at, mark = match.start(), match["stop"]
    after = _AFTER.match(text, end)
    following = after[1] if after else ""
    if not following or mark[0] in "。！？":
        return True
    if following[0] in ".,;:)]…":
        return False
    small = following[0].islower() and not _MIXED.match(following)
    before = _word_before(text, start, at)
    if mark[0] in "!?":
        return not small and (f"{before}{mark}" not in rules.may_end or _starter(following, rules))
    if mark[0] not in ".．" or mark.startswith(".."):
        return not small and not following[0].isdigit() and at > start
    lead = text[start:at] if at - start <= _NAME_REACH else ""
    label = _LABEL.fullmatch(lead)
    if _LIST_MARK.fullmatch(lead) or (label and label[1].lower() in rules.labels) or _no_blank(text, before, at, end, following, rules):
        return False
    if small:
        return _starts_small(text, start, match, end, before, following, rules)
    return _word_ends(text, start, at, before, following, rules)


def _word_before(text: str, start: int, at: int) -> str:
    """The word, figure or dotted abbreviation ("U.S") before a stop; "" after a bracket or a quotation mark."""
    found = _BEFORE.search(text, max(start, at - _WORD_REACH), at)
    word = found[0].strip(".&") if found else ""
    return word if _DOTTED.fullmatch(word) else word.rpartition(".")[2]


def _no_blank(text: str, before: str, at: int, end: int, following: str, rules: SentenceRules) -> bool:
    """Whether a stop without a blank after it stands inside a name, a number or an address rather than between sentences."""
    if text[end].isspace():
        return False
    if _ADDRESS.search(text[max(0, at - _WORD_REACH) : end].rpartition(" ")[2] + text[end : end + _WORD_REACH].partition(" ")[0]):
        return True
    plain = not before or (before[-2:].islower() and before[-2:].isalpha())
    return not plain and not _starter(following, rules)


def _starts_small(text: str, start: int, match: re.Match[str], end: int, before: str, following: str, rules: SentenceRules) -> bool:
    """Whether a new sentence begins with a small letter: the next item of a list, or a text that knows no capitals."""
    first, second = _LIST_MARK.match(text, start), _LIST_MARK.match(text, end)
    if first and first["closed"] and second and second["closed"]:
        return True
    plain = len(before) > 3 and before.isalpha() and match["close"] == "" and text[end].isspace()
    abbreviation = _among(before, rules.never_end, following) or _among(before, rules.may_end, following)
    return plain and not abbreviation and _starter(following, rules)


def _word_ends(text: str, start: int, at: int, before: str, following: str, rules: SentenceRules) -> bool:
    """Whether a full stop after the word `before` ends the sentence; the next word does not begin with a small letter."""
    if _among(before, rules.before_figures, following) and _FIGURE.match(text, at + 1):
        return False
    if _among(before, rules.never_end, following):
        return False
    if _among(before, rules.may_end, following) or _DOTTED.fullmatch(before):
        return _starter(following, rules)
    if len(before) == 1 and before.isupper() and text[at - 2 : at - 1] != "°":
        named = _NAMED_BY.search(text, max(start, at - _NAME_REACH), at)
        return _starter(following, rules) or bool(named and named[1].lower() in rules.letter_names)
    return True


def _starter(following: str, rules: SentenceRules) -> bool:
    """Whether a word typically begins a sentence: "It", "It's"."""
    return following.lower().partition("'")[0] in rules.starters


def _among(word: str, words: frozenset[str], following: str) -> bool:
    """Whether a word is one of some abbreviations. In capitals ("MS", "ED") it is another word, unless all around is in capitals."""
    if len(word) > 1 and word.isupper() and "." not in word and not (len(following) > 1 and following.isupper()):
        return False
    return word in words or word.lower() in words
