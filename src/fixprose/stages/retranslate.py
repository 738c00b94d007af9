"""Stage *retranslate*: what retranslators propose."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from fixprose.edits import Edit, Stage
from fixprose.evidence.diagnosis import Diagnosis
from fixprose.retranslate import Retranslator
from fixprose.text.document import Document


class RetranslatePass:
    """Asks retranslators in order."""

    stage: Stage = "retranslate"

    def __init__(self, retranslators: Iterable[Retranslator]) -> None:
        self._retranslators = tuple(retranslators)

    def propose(self, document: Document, diagnosis: Diagnosis) -> Iterator[Edit]:
        """Yield the edits of all retranslators."""
        for retranslator in self._retranslators:
            yield from retranslator.propose(document, diagnosis)
