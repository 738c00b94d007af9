"""Output: where a result goes, how a report is set up, and what a command has counted."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TextIO

from fixprose import __version__, report
from fixprose.cli.settings import Configuration, in_hook
from fixprose.cli.sources import Source
from fixprose.cli.talk import Talk
from fixprose.report.base import ReportOptions, Tool
from fixprose.report.counts import Counts, summary_lines

if TYPE_CHECKING:
    from fixprose.revision import Revision

Mode = Literal["check", "fix", "compare"]


@contextmanager
def result_stream(file: str | None) -> Iterator[TextIO]:
    """Give the stream for a result: standard output, or a file, written when all went well."""
    if file is None:
        yield prepared(sys.stdout)
        return
    from fixprose.text.read import write_atomic

    content = io.BytesIO()
    stream = io.TextIOWrapper(content, encoding="utf-8", newline="", errors="backslashreplace")
    yield stream
    stream.flush()
    write_atomic(file, content.getvalue())


def prepared(stream: TextIO) -> TextIO:
    """Return a standard stream that translates no line end and never fails at a character."""
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(newline="", errors="backslashreplace")
    return stream


class Use:
    """What a run used, for reports that name it; asked only by them."""

    def __init__(self, sources: Sequence[Source]) -> None:
        self._folders = tuple(dict.fromkeys(p for each in sources for p in each.options.packs))
        self.engines: set[str] = set()

    def packs(self) -> tuple[str, str]:
        """Return the version of the built-in packs, and the hashes of all that were used."""
        from fixprose.knowledge.store import load_rules

        return __version__, "+".join(load_rules(self._folders).hashes)

    def grammar(self) -> str | None:
        """Return name and version of the grammar engines that were asked, None if none was."""
        return ", ".join(sorted(self.engines)) or None


def report_options(
    stream: TextIO, talk: Talk, use: Use, *, mode: Mode = "check", review_fixes: bool = False
) -> ReportOptions:
    """Return how to report to `stream`."""
    return ReportOptions(
        tool=Tool(version=__version__, packs=use.packs, grammar=use.grammar),
        mode=mode,
        review_fixes=review_fixes,
        verbose=talk.verbosity > 0,
        color=talk.wants_color(stream),
        width=_width(stream),
        summary=talk.verbosity >= 0,
    )


def show_settings(configuration: Configuration, paths: Sequence[str]) -> int:
    """Print the settings that hold for each path; return the exit code."""
    for path in paths or ["."]:
        inside = Path(path) / "any.txt" if Path(path).is_dir() else Path(path)
        sys.stdout.writelines(f"{line}\n" for line in configuration.shown_for(inside))
    return 0


def report_name(given: str | None) -> str:
    """Return the report to use: the one asked for, or the default where we run."""
    return given or ("concise" if in_hook() else report.names()[0])


def tell_summary(counts: Counts, options: ReportOptions, talk: Talk) -> None:
    """Say on stderr what was counted, for results that hold no summary of their own."""
    for line in summary_lines(counts, options):
        talk.note(line)


def counted(revisions: Iterable[Revision], counts: Counts) -> Iterator[Revision]:
    """Pass revisions on and count them."""
    for revision in revisions:
        counts.add(revision)
        yield revision


def _width(stream: TextIO) -> int | None:
    if not stream.isatty():
        return None
    import shutil

    return shutil.get_terminal_size().columns
