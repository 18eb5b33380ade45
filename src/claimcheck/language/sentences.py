"""Cuts a block of prose into sentences, by punctuation and a list of abbreviations (rules/language/sentences.yaml)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

_STOP = re.compile(r"[.!?…]+[)\]\"”'»]*(?=\s|$)|(?<=[a-z]{2}|[a-z][)”\"])[.!?](?=[A-Z][a-z])|[。！？]+[”」』)]*|\.(?=[“\"][A-Z])|[.!?][\"”]?(?=\[\d)")
_NOTE = re.compile(r"(?:\[\d[\d,–\- ]*\])+")
_WORD_BEFORE = re.compile(r"[\w.&'’-]*$")
_WORD_AFTER = re.compile(r"[\s\"“”'‘(\[«*]*([\w'’-]*)")
_LIST_MARK = re.compile(r"^[\s\"“(]*(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,4})$")
_SITE = re.compile(r"\w\.(?:com|org|net|gov|edu|co|info|io|uk|de|cn)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class SentenceRules:
    """The words that decide whether a full stop ends a sentence, all in lower case."""

    never_end: frozenset[str]
    may_end: frozenset[str]
    letter_names: frozenset[str]
    starters: frozenset[str]


def from_records(records: list[Mapping[str, list[str]]]) -> SentenceRules:
    """The rules out of rules/language/sentences.yaml."""
    merged: dict[str, set[str]] = {"never_end": set(), "may_end": set(), "letter_names": set(), "starters": set()}
    for record in records:
        for key, words in record.items():
            merged[key] |= {str(word).lower() for word in words}
    return SentenceRules(**{key: frozenset(words) for key, words in merged.items()})


def split(text: str, rules: SentenceRules) -> Iterator[tuple[int, int]]:
    """The half-open spans of the sentences of `text`, without the blanks between them."""
    start = _skip(text, 0)
    for match in _STOP.finditer(text):
        end = match.end()
        if match.start() < start:
            continue
        note = _NOTE.match(text, end)
        if note:
            end = note.end()
        if _ends(text, start, match, end, rules):
            yield start, end
            start = _skip(text, end)
    if start < len(text):
        end = len(text.rstrip())
        if end > start:
            yield start, end


def _skip(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    return at


def _ends(text: str, start: int, match: re.Match[str], end: int, rules: SentenceRules) -> bool:
    mark = match.group()
    if end >= len(text):
        return True
    after = _WORD_AFTER.match(text, end)
    following = after.group(1) if after else ""
    if mark[0] in "。！？":
        return True
    if mark[0] in "!?":
        return not following[:1].islower()
    if mark.startswith("..") or mark[0] == "…":
        return following[:1].isupper()
    before_match = _WORD_BEFORE.search(text, max(start, match.start() - 40), match.start())
    before = before_match.group() if before_match else ""
    word = before.lower().strip(".'’")
    if _LIST_MARK.match(text[start : match.start()]):
        return False
    if not text[end : end + 1].isspace() and _SITE.search(text, match.start() - 1, match.end() + 6):
        return False
    if word in rules.never_end and not (len(word) > 2 and following.lower() in rules.starters and word in rules.may_end):
        return word == "no" and following.lower() in rules.starters and not following[:1].islower() and text[start : match.start()].strip().lower() == "no"
    if word in rules.may_end or (len(before) > 2 and "." in before):
        return following[:1].isupper() and following.lower() in rules.starters
    if len(before) == 1 and before.isupper():
        lead = text[start : match.start() - 1].split()
        named = bool(lead) and lead[-1].lower().strip("(") in rules.letter_names
        return (named or following.lower() in rules.starters) and not following[:1].islower()
    if following[:1].islower():
        return len(word) > 3 and word.isalpha() and text[end : end + 1].isspace() and mark == "." and following.lower() in rules.starters
    return True
