"""A public ontology in the OBO format (a disease ontology, say) as concepts of ours, for a rule folder of one's own.

Of the format (https://owlcollab.github.io/oboformat/doc/obo-syntax.html) only what names and places a term is read: id, name, EXACT synonyms, is_a.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from claimcheck.errors import KnowledgeError
from claimcheck.model import Concept

STANZA = re.compile(r"\[(\w+)\]\s*$")
TAG = re.compile(r"([\w-]+):\s*(.*)$")
SYNONYM = re.compile(r'"((?:[^"\\]|\\.)*)"\s*(.*)$')
TRAILING = re.compile(r"\s*(?:\{[^{}]*\}\s*)?(?:(?:^|\s)!.*)?$")
ESCAPE = re.compile(r"\\(.)")
SHORT = 3
"""Up to so many letters a name can mean too much to count alone."""


@dataclass(slots=True)
class Term:
    """A [Term] of an OBO file, with the line at which it begins. `marked`: synonyms that the file itself calls abbreviations."""

    line: int
    id: str = ""
    name: str = ""
    exact: list[str] = field(default_factory=list)
    marked: list[str] = field(default_factory=list)
    parents: list[str] = field(default_factory=list)
    obsolete: bool = False


@dataclass(slots=True)
class Imported:
    """The concepts, and how many terms were left out: because we know them already, because they are obsolete."""

    concepts: list[dict[str, Any]]
    known: int
    obsolete: int


def read(path: Path) -> list[Term]:
    """The terms of an OBO file in its order. KnowledgeError with the line if it is none."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as problem:
        raise KnowledgeError(f"cannot be read: {problem.strerror}", where=str(path), remedy="give the path of an .obo file") from None
    except UnicodeDecodeError:
        raise KnowledgeError("is not UTF-8 text", where=str(path), remedy="an .obo file is plain text; unpack it first if it is compressed") from None
    if text.lstrip().startswith("<"):
        raise KnowledgeError("this is XML (OWL?), not OBO", where=f"{path}:1", remedy="most ontologies can be downloaded as .obo too")
    terms: list[Term] = []
    term: Term | None = None
    stanza = ""
    for line, content in _lines(text):
        header = STANZA.match(content)
        if header:
            stanza = header.group(1)
            term = Term(line) if stanza == "Term" else None
            terms += [term] if term else []
            continue
        tag = TAG.match(content)
        if not tag:
            raise KnowledgeError(f"neither 'tag: value' nor '[Stanza]': {content[:40]!r}", where=f"{path}:{line}", remedy="is this an OBO file?")
        if term:
            _add(term, tag.group(1), tag.group(2), f"{path}:{line}")
    if not terms:
        raise KnowledgeError("no [Term] in this file", where=f"{path}:1", remedy="is this an OBO file?")
    _complete(terms, path)
    return terms


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """Each line that says something, with its number; one that ends in a backslash goes on in the next."""
    begun, start = "", 0
    for number, line in enumerate(text.splitlines(), 1):
        whole, start = begun + line.strip(), start or number
        if whole.endswith("\\") and not whole.endswith("\\\\"):
            begun = whole[:-1]
            continue
        if whole and not whole.startswith("!"):
            yield start, whole
        begun, start = "", 0


def _add(term: Term, tag: str, value: str, where: str) -> None:
    if tag == "id":
        term.id = TRAILING.sub("", value)
    elif tag == "name":
        term.name = " ".join(ESCAPE.sub(r"\1", TRAILING.sub("", value)).split())
    elif tag == "is_a":
        term.parents.append(TRAILING.sub("", value))
    elif tag == "is_obsolete":
        term.obsolete = TRAILING.sub("", value).lower() == "true"
    elif tag in ("synonym", "exact_synonym"):
        found = SYNONYM.match(value)
        if not found:
            raise KnowledgeError("a synonym without its quotes", where=where, remedy='write: synonym: "words" EXACT []')
        words, rest = " ".join(ESCAPE.sub(r"\1", found.group(1)).split()), found.group(2).split("[")[0].split()
        if words and (tag == "exact_synonym" or rest[:1] == ["EXACT"]):
            term.exact.append(words)
            if any(kind.upper() in ("ABBREVIATION", "ACRONYM", "OMO:0003000", "OMO:0003012") for kind in rest[1:]):
                term.marked.append(words)


def _complete(terms: Iterable[Term], path: Path) -> None:
    lines: dict[str, int] = {}
    for term in terms:
        if not term.id:
            raise KnowledgeError("a [Term] without an id", where=f"{path}:{term.line}", remedy="add 'id: ...'")
        if not term.name and not term.obsolete:
            raise KnowledgeError(f"the term {term.id} has no name", where=f"{path}:{term.line}", remedy="add 'name: ...'")
        if term.id in lines:
            raise KnowledgeError(f"the term {term.id} is there already", where=f"{path}:{term.line}", remedy=f"see line {lines[term.id]}")
        lines[term.id] = term.line


