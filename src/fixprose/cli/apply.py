"""fixprose apply: carry a review out."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from fixprose.cli import output
from fixprose.cli.check import revise
from fixprose.cli.options import (
    Given,
    config_options,
    option,
    output_file_option,
    rule_options,
    talk_options,
)
from fixprose.cli.settings import Configuration
from fixprose.cli.sources import find_sources
from fixprose.cli.talk import Talk
from fixprose.cli.workers import results
from fixprose.errors import FixproseError


@click.command()
@click.argument("file", metavar="FILE")
@click.argument("decisions", metavar="DECISIONS")
@option("--stdout", "to_stdout", is_flag=True, help="Print the result, leave the file alone.")
@output_file_option("the result")
@option("--encoding", metavar="NAME", help="Encoding of the file; by default found out.")
@option("--format", metavar="NAME", help="Format of the file (text, markdown); else by name.")
@rule_options
@config_options
@talk_options
@click.pass_context
def apply(context: click.Context, /, file: str, decisions: str, **given: Any) -> int:
    """Carry out what was decided about the fixes of FILE, in place or elsewhere.

    DECISIONS is what “fixprose review” kept or downloaded (.jsonl), a text with marks as the report
    criticmarkup writes them (.critic.md), or a reviewed Word file (.docx). Fixes that nobody
    decided about are made if they are safe. A decision whose sentence has changed is carried out
    nowhere: it is named, and the exit code is 1.
    """
    from fixprose.review.carry import carrier_for
    from fixprose.review.session import is_unchanged
    from fixprose.text.read import encode_document, write_atomic

    talk = context.ensure_object(Talk)
    if given["to_stdout"] and given["output_file"]:
        raise click.UsageError("--stdout and -o contradict each other: give one")
    carry = carrier_for(Path(decisions))
    common = Given.of(given)
    sources = find_sources([file], common, Configuration(common), talk)
    if len(sources) > 1:
        raise click.UsageError(f"{file} is a folder: decisions are about one file")
    use = output.Use(sources)
    for source, revision in results(sources, revise, jobs=1, talk=talk, engines=use.engines):
        carried = carry(revision, Path(decisions))
        data = carried.data or encode_document(revision.document.with_text(carried.text))
        if given["output_file"]:
            write_atomic(given["output_file"], data)
        elif given["to_stdout"] or source.data is not None:
            sys.stdout.flush()
            sys.stdout.buffer.write(data)
            sys.stdout.buffer.flush()
        elif not is_unchanged(Path(source.path), encode_document(revision.document)):
            raise FixproseError(f"{source.path}: changed meanwhile; run fixprose apply again")
        else:
            write_atomic(source.path, data)
        talk.note(f"{source.path}: {carried.decided} decisions carried out")
        for line in carried.lost:
            talk.note(f"could not place {line}")
        return 1 if carried.lost else 0
    return 0
