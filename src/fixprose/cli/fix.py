"""fixprose fix: write the repaired text, in place or elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, TextIO

import click

from fixprose import report
from fixprose.cli import output
from fixprose.cli.check import revise
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
from fixprose.cli.sources import Source, find_sources
from fixprose.cli.talk import Talk
from fixprose.cli.workers import results
from fixprose.errors import FixproseError
from fixprose.report.base import ReportOptions
from fixprose.report.counts import Counts
from fixprose.revision import Revision


@click.command()
@click.argument("paths", nargs=-1, metavar="PATH...")
@review_fixes_option
@option("--stdout", "to_stdout", is_flag=True, help="Print the result, leave the files alone.")
@option("--diff", is_flag=True, help="Print a patch, leave the files alone; exit 1 if not empty.")
@option("--check", "ask", is_flag=True, help="Only ask: exit 1 when changes are due.")
@output_format_option
@output_file_option("the repaired text (or the patch)")
@rule_options
@source_options
@config_options
@show_settings_option
@talk_options
@click.pass_context
def fix(context: click.Context, /, paths: tuple[str, ...], **given: Any) -> int:
    """Fix files and folders in place, and say what was done.

    Only safe fixes are made, unless --review-fixes is given. A file is replaced as a whole or not
    at all. What comes by standard input (-) goes to standard output, and the report to standard
    error.
    """
    talk = context.ensure_object(Talk)
    common = Given.of(given)
    configuration = Configuration(common)
    if given["show_settings"]:
        return output.show_settings(configuration, paths)
    _refuse_contradictions(given)
    sources = find_sources(paths, common, configuration, talk)
    if given["output_file"] and len(sources) > 1 and not given["diff"]:
        raise click.UsageError("-o takes the result of one text, but there are several")
    work = _Work(sources, given, common, talk)
    if given["diff"] or given["ask"]:
        return work.ask()
    work.write()
    return 0


def _refuse_contradictions(given: dict[str, Any]) -> None:
    ways = [name for name in ("to_stdout", "diff", "ask") if given[name]]
    if len(ways) > 1 and ways != ["diff", "ask"]:
        raise click.UsageError("--stdout cannot be joined with --diff or --check: give one")
    if given["to_stdout"] and given["output_file"]:
        raise click.UsageError("--stdout and -o contradict each other: give one")


class _Work:
    """One run of `fix`, once it is clear what to do."""

    def __init__(
        self, sources: list[Source], given: dict[str, Any], common: Given, talk: Talk
    ) -> None:
        self._sources = sources
        self._given = given
        self._jobs = common.jobs
        self._talk = talk
        self._review = bool(given["review_fixes"])
        self._use = output.Use(sources)

    def ask(self) -> int:
        """Write nothing but a patch or a report, and return 1 if there is anything to change."""
        counts, due = Counts(), 0

        def revisions() -> Iterator[Revision]:
            nonlocal due
            for _, revision in self._results():
                due += self._repaired(revision) != revision.document.text
                counts.add(revision)
                yield revision

        name = "diff" if self._given["diff"] else output.report_name(self._given["output_format"])
        with output.result_stream(self._given["output_file"]) as stream:
            options = self._options(stream, "check")
            report.load(name).write(revisions(), options, stream)
        if name == "diff":
            output.tell_summary(counts, options, self._talk)
        return 1 if due else 0

    def write(self) -> None:
        """Write the repaired texts, and report what was done where the result does not go."""
        name = output.report_name(self._given["output_format"])
        elsewhere = self._given["to_stdout"] or any(each.data is not None for each in self._sources)
        to_stdout = elsewhere and not self._given["output_file"]
        stream = output.prepared(sys.stderr if to_stdout else sys.stdout)
        written = self._written(to_stdout)
        if self._talk.verbosity < 0:
            for _ in written:
                pass
            return
        report.load(name).write(written, self._options(stream, "fix"), stream)

    def _written(self, to_stdout: bool) -> Iterator[Revision]:
        """Write each result where it belongs, and yield the revisions that were written."""
        from fixprose.text.read import encode_document, write_atomic

        for source, revision in self._results():
            try:
                data = self._encoded(revision, as_text=to_stdout)
                if to_stdout:
                    sys.stdout.flush()
                    sys.stdout.buffer.write(data)
                    sys.stdout.buffer.flush()
                elif self._given["output_file"]:
                    write_atomic(self._given["output_file"], data)
                elif self._repaired(revision) != revision.document.text:
                    _replace(source.path, encode_document(revision.document), data)
            except FixproseError as error:
                self._talk.error(str(error))
                continue
            yield revision

    def _encoded(self, revision: Revision, *, as_text: bool) -> bytes:
        """Return the bytes of the result: of a Word file, with tracked changes, or its text."""
        from fixprose.text.read import encode_document

        if not revision.document.package:
            return encode_document(revision.document.with_text(self._repaired(revision)))
        if as_text:
            return self._repaired(revision).encode()
        from fixprose.docx import encode_revision

        every = frozenset(fix.index for fix in revision.fixes)
        return encode_revision(revision, every if self._review else revision.safe)

    def _results(self) -> Iterator[tuple[Source, Revision]]:
        engines = self._use.engines
        return results(self._sources, revise, jobs=self._jobs, talk=self._talk, engines=engines)

    def _repaired(self, revision: Revision) -> str:
        return revision.review_text if self._review else revision.text

    def _options(self, stream: TextIO, mode: output.Mode) -> ReportOptions:
        return output.report_options(
            stream, self._talk, self._use, mode=mode, review_fixes=self._review
        )


def _replace(path: str, before: bytes, after: bytes) -> None:
    """Replace a file that still is what was read. Raises FixproseError; then it is as it was."""
    from fixprose.text.read import write_atomic

    now = None
    with suppress(OSError):
        now = Path(path).read_bytes()
    if now != before:
        raise FixproseError(f"{path}: changed while it was being repaired; run fixprose again")
    write_atomic(path, after)
