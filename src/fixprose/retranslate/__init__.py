"""Retranslators: sources of whole sentences that may have been meant.

Each is a class with a name and `propose`; what it answers is never trusted as a whole: it is cut
into edits (`alignment`), and each edit passes guards of its own beside the engine's.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from fixprose.edits import Edit
from fixprose.evidence.diagnosis import Diagnosis
from fixprose.text.document import Document


class Retranslator(Protocol):
    """Proposes edits for a document from sentences that would have come out like this.

    A retranslator may remember answers, but the same document must always get the same proposals.
    """

    name: str

    def begin(self) -> None:
        """Hear that another document comes; what is proposed next is about that one."""
        ...

    def propose(self, document: Document, diagnosis: Diagnosis) -> Iterable[Edit]:
        """Return edits for the blocks that the diagnosis opens."""
        ...

    def close(self) -> None:
        """Let go of what was opened for the work."""
        ...
