"""The tools around the knowledge base: import, explain, schemas, coverage, the refusals of `knowledge check`, `stale`, and the upkeep of the cache."""

from __future__ import annotations

import datetime
import html.parser
import importlib.util
import json
import os
import re
import subprocess
import sys
import types
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from typer.testing import CliRunner

from claimcheck import base as base_module
from claimcheck import cli, rulebase
from claimcheck.base import RuleBase, cache_folder, open_base
from claimcheck.errors import ClaimcheckError, KnowledgeError
from claimcheck.knowledge import obo
from claimcheck.knowledge.base import ends
from claimcheck.knowledge.check import check, notes, stale
from claimcheck.knowledge.load import Loaded, load
from claimcheck.knowledge.records import KINDS
from claimcheck.knowledge.schema import render, schema
from claimcheck.model import Concept
from claimcheck.reporters import explain, explain_html
from program import KNOWLEDGE, ROOT, run, write

WATER = "sources: [board-2020-water]"
BOTH = "sources: [board-2020-water, board-2021-cells]"


def loaded(folder: Path, **more: str) -> Loaded:
    """The tiny records with some files added or replaced ("evidence__all" is evidence/all.yaml)."""
    files = {**KNOWLEDGE, **{f"{name.replace('__', '/').replace('_', '-')}.yaml": text for name, text in more.items()}}
    return load([write(folder, {f"knowledge/{name}": text for name, text in files.items()})])


# ---------------------------------------------------------------- check


def approval(**values: str) -> str:
    keys = {
        "product": "Cellox",
        "class": "old-cells",
        "agency": "FDA",
        "jurisdiction": "United States",
        "status": "full",
        "indication": "gout",
        "date": "2021-03-04",
        **values,
    }
    return "- {" + ", ".join(f"{key}: {value}" for key, value in keys.items()) + f", says: The FDA decided., {BOTH}}}\n"


def figure(value: str, measure: str = "share") -> str:
    return f"- {{id: s, of: gout, measure: {measure}, what: living with gout, place: world, value: {value}, says: Some., {WATER}}}\n"


def source(**values: str) -> str:
    keys = {
        "id": "new-2021",
        "title": "T",
        "publisher": "P",
        "kind": "study",
        "url": '"https://example.org/new"',
        "date": "2021-01",
        "retrieved": "2026-01-01",
        **values,
    }
    return "- {" + ", ".join(f"{key}: {value}" for key, value in keys.items()) + ", says: S.}\n"


RETRACTION = f"- {{id: r, names: [Smith], published: 2020-05, retracted: 2019-01-01, says: Withdrawn., {WATER}}}\n"


