"""Several reports in one run, and the recipes of docs/integrate.md: what can be run here is run."""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import re
import shutil
import subprocess
import sys
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from claimcheck.errors import ConfigError
from claimcheck.outputs import Output, outputs
from claimcheck.readers import SUFFIXES
from claimcheck.reporters import FORMATS
from program import CORPUS, ROOT, Run, write

GUIDE = (ROOT / "docs" / "integrate.md").read_text(encoding="utf-8")
ACTION = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", GUIDE, re.MULTILINE | re.DOTALL)


def recipe(name: str) -> Any:
    return next(yaml.safe_load(block) for block in blocks("yaml") if block.startswith(f"# {name}"))


# ---------------------------------------------------------------- --format and --output


@pytest.mark.parametrize(
    ("format", "wanted", "expected"),
    [
        (None, [], [Output("text")]),
        ("json", [], [Output("json")]),
        (None, ["r.txt"], [Output("text", "r.txt")]),
        (None, ["r"], [Output("text", "r")]),
        ("json", ["r.txt"], [Output("json", "r.txt")]),
        (None, ["a.sarif", "b.JSON"], [Output("sarif", "a.sarif"), Output("json", "b.JSON")]),
        (None, ["c.csv", "d.md", "e.xml"], [Output("csv", "c.csv"), Output("markdown", "d.md"), Output("junit", "e.xml")]),
        (None, ["sarif:out.sarif", "text:-"], [Output("sarif", "out.sarif"), Output("text")]),
        ("github", ["sarif:out.sarif"], [Output("github"), Output("sarif", "out.sarif")]),
        ("json", ["sarif:out.sarif", "r"], [Output("sarif", "out.sarif"), Output("json", "r")]),
        (None, ["./sarif:x"], [Output("text", "./sarif:x")]),
        (None, ["C:\\report.csv"], [Output("csv", "C:\\report.csv")]),
        (None, ["json:C:\\r"], [Output("json", "C:\\r")]),
        ("json", ["-"], [Output("json")]),
    ],
)
def test_what_is_written_where(format: str | None, wanted: list[str], expected: list[Output]) -> None:
    assert outputs(format, wanted) == expected


@pytest.mark.parametrize(
    ("format", "wanted", "words"),
    [
        ("sarf", [], "unknown format 'sarf' (did you mean 'sarif'?)"),
        ("xml", [], "known: text, json, sarif"),
        (None, ["sariff:x"], "unknown format 'sariff' (did you mean 'sarif'?; to write a file of this name: ./sariff:x)"),
        (None, ["SARIF:x"], "did you mean 'sarif'?"),
        (None, ["sarif:"], "no file in --output 'sarif:'"),
        (None, [""], "no file in --output ''"),
        (None, ["text:-", "json:-"], "two reports go to standard output"),
        ("json", ["text:-"], "two reports go to standard output"),
        (None, ["text:a", "json:a"], "two reports go to a"),
    ],
)
def test_what_cannot_be_meant_is_refused(format: str | None, wanted: list[str], words: str) -> None:
    with pytest.raises(ConfigError, match=re.escape(words)):
        outputs(format, wanted)


