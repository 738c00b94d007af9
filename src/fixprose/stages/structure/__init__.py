"""The structure stage: what was damaged when a page was taken apart and put together again.

Datelines, glued words, stray and lost capitals, quotation marks, captions, credits, doubled words
and leftovers of codes: a module each, with one function `propose` and a table `DESCRIPTIONS`. What
needs to know words or names belongs to the stages after this one.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from fixprose.edits import Edit, Stage
from fixprose.stages.structure import (
    capitals,
    captions,
    credits,
    datelines,
    debris,
    dialogue,
    doubles,
    figures,
    glue,
    initials,
    quotes,
    quotestyle,
    speech,
)
from fixprose.stages.structure.base import is_editable

if TYPE_CHECKING:
    from fixprose.evidence.diagnosis import Diagnosis
    from fixprose.text.document import Document

_MODULES = (
    datelines,
    glue,
    debris,
    dialogue,
    doubles,
    figures,
    capitals,
    initials,
    captions,
    credits,
    dialogue,
    speech,
    quotes,
    quotestyle,
)

DESCRIPTIONS: dict[str, str] = {
    rule: description for module in _MODULES for rule, description in module.DESCRIPTIONS.items()
}


class StructurePass:
    """Proposes the edits of the structure stage: those more likely right than wrong."""

    stage: Stage = "structure"

    def propose(self, document: Document, diagnosis: Diagnosis) -> Iterator[Edit]:
        """Yield edits that lie in prose; each touches nothing protected."""
        for module in _MODULES:
            for edit in module.propose(document, diagnosis):
                if edit.confidence >= 0.5 and is_editable(document, edit.span):
                    yield edit
