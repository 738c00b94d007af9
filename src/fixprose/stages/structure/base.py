"""What the modules of the structure stage share: making edits, weighing them, reading places."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import partial
from typing import TYPE_CHECKING

from fixprose import edits
from fixprose.edits import Stage
from fixprose.text.span import Span

if TYPE_CHECKING:
    from fixprose.evidence.diagnosis import Diagnosis
    from fixprose.text.document import Block, Document

STAGE: Stage = "structure"
make_edit = partial(edits.make_edit, STAGE)
_LIKELIHOOD = 4.0  # how much more of such damage garbled text has
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


def weigh(clean: float, garbled: float, probability: float) -> float:
    """Return a confidence between that in clean and that in garbled text.

    `probability` is the diagnosis; the damage that was found speaks for garbling, too, so doubt
    fades faster than `probability` grows.

    >>> weigh(0.5, 0.9, 0.5), weigh(0.5, 0.9, 1.0)
    (0.82, 0.9)
    """
    share = probability * _LIKELIHOOD / (probability * _LIKELIHOOD + 1 - probability)
    return round(clean + (garbled - clean) * share, 4)


def is_suspicious(diagnosis: Diagnosis) -> bool:
    """Tell whether anything in the document hints at garbling.

    Where nothing does, edits that need such a hint are not worth looking for.
    """
    return diagnosis.probability >= 0.1 or any(share >= 0.1 for _, share in diagnosis.windows)


def block_at(document: Document, offset: int) -> Block | None:
    """Return the prose block that covers `offset`, or None between blocks."""
    blocks = document.blocks
    index = bisect_right(blocks, offset, key=lambda block: block.span.start) - 1
    if index < 0 or offset > blocks[index].span.end:
        return None
    return blocks[index]


def is_editable(document: Document, span: Span) -> bool:
    """Tell whether `span` lies inside one prose block and touches nothing protected."""
    block = block_at(document, span.start)
    return block is not None and span.end <= block.span.end and not document.is_protected(span)


def is_heading(content: str) -> bool:
    """Tell whether a line reads like a title: no full stop at its end, or mostly capitalised.

    >>> is_heading("How the West Was Won"), is_heading("He went home.")
    (True, False)
    """
    stripped = content.rstrip()
    if stripped[-1:] not in tuple('.!?:;,”")…') and stripped.count(" ") < 16:
        return True
    return capital_share(stripped) >= 0.6


def capital_share(content: str) -> float:
    """Return the share of capitalised words among those of four letters or more."""
    long = [word for word in _WORD.findall(content) if len(word) >= 4]
    return sum(word[0].isupper() for word in long) / len(long) if long else 0.0


def line_of(text: str, offset: int) -> str:
    """Return the line around `offset`, without its newline."""
    start = text.rfind("\n", 0, offset) + 1
    end = text.find("\n", offset)
    return text[start : len(text) if end < 0 else end]


def occurs_alone(text: str, word: str) -> bool:
    """Tell whether `word`, written just so, stands in `text` as a word of its own."""
    at = text.find(word)
    while at >= 0:
        end = at + len(word)
        if not text[at - 1 : at].isalnum() and not text[end : end + 1].isalnum():
            return True
        at = text.find(word, end)
    return False
