"""Writes the generated lines of docs/rules.md (what each check accepts), docs/claimcheck.schema.json and the excerpt in README.md. With --check: exits 1 if they are not current."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from claimcheck.checks import CHECKS
from claimcheck.config import schema

ROOT = Path(__file__).parent.parent
PIECES = 3


def rules_manual(text: str) -> str:
    """docs/rules.md with the lines `match:`, `unless:`, `names:` of each check as the code has them."""
    for name, check in CHECKS.items():
        for title, known in (("match", check.form.match), ("unless", check.form.unless), ("names", check.form.names)):
            line = re.compile(rf"(^### `{name}`\n(?:(?!^##).*\n)*?^{title}: ).*$", re.MULTILINE)
            text = line.sub(lambda match, known=known: match.group(1) + listed(known), text)
    return text


def listed(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in sorted(names)) or "none"


def readme(text: str) -> str:
    """README.md with an excerpt of what its first line prints, and the summary."""
    article = re.search(r"claimcheck check (corpus/\S+)", text)
    assert article
    command = [sys.executable, "-m", "claimcheck", "check", article.group(1), "--fail-on", "never"]
    printed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, env={"COLUMNS": "80", "PATH": ""}).stdout.decode()  # noqa: S603 - our own program
    head, *findings, summary = printed.rstrip("\n").split("\n\n")
    shown = sorted(gravest(findings), key=findings.index)
    parts = [head]
    for finding in shown:
        skipped = findings.index(finding) - (findings.index(shown[shown.index(finding) - 1]) + 1 if finding != shown[0] else 0)
        parts += ["[...]", finding] if skipped else [finding]
    if shown[-1] != findings[-1]:
        parts.append("[...]")
    excerpt = "\n\n".join([*parts, summary])
    return re.sub(r"```text\ncorpus/.*?```", lambda _: f"```text\n{excerpt}\n```", text, flags=re.DOTALL)


def gravest(findings: list[str]) -> list[str]:
    """The first error of each kind, those with a source before the others, at most PIECES."""
    first: dict[str, str] = {}
    for finding in sorted(findings, key=lambda finding: "source:" not in finding):
        _, severity, kind, _ = finding.splitlines()[0].split(maxsplit=3)
        if severity == "error":
            first.setdefault(kind, finding)
    return list(first.values())[:PIECES]


def configuration_schema(_: str) -> str:
    """docs/claimcheck.schema.json: what a configuration may hold, for editors."""
    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"


def main(arguments: list[str]) -> int:
    stale = []
    pages = ((ROOT / "docs" / "rules.md", rules_manual), (ROOT / "docs" / "claimcheck.schema.json", configuration_schema), (ROOT / "README.md", readme))
    for path, made in pages:
        before = path.read_text(encoding="utf-8") if path.exists() else ""
        after = made(before)
        if before != after:
            stale.append(path)
            if "--check" not in arguments:
                path.write_text(after, encoding="utf-8")
    for path in stale:
        print(f"{path.relative_to(ROOT)}: {'not current, run scripts/docs.py' if '--check' in arguments else 'written'}")
    return 1 if stale and "--check" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
