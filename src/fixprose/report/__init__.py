"""Reports: views of revisions for people and programs, one module each.

A report reads finished revisions and writes to a text stream; it decides nothing, opens no file
and knows no command. To add one, write a module with `write` and name it in `REPORTS`: the options
of the command line and their help are made from this table.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from fixprose.report.base import Report

REPORTS: dict[str, tuple[str, str]] = {
    "full": ("fixprose.report.full", "each sentence with its changes marked, and their causes"),
    "concise": ("fixprose.report.concise", "one line for each fix"),
    "diff": ("fixprose.report.diff", "a unified diff for `patch -p1` and `git apply`"),
    "json": ("fixprose.report.json", "one JSON object, with a schema"),
    "jsonl": ("fixprose.report.jsonl", "a JSON object on each line, as files are done"),
    "html": ("fixprose.report.html", "a page for a mail or a CI artefact (extra review)"),
    "markdown": ("fixprose.report.markdown", "sentences and tables, for a pull request"),
    "criticmarkup": ("fixprose.report.criticmarkup", "the text with marks; apply reads it back"),
    "github": ("fixprose.report.github", "annotations of GitHub Actions"),
    "sarif": ("fixprose.report.sarif", "SARIF 2.1.0, for code scanning"),
    "rdjson": ("fixprose.report.rdjson", "diagnostics with suggestions, for reviewdog"),
}


def names() -> tuple[str, ...]:
    """Return the names of all reports, the default first."""
    return tuple(REPORTS)


def load(name: str) -> Report:
    """Return the report called `name`; KeyError if there is none."""
    return cast("Report", import_module(REPORTS[name][0]))
