"""Retranslator `lexicon`: built in, on by default, from knowledge alone."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from fixprose.edits import Edit
from fixprose.evidence.diagnosis import Diagnosis
from fixprose.evidence.fluency import Trigrams
from fixprose.evidence.neural import Reader
from fixprose.retranslate.fixed_terms import FixedTerms
from fixprose.retranslate.left_words import LeftWords
from fixprose.retranslate.opened import OPENED
from fixprose.retranslate.other_senses import OtherSenses
from fixprose.retranslate.recombination import shipped
from fixprose.text.document import Document


class LexiconRetranslator:
    """Asks a thesaurus about spun text, and the pivot's lexicon about translated text."""

    name = "lexicon"

    def __init__(self, second: Reader | None = None) -> None:
        """Take a second judge of other senses, if there is one."""
        self._second = second

    def begin(self) -> None:
        """Forget the document before."""
        if "_senses" in self.__dict__:
            self._senses.begin()

    def propose(self, document: Document, diagnosis: Diagnosis) -> Iterator[Edit]:
        """Yield edits for the windows that the diagnosis opens."""
        if diagnosis.pivot == "spin":
            yield from self._terms.propose(document, diagnosis)
        elif diagnosis.highest >= OPENED:
            yield from self._left.propose(document, diagnosis)
            yield from self._senses.propose(document, diagnosis)

    def close(self) -> None:
        """Nothing is held open."""

    @cached_property
    def _terms(self) -> FixedTerms:
        return FixedTerms(shipped)

    @cached_property
    def _fluency(self) -> Trigrams:
        return Trigrams()

    @cached_property
    def _left(self) -> LeftWords:
        from fixprose.knowledge.store import lexicon, load_senses

        return LeftWords(load_senses(), lexicon(), self._fluency)

    @cached_property
    def _senses(self) -> OtherSenses:
        from fixprose.retranslate.acceptance import Judge, shipped_changes, shipped_trees
        from fixprose.retranslate.candidates import shipped_candidates

        return OtherSenses(
            shipped_candidates(),
            Judge(self._fluency, shipped_changes()),
            shipped_trees(),
            self._second,
        )
