"""Sources: from paths to what is to be read, and from there to revisions, in order."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from fixprose.cli.options import Given
from fixprose.cli.progress import Progress
from fixprose.cli.settings import Configuration
from fixprose.cli.talk import Talk
from fixprose.errors import FixproseError
from fixprose.files import STDIN, find_files, read_list
from fixprose.options import Options

if TYPE_CHECKING:
    from fixprose.engine import Fixer
    from fixprose.text.document import Document

T = TypeVar("T")
Work = Callable[["Fixer", "Document"], T]
_FILES_A_PROCESS = 16  # below that, starting a process costs more than it gives


@dataclass(frozen=True, slots=True)
class Source:
    """One text to read, with the options that hold for it. `data` is what came by stdin."""

    path: str
    options: Options
    encoding: str | None = None
    format: str | None = None
    data: bytes | None = None

    def read(self) -> Document:
        """Return the document; FixproseError if it cannot be read."""
        from fixprose.text.read import read_document

        if self.data is not None:
            name = None if self.path == STDIN else self.path
            return read_document(self.data, path=name, encoding=self.encoding, format=self.format)
        return read_document(self.path, encoding=self.encoding, format=self.format)


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a source gave no result; `bug` where the reason is ours."""

    path: str
    error: Exception


def find_sources(
    paths: Sequence[str], given: Given, configuration: Configuration, talk: Talk
) -> list[Source]:
    """Return what the paths stand for; what is missing is told, the rest goes on.

    Raises click.UsageError where there are no paths at all.
    """
    names = list(paths)
    if given.file_list:
        names += read_list(given.file_list, sys.stdin)
    elif not names:
        raise click.UsageError("no path given: name files or folders, or - for standard input")
    if STDIN in names:
        if len(names) > 1:
            raise click.UsageError("- (standard input) cannot be read beside other paths")
        name = given.stdin_filename or STDIN
        data = sys.stdin.buffer.read()
        options = configuration.options_for(Path(name))
        return [Source(name, options, given.encoding, given.format, data)]
    found = find_files(
        names,
        configuration.settings_for,
        is_text=_is_text,
        force_exclude=given.force_exclude,
        respect_gitignore=not given.no_respect_gitignore,
    )
    for error in found.errors:
        talk.error(error)
    return [
        Source(str(path), configuration.options_for(path), given.encoding, given.format)
        for path in found.files
    ]


def results(
    sources: Sequence[Source], work: Work[T], *, jobs: int, talk: Talk
) -> Iterator[tuple[Source, T]]:
    """Yield what `work` makes of each source, in their order; errors are told on the way.

    `work` must be a function of a module: it may run in another process.
    """
    jobs = _jobs(sources, jobs)
    progress = Progress(len(sources), talk)
    each = _parallel(sources, work, jobs) if jobs > 1 else _serial(sources, work)
    try:
        for source, result in zip(sources, each, strict=True):
            progress.clear()
            if isinstance(result, Failure):
                _tell(result, talk)
            else:
                yield source, result
            progress.advance(source.path)
    finally:
        progress.clear()


def _is_text(path: Path) -> bool:
    from fixprose.text.formats import format_of_suffix

    return format_of_suffix(path.suffix.lower()) is not None


def _tell(failure: Failure, talk: Talk) -> None:
    if isinstance(failure.error, FixproseError):
        talk.error(str(failure.error))
    else:
        talk.bug(failure.error, failure.path)


def _jobs(sources: Sequence[Source], wanted: int) -> int:
    if wanted:
        return min(wanted, len(sources))
    if any(source.options.grammar != "off" for source in sources):
        return 1  # each process would start a grammar server of its own
    return min(os.cpu_count() or 1, len(sources) // _FILES_A_PROCESS)


class _Fixers:
    """A fixer for each set of options, opened when first needed and closed together."""

    def __init__(self, stack: ExitStack) -> None:
        self._stack = stack
        self._fixers: dict[Options, Fixer] = {}

    def do(self, source: Source, work: Work[T]) -> T | Failure:
        """Read a source and work on it.

        Raises FixproseError for packs and engines that cannot be used: that ends the run, since it
        would go wrong for every source.
        """
        fixer = self._fixer(source.options)
        try:
            return work(fixer, source.read())
        except Exception as error:
            return Failure(source.path, error)

    def _fixer(self, options: Options) -> Fixer:
        if options not in self._fixers:
            from fixprose.engine import Fixer

            self._fixers[options] = self._stack.enter_context(Fixer(options))
        return self._fixers[options]


@contextmanager
def _open_fixers() -> Iterator[_Fixers]:
    with ExitStack() as stack:
        yield _Fixers(stack)


def _serial(sources: Sequence[Source], work: Work[T]) -> Iterator[T | Failure]:
    with _open_fixers() as fixers:
        for source in sources:
            yield fixers.do(source, work)


_mine: list[_Fixers] = []  # of a worker process, set when it starts


def _start_worker() -> None:
    import signal
    from multiprocessing.util import Finalize

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides what Ctrl-C means
    stack = ExitStack()
    Finalize(stack, stack.close, exitpriority=1)
    _mine.append(_Fixers(stack))


def _in_worker(source: Source, work: Work[Any]) -> Any:
    return _mine[0].do(source, work)


def _parallel(sources: Sequence[Source], work: Work[T], jobs: int) -> Iterator[T | Failure]:
    from concurrent.futures import ProcessPoolExecutor
    from itertools import repeat

    pool = ProcessPoolExecutor(jobs, initializer=_start_worker)
    try:
        yield from pool.map(_in_worker, sources, repeat(work), chunksize=4)
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
