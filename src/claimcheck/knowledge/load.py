"""Reads the folders of rules/knowledge into records; what cannot be read is kept as a complaint with its file and line."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from claimcheck import rulebase
from claimcheck.errors import ClaimcheckError, KnowledgeError
from claimcheck.knowledge.records import KINDS

KEYWORDS = {"for": "for_", "class": "class_", "is": "is_", "in": "in_", "truth": "says"}


class Loaded:
    """All records of some rule folders by kind, each with where it stands."""

    def __init__(self) -> None:
        self.records: dict[str, list[Any]] = {kind: [] for kind in KINDS}
        self.where: dict[int, str] = {}
        self.problems: list[ClaimcheckError] = []

    def add(self, kind: str, record: Any, where: str) -> None:
        """Keep one record."""
        self.records[kind].append(record)
        self.where[id(record)] = where

    def complain(self, record: Any, message: str, remedy: str = "") -> None:
        """Note what is wrong with a record."""
        self.problems.append(KnowledgeError(message, where=self.where[id(record)], remedy=remedy))


def load(folders: Iterable[Path]) -> Loaded:
    """Every record below `FOLDER/knowledge/`, complaints included; nothing is raised."""
    loaded = Loaded()
    for folder in folders:
        for kind, cls in KINDS.items():
            for path in rulebase.files(folder / "knowledge" / kind):
                for item, line in _records(path, cls):
                    if isinstance(item, ClaimcheckError):
                        loaded.problems.append(item)
                    else:
                        loaded.add(kind, item, f"{path}:{line}")
        for path in sorted((folder / "knowledge").glob("*")):
            if path.is_dir() and path.name not in KINDS:
                near = difflib.get_close_matches(path.name, KINDS, n=1)
                remedy = f"did you mean {near[0]!r}?" if near else f"known folders: {', '.join(KINDS)}"
                loaded.problems.append(KnowledgeError(f"unknown folder {path.name!r}", where=str(path), remedy=remedy))
    return loaded


def _records(path: Path, cls: type) -> Iterator[tuple[Any, int]]:
    try:
        data, node = rulebase.load_yaml(path, KnowledgeError)
    except ClaimcheckError as problem:
        yield problem, 1
        return
    if data is not None and not isinstance(data, list):
        yield KnowledgeError("a list of records is expected", where=f"{path}:1", remedy="start each record with '- '"), 1
        return
    for index, item in enumerate(data or []):
        yield rulebase.checked(_renamed(item), cls, KnowledgeError, path=path, node=node, at=(index,)), rulebase.line_of(node, (index,))


def _renamed(item: Any) -> Any:
    if not isinstance(item, dict):
        return item
    out = {KEYWORDS.get(key, key): value for key, value in item.items()}
    if out.get("status") == "draft":
        del out["status"]
        out["draft"] = True
    if "first" in out and isinstance(out["first"], list):
        out["first"] = [_renamed(entry) for entry in out["first"]]
    return out
