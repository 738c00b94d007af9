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
    """Return the summary in sentences: what was found or done, and what to do next."""
    if not counts.fixes:
        lines = [f"No fixes in {_many(counts.files, 'file')}."]
    else:
        lines = _found(counts, options)
    if counts.refused and not options.verbose:
        lines.append(f"{_many(counts.refused, 'idea')} refused: -v shows them with the reasons.")
    return lines


def _found(counts: Counts, options: ReportOptions) -> list[str]:
    where = f"in {counts.files_with_fixes} of {_many(counts.files, 'file')}"
    by_stage = ", ".join(f"{name} {counts.stages[name]}" for name in _in_order(counts.stages))
    if not options.applied:
        lines = [
            f"{_many(counts.fixes, 'fix')} {where}: {counts.safe} safe, {counts.review} review"
            f" ({by_stage})."
        ]
        if counts.safe:
            lines.append("“fixprose fix” makes the safe ones.")
        if counts.review:
            lines.append(f"“fixprose fix --review-fixes” makes the {counts.review} others, too.")
        return lines
    if options.review_fixes:
        made = f"{counts.safe} safe, {counts.review} review; {by_stage}"
        return [f"{_many(counts.fixes, 'fix')} made {where} ({made})."]
    lines = [f"{_many(counts.safe, 'safe fix')} made {where}."]
    if counts.review:
        lines.append(
            f"{_many(counts.review, 'review fix')} not made: “fixprose check” shows them,"
            " --review-fixes makes them."
        )
    return lines


def _in_order(stages: Counter[str]) -> list[str]:
    known = [stage for stage in STAGES if stages[stage]]
    return [*known, *sorted(set(stages) - set(known))]


def _many(number: int, noun: str) -> str:
    plural = "es" if noun.endswith("x") else "s"
    return f"{number} {noun}{'' if number == 1 else plural}"
