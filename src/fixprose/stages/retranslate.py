"""Stage *retranslate*: what retranslators propose."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from fixprose.edits import Edit, Stage
from fixprose.evidence.diagnosis import Diagnosis
from fixprose.retranslate import Retranslator
from fixprose.text.document import Document

DESCRIPTIONS = {
    "lexicon/recombination": "A phrase that a spinner made of a fixed term becomes the term again.",
    "lexicon/sense": "A word of the pivot has another sense, which reads better here.",
    "lexicon/left-word": "A word was left in the pivot's language.",
    "lexicon/article": "The pivot puts an article where English has none.",
    "lexicon/perfect": "The pivot's perfect was kept where English tells a plain past.",
    "roundtrip/proposal": "Translated to the pivot and back once more, the words read better.",
    "llm/proposal": "A language model proposed it, and no rule knows the cause.",
}


class RetranslatePass:
    """Asks retranslators in order."""

    stage: Stage = "retranslate"

    def __init__(self, retranslators: Iterable[Retranslator]) -> None:
        self._retranslators = tuple(retranslators)

    def propose(self, document: Document, diagnosis: Diagnosis) -> Iterator[Edit]:
        """Yield the edits of all retranslators."""
        for retranslator in self._retranslators:
            yield from retranslator.propose(document, diagnosis)
