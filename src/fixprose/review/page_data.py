"""What the review page is told: a document cut into pieces, its fixes, and how to replay them.

The page has no offsets into the whole text. It gets each paragraph as strings and *parts*; a part
is a stretch of the original in which fixes touch, with the steps that made these, so that the page
can replay any subset of them exactly as `decided_text` does. All counts are characters (code
points), which JavaScript does not count in by itself.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from fixprose.cells import ORIGINAL, Anchor, cell_bounds
from fixprose.edits import STAGES, Changes, Safety, Stage
from fixprose.review.decisions import Decision, keys_of, place

if TYPE_CHECKING:
    from fixprose.revision import Fix, Refusal, Revision
    from fixprose.text.document import Block, Document

Record = dict[str, Any]
Describe = Callable[[str], Record | None]
_QUOTES = frozenset("\"'“”‘’«»„‟")


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of one cell that touching fixes cover; `start` and `end` in the original."""

    cell: int
    start: int
    end: int
    fixes: tuple[int, ...]


def digest_of(document: Document) -> str:
    """Return a short name for a text, the same wherever the file lies."""
    return hashlib.sha256(document.text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def shown_names(paths: Iterable[str]) -> list[str]:
    """Return what files are called on the page: a page may be mailed, so folders are not told.

    >>> shown_names(["/home/ann/a.txt", "b.txt"]), shown_names(["x/a.txt", "y/a.txt"])
    (['a.txt', 'b.txt'], ['x/a.txt', 'y/a.txt'])
    """
    given = [PurePath(path) for path in paths]
    count = Counter(path.name for path in given)
    return [path.name if count[path.name] == 1 else path.as_posix() for path in given]


def file_record(
    revision: Revision,
    name: str,
    decisions: Iterable[Decision] = (),
    describe: Describe = lambda rule: None,
) -> Record:
    """Return all that the page needs to know about one revision.

    `name` is what the file is called on the page; `describe` gives what a rule's pack says.
    """
    document, diagnosis = revision.document, revision.diagnosis
    groups = _groups(revision)
    parts = [part for group in groups for part in group]
    placed = place(revision, decided := list(decisions))
    index_of = {key: index for index, key in enumerate(keys_of(revision))}
    rules = dict.fromkeys(fix.rule for fix in revision.fixes)
    return {
        "name": name,
        "digest": digest_of(document),
        "format": document.format,
        "pivot": diagnosis.pivot,
        "probability": round(diagnosis.probability, 4),
        "blocks": list(_blocks(revision, parts)),
        "groups": list(_group_records(revision, groups)),
        "fixes": list(_fix_records(revision, parts)),
        "rules": {rule: note for rule in rules if (note := describe(rule))},
        "log": [
            [index_of[one.key], *_event(one)]
            for one in sorted(decided, key=lambda one: one.when)
            if one.key in index_of
        ],
        "lost": [one.to_json() for one in placed.lost],
    }


def is_typography(fix: Fix) -> bool:
    """Tell whether a fix is a trifle: spacing, the shape of quotation marks, broken characters.

    Such a fix is sure, and changes no word; one that adds a quotation is none.
    """
    if fix.safety is not Safety.SAFE:
        return False
    if fix.stage == "clean":
        return True
    return (
        fix.stage == "structure"
        and _letters(fix.original) == _letters(fix.replacement)
        and _quotes(fix.original) == _quotes(fix.replacement)
    )


def touches_name(revision: Revision, fix: Fix) -> bool:
    """Tell whether a fix changes a name, or words of which one looks like a name."""
    if fix.stage == "names" or revision.steps[fix.index].edit.changes is Changes.NAME:
        return True
    text = revision.document.text
    before = text[max(0, fix.start - 40) : fix.start].rstrip(" \t\"'“‘(")
    words = fix.original.split()
    if not before or before[-1] in ".!?:\n":
        words = words[1:]
    return any(word.lstrip("\"'“‘(")[:1].isupper() and word != "I" for word in words)


def pivot_of(rule: str, stage: Stage) -> str | None:
    """Return the pivot that a rule belongs to by its id, None for rules of any text."""
    head = rule.partition("/")[0]
    return None if head in STAGES or head in ("common", "compare") or head == stage else head


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def _quotes(text: str) -> int:
    return sum(character in _QUOTES for character in text)


def _groups(revision: Revision) -> list[list[Part]]:
    """Return the parts, those together that touch (over the bound of a paragraph, too)."""
    groups: list[list[Part]] = []
    end = -1
    for fix in revision.fixes:
        cell = revision.steps[fix.index].cell
        if not groups or fix.start > end:
            groups.append([Part(cell, fix.start, fix.end, (fix.index,))])
        elif groups[-1][-1].cell != cell:
            groups[-1].append(Part(cell, fix.start, fix.end, (fix.index,)))
        else:
            last = groups[-1][-1]
            high = max(last.end, fix.end)
            groups[-1][-1] = Part(cell, last.start, high, (*last.fixes, fix.index))
        end = max(end, fix.end)
    return groups


def _group_records(revision: Revision, groups: list[list[Part]]) -> Iterator[Record]:
    bounds = cell_bounds(revision.document)
    number = 0
    for group in groups:
        records = []
        for part in group:
            low, high = bounds[part.cell], bounds[part.cell + 1]
            records.append(
                {
                    "id": number,
                    "text": revision.document.text[part.start : part.end],
                    "before": part.start > low,  # whether the paragraph goes on there
                    "after": part.end < high,
                    "fixes": part.fixes,
                }
            )
            number += 1
        yield {"parts": records, "fixes": [index for part in group for index in part.fixes]}


def _fix_records(revision: Revision, parts: list[Part]) -> Iterator[Record]:
    steps = revision.steps
    index_of = {step.number: index for index, step in enumerate(steps)}
    part_of = {index: part for part in parts for index in part.fixes}
    for fix, key in zip(revision.fixes, keys_of(revision), strict=True):
        step, base = steps[fix.index], part_of[fix.index].start
        yield {
            "start": fix.start - base,
            "end": fix.end - base,
            "original": fix.original,
            "replacement": fix.replacement,
            "rule": fix.rule,
            "pivot": pivot_of(fix.rule, fix.stage),
            "stage": fix.stage,
            "safety": fix.safety.value,
            "confidence": round(fix.confidence, 4),
            "reason": fix.reason,
            "needs": fix.depends_on,
            "quoted": fix.in_quotation,
            "named": touches_name(revision, fix),
            "trifle": is_typography(fix),
            "key": [key.sentence, key.ordinal, key.start, key.end],
            "step": [
                step.number,
                _anchor(step.start, index_of, base),
                _anchor(step.end, index_of, base),
                step.edit.replacement,
            ],
        }


def _anchor(anchor: Anchor | None, index_of: dict[int, int], base: int) -> list[Any] | None:
    if anchor is None:
        return None
    if anchor.owner == ORIGINAL:
        return [ORIGINAL, anchor.offset - base, anchor.after]
    return [index_of[anchor.owner], anchor.offset, anchor.after]


def _event(decision: Decision) -> list[str | None]:
    verdict = decision.verdict.value
    return [verdict, decision.text, decision.note, decision.who, decision.when]


def _blocks(revision: Revision, parts: list[Part]) -> Iterator[Record]:
    """Yield the cells of the document: `lead` + units + `gap` is their text.

    A unit is a sentence, or several where a part crosses them: a list of strings and numbers of
    parts. `lead` is what the format puts before a paragraph (“## ”), `gap` what lies behind it.
    """
    document = revision.document
    text, blocks = document.text, document.blocks
    bounds = cell_bounds(document)
    numbers = {id(part): number for number, part in enumerate(parts)}
    by_cell: dict[int, list[Part]] = {}
    for part in parts:
        by_cell.setdefault(part.cell, []).append(part)
    refused = _refusals_by_cell(revision, bounds)
    lead = ""
    for cell, (low, high) in enumerate(pairwise(bounds)):
        block = blocks[cell] if cell < len(blocks) else None
        start, end = (block.span.start, block.span.end) if block else (low, high)
        inside = by_cell.get(cell, [])
        if inside:
            start, end = min(start, inside[0].start), max(end, inside[-1].end)
        lead += text[low:start]
        starts = [start, *_cuts(block, start, end, inside)]
        units = list(_units(text, [*starts, end], inside, numbers))
        gap, newline, rest = text[end:high].rpartition("\n")
        record: Record = {"lead": lead, "units": units, "gap": gap + newline}
        lead = rest
        if cell == len(bounds) - 2:
            record["gap"] += lead
        if cell in refused:
            record["refused"] = [_refusal(one, starts) for one in refused[cell]]
        yield record


def _cuts(block: Block | None, start: int, end: int, parts: list[Part]) -> Iterator[int]:
    """Yield where the second and later sentences begin, unless a part goes on there."""
    at = 0
    for sentence in block.sentences if block else ():
        while at < len(parts) and parts[at].end <= sentence.start:
            at += 1
        if start < sentence.start < end and not (
            at < len(parts) and parts[at].start < sentence.start
        ):
            yield sentence.start


def _units(
    text: str, bounds: list[int], parts: list[Part], numbers: dict[int, int]
) -> Iterator[list[str | int]]:
    """Yield the units between `bounds`; a part belongs to the unit that it begins in."""
    waiting = 0
    for start, end in pairwise(bounds):
        unit: list[str | int] = []
        at = start
        while waiting < len(parts) and (parts[waiting].start < end or end == bounds[-1]):
            part = parts[waiting]
            if part.start > at:
                unit.append(text[at : part.start])
            unit.append(numbers[id(part)])
            at = part.end
            waiting += 1
        if end > at:
            unit.append(text[at:end])
        yield unit


def _refusals_by_cell(revision: Revision, bounds: list[int]) -> dict[int, list[Refusal]]:
    found: dict[int, list[Refusal]] = {}
    cell = 0
    for refusal in sorted(revision.refusals, key=lambda one: (one.start, one.end)):
        while cell + 2 < len(bounds) and bounds[cell + 1] <= refusal.start:
            cell += 1
        found.setdefault(cell, []).append(refusal)
    return found


def _refusal(refusal: Refusal, starts: list[int]) -> list[Any]:
    return [
        max(0, bisect_right(starts, refusal.start) - 1),
        refusal.original,
        refusal.replacement,
        refusal.rule,
        round(refusal.confidence, 4),
        refusal.why,
    ]