def test_several_reports_of_one_run(program: Run, tmp_path: Path) -> None:
    write(tmp_path, {"a.txt": "Stem cells cure rheumatoid arthritis.\n"})
    done = program("check", "a.txt", "gone.txt", "--output", "sarif:out.sarif", "--output", "text:-", "--output", "f.csv", cwd=tmp_path)
    assert done.returncode == 2
    assert b"overstated/cure" in done.stdout
    assert done.stderr == b"", "the text report has told of what could not be read"
    assert json.loads((tmp_path / "out.sarif").read_text(encoding="utf-8"))["version"] == "2.1.0"
    assert (tmp_path / "f.csv").read_bytes().startswith(b"path,title,")
    done = program("check", "a.txt", "gone.txt", "--output", "sarif:out.sarif", "--output", "text:seen.txt", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"gone.txt: no such file" in done.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.txt", "f.csv", "out.sarif", "seen.txt"]


def test_wrong_usage_is_told_before_anything_is_read(program: Run, tmp_path: Path) -> None:
    done = program("check", "gone.txt", "--output", "text:a", "--output", "sarf:b", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode() == "claimcheck: unknown format 'sarf' (did you mean 'sarif'?; to write a file of this name: ./sarf:b)\n"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere file names are text")
def test_a_file_whose_name_is_not_utf_8(program: Run, tmp_path: Path) -> None:
    odd = os.fsdecode(b"a\xff.txt")
    write(tmp_path, {odd: "Stem cells cure rheumatoid arthritis.\n"})
    wanted = [argument for name in FORMATS for argument in ("--output", f"{name}:{name}.out")]
    done = program("check", odd, *wanted, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (1, b"")
    assert all((tmp_path / f"{name}.out").read_bytes() for name in FORMATS)


def test_a_run_imports_the_reporters_it_needs_and_nothing_of_the_others(tmp_path: Path) -> None:
    write(tmp_path, {"a.txt": "Water is wet.\n"})
    code = (
        "import sys\nfrom claimcheck.cli import app\n"
        "try: app(['check', 'a.txt'])\nexcept SystemExit: pass\n"
        "print(*(name for name in sys.modules if name.startswith('claimcheck.reporters.')), 'xml.etree.ElementTree' in sys.modules, file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, check=True, text=True)
    loaded = set(done.stderr.split())
    assert "claimcheck.reporters.text" in loaded
    assert not loaded & {f"claimcheck.reporters.{name}" for name in FORMATS if name not in ("text", "json")}


# ---------------------------------------------------------------- the guide


def test_the_guide_has_every_format_with_its_suffix_and_every_exit_code() -> None:
    rows = dict(re.findall(r"^\| `([a-z]+)` \| ([^|]*) \|", GUIDE.replace("| |", "|  |"), re.MULTILINE))
    assert set(rows) == set(FORMATS)
    for name, form in FORMATS.items():
        assert not form.suffixes or f"`{form.suffixes[0]}`" == rows[name].strip()
    assert re.findall(r"^\| (\d) \|", GUIDE, re.MULTILINE) == ["0", "1", "2"]


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder with articles, and `claimcheck` on the PATH."""
    (tmp_path / "articles").mkdir()
    for name in ("promo-drip-lounge.txt", "careful-drip-bars.md"):
        shutil.copy(CORPUS / name, tmp_path / "articles")
    shim = tmp_path / "bin" / "claimcheck"
    shim.parent.mkdir()
    shim.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m claimcheck "$@"\n', encoding="utf-8")
    shim.chmod(0o755)
    return tmp_path


def shell(command: str, cwd: Path, **env: str) -> subprocess.CompletedProcess[str]:
    path = f"{cwd / 'bin'}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(
        ["bash", "-e", "-o", "pipefail", "-c", command], cwd=cwd, env={**os.environ, "PATH": path, **env}, capture_output=True, text=True, check=False
    )


def test_the_lines_of_the_guide_run(desk: Path) -> None:
    lines = [line for block in blocks("sh") for line in block.splitlines() if line.startswith("claimcheck ")]
    lines += recipe(".gitlab-ci.yml")["claims"]["script"]
    assert len(lines) == 5
    for line in lines:
        done = shell(line, desk)
        assert (done.returncode, done.stderr) == (0 if "never" in line else 1, ""), line
    reports = recipe(".gitlab-ci.yml")["claims"]["artifacts"]["reports"]
    for name in (*reports.values(), "claimcheck.sarif", "findings.csv", "findings.json"):
        assert (desk / name).stat().st_size > 500
    gate = next(block for block in blocks("python") if "findings.json" in block)
    done = subprocess.run([sys.executable, "-c", gate], cwd=desk, capture_output=True, text=True, check=True)
    assert done.stdout.startswith("articles/promo-drip-lounge.txt: ")


def test_the_hook_takes_what_is_read() -> None:
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert all(re.search(hook["files"], f"desk/a{suffix}") for suffix in SUFFIXES)
    assert not re.search(hook["files"], "desk/a.py")
    (used,) = recipe(".pre-commit-config.yaml")["repos"][0]["hooks"]
    assert used["id"] == hook["id"]
    assert hook["entry"] == "claimcheck check"
    assert hook["language"] == "python"


# ---------------------------------------------------------------- the action


def test_the_recipe_uses_inputs_that_the_action_has() -> None:
    step = recipe(".github/workflows/claims.yml")["jobs"]["claims"]["steps"][1]
    assert set(step["with"]) <= set(ACTION["inputs"])
    text = (ROOT / "action.yml").read_text(encoding="utf-8")
    assert set(re.findall(r"inputs\.([a-z-]+)", text)) == set(ACTION["inputs"])
    for script in (step["run"] for step in ACTION["runs"]["steps"] if "run" in step):
        assert "${{" not in script, "an input reaches a script as a variable only"
        assert "http" not in script


@pytest.mark.parametrize(
    ("given", "code", "sarif"),
    [
        ({"PATHS": "articles/careful-drip-bars.md\n"}, 0, ""),
        ({"PATHS": "articles/promo*\narticles/careful-drip-bars.md", "FAIL_ON": "never", "SARIF": "out/a b.sarif"}, 0, "out/a b.sarif"),
        ({"UPLOAD": "true", "ARGUMENTS": "--select\noverstated\n"}, 1, "claimcheck.sarif"),
        ({"PATHS": "gone; touch bad"}, 2, ""),
    ],
)
def test_the_action_checks(desk: Path, given: dict[str, str], code: int, sarif: str) -> None:
    """The script of its second step as a runner starts it; the first one would reach for the package registry."""
    python = desk / "claimcheck" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n', encoding="utf-8")
    python.chmod(0o755)
    (desk / "out").mkdir()
    script = next(step["run"] for step in ACTION["runs"]["steps"] if step.get("id") == "check")
    env = {
        "PATHS": "articles",
        "FAIL_ON": "error",
        "ARGUMENTS": "",
        "SARIF": "",
        "UPLOAD": "false",
        "RUNNER_TEMP": str(desk),
        "GITHUB_OUTPUT": str(desk / "outputs"),
    }
    done = shell(script, desk, **(env | given))
    assert done.returncode == code, done.stderr
    assert (desk / "outputs").read_text(encoding="utf-8") == f"exit-code={code}\nsarif={sarif}\n"
    assert not (desk / "bad").exists()
    assert all(line.startswith("::") for line in done.stdout.splitlines())
    if code == 1:
        assert "::error file=articles/promo-drip-lounge.txt,line=" in done.stdout
    if sarif:
        assert json.loads((desk / sarif).read_text(encoding="utf-8"))["runs"][0]["results"]


# ---------------------------------------------------------------- the webhook


@pytest.fixture
def webhook(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setenv("CLAIMCHECK_SECRET", "secret")
    names: dict[str, Any] = {"__name__": "webhook"}
    exec(next(block for block in blocks("python") if block.startswith("# webhook.py")), names)  # noqa: S102 - the guide's own program
    names["Webhook"].log_message = lambda *_: None
    with ThreadingHTTPServer(("127.0.0.1", 0), names["Webhook"]) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/story-17"
        server.shutdown()
        thread.join()


def post(address: str, body: bytes, kind: str = "text/html; charset=utf-8", secret: bytes = b"secret") -> tuple[int, Any]:
    headers = {"Content-Type": kind, "X-Signature": hmac.new(secret, body, hashlib.sha256).hexdigest()}
    try:
        with urllib.request.urlopen(urllib.request.Request(address, body, headers)) as answer:  # noqa: S310 - our own server
            return answer.status, json.load(answer)
    except urllib.error.HTTPError as problem:
        with problem:
            return problem.code, json.load(problem)


def test_the_webhook_answers_with_the_report(webhook: str) -> None:
    schema = json.loads((ROOT / "docs" / "report.schema.json").read_text(encoding="utf-8"))
    code, report = post(webhook, b"<html><body><h1>Hope</h1><p>Stem cells cure rheumatoid arthritis.</p></body></html>")
    jsonschema.Draft202012Validator(schema).validate(report)
    assert code == 200
    assert report["summary"]["findings"]["error"] > 0
    assert report["articles"][0]["path"] == "/story-17"
    code, report = post(webhook, b" ", "text/plain")
    assert (code, bool(report["articles"][0]["error"])) == (200, True)
    assert post(webhook, b"Hope.", secret=b"guessed")[0] == 401
    assert post(webhook, b"{}", "application/json")[0] == 415
    assert post(webhook, b"")[0] == 413
