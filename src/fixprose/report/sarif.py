"""SARIF 2.1.0, for code scanning: results with fixes, and fingerprints that outlive moved lines.

An applied fix is informational, a refused idea a suppressed result with the reason. Rules come
behind the results, so that these are written as they come; the order of keys means nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, TextIO
from urllib.parse import quote

from fixprose.report.base import ReportOptions, path_of
from fixprose.report.fingerprints import Fingerprints
from fixprose.report.items import Item, items
from fixprose.report.places import Places
from fixprose.report.records import dumped

if TYPE_CHECKING:
    from fixprose.revision import Revision

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {"safe": "warning", "review": "note", "refused": "note"}


def write(revisions: Iterable[Revision], options: ReportOptions, stream: TextIO) -> None:
    """Write one log with one run."""
    rules: dict[str, int] = {}
    stages: dict[str, str] = {}
    head = {"$schema": _SCHEMA, "version": "2.1.0"}
    stream.write(dumped(head)[:-1] + ', "runs": [{"columnKind": "unicodeCodePoints", "results": [')
    separator = "\n"
    for revision in revisions:
        places = Places(revision.document.text)
        marks = Fingerprints(revision.document)
        for item in items(revision, options):
            rule = item.change.rule
            stages[rule] = item.change.stage
            result = _result(item, path_of(revision), places, rules.setdefault(rule, len(rules)))
            mark = marks.of(rule, item.change.start)
            result["partialFingerprints"] = {"fixprose/v1": mark}
            stream.write(separator + dumped(result))
            separator = ",\n"
    driver = {
        "name": "fixprose",
        "version": options.tool.version,
        "rules": [{"id": rule, "properties": {"tags": [stages[rule]]}} for rule in rules],
    }
    stream.write("\n], " + dumped({"tool": {"driver": driver}})[1:] + "]}\n")


def _result(item: Item, path: str, places: Places, index: int) -> dict[str, Any]:
    change = item.change
    line, column = places.of(change.start)
    end_line, end_column = places.of(change.end)
    region = {
        "startLine": line,
        "startColumn": column,
        "endLine": end_line,
        "endColumn": end_column,
        "charOffset": change.start,
        "charLength": change.end - change.start,
    }
    where = {"uri": _uri(path)}
    text = f"“{change.original}” → “{change.replacement}”: {change.reason}"
    applied = item.state == "applied"
    result: dict[str, Any] = {
        "ruleId": change.rule,
        "ruleIndex": index,
        "kind": "informational" if applied else "fail",
        "level": "none" if applied else _LEVELS[item.safety],
        "message": {"text": text},
        "locations": [{"physicalLocation": {"artifactLocation": where, "region": region}}],
        "properties": {
            "state": item.state,
            "safety": item.safety,
            "confidence": round(change.confidence, 4),
        },
    }
    if item.state == "remaining":
        replaced = {"deletedRegion": region, "insertedContent": {"text": change.replacement}}
        changed = {"artifactLocation": where, "replacements": [replaced]}
        result["fixes"] = [{"description": {"text": change.reason}, "artifactChanges": [changed]}]
    if item.state == "hidden":
        reason = {"kind": "external", "status": "accepted", "justification": item.why_hidden}
        result["suppressions"] = [reason]
    return result


def _uri(path: str) -> str:
    path = quote(path.replace("\\", "/"), safe="/", errors="surrogateescape")
    return f"file://{path}" if path.startswith("/") else path