@pytest.mark.parametrize(
    ("file", "text", "said"),
    [
        (
            "approvals__all",
            approval() + approval(status="conditional", date="2022"),
            "approvals/all.yaml:2: overlaps in time with another approval of 'Cellox' by FDA for the same (see ",
        ),
        ("approvals__all", approval(until="2022-06") + approval(status="conditional", date="2022-05-31"), "approvals/all.yaml:2: overlaps in time"),
        ("approvals__all", approval(indication_text="in adults") + approval(date="2022"), "approvals/all.yaml:2: overlaps in time"),
        ("approvals__all", approval(until="2020-12-31"), "approvals/all.yaml:1: date 2021-03-04 is after until 2020-12-31 (correct one of the two)"),
        (
            "approvals__all",
            approval(date="2026-01-02"),
            "approvals/all.yaml:1: date 2026-01-02 is after its sources were read (2026-01-01) (correct it, or read the source again)",
        ),
        ("approvals__all", approval(date="2021-13"), "approvals/all.yaml:1: date"),
        ("approvals__all", approval(date="March 2021"), "approvals/all.yaml:1: date"),
        ("retractions__all", RETRACTION, "retractions/all.yaml:1: published 2020-05 is after retracted 2019-01-01"),
        ("statistics__all", figure("[5, 2]"), "statistics/all.yaml:1: value: the low figure 5 is above the high one 2 (write [low, high])"),
        ("statistics__all", figure("[5, 102]"), "statistics/all.yaml:1: value: a share of 102 %"),
        ("statistics__all", figure("[-1, 2]"), "statistics/all.yaml:1: value: -1 is below nothing"),
        ("statistics__all", figure("[]"), "statistics/all.yaml:1: value: 0 figures"),
        ("statistics__all", figure("[1, 2, 3]"), "statistics/all.yaml:1: value: 3 figures"),
        ("sources__new", source(url="www.example.org"), "sources/new.yaml:1: url: 'www.example.org' is not an address (write it in full, with https://)"),
        ("sources__new", source(url="ftp://example.org/a"), "sources/new.yaml:1: url: 'ftp://example.org/a' is not an address"),
        ("sources__new", source(date="2026-02"), "sources/new.yaml:1: date 2026-02 is after retrieved 2026-01-01"),
        (
            "concepts__new",
            "- {id: a, kind: condition, name: aa, is_a: [b]}\n- {id: b, kind: condition, name: bb, is_a: [c]}\n- {id: c, kind: condition, name: cc, is_a: [a]}\n",
            "concepts/new.yaml:2: is_a goes round in a circle at 'b'",
        ),
        ("concepts__new", "- {id: podagra, kind: condition, name: Podagra}\n", "concepts/new.yaml:1: the name 'Podagra' already belongs to 'gout'"),
        (
            "evidence__all",
            KNOWLEDGE["evidence/all.yaml"].replace("very-low,", "against, allows: {force: cures, certainty: likely},"),
            "evidence/all.yaml:1: grade 'against' does not go with allows.force 'cures'",
        ),
    ],
)
def test_what_cannot_be_defended_is_refused(tmp_path: Path, file: str, text: str, said: str) -> None:
    found = [str(problem).replace(f"{tmp_path}/knowledge/", "") for problem in check(loaded(tmp_path, **{file: text}))]
    assert any(complaint.startswith(said) for complaint in found), found


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("approvals__all", approval(status="conditional", until="2023-05-01") + approval(date="2023-05-01")),
        ("approvals__all", approval(indication_text="in adults") + approval(indication_text="in children", date="2022")),
        (
            "approvals__all",
            approval() + approval(agency="EMA") + approval(product="Other") + approval(status="trial-clearance") + approval(indication="arthritis"),
        ),
        ("statistics__all", figure("[0, 100]")),
        ("statistics__all", figure("[250]", "rate")),
        ("concepts__new", "- {id: pod, kind: condition, name: pod, ambiguous: [podagra]}\n- {id: podagra-cream, kind: treatment, name: podagra}\n"),
    ],
)
def test_what_can_be_defended_passes(tmp_path: Path, file: str, text: str) -> None:
    assert [str(problem) for problem in check(loaded(tmp_path, **{file: text}))] == []


def test_a_page_under_two_ids_and_a_date_from_one_source_are_noted(tmp_path: Path) -> None:
    one = approval().replace(BOTH, WATER)
    found = loaded(tmp_path, sources__new=source(url='"http://www.example.org/water/"'), approvals__all=one + approval(status="refused"))
    assert check(found) == []
    said = [str(note).replace(f"{tmp_path}/knowledge/", "") for note in notes(found)]
    assert said == [
        "sources/new.yaml:1: source 'new-2021' has the address of 'board-2020-water' (keep one of the two)",
        "approvals/all.yaml:1: the date of 'Cellox' rests on one source (add another)",
    ]


def test_notes_do_not_count(tmp_path: Path, small_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rulebase, "find", lambda: small_folder)
    own = write(tmp_path, {"knowledge/sources/new.yaml": source(url='"https://example.org/water"')})
    done = CliRunner().invoke(cli.app, ["knowledge", "check", "--rules", str(own)])
    assert done.exit_code == 0
    assert done.stdout.splitlines() == [
        f"note: {own}/knowledge/sources/new.yaml:1: source 'new-2021' has the address of 'board-2020-water' (keep one of the two)",
        "8 records: 0 problems",
    ]


