"""The summary of a review, as Markdown: what was decided, by cause and by rule."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from fixprose.review.decisions import Decision, Verdict, decided_changes
from fixprose.review.page_data import pivot_of

if TYPE_CHECKING:
    from fixprose.review.session import ReviewedFile

_VERDICTS = ("accept", "reject", "edit", "query", "undecided")
_HEADS = ("accepted", "rejected", "edited", "query", "undecided")


def summary_lines(files: Iterable[ReviewedFile]) -> Iterator[str]:
    """Yield the lines of a summary of some files."""
    yield "# Review"
    for file in files:
        yield ""
        yield f"## {file.path}"
        yield ""
        yield from _file_lines(file)


def _file_lines(file: ReviewedFile) -> Iterator[str]:
    revision, placed = file.revision, file.placed
    verdicts = [
        placed.decided[fix.index].verdict if fix.index in placed.decided else Verdict.UNDECIDED
        for fix in revision.fixes
    ]
    by_cause: dict[str, Counter[str]] = {}
    by_rule: dict[str, Counter[str]] = {}
    for fix, verdict in zip(revision.fixes, verdicts, strict=True):
        cause = pivot_of(fix.rule, fix.stage) or fix.stage
        by_cause.setdefault(cause, Counter())[verdict.value] += 1
        by_rule.setdefault(fix.rule, Counter())[verdict.value] += 1
    before, after = _words_changed(file)
    total = len(revision.document.text.split())
    yield f"{len(verdicts)} fixes; {before} of {total} words became {after}."
    if verdicts:
        yield ""
        yield from _table("cause", by_cause)
        yield ""
        yield from _table("rule", by_rule)
    notes = [(index, one) for index, one in placed.decided.items() if _is_asked(one)]
    if notes:
        yield ""
        for index, decision in notes:
            text = " ".join(revision.fixes[index].original.split())
            kind = "query" if decision.verdict is Verdict.QUERY else "note"
            note = " ".join((decision.note or "please check").split())
            yield f"- {kind} on “{text}”: {note}"
    if placed.lost:
        yield ""
        yield f"{len(placed.lost)} earlier decisions could not be placed: the text differs there."


def _is_asked(decision: Decision) -> bool:
    return decision.verdict is Verdict.QUERY or bool(decision.note)


def _table(head: str, rows: dict[str, Counter[str]]) -> Iterator[str]:
    yield f"| {head} | fixes | {' | '.join(_HEADS)} |"
    yield f"|---|{'---:|' * (len(_HEADS) + 1)}"
    for name, counts in sorted(rows.items(), key=lambda row: (-row[1].total(), row[0])):
        numbers = [counts.total(), *(counts[verdict] for verdict in _VERDICTS)]
        yield f"| {name} | {' | '.join(map(str, numbers))} |"


def _words_changed(file: ReviewedFile) -> tuple[int, int]:
    text = file.revision.document.text
    changes = decided_changes(file.revision, file.placed.decided)
    before = sum(len(text[start:end].split()) for start, end, _ in changes)
    return before, sum(len(replacement.split()) for _, _, replacement in changes)
