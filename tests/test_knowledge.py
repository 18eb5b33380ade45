"""The knowledge base: every refusal with its file and line, drafts, inheritance, and the compiled cache."""

from __future__ import annotations

import datetime
import pickle
import subprocess
import sys
from pathlib import Path

import pytest

from claimcheck import base as base_module
from claimcheck import rulebase
from claimcheck.base import RuleBase, cache_folder, compile_base, open_base
from claimcheck.knowledge.base import build, starts
from claimcheck.knowledge.check import check
from claimcheck.knowledge.load import load
from program import KNOWLEDGE, ROOT, write


def complaints(folder: Path, **more: str) -> list[str]:
    """What `knowledge check` says of the tiny records with some files added or replaced ("evidence__all" is evidence/all.yaml)."""
    files = {**KNOWLEDGE, **{f"{name.replace('__', '/').replace('_', '-')}.yaml": text for name, text in more.items()}}
    write(folder, {f"knowledge/{name}": text for name, text in files.items()})
    return [str(problem).replace(f"{folder}/knowledge/", "") for problem in check(load([folder]))]


def test_good_records_bring_no_complaint(tmp_path: Path) -> None:
    assert complaints(tmp_path) == []


WATER = "sources: [board-2020-water]"
EVIDENCE = KNOWLEDGE["evidence/all.yaml"]
CONCEPTS = KNOWLEDGE["concepts/all.yaml"]
APPROVAL = "- {product: Cellox, class: old-cells, agency: FDA, jurisdiction: United States, status: full, indication: gout, date: 2021-03-04, says: The FDA approved Cellox., sources: [board-2021-cells]}\n"


