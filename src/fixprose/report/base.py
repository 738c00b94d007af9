"""What every report is given."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, Protocol, TextIO

if TYPE_CHECKING:
    from fixprose.revision import Revision

STDIN = "<stdin>"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tool:
    """What made the revisions, so that a result can be repeated.

    `packs` gives version and hash, and is asked only by reports that name them. `grammar` is asked
    when everything is done: only then it is known which engine was used, if any.
    """

    version: str
    packs: Callable[[], tuple[str, str]]
    grammar: Callable[[], str | None] = field(default=lambda: None)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportOptions:
    """How to report.

    `mode` says what the fixes are: proposed (`check`), made (`fix`; review fixes only with
    `review_fixes`), or the differences of two texts (`compare`). `width` is the terminal's in
    characters, None where lines may be of any length.
    """

    tool: Tool
    mode: Literal["check", "fix", "compare"] = "check"
    review_fixes: bool = False
    verbose: bool = False
    color: bool = False
    width: int | None = None
    summary: bool = True

    @property
    def applied(self) -> bool:
        """Whether fixes were made."""
        return self.mode == "fix"


class Report(Protocol):
    """What a module of this package offers."""

    def write(self, revisions: Iterable[Revision], options: ReportOptions, stream: TextIO) -> None:
        """Write the report on `revisions`, each as soon as it comes."""
        ...


def path_of(revision: Revision) -> str:
    """Return the name to show for the revision's document."""
    return revision.document.path or STDIN


def accepted(revision: Revision, options: ReportOptions) -> Collection[int]:
    """Return the indexes of the fixes that the options apply."""
    if options.review_fixes:
        return frozenset(fix.index for fix in revision.fixes)
    return revision.safe


def shown(revision: Revision, options: ReportOptions) -> Collection[int]:
    """Return the indexes of the fixes to show: all that were applied, or all that are proposed."""
    if options.applied:
        return accepted(revision, options)
    return frozenset(fix.index for fix in revision.fixes)
