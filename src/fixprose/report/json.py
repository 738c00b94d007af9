"""One JSON object for the whole run; `schema/report.json` describes it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, TextIO

from fixprose.report import records
from fixprose.report.base import ReportOptions
from fixprose.report.counts import Counts

if TYPE_CHECKING:
    from fixprose.revision import Revision


def write(revisions: Iterable[Revision], options: ReportOptions, stream: TextIO) -> None:
    """Write the object file by file, so that a long run needs no memory for all of them."""
    counts = Counts()
    stream.write(records.dumped(records.head(options))[:-1] + ', "files": [')
    for revision in revisions:
        record = {
            **records.file_record(revision),
            "fixes": records.fix_records(revision, options),
            "hunks": records.hunk_records(revision),
            "refusals": records.refusal_records(revision),
        }
        stream.write((",\n" if counts.files else "\n") + records.dumped(record))
        counts.add(revision)
    stream.write("\n], " + records.dumped(records.tail(counts, options))[1:] + "\n")
