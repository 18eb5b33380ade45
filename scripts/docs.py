"""Writes the generated lines of docs/rules.md (what each check accepts) and the excerpt in README.md. With --check: exits 1 if they are not current."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from claimcheck.checks import CHECKS

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
    """README.md with an excerpt of what its first line prints: the gravest kinds, and the summary."""
    article = re.search(r"claimcheck check (corpus/\S+)", text)
    assert article
    command = [sys.executable, "-m", "claimcheck", "check", article.group(1), "--fail-on", "never"]
    printed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, env={"COLUMNS": "80", "PATH": ""}).stdout.decode()  # noqa: S603 - our own program
    head, *findings, summary = printed.rstrip("\n").split("\n\n")
    errors = [finding for finding in findings if " error " in finding.splitlines()[0]]
    with_source = [finding for finding in errors if "source:" in finding]
    shown = sorted({*with_source[:2], *[finding for finding in errors if finding not in with_source][: PIECES - len(with_source[:2])]}, key=findings.index)
    excerpt = "\n\n".join([head, *(part for finding in shown for part in (finding, "[...]"))][:-1] + ["[...]", summary])
    excerpt = excerpt.replace("\n\n[...]\n\n", "\n[...]\n")
    return re.sub(r"```text\ncorpus/.*?```", lambda _: f"```text\n{excerpt}\n```", text, flags=re.DOTALL)


def main(arguments: list[str]) -> int:
    stale = []
    for path, made in ((ROOT / "docs" / "rules.md", rules_manual), (ROOT / "README.md", readme)):
        before = path.read_text(encoding="utf-8")
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
