"""Decisions: what an editor said about each fix, and the text that follows from them.

A decision is keyed by what it was made about (the original sentence, which of equal sentences, the
span in it, the rule, the replacement), never by line. The file is JSON Lines, only ever appended
to; the last word on a fix counts, so that two editors' files merge line by line.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path

from fixprose.edits import Safety
from fixprose.errors import FixproseError
from fixprose.revision import Fix, Revision

FILE_SUFFIX = ".fixprose-decisions.jsonl"


class Verdict(StrEnum):
    """What an editor can say of a fix. A query leaves the text as it is and asks the author."""

    ACCEPT = "accept"
    REJECT = "reject"
    EDIT = "edit"
    QUERY = "query"
    UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True)
class FixKey:
    """What a decision is about.

    `sentence` is a hash of the original sentence, `ordinal` counts equal sentences from 0, `start`
    and `end` are characters from the sentence's beginning.
    """

    sentence: str
    ordinal: int
    start: int
    end: int
    rule: str
    replacement: str


@dataclass(frozen=True, slots=True)
class Decision:
    """One verdict. `text` is the editor's own replacement (of an edit); `when` is UTC, ISO 8601."""

    key: FixKey
    verdict: Verdict
    text: str | None = None
    note: str | None = None
    who: str = ""
    when: str = ""

    def to_json(self) -> str:
        """Return the decision as one line of a decisions file, without the newline."""
        record = asdict(self.key) | {
            "decision": self.verdict.value,
            "text": self.text,
            "note": self.note,
            "who": self.who,
            "when": self.when,
        }
        given = {name: value for name, value in record.items() if value is not None}
        return json.dumps(given, ensure_ascii=False)

    @classmethod
    def from_json(cls, line: str) -> Decision:
        """Return the decision that a line describes. Raises ValueError when it describes none."""
        record = json.loads(line)
        try:
            key = FixKey(
                sentence=str(record["sentence"]),
                ordinal=int(record["ordinal"]),
                start=int(record["start"]),
                end=int(record["end"]),
                rule=str(record["rule"]),
                replacement=str(record["replacement"]),
            )
            verdict = Verdict(record["decision"])
        except (KeyError, TypeError) as error:
            raise ValueError(f"no decision: {error}") from None
        if verdict is Verdict.EDIT and not isinstance(record.get("text"), str):
            raise ValueError("an edit without its text")
        return cls(
            key=key,
            verdict=verdict,
            text=record.get("text"),
            note=record.get("note"),
            who=str(record.get("who", "")),
            when=str(record.get("when", "")),
        )


@dataclass(frozen=True, slots=True)
class Placed:
    """Decisions beside the fixes of a revision.

    `decided` maps indexes of fixes to the last word on each; `lost` are decisions whose fix is no
    longer there: they are shown, and never applied elsewhere.
    """

    decided: Mapping[int, Decision]
    lost: tuple[Decision, ...]


def decisions_path(path: Path) -> Path:
    """Return where the decisions about a file are kept: beside it."""
    return path.with_name(path.name + FILE_SUFFIX)


def read_decisions(path: Path) -> list[Decision]:
    """Read a decisions file. Raises FixproseError naming the line that is no decision."""
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except OSError as error:
        raise FixproseError(f"{path}: cannot be read: {error.strerror or error}") from None
    except UnicodeDecodeError as error:
        raise FixproseError(f"{path}: cannot be read as decisions: {error}") from None
    found = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            found.append(Decision.from_json(line))
        except ValueError as error:
            raise FixproseError(f"{path}:{number}: not a decision: {error}") from None
    return found


def append_decision(path: Path, decision: Decision) -> None:
    """Add a decision to a file. Raises FixproseError when the file cannot be written."""
    try:
        with path.open("a", encoding="utf-8", newline="\n") as file:
            file.write(decision.to_json() + "\n")
    except OSError as error:
        raise FixproseError(f"{path}: cannot be written: {error.strerror or error}") from None


