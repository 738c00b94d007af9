"""A sitting: where an editor is in the files, and what the keys of the terminal do there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Literal

from fixprose.review.decisions import Decision, Verdict, decided_changes, keys_of
from fixprose.review.session import ReviewedFile
from fixprose.revision import Fix

View = Literal["markup", "clean", "original"]
_NEIGHBOURS = 3  # paragraphs shown before and behind the one in question


class Sitting:
    """Files under review by one editor. Each step of `undo` takes back one call of `decide`."""

    def __init__(self, files: Sequence[ReviewedFile], who: str) -> None:
        self.files, self.who = files, who
        self.number = 0  # of the file
        self.index: int | None = None  # of the fix
        self.query = ""
        self._keys = [keys_of(file.revision) for file in files]
        self._undo: list[tuple[int, int | None, list[Decision]]] = []
        self.open_file(0)

    @property
    def file(self) -> ReviewedFile:
        """The file in which the editor is."""
        return self.files[self.number]

    @property
    def fix(self) -> Fix | None:
        """The fix in question; None where there is none."""
        return None if self.index is None else self.file.revision.fixes[self.index]

    @property
    def shown(self) -> list[int]:
        """The fixes of the file that the search leaves."""
        fixes, query = self.file.revision.fixes, self.query.casefold()
        return [
            fix.index
            for fix in fixes
            if query in f"{fix.original}\n{fix.replacement}\n{fix.rule}\n{fix.reason}".casefold()
        ]

    def verdict(self, index: int) -> Verdict:
        """Return what has been decided about a fix."""
        decision = self.file.placed.decided.get(index)
        return decision.verdict if decision else Verdict.UNDECIDED

    def undecided(self) -> list[int]:
        """Return the shown fixes that nobody decided about."""
        decided = self.file.placed.decided
        return [
            index
            for index in self.shown
            if index not in decided or decided[index].verdict is Verdict.UNDECIDED
        ]

    def open_file(self, step: int) -> bool:
        """Go some files on, to the first undecided fix; return whether there is such a file."""
        if not 0 <= self.number + step < len(self.files):
            return False
        self.number += step
        self._to_first()
        return True

    def search(self, query: str) -> None:
        """Show only fixes that hold a text; all for an empty one."""
        self.query = query
        if self.index not in self.shown:
            self._to_first()

    def go_to(self, number: int) -> bool:
        """Go to a fix by its number, from 1; return whether there is one."""
        if not 1 <= number <= len(self.file.revision.fixes):
            return False
        self.index = number - 1
        return True

    def move(self, step: int, *, only_undecided: bool) -> bool:
        """Go to the next or previous fix; return whether there is one."""
        among = self.undecided() if only_undecided else self.shown
        at = -1 if self.index is None else self.index
        rest = [i for i in among if i > at] if step > 0 else [i for i in among if i < at][::-1]
        if rest:
            self.index = rest[0]
        return bool(rest)

    def decide(
        self, verdict: Verdict, indexes: Iterable[int] | None = None, text: str | None = None
    ) -> None:
        """Decide about the fix in question, or about several in one step. Notes stay.

        Raises FixproseError when the decision cannot be kept.
        """
        chosen = ([] if self.index is None else [self.index]) if indexes is None else [*indexes]
        self._keep([replace(self._now(i), verdict=verdict, text=text) for i in chosen])

    def note(self, note: str) -> None:
        """Write a note on the fix in question, an empty one to remove it."""
        if self.index is not None:
            self._keep([replace(self._now(self.index), note=note or None)])

    def undo(self) -> bool:
        """Take the last step back and return to its place; return whether there was one."""
        if not self._undo:
            return False
        number, index, before = self._undo.pop()
        self.number, self.index = number, index
        when = _clock()
        self.file.decide([replace(each, who=self.who, when=when) for each in before])
        return True

    def around(self, view: View) -> Iterator[tuple[str, str]]:
        """Yield (style, piece) of the paragraphs around the fix in question.

        Styles: same, old, new, made, kept, and with “here ” before it those of the fix itself.
        """
        document, fix = self.file.revision.document, self.fix
        at = fix.start if fix else 0
        blocks = document.blocks
        here = next((n for n, block in enumerate(blocks) if block.span.end >= at), 0)
        start = blocks[max(0, here - _NEIGHBOURS)].span.start if blocks else 0
        end = blocks[here : here + _NEIGHBOURS + 1][-1].span.end if blocks else len(document.text)
        end = max(end, fix.end if fix else 0)
        if view == "original":
            yield "same", document.text[start:end]
            return
        changes = self._clean_changes() if view == "clean" else self._marked_changes()
        for first, last, pieces in changes:
            if first < start or last > end:
                continue
            yield "same", document.text[start:first]
            yield from pieces
            start = last
        yield "same", document.text[start:end]

    def _clean_changes(self) -> Iterator[tuple[int, int, list[tuple[str, str]]]]:
        for start, end, text in decided_changes(self.file.revision, self.file.placed.decided):
            yield start, end, [("made", text)]

    def _marked_changes(self) -> Iterator[tuple[int, int, list[tuple[str, str]]]]:
        decided, current = self.file.placed.decided, self.fix
        at = -1
        for fix in self.file.revision.fixes:
            is_here = fix is current
            if fix.start < at or (
                not is_here and current and fix.start <= current.end and current.start <= fix.end
            ):
                continue
            at = fix.end
            decision = decided.get(fix.index)
            verdict = decision.verdict if decision else Verdict.UNDECIDED
            pieces = [("old", fix.original), ("new", fix.replacement)]
            if verdict is Verdict.ACCEPT:
                pieces = [("made", fix.replacement)]
            elif verdict is Verdict.EDIT and decision:
                pieces = [("made", decision.text or "")]
            elif verdict is not Verdict.UNDECIDED:
                pieces = [("kept", fix.original)]
            yield fix.start, fix.end, [("here " * is_here + kind, piece) for kind, piece in pieces]

    def _to_first(self) -> None:
        self.index = next(iter([*self.undecided(), *self.shown]), None)

    def _now(self, index: int) -> Decision:
        made = self.file.placed.decided.get(index)
        return made or Decision(self._keys[self.number][index], Verdict.UNDECIDED)

    def _keep(self, made: list[Decision]) -> None:
        if not made:
            return
        index_of = {key: index for index, key in enumerate(self._keys[self.number])}
        before = [self._now(index_of[each.key]) for each in made]
        when = _clock()
        self.file.decide([replace(each, who=self.who, when=when) for each in made])
        self._undo.append((self.number, self.index, before))


def _clock() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
