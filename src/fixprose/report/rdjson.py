"""Reviewdog's diagnostic format (rdjson), with suggestions that a reviewer can commit.

Columns are bytes of UTF-8 from 1, as the format wants them.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, TextIO

from fixprose.report.base import ReportOptions, path_of
from fixprose.report.items import Item, items
from fixprose.report.places import Places
from fixprose.report.records import dumped

if TYPE_CHECKING:
    from fixprose.revision import Revision

_SEVERITIES = {"safe": "WARNING", "review": "INFO", "refused": "INFO"}


def write(revisions: Iterable[Revision], options: ReportOptions, stream: TextIO) -> None:
    """Write one object; each document's diagnostics as soon as it is done."""
    source = {"name": "fixprose"}
    stream.write(dumped({"source": source})[:-1] + ', "diagnostics": [')
    separator = "\n"
    for revision in revisions:
        text = revision.document.text
        places = Places(text)
        for item in items(revision, options):
            stream.write(separator + dumped(_diagnostic(item, path_of(revision), text, places)))
            separator = ",\n"
    stream.write("\n]}\n")


def _diagnostic(item: Item, path: str, text: str, places: Places) -> dict[str, Any]:
    change = item.change
    span = {
        "start": _position(change.start, text, places),
        "end": _position(change.end, text, places),
    }
    message = f"“{change.original}” → “{change.replacement}”: {change.reason}"
    if item.state == "applied":
        message += " (applied)"
    if item.state == "hidden":
        message += f" (refused: {item.why_hidden})"
    record: dict[str, Any] = {
        "message": message,
        "location": {"path": path, "range": span},
        "severity": "INFO" if item.state == "applied" else _SEVERITIES[item.safety],
        "code": {"value": change.rule},
    }
    if item.state == "remaining":
        record["suggestions"] = [{"range": span, "text": change.replacement}]
    return record


def _position(offset: int, text: str, places: Places) -> dict[str, int]:
    line, column = places.of(offset)
    before = text[offset - column + 1 : offset]
    return {"line": line, "column": len(before.encode("utf-8", "surrogatepass")) + 1}
