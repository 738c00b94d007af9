"""One line for each fix: `path:line:col: id [safe .93] "old" → "new": why`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, TextIO, cast

from fixprose.report.base import ReportOptions, path_of, shown
from fixprose.report.counts import Counts, summary_lines
from fixprose.report.places import Places, flowing, probability, visible

if TYPE_CHECKING:
    from fixprose.revision import Fix, Refusal, Revision


def write(revisions: Iterable[Revision], options: ReportOptions, stream: TextIO) -> None:
    """Write a line for each fix, with -v one for each refusal, and the summary."""
    counts = Counts()
    for revision in revisions:
        counts.add(revision)
        stream.writelines(f"{line}\n" for line in _lines(revision, options))
    lines = summary_lines(counts, options) if options.summary else []
    if lines:
        stream.write(" ".join(lines) + "\n")


def _lines(revision: Revision, options: ReportOptions) -> Iterable[str]:
    if not revision.fixes and not revision.refusals:
        return
    places = Places(revision.document.text)
    wanted = shown(revision, options)
    lines = [
        (
            fix.start,
            _line(revision, places, fix, f"{fix.safety.value} {probability(fix.confidence)}"),
        )
        for fix in revision.fixes
        if fix.index in wanted
    ]
    if options.verbose:
        lines += [
            (each.start, _line(revision, places, each, f"refused {probability(each.confidence)}"))
            for each in revision.refusals
        ]
        lines.sort(key=lambda pair: pair[0])
    for _, line in lines:
        yield line


def _line(revision: Revision, places: Places, item: Fix | Refusal, mark: str) -> str:
    line, column = places.of(item.start)
    reason = flowing(item.reason)
    if mark.startswith("refused"):
        reason += f" — refused: {flowing(cast('Refusal', item).why)}"
    return (
        f"{visible(path_of(revision))}:{line}:{column}: {item.rule} [{mark}]"
        f' "{visible(item.original)}" → "{visible(item.replacement)}": {reason}'
    )
