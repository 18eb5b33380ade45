"""The command line. Everything heavy is imported inside the commands, so that `--help` answers at once."""

from __future__ import annotations

import difflib
import enum
import sys
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from claimcheck import __version__
from claimcheck.cli_config import config_app
from claimcheck.cli_knowledge import knowledge_app
from claimcheck.console import WRONG, Format, RuleFolders, complain, day, folders, write, write_bytes
from claimcheck.errors import ClaimcheckError
from claimcheck.reporters import FORMATS

if TYPE_CHECKING:
    from claimcheck.base import RuleBase
    from claimcheck.model import Analysis, ArticleReport, Claim

app = typer.Typer(
    name="claimcheck",
    help="The linter for health claims: finds what an editor must stop at, and says why.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
rules_app = typer.Typer(help="List, show and test the rules.", no_args_is_help=True, rich_markup_mode=None)
app.add_typer(rules_app, name="rules")
app.add_typer(knowledge_app, name="knowledge")
app.add_typer(config_app, name="config")


class FailOn(enum.StrEnum):
    """From which severity on the exit code is 1."""

    error = "error"
    warning = "warning"
    info = "info"
    never = "never"


Paths = Annotated[list[str], typer.Argument(help="Files, folders or patterns; - reads standard input.", show_default=False)]


@app.callback(invoke_without_command=True)
def main(version: Annotated[bool, typer.Option("--version", help="Print the version and stop.")] = False) -> None:
    """The linter for health claims: finds what an editor must stop at, and says why."""
    if version:
        print(f"claimcheck {__version__}")
        raise typer.Exit


@app.command()
def check(
    paths: Paths,
    format: Annotated[str | None, typer.Option(metavar="NAME", help=f"How to print the findings: {', '.join(FORMATS)}.", show_default="text")] = None,
    output: Annotated[
        list[str] | None, typer.Option(metavar="[NAME:]FILE", help="Write it there, in this format; - is standard output. Can be repeated.", show_default=False)
    ] = None,
    fail_on: Annotated[FailOn | None, typer.Option(help="Exit with 1 from this severity on.", show_default="error")] = None,
    as_of: Annotated[str | None, typer.Option(help="Judge on this day (2026-11-22) instead of the article's date.", show_default=False)] = None,
    rules: RuleFolders = None,
    select: Annotated[list[str] | None, typer.Option(help="Only these rules or kinds (overstated, overstated/cure).", show_default=False)] = None,
    ignore: Annotated[list[str] | None, typer.Option(help="Not these rules or kinds.", show_default=False)] = None,
    baseline: Annotated[str | None, typer.Option(help="Leave out the findings in this file.", show_default=False)] = None,
    write_baseline: Annotated[str | None, typer.Option(help="Write all findings to this file: a baseline.", show_default=False)] = None,
    diff: Annotated[str | None, typer.Option(help="Only findings on lines that changed since this git revision.", show_default=False)] = None,
    explain: Annotated[bool, typer.Option("--explain", help="Tell with each finding how it came about, from the words to the rule (text).")] = False,
    watch: Annotated[bool, typer.Option("--watch", help="Check again whenever a file changes, until Ctrl-C.")] = False,
) -> None:
    """Check articles and print what an editor must stop at.

    Exit code: 0 nothing at or above --fail-on; 1 something; 2 wrong usage, broken rules or unreadable input (the rest is still reported).
    """
    from claimcheck.config import Rulings
    from claimcheck.outputs import Output, deliver, outputs
    from claimcheck.session import Before, Outcome, Session

    given = Rulings(rules=rules or [], select=select or None, ignore=ignore or [], as_of=day(as_of), fail_on=fail_on.value if fail_on else None)
    session = Session(paths, given, Before(baseline, write_baseline, diff))

    def show(outcome: Outcome) -> None:
        held = outcome.settings
        wanted = outputs(format if output else session.format(format, list(FORMATS)), output or ())
        complain(outcome)
        deliver(
            outcome.report,
            wanted,
            {**_terminal(), "explain": explain, "tool_version": __version__, "rules": outcome.rules, "as_of": held.as_of, "fail_on": held.fail_on},
        )
        for article in outcome.report.articles:
            if article.error and Output("text") not in wanted:
                print(f"claimcheck: {article.path}: {article.error}", file=sys.stderr)

    outputs(format, output or ())
    if watch:
        session.watch(show)
        return
    outcome = session.run()
    show(outcome)
    if outcome.problems or any(article.error for article in outcome.report.articles):
        raise typer.Exit(WRONG)
    if outcome.failed:
        raise typer.Exit(1)


def _terminal() -> dict[str, int | bool]:
    """The width and colour of what is printed."""
    import os
    import shutil

    colour = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    return {"colour": colour, "width": max(40, min(shutil.get_terminal_size((80, 24)).columns, 100))}


@app.command()
def claims(paths: Paths, format: Annotated[Format, typer.Option(help="How to print the claims.")] = Format.text, rules: RuleFolders = None) -> None:
    """Print the claims that articles make, sentence by sentence, without judging them."""
    from claimcheck.config import Rulings
    from claimcheck.desk import Desk
    from claimcheck.errors import ReadError
    from claimcheck.reporters import claims as reporter

    desk = Desk(Rulings(rules=rules or []))
    failed = complain(desk.checker(desk.settings(paths[0])).base)
    analyses: list[Analysis] = []
    bases: dict[int, RuleBase] = {}
    for _, item, settings in desk.read_all(paths):
        if isinstance(item, ReadError):
            print(f"claimcheck: {item}", file=sys.stderr)
            failed = True
        else:
            checker = desk.checker(settings)
            analyses.append(checker.analyse(item))
            bases.update((id(claim), checker.base) for claim in analyses[-1].claims)

    def evidence(claim: Claim) -> dict[str, str] | None:
        if claim.subject is None or claim.object is None:
            return None
        known = bases[id(claim)].knowledge.best_evidence(claim.subject.concept, claim.object.concept, claim.relation)
        return {"id": known.id, "grade": known.grade} if known else None

    write(reporter.render_json(analyses, evidence) if format is Format.json else reporter.render_text(analyses, evidence), None)
    if failed:
        raise typer.Exit(WRONG)


@app.command()
def annotate(
    draft: Annotated[str, typer.Argument(help="A .docx, .md or .html file.", show_default=False)],
    output: Annotated[str, typer.Option("--output", "-o", help="Write the annotated draft to this file.", show_default=False)],
    as_of: Annotated[str | None, typer.Option(help="Judge on this day (2026-11-22) instead of the article's date.", show_default=False)] = None,
    rules: RuleFolders = None,
    select: Annotated[list[str] | None, typer.Option(help="Only these rules or kinds (overstated, overstated/cure).", show_default=False)] = None,
    ignore: Annotated[list[str] | None, typer.Option(help="Not these rules or kinds.", show_default=False)] = None,
) -> None:
    """Write the findings into a copy of a draft: Word comments, Markdown footnotes, marks and notes on a web page.

    Exit code: 0 written, whatever was found; 2 not written.
    """
    from claimcheck import annotate as writer
    from claimcheck.config import Rulings
    from claimcheck.desk import Desk

    writer.check_names(draft, output)
    desk = Desk(Rulings(rules=rules or [], select=select or None, ignore=ignore or [], as_of=day(as_of)))
    settings = desk.settings(draft)
    data, article = writer.read(draft, marker=settings.marker)
    checker = desk.checker(settings)
    problems = complain(checker.base)
    findings = checker.check(article).findings
    write_bytes(writer.annotated(data, article, findings), output)
    print(f"claimcheck: {output}: {len(findings)} note{'' if len(findings) == 1 else 's'}", file=sys.stderr)
    if problems:
        raise typer.Exit(WRONG)


class PageFormat(enum.StrEnum):
    """The formats of a page for people."""

    text = "text"
    html = "html"


@app.command()
def explain(
    name: Annotated[str, typer.Argument(help="A rule, a concept or a name: overstated/cure, turmeric, RA; or: relations.")],
    format: Annotated[PageFormat, typer.Option(help="How to print it.")] = PageFormat.text,
    output: Annotated[str | None, typer.Option(help="Write it to this file.", show_default=False)] = None,
    rules: RuleFolders = None,
) -> None:
    """Print all that is known about a rule or a concept, with sources."""
    from claimcheck.base import open_base
    from claimcheck.reporters import explain as reporter

    base = open_base(folders(rules))
    complain(base)
    pages = reporter.pages(name, base)
    if not pages:
        near = difflib.get_close_matches(name.lower(), reporter.names(base), n=1)
        raise ClaimcheckError(f"nothing is known under the name {name!r}", remedy=f"did you mean {near[0]!r}?" if near else "try a concept or a rule id")
    if format is PageFormat.html:
        from claimcheck.reporters import explain_html

        write(explain_html.render(pages, tool=f"claimcheck {__version__}, rules {base.version}"), output)
    else:
        write("\n".join(reporter.render(page) for page in pages), output)


@rules_app.command("list")
def rules_list(rules: RuleFolders = None) -> None:
    """List the rules with their severity and title."""
    from claimcheck.base import open_base

    base = open_base(folders(rules))
    for rule in base.rules:
        print(f"{rule.id:42} {rule.severity:8} {rule.title}")
    if complain(base):
        raise typer.Exit(WRONG)


@rules_app.command("show")
def rules_show(rule: str, rules: RuleFolders = None) -> None:
    """Print one rule file."""
    from pathlib import Path

    from claimcheck.base import open_base

    base = open_base(folders(rules))
    if rule not in base.where:
        near = difflib.get_close_matches(rule, base.where, n=1)
        raise ClaimcheckError(f"unknown rule {rule!r}", remedy=f"did you mean {near[0]!r}?" if near else "see 'claimcheck rules list'")
    write(Path(base.where[rule]).read_text(encoding="utf-8"), None)


@rules_app.command("test")
def rules_test(rules: RuleFolders = None) -> None:
    """Run the examples in the rule files, and prove each guard by taking it away."""
    from claimcheck.base import open_base
    from claimcheck.testing import run_examples

    base = open_base(folders(rules))
    broken = complain(base)
    failures = list(run_examples(base))
    for failure in failures:
        print(f"{base.where[failure.rule]}: {failure.what}" + (f"\n    {failure.example}" if failure.example else ""))
    examples = sum(len(rule.tests.flag) + len(rule.tests.pass_) for rule in base.rules)
    print(f"{len(base.rules)} rules, {examples} examples, {sum(len(rule.unless) for rule in base.rules)} guards: {len(failures)} failed")
    if broken:
        raise typer.Exit(WRONG)
    if failures:
        raise typer.Exit(1)


def _leave_out_spacys_commands() -> None:
    """An empty spacy.cli: `import spacy` brings its own command line with it (requests, weasel, typer ...), a quarter of our start. Only in our own process."""
    import types

    commands, info = types.ModuleType("spacy.cli"), types.ModuleType("spacy.cli.info")
    commands.__path__, info.info = [], None  # type: ignore[attr-defined]
    sys.modules.update({commands.__name__: commands, info.__name__: info})


def run() -> NoReturn:
    """The entry point: errors of ours become one line and exit code 2."""
    _leave_out_spacys_commands()
    try:
        app()
    except ClaimcheckError as problem:
        print(f"claimcheck: {problem}", file=sys.stderr)
        sys.exit(WRONG)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    sys.exit(0)


if __name__ == "__main__":
    run()

__all__ = ["ArticleReport", "app", "run"]
