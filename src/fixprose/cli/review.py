"""fixprose review: decide fix by fix, in the browser, in a file to mail, or in the terminal."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from fixprose.cli import output
from fixprose.cli.options import (
    Given,
    config_options,
    option,
    rule_options,
    source_options,
    talk_options,
)
from fixprose.cli.settings import Configuration
from fixprose.cli.sources import Source, find_sources
from fixprose.cli.talk import Talk
from fixprose.cli.workers import results

if TYPE_CHECKING:
    from fixprose.engine import Fixer
    from fixprose.review.session import ReviewedFile
    from fixprose.revision import Revision
    from fixprose.text.document import Document

    Notes = dict[str, dict[str, Any]]


def _exports(_context: click.Context, _parameter: click.Parameter, value: str) -> tuple[str, ...]:
    from fixprose.review.export import EXPORTS

    names = tuple(name.strip() for name in (value or "").split(",") if name.strip())
    for name in names:
        if name not in EXPORTS:
            raise click.BadParameter(f"'{name}' is none of {', '.join(EXPORTS)}")
    return names


@click.command()
@click.argument("paths", nargs=-1, metavar="PATH...")
@option("--html", metavar="FILE", help="Write the page to FILE, to open or to mail, and end.")
@option("--terminal", is_flag=True, help="Review in the terminal.")
@option(
    "--export",
    callback=_exports,
    metavar="KIND,…",
    help="Write what was decided as full (changes and comments in CriticMarkup), comments (clean"
    " text with queries and notes), clean; print a summary.",
)
@option("--export-to", metavar="FOLDER", help="Write exports to FOLDER, not beside the files.")
@option("--who", default="", metavar="NAME", help="Sign decisions as NAME.")
@option("--no-browser", is_flag=True, help="Print the address, open no browser.")
@rule_options
@source_options
@config_options
@talk_options
@click.pass_context
def review(context: click.Context, /, paths: tuple[str, ...], **given: Any) -> int:
    """Decide about each fix of files: accept, reject, edit, ask.

    Opens a page in the browser, served from this machine to it alone. Decisions are saved as they
    are made, beside each file (FILE.fixprose-decisions.jsonl), and “Write the repaired file” on the
    page carries them out. Ctrl-C ends.
    """
    talk = context.ensure_object(Talk)
    ways = [name for name in ("html", "terminal", "export") if given[name]]
    if len(ways) > 1:
        raise click.UsageError(f"--{ways[0]} and --{ways[1]} contradict each other: give one")
    common = Given.of(given)
    sources = find_sources(paths, common, Configuration(common), talk)
    use = output.Use(sources)
    found = results(sources, _revise, jobs=common.jobs, talk=talk, engines=use.engines)
    revised = [(source, *result) for source, result in found]
    if not revised:
        return 0
    if given["html"]:
        _write_page(revised, given)
        return 0
    if any(source.data is not None for source, _, _ in revised):
        raise click.UsageError("standard input can be reviewed as a page only: give --html FILE")
    from fixprose.review.session import ReviewedFile

    files = [
        ReviewedFile(Path(source.path), revision, notes) for source, revision, notes in revised
    ]
    if given["export"]:
        _export(files, given, talk)
    elif given["terminal"]:
        from importlib import import_module

        import_module("fixprose.review.terminal").run(files, who=given["who"])
    else:
        _serve(files, given, talk)
    return 0


def _revise(fixer: Fixer, document: Document) -> tuple[Revision, Notes]:
    """Return the revision of a document, and what packs say of the rules in it."""
    revision = fixer.fix(document)
    used = {fix.rule for fix in revision.fixes}
    notes = {}
    for rule in fixer.tools.rules.rules if used else ():
        if rule.id in used:
            record = rule.record
            notes[rule.id] = {"why": record["why"], "source": record.get("source", "")}
    return revision, notes


def _write_page(revised: list[tuple[Source, Revision, Notes]], given: dict[str, Any]) -> None:
    from fixprose.review.decisions import decisions_path, read_decisions
    from fixprose.review.page import render_page
    from fixprose.review.page_data import file_record, shown_names

    records = []
    names = shown_names("text.txt" if source.path == "-" else source.path for source, *_ in revised)
    for name, (source, revision, notes) in zip(names, revised, strict=True):
        kept = decisions_path(Path(source.path))
        decisions = read_decisions(kept) if source.data is None and kept.exists() else []
        records.append(file_record(revision, name, decisions, notes.get))
    with output.result_stream(None if given["html"] == "-" else given["html"]) as stream:
        stream.write(render_page(records, who=given["who"]))


def _export(files: list[ReviewedFile], given: dict[str, Any], talk: Talk) -> None:
    from fixprose.review.export import write_exports
    from fixprose.review.summary import summary_lines

    folder = Path(given["export_to"]) if given["export_to"] else None
    for file in files:
        for path in write_exports(file, given["export"], folder):
            talk.note(f"{path}: written")
    for line in summary_lines(files):
        click.echo(line)


def _serve(files: list[ReviewedFile], given: dict[str, Any], talk: Talk) -> None:
    from fixprose.review.server import serve

    def ready(address: str) -> None:
        click.echo(address)
        sys.stdout.flush()
        talk.note("decisions are saved as they are made; Ctrl-C ends the review")
        if not given["no_browser"]:
            import webbrowser

            webbrowser.open(address)

    serve(files, who=given["who"], ready=ready)
