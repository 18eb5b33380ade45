"""A baseline: the findings that were there before, so that only new ones are reported."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from claimcheck.errors import ConfigError
from claimcheck.model import ArticleReport, BaselineCount, Finding
from claimcheck.reporters.json import fingerprint

VERSION = 1
_REMEDY = "write it again with --write-baseline"


@dataclass(frozen=True, slots=True)
class Baseline:
    """Findings by their fingerprints, with how often each is there; the articles are named from the folder of the file."""

    folder: str
    entries: tuple[dict[str, Any], ...]

    def without(self, articles: Sequence[ArticleReport], active: Sequence[Collection[str]]) -> tuple[list[ArticleReport], BaselineCount]:
        """The articles without the findings that are in the baseline. `active`: the rules in use for each; of the others no entry is stale."""
        left: Counter[str] = Counter()
        for entry in self.entries:
            left[entry["fingerprint"]] += entry["count"]
        known, kept = 0, []
        for article in articles:
            named = _named(article, self.folder)
            fresh: list[Finding] = []
            for finding in article.findings:
                mark = fingerprint(finding, named)
                if left[mark] > 0:
                    left[mark] -= 1
                    known += 1
                else:
                    fresh.append(finding)
            kept.append(replace(article, findings=tuple(fresh)))
        looked_for = {
            (_key(_named(article, self.folder)), rule) for article, rules in zip(articles, active, strict=True) if not article.error for rule in rules
        }
        stale = sum(left[mark] for mark in {entry["fingerprint"] for entry in self.entries if (entry["article"], entry["rule"]) in looked_for})
        return kept, BaselineCount(known, stale)


def made(articles: Iterable[ArticleReport], path: str) -> str:
    """The text of a baseline file at `path` with all findings of these articles: one entry a line, sorted."""
    folder = os.path.dirname(os.path.abspath(path))
    counts: Counter[tuple[str, str, str, str]] = Counter()
    for article in articles:
        named = _named(article, folder)
        for finding in article.findings:
            counts[_key(named), finding.rule, " ".join((finding.quote or "").split()), fingerprint(finding, named)] += 1
    entries = [
        json.dumps({"article": key, "rule": rule, "quote": quote, "count": count, "fingerprint": mark}, ensure_ascii=False)
        for (key, rule, quote, mark), count in sorted(counts.items())
    ]
    return f'{{"version": {VERSION}, "findings": [\n' + ",\n".join(entries) + "\n]}\n"


def read(path: str) -> Baseline:
    """The baseline in a file. Raises ConfigError for one that is missing or none."""
    try:
        with open(path, encoding="utf-8") as file:
            data = json.load(file)
    except OSError as problem:
        raise ConfigError(f"the baseline cannot be read: {problem.strerror}", where=path, remedy="make it with --write-baseline") from None
    except json.JSONDecodeError as problem:
        raise ConfigError(f"the baseline is not JSON: {problem.msg}", where=f"{path}:{problem.lineno}", remedy=_REMEDY) from None
    except (UnicodeDecodeError, RecursionError):
        raise ConfigError("the baseline is not JSON", where=path, remedy=_REMEDY) from None
    if not isinstance(data, dict) or not isinstance(data.get("findings"), list):
        raise ConfigError("not a baseline", where=path, remedy=_REMEDY)
    if data.get("version") != VERSION:
        raise ConfigError(f"a baseline of version {data.get('version')!r}; this program knows {VERSION}", where=path, remedy=_REMEDY)
    for entry in data["findings"]:
        texts = isinstance(entry, dict) and all(isinstance(entry.get(key), str) for key in ("article", "rule", "fingerprint"))
        if not texts or type(entry.get("count")) is not int or entry["count"] < 1:
            raise ConfigError(f"not an entry of a baseline: {str(entry)[:60]}", where=path, remedy=_REMEDY)
    return Baseline(os.path.dirname(os.path.abspath(path)), tuple(data["findings"]))


def _named(article: ArticleReport, folder: str) -> ArticleReport:
    """The article under a name that does not depend on where the program is run: its path from `folder`."""
    if article.path == "-":
        return article
    return replace(article, path=os.path.relpath(os.path.abspath(article.path), folder).replace(os.sep, "/"))


def _key(article: ArticleReport) -> str:
    """What an article is known by: its id if it has one, so that it may move."""
    return article.id or article.path
