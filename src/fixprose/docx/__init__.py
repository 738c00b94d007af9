"""Word: fixes as tracked changes with their reasons, and what a reviewer left of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

    from fixprose.revision import Fix, Revision

AUTHOR = "fixprose"


def encode_revision(revision: Revision, accepted: Collection[int]) -> bytes:
    """Return the Word file of a revision with these fixes as tracked changes.

    Raises FixproseError when the revision's document is no Word file.
    """
    from fixprose.docx.tracked import Change, track

    document = revision.document
    changes = [
        Change(
            hunk.start,
            hunk.end,
            hunk.replacement,
            "\n".join(_told(revision.fixes[index]) for index in hunk.fixes),
        )
        for hunk in revision.hunks(accepted)
        if hunk.original != hunk.replacement
    ]
    return track(document.package, changes, document.path or "<stdin>")


def _told(fix: Fix) -> str:
    return f"{fix.reason} ({fix.rule}, {fix.safety.value}, {fix.confidence:.0%})"
