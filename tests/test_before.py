"""Living with findings that were there before: baselines, --diff, and --watch with the real program."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import docx
import pytest

from claimcheck import rulebase
from program import KNOWLEDGE, RULE, write
from test_cli import CALM, CLAIM, Small

OTHER = "Old cells are water, as the readers of this column know.\n"
SAME = "claimcheck-ignore overstated/cure: of old\n"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, small_folder: Path) -> Small:
    """The program over the tiny rule base, in an empty folder."""
    monkeypatch.setattr(rulebase, "find", lambda: small_folder)
    monkeypatch.chdir(tmp_path)
    return Small(small_folder)


def counted(desk: Small, *arguments: str | Path) -> tuple[int, dict[str, Any]]:
    """The number of errors, and the counts of the baseline."""
    code, out, told = desk("check", *arguments, "--format", "json", "--fail-on", "never")
    assert code == 0, told
    summary = json.loads(out)["summary"]
    return summary["findings"]["error"], summary.get("baseline", {})


# ---------------------------------------------------------------- baselines


def test_what_is_in_the_baseline_is_not_reported(desk: Small, tmp_path: Path) -> None:
    write(tmp_path, {"a.txt": CLAIM, "b.txt": CALM})
    code, out, _ = desk("check", "a.txt", "b.txt", "--write-baseline", "base.json")
    assert code == 0
    assert out.splitlines()[-1].endswith("0 errors, 0 warnings, 0 info; 1 in the baseline")
    assert desk("check", "a.txt", "--baseline", "base.json")[0] == 0
    write(tmp_path, {"b.txt": CLAIM})
    assert desk("check", "a.txt", "b.txt", "--baseline", "base.json")[0] == 1


def test_it_survives_edits_elsewhere_and_being_run_from_elsewhere(desk: Small, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, {"blog/a.txt": CLAIM})
    desk("check", "blog", "--write-baseline", "base.json")
    write(tmp_path, {"blog/a.txt": f"{OTHER}\n{OTHER}\n{CLAIM}\n{OTHER}"})
    assert counted(desk, "./blog/a.txt", "--baseline", "base.json") == (0, {"known": 1, "stale": 0})
    monkeypatch.chdir(tmp_path / "blog")
    assert counted(desk, tmp_path / "blog" / "a.txt", "--baseline", "../base.json") == (0, {"known": 1, "stale": 0})


def test_the_same_sentence_twice_counts_twice(desk: Small, tmp_path: Path) -> None:
    write(tmp_path, {"a.txt": f"{CLAIM}\n{CLAIM}"})
    desk("check", "a.txt", "--write-baseline", "base.json")
    assert [entry["count"] for entry in json.loads((tmp_path / "base.json").read_text())["findings"]] == [2]
    write(tmp_path, {"a.txt": f"{CLAIM}\n{CLAIM}\n{CLAIM}"})
    assert counted(desk, "a.txt", "--baseline", "base.json") == (1, {"known": 2, "stale": 0})
    write(tmp_path, {"a.txt": CLAIM})
    assert counted(desk, "a.txt", "--baseline", "base.json") == (0, {"known": 1, "stale": 1})


def test_an_article_with_an_id_may_move(desk: Small, tmp_path: Path) -> None:
    line = json.dumps({"id": "n-1", "text": CLAIM}) + "\n"
    write(tmp_path, {"a.jsonl": line})
    desk("check", "a.jsonl", "--write-baseline", "base.json")
    (tmp_path / "sub").mkdir()
    write(tmp_path, {"sub/b.jsonl": json.dumps({"id": "n-0", "text": CALM}) + "\n" + line})
    assert counted(desk, "sub/b.jsonl", "--baseline", "base.json") == (0, {"known": 1, "stale": 0})


def test_stale_entries_are_counted_for_what_was_looked_for(desk: Small, tmp_path: Path) -> None:
    """An article, or a rule, that this run leaves out makes nothing stale."""
    write(tmp_path, {"a.txt": CLAIM, "b.txt": CLAIM})
    desk("check", "a.txt", "b.txt", "--write-baseline", "base.json")
    write(tmp_path, {"a.txt": CALM, "b.txt": CALM})
    assert counted(desk, "a.txt", "--baseline", "base.json") == (0, {"known": 0, "stale": 1})
    assert counted(desk, "a.txt", "b.txt", "--baseline", "base.json", "--ignore", "overstated") == (0, {"known": 0, "stale": 0})
    assert "2 of its entries stale" in desk("check", "a.txt", "b.txt", "--baseline", "base.json")[1]


def test_a_baseline_is_the_same_every_time_and_one_entry_a_line(desk: Small, tmp_path: Path) -> None:
    write(tmp_path, {"a.txt": CLAIM, "b.txt": CLAIM})
    desk("check", "b.txt", "a.txt", "--write-baseline", "base.json")
    first = (tmp_path / "base.json").read_text()
    desk("check", "a.txt", "b.txt", "--write-baseline", "base.json")
    assert (tmp_path / "base.json").read_text() == first
    assert [line[:20] for line in first.splitlines()] == ['{"version": 1, "find', '{"article": "a.txt",', '{"article": "b.txt",', "]}"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (None, "No such file"),
        ("{", "base.json:1: the baseline is not JSON"),
        ("[]", "not a baseline"),
        ('{"version": 2, "findings": []}', "version 2"),
        ('{"version": 1, "findings": [{"article": "a"}]}', "not an entry"),
        ('{"version": 1, "findings": [{"article": "a", "rule": "b", "fingerprint": "c", "count": true}]}', "not an entry"),
        ("[" * 100_000, "not JSON"),
    ],
)
def test_a_broken_baseline_is_refused(desk: Small, tmp_path: Path, text: str | None, told: str) -> None:
    write(tmp_path, {"a.txt": CLAIM, **({} if text is None else {"base.json": text})})
    code, out, problem = desk("check", "a.txt", "--baseline", "base.json")
    assert (code, out) == (2, "")
    assert told in problem
    assert "--write-baseline" in problem


# ---------------------------------------------------------------- --diff


@pytest.fixture
def git(tmp_path: Path) -> Callable[..., str]:
    """git in a new repository."""
    own = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull, "PATH": os.environ["PATH"]}

    def call(*arguments: str) -> str:
        person = ("-c", "user.name=x", "-c", "user.email=x@example.org")
        return subprocess.run(["git", *person, *arguments], cwd=tmp_path, env=own, check=True, capture_output=True, text=True).stdout

    call("init", "-q")
    return call


def lines(desk: Small, *arguments: str) -> dict[str, list[int]]:
    """Path -> the lines with findings."""
    code, out, told = desk("check", *arguments, "--format", "json", "--fail-on", "never")
    assert code == 0, told
    return {article["path"]: [finding["span"]["line"] for finding in article["findings"] if finding["span"]] for article in json.loads(out)["articles"]}


def test_only_changed_lines_are_reported(desk: Small, tmp_path: Path, git: Callable[..., str]) -> None:
    write(tmp_path, {"a.txt": f"{CLAIM}\n{CALM}\n{OTHER}", "b ü.txt": CLAIM, "same.txt": CLAIM, ".gitignore": "left-out.txt\n"})
    git("add", ".")
    git("commit", "-qm", "one")
    git("tag", "one")
    write(tmp_path, {"a.txt": f"{CLAIM}\n{CLAIM}\n{OTHER}\n{CLAIM}", "b ü.txt": f"{CLAIM}\n{CLAIM}", "new.txt": CLAIM, "left-out.txt": CLAIM})
    assert lines(desk, ".", "--diff", "HEAD") == {"./a.txt": [3, 7], "./b ü.txt": [3], "./left-out.txt": [1], "./new.txt": [1], "./same.txt": []}
    git("add", ".")
    git("commit", "-qm", "two")
    assert lines(desk, "a.txt", "new.txt", "--diff", "one") == {"a.txt": [3, 7], "new.txt": [1]}
    assert lines(desk, "a.txt", "new.txt", "--diff", "HEAD") == {"a.txt": [], "new.txt": []}
    assert desk("check", "a.txt", "--diff", "HEAD")[0] == 0
    (tmp_path / "link.txt").symlink_to(tmp_path / "a.txt")
    assert lines(desk, "link.txt", "--diff", "one") == {"link.txt": [3, 7]}


def test_lines_taken_away_are_none_that_changed(desk: Small, tmp_path: Path, git: Callable[..., str]) -> None:
    write(tmp_path, {"a.txt": f"{CALM}\n{CLAIM}"})
    git("add", ".")
    git("commit", "-qm", "one")
    write(tmp_path, {"a.txt": CLAIM})
    assert lines(desk, "a.txt", "--diff", "HEAD") == {"a.txt": []}


def test_files_without_lines_of_their_own_count_as_new_once_changed(desk: Small, tmp_path: Path, git: Callable[..., str]) -> None:
    def saved(*texts: str) -> None:
        new = docx.Document()
        for text in texts:
            new.add_paragraph(text)
        new.save(str(tmp_path / "a.docx"))

    saved(CLAIM)
    git("add", ".")
    git("commit", "-qm", "one")
    assert lines(desk, "a.docx", "--diff", "HEAD") == {"a.docx": []}
    saved(CLAIM, CALM)
    assert lines(desk, "a.docx", "--diff", "HEAD") == {"a.docx": [1]}


@pytest.mark.parametrize("revision", ["no-such", "--output=x", "HEAD:a.txt", ""])
def test_an_unknown_revision_is_refused(desk: Small, tmp_path: Path, git: Callable[..., str], revision: str) -> None:
    write(tmp_path, {"a.txt": CLAIM})
    git("add", ".")
    git("commit", "-qm", "one")
    code, out, problem = desk("check", "a.txt", f"--diff={revision}")
    assert (code, out) == (2, "")
    assert f"no such revision: {revision!r}" in problem
    assert [path.name for path in tmp_path.iterdir() if not path.name.startswith(".")] == ["a.txt"]


def test_diff_needs_a_repository_and_files(desk: Small, tmp_path: Path) -> None:
    write(tmp_path, {"a.txt": CLAIM})
    assert "a.txt: --diff: not in a git repository" in desk("check", "a.txt", "--diff", "HEAD")[2]
    assert "standard input has no revision" in desk("check", "-", "--diff", "HEAD", stdin=CLAIM)[2]


def test_what_cannot_be_read_is_still_told(desk: Small, tmp_path: Path, git: Callable[..., str]) -> None:
    write(tmp_path, {"a.txt": CALM})
    git("add", ".")
    git("commit", "-qm", "one")
    code, out, _ = desk("check", "none/x.txt", "a.txt", "--diff", "HEAD")
    assert code == 2
    assert "no such file or folder" in out


# ---------------------------------------------------------------- --watch


@pytest.fixture
def rules(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A house rule, in a folder of its own."""
    text = RULE.replace("overstated/cure", "house/cure").replace("subject} {is}", "subject} {is} always")
    return write(tmp_path_factory.mktemp("house"), {"cure.yaml": text, **{f"knowledge/{name}": text for name, text in KNOWLEDGE.items()}})


