"""Counts over all revisions of a run, and the sentences that end a report."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from fixprose.edits import STAGES, Safety

if TYPE_CHECKING:
    from fixprose.report.base import ReportOptions
    from fixprose.revision import Revision


@dataclass(slots=True)
class Counts:
    """What was found so far; `add` it up, then read it."""

    files: int = 0
    files_with_fixes: int = 0
    safe: int = 0
    review: int = 0
    refused: int = 0
    stages: Counter[str] = field(default_factory=Counter)

    def add(self, revision: Revision) -> None:
        """Count one more revision."""
        self.files += 1
        self.files_with_fixes += bool(revision.fixes)
        safe = sum(fix.safety is Safety.SAFE for fix in revision.fixes)
        self.safe += safe
        self.review += len(revision.fixes) - safe
        self.refused += len(revision.refusals)
        self.stages.update(fix.stage for fix in revision.fixes)

    @property
    def fixes(self) -> int:
        """All fixes, safe and review."""
        return self.safe + self.review


def summary_lines(counts: Counts, options: ReportOptions) -> list[str]:
    """Return the summary in sentences: what was found or made, and what to do next."""
    if options.mode == "compare":
        return [f"{_many(counts.fixes, 'change')}."]
    if not counts.files:
        return []
    lines = _found(counts, options) if counts.fixes else [f"No fixes {_where(counts)}."]
    if counts.refused and not options.verbose:
        lines.append(f"{_many(counts.refused, 'idea')} refused: -v shows them with the reasons.")
    return lines


def _found(counts: Counts, options: ReportOptions) -> list[str]:
    where = _where(counts)
    by_stage = ", ".join(f"{name} {counts.stages[name]}" for name in _in_order(counts.stages))
    detail = f"{counts.safe} safe, {counts.review} review; {by_stage}"
    if not options.applied:
        lines = [f"{_many(counts.fixes, 'fix')} {where} ({detail})."]
        if not counts.review:
            lines.append("“fixprose fix” makes them.")
        elif not counts.safe:
            lines.append("“fixprose fix --review-fixes” makes them.")
        else:
            lines.append("“fixprose fix” makes the safe ones, with --review-fixes all.")
        return lines
    if options.review_fixes:
        return [f"{_many(counts.fixes, 'fix')} made {where} ({detail})."]
    lines = [f"{_many(counts.safe, 'safe fix')} made {where}."]
    if counts.review:
        lines.append(
            f"{_many(counts.review, 'review fix')} not made: “fixprose check” shows what they are,"
            " --review-fixes makes them."
        )
    return lines


def _where(counts: Counts) -> str:
    files = _many(counts.files, "file")
    some = counts.files_with_fixes
    return f"in {some} of {files}" if 0 < some < counts.files else f"in {files}"


def _in_order(stages: Counter[str]) -> list[str]:
    known = [stage for stage in STAGES if stages[stage]]
    return [*known, *sorted(set(stages) - set(known))]


def _many(number: int, noun: str) -> str:
    plural = "es" if noun.endswith("x") else "s"
    return f"{number} {noun}{'' if number == 1 else plural}"
