"""The command line: exit codes, bad input told apart, and the same bytes every time."""

from __future__ import annotations

import json
import os
import stat
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from claimcheck import __version__, cli, rulebase
from claimcheck.errors import ClaimcheckError
from program import CORPUS, KNOWLEDGE, ROOT, RULE, Run, write

CLAIM = "Magic water cures gout.\n"
CALM = "Magic water does not cure gout.\n"


class Small:
    """The command line in this process, over the tiny rule base."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __call__(self, *arguments: str | Path, stdin: str | None = None) -> tuple[int, str, str]:
        """Exit code, standard output, standard error."""
        result = CliRunner().invoke(cli.app, [str(argument) for argument in arguments], input=stdin)
        if isinstance(result.exception, ClaimcheckError):
            return 2, result.stdout, f"claimcheck: {result.exception}\n"
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result.exit_code, result.stdout, result.stderr


@pytest.fixture
def small_program(small_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Small:
    monkeypatch.setattr(rulebase, "find", lambda: small_folder)
    return Small(small_folder)


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    path.write_text(CLAIM, encoding="utf-8")
    return path


# ---------------------------------------------------------------- exit codes


def test_exit_0_when_nothing_is_found(small_program: Small, tmp_path: Path) -> None:
    (tmp_path / "calm.txt").write_text(CALM, encoding="utf-8")
    code, out, err = small_program("check", tmp_path / "calm.txt")
    assert (code, err) == (0, "")
    assert "0 errors" in out


def test_exit_1_when_something_is_found(small_program: Small, article: Path) -> None:
    code, out, _ = small_program("check", article)
    assert code == 1
    assert "overstated/cure" in out


@pytest.mark.parametrize(
    ("severity", "level", "code"), [("warning", "error", 0), ("warning", "warning", 1), ("info", "warning", 0), ("info", "info", 1), ("error", "never", 0)]
)
def test_fail_on_sets_the_severity_that_fails(
    small_folder: Path, tmp_path: Path, article: Path, monkeypatch: pytest.MonkeyPatch, severity: str, level: str, code: int
) -> None:
    import shutil

    folder = tmp_path / "rules"
    shutil.copytree(small_folder, folder)
    write(folder, {"overstated/cure.yaml": RULE.replace("severity: error", f"severity: {severity}")})
    monkeypatch.setattr(rulebase, "find", lambda: folder)
    assert Small(folder)("check", article, "--fail-on", level)[0] == code


def test_exit_2_for_an_unreadable_article_while_the_others_are_checked(small_program: Small, article: Path) -> None:
    code, out, _ = small_program("check", "missing.txt", article)
    assert code == 2
    assert "overstated/cure" in out
    assert "no such file or folder" in out


def test_version(program: Run) -> None:
    done = program("--version")
    assert (done.returncode, done.stdout.decode()) == (0, f"claimcheck {__version__}\n")


def test_help_answers_without_loading_the_rules(program: Run) -> None:
    code = "import sys, claimcheck.cli; assert not {'spacy', 'pydantic', 'yaml', 'rapidfuzz'} & set(sys.modules), sorted(sys.modules)"
    import subprocess

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
    done = program("--help")
    assert done.returncode == 0
    assert b"check" in done.stdout


# ---------------------------------------------------------------- bad input, told apart


def broken(folder: Path) -> dict[str, tuple[Path, str]]:
    """Every kind of article that cannot be read -> its path and the words that must name what is wrong."""
    write(folder, {"empty.txt": "", "blank.md": " \n\n", "image.png": "x", "no-articles/notes.yaml": "- a", "front.md": "---\ntitle: [\n---\nText.\n"})
    (folder / "broken.docx").write_bytes(b"PK\x03\x04 this is no Word file")
    (folder / "encoding.txt").write_bytes("Живая вода лечит подагру. Она помогает всем.".encode("cp1251"))
    (folder / "binary.txt").write_bytes(b"\x00\x01\x02\x03" * 50)
    return {
        "missing": (folder / "missing.txt", "no such file or folder"),
        "empty": (folder / "empty.txt", "empty"),
        "blank": (folder / "blank.md", "empty"),
        "suffix": (folder / "image.png", "no reader for '.png' files"),
        "folder": (folder / "no-articles", "no articles in this folder"),
        "docx": (folder / "broken.docx", "Word"),
        "encoding": (folder / "encoding.txt", "not UTF-8"),
        "binary": (folder / "binary.txt", "binary"),
        "pattern": (folder / "*.none", "no article matches this pattern"),
    }


@pytest.mark.parametrize("what", ["missing", "empty", "blank", "suffix", "folder", "docx", "encoding", "binary", "pattern"])
def test_what_cannot_be_read_is_named_and_exits_2(small_program: Small, tmp_path: Path, article: Path, what: str) -> None:
    path, words = broken(tmp_path)[what]
    code, out, err = small_program("check", path, article, "--format", "json")
    report = json.loads(out)
    assert code == 2
    assert report["articles"][0]["path"] == str(path)
    assert words in report["articles"][0]["error"]
    assert "(" in report["articles"][0]["error"], "a remedy stands in brackets"
    assert report["articles"][0]["findings"] == []
    assert [finding["rule"] for finding in report["articles"][1]["findings"]] == ["overstated/cure"]
    assert str(path) in err


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_an_article_without_permission_is_named(small_program: Small, article: Path) -> None:
    article.chmod(0)
    code, out, _ = small_program("check", article)
    article.chmod(stat.S_IRUSR | stat.S_IWUSR)
    assert code == 2
    assert "Permission denied" in out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--format", "xml"], "'xml'"),
        (["--fail-on", "always"], "'always'"),
        (["--nonsense"], "--nonsense"),
    ],
)
def test_wrong_usage_exits_2_and_says_what_is_possible(program: Run, article: Path, arguments: list[str], words: str) -> None:
    done = program("check", article, *arguments)
    assert done.returncode == 2
    assert words in done.stderr.decode()
    assert done.stdout == b""


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--as-of", "yesterday"], "not a date: 'yesterday' (write it as 2026-11-22)"),
        (["--as-of", "2026-13-01"], "not a date: '2026-13-01'"),
        (["--select", "overstated/cur"], "unknown rule 'overstated/cur' (did you mean 'overstated/cure'?)"),
        (["--ignore", "overstate"], "unknown rule 'overstate' (did you mean 'overstated'?)"),
        (["--rules", "/no/such/folder"], "no such folder of rules"),
    ],
)
def test_a_wrong_value_is_refused_with_the_remedy(small_program: Small, article: Path, arguments: list[str], words: str) -> None:
    code, out, err = small_program("check", article, *arguments)
    assert code == 2
    assert words in err
    assert out == ""


def test_an_error_is_one_line_without_a_traceback(program: Run, article: Path) -> None:
    done = program("check", article, "--as-of", "soon")
    assert done.returncode == 2
    assert done.stderr.decode() == "claimcheck: not a date: 'soon' (write it as 2026-11-22)\n"


def test_a_broken_rule_file_is_named_and_the_articles_are_still_checked(small_program: Small, tmp_path: Path, article: Path) -> None:
    own = write(tmp_path / "own", {"house/typo.yaml": RULE.replace("overstated/cure", "house/typo").replace("severity", "severty")})
    code, out, err = small_program("check", article, "--rules", own)
    assert code == 2
    assert f"{own}/house/typo.yaml:4: unknown key 'severty' (did you mean 'severity'?)" in err
    assert "overstated/cure" in out


def test_a_broken_rule_file_beside_the_built_in_rules(program: Run, tmp_path: Path) -> None:
    own = write(tmp_path / "own", {"house/broken.yaml": "id: [\n"})
    write(tmp_path, {"a.txt": "Stem cells cure rheumatoid arthritis.\n"})
    done = program("check", tmp_path / "a.txt", "--rules", own)
    assert done.returncode == 2
    assert f"{own}/house/broken.yaml:2: not valid YAML" in done.stderr.decode()
    assert "overstated" in done.stdout.decode()


def test_rules_of_ones_own_are_added(small_program: Small, tmp_path: Path, article: Path) -> None:
    text = RULE.replace("overstated/cure", "house/no-magic").replace("check: ceiling", "check: phrase")
    text = text.replace("match: {family: [benefit], force: [cures], exceeds: 2}\nunless: [negated, questioned]", "match: {phrases: [magic water]}")
    text = text.replace('message: "{subject} {is} said to cure {object}; the evidence is {evidence.grade}."', 'message: "We do not write \\"{phrase}\\"."')
    text = text.replace("why: No cure is on record. {evidence.says}", "why: House style.").replace('suggest: "{subject} {ceiling} {object}."\n', "")
    text = text[: text.index("tests:")] + "tests:\n  flag: ['<<Magic water>> is sold.']\n  pass: [Water is sold.]\n"
    own = write(tmp_path / "own", {"house/no-magic.yaml": text})
    code, out, err = small_program("check", article, "--rules", own, "--select", "house")
    assert (code, err) == (1, "")
    assert "house/no-magic" in out
    assert "overstated/cure" not in out


def test_select_and_ignore_take_rules_and_kinds(small_program: Small, article: Path) -> None:
    assert small_program("check", article, "--select", "overstated")[0] == 1
    assert small_program("check", article, "--select", "overstated/cure")[0] == 1
    assert small_program("check", article, "--ignore", "overstated/cure")[0] == 0
    assert small_program("check", article, "--select", "overstated", "--ignore", "overstated/cure")[0] == 0


# ---------------------------------------------------------------- input and output


def test_standard_input(program: Run) -> None:
    done = program("check", "-", "--format", "json", stdin=b"Stem cells cure rheumatoid arthritis.\n")
    report = json.loads(done.stdout)
    assert done.returncode == 1
    assert report["articles"][0]["path"] == "-"
    assert report["articles"][0]["findings"]


def test_empty_standard_input_exits_2(program: Run) -> None:
    done = program("check", "-", stdin=b"")
    assert done.returncode == 2
    assert b"empty" in done.stdout


def test_a_folder_is_read_in_sorted_order(small_program: Small, tmp_path: Path) -> None:
    folder = write(tmp_path / "desk", {"b.txt": CLAIM, "a.md": CLAIM, "sub/c.txt": CLAIM, ".hidden/d.txt": CLAIM, "notes.yaml": "- x"})
    _, out, _ = small_program("check", folder, "--format", "json")
    paths = [str(Path(article["path"]).relative_to(folder)) for article in json.loads(out)["articles"]]
    assert paths == sorted(paths)
    assert sorted(paths) == ["a.md", "b.txt", "sub/c.txt"]


def test_jsonl_articles_are_named_by_their_id_or_line(small_program: Small, tmp_path: Path) -> None:
    path = write(tmp_path, {"many.jsonl": json.dumps({"text": CLAIM, "id": "x1"}) + "\n" + json.dumps({"text": CALM}) + "\n{broken\n"}) / "many.jsonl"
    code, out, _ = small_program("check", path, "--format", "json")
    articles = json.loads(out)["articles"]
    assert code == 2
    assert [article["path"] for article in articles][:2] == [f"{path}#x1", f"{path}#2"]
    assert articles[2]["path"] in (f"{path}#3", f"{path}:3"), "a line that cannot be read is named by its number"
    assert [bool(article["error"]) for article in articles] == [False, False, True]


def test_the_same_input_gives_the_same_bytes(program: Run) -> None:
    corpus = [path for path in sorted(CORPUS.glob("*")) if path.suffix in (".md", ".txt", ".html", ".docx")]
    outputs = [program("check", *corpus, "--format", "json", env={"PYTHONHASHSEED": seed}).stdout for seed in ("0", "4711")]
    assert len(outputs[0]) > 1000
    assert outputs[0] == outputs[1]


def test_output_goes_to_the_file_whole_or_not_at_all(small_program: Small, article: Path, tmp_path: Path) -> None:
    target = tmp_path / "report.json"
    code, out, _ = small_program("check", article, "--format", "json", "--output", target)
    assert (code, out) == (1, "")
    assert json.loads(target.read_text(encoding="utf-8"))["summary"]["findings"]["error"] == 1
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith("tmp")] == []
    umask = os.umask(0)
    os.umask(umask)
    assert stat.S_IMODE(target.stat().st_mode) == 0o666 & ~umask


def test_output_to_a_device_leaves_the_device(small_program: Small, article: Path) -> None:
    assert small_program("check", article, "--output", os.devnull)[0] == 1
    assert stat.S_ISCHR(os.stat(os.devnull).st_mode)


def test_output_into_a_folder_that_is_not_there_is_an_error(small_program: Small, article: Path, tmp_path: Path) -> None:
    code, _, err = small_program("check", article, "--output", tmp_path / "none" / "report.txt")
    assert code == 2
    assert "cannot be written" in err


def test_a_file_that_stands_is_kept_when_writing_fails(small_program: Small, article: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "report.txt"
    target.write_text("yesterday", encoding="utf-8")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    code, _, err = small_program("check", article, "--output", target)
    assert code == 2
    assert "No space left on device" in err
    assert target.read_text(encoding="utf-8") == "yesterday"
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith("tmp")] == []


def test_a_pipe_gets_no_escape_codes(program: Run, tmp_path: Path) -> None:
    write(tmp_path, {"a.txt": "Stem cells cure rheumatoid arthritis.\n"})
    for env in ({}, {"NO_COLOR": "1"}, {"TERM": "xterm-256color"}):
        assert b"\x1b" not in program("check", tmp_path / "a.txt", env=env).stdout


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals")
@pytest.mark.parametrize(("env", "coloured"), [({}, True), ({"NO_COLOR": "1"}, False)])
def test_a_terminal_gets_colour_unless_it_is_refused(tmp_path: Path, env: dict[str, str], coloured: bool) -> None:
    import pty
    import subprocess

    write(tmp_path, {"a.txt": "Stem cells cure rheumatoid arthritis.\n"})
    master, slave = pty.openpty()
    clean = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
    process = subprocess.Popen([sys.executable, "-m", "claimcheck", "check", str(tmp_path / "a.txt")], stdout=slave, env={**clean, **env})
    os.close(slave)
    chunks = []
    while True:
        try:
            chunk = os.read(master, 65536)
        except OSError:
            break
        if not chunk:
            break
        chunks.append(chunk)
    os.close(master)
    process.wait()
    assert (b"\x1b[" in b"".join(chunks)) is coloured


def test_a_reader_that_stops_early_is_no_error(tmp_path: Path) -> None:
    import subprocess

    write(tmp_path, {f"{number}.txt": "Stem cells cure rheumatoid arthritis.\n" * 200 for number in range(3)})
    process = subprocess.Popen([sys.executable, "-m", "claimcheck", "check", str(tmp_path), "--format", "json"], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    err = process.stderr.read()
    process.stderr.close()
    process.wait()
    assert b"Traceback" not in err


# ---------------------------------------------------------------- the other commands


def test_claims_prints_what_is_said(small_program: Small, article: Path) -> None:
    code, out, err = small_program("claims", article)
    assert (code, err) == (0, "")
    assert "magic-water (named) - cures - gout: asserted, established, cures; evidence: very-low" in out


def test_claims_of_something_unreadable_exits_2(small_program: Small, article: Path) -> None:
    code, out, err = small_program("claims", "missing.txt", article, "--format", "json")
    assert code == 2
    assert "no such file" in err
    assert len(json.loads(out)["articles"]) == 1


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("gout", "gout (condition)"),
        ("Podagra", "gout (condition)"),
        ("overstated/cure", "Magic water cures gout"),
        ("magic water", "https://example.org/water"),
    ],
)
def test_explain_tells_what_is_known(small_program: Small, name: str, words: str) -> None:
    code, out, _ = small_program("explain", name)
    assert code == 0
    assert words in out


def test_explain_something_unknown(small_program: Small) -> None:
    code, _, err = small_program("explain", "magik water")
    assert code == 2
    assert "did you mean 'magic water'?" in err


def test_rules_list_show_and_test(small_program: Small) -> None:
    assert "overstated/cure" in small_program("rules", "list")[1]
    assert small_program("rules", "show", "overstated/cure")[1] == RULE
    code, _, err = small_program("rules", "show", "overstated/cur")
    assert code == 2
    assert "did you mean 'overstated/cure'?" in err
    code, out, _ = small_program("rules", "test")
    assert code == 0
    assert "1 rules, 3 examples, 2 guards: 0 failed" in out


def test_rules_test_exits_1_for_a_failing_example_and_2_for_a_broken_file(small_program: Small, tmp_path: Path) -> None:
    failing = RULE.replace("overstated/cure", "house/wrong").replace("<<Magic water cures gout>>.", "<<Old cells cure gout>>.")
    own = write(tmp_path / "own", {"house/wrong.yaml": failing})
    code, out, _ = small_program("rules", "test", "--rules", own)
    assert code == 1
    assert f"{own}/house/wrong.yaml: must be flagged, but passes" in out
    write(own, {"house/broken.yaml": "id: 1\n"})
    assert small_program("rules", "test", "--rules", own)[0] == 2


def test_knowledge_check_and_stats(small_program: Small, tmp_path: Path) -> None:
    code, out, _ = small_program("knowledge", "check")
    assert (code, out) == (0, "7 records: 0 problems\n")
    own = write(
        tmp_path / "own",
        {
            "knowledge/evidence/x.yaml": KNOWLEDGE["evidence/all.yaml"]
            .replace("board-2020-water", "board-2020-watter")
            .replace("condition: gout", "condition: arthritis")
        },
    )
    code, out, _ = small_program("knowledge", "check", "--rules", own)
    assert code == 2
    assert f"{own}/knowledge/evidence/x.yaml:1: unknown source 'board-2020-watter' (did you mean 'board-2020-water'?)" in out
    counts = json.loads(small_program("knowledge", "stats", "--format", "json")[1])
    assert (counts["conditions"], counts["treatments"], counts["evidence"], counts["rules"]) == (2, 2, 1, 1)


def test_knowledge_stale_counts_what_was_never_reviewed(small_program: Small) -> None:
    code, out, _ = small_program("knowledge", "stale", "--as-of", "2026-11-22")
    assert code == 0
    assert "reviewed never" in out


def test_the_checkout_is_what_is_tested() -> None:
    assert (ROOT / "src" / "claimcheck" / "cli.py").samefile(cli.__file__) or "site-packages" in cli.__file__
