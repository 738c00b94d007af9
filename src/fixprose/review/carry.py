"""Carrying a review out: from what an editor left, in whatever form, to the text.

To read another form, write a carrier in a module of its own and name it in `CARRIERS`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, cast

from fixprose.errors import FixproseError
from fixprose.review.decisions import Decision, decided_text, place, read_decisions

if TYPE_CHECKING:
    from fixprose.revision import Revision

# End of the review's name → its carrier.
CARRIERS = {
    ".jsonl": "fixprose.review.carry:by_decisions",
    ".critic.md": "fixprose.review.critic:by_critic",
    ".docx": "fixprose.review.word:by_word",
}


@dataclass(frozen=True, slots=True)
class Carried:
    """The text after a review. `lost` names, a line each, what found no place in it.

    `data` holds the bytes of the result where they are not just the text encoded.
    """

    text: str
    decided: int
    lost: tuple[str, ...] = ()
    data: bytes | None = None


Carrier = Callable[["Revision", Path], Carried]


def carrier_for(review: Path) -> Carrier:
    """Return what reads a review of this kind. Raises FixproseError for an unknown kind."""
    shown = review.name.lower()
    name = next((name for end, name in CARRIERS.items() if shown.endswith(end)), None)
    if name is None:
        known = ", ".join(sorted(CARRIERS))
        raise FixproseError(f"{review}: not a review that fixprose can read ({known})")
    module, attribute = name.split(":")
    return cast(Carrier, getattr(import_module(module), attribute))


def by_decisions(revision: Revision, review: Path) -> Carried:
    """Carry out a decisions file."""
    placed = place(revision, read_decisions(review))
    text = decided_text(revision, placed.decided)
    data = None
    if revision.document.package:
        from fixprose.review.word import encode_decided

        data = encode_decided(revision, placed.decided)
    return Carried(text, len(placed.decided), tuple(map(described, placed.lost)), data)


def described(decision: Decision) -> str:
    """Return a decision in words, for one that found no place."""
    what = decision.key.replacement if decision.text is None else decision.text
    by = f" by {decision.who}" if decision.who else ""
    return f"{decision.verdict.value}{by}: {decision.key.rule} → “{what}”"
