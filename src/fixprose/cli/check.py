"""fixprose check: report, write nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from fixprose import report
from fixprose.cli import output
from fixprose.cli.options import (
    Given,
    config_options,
    option,
    output_file_option,
    output_format_option,
    review_fixes_option,
    rule_options,
    show_settings_option,
    source_options,
    talk_options,
)
from fixprose.cli.settings import Configuration
from fixprose.cli.sources import find_sources
from fixprose.cli.talk import Talk
from fixprose.cli.workers import results
from fixprose.report.counts import Counts

if TYPE_CHECKING:
    from fixprose.engine import Fixer
    from fixprose.revision import Revision
    from fixprose.text.document import Document


@click.command()
@click.argument("paths", nargs=-1, metavar="PATH...")
@option(
    "--fail-on",
    type=click.Choice(["safe", "review", "any", "none"]),
    default="any",
    show_default=True,
    help="The fixes that make the exit code 1.",
)
@option("--fix", "fix_too", is_flag=True, help="The same as the command fix.")
@review_fixes_option
@output_format_option
@output_file_option("the report")
@rule_options
@source_options
@config_options
@show_settings_option
@talk_options
@click.pass_context
def check(context: click.Context, /, paths: tuple[str, ...], **given: Any) -> int:
    """Report what would be fixed in files and folders, and write nothing.

    A folder stands for the texts in it. A path of - stands for standard input. The exit code is 1
    when something was found.
    """
    if given["fix_too"]:
        from fixprose.cli.fix import fix

        del given["fail_on"], given["fix_too"]
        return int(context.invoke(fix, paths=paths, **given))
    talk = context.ensure_object(Talk)
    common = Given.of(given)
    configuration = Configuration(common)
    if given["show_settings"]:
        return output.show_settings(configuration, paths)
    sources = find_sources(paths, common, configuration, talk)
    counts = Counts()
    use = output.Use(sources)
    chosen = report.load(output.report_name(given["output_format"]))
    with output.result_stream(given["output_file"]) as stream:
        pairs = results(sources, revise, jobs=common.jobs, talk=talk, engines=use.engines)
        chosen.write(
            output.counted((revision for _, revision in pairs), counts),
            output.report_options(stream, talk, use, review_fixes=given["review_fixes"]),
            stream,
        )
    found = {"safe": counts.safe, "review": counts.review, "any": counts.fixes, "none": 0}
    return 1 if found[given["fail_on"]] else 0


def revise(fixer: Fixer, document: Document) -> Revision:
    """Return the revision of a document (a function of its own: it may run in another process)."""
    return fixer.fix(document)
