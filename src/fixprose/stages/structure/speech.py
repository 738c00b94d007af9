"""Speech that lost its quotation marks altogether.

Engines that translate a page piece by piece drop the marks, so that somebody's words stand as the
paper's own: "We will not give in, said the mayor." Reported statements without marks are good
English, though ("Prices rose, the bank said."), so a first or second person, or a paper that never
writes like that, has to speak for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fixprose.edits import Edit, Safety
from fixprose.stages.structure.attribution import (
    ALONE,
    HINT,
    Attribution,
    has_marks,
    is_narrative,
    is_spoken,
    marks_of,
    read_attribution,
    sentence_index,
)
from fixprose.stages.structure.base import block_at, is_suspicious, make_edit, weigh
from fixprose.text.span import Span

if TYPE_CHECKING:
    from fixprose.evidence.diagnosis import Diagnosis
    from fixprose.text.document import Block, Document

DESCRIPTIONS = {
    "structure/lost-quotes": "Somebody's words in the first or second person, with an attribution"
    " but without quotation marks, get them back.",
    "structure/lost-quotes-statement": "A statement with an attribution, in a text that has lost"
    " the marks of other quotations, may be a quotation.",
    "structure/lost-quotes-paragraph": "A paragraph followed by “he wrote.” on a line of its own"
    " is a quotation; it gets its marks.",
}

_OPEN_END = re.compile(r"(?:^|\b(?:which|that|who|whom|and|but|or|if|as|because|when|while))$")
_LONGEST = 12  # sentences; longer blocks are pages without paragraphs


@dataclass(frozen=True, slots=True)
class _Speech:
    """Words before an attribution, and sentences after it that go on."""

    block: Block
    first: int  # the sentence it begins with
    said: int  # the sentence with the attribution
    last: int  # the last sentence that goes on; `said` where none does
    attribution: Attribution
    spoken: bool  # has a first or second person
    lively: bool  # ends with an exclamation


def propose(document: Document, diagnosis: Diagnosis) -> Iterator[Edit]:
    """Yield edits that give quotation marks back, in pairs."""
    if not is_suspicious(diagnosis):
        return
    text = document.text
    marks = marks_of(text)
    speeches = list(_find(document))
    counted = sum(text.count(mark) for mark in ("“", '"', "«"))
    persons = sum(speech.attribution.is_person for speech in speeches)
    strong = [speech for speech in speeches if speech.spoken and speech.attribution.is_person]
    speakers = {speech.attribution.surname for speech in strong} - {""}
    for speech in speeches:
        span = Span(speech.block.span.start, speech.block.span.end)
        garble = diagnosis.at(span)
        if speech in strong:
            rule, confidence, safety = "lost-quotes", weigh(0.45, 0.93, garble), Safety.SAFE
        elif persons < 2 or garble < 0.5 or not speech.attribution.is_person or counted > persons:
            continue  # the text marks its quotations: this is none
        else:
            rule, confidence, safety = (
                "lost-quotes-statement",
                weigh(0.5, 0.75, garble),
                Safety.REVIEW,
            )
            if speech.lively and speech.attribution.surname in speakers:
                confidence, safety = weigh(0.5, 0.89, garble), Safety.SAFE
        yield from _wrap(speech, marks, rule, confidence, safety)
    yield from _paragraphs(document, diagnosis, marks)


def _find(document: Document) -> Iterator[_Speech]:
    text = document.text
    for hint in HINT.finditer(text):
        block = block_at(document, hint.start())
        if block is None or has_marks(block.content) or len(block.sentences) > _LONGEST:
            continue
        index = sentence_index(block, hint.start())
        sentence = block.sentences[index] if block.sentences else block.span
        attribution = read_attribution(text, hint.start(), sentence.end)
        if attribution is None:
            continue
        speech = _around(block, index, attribution)
        if speech is not None:
            yield speech


def _around(block: Block, index: int, attribution: Attribution) -> _Speech | None:
    """Find where the speech begins and ends in its block."""
    text, sentences = block.text, block.sentences
    words = text[sentences[index].start : attribution.start]
    if words.count(" ") < 2 or not _may_be_speech(words) or _OPEN_END.search(words):
        return None
    first = index
    before = [text[s.start : s.end] for s in sentences[:index]]
    if before and not any(
        is_narrative(sentence) or not _may_be_speech(sentence) for sentence in before
    ):
        first = 0
    last = index
    for later in range(index + 1, len(sentences)):
        sentence = text[sentences[later].start : sentences[later].end]
        if not _may_be_speech(sentence) or (is_narrative(sentence) and not is_spoken(sentence)):
            break
        last = later
    if last != len(sentences) - 1:
        last = index  # the writer goes on in the same paragraph: nobody knows where the speech ends
    whole = " ".join([*before[first:], words, text[sentences[index].end : sentences[last].end]])
    spoken = is_spoken(" ".join([*before[first:], words]))
    return _Speech(block, first, index, last, attribution, spoken, whole.rstrip().endswith("!"))


def _may_be_speech(words: str) -> bool:
    """A sentence with an attribution of its own, or a caption, is the writer's."""
    lower = words.lower()
    if words.rstrip().endswith(":") or "according to" in lower or "(" in words[:1]:
        return False
    return not any(
        f" {verb} " in f" {lower} "
        for verb in ("said", "says", "told", "wrote", "asked", "added", "explained")
    )


def _wrap(
    speech: _Speech, marks: tuple[str, str], rule: str, confidence: float, safety: Safety
) -> Iterator[Edit]:
    sentences, attribution = speech.block.sentences, speech.attribution
    reason = (
        f"These are somebody's words (“{attribution.verb}”, “{_short(attribution.speaker)}”)"
        f" and have lost"
        " their quotation marks."
    )

    def insert(at: int, mark: str, matched: tuple[int, int]) -> Edit:
        return make_edit(rule, (at, at), mark, reason, confidence, matched=matched, safety=safety)

    start, comma = sentences[speech.first].start, attribution.start + 1
    yield insert(start, marks[0], (start, start + 1))
    yield insert(comma, marks[1], (comma - 1, comma))
    if speech.last > speech.said:
        reopened, end = sentences[speech.said + 1].start, sentences[speech.last].end
        yield insert(reopened, marks[0], (reopened, reopened + 1))
        yield insert(end, marks[1], (end - 1, end))


def _short(speaker: str) -> str:
    words = speaker.partition(",")[0].split()
    return " ".join(words[:5]) + (" …" if len(words) > 5 else "")


def _paragraphs(document: Document, diagnosis: Diagnosis, marks: tuple[str, str]) -> Iterator[Edit]:
    """A block that is nothing but “he wrote.” attributes the block before it."""
    text = document.text
    for said, attribution in zip(document.blocks, document.blocks[1:], strict=False):
        if len(attribution.span) > 60 or not ALONE.match(attribution.content.strip()):
            continue
        content = said.content.rstrip()
        if has_marks(content) or content[-1:] not in tuple(",.!?)") or content.count(" ") < 3:
            continue
        start = said.span.start + len(said.content) - len(said.content.lstrip())
        end = said.span.start + len(content)
        confidence = weigh(0.68, 0.94, diagnosis.at(Span(start, end)))
        reason = (
            f"“{text[attribution.span.start : attribution.span.end].strip()}” says that this"
            f" paragraph is"
            " somebody's words; it has lost its quotation marks."
        )
        rule = "lost-quotes-paragraph"
        yield make_edit(
            rule, (start, start), marks[0], reason, confidence, matched=(start, start + 1)
        )
        yield make_edit(rule, (end, end), marks[1], reason, confidence, matched=(end - 1, end))
