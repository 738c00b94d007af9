"""The grammar stage: what LanguageTool finds in sentences that changed or look garbled.

It cleans up after the other stages (a/an, agreement, doubled words). A suggestion is proposed
only when its rule is allow-listed, exactly one suggestion has the shape the rule is trusted for,
no name is touched, and the engine is content with the result.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from types import TracebackType
from typing import TYPE_CHECKING, Self

from fixprose.edits import Edit, Stage
from fixprose.grammar.allowed import AllowedRule, allowed_rules
from fixprose.grammar.engine import GrammarEngine, GrammarUnavailable, Match
from fixprose.grammar.engines import Mode, open_engine
from fixprose.grammar.names import follows_name, touches_name
from fixprose.grammar.pick import Change, Pick, choose
from fixprose.text.span import Span
from fixprose.text.tokens import Tokens

if TYPE_CHECKING:
    from fixprose.evidence.diagnosis import Diagnosis
    from fixprose.text.document import Document

_LOG = logging.getLogger(__name__)
Focus = Callable[["Document", "Diagnosis"], Iterable[Span]]
Opener = Callable[[Mode, str | None, Collection[str]], GrammarEngine]

GARBLED = 0.5  # probability from which a window is worth asking about
_REMEMBERED = 10_000  # sentences
# How many tokens left and right of a change it depends on: a/an on the next word, a verb on the
# subject before it.
_REACH: dict[Pick, tuple[int, int]] = {"article": (0, 1), "drop": (1, 1), "agree": (3, 1)}


def garbled_windows(document: Document, diagnosis: Diagnosis) -> Iterator[Span]:
    """Yield the windows that are more likely garbled than not; the document where it has none."""
    whole = (Span(0, len(document.text)), diagnosis.probability)
    for window, probability in diagnosis.windows or (whole,):
        if probability >= GARBLED:
            yield window


class GrammarPass:
    """Asks a grammar engine about the sentences in focus; opens it when there is one to ask about.

    `focus` gives the stretches of the current document to look at. Where no engine can be had,
    `warn` hears one line, once, and nothing is proposed; when the mode names an engine that
    cannot be had, GrammarUnavailable is raised. Close the pass after use (`with`): it may own
    a server.
    """

    stage: Stage = "grammar"

    def __init__(
        self,
        mode: Mode = "auto",
        url: str | None = None,
        *,
        focus: Focus = garbled_windows,
        warn: Callable[[str], object] = _LOG.warning,
        opener: Opener = open_engine,
    ) -> None:
        self.focus = focus
        self._mode = mode
        self._url = url
        self._warn = warn
        self._opener = opener
        self._engine: GrammarEngine | None = None
        self._asked: str | None = None
        self._is_off = mode == "off"
        self._seen: dict[tuple[str, str | None], list[Match]] = {}

    @property
    def engine(self) -> str | None:
        """Name and version of the engine that was asked, None as long as none was."""
        return self._asked

    def propose(self, document: Document, diagnosis: Diagnosis) -> Iterator[Edit]:
        """Yield edits for the sentences in focus."""
        if self._is_off:
            return
        for sentence in _sentences(document, sorted(self.focus(document, diagnosis))):
            try:
                yield from self._edits(document, sentence, diagnosis.pivot)
            except GrammarUnavailable as error:
                self.close()
                if self._mode != "auto":
                    raise
                self._is_off = True
                self._warn(f"grammar stage skipped: {error}")
                return

    def close(self) -> None:
        """Stop the engine; a later `propose` opens another one."""
        engine, self._engine = self._engine, None
        if engine is not None:
            engine.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _edits(self, document: Document, sentence: Span, pivot: str | None) -> Iterator[Edit]:
        text = sentence.of(document.text)
        alarms = self._check(text, pivot)
        accepted: list[Change] = []
        for match in alarms:
            rule = allowed_rules().get(match.rule)
            if rule is None:
                continue
            if document.is_protected(Span(match.start, match.end).shifted(sentence.start)):
                continue
            change = choose(text, match.start, match.end, match.replacements, rule.pick)
            if change is None or not _is_harmless(text, change, rule.pick):
                continue
            if any(change.start <= other.end and other.start <= change.end for other in accepted):
                continue
            after = self._check(_changed(text, [*accepted, change]), pivot)
            if _is_better(after, alarms):
                alarms = after
                accepted.append(change)
                yield self._edit(document, sentence, match, rule, change)

    def _check(self, text: str, pivot: str | None) -> list[Match]:
        key = (text, pivot)
        if key not in self._seen:
            if self._engine is None:
                self._engine = self._opener(self._mode, self._url, allowed_rules().keys())
                self._asked = f"{self._engine.name} {self._engine.version}"
            if len(self._seen) >= _REMEMBERED:
                self._seen.clear()
            self._seen[key] = self._engine.check(text, pivot)
        return self._seen[key]

    def _edit(
        self, document: Document, sentence: Span, match: Match, rule: AllowedRule, change: Change
    ) -> Edit:
        span = Span(change.start, change.end).shifted(sentence.start)
        found = Span(match.start, match.end).shifted(sentence.start)
        left, right = _REACH.get(rule.pick, (1, 1))
        tokens = Tokens(document.text, sentence.start, sentence.end)
        first = max(tokens.at(found.start) - left, 0)
        last = min(tokens.at(found.end - 1) + right, len(tokens) - 1)
        matched = found.hull(span).hull(Span(tokens.starts[first], tokens.ends[last]))
        return Edit(
            span=span,
            replacement=change.replacement,
            rule=f"grammar/{rule.id}",
            stage=self.stage,
            reason=f"LanguageTool {rule.id}: {' '.join(match.message.split())}",
            confidence=rule.confidence,
            matched=matched,
        )


def _sentences(document: Document, focus: Sequence[Span]) -> Iterator[Span]:
    """Yield each sentence that shares a character with the focus, once."""
    if not focus:
        return
    for block in document.blocks:
        if any(block.span.overlaps(span) for span in focus):
            for sentence in block.sentences:
                if any(sentence.overlaps(span) for span in focus):
                    yield sentence


def _is_harmless(text: str, change: Change, pick: Pick) -> bool:
    """Tell whether a change leaves names, numbers and line breaks as they are."""
    old, new = text[change.start : change.end], change.replacement
    if touches_name(text, change.start, change.end):
        return False
    if pick == "agree" and follows_name(text, change.start):
        return False
    if [c for c in old if c.isdigit()] != [c for c in new if c.isdigit()]:
        return False
    if pick == "article" and not _next_letter(text, change.end).isascii():
        return False  # nobody knows how it sounds
    return "\n" not in old + new


def _changed(text: str, changes: Sequence[Change]) -> str:
    for change in sorted(changes, key=lambda change: change.start, reverse=True):
        text = text[: change.start] + change.replacement + text[change.end :]
    return text


def _is_better(after: Iterable[Match], before: Iterable[Match]) -> bool:
    """Tell whether alarms went away and none is new."""
    return Counter(match.rule for match in after) < Counter(match.rule for match in before)


def _next_letter(text: str, offset: int) -> str:
    return next((char for char in text[offset:] if char.isalnum()), "")
