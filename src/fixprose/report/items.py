"""Items: fixes and refusals in one list, for reports that name what became of each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, cast

from fixprose.report.base import ReportOptions, accepted

if TYPE_CHECKING:
    from fixprose.revision import Fix, Refusal, Revision

State = Literal["applied", "remaining", "hidden"]


@dataclass(frozen=True, slots=True)
class Item:
    """A fix or a refusal. `applied` was made, `remaining` could be, `hidden` was refused."""

    state: State
    change: Fix | Refusal

    @property
    def safety(self) -> str:
        """How sure it is: safe, review or refused."""
        return "refused" if self.state == "hidden" else cast("Fix", self.change).safety.value

    @property
    def why_hidden(self) -> str:
        """Why it was refused; empty for a fix."""
        return cast("Refusal", self.change).why if self.state == "hidden" else ""


def items(revision: Revision, options: ReportOptions) -> Iterator[Item]:
    """Yield all fixes and refusals in order of the text."""
    made = accepted(revision, options) if options.applied else frozenset()
    found = [Item("applied" if fix.index in made else "remaining", fix) for fix in revision.fixes]
    found += [Item("hidden", refusal) for refusal in revision.refusals]
    yield from sorted(found, key=lambda item: item.change.start)