@pytest.mark.parametrize(
    ("when", "day"),
    [(2020, (2020, 12, 31)), ("2020-02", (2020, 2, 29)), ("2020-12", (2020, 12, 31)), ("2020-02-03", (2020, 2, 3)), (datetime.date(2020, 2, 3), (2020, 2, 3))],
)
def test_the_last_day_of_a_date(when: Any, day: tuple[int, int, int]) -> None:
    assert ends(when) == datetime.date(*day)


def test_what_was_reviewed_long_ago_is_stale(tmp_path: Path) -> None:
    reviewed = KNOWLEDGE["evidence/all.yaml"].replace("grade:", "reviewed: 2025-05-21, grade:")
    kept = reviewed.replace("condition: gout", "condition: arthritis").replace("05-21", "05-22")
    draft = reviewed.replace("magic-water, condition", "old-cells, condition").replace(WATER, "sources: [], status: draft")
    found = loaded(tmp_path, evidence__all=reviewed + kept + draft, statistics__all=figure("[1]"))
    day = datetime.date(2026, 11, 22)
    assert [item[1:] for item in stale(found, 18, day)] == [("evidence magic-water/gout", datetime.date(2025, 5, 21))]
    assert [item[1:] for item in stale(found, 10, day)] == [
        ("evidence magic-water/gout", datetime.date(2025, 5, 21)),
        ("evidence magic-water/arthritis", datetime.date(2025, 5, 22)),
        ("statistics s", datetime.date(2026, 1, 1)),
    ]
    assert list(stale(found, 10_000_000, day)) == []


# ---------------------------------------------------------------- import

OBO = """\
format-version: 1.2
! a comment
[Term]
id: T:1
name: disease

[Term]
id: T:2
name: joint disease
is_a: T:1 ! disease

[Term]
id: T:3
name: Gout
def: "Crystals." []
is_a: T:2 {source="X"} ! joint disease

[Term]
id: T:4
name: Behr's  knee
synonym: "Behr \\"knee\\" syndrome" EXACT []
synonym: "BK" EXACT ABBREVIATION []
synonym: "BKS1" EXACT []
synonym: "sore knee" RELATED []
synonym: "behr's knee" EXACT []
synonym: "tophus" EXACT []
is_a: T:3 ! Gout
is_a: X:9 ! from elsewhere

[Term]
id: T:5
name: tophus
is_a: T:3
is_a: T:4

[Term]
id: T:6
name: obsolete gout
is_obsolete: true

[Typedef]
id: part_of
name: part of
"""


def terms(folder: Path, text: str = OBO) -> list[obo.Term]:
    return obo.read(write(folder, {"d.obo": text}) / "d.obo")


def test_an_ontology_becomes_concepts(tmp_path: Path) -> None:
    found = obo.convert(terms(tmp_path), kind="condition")
    assert (found.known, found.obsolete) == (0, 1)
    assert found.concepts == [
        {"id": "disease", "kind": "condition", "name": "disease"},
        {"id": "joint-disease", "kind": "condition", "name": "joint disease", "is_a": ["disease"]},
        {"id": "gout", "kind": "condition", "name": "Gout", "is_a": ["joint-disease"]},
        {
            "id": "behrs-knee",
            "kind": "condition",
            "name": "Behr's knee",
            "also": ['Behr "knee" syndrome'],
            "ambiguous": ["BK", "BKS1", "tophus"],
            "is_a": ["gout"],
        },
        {"id": "tophus", "kind": "condition", "name": "tophus", "is_a": ["gout", "behrs-knee"]},
    ]
    own = write(tmp_path / "own", {"knowledge/concepts/d.yaml": obo.render(found, "d.obo")})
    assert [str(problem) for problem in check(load([own]))] == []


def test_what_is_known_already_is_linked_to(tmp_path: Path) -> None:
    known = [Concept("podagra", "condition", "podagra", also=("gout",)), Concept("tophus", "treatment", "tophus cream")]
    found = obo.convert(terms(tmp_path), kind="condition", known=known, under="gout")
    assert found.known == 1
    assert [(concept["id"], concept["is_a"]) for concept in found.concepts] == [("behrs-knee", ["podagra"]), ("tophus-t-5", ["podagra", "behrs-knee"])]