def keys_of(revision: Revision) -> tuple[FixKey, ...]:
    """Return the key of each fix, in order."""
    text = revision.document.text
    places = []
    seen: Counter[str] = Counter()
    for block in revision.document.blocks:
        for sentence in block.sentences or (block.span,):
            mark = _hash(sentence.of(text))
            places.append((sentence.start, mark, seen[mark]))
            seen[mark] += 1
    keys = []
    at = 0
    for fix in revision.fixes:
        while at + 1 < len(places) and places[at + 1][0] <= fix.start:
            at += 1
        start, mark, ordinal = places[at] if places else (0, _hash(text), 0)
        keys.append(
            FixKey(mark, ordinal, fix.start - start, fix.end - start, fix.rule, fix.replacement)
        )
    return tuple(keys)


def place(revision: Revision, decisions: Iterable[Decision]) -> Placed:
    """Return what has been decided about the fixes of a revision."""
    last: dict[FixKey, Decision] = {}
    for decision in sorted(decisions, key=lambda one: one.when):
        last[decision.key] = decision
    index_of = {key: index for index, key in enumerate(keys_of(revision))}
    decided = {index_of[key]: one for key, one in last.items() if key in index_of}
    lost = tuple(one for key, one in last.items() if key not in index_of)
    return Placed(dict(sorted(decided.items())), lost)


def accepted_fixes(revision: Revision, decided: Mapping[int, Decision]) -> frozenset[int]:
    """Return the fixes that the text takes: accepted ones, and safe ones nobody decided about.

    A fix falls away when something that it depends on is not taken.
    """
    taken = {fix.index for fix in revision.fixes if _is_wanted(fix, decided.get(fix.index))}
    while dropped := {
        index for index in taken if not taken.issuperset(revision.fixes[index].depends_on)
    }:
        taken -= dropped
    return frozenset(taken)


def decided_text(revision: Revision, decided: Mapping[int, Decision]) -> str:
    """Return the text that follows from decisions."""
    text = revision.document.text
    result, at = "", 0
    for start, end, replacement in decided_changes(revision, decided):
        result += text[at:start] + replacement
        at = end
    return result + text[at:]


def decided_changes(
    revision: Revision, decided: Mapping[int, Decision]
) -> list[tuple[int, int, str]]:
    """Return (start, end, replacement) of each change that follows from decisions, in order.

    An editor's own replacement takes the whole place of its fix; fixes that reach into that place
    fall away.
    """
    taken = accepted_fixes(revision, decided)
    edits = _edits(revision, decided)
    kept = [
        index
        for index in taken
        if not any(_overlap(revision.fixes[index], fix) for fix, _ in edits)
    ]
    changes = [(hunk.start, hunk.end, hunk.replacement) for hunk in revision.hunks(kept)]
    changes += [(fix.start, fix.end, text) for fix, text in edits]
    made, at = [], 0
    for change in sorted(changes):
        if change[0] >= at:
            made.append(change)
            at = change[1]
    return made


def _is_wanted(fix: Fix, decision: Decision | None) -> bool:
    if decision is None or decision.verdict is Verdict.UNDECIDED:
        return fix.safety is Safety.SAFE
    return decision.verdict is Verdict.ACCEPT


def _edits(revision: Revision, decided: Mapping[int, Decision]) -> list[tuple[Fix, str]]:
    """Return the editor's own replacements, those left out that reach into an earlier one."""
    found: list[tuple[Fix, str]] = []
    for index, decision in decided.items():
        fix = revision.fixes[index]
        if decision.verdict is Verdict.EDIT and not any(_overlap(fix, one) for one, _ in found):
            found.append((fix, decision.text or ""))
    return found


def _overlap(one: Fix, other: Fix) -> bool:
    return one.start <= other.end and other.start <= one.end


def _hash(text: str) -> str:
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()[:16]
