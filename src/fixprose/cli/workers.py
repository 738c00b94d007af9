"""Workers: run something over all sources, in this process or in several, in a fixed order."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from fixprose.cli.naming import check_names
from fixprose.cli.progress import Progress
from fixprose.cli.sources import Source
from fixprose.cli.talk import Talk
from fixprose.errors import FixproseError
from fixprose.options import Options

if TYPE_CHECKING:
    from fixprose.engine import Fixer
    from fixprose.text.document import Document

T = TypeVar("T")
Work = Callable[["Fixer", "Document"], T]
_FILES_A_PROCESS = 16  # below that, starting a process costs more than it gives


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a source gave no result: one line; `trace` where the reason is ours.

    `is_final` says that it would go wrong for every source.
    """

    message: str
    trace: str | None = None
    is_final: bool = False


@dataclass(frozen=True, slots=True)
class Outcome(Generic[T]):
    """What came of a source, what was said about it, and the grammar engine that was asked."""

    result: T | Failure
    said: tuple[str, ...] = ()
    grammar: str | None = None


def results(
    sources: Sequence[Source], work: Work[T], *, jobs: int, talk: Talk, engines: set[str]
) -> Iterator[tuple[Source, T]]:
    """Yield what `work` makes of each source, in their order; errors are told on the way.

    `work` must be a function of a module: it may run in another process. `engines` takes the
    grammar engines that were asked. Raises FixproseError for what would go wrong for every source.
    """
    jobs = _jobs(sources, jobs)
    progress = Progress(len(sources), talk)
    said: set[str] = set()
    outcomes = _parallel(sources, work, jobs) if jobs > 1 else _serial(sources, work)
    try:
        for source, outcome in zip(sources, outcomes, strict=True):
            progress.clear()
            for message in outcome.said:
                if message not in said:
                    talk.note(message)
                    said.add(message)
            if outcome.grammar:
                engines.add(outcome.grammar)
            if isinstance(outcome.result, Failure):
                _tell(outcome.result, source.path, talk)
            else:
                yield source, outcome.result
            progress.advance(source.path)
    finally:
        progress.clear()


def _tell(failure: Failure, path: str, talk: Talk) -> None:
    if failure.is_final:
        raise FixproseError(failure.message)
    if failure.trace is None:
        talk.error(failure.message)
    else:
        talk.bug(failure.message, failure.trace, path)


def _jobs(sources: Sequence[Source], wanted: int) -> int:
    if wanted:
        return min(wanted, len(sources))
    if any(source.options.grammar != "off" for source in sources):
        return 1  # each process would start a grammar server of its own
    return min(os.cpu_count() or 1, len(sources) // _FILES_A_PROCESS)


class _Fixers(logging.Handler):
    """A fixer for each set of options, opened when first needed; hears what the library says."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self._fixers: dict[Options, Fixer] = {}
        self._stack = ExitStack()
        self._said: list[str] = []

    def start(self) -> None:
        """Listen, instead of letting Python print warnings of its own kind."""
        logger = logging.getLogger("fixprose")
        logger.addHandler(self)
        self._stack.callback(logger.removeHandler, self)

    def stop(self) -> None:
        """Close the fixers."""
        self._stack.close()

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a warning of the library."""
        self._said.append(" ".join(record.getMessage().split()))

    def do(self, source: Source, work: Work[T]) -> Outcome[T]:
        """Read a source and work on it; what goes wrong is part of the outcome."""
        try:
            fixer = self._fixer(source.options)
        except FixproseError as error:
            return Outcome(Failure(str(error), is_final=True))
        result: T | Failure
        try:
            result = work(fixer, source.read())
        except FixproseError as error:
            result = Failure(str(error), is_final=_is_final(error))
        except Exception as error:
            import traceback

            line = " ".join(f"{type(error).__name__}: {error}".split())
            result = Failure(line, "".join(traceback.format_exception(error)))
        said, self._said = tuple(self._said), []
        off = source.options.grammar == "off"
        return Outcome(result, said, None if off else fixer.tools.grammar.engine)

    def _fixer(self, options: Options) -> Fixer:
        if options not in self._fixers:
            from fixprose.engine import Fixer

            fixer = self._stack.enter_context(Fixer(options))
            check_names(options, fixer)
            self._fixers[options] = fixer
        return self._fixers[options]


def _is_final(error: FixproseError) -> bool:
    from fixprose.grammar.engine import GrammarUnavailable

    return isinstance(error, GrammarUnavailable)


def _serial(sources: Sequence[Source], work: Work[T]) -> Iterator[Outcome[T]]:
    fixers = _Fixers()
    fixers.start()
    try:
        for source in sources:
            yield fixers.do(source, work)
    finally:
        fixers.stop()


_mine: list[_Fixers] = []  # of a worker process, set when it starts


def _start_worker() -> None:
    import signal
    from multiprocessing.util import Finalize

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides what Ctrl-C means
    fixers = _Fixers()
    fixers.start()
    Finalize(fixers, fixers.stop, exitpriority=1)
    _mine.append(fixers)


def _in_worker(source: Source, work: Work[Any]) -> Any:
    return _mine[0].do(source, work)


def _parallel(sources: Sequence[Source], work: Work[T], jobs: int) -> Iterator[Outcome[T]]:
    from concurrent.futures import ProcessPoolExecutor
    from itertools import repeat

    pool = ProcessPoolExecutor(jobs, initializer=_start_worker)
    try:
        yield from pool.map(_in_worker, sources, repeat(work), chunksize=4)
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