def test_two_terms_of_one_name_stay_apart(tmp_path: Path) -> None:
    found = obo.convert(terms(tmp_path, "[Term]\nid: T:1\nname: night-blindness\n[Term]\nid: T:2\nname: Night blindness\n"), kind="condition")
    assert found.concepts == [
        {"id": "night-blindness", "kind": "condition", "name": "night-blindness"},
        {"id": "night-blindness-t-2", "kind": "condition", "name": "Night blindness (T:2)", "ambiguous": ["Night blindness"]},
    ]


@pytest.mark.parametrize(("under", "ids"), [("T:3", ["gout", "behrs-knee", "tophus"]), ("GOUT", ["gout", "behrs-knee", "tophus"]), ("tophus", ["tophus"])])
def test_only_a_part_of_it(tmp_path: Path, under: str, ids: list[str]) -> None:
    assert [concept["id"] for concept in obo.convert(terms(tmp_path), kind="condition", under=under).concepts] == ids


def test_an_unknown_part(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match=r"--under: no term 'goud' in this file \(did you mean 'Gout'\?\)"):
        obo.convert(terms(tmp_path), kind="condition", under="goud")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[Term]\nid: T:1\nname: a\nsynonym: words EXACT []\n", "d.obo:4: a synonym without its quotes"),
        ("[Term]\nid: T:1\nname: a\nnonsense\n", "d.obo:4: neither 'tag: value' nor '[Stanza]': 'nonsense'"),
        ("[Term]\nname: a\n", "d.obo:1: a [Term] without an id"),
        ("\n[Term]\nid: T:1\n", "d.obo:2: the term T:1 has no name"),
        ("[Term]\nid: T:1\nname: a\n[Term]\nid: T:1\nname: b\n", "d.obo:4: the term T:1 is there already (see line 1)"),
        ("format-version: 1.2\n", "d.obo:1: no [Term] in this file (is this an OBO file?)"),
        ('<?xml version="1.0"?>\n', "d.obo:1: this is XML (OWL?), not OBO"),
        ('[Term]\nid: T:1\nname: a\ndef: "one \\\nand two" []\nnonsense\n', "d.obo:6: neither"),
    ],
)
def test_a_broken_file_is_told_with_its_line(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(KnowledgeError) as problem:
        terms(tmp_path, text)
    assert said in str(problem.value)


def test_a_file_that_is_no_text(tmp_path: Path) -> None:
    (tmp_path / "d.obo").write_bytes(b"\x1f\x8b\x08\xff")
    with pytest.raises(KnowledgeError, match="is not UTF-8 text"):
        obo.read(tmp_path / "d.obo")
    with pytest.raises(KnowledgeError, match="cannot be read: No such file"):
        obo.read(tmp_path / "missing.obo")


def test_the_import_command_makes_a_file_that_can_be_used(tmp_path: Path, small_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rulebase, "find", lambda: small_folder)
    file, made = write(tmp_path, {"d.obo": OBO}) / "d.obo", tmp_path / "own" / "knowledge" / "concepts" / "d.yaml"
    made.parent.mkdir(parents=True)
    done = CliRunner().invoke(cli.app, ["knowledge", "import", str(file), "--output", str(made)])
    assert (done.exit_code, done.stderr) == (0, "4 concepts; 1 terms known already, 1 obsolete\n")
    assert yaml.safe_load(made.read_text(encoding="utf-8"))[2]["is_a"] == ["gout"]
    done = CliRunner().invoke(cli.app, ["knowledge", "check", "--rules", str(tmp_path / "own")])
    assert (done.exit_code, done.stdout) == (0, "11 records: 0 problems\n")
    assert open_base([str(tmp_path / "own")]).knowledge.is_a("behrs-knee", "arthritis")
    with pytest.raises(ClaimcheckError, match="unknown kind 'illness'"):
        CliRunner().invoke(cli.app, ["knowledge", "import", str(file), "--kind", "illness"], catch_exceptions=False)


# ---------------------------------------------------------------- explain


class Outline(html.parser.HTMLParser):
    """The elements of a page, its ids and links; an element that is not closed is an error."""

    VOID = ("meta",)

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_a_concept_on_a_terminal(base: RuleBase) -> None:
    (page,) = explain.pages("turmeric", base)
    text = explain.render(page)
    assert text.startswith("turmeric (treatment)\n")
    assert "Too little is known (very low)\n  - cancer: " in text
    assert "\nSources\n  [1] " in text
    assert max(len(line) for line in text.splitlines() if "http" not in line) <= 80
    lines = [line for line in text.splitlines() if line.strip()]
    assert len([line for line in lines if "https://www.nccih.nih.gov/health/turmeric" in line]) == 1
    assert len(lines) < 60


@pytest.mark.parametrize("name", ["rheumatoid arthritis", "RA", "rheumatoid-arthritis", "RHEUMATOID ARTHRITIS"])
def test_every_name_leads_to_the_concept(base: RuleBase, name: str) -> None:
    assert [page.title for page in explain.pages(name, base)] == ["rheumatoid arthritis"]


def test_evidence_is_grouped_by_grade_the_strongest_first(base: RuleBase) -> None:
    (page,) = explain.pages("rheumatoid arthritis", base)
    grades = [section.grade for section in page.sections if section.grade]
    assert grades == [grade for grade in explain.GRADES if grade in grades]
    entries = [(entry.label, entry.text) for section in page.sections for entry in section.entries]
    assert len(set(entries)) == len(entries)
    assert len({item.source for item in page.sources}) == len(page.sources)


def test_a_product_has_its_approvals(base: RuleBase) -> None:
    product = base.knowledge.approvals[0].product
    (page,) = explain.pages(product, base)[:1]
    assert product.lower() in explain.render(page).lower()


def test_a_kind_of_treatment_shows_what_is_known_of_its_kind(base: RuleBase) -> None:
    (page,) = explain.pages("turmeric", base)
    (section,) = [section for section in page.sections if section.title == "From what it is a kind of"]
    assert {"herbal medicine", "dietary supplement"} >= {entry.label for entry in section.entries} > set()


def test_a_rule_on_a_terminal(base: RuleBase) -> None:
    (page,) = explain.pages("overstated/cure", base)
    text = explain.render(page)
    assert text.startswith("overstated/cure: ")
    assert "Never flagged where it is: " in text
    assert "\nFlagged\n  - <<Stem cells cure rheumatoid arthritis>>.\n" in text


def test_the_relations_are_listed(base: RuleBase) -> None:
    (page,) = explain.pages("relations", base)
    text = explain.render(page)
    for relation in base.vocabulary.relations:
        assert f"  - {relation} (force " in text
    assert max(len(line) for line in text.splitlines()) <= 80


def test_an_ambiguous_name_has_every_meaning(small: RuleBase) -> None:
    concepts = {name: Concept(name, "condition", name, ambiguous=("GG",)) for name in ("gout", "gum disease")}
    base = types.SimpleNamespace(rules=[], knowledge=types.SimpleNamespace(concepts=concepts), where={})
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(explain, "_concept", lambda concept, _: explain.Page(concept.name, "", (), ()))
        assert [page.title for page in explain.pages("gg", base)] == ["gout", "gum disease"]  # type: ignore[arg-type]
    assert explain.pages("nothing of the kind", small) == []


@pytest.mark.parametrize("name", ["turmeric", "rheumatoid arthritis", "overstated/cure", "relations"])
def test_the_html_page_stands_alone_and_hangs_together(base: RuleBase, name: str) -> None:
    text = explain_html.render(explain.pages(name, base), tool="claimcheck 0, rules 0")
    outline = Outline(text)
    tags = [tag for tag, _ in outline.seen]
    assert ("html", {"lang": "en"}) in outline.seen
    assert tags.count("h1") == tags.count("main") == tags.count("title") == 1
    assert not {"script", "link", "img", "iframe"} & set(tags)
    assert "url(" not in text
    ids = [attributes["id"] for _, attributes in outline.seen if "id" in attributes]
    assert len(set(ids)) == len(ids)
    for _, attributes in outline.seen:
        target = attributes.get("href")
        assert target is None or target.startswith(("http://", "https://")) or target[1:] in ids
        assert attributes.get("aria-labelledby", ids[0] if ids else None) in [*ids, None]
    (page,) = explain.pages(name, base)
    links = [attributes.get("href") for tag, attributes in outline.seen if tag == "a"]
    assert {item.url for item in page.sources} <= set(links)


def test_what_is_in_records_is_escaped() -> None:
    entry = explain.Entry("<b>", "a & <script>alert(1)</script>", ("s",))
    source = explain.EvidenceItem("s", '"T"', "P", "javascript:alert(1)", None, "<i>")
    text = explain_html.render([explain.Page("<x>", "", (("<l>", "<t>"),), (explain.Section("<s>", (entry,)),), (source,))], tool="<v>")
    Outline(text)
    assert "<script" not in text
    assert 'href="javascript' not in text


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("colour", ["text", "quiet", "link"])
def test_the_colours_have_contrast(scheme: str, colour: str) -> None:
    def luminance(value: str) -> float:
        parts = [int(value[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        red, green, blue = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    dark, light = sorted(luminance(explain_html.COLOURS[scheme][name]) for name in (colour, "ground"))
    assert (light + 0.05) / (dark + 0.05) >= 4.5


def test_explain_writes_a_page(tmp_path: Path, small_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rulebase, "find", lambda: small_folder)
    done = CliRunner().invoke(cli.app, ["explain", "gout", "--format", "html", "--output", str(tmp_path / "gout.html")])
    assert (done.exit_code, done.stdout) == (0, "")
    assert "https://example.org/water" in (tmp_path / "gout.html").read_text(encoding="utf-8")


# ---------------------------------------------------------------- schemas and coverage


def test_the_documents_made_from_the_knowledge_are_current() -> None:
    spec = importlib.util.spec_from_file_location("knowledge_docs", ROOT / "scripts" / "knowledge_docs.py")
    assert spec
    assert spec.loader
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    old = [path.name for path, text in script.made() if not path.is_file() or path.read_text(encoding="utf-8") != text]
    assert old == [], "run scripts/knowledge_docs.py"


def test_the_coverage_lists_enough_topics() -> None:
    topics = [topic for group in yaml.safe_load((ROOT / "docs" / "coverage.yaml").read_text(encoding="utf-8")) for topic in group["topics"]]
    assert len(topics) >= 60
    assert len({topic["topic"] for topic in topics}) == len(topics)


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_the_schema_of_a_kind_accepts_what_we_have(kind: str) -> None:
    validator = jsonschema.Draft202012Validator(schema(kind))
    validator.check_schema(schema(kind))
    path = min(rulebase.files(rulebase.find() / "knowledge" / kind), key=lambda path: path.stat().st_size)
    data = json.loads(json.dumps(yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader), default=str))
    assert [f"{path.name}: {error.json_path}: {error.message}" for error in validator.iter_errors(data)] == []
    assert list(validator.iter_errors([{"nonsense": 1}]))


def test_the_schemas_have_the_keys_of_the_files() -> None:
    keys = {kind: schema(kind)["items"]["properties"] for kind in KINDS}
    assert "for" in keys["evidence"]
    assert "class" in keys["approvals"]
    assert "draft" not in keys["approvals"]["status"].get("enum", ())
    assert keys["definitions"]["status"]["const"] == "draft"
    assert {"is", "is_not"} <= set(keys["definitions"])
    assert "truth" in schema("false-claims")["items"]["required"]
    assert schema("approvals")["$defs"]["First"]["required"] == ["in", "of"]
    assert not any(key.endswith("_") for properties in keys.values() for key in properties)


def test_the_schema_command() -> None:
    done = CliRunner().invoke(cli.app, ["knowledge", "schema", "evidence"])
    assert (done.exit_code, done.stdout) == (0, render("evidence"))
    with pytest.raises(ClaimcheckError, match=r"unknown kind of record 'evidense' \(did you mean 'evidence'\?\)"):
        CliRunner().invoke(cli.app, ["knowledge", "schema", "evidense"], catch_exceptions=False)


def test_the_worked_example_of_the_manual_is_sound(tmp_path: Path) -> None:
    manual = (ROOT / "docs" / "knowledge.md").read_text(encoding="utf-8")
    section = manual[manual.index("## Add a record in two minutes") :]
    pieces = dict(re.findall(r"```yaml\n# (rules/knowledge/[\w/.-]+\.yaml)\n(.*?)```", section, re.DOTALL)[:3])
    assert {Path(path).parent.name for path in pieces} == {"concepts", "sources", "evidence"}
    own = write(tmp_path, {path.removeprefix("rules/").replace(".yaml", "-example.yaml"): text for path, text in pieces.items()})
    found = load([rulebase.find(), own])
    assert [str(problem) for problem in check(found) if str(tmp_path) in str(problem)] == []


# ---------------------------------------------------------------- the cache and the start


def test_the_cache_keeps_the_latest_four(small_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLAIMCHECK_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(rulebase, "find", lambda: small_folder)
    cache = write(tmp_path / "cache", {**{f"rules-{number}.pickle": "old" for number in range(6)}, "rules-9.pickle.x.part": "left over", "mine.txt": "mine"})
    for age, path in enumerate(sorted(cache.glob("rules-*"))):
        os.utime(path, (1_000_000 - age, 1_000_000 - age))
    open_base()
    names = sorted(path.name for path in cache.iterdir())
    assert len(names) == base_module.KEPT + 1
    assert "mine.txt" in names
    assert {"rules-0.pickle", "rules-1.pickle", "rules-2.pickle"} < set(names)


def test_a_failed_write_leaves_nothing(small_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setenv("CLAIMCHECK_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(rulebase, "find", lambda: small_folder)
    monkeypatch.setattr(os, "replace", full)
    assert open_base().rules
    assert list((tmp_path / "cache").iterdir()) == []


def test_files_that_change_while_they_are_compiled_are_not_kept(small_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = write(tmp_path / "own", {"knowledge/concepts/x.yaml": "- {id: rain, kind: treatment, name: rain}\n"})
    monkeypatch.setenv("CLAIMCHECK_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(rulebase, "find", lambda: small_folder)
    compiled = base_module.compile_base

    def while_edited(*arguments: Any) -> RuleBase:
        found = compiled(*arguments)
        write(own, {"knowledge/concepts/x.yaml": "- {id: rain, kind: treatment, name: warm rain}\n"})
        return found

    monkeypatch.setattr(base_module, "compile_base", while_edited)
    assert open_base([str(own)]).knowledge.name("rain") == "rain"
    assert not (tmp_path / "cache").exists()


def test_a_user_without_a_home_has_no_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    def homeless() -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.delenv("CLAIMCHECK_CACHE")
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setattr(Path, "home", homeless)
    assert cache_folder() == Path(os.devnull)


def test_what_is_read_back_is_what_was_compiled(small_folder: Path, small: RuleBase, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLAIMCHECK_CACHE", str(tmp_path))
    monkeypatch.setattr(rulebase, "find", lambda: small_folder)
    open_base()
    again = open_base()
    assert again.knowledge == small.knowledge
    assert again.vocabulary == small.vocabulary
    assert again.rules == small.rules


def test_the_program_starts_without_spacys_own_command_line() -> None:
    code = "import sys; from claimcheck import cli; sys.argv = ['claimcheck', 'rules', 'list']\ntry: cli.run()\nexcept SystemExit: pass\nprint('requests' in sys.modules, 'spacy.tokenizer' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "False True"
    assert run("--version").returncode == 0
