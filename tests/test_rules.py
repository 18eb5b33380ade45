"""Rule files: what the loader refuses, and that examples and guards are proved."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from claimcheck.base import RuleBase, compile_base
from claimcheck.checks import CHECKS
from claimcheck.errors import RuleError
from claimcheck.rules import Examples, Rule, load
from claimcheck.testing import run_examples
from program import RULE, write

FORMS = {name: check.form for name, check in CHECKS.items()}


def problem(folder: Path, text: str) -> str:
    """What the loader says about a folder with this one rule file, without the folder's name."""
    write(folder, {"house/rule.yaml": text})
    rules, _, problems = load([folder], FORMS)
    assert rules == []
    assert len(problems) == 1
    assert isinstance(problems[0], RuleError)
    return str(problems[0]).replace(f"{folder}/house/", "")


def test_a_good_rule_is_loaded(tmp_path: Path) -> None:
    write(tmp_path, {"overstated/cure.yaml": RULE})
    rules, where, problems = load([tmp_path], FORMS)
    assert problems == []
    assert [rule.id for rule in rules] == ["overstated/cure"]
    assert where == {"overstated/cure": str(tmp_path / "overstated/cure.yaml")}


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("severity:", "severty:", "rule.yaml:4: unknown key 'severty' (did you mean 'severity'?)"),
        ("title: Cure\n", "", "rule.yaml:1: the key 'title' is missing (add it)"),
        ("kind: overstated", "kind: overblown", "rule.yaml:3: kind: input should be "),
        ("severity: error", "severity: fatal", "rule.yaml:4: severity: input should be "),
        ("check: ceiling", "check: celling", "rule.yaml:5: unknown check 'celling' (did you mean 'ceiling'?)"),
        ("{family: [benefit]", "{familly: [benefit]", "rule.yaml:6: unknown key in match of check 'ceiling': 'familly' (did you mean 'family'?)"),
        ("unless: [negated, questioned]", "unless: [negated, question, asked]", "rule.yaml:7: unknown guard 'asked'"),
        ("{object}; the", "{objekt}; the", "rule.yaml:8: unknown name '{objekt}' (did you mean '{object}'?)"),
        ("on record. {evidence.says}", "on record. {evidence.tells}", "rule.yaml:9: unknown name '{evidence.tells}'"),
        ("{ceiling} {object}.", "{sealing} {object}.", "rule.yaml:10: unknown name '{sealing}' (did you mean '{ceiling}'?)"),
        ('  flag:\n    - "<<Magic water cures gout>>."', "  flag: []", "rule.yaml:11: a rule needs 'flag' and 'pass' examples (add at least one of each)"),
        (
            "  pass:\n    - Magic water does not cure gout.\n    - Does magic water cure gout?\n",
            "  pass: []\n",
            "rule.yaml:11: a rule needs 'flag' and 'pass' examples",
        ),
        ("  pass:", "  passes:", "rule.yaml:14: unknown key 'passes' (did you mean 'pass'?)"),
        ("id: overstated/cure", "id: [overstated", "rule.yaml:"),
        ("id: overstated/cure", "- id: overstated/cure", "rule.yaml:"),
    ],
)
def test_what_is_wrong_is_told_with_line_and_remedy(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert old in RULE
    assert said in problem(tmp_path, RULE.replace(old, new, 1))


def test_a_list_is_no_rule(tmp_path: Path) -> None:
    assert problem(tmp_path, "- a\n- b\n") == "rule.yaml:1: a rule is expected (see docs/rules.md)"


def test_an_empty_file_is_no_rule(tmp_path: Path) -> None:
    assert "a rule is expected" in problem(tmp_path, "")


def test_bytes_that_are_no_utf8_are_told(tmp_path: Path) -> None:
    (tmp_path / "house").mkdir()
    (tmp_path / "house" / "rule.yaml").write_bytes(b"title: caf\xe9\n")
    _, _, problems = load([tmp_path], FORMS)
    assert "save it as UTF-8" in str(problems[0])


def test_an_id_can_be_used_once(tmp_path: Path) -> None:
    write(tmp_path, {"a/one.yaml": RULE, "a/two.yaml": RULE})
    rules, _, problems = load([tmp_path], FORMS)
    assert len(rules) == 1
    assert str(problems[0]) == f"{tmp_path}/a/two.yaml:1: the rule 'overstated/cure' is there already (see {tmp_path}/a/one.yaml, and give this one another id)"


def test_other_rules_stay_in_use_beside_a_broken_one(tmp_path: Path) -> None:
    write(tmp_path, {"a/one.yaml": RULE, "a/two.yaml": "id: 1\n"})
    rules, _, problems = load([tmp_path], FORMS)
    assert [rule.id for rule in rules] == ["overstated/cure"]
    assert len(problems) == 1


def test_a_malformed_pattern_is_told_with_its_file(small_folder: Path, tmp_path: Path) -> None:
    text = PHRASE.replace("[snake oil]", "[(snake)]")
    write(tmp_path, {"house/phrase.yaml": text})
    base = compile_base([small_folder, tmp_path])
    (problem,) = map(str, base.problems)
    assert problem == f"{tmp_path}/house/phrase.yaml: pattern '(snake)' has a part that is all optional (leave it out)"
    assert [rule.id for rule in base.rules] == ["overstated/cure"]


@pytest.mark.parametrize(
    ("file", "text", "said"),
    [
        ("status", "- {value: negated, patterns: [not, (any)]}\n", "language/status.yaml:1: pattern '(any)'"),
        ("status", "- {value: negated}\n", "language/status.yaml:1: the key 'patterns' is missing (add it)"),
        ("status", "- {value: negated, pattern: [not]}\n", "language/status.yaml:1: keys ['pattern'] (use value, direction"),
        ("status", "value: negated\n", "language/status.yaml:1: a list of records is expected"),
        ("status", "- [\n", "language/status.yaml:2: not valid YAML"),
        ("relations", "- {id: heals, force: cures}\n", "language/relations.yaml:1: the key 'family' is missing"),
        ("stauts", "- {value: negated, patterns: [not]}\n", "language/stauts.yaml:1: unknown language file stauts.yaml (did you mean 'status'?)"),
    ],
)
def test_a_broken_language_file_is_told_and_the_rest_is_used(small_folder: Path, tmp_path: Path, file: str, text: str, said: str) -> None:
    write(tmp_path, {f"language/{file}.yaml": text})
    base = compile_base([small_folder, tmp_path])
    (problem,) = map(str, base.problems)
    assert said in problem
    assert list(run_examples(base)) == []


PHRASE = """\
id: house/snake-oil
title: Snake oil
kind: overstated
severity: info
check: phrase
match: {phrases: [snake oil]}
message: "\\"{phrase}\\" is a word of ours."
why: House style.
tests:
  flag: ["<<Snake oil>> is sold."]
  pass: [Oil is sold.]
"""


# ---------------------------------------------------------------- examples


def cure(small: RuleBase, **changes: object) -> Rule:
    """The rule of the tiny base with something changed in it."""
    rule = small.rules[0]
    tests = {key: changes.pop(key) for key in ("flag", "pass_", "todo_flag") if key in changes}
    return dataclasses.replace(rule, tests=dataclasses.replace(rule.tests, **tests), **changes)  # type: ignore[arg-type]


def failures(rule: Rule, small: RuleBase) -> list[tuple[str, str]]:
    return [(failure.what, failure.example) for failure in run_examples(small, [rule])]


def test_a_rule_that_holds_has_no_failures(small: RuleBase) -> None:
    assert failures(small.rules[0], small) == []


def test_a_flag_example_that_passes_is_reported(small: RuleBase) -> None:
    assert failures(cure(small, flag=["<<Rain cures gout>>."]), small) == [("must be flagged, but passes", "<<Rain cures gout>>.")]


def test_a_flag_example_that_is_flagged_elsewhere_is_reported(small: RuleBase) -> None:
    assert failures(cure(small, flag=["Magic water <<cures gout>>."]), small) == [
        ("is flagged at another place: 'Magic water cures gout'", "Magic water <<cures gout>>.")
    ]


def test_a_flag_example_without_marks_may_be_flagged_anywhere(small: RuleBase) -> None:
    assert failures(cure(small, flag=["Magic water cures gout."]), small) == []


def test_a_pass_example_that_is_flagged_is_reported(small: RuleBase) -> None:
    rule = cure(small, pass_=["Magic water cures gout.", "Magic water does not cure gout.", "Does magic water cure gout?"])
    assert failures(rule, small) == [("must pass, but is flagged", "Magic water cures gout.")]


def test_a_guard_that_no_example_needs_is_reported(small: RuleBase) -> None:
    rule = cure(small, pass_=["Magic water does not cure gout."])
    assert failures(rule, small) == [("no 'pass' example needs the guard 'questioned'", "")]


def test_a_known_miss_that_is_found_is_reported(small: RuleBase) -> None:
    assert failures(cure(small, todo_flag=["<<Gout is gone with magic rain>>."]), small) == []
    assert failures(cure(small, todo_flag=["<<Magic water cures gout>>."]), small) == [
        ("is a known miss that is found now: move it to 'flag'", "<<Magic water cures gout>>.")
    ]


def test_every_built_in_rule_does_what_its_examples_say(base: RuleBase) -> None:
    assert [str(problem) for problem in base.problems] == []
    assert list(run_examples(base)) == []


def test_there_are_rules_of_every_kind(base: RuleBase) -> None:
    assert len(base.rules) >= 40
    assert {rule.kind for rule in base.rules} == {"contradicted", "unsupported", "overstated", "anecdotal", "inconsistent", "missing-context"}
    assert {rule.check for rule in base.rules} == set(CHECKS)


def test_a_rule_stands_where_its_id_says(base: RuleBase) -> None:
    for rule in base.rules:
        assert base.where[rule.id].endswith(f"/rules/{rule.id}.yaml")
        assert rule.id.split("/")[0] == rule.kind


def test_texts_of_rules_are_sentences(base: RuleBase) -> None:
    for rule in base.rules:
        assert rule.title[:1].isupper(), rule.id
        assert not rule.title.endswith("."), rule.id
        assert rule.message.strip().endswith((".", "?", "}", ")")), rule.id
        assert rule.why.strip().endswith((".", "?", "}")), rule.id


def test_examples_are_their_own_values() -> None:
    assert Examples(flag=["a"], pass_=["b"]).todo_flag == []
