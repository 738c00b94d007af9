"""Sessions: files under review, with what has been decided about them, kept as it is decided."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from fixprose.errors import FixproseError
from fixprose.review.decisions import (
    Decision,
    Placed,
    append_decision,
    decided_text,
    decisions_path,
    keys_of,
    place,
    read_decisions,
)
from fixprose.review.page_data import Record, file_record
from fixprose.text.read import encode_document, write_atomic

if TYPE_CHECKING:
    from fixprose.revision import Revision


class FileChanged(FixproseError):
    """The file is no longer what the decisions are about."""


class ReviewedFile:
    """One file under review. Every surface reads and decides through this."""

    def __init__(
        self, path: Path, revision: Revision, notes: Mapping[str, Record] | None = None
    ) -> None:
        """Take a file and its revision; `notes` says of rules what their packs say of them.

        Decisions that were made earlier are read. Raises FixproseError when they cannot be.
        """
        self.path = path
        self.revision = revision
        self.kept_in = decisions_path(path)
        self.decisions = read_decisions(self.kept_in) if self.kept_in.exists() else []
        self._notes = notes or {}
        self._keys = frozenset(keys_of(revision))
        self._written = encode_document(revision.document)

    @property
    def placed(self) -> Placed:
        """The decisions beside the fixes that they are about."""
        return place(self.revision, self.decisions)

    @property
    def text(self) -> str:
        """The text that follows from the decisions."""
        return decided_text(self.revision, self.placed.decided)

    def record(self, name: str | None = None) -> Record:
        """Return what the page must know; `name` is what the file is called there."""
        shown = name or self.path.name
        return file_record(self.revision, shown, self.decisions, self._notes.get)

    def decide(self, decisions: Iterable[Decision]) -> None:
        """Keep decisions, on disk first.

        Raises FileChanged when the file is not the one under review any more, FixproseError when a
        decision is about nothing here or cannot be written. Then none is kept.
        """
        self._check()
        made = list(decisions)
        for decision in made:
            if decision.key not in self._keys:
                raise FixproseError(f"{self.path}: a decision about a fix that is not there")
        for decision in made:
            append_decision(self.kept_in, decision)
            self.decisions.append(decision)

    def write(self) -> bool:
        """Write the repaired text over the file; return whether that changed anything.

        The file is replaced as a whole or not at all. Raises FileChanged when somebody else has
        changed it since it was read.
        """
        document = self.revision.document
        if document.package:
            from fixprose.review.word import encode_decided

            data = encode_decided(self.revision, self.placed.decided)
        else:
            data = encode_document(document.with_text(self.text))
        self._check()
        if data == self._written:
            return False
        write_atomic(self.path, data)
        self._written = data
        return True

    def _check(self) -> None:
        if not is_unchanged(self.path, self._written):
            raise FileChanged(f"{self.path}: changed since it was read; start the review again")


def is_unchanged(path: Path, data: bytes) -> bool:
    """Tell whether a file still holds `data`."""
    try:
        return path.read_bytes() == data
    except OSError:
        return False
