"""Speech between dashes, as Russian, Spanish, French and others print it.

“I did not sleep, — said Karelin. — I was afraid.” English has quotation marks there. A comma, a
dash and a verb of saying in a row are nothing else, so the rest of the paragraph need not be read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from fixprose.edits import Edit
from fixprose.stages.structure.attribution import VERBS, has_marks, marks_of
from fixprose.stages.structure.base import is_suspicious, make_edit, weigh

if TYPE_CHECKING:
    from fixprose.evidence.diagnosis import Diagnosis
    from fixprose.text.document import Block, Document

DESCRIPTIONS = {
    "structure/dialogue-dash": "Speech set off by dashes (I did not sleep, — said Karelin.) gets"
    " quotation marks instead.",
}

_SAYS = (
    rf"(?:(?:{VERBS}|told|tells|noted|shared|confessed|complained|thinks|believes|reports|reported)"
    rf" [^.!?“”\"—–\n]{{2,90}}|(?:he|she|they|[A-Z][\w’'-]+) (?:{VERBS})[^.!?“”\"—–\n]{{0,60}})"
)
_SPEECH = re.compile(
    r"(?P<lead>[—–-] ?)?(?P<said>[^—–\n]{8,}?)"
    r"(?:(?P<stop>[!?…])|(?P<comma>,)) ?(?P<dash>[—–]|(?<=, )-) ?"
    rf"(?P<who>{_SAYS})(?P<end>[.,]?)"
    r"(?:(?<=[.,]) ?(?P<again>[—–]|(?<= )-) ?(?P<more>\S.+))?"
)


def propose(document: Document, diagnosis: Diagnosis) -> Iterator[Edit]:
    """Yield edits that put quotation marks around such speech, in pairs."""
    if not is_suspicious(diagnosis):
        return
    marks = marks_of(document.text)
    for block in document.blocks:
        if has_marks(block.content) or not any(dash in block.content for dash in "—–-"):
            continue
        speech = _SPEECH.fullmatch(block.content.rstrip())
        if speech is not None:
            yield from _marked(block, speech, marks, weigh(0.5, 0.93, diagnosis.at(block.span)))


def _marked(
    block: Block, speech: re.Match[str], marks: tuple[str, str], confidence: float
) -> Iterator[Edit]:
    opening, closing = marks
    who = " ".join(speech["who"].split()[:4])
    reason = f"A dash parts somebody's words from “{who}” here; English has quotation marks."

    def put(start: int, end: int, new: str) -> Edit:
        first = block.span.start
        matched = (first + max(0, start - 1), first + max(end, start + 1))
        return make_edit(
            "dialogue-dash", (first + start, first + end), new, reason, confidence, matched=matched
        )

    yield put(0, len(speech["lead"] or ""), opening)
    yield put(speech.end("said") + 1, speech.start("who"), f"{closing} ")
    if speech["again"]:
        yield put(speech.end("end"), speech.start("more"), f" {opening}")
        yield put(speech.end(), speech.end(), closing)
