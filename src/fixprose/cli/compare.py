"""fixprose compare: the differences of any two texts."""

from __future__ import annotations

from typing import Any

import click

from fixprose import report
from fixprose.cli import output
from fixprose.cli.options import (
    option,
    output_file_option,
    output_format_option,
    talk_options,
)
from fixprose.cli.talk import Talk


@click.command()
@click.argument("before", metavar="BEFORE")
@click.argument("after", metavar="AFTER")
@output_format_option
@output_file_option("the report")
@option("--encoding", metavar="NAME", help="Encoding of both files; by default found out.")
@option("--format", metavar="NAME", help="Format of both files (text, markdown); else by name.")
@talk_options
@click.pass_context
def compare(context: click.Context, /, before: str, after: str, **given: Any) -> int:
    """Show the differences of two texts, word by word, such as an editor's repair by hand.

    The exit code is 1 when they differ.
    """
    from fixprose.revision import compare as compared
    from fixprose.text.read import read_document

    talk = context.ensure_object(Talk)
    old, new = (
        read_document(path, encoding=given["encoding"], format=given["format"])
        for path in (before, after)
    )
    revision = compared(old, new.text)
    name = given["output_format"] or report.names()[0]
    with output.result_stream(given["output_file"]) as stream:
        options = output.report_options(
            stream, talk, output.Use(()), mode="compare", review_fixes=True
        )
        report.load(name).write([revision], options, stream)
    return 1 if old.text != new.text else 0
