"""Words left in the pivot's language: no English word, but a headword of its lexicon.

Each becomes the sense that goes best with its neighbours, always for review.
"""

from __future__ import annotations

from collections.abc import Iterator

from fixprose.edits import Edit, Safety
from fixprose.evidence.diagnosis import Diagnosis
from fixprose.evidence.fluency import FLOOR, Fluency
from fixprose.knowledge.lexicon import Lexicon
from fixprose.knowledge.senses import Headword, Senses
from fixprose.retranslate.candidates import Row, rows
from fixprose.retranslate.opened import OPENED
from fixprose.text.document import Document
from fixprose.text.english import article_before
from fixprose.text.span import Span

CONFIDENCE = 0.7
_SHORTEST = 4  # letters
_LATER = 0.8  # nats a word by which a sense must read better than the one before it in the list
_PLURALS = ("s", "x", "es", "en", "e", "er", "n", "i", "r")
_BEFORE = frozenset("the a an this that his her its their our of in at from with by for to".split())


class LeftWords:
    """Finds words of the pivot in opened windows."""

    def __init__(self, senses: Senses, lexicon: Lexicon, fluency: Fluency) -> None:
        self._senses = senses
        self._lexicon = lexicon
        self._score = fluency.score

    def propose(self, document: Document, diagnosis: Diagnosis) -> Iterator[Edit]:
        """Yield an edit for each word of a likely pivot that is no English word."""
        for block in document.blocks:
            if diagnosis.at(block.span) >= OPENED:
                for row in rows(block):
                    for at in range(len(row.texts)):
                        if self._is_strange(row, at):
                            yield from self._translated(document.text, row, at, diagnosis)

    def _is_strange(self, row: Row, at: int) -> bool:
        """Tell whether a token is no English word, and no name by its looks."""
        text, lower = row.texts[at], row.lower[at]
        if len(text) < _SHORTEST or not text.isalpha() or {at, at + 1} & row.bound:
            return False
        if text != lower and not (_is_noun(text) and at and row.lower[at - 1] in _BEFORE):
            return False
        if text != lower and at + 1 < len(row.texts) and row.texts[at + 1][0].isupper():
            return False  # a name goes on
        return not self._lexicon.tags(lower) and self._score([lower]) <= FLOOR

    def _translated(self, text: str, row: Row, at: int, diagnosis: Diagnosis) -> Iterator[Edit]:
        for pivot in diagnosis.likely:
            for headword, tag in self._headwords(pivot, row.texts[at]):
                new = self._best(row, at, headword, tag)
                start = row.starts[at]
                article = article_before(text, start, new)
                if article is not None:
                    start, new = article[0], article[1] + new
                span = Span(start, row.ends[at])
                yield Edit(
                    span=span,
                    matched=span,
                    replacement=new,
                    rule="lexicon/left-word",
                    stage="retranslate",
                    reason=f"“{row.texts[at]}” was left in the pivot’s language"
                    f" ({pivot} “{headword.word}”: {', '.join(headword.senses)}).",
                    confidence=CONFIDENCE,
                    safety=Safety.REVIEW,
                )
                return

    def _headwords(self, pivot: str, text: str) -> Iterator[tuple[Headword, str]]:
        """Yield the headwords that a word may be a form of, with the tag of its translation."""
        lower = text.lower()
        forms = [(lower, ""), *((lower.removesuffix(end), "NNS") for end in _PLURALS)]
        for form, tag in forms:
            if tag and (form == lower or len(form) < _SHORTEST):
                continue
            for headword in self._senses.spelt(pivot, form):
                if form in headword.senses or headword.part not in "na":
                    continue  # English has it, too; or a verb, of which the lexicon has one form
                if headword.word[0].isupper() == text[0].isupper():
                    yield headword, tag if headword.part == "n" else ""

    def _best(self, row: Row, at: int, headword: Headword, tag: str) -> str:
        before, after = row.lower[max(0, at - 2) : at], row.lower[at + 1 : at + 3]
        forms = [self._inflected(sense, tag) for sense in headword.senses]
        reads = [self._score([*before, *form.split(), *after]) for form in forms]
        gains = [
            one / (len(before) + len(after) + len(form.split())) - _LATER * rank
            for rank, (one, form) in enumerate(zip(reads, forms, strict=True))
        ]
        return forms[gains.index(max(gains))]

    def _inflected(self, sense: str, tag: str) -> str:
        if not tag:
            return sense
        head, _, last = sense.rpartition(" ")
        return f"{head} {self._lexicon.inflect(last, tag)}".strip()


def _is_noun(text: str) -> bool:
    return text[0].isupper() and text[1:].islower()