@pytest.mark.parametrize(
    ("file", "text", "said"),
    [
        (
            "evidence__all",
            EVIDENCE.replace(WATER, "sources: []"),
            "evidence/all.yaml:1: no source (name at least one record of sources/, or mark this one 'status: draft')",
        ),
        (
            "evidence__all",
            EVIDENCE.replace("board-2020-water", "board-2020-watr"),
            "evidence/all.yaml:1: unknown source 'board-2020-watr' (did you mean 'board-2020-water'?)",
        ),
        (
            "evidence__all",
            EVIDENCE.replace("treatment: magic-water", "treatment: magic-watr"),
            "evidence/all.yaml:1: treatment: unknown concept 'magic-watr' (did you mean 'magic-water'?)",
        ),
        (
            "evidence__all",
            EVIDENCE.replace("treatment: magic-water", "treatment: arthritis"),
            "evidence/all.yaml:1: treatment: 'arthritis' is a condition, not a treatment (use another key or another concept)",
        ),
        (
            "evidence__all",
            EVIDENCE.replace("condition: gout", "condition: old-cells"),
            "evidence/all.yaml:1: condition: 'old-cells' is a treatment, not a condition",
        ),
        ("evidence__all", EVIDENCE.replace("condition: gout, ", ""), "evidence/all.yaml:1: neither 'condition' nor 'outcome' (say what the evidence is about)"),
        ("evidence__all", EVIDENCE.replace("drank it.", "drank it"), "evidence/all.yaml:1: 'says' is not a sentence (end it with a full stop)"),
        (
            "evidence__all",
            EVIDENCE.replace("very-low,", "very-low, allows: {force: treats, certainty: possible},"),
            "grade 'very-low' does not go with allows treats, possible (lower one of the two)",
        ),
        (
            "evidence__all",
            EVIDENCE.replace("very-low,", "none, allows: {force: may-help, certainty: likely},"),
            "grade 'none' does not go with allows may-help, likely",
        ),
        (
            "evidence__all",
            EVIDENCE.replace("very-low,", "against, allows: {force: treats, certainty: likely},"),
            "grade 'against' does not go with allows.force 'treats'",
        ),
        ("evidence__all", EVIDENCE.replace("very-low", "good"), "evidence/all.yaml:1: grade: input should be"),
        ("evidence__all", EVIDENCE.replace("grade:", "grad:"), "evidence/all.yaml:1: unknown key 'grad' (did you mean 'grade'?)"),
        (
            "evidence__all",
            EVIDENCE.replace("very-low,", "very-low, allows: {forse: none, certainty: likely},"),
            "evidence/all.yaml:1: unknown key 'forse' (did you mean 'force'?)",
        ),
        ("evidence__all", "treatment: magic-water\n", "evidence/all.yaml:1: a list of records is expected (start each record with '- ')"),
        ("evidence__all", EVIDENCE + "- {treatment: [\n", "evidence/all.yaml:3: not valid YAML"),
        ("evidence__more", EVIDENCE, "evidence 'magic-water/gout' is there already (see "),
        ("concepts__more", CONCEPTS.splitlines()[0], "concepts 'magic-water' is there already"),
        ("concepts__more", "- {id: wine, kind: treatment, name: wine, is_a: [drink]}\n", "concepts/more.yaml:1: is_a: unknown concept 'drink'"),
        (
            "concepts__more",
            "- {id: wine, kind: treatment, name: wine, also: [Magic-Water]}\n",
            "the name 'Magic-Water' already belongs to 'magic-water' (put it under 'ambiguous', or drop it from one)",
        ),
        (
            "concepts__more",
            "- {id: a, kind: condition, name: aa, is_a: [b]}\n- {id: b, kind: condition, name: bb, is_a: [a]}\n",
            "concepts/more.yaml:1: is_a goes round in a circle at 'a' (remove one of the links)",
        ),
        ("concepts__more", "- {id: wine, kind: potion, name: wine}\n", "concepts/more.yaml:1: kind: 'potion' is none of"),
        (
            "sources__more",
            "- {id: nobody-1999, title: T, publisher: P, kind: study, url: u, says: S.}\n",
            "sources/more.yaml:1: the key 'retrieved' is missing",
        ),
        ("approvals__all", APPROVAL.replace("class: old-cells", "class: gout"), "approvals/all.yaml:1: class: 'gout' is a condition, not a treatment"),
        (
            "approvals__all",
            APPROVAL.replace("date: 2021-03-04", "date: 2021-03-04, first: [{in: United States, of: old-cells}]"),
            "approvals/all.yaml:1: a 'first' needs two sources",
        ),
        (
            "approvals__all",
            APPROVAL.replace("date: 2021-03-04", "date: 2021-03-04, first: [{in: United States, of: new-cells}]"),
            "approvals/all.yaml:1: first.of: unknown concept 'new-cells'",
        ),
        ("approvals__all", APPROVAL.replace("status: full", "status: maybe"), "approvals/all.yaml:1: status: input should be"),
        (
            "definitions__all",
            f"- {{concept: gout, is_not: [infektion], says: Gout is no infection., {WATER}}}\n",
            "definitions/all.yaml:1: is_not: unknown concept 'infektion'",
        ),
        (
            "false_claims__all",
            f"- {{id: x, frames: [{{subject: rain, relation: cures, object: gout}}], truth: Rain does not., {WATER}}}\n",
            "false-claims/all.yaml:1: subject: unknown concept 'rain'",
        ),
        (
            "statistics__all",
            f"- {{id: s, of: goud, measure: people, what: living, place: world, value: [1, 2], says: Few., {WATER}}}\n",
            "statistics/all.yaml:1: of: unknown concept 'goud' (did you mean 'gout'?)",
        ),
        ("warnings__all", f"- {{treatment: magic-watr, says: Do not drink., {WATER}}}\n", "warnings/all.yaml:1: treatment: unknown concept 'magic-watr'"),
        (
            "retractions__all",
            f"- {{id: r, names: [Smith], subject: magic-watr, says: Withdrawn., {WATER}}}\n",
            "retractions/all.yaml:1: subject: unknown concept 'magic-watr'",
        ),
        (
            "studies__all",
            f"- {{id: s, names: [Smith], treatment: gout, says: Nothing., {WATER}}}\n",
            "studies/all.yaml:1: treatment: 'gout' is a condition, not a treatment",
        ),
        ("evidense__all", EVIDENCE, "evidense: unknown folder 'evidense' (did you mean 'evidence'?)"),
    ],
)
def test_a_record_that_cannot_be_used_is_named_with_the_remedy(tmp_path: Path, file: str, text: str, said: str) -> None:
    found = complaints(tmp_path, **{file: text})
    assert any(said in complaint for complaint in found), found


def test_a_draft_needs_no_source_and_is_not_used(tmp_path: Path) -> None:
    draft = EVIDENCE.replace(WATER, "sources: [], status: draft")
    assert complaints(tmp_path, evidence__all=draft) == []
    assert build(load([tmp_path]).records).evidence == {}


def test_the_most_specific_evidence_wins_and_is_inherited(tmp_path: Path) -> None:
    wide = EVIDENCE.replace("condition: gout", "condition: arthritis").replace("Two patients drank it.", "Nobody drank it.")
    assert (
        complaints(tmp_path, evidence__more=wide, concepts__more="- {id: lupus-arthritis, kind: condition, name: lupus arthritis, is_a: [arthritis]}\n") == []
    )
    known = build(load([tmp_path]).records)
    says = {
        target: getattr(known.best_evidence("magic-water", target, "cures"), "says", None) for target in ("gout", "arthritis", "lupus-arthritis", "magic-water")
    }
    assert says == {"gout": "Two patients drank it.", "arthritis": "Nobody drank it.", "lupus-arthritis": "Nobody drank it.", "magic-water": None}


