"""What changed since a git revision: the lines of each file."""

from __future__ import annotations

import os
import re
import subprocess
from dataclasses import dataclass, replace

from claimcheck.errors import ConfigError
from claimcheck.model import ArticleReport, Finding
from claimcheck.reporters.lines import LineIndex

_HUNK = re.compile(rb"^@@ -\S+ \+(\d+)(?:,(\d+))? @@", re.MULTILINE)
_LINES_OF_THEIR_OWN = (".docx", ".jsonl", ".ndjson")
"""Files whose lines are not those of the articles in them: changed at one place, they count as new."""


@dataclass(frozen=True, slots=True)
class _Repository:
    """A working copy: its folder, the commit to compare with, its files, and those that differ from it."""

    folder: str
    commit: str
    files: frozenset[str]
    changed: frozenset[str]


class Changes:
    """The lines that changed since `revision`. Each repository is asked once."""

    def __init__(self, revision: str) -> None:
        self.revision = revision
        self._repositories: dict[str, _Repository] = {}

    def only(self, article: ArticleReport, file: str) -> ArticleReport:
        """The article with only the findings on lines that changed; of a new file all."""
        lines = None if article.error else self.lines(file)
        if lines is None:
            return article
        index = LineIndex(article.source)

        def is_new(finding: Finding) -> bool:
            if finding.start is None or finding.end is None:
                return False
            first, last = index.position(finding.start)[0], index.position(max(finding.start, finding.end - 1))[0]
            return any(first < end and last >= start for start, end in lines)

        accepted = tuple(item for item in article.accepted if is_new(item.finding))
        return replace(article, findings=tuple(filter(is_new, article.findings)), accepted=accepted)

    def lines(self, file: str) -> list[tuple[int, int]] | None:
        """The changed lines of a file as half-open ranges, from 1; None: all of it is new."""
        if file == "-":
            raise ConfigError("--diff needs files: standard input has no revision", remedy="give the path of the article")
        path = os.path.realpath(file)
        repository = self._repository(os.path.dirname(path), file)
        name = os.path.relpath(path, repository.folder).replace(os.sep, "/")
        if name not in repository.files:
            return None
        if name not in repository.changed:
            return []
        if os.path.splitext(name)[1].lower() in _LINES_OF_THEIR_OWN:
            return None
        diff = _git(repository.folder, "diff", "-U0", "--no-color", "--no-ext-diff", "--no-textconv", "--text", repository.commit, "--", f":(literal){name}")
        found = ((int(match[1]), int(match[2] or 1)) for match in _HUNK.finditer(diff))
        return [(start, start + count) for start, count in found if count]

    def _repository(self, folder: str, file: str) -> _Repository:
        if folder not in self._repositories:
            try:
                root = os.fsdecode(_git(folder, "rev-parse", "--show-toplevel")).removesuffix("\n")
            except subprocess.CalledProcessError:
                raise ConfigError("--diff: not in a git repository", where=file, remedy="check it without --diff") from None
            known = next((found for found in self._repositories.values() if found.folder == root), None)
            self._repositories[folder] = known or self._opened(root)
        return self._repositories[folder]

    def _opened(self, root: str) -> _Repository:
        try:
            commit = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{self.revision}^{{commit}}").decode().strip()
        except subprocess.CalledProcessError:
            raise ConfigError(f"--diff: no such revision: {self.revision!r}", where=root, remedy="a commit, a branch or a tag, as 'git log' shows it") from None
        changed = _git(root, "diff", "--name-only", "--no-renames", "--no-ext-diff", "-z", commit)
        return _Repository(root, commit, _names(_git(root, "ls-files", "-z")), _names(changed))


def _names(listed: bytes) -> frozenset[str]:
    return frozenset(os.fsdecode(name) for name in listed.split(b"\0") if name)


def _git(folder: str, *arguments: str) -> bytes:
    """What git prints. Raises CalledProcessError where it fails, ConfigError where it is missing."""
    try:
        return subprocess.run(["git", "-C", folder, *arguments], capture_output=True, check=True).stdout  # noqa: S603, S607 - git of the user's own, its arguments a commit and paths
    except FileNotFoundError:
        raise ConfigError("--diff needs git, which is not installed", remedy="install git, or check without --diff") from None
