"""The commands under `claimcheck knowledge`: check, count and extend the knowledge base."""

from __future__ import annotations

import datetime
from typing import Annotated

import typer

from claimcheck.console import WRONG, Format, RuleFolders, complain, day, folders, write
from claimcheck.errors import ClaimcheckError, ConfigError

knowledge_app = typer.Typer(help="Check, count and extend the knowledge base.", no_args_is_help=True, rich_markup_mode=None)


@knowledge_app.command("check")
def knowledge_check(rules: RuleFolders = None) -> None:
    """Find what is wrong in the knowledge base: missing sources, unknown concepts, names used twice, dates that cannot be.

    Exit code: 0 nothing; 2 problems. Lines that begin with "note:" deserve a look, but are none.
    """
    from pathlib import Path

    from claimcheck import rulebase
    from claimcheck.knowledge.check import check, notes
    from claimcheck.knowledge.load import load

    loaded = load([rulebase.find(), *map(Path, folders(rules))])
    problems = check(loaded)
    for note in notes(loaded):
        print(f"note: {note}")
    for problem in problems:
        print(problem)
    print(f"{sum(map(len, loaded.records.values()))} records: {len(problems)} problems")
    if problems:
        raise typer.Exit(WRONG)


@knowledge_app.command("stats")
def knowledge_stats(format: Format = Format.text, rules: RuleFolders = None) -> None:
    """Count what the knowledge base holds (drafts are not counted)."""
    import json

    from claimcheck.base import open_base

    base = open_base(folders(rules))
    counts = {**base.knowledge.counts(), "rules": len(base.rules)}
    print(json.dumps(counts) if format is Format.json else "\n".join(f"{name.replace('_', ' '):14} {count:6}" for name, count in counts.items()))
    if complain(base):
        raise typer.Exit(WRONG)


@knowledge_app.command("stale")
def knowledge_stale(
    months: Annotated[int, typer.Option(min=0, help="Reviewed longer ago than this.")] = 18,
    as_of: Annotated[str | None, typer.Option(help="Counted back from this day (2026-11-22) instead of today.", show_default=False)] = None,
    rules: RuleFolders = None,
) -> None:
    """List the records that were reviewed too long ago; a record that says nothing of it counts from the last reading of its sources, evidence as never."""
    from pathlib import Path

    from claimcheck import rulebase
    from claimcheck.knowledge.check import stale
    from claimcheck.knowledge.load import load

    loaded = load([rulebase.find(), *map(Path, folders(rules))])
    count = 0
    for where, identifier, reviewed in stale(loaded, months, day(as_of) or datetime.date.today()):
        print(f"{where}: {identifier}, reviewed {reviewed or 'never'}")
        count += 1
    print(f"{count} stale records")


@knowledge_app.command("import")
def knowledge_import(
    file: Annotated[str, typer.Argument(help="An ontology in the OBO format.", show_default=False)],
    kind: Annotated[str, typer.Option(help="The kind of the concepts.")] = "condition",
    under: Annotated[str | None, typer.Option(help="Only the term with this id or name and what is below it.", show_default=False)] = None,
    output: Annotated[str | None, typer.Option(help="Write the concepts to this file.", show_default=False)] = None,
    rules: RuleFolders = None,
) -> None:
    """Turn an ontology (a disease ontology, say) into a concepts file for a rule folder of your own.

    Terms that the knowledge base has already are not repeated: the others are linked to it.
    """
    import sys
    import typing
    from pathlib import Path

    from claimcheck.base import open_base
    from claimcheck.knowledge import obo
    from claimcheck.knowledge.records import ConceptRecord

    kinds = typing.get_args(typing.get_type_hints(ConceptRecord)["kind"])
    if kind not in kinds:
        raise ConfigError(f"unknown kind {kind!r}", where="--kind", remedy=f"use one of {', '.join(kinds)}")
    terms = obo.read(Path(file))
    imported = obo.convert(terms, kind=kind, known=open_base(folders(rules)).knowledge.concepts.values(), under=under)
    write(obo.render(imported, Path(file).name), output)
    print(f"{len(imported.concepts)} concepts; {imported.known} terms known already, {imported.obsolete} obsolete", file=sys.stderr)


@knowledge_app.command("schema")
def knowledge_schema(
    kind: Annotated[str, typer.Argument(help="A folder of rules/knowledge: evidence, concepts ...", show_default=False)],
    output: Annotated[str | None, typer.Option(help="Write the schema to this file.", show_default=False)] = None,
) -> None:
    """Print the JSON Schema of a kind of record, for the completion of an editor."""
    import difflib

    from claimcheck.knowledge import schema
    from claimcheck.knowledge.records import KINDS

    if kind not in KINDS:
        near = difflib.get_close_matches(kind, KINDS, n=1)
        raise ClaimcheckError(f"unknown kind of record {kind!r}", remedy=f"did you mean {near[0]!r}?" if near else f"known: {', '.join(KINDS)}")
    write(schema.render(kind), output)
