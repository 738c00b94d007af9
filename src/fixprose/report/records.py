"""Revisions as plain data: what the JSON reports hold, as their schema says.

Offsets are characters of the decoded text, end exclusive; lines and columns count from 1, columns
in characters. `VERSION` changes when a consumer could break, not when keys are added.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from fixprose.report.base import ReportOptions, accepted, path_of
from fixprose.report.places import Places

if TYPE_CHECKING:
    from fixprose.evidence.diagnosis import Diagnosis
    from fixprose.report.counts import Counts
    from fixprose.revision import Fix, Refusal, Revision
    from fixprose.text.document import Document

VERSION = 1
Record = dict[str, Any]


def head(options: ReportOptions) -> Record:
    """Return what made the report."""
    version, digest = options.tool.packs()
    return {
        "version": VERSION,
        "fixprose": options.tool.version,
        "packs": {"version": version, "hash": digest},
    }


def tail(counts: Counts, options: ReportOptions) -> Record:
    """Return what is known at the end only."""
    return {
        "grammar": options.tool.grammar(),
        "summary": {
            "files": counts.files,
            "files_with_fixes": counts.files_with_fixes,
            "safe": counts.safe,
            "review": counts.review,
            "refused": counts.refused,
        },
    }


def file_record(revision: Revision) -> Record:
    """Return what is to say about a document as a whole."""
    document = revision.document
    return {
        "path": path_of(revision),
        "format": document.format,
        "encoding": document.encoding,
        "diagnosis": diagnosis_record(document, revision.diagnosis),
    }


def diagnosis_record(document: Document, diagnosis: Diagnosis) -> Record:
    """Return a diagnosis with its evidence."""
    places = Places(document.text)
    return {
        "probability": round(diagnosis.probability, 4),
        "pivot": diagnosis.pivot,
        "pivots": {name: round(share, 4) for name, share in diagnosis.pivots.items()},
        "evidence": [
            {
                "kind": each.kind,
                "weight": round(each.weight, 4),
                "pivot": each.pivot,
                "rule": each.rule,
                **_span(each.span.start, each.span.end, places),
            }
            for each in diagnosis.evidence
        ],
    }


def fix_records(revision: Revision, options: ReportOptions) -> list[Record]:
    """Return one record for each fix; `applied` says whether the options apply it."""
    places = Places(revision.document.text)
    taken = accepted(revision, options)
    return [
        {
            "index": fix.index,
            **_change(fix, places),
            "safety": fix.safety.value,
            "reason": fix.reason,
            "depends_on": list(fix.depends_on),
            "in_quotation": fix.in_quotation,
            "applied": options.applied and fix.index in taken,
        }
        for fix in revision.fixes
    ]


def hunk_records(revision: Revision) -> list[Record]:
    """Return one record for each hunk that all fixes together make."""
    places = Places(revision.document.text)
    return [
        {
            **_span(hunk.start, hunk.end, places),
            "original": hunk.original,
            "replacement": hunk.replacement,
            "fixes": list(hunk.fixes),
        }
        for hunk in revision.hunks()
    ]


def refusal_records(revision: Revision) -> list[Record]:
    """Return one record for each refusal."""
    places = Places(revision.document.text)
    return [
        {**_change(each, places), "reason": each.reason, "why": each.why}
        for each in revision.refusals
    ]


def dumped(record: Record) -> str:
    """Return a record as JSON on one line; a name that is no Unicode comes out as escapes."""
    text = json.dumps(record, ensure_ascii=False)
    try:
        text.encode()
    except UnicodeEncodeError:
        return json.dumps(record)
    return text


def _change(item: Fix | Refusal, places: Places) -> Record:
    return {
        **_span(item.start, item.end, places),
        "original": item.original,
        "replacement": item.replacement,
        "rule": item.rule,
        "stage": item.stage,
        "confidence": round(item.confidence, 4),
    }


def _span(start: int, end: int, places: Places) -> Record:
    line, column = places.of(start)
    end_line, end_column = places.of(end)
    return {
        "start": start,
        "end": end,
        "line": line,
        "column": column,
        "end_line": end_line,
        "end_column": end_column,
    }
