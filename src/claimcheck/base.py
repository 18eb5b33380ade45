"""The compiled rule base: rules, knowledge and vocabulary, made once from YAML and kept in the user's cache."""

from __future__ import annotations

import contextlib
import dataclasses
import gc
import hashlib
import io
import os
import pickle
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from claimcheck import rulebase
from claimcheck.checks import CHECKS
from claimcheck.errors import ClaimcheckError
from claimcheck.knowledge import base as knowledge_base
from claimcheck.knowledge.base import Knowledge
from claimcheck.knowledge.load import load as load_knowledge
from claimcheck.language.lexicon import Cue
from claimcheck.language.vocabulary import Vocabulary, compile_vocabulary
from claimcheck.rules import Rule, load, phrases

KEPT = 4
"""How many compiled rule bases stay in the cache: of this version, a colleague's rules, and what came before."""
DIGEST = 16


@dataclass(slots=True)
class RuleBase:
    """Everything a Checker needs. `version` is a hash of all its files; `problems` are files that could not be used."""

    version: str
    rules: list[Rule]
    where: dict[str, str]
    knowledge: Knowledge
    vocabulary: Vocabulary
    problems: list[ClaimcheckError] = field(default_factory=list)


def open_base(extra: Sequence[str] = ()) -> RuleBase:
    """The rule base with the user's own folders, from the cache if its files have not changed."""
    folders = [rulebase.find(), *map(Path, extra)]
    for folder in folders:
        if not folder.is_dir():
            raise ClaimcheckError("no such folder of rules", where=str(folder), remedy="--rules takes a folder")
    version, key = _fingerprint(folders)
    cached = cache_folder() / f"rules-{key}.pickle"
    with _no_collection():
        found = _read(cached)
        if found is None:
            found = compile_base(folders, version)
            if not found.problems and _fingerprint(folders) == (version, key):
                _write(cached, found)
    return found


def compile_base(folders: Sequence[Path], version: str = "") -> RuleBase:
    """The rule base out of its YAML files."""
    loaded = load_knowledge(folders)
    knowledge = knowledge_base.build(loaded.records)
    rules, where, problems = load(folders, {name: check.form for name, check in CHECKS.items()})
    cues = [(Cue("rule", f"{rule}#{key}", {"where": where[rule]}), patterns) for rule, key, patterns in phrases(rules)]
    malformed: list[ClaimcheckError] = []
    vocabulary = compile_vocabulary(folders, knowledge.concepts.values(), cues, malformed)
    unusable = {problem.where for problem in malformed}
    rules = [rule for rule in rules if where[rule.id] not in unusable]
    return RuleBase(version, rules, where, knowledge, vocabulary, [*loaded.problems, *problems, *malformed])


def cache_folder() -> Path:
    """Where compiled rule bases are kept: $CLAIMCHECK_CACHE, else the user's cache folder; nowhere for a user without a home."""
    own = os.environ.get("CLAIMCHECK_CACHE")
    if own:
        return Path(own)
    try:
        return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "claimcheck"
    except RuntimeError:
        return Path(os.devnull)


def _fingerprint(folders: Sequence[Path]) -> tuple[str, str]:
    """A hash of the content of all rule files, and one of that with this program (the name of the cache file)."""
    content = hashlib.blake2b(digest_size=6)
    places = hashlib.blake2b(digest_size=10)
    for folder in folders:
        places.update(str(folder).encode())
        for path in rulebase.files(folder):
            content.update(str(path.relative_to(folder)).encode())
            content.update(path.read_bytes())
    places.update(content.digest())
    places.update(sys.version.encode())
    for path in sorted(Path(__file__).parent.rglob("*.py")):
        stat = path.stat()
        places.update(f"{path.name}{stat.st_size}{stat.st_mtime_ns}".encode())
    return content.hexdigest(), places.hexdigest()


def _read(path: Path) -> RuleBase | None:
    """The stored rule base, or None if there is none, or it is damaged or of another make."""
    try:
        data = path.read_bytes()
        digest, body = data[:DIGEST], data[DIGEST:]
        if _digest(body) != digest:
            return None
        found = pickle.loads(body)  # noqa: S301 - our own file in the user's cache folder, checked by its digest
    except (OSError, pickle.UnpicklingError, AttributeError, ImportError, EOFError, LookupError, TypeError, ValueError):
        return None
    return found if isinstance(found, RuleBase) else None


def _write(path: Path, base: RuleBase) -> None:
    """Written whole or not at all, beside the KEPT latest; a cache that cannot be written is no error."""
    part = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        buffer = io.BytesIO()
        _Pickler(buffer, pickle.HIGHEST_PROTOCOL).dump(base)
        body = buffer.getvalue()
        handle, part = tempfile.mkstemp(prefix=path.name, suffix=".part", dir=path.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(_digest(body) + body)
        os.replace(part, path)
        for old in sorted(path.parent.glob("rules-*"), key=lambda file: (-file.stat().st_mtime_ns, file.name))[KEPT:]:
            old.unlink(missing_ok=True)
    except OSError:
        if part:
            with contextlib.suppress(OSError):
                os.unlink(part)


def _digest(body: bytes) -> bytes:
    return hashlib.blake2b(body, digest_size=DIGEST).digest()


class _Pickler(pickle.Pickler):
    """Stores a frozen value with slots as a call of its class: read back in a third of the time that setting its state takes."""

    def reducer_override(self, value: Any) -> Any:
        """See pickle.Pickler."""
        cls = type(value)
        if "__slots__" in cls.__dict__ and dataclasses.is_dataclass(cls) and all(field.init for field in dataclasses.fields(cls)):
            return cls, tuple(getattr(value, field.name) for field in dataclasses.fields(cls))
        return NotImplemented


@contextlib.contextmanager
def _no_collection() -> Iterator[None]:
    """Without the garbage collector: hundreds of thousands of values come to stay, and it would look through them again and again.

    What is there at the end is frozen: the collector passes over it from then on, which makes checking a quarter faster.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if was_on:
            gc.enable()
