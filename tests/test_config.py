"""Configuration: found upward, refused with file and line, weighed part by part, and told."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from claimcheck import rulebase
from claimcheck.config import Configurations, Rulings, matches, parse, schema
from claimcheck.desk import Desk
from claimcheck.errors import ClaimcheckError, ConfigError
from program import ROOT, RULE, run, write
from test_cli import CALM, CLAIM, Small

HOUSE = RULE.replace("overstated/cure", "house/cure").replace("kind: overstated", "kind: unsupported")


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, small_folder: Path) -> Small:
    """The program in a folder that is a repository of its own."""
    monkeypatch.setattr(rulebase, "find", lambda: small_folder)
    (tmp_path / ".git").mkdir()
    write(tmp_path, {"blog/a.txt": CLAIM, "blog/old/b.txt": CLAIM, "news/c.txt": CLAIM})
    monkeypatch.chdir(tmp_path)
    return Small(small_folder)


# ---------------------------------------------------------------- where it is


def test_it_is_found_upward_and_not_above_the_repository(desk: Small, tmp_path: Path) -> None:
    write(tmp_path.parent, {"claimcheck.toml": "nonsense"})
    try:
        assert Configurations().of("blog/a.txt") is None
        write(tmp_path, {"claimcheck.toml": 'fail-on = "never"', "blog/pyproject.toml": "[project]\nname = 'x'\n"})
        found = Configurations().of("blog/old/b.txt")
        assert found is not None
        assert found.path == str(tmp_path / "claimcheck.toml")
        write(tmp_path, {"blog/pyproject.toml": "[project]\nname = 'x'\n[tool.claimcheck]\nfail-on = 'info'\n"})
        found = Configurations().of("blog/old/b.txt")
        assert found is not None
        assert (found.form.fail_on, found.table) == ("info", ("tool", "claimcheck"))
    finally:
        (tmp_path.parent / "claimcheck.toml").unlink()


def test_claimcheck_toml_goes_before_pyproject_toml(desk: Small, tmp_path: Path) -> None:
    write(tmp_path, {"claimcheck.toml": 'fail-on = "never"', "pyproject.toml": "[tool.claimcheck]\nfail-on = 'info'\n"})
    assert desk("check", "blog/a.txt")[0] == 0


def test_a_pyproject_of_others_is_none_of_ours(desk: Small, tmp_path: Path) -> None:
    """Not even if it is broken."""
    write(tmp_path, {"pyproject.toml": "[[[broken"})
    assert desk("check", "blog/a.txt")[0] == 1


def test_each_folder_is_looked_at_once(desk: Small, monkeypatch: pytest.MonkeyPatch) -> None:
    from claimcheck import config

    looked: list[str] = []
    before = config.read
    monkeypatch.setattr(config, "read", lambda folder: looked.append(folder) or before(folder))
    found = Configurations()
    for number in range(100):
        found.of(f"blog/{number}.txt")
        found.of(f"blog/old/{number}.txt")
    assert len(looked) == len(set(looked)) == 3


# ---------------------------------------------------------------- what is wrong with it


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        ('fail-on = "never"\nfail-onn = "x"', 2, "unknown key 'fail-onn' (did you mean 'fail-on'?)"),
        ('fail-on = "eror"', 1, "did you mean 'error'?"),
        ('select = "overstated"', 1, "list"),
        ("select = [1]", 1, "string"),
        ("as-of = 5", 1, "as in 2026-11-22"),
        ('as-of = "2026-13-01"', 1, "month"),
        ("as-of = 2026-11-22T10:00:00", 1, "as in 2026-11-22"),
        ('marker = "two words"', 1, "one word"),
        ('\n[severity]\noverstated = "eror"', 3, "did you mean 'error'?"),
        ('[[files]]\nmatch = "a"\n\n[[files]]\nmatc = "b"', 5, "did you mean 'match'?"),
        ('[[files]]\nmatch = "a"\n\n[[files]]\nselect = []', 4, "'match' is missing"),
        ('[[files]]\nmatch = "a"\n[[files]]\nmatch = "b"\n[files.severity]\ncure = "waring"', 6, "did you mean 'warning'?"),
        ('text = """\nselect = 1\n"""\nselct = []', 1, "unknown key 'text'"),
        ("fail-on = never", 1, "not valid TOML"),
        ("select = [\n'overstated',\n", 3, "not valid TOML"),
        ("a = 1\na = 2", 2, "not valid TOML"),
        ("a = " + "[" * 5000, None, "not valid TOML"),
        ('rules = [\n  ".",\n  "hous"\n]', 3, "no such folder of rules: 'hous' (did you mean 'house'?)"),
        ('[[files]]\nmatch = "a"\nrules = ["/no/such"]', 3, "no such folder of rules"),
        ('files = ["blog"]', 1, "files.0"),
        ("[tool.claimcheck]", 1, "unknown key 'tool'"),
    ],
)
def test_what_is_wrong_is_refused_with_its_line(tmp_path: Path, text: str, line: int | None, told: str) -> None:
    (tmp_path / "house").mkdir()
    with pytest.raises(ConfigError) as problem:
        parse(text, str(tmp_path / "claimcheck.toml"))
    assert told in str(problem.value)
    assert problem.value.where == f"{tmp_path / 'claimcheck.toml'}{'' if line is None else f':{line}'}"
    assert problem.value.remedy


def test_lines_are_those_of_pyproject_toml_and_of_windows(desk: Small, tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_bytes(b"[project]\r\nname = 'x'\r\n\r\n[tool.claimcheck]\r\nignor = []\r\n")
    assert desk("check", "blog/a.txt") == (2, "", f"claimcheck: {tmp_path}/pyproject.toml:5: unknown key 'ignor' (did you mean 'ignore'?)\n")
    (tmp_path / "pyproject.toml").write_bytes(b"\xef\xbb\xbf[tool.claimcheck]\r\nfail-on = 'never'\r\n")
    assert desk("check", "blog/a.txt")[0] == 0
    (tmp_path / "pyproject.toml").write_bytes(b"\xff[tool.claimcheck]")
    assert "not UTF-8" in desk("check", "blog/a.txt")[2]


@pytest.mark.parametrize(
    ("text", "line", "remedy"),
    [
        ('select = [\n  "overstated",\n  "overstatd"\n]', 3, "did you mean 'overstated'?"),
        ('[severity]\n"overstated/cur" = "info"', 2, "did you mean 'overstated/cure'?"),
        ('[[files]]\nmatch = "*.txt"\nignore = ["xyz"]', 3, "rules list"),
    ],
)
def test_an_unknown_rule_is_refused_with_its_line(desk: Small, tmp_path: Path, text: str, line: int, remedy: str) -> None:
    write(tmp_path, {"claimcheck.toml": text})
    code, _, told = desk("check", "blog/a.txt")
    assert code == 2
    assert f"claimcheck.toml:{line}: unknown rule" in told
    assert remedy in told


def test_an_unknown_format_is_refused_with_its_line(desk: Small, tmp_path: Path) -> None:
    write(tmp_path, {"claimcheck.toml": '\nformat = "jsn"\n'})
    code, _, told = desk("check", "blog/a.txt")
    assert code == 2
    assert "claimcheck.toml:2: unknown format 'jsn' (did you mean 'json'?)" in told


def test_a_folder_of_rules_that_runs_in_circles(desk: Small, tmp_path: Path) -> None:
    """A link back to itself, the same folder twice, and the folder of the configuration itself."""
    write(tmp_path, {"house/cure.yaml": HOUSE, "claimcheck.toml": 'rules = ["house", "./house/", "house/again"]'})
    (tmp_path / "house" / "again").symlink_to(tmp_path / "house")
    code, out, told = desk("check", "blog/a.txt", "--rules", "house")
    assert (code, told) == (1, "")
    assert "house/cure" in out


# ---------------------------------------------------------------- what holds


@pytest.mark.parametrize(
    ("pattern", "path", "expected"),
    [
        ("blog/**/*.md", "blog/a.md", True),
        ("blog/**/*.md", "blog/x/y/a.md", True),
        ("blog/*.md", "blog/x/a.md", False),
        ("*.md", "x/y/a.md", True),
        ("./*.md", "a.md", True),
        ("blog/", "blog/x/a.txt", True),
        ("blog", "blog/x/a.txt", False),
        ("**", "x/a.txt", True),
        ("a?.md", "ab.md", True),
        ("a+(b).md", "x/a+(b).md", True),
        ("blog/**", "weblog/a.md", False),
    ],
)
def test_patterns(pattern: str, path: str, expected: bool) -> None:
    assert matches(pattern, path) is expected


FULL = """\
ignore = ["claimcheck/unused-ignore"]
fail-on = "info"
as-of = 2020-01-01

