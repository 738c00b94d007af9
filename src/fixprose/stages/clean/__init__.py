"""The clean stage: what is broken in the characters and spaces of a text, never its style.

Wrong decodings, character codes in prose, characters nobody can see, stops of another script, and
the spaces that tokenisers and machine translation leave behind. Each module has a function
`propose` and a table `DESCRIPTIONS`; each looks first, with a scan that costs next to nothing,
whether a text holds anything for it. ftfy and sacremoses are imported only when it does.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from fixprose.edits import Edit, Stage
from fixprose.stages.clean import (
    amounts,
    apostrophes,
    characters,
    decoding,
    entities,
    foreign_marks,
    hyphens,
    spaces,
    tokenised,
)
from fixprose.text.span import Span

if TYPE_CHECKING:
    from fixprose.evidence.diagnosis import Diagnosis
    from fixprose.text.document import Document

# An earlier module wins where two want the same place.
_MODULES = (
    decoding,
    entities,
    characters,
    foreign_marks,
    tokenised,
    apostrophes,
    hyphens,
    amounts,
    spaces,
)

DESCRIPTIONS: dict[str, str] = {
    rule: description for module in _MODULES for rule, description in module.DESCRIPTIONS.items()
}


class CleanPass:
    """Proposes the edits of the clean stage."""

    stage: Stage = "clean"

    def propose(self, document: Document, diagnosis: Diagnosis) -> Iterator[Edit]:
        """Yield edits that lie in prose, touch nothing protected, and never overlap."""
        taken: list[Span] = []
        for module in _MODULES:
            for edit in module.propose(document):
                at = bisect_left(taken, edit.span)
                if any(edit.span.overlaps(near) for near in taken[max(0, at - 1) : at + 1]):
                    continue
                if not document.is_protected(edit.span):
                    taken.insert(at, edit.span)
                    yield _trimmed(edit, document.text)


def _shared(old: str, new: str) -> int:
    """Return how many characters of white space two strings begin with alike."""
    pairs = enumerate(zip(old, new, strict=False))
    return next((at for at, (a, b) in pairs if a != b or not a.isspace()), min(len(old), len(new)))


def _trimmed(edit: Edit, text: str) -> Edit:
    """Return the edit without the space that the text and the replacement share at either end."""
    old, new = edit.span.of(text), edit.replacement
    head = _shared(old, new)
    tail = _shared(old[head:][::-1], new[head:][::-1])
    if not head and not tail:
        return edit
    span = Span(edit.span.start + head, edit.span.end - tail)
    return replace(edit, span=span, replacement=new[head : len(new) - tail])