class Watched:
    """The program in a process of its own, with what it has printed so far."""

    def __init__(self, folder: Path, *arguments: str) -> None:
        environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
        command = [sys.executable, "-m", "claimcheck", "check", *arguments, "--watch"]
        self.process = subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        self.printed: list[str] = []
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()

    def _read(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self.printed.append(line)

    def round(self) -> str:
        """What it prints until it waits again."""
        until = time.monotonic() + 60
        while not any("Ctrl-C ends" in line for line in self.printed):
            assert time.monotonic() < until, self.printed
            assert self.process.poll() is None, self.printed
            time.sleep(0.05)
        end = next(number for number, line in enumerate(self.printed) if "Ctrl-C ends" in line) + 1
        told, self.printed = self.printed[:end], self.printed[end:]
        return "".join(told)


@pytest.fixture
def watched(tmp_path: Path, rules: Path) -> Iterator[Watched]:
    write(tmp_path, {".git/x": "", "a.txt": CALM, "b.txt": CALM})
    started = Watched(tmp_path, ".", "--rules", str(rules), "--select", "house")
    yield started
    started.process.kill()
    started.process.wait()
    started.reader.join()
    assert started.process.stdout
    started.process.stdout.close()


def test_watching(watched: Watched, tmp_path: Path) -> None:
    """A file that changes, comes, goes; a configuration that breaks and is mended; and the end."""
    assert "2 articles" in (first := watched.round())
    assert "watching 2 files" in first
    write(tmp_path, {"a.txt": CLAIM})
    told = watched.round()
    assert "house/cure" in told
    assert "1 error" in told
    write(tmp_path, {"c.txt": CLAIM})
    assert "3 articles" in watched.round()
    (tmp_path / "a.txt").unlink()
    assert "2 articles" in (told := watched.round())
    assert "1 error" in told
    write(tmp_path, {"claimcheck.toml": "fail-onn = 1"})
    assert "claimcheck.toml:1: unknown key 'fail-onn'" in watched.round()
    write(tmp_path, {"claimcheck.toml": 'format = "jsn"'})
    assert "claimcheck.toml:1: unknown format 'jsn'" in watched.round()
    write(tmp_path, {"claimcheck.toml": '[severity]\n"house/cure" = "info"'})
    assert "0 errors, 0 warnings, 1 info" in watched.round()
    watched.process.send_signal(signal.SIGINT)
    assert watched.process.wait(10) == 0
    assert "Traceback" not in "".join(watched.printed)


def test_watching_needs_files(desk: Small) -> None:
    assert "--watch goes with neither" in desk("check", "-", "--watch", stdin=CLAIM)[2]