def convert(terms: Iterable[Term], *, kind: str, known: Iterable[Concept] = (), under: str | None = None) -> Imported:
    """Terms as records of concepts/, in the order of the file. What a `known` concept of the kind is called already is linked to, not repeated."""
    terms, known = list(terms), list(known)
    living = {term.id: term for term in terms if not term.obsolete}
    chosen = [living[identifier] for identifier in (_subtree(living, under) if under else living)]
    names = {key(name): concept.id for concept in known if concept.kind == kind for name in (concept.name, *concept.also)}
    taken = {concept.id for concept in known}
    ids: dict[str, str] = {}
    records: dict[str, dict[str, Any]] = {}
    for term in chosen:
        same = next((names[key(name)] for name in (term.name, *term.exact) if key(name) in names), None)
        ids[term.id] = same or _free(term, taken)
        if same is None:
            taken.add(ids[term.id])
            records[ids[term.id]] = {"id": ids[term.id], "kind": kind, "name": term.name}
    _name(chosen, ids, records, names)
    for term in chosen:
        record = records.get(ids[term.id])
        parents = [ids[parent] for parent in term.parents if parent in ids and ids[parent] != ids[term.id]]
        if record and parents:
            record["is_a"] = list(dict.fromkeys(parents))
    return Imported(list(records.values()), len(chosen) - len(records), len(terms) - len(living))


def _name(terms: Iterable[Term], ids: Mapping[str, str], records: Mapping[str, dict[str, Any]], names: dict[str, str]) -> None:
    """Gives each record its further names. A name belongs to one concept; with the others it is ambiguous, as abbreviations are."""
    own = [(term, records[ids[term.id]]) for term in terms if ids[term.id] in records]
    for term, record in own:
        if names.setdefault(key(term.name), record["id"]) != record["id"]:
            record["name"] = f"{term.name} ({term.id})"
            record["ambiguous"] = [term.name]
    for term, record in own:
        seen = {key(term.name)}
        for name in term.exact:
            if key(name) in seen:
                continue
            seen.add(key(name))
            alone = not (name in term.marked or short(name)) and names.setdefault(key(name), record["id"]) == record["id"]
            record.setdefault("also" if alone else "ambiguous", []).append(name)
        if "ambiguous" in record:
            record["ambiguous"] = record.pop("ambiguous")


def _free(term: Term, taken: set[str]) -> str:
    """An id out of the term's name that is not taken."""
    plain = slug(term.name) or slug(term.id)
    return plain if plain not in taken else f"{plain}-{slug(term.id)}"


def _subtree(terms: Mapping[str, Term], under: str) -> list[str]:
    """The term with this id or name and all below it, in the order of the file."""
    top = under if under in terms else next((term.id for term in terms.values() if key(term.name) == key(under)), None)
    if top is None:
        names = {key(name): name for term in terms.values() for name in (term.id, term.name)}
        near = difflib.get_close_matches(key(under), names, n=1)
        raise KnowledgeError(
            f"--under: no term {under!r} in this file", remedy=f"did you mean {names[near[0]]!r}?" if near else "give the id or the name of a term"
        )
    children: dict[str, list[str]] = {}
    for term in terms.values():
        for parent in term.parents:
            children.setdefault(parent, []).append(term.id)
    inside, front = {top}, [top]
    while front:
        below = [child for child in children.get(front.pop(), ()) if child not in inside]
        inside.update(below)
        front += below
    return [identifier for identifier in terms if identifier in inside]


def short(name: str) -> bool:
    """Whether a name is an abbreviation, or so short that it can mean something else."""
    letters = [letter for letter in name if letter.isalpha()]
    capitals = sum(letter.isupper() for letter in letters)
    return len(name) <= SHORT or (" " not in name and len(name) <= 6 and capitals >= 2 and capitals * 2 >= len(letters))


def key(name: str) -> str:
    """What two spellings of one name share."""
    return " ".join(name.casefold().replace("-", " ").split())


def slug(name: str) -> str:
    """A name as an id: lower case, words joined by hyphens."""
    plain = unicodedata.normalize("NFKD", name.replace("'", "").replace("\u2019", "")).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")


def render(imported: Imported, source: str) -> str:
    """The records as the text of a concepts file."""
    head = f"# Made by `claimcheck knowledge import {source}`. Its place is knowledge/concepts/ in a folder given with --rules.\n"
    return head + yaml.safe_dump(imported.concepts, sort_keys=False, allow_unicode=True, default_flow_style=None, width=150)
