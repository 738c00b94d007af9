"""Workflow commands of GitHub Actions: each fix becomes an annotation in the pull request.

A safe fix that waits is a warning, all else a notice; refused ideas go to the debug log.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, TextIO

from fixprose.report.base import ReportOptions, path_of
from fixprose.report.items import Item, items
from fixprose.report.places import Places, flowing, probability, visible

if TYPE_CHECKING:
    from fixprose.revision import Revision


def write(revisions: Iterable[Revision], options: ReportOptions, stream: TextIO) -> None:
    """Write one command for each fix and each refusal."""
    for revision in revisions:
        places = Places(revision.document.text)
        for item in items(revision, options):
            stream.write(_command(item, path_of(revision), places) + "\n")


def _command(item: Item, path: str, places: Places) -> str:
    change = item.change
    line, column = places.of(change.start)
    end_line, end_column = places.of(change.end)
    title = f"{change.rule} [{item.safety} {probability(change.confidence)}]"
    body = f'"{visible(change.original)}" → "{visible(change.replacement)}": '
    body += flowing(change.reason)
    if item.state == "hidden":
        place = f"{visible(path)}:{line}:{column}: "
        return f"::debug::{_data(f'{place}{title} {body} — {flowing(item.why_hidden)}')}"
    given = {"file": path, "line": str(line), "endLine": str(end_line)}
    if end_line == line:  # columns mean something on one line only
        given |= {"col": str(column), "endColumn": str(end_column)}
    given["title"] = title + (" applied" if item.state == "applied" else "")
    waits = item.state == "remaining" and item.safety == "safe"
    told = ",".join(f"{name}={_property(value)}" for name, value in given.items())
    return f"::{'warning' if waits else 'notice'} {told}::{_data(body)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    text = "".join(f"\\x{ord(c):02x}" if c < " " and c not in "\r\n" else c for c in text)
    return _data(text).replace(":", "%3A").replace(",", "%2C")