def test_evidence_for_prevention_is_not_evidence_for_treatment(tmp_path: Path) -> None:
    assert complaints(tmp_path, evidence__all=EVIDENCE.replace("grade:", "for: [prevents], grade:")) == []
    known = build(load([tmp_path]).records)
    assert known.best_evidence("magic-water", "gout", "prevents") is not None
    assert known.best_evidence("magic-water", "gout", "cures") is None


def test_a_date_may_be_a_year_or_a_month() -> None:
    assert [starts(when) for when in (2012, "2012-05", datetime.date(2012, 5, 17))] == [
        datetime.date(2012, 1, 1),
        datetime.date(2012, 5, 1),
        datetime.date(2012, 5, 17),
    ]


def test_the_built_in_knowledge_is_sound() -> None:
    assert [str(problem) for problem in check(load([rulebase.find()]))] == []


# ---------------------------------------------------------------- the cache


@pytest.fixture
def own_cache(small_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CLAIMCHECK_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(rulebase, "find", lambda: small_folder)
    return tmp_path / "cache"


def files(folder: Path) -> list[Path]:
    return sorted(folder.glob("**/*"))


def test_the_second_time_the_cache_is_used(own_cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = open_base()
    monkeypatch.setattr(base_module, "compile_base", lambda *_: pytest.fail("compiled again"))
    second = open_base()
    assert second.version == first.version
    assert second.rules == first.rules
    assert second.vocabulary.lexicon.trie == first.vocabulary.lexicon.trie


@pytest.mark.parametrize("damage", [b"", b"short", None, pickle.dumps("something else")])
def test_a_damaged_cache_is_made_again(own_cache: Path, damage: bytes | None) -> None:
    open_base()
    (cached,) = files(own_cache)
    whole = cached.read_bytes()
    cached.write_bytes(whole[: len(whole) // 2] if damage is None else damage)
    assert [rule.id for rule in open_base().rules] == ["overstated/cure"]
    assert len(cached.read_bytes()) == len(whole)


def test_a_changed_rule_file_is_seen(own_cache: Path, small_folder: Path, tmp_path: Path) -> None:
    own = write(tmp_path / "own", {"knowledge/concepts/x.yaml": "- {id: rain, kind: treatment, name: rain}\n"})
    before = open_base([str(own)])
    write(own, {"knowledge/concepts/x.yaml": "- {id: rain, kind: treatment, name: warm rain}\n"})
    after = open_base([str(own)])
    assert before.version != after.version
    assert (before.knowledge.name("rain"), after.knowledge.name("rain")) == ("rain", "warm rain")


def test_a_base_with_problems_is_not_kept(own_cache: Path, tmp_path: Path) -> None:
    own = write(tmp_path / "own", {"house/broken.yaml": "id: 1\n"})
    assert open_base([str(own)]).problems
    assert files(own_cache) == []


def test_a_cache_that_cannot_be_written_is_no_error(own_cache: Path) -> None:
    own_cache.write_text("a file where the folder should be", encoding="utf-8")
    assert open_base().rules


def test_where_the_cache_is(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("CLAIMCHECK_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert cache_folder() == tmp_path / "claimcheck"


def test_two_processes_at_once_leave_one_sound_cache(small_folder: Path, tmp_path: Path) -> None:
    code = "import sys, pathlib; from claimcheck import rulebase, base;rulebase.find = lambda: pathlib.Path(sys.argv[1]); print(len(base.open_base().rules))"
    import os

    env = {**os.environ, "CLAIMCHECK_CACHE": str(tmp_path / "cache")}
    started = [
        subprocess.Popen([sys.executable, "-c", code, str(small_folder)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=env, cwd=ROOT) for _ in range(2)
    ]
    for process in started:
        out, err = process.communicate()
        assert (process.returncode, out, err) == (0, b"1\n", b"")
    assert [path.suffix for path in files(tmp_path / "cache")] == [".pickle"]


def test_compiling_twice_gives_the_same_bytes(small_folder: Path) -> None:
    one, two = (pickle.dumps(compile_base([small_folder]).vocabulary.lexicon) for _ in range(2))
    assert one == two


def test_the_built_in_base_has_no_problems(base: RuleBase) -> None:
    assert [str(problem) for problem in base.problems] == []
