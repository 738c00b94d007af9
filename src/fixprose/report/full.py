"""For people at a terminal: each sentence with its changes marked, and the cause of each fix.

Marks are those of `git diff --word-diff`, [-old-]{+new+}; where the terminal can, old is also
struck through and new underlined.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, TextIO

from fixprose.report.base import ReportOptions, path_of, shown
from fixprose.report.contexts import Context, contexts
from fixprose.report.counts import Counts, summary_lines
from fixprose.report.places import Places, flowing, probability, visible

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

    from fixprose.revision import Fix, Refusal, Revision

_STYLES = {"old": "strike red", "new": "underline green", "gap": "dim", "same": ""}
_SAFETY_STYLES = {"safe": "green", "review": "yellow"}


def write(revisions: Iterable[Revision], options: ReportOptions, stream: TextIO) -> None:
    """Write one section for each document with something to show, and the summary."""
    counts = Counts()
    console: Console | None = None
    for revision in revisions:
        counts.add(revision)
        indexes = shown(revision, options)
        refusals = revision.refusals if options.verbose else ()
        if indexes or refusals:
            console = console or _console(options, stream)
            if options.mode == "compare":
                _comparison(console, revision, indexes)
            else:
                _section(console, revision, indexes, refusals)
    if options.summary:
        stream.writelines(f"{line}\n" for line in summary_lines(counts, options))
        engine = options.tool.grammar()
        if engine:
            stream.write(f"Grammar checked by {engine}.\n")


def _console(options: ReportOptions, stream: TextIO) -> Console:
    from rich.console import Console

    return Console(
        file=stream,
        width=options.width or 1_000_000,
        force_terminal=options.color,
        color_system="standard" if options.color else None,
        no_color=not options.color,
        highlight=False,
        emoji=False,
        markup=False,
        legacy_windows=False,
    )


def _section(
    console: Console, revision: Revision, indexes: Collection[int], refusals: Iterable[Refusal]
) -> None:
    places = Places(revision.document.text)
    _line(console, 0, (visible(path_of(revision)), "bold"), (_diagnosed(revision), "dim"))
    for context in contexts(revision, indexes):
        console.print()
        _marked(console, context, revision.document.text)
        for fix in context.fixes:
            _explain(console, revision, fix, places)
    for number, refusal in enumerate(refusals):
        if number == 0:
            console.print()
            _line(console, 2, ("Refused:", "bold"))
        _refuse(console, refusal, places)
    console.print()


def _comparison(console: Console, revision: Revision, indexes: Collection[int]) -> None:
    places = Places(revision.document.text)
    for context in contexts(revision, indexes):
        place = (f"{_place(places, context.hunks[0].start)}: ", "dim")
        _marked(console, context, revision.document.text, place)
    console.print()


def _diagnosed(revision: Revision) -> str:
    diagnosis = revision.diagnosis
    pivot = f", pivot {diagnosis.pivot}" if diagnosis.pivot else ""
    return f"  garbled: {probability(diagnosis.probability)}{pivot}"


def _marked(console: Console, context: Context, text: str, *before: tuple[str, str]) -> None:
    pieces = [*before]
    for kind, piece in context.pieces(text):
        if kind == "old":
            piece = f"[-{visible(piece)}-]"
        elif kind == "new":
            piece = f"{{+{visible(piece)}+}}"
        else:
            piece = flowing(piece)
        pieces.append((piece, _STYLES[kind]))
    _line(console, 0 if before else 2, *pieces)


def _explain(console: Console, revision: Revision, fix: Fix, places: Places) -> None:
    quoted = ", in a quotation" if fix.in_quotation else ""
    _line(
        console,
        4,
        (f"{_place(places, fix.start)} ", ""),
        (fix.rule, "bold"),
        (" [", ""),
        (fix.safety.value, _SAFETY_STYLES.get(fix.safety.value, "")),
        (f" {probability(fix.confidence)}{quoted}] {_change(fix)}", ""),
    )
    _line(console, 8, (flowing(fix.reason), ""))
    if fix.depends_on:
        others = {other.index: other for other in revision.fixes}
        needed = [others[index] for index in fix.depends_on]
        needs = ", ".join(f"{other.rule} at {_place(places, other.start)}" for other in needed)
        _line(console, 8, (f"Builds on {needs}.", "dim"))


def _refuse(console: Console, refusal: Refusal, places: Places) -> None:
    place = _place(places, refusal.start)
    mark = f"[{probability(refusal.confidence)}] {_change(refusal)}"
    _line(console, 4, (f"{place} ", ""), (refusal.rule, "bold"), (f" {mark}", ""))
    _line(console, 8, (f"Refused: {flowing(refusal.why)}", ""))


def _place(places: Places, offset: int) -> str:
    line, column = places.of(offset)
    return f"{line}:{column}"


def _change(item: Fix | Refusal) -> str:
    return f'"{visible(item.original)}" → "{visible(item.replacement)}"'


def _line(console: Console, indent: int, *pieces: tuple[str, str]) -> None:
    from rich.text import Text

    text: Text = Text.assemble(*pieces)
    for line in text.wrap(console, max(console.width - indent, 20)):
        line.rstrip()
        line.pad_left(indent)
        console.print(line, soft_wrap=True)
