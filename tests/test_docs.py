"""The documents say what the program does: schemas, rule manual, README, and the lists in them."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from claimcheck import rulebase
from claimcheck.base import RuleBase, compile_base
from claimcheck.checks import CHECKS
from claimcheck.engine import KINDS
from claimcheck.knowledge.records import KINDS as RECORDS
from claimcheck.language.forms import Forms
from claimcheck.language.patterns import parse
from claimcheck.readers import SUFFIXES
from claimcheck.testing import run_examples
from program import CORPUS, ROOT, Run, write

DOCS = ROOT / "docs"
README = (ROOT / "README.md").read_text(encoding="utf-8")


def schema(name: str) -> jsonschema.Draft202012Validator:
    data: dict[str, Any] = json.loads((DOCS / f"{name}.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(data)
    return jsonschema.Draft202012Validator(data, format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER)


def valid(name: str, data: object) -> None:
    errors = [f"{error.json_path}: {error.message[:200]}" for error in schema(name).iter_errors(data)]
    assert errors == []


@pytest.fixture(scope="module")
def sentences(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An article that brings out every part of the contract."""
    text = (
        "---\ntitle: Hope\ndate: 2026-03-01\n---\n# Hope\n\nStem cells cure rheumatoid arthritis. Can turmeric relieve knee osteoarthritis? "
        "Critics say that zinc does not prevent colds (Smith et al., 2019). It is a myth that vaccines cause autism.\n\n"
        "Results can be expected after treatment with stem cells:\n\n- less fatigue\n- less pain in 94 % of 30 patients\n\n"
        "Each patient was given 1 × 10 cells/kg. If it works, this therapy may help people with lupus.\n"
    )
    return write(tmp_path_factory.mktemp("docs"), {"hope.md": text}) / "hope.md"


def test_the_report_is_as_its_schema_says(program_once: dict[str, Any]) -> None:
    valid("report", program_once["report"])
    articles = program_once["report"]["articles"]
    assert {finding["span"] is None for article in articles for finding in article["findings"]} == {True, False}
    assert {article["error"] is None for article in articles} == {True, False}
    for article in articles:
        for finding in article["findings"]:
            if finding["span"]:
                assert finding["span"]["start"] < finding["span"]["end"]
    summary = program_once["report"]["summary"]
    assert summary["articles"] == len(articles)
    assert summary["words"] == sum(article["words"] for article in articles)
    for severity, count in summary["findings"].items():
        assert count == sum(finding["severity"] == severity for article in articles for finding in article["findings"])


def test_fingerprints_are_unique_in_an_article(program_once: dict[str, Any]) -> None:
    for article in program_once["report"]["articles"]:
        spans = {(finding["fingerprint"], finding["quote"]) for finding in article["findings"]}
        assert len({fingerprint for fingerprint, _ in spans}) == len(spans)


def test_claims_are_as_their_schema_says(program_once: dict[str, Any]) -> None:
    valid("claims", program_once["claims"])
    claims = [claim for article in program_once["claims"]["articles"] for sentence in article["sentences"] for claim in sentence["claims"]]
    assert {"asserted", "questioned"} <= {claim["status"] for claim in claims}
    assert any(claim["evidence"] for claim in claims)


@pytest.fixture(scope="module")
def program_once(sentences: Path) -> dict[str, Any]:
    """What `check` and `claims` print as JSON for the corpus, an article of every construction, and one that is missing."""
    from program import run

    paths = [sentences, "missing.txt", CORPUS]
    return {
        "report": json.loads(run("check", *paths, "--format", "json").stdout),
        "claims": json.loads(run("claims", sentences, CORPUS, "--format", "json").stdout),
    }


@pytest.mark.parametrize(
    ("path", "value"), [(("version",), 2), (("articles", 0, "findings", 0, "kind"), "wrong"), (("articles", 0, "date"), "yesterday"), (("more",), 1)]
)
def test_the_schema_refuses_what_is_not_the_contract(program_once: dict[str, Any], path: tuple[Any, ...], value: object) -> None:
    data = json.loads(json.dumps(program_once["report"]))
    target = data
    for step in path[:-1]:
        target = target[step]
    target[path[-1]] = value
    assert list(schema("report").iter_errors(data))


# ---------------------------------------------------------------- docs/rules.md


RULES = (DOCS / "rules.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", sorted(CHECKS))
def test_the_rule_manual_lists_what_each_check_accepts(name: str) -> None:
    section = re.search(rf"^### `{name}`\n(.*?)(?=^##|\Z)", RULES, re.MULTILINE | re.DOTALL)
    assert section, f"docs/rules.md has no section on the check {name!r}"
    form = CHECKS[name].form
    for title, known in (("match", form.match), ("unless", form.unless), ("names", form.names)):
        line = re.search(rf"^{title}: (.*)$", section.group(1), re.MULTILINE)
        assert line, f"{name}: no line '{title}: ...'"
        assert set(re.findall(r"`([^`]+)`", line.group(1))) == set(known), f"docs/rules.md, {name}: run scripts/docs.py"


