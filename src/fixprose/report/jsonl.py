"""A JSON object on each line (run, file, fix …, summary); `schema/line.json` describes them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, TextIO

from fixprose.report import records
from fixprose.report.base import ReportOptions, path_of
from fixprose.report.counts import Counts

if TYPE_CHECKING:
    from fixprose.revision import Revision


def write(revisions: Iterable[Revision], options: ReportOptions, stream: TextIO) -> None:
    """Write the lines of each document as soon as it is done."""
    counts = Counts()

    def line(kind: str, record: records.Record) -> None:
        stream.write(records.dumped({"type": kind, **record}) + "\n")

    line("run", records.head(options))
    for revision in revisions:
        path = {"path": path_of(revision)}
        line("file", records.file_record(revision))
        for record in records.fix_records(revision, options):
            line("fix", path | record)
        for record in records.hunk_records(revision):
            line("hunk", path | record)
        for record in records.refusal_records(revision):
            line("refusal", path | record)
        counts.add(revision)
        stream.flush()
    line("summary", records.tail(counts, options))
