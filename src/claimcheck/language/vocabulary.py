"""Compiles the words of a rule base (rules/language, concept names, rule phrases) into one Vocabulary that can be stored."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

from spacy.lang.en import English
from spacy.tokenizer import Tokenizer
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex
from spacy.vocab import create_vocab

from claimcheck import rulebase
from claimcheck.errors import ClaimcheckError, RuleError
from claimcheck.language import forms as forms_module
from claimcheck.language import quantity_forms
from claimcheck.language import sentences as sentences_module
from claimcheck.language.forms import Forms
from claimcheck.language.lexicon import Cue, Lexicon
from claimcheck.language.quantity_forms import QuantityWords
from claimcheck.language.sentences import SentenceRules
from claimcheck.language.spelling import Spelling, spelling_of
from claimcheck.model import Concept

OBJECT_KINDS = frozenset({"condition", "outcome"})
"""What a treatment can be said to work on, unless the relation says otherwise."""
CATEGORIES = {
    "status": ("value", {"direction", "scope", "ends"}),
    "certainty": ("value", set()),
    "people": ("value", set()),
    "anaphora": ("value", set()),
    "authority": ("value", set()),
    "study": ("what", {"value"}),
    "voice": ("value", {"weight"}),
    "articles": ("value", set()),
    "story": ("value", set()),
    "strength": ("value", {"scope", "weight", "grammar", "parting"}),
}


@dataclass(frozen=True, slots=True)
class Relation:
    """What a text can say that a treatment does (rules/language/relations.yaml)."""

    id: str
    family: str
    force: str
    direction: str | None = None
    needs_object: bool = True
    intransitive: bool = False
    objects: frozenset[str] = OBJECT_KINDS


@dataclass(slots=True)
class Vocabulary:
    """All that the language part knows, in plain values that pickle."""

    lexicon: Lexicon = field(default_factory=Lexicon)
    relations: dict[str, Relation] = field(default_factory=dict)
    sentence_rules: SentenceRules = field(default_factory=lambda: sentences_module.from_records([]))
    quantity_words: QuantityWords = field(default_factory=QuantityWords)
    grammar: dict[str, frozenset[str]] = field(default_factory=dict)
    parents: dict[str, tuple[str, ...]] = field(default_factory=dict)
    wanted: dict[str, str] = field(default_factory=dict)
    established: frozenset[str] = frozenset()
    unproven: frozenset[str] = frozenset()
    spelling: Spelling = field(default_factory=Spelling)


@cache
def tokenizer() -> Tokenizer:
    """spaCy's English tokenizer, made directly: the whole `spacy.blank("en")` takes longer than checking a page.

    Left out are smileys, clock times and curly apostrophes, which the readers have made straight.
    """
    defaults = English.Defaults
    return Tokenizer(
        create_vocab("en", defaults),
        rules={word: cut for word, cut in (defaults.tokenizer_exceptions or {}).items() if word[0].isalpha() and "’" not in word},
        prefix_search=compile_prefix_regex(defaults.prefixes).search,
        suffix_search=compile_suffix_regex(defaults.suffixes).search,
        infix_finditer=compile_infix_regex(defaults.infixes).finditer,
        url_match=defaults.url_match,
    )


def tokenise(text: str) -> list[str]:
    """The words of a short text as the tokenizer cuts them. Plain words, most names by far, need no tokenizer to be told apart."""
    words = text.split(" ")
    if text.isascii() and all(word.isalpha() and word not in _cut_words() for word in words):
        return words
    return [token.text for token in tokenizer()(text)]


@cache
def _cut_words() -> frozenset[str]:
    """The words that the tokenizer cuts although they are all letters ("cannot")."""
    return frozenset(tokenizer().rules or ())


def compile_vocabulary(
    folders: Iterable[Path], concepts: Iterable[Concept], phrases: Iterable[tuple[Cue, Sequence[str]]], problems: list[ClaimcheckError] | None = None
) -> Vocabulary:
    """The vocabulary of some rule folders. What cannot be used is put into `problems`, each with file and line; without such a list it is raised."""
    vocabulary = Vocabulary()
    found: list[ClaimcheckError] = []
    records = _records(folders, found)
    forms = forms_module.from_records(item for _, item in records.pop("forms", []))
    vocabulary.sentence_rules = sentences_module.from_records([item for _, item in records.pop("sentences", [])])
    vocabulary.quantity_words = quantity_forms.from_records([item for _, item in records.pop("quantities", [])])
    look_alikes = [word for _, item in records.pop("look-alikes", []) for word in item["words"]]
    for _, item in records.pop("grammar", []):
        for kind, words in item.items():
            vocabulary.grammar[kind] = vocabulary.grammar.get(kind, frozenset()) | frozenset(map(str, words))
    for category, items in records.items():
        for where, item in items:
            try:
                _add_record(vocabulary, category, item, forms, where)
            except ClaimcheckError as problem:
                found.append(problem)
            except KeyError as missing:
                found.append(RuleError(f"the key {missing} is missing", where=where, remedy="add it"))
    for cue, patterns in phrases:
        try:
            _add(vocabulary, cue, patterns, forms, str(cue.attributes.get("where", "")))
        except ClaimcheckError as problem:
            found.append(problem)
    concepts = list(concepts)
    for concept in concepts:
        vocabulary.lexicon.add_concept(concept, forms, tokenise)
        vocabulary.parents[concept.id] = concept.is_a
        if concept.wanted:
            vocabulary.wanted[concept.id] = concept.wanted
    marks = {concept.id: concept.established for concept in concepts if concept.established or concept.unproven}
    nearest = {
        concept.id: next((marks[step] for step in lineage(vocabulary.parents, concept.id) if step in marks), None)
        for concept in concepts
        if concept.kind == "treatment"
    }
    vocabulary.unproven = frozenset(concept for concept, established in nearest.items() if established is False)
    vocabulary.spelling = spelling_of(vocabulary.lexicon.long_words, vocabulary.lexicon.known, look_alikes)
    vocabulary.established = frozenset(concept for concept, established in nearest.items() if established)
    if problems is not None:
        problems += found
    elif found:
        raise found[0]
    return vocabulary


def _records(folders: Iterable[Path], problems: list[ClaimcheckError]) -> dict[str, list[tuple[str, dict[str, Any]]]]:
    """The records of each language file of some folders with their places, relations first."""
    records: dict[str, list[tuple[str, dict[str, Any]]]] = {"relations": []}
    for folder in folders:
        for path in rulebase.files(folder / "language"):
            try:
                data, node = rulebase.load_yaml(path, RuleError)
            except ClaimcheckError as problem:
                problems.append(problem)
                continue
            for index, item in enumerate(data if isinstance(data, list) else [data] if data else []):
                where = f"{path}:{rulebase.line_of(node, (index,))}"
                if isinstance(item, dict) and isinstance(data, list):
                    records.setdefault(path.stem, []).append((where, item))
                else:
                    problems.append(RuleError("a list of records is expected", where=where, remedy="start each record with '- '"))
    return records


def _add_record(vocabulary: Vocabulary, category: str, item: Mapping[str, Any], forms: Forms, where: str) -> None:
    if category == "relations":
        _add_relation(vocabulary, item, forms, where)
        return
    if category not in CATEGORIES:
        near = difflib.get_close_matches(category, CATEGORIES, n=1)
        raise RuleError(
            f"unknown language file {category}.yaml", where=where, remedy=f"did you mean {near[0]!r}?" if near else f"known: {', '.join(sorted(CATEGORIES))}"
        )
    key, optional = CATEGORIES[category]
    unknown = set(item) - optional - {key, "patterns", "verbs"}
    if unknown or key not in item:
        raise RuleError(f"keys {sorted(unknown) or 'missing'}", where=where, remedy=f"use {key}, {', '.join(sorted(optional))}, patterns, verbs")
    attributes = {name: item[name] for name in optional if name in item}
    if "verbs" not in item:
        _add(vocabulary, Cue(category, str(item[key]), attributes), item["patterns"], forms, where)
        return
    for use, patterns in _written(item, forms).items():
        _add(vocabulary, Cue(category, str(item[key]), attributes | {"use": use}), patterns, forms, where)


def _add(vocabulary: Vocabulary, cue: Cue, patterns: Iterable[str], forms: Forms, where: str) -> None:
    try:
        vocabulary.lexicon.add_cue(cue, map(str, patterns), forms, tokenise)
    except RuleError as problem:
        raise RuleError(problem.message, where=where, remedy=problem.remedy) from None


def _add_relation(vocabulary: Vocabulary, item: Mapping[str, Any], forms: Forms, where: str) -> None:
    relation = Relation(item["id"], item["family"], item["force"], item.get("direction"), item.get("needs_object", True), item.get("intransitive", False))
    if "objects" in item:
        relation = replace(relation, objects=frozenset(item["objects"]))
    vocabulary.relations[relation.id] = relation
    for use, patterns in _written(item, forms).items():
        _add(vocabulary, Cue("relation", relation.id, {"use": use}), patterns, forms, where)


def _written(item: Mapping[str, Any], forms: Forms) -> dict[str, list[str]]:
    """The written forms of a record's words by use: base, s, ed, ing (of verbs), noun, adjective, pattern."""
    written: dict[str, list[str]] = {}
    for verb in item.get("verbs", ()):
        for spelling in forms.spelled(verb):
            for form, use in forms.verb(spelling).items():
                written.setdefault(use, []).append(form)
    for noun in item.get("nouns", ()):
        written.setdefault("noun", []).extend((noun, forms.plural(noun)))
    written["adjective"] = list(item.get("adjectives", ()))
    written["pattern"] = list(item.get("patterns", ()))
    return {use: patterns for use, patterns in written.items() if patterns}


def lineage(parents: Mapping[str, tuple[str, ...]], concept: str) -> list[str]:
    """The concept and everything it is a kind of, nearest first."""
    out, front = [], [concept]
    while front:
        step = front.pop(0)
        if step not in out:
            out.append(step)
            front += parents.get(step, ())
    return out