def test_the_rule_manual_explains_every_key_guard_and_name() -> None:
    prose = re.sub(r"^(match|unless|names): .*$", "", RULES, flags=re.MULTILINE)
    words = set(re.findall(r"`([a-z_.-]+)(?:: true)?`", prose))
    names = set(re.findall(r"\{([a-z.]+)\}", prose))
    for name, check in CHECKS.items():
        assert check.form.match <= words, name
        assert check.form.unless <= words, name
        assert check.form.names <= names | {"product", "agency", "indication", "place", "wrong", "right", "other", "harms", "warnings"}, name


def test_the_rule_manual_has_no_check_that_is_not_there() -> None:
    assert set(re.findall(r"^### `([a-z]+)`$", RULES, re.MULTILINE)) == set(CHECKS)


def test_the_rule_in_the_manual_works(small_folder: Path, tmp_path: Path) -> None:
    example = re.search(r"```yaml\n(# house/[\w/.-]+\n.*?)```", RULES, re.DOTALL)
    assert example
    write(tmp_path, {"house/example.yaml": example.group(1)})
    base = compile_base([small_folder, tmp_path])
    assert [str(problem) for problem in base.problems] == []
    assert list(run_examples(base, [rule for rule in base.rules if rule.id.startswith("house/")])) == []


def test_the_patterns_of_the_manual_are_patterns() -> None:
    table = re.search(r"## The pattern language\n(.*?)^## ", RULES, re.MULTILINE | re.DOTALL)
    assert table
    patterns = [row.replace("\\|", "|") for row in re.findall(r"^\| `([^`]+)` \|", table.group(1), re.MULTILINE)]
    assert len(patterns) >= 6
    for pattern in patterns:
        parse(pattern, Forms())


# ---------------------------------------------------------------- the other documents


def test_every_kind_is_explained_to_editors() -> None:
    text = (DOCS / "kinds.md").read_text(encoding="utf-8")
    for kind in KINDS:
        assert f"## {kind}\n" in text


def test_every_kind_of_record_is_explained() -> None:
    text = (DOCS / "knowledge.md").read_text(encoding="utf-8")
    for folder in RECORDS:
        assert f"`{folder}/`" in text


def test_the_architecture_names_every_module_that_is_there() -> None:
    text = (DOCS / "architecture.md").read_text(encoding="utf-8")
    package = ROOT / "src" / "claimcheck"
    for entry in sorted(package.iterdir()):
        if entry.name.startswith(("_", ".")) or entry.name == "data":
            continue
        if entry.is_dir():
            assert f"{entry.name}/" in text, entry.name
        elif entry.suffix == ".py":
            assert entry.name in text, entry.name


def test_the_readme_begins_with_the_two_lines() -> None:
    opening = re.match(r"# claimcheck\n\n[^\n]+\n\n```(?:sh|bash|console)?\n([^\n]+)\n([^\n]+)\n```\n", README)
    assert opening, "README.md: title, one sentence, a fenced block of two lines"
    first, second = opening.groups()
    assert "pip install ." in first
    assert "claimcheck check corpus/" in first
    article = next(word for word in shlex.split(first) if word.startswith("corpus/"))
    assert (ROOT / article).is_file()
    assert "pytest" in second


def test_the_readme_shows_what_its_first_line_prints() -> None:
    """Its shape only: that it is word for word what is printed is checked by `scripts/docs.py --check`."""
    opening = re.search(r"claimcheck check (corpus/\S+)", README)
    excerpt = re.search(r"```text\n(.*?)```", README, re.DOTALL)
    assert opening
    assert excerpt
    lines = excerpt.group(1).splitlines()
    assert lines[0].startswith(opening.group(1))
    assert re.fullmatch(r"1 article, \d+ words: \d+ errors?, \d+ warnings?, \d+ info", lines[-1])
    for label in ("    | ", "    why:", "    source:", "    instead:"):
        assert any(line.startswith(label) for line in lines)
    assert max(len(line) for line in lines if "http" not in line) <= 80


def test_the_readme_names_every_format_exit_code_and_option(program: Run) -> None:
    for suffix in SUFFIXES:
        assert f"`{suffix}`" in README
    options = set(re.findall(r"--[a-z-]+", program("check", "--help").stdout.decode())) - {"--help"}
    for option in options:
        assert f"`{option}" in README, option


def test_every_link_between_documents_leads_somewhere() -> None:
    for path in [ROOT / "README.md", ROOT / "CHANGELOG.md", *DOCS.glob("*.md")]:
        for target in re.findall(r"\]\((?!https?:)([^)#]+)", path.read_text(encoding="utf-8")):
            assert (path.parent / target).exists(), f"{path.name}: {target}"


def test_the_changelog_has_its_sections() -> None:
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.search(r"^## 0\.1\.0", text, re.MULTILINE)
    for section in ("Rules", "Knowledge", "Readers", "Code"):
        assert f"### {section}\n" in text


def test_the_built_in_rules_are_those_of_the_checkout(base: RuleBase) -> None:
    assert rulebase.find().resolve() == (ROOT / "rules").resolve() or "site-packages" in str(rulebase.find())
    assert base.version
