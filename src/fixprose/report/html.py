"""A static page: what changes and why, for a mail or an artefact of a CI run.

It holds everything it needs, runs no script, and its policy forbids it to load anything.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator
from importlib import resources
from typing import TYPE_CHECKING, Any, TextIO

from fixprose.errors import FixproseError
from fixprose.report.base import ReportOptions, path_of
from fixprose.report.contexts import contexts
from fixprose.report.counts import Counts, summary_lines
from fixprose.report.items import Item, items
from fixprose.report.places import Places, flowing, probability, visible

if TYPE_CHECKING:
    from fixprose.revision import Revision

_HEADS = {"applied": "Applied", "remaining": "Remaining", "hidden": "Hidden"}


def write(revisions: Iterable[Revision], options: ReportOptions, stream: TextIO) -> None:
    """Write the page, document by document. Raises FixproseError when Jinja is missing."""
    page = _template()
    style = _asset("report.css")
    from markupsafe import Markup

    stream.write(str(page.head(_policy(style), Markup(style))))
    counts = Counts()
    for revision in revisions:
        counts.add(revision)
        if revision.fixes or revision.refusals:
            path = visible(path_of(revision))
            sentences, groups = list(_sentences(revision)), list(_groups(revision, options))
            stream.write(str(page.section(path, sentences, groups)))
    lines = summary_lines(counts, options) if options.summary else []
    stream.write(str(page.foot(lines)))


def _template() -> Any:
    try:
        from jinja2 import Environment, StrictUndefined
    except ImportError:
        raise FixproseError(
            "the html report needs Jinja2: pip install 'fixprose[review]'"
        ) from None
    environment = Environment(autoescape=True, undefined=StrictUndefined)
    return environment.from_string(_asset("report.html.j2")).module


def _asset(name: str) -> str:
    return (resources.files("fixprose.report") / "assets" / name).read_text(encoding="utf-8")


def _policy(style: str) -> str:
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def _sentences(revision: Revision) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    places = Places(revision.document.text)
    for context in contexts(revision, frozenset(fix.index for fix in revision.fixes)):
        line, column = places.of(context.hunks[0].start)
        pieces: list[tuple[str, str]] = [
            (kind, visible(piece) if kind in ("old", "new") else flowing(piece))
            for kind, piece in context.pieces(revision.document.text)
        ]
        yield f"{line}:{column}", pieces


def _groups(revision: Revision, options: ReportOptions) -> Iterator[tuple[str, list[Any]]]:
    places = Places(revision.document.text)
    found = list(items(revision, options))
    for state, head in _HEADS.items():
        rows = [_row(item, places) for item in found if item.state == state]
        if rows:
            yield head, rows


def _row(item: Item, places: Places) -> tuple[str, ...]:
    change = item.change
    line, column = places.of(change.start)
    mark = f"{item.safety} {probability(change.confidence)}"
    why = flowing(change.reason) + (f" — {flowing(item.why_hidden)}" if item.why_hidden else "")
    old, new = visible(change.original), visible(change.replacement)
    return f"{line}:{column}", change.rule, mark, old, new, why