[severity]
overstated = "warning"

[[files]]
match = "blog/**"
[files.severity]
"overstated/cure" = "info"

[[files]]
match = ["**/old/*", "*.none"]
ignore = ["overstated"]
"""


def findings(desk: Small, *arguments: str) -> dict[str, list[str]]:
    """Path -> severity of each finding."""
    data: dict[str, Any] = json.loads(desk("check", *arguments, "--format", "json")[1])
    return {article["path"]: [finding["severity"] for finding in article["findings"]] for article in data["articles"]}


def test_each_article_is_judged_as_its_sections_say(desk: Small, tmp_path: Path) -> None:
    write(tmp_path, {"claimcheck.toml": FULL})
    assert findings(desk, "blog", "news") == {"blog/a.txt": ["info"], "blog/old/b.txt": [], "news/c.txt": ["warning"]}
    assert desk("check", "blog/old")[0] == 0
    assert desk("check", "blog/a.txt")[0] == 1


def test_the_command_line_goes_before_it(desk: Small, tmp_path: Path) -> None:
    write(tmp_path, {"claimcheck.toml": FULL})
    assert desk("check", "blog/a.txt", "--fail-on", "warning")[0] == 0
    assert findings(desk, "blog/old", "--select", "overstated/cure") == {"blog/old/b.txt": ["info"]}
    assert findings(desk, "news", "--ignore", "overstated") == {"news/c.txt": []}
    assert Desk(Rulings(as_of=None)).settings("news/c.txt").as_of is not None


def test_rules_of_ones_own_for_some_articles(desk: Small, tmp_path: Path) -> None:
    write(tmp_path, {"desk/house/cure.yaml": HOUSE, "desk/claimcheck.toml": 'rules = ["house"]', "desk/a.txt": CLAIM})
    data = json.loads(desk("check", "desk", "news", "--format", "json")[1])
    told = {article["path"]: [finding["rule"] for finding in article["findings"]] for article in data["articles"] if not article["error"]}
    assert told == {"desk/a.txt": ["overstated/cure", "house/cure"], "news/c.txt": ["overstated/cure"]}
    assert len(data["tool"]["rules"]) == 12


def test_standard_input_is_in_the_folder_of_the_run(desk: Small, tmp_path: Path) -> None:
    write(tmp_path, {"claimcheck.toml": 'format = "json"\nfail-on = "never"\nmarker = "desk-ok"'})
    code, out, _ = desk("check", "-", stdin=f"desk-ok all: old\n{CLAIM}")
    assert code == 0
    assert json.loads(out)["summary"]["accepted"] == 1
    assert desk("check", "-", "--format", "text", stdin=CALM)[1].startswith("1 article")


def test_config_show_says_what_holds_and_why(desk: Small, tmp_path: Path) -> None:
    write(tmp_path, {"claimcheck.toml": FULL})
    lines = desk("config", "show", "blog/old/b.txt")[1].splitlines()
    assert lines[:2] == ["blog/old/b.txt", "configuration: claimcheck.toml"]
    told = [" ".join(line.split()) for line in lines]
    for line in (
        "ignore claimcheck/unused-ignore claimcheck.toml:1 for all articles",
        "ignore overstated claimcheck.toml:15 for **/old/*, *.none",
        "severity overstated/cure = info claimcheck.toml:11 for blog/**",
        "as-of 2020-01-01 claimcheck.toml:3 for all articles",
        "marker claimcheck-ignore default",
    ):
        assert line in told
    (tmp_path / "claimcheck.toml").unlink()
    assert "configuration: none" in desk("config", "show", "blog/a.txt")[1]


# ---------------------------------------------------------------- its cost, its schema, its manual


def test_a_run_without_configuration_reads_no_toml(tmp_path: Path) -> None:
    write(tmp_path, {".git/x": "", "a.txt": CALM})
    code = (
        "import sys, tomllib; tomllib.loads = None; from claimcheck import cli, config; sys.argv = ['claimcheck', 'check', 'a.txt'];"
        "assert config.read('.') is None; cli.run()"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


def test_the_schema_is_current_and_agrees_with_the_program() -> None:
    written = json.loads((ROOT / "docs" / "claimcheck.schema.json").read_text(encoding="utf-8"))
    assert written == schema(), "run scripts/docs.py"
    validator = jsonschema.Draft202012Validator(written, format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER)
    validator.check_schema(written)
    import tomllib

    for text, good in (
        (FULL, True),
        ('fail-onn = "x"', False),
        ('[[files]]\nselect = ["a"]', False),
        ('marker = "a b"', False),
        ('severity = {a = "x"}', False),
    ):
        data = json.loads(json.dumps(tomllib.loads(text), default=str))
        assert validator.is_valid(data) is good, text
        if good:
            parse(text, "claimcheck.toml")
        else:
            with pytest.raises(ClaimcheckError):
                parse(text, "claimcheck.toml")


def test_start_up_of_help_does_not_read_the_configuration() -> None:
    assert run("--help").returncode == 0


MANUAL = (ROOT / "docs" / "configuration.md").read_text(encoding="utf-8")


def example(language: str) -> str:
    """The first example of a language in the manual."""
    found = re.search(rf"```{language}\n(.*?)```", MANUAL, re.DOTALL)
    assert found
    return found.group(1)


def test_the_example_in_the_manual_is_a_configuration_and_shows_as_it_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, {".git/x": "", "claimcheck.toml": example("toml"), "house/cure.yaml": HOUSE.replace("{evidence.grade}", "weak")})
    monkeypatch.chdir(tmp_path)
    code, out, told = Small(tmp_path)("config", "show", "archive/2019.txt")
    assert (code, told) == (0, "")
    assert out == example("text")


def test_the_accepted_example_in_the_manual_is_accepted(tmp_path: Path) -> None:
    """With the built-in rules: everything on the quotation is accepted, and nothing else is there."""
    done = run("check", "-", "--format", "json", stdin=example("markdown").encode(), cwd=tmp_path)
    (article,) = json.loads(done.stdout)["articles"]
    assert article["findings"] == []
    assert {item["finding"]["quote"] for item in article["accepted"]} == {"Turmeric cures colds"}
    assert {item["reason"] for item in article["accepted"]} == {"quoted from an advertisement of 1902"}


def test_the_manual_names_every_key_and_every_finding_on_comments() -> None:
    from claimcheck.config import Form, Section, keys
    from claimcheck.suppress import OWN

    for key in {*keys(Form), *keys(Section)} - {"files"}:
        assert f"| `{key}` |" in MANUAL
    for rule, _ in OWN:
        assert f"| `{rule}` |" in MANUAL


def test_claims_are_read_as_the_configuration_says(desk: Small, tmp_path: Path) -> None:
    """With words of one's own, and without the marked lines."""
    concepts = "- {id: iron-wine, kind: treatment, name: iron wine}\n"
    write(tmp_path, {"house/knowledge/concepts/more.yaml": concepts, "claimcheck.toml": 'rules = ["house"]\nmarker = "desk-ok"'})
    write(tmp_path, {"blog/a.txt": "desk-ok all: magic water cures gout\nIron wine cures gout.\n"})
    code, out, told = desk("claims", "blog/a.txt", "--format", "json")
    assert (code, told) == (0, "")
    (sentence,) = json.loads(out)["articles"][0]["sentences"]
    assert [claim["subject"]["concept"] for claim in sentence["claims"]] == ["iron-wine"]


def test_rules_of_ones_own_are_listed_shown_and_tested_where_they_hold(desk: Small, tmp_path: Path) -> None:
    write(tmp_path, {"house/cure.yaml": HOUSE, "claimcheck.toml": 'rules = ["house"]'})
    assert "house/cure" in desk("rules", "list")[1]
    assert "id: house/cure" in desk("rules", "show", "house/cure", "--rules", "house")[1]
    assert desk("rules", "test")[1].startswith("2 rules")
    assert "Cure" in desk("explain", "house/cure")[1]
