"""Fingerprints: what a finding is about, wherever its line has moved to."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fixprose.text.document import Document


class Fingerprints:
    """Fingerprints of one document's findings: rule, sentence, and which of equal ones it is."""

    def __init__(self, document: Document) -> None:
        sentences = (
            sentence for block in document.blocks for sentence in block.sentences or (block.span,)
        )
        self._sentences = tuple(sentences)
        self._text = document.text
        self._starts = [sentence.start for sentence in self._sentences]
        self._seen: Counter[tuple[str, str]] = Counter()

    def of(self, rule: str, start: int) -> str:
        """Return the next finding's fingerprint; ask in order of the text."""
        at = bisect_right(self._starts, start) - 1
        sentence = self._sentences[at].of(self._text) if at >= 0 else ""
        flat = " ".join(sentence.split()).encode("utf-8", "surrogatepass")
        mark = hashlib.sha256(flat).hexdigest()[:16]
        ordinal = self._seen[rule, mark]
        self._seen[rule, mark] += 1
        return f"{rule}:{mark}:{ordinal}"
