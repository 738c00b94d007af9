"""Retranslator `llm`: a language model proposes, block by block; everything it says is checked."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from difflib import SequenceMatcher
from pathlib import Path

from fixprose.edits import Changes, Edit, Safety
from fixprose.evidence.diagnosis import Diagnosis
from fixprose.retranslate.alignment import Change, cut
from fixprose.retranslate.answers import Answers
from fixprose.retranslate.causes import Causes
from fixprose.retranslate.client import Client, LlmOptions
from fixprose.retranslate.prompt import VERSION, messages
from fixprose.text.document import Block, Document

_LOG = logging.getLogger(__name__)
OPENED = 0.15  # probability of garble from which a block is worth asking about
EXPLAINED = 0.9  # confidence of a change whose cause is known
UNEXPLAINED = 0.7
REFUSED = 0.1
_KIN = 0.6  # likeness of a block and the one it was, before some of an answer was taken
_MARKS = re.compile(r"^\s*(?:<<<|```\w*)?\s*|\s*(?:>>>|```)?\s*$")


class LlmRetranslator:
    """Asks a model for each opened block and proposes what survives the guards.

    `announce` hears the host once, before the first text is sent.
    """

    name = "llm"

    def __init__(
        self,
        options: LlmOptions,
        causes: Causes,
        *,
        client: Client | None = None,
        announce: Callable[[str], object] = _LOG.warning,
    ) -> None:
        self._options = options
        self._causes = causes
        self._client = client or Client(options)
        self._answers = Answers(Path(options.cache) if options.cache else None)
        self._announce: Callable[[str], object] | None = announce
        self._before: dict[str, str] = {}  # the blocks of the last look, with their answers

    def begin(self) -> None:
        """Forget the blocks of the document before; answers kept on disk stay."""
        self._before.clear()

    def propose(self, document: Document, diagnosis: Diagnosis) -> Iterator[Edit]:
        """Yield edits for the opened blocks; asks for several blocks at once."""
        opened = [
            number
            for number, block in enumerate(document.blocks)
            if diagnosis.at(block.span) >= OPENED and len(block.tokens) > 2
        ]
        kin = self._kin([document.blocks[number].content for number in opened])
        with ThreadPoolExecutor(max(1, self._options.concurrency)) as pool:
            answers = list(pool.map(lambda n: self._answer(document, n, diagnosis, kin), opened))
        self._before |= {
            document.blocks[number].content: answer
            for number, answer in zip(opened, answers, strict=True)
        }
        for number, answer in zip(opened, answers, strict=True):
            block = document.blocks[number]
            for change in cut(document, block, answer):
                yield self._edit(change, document, diagnosis)

    def close(self) -> None:
        """Close the connections to the server."""
        self._client.close()

    def _answer(
        self, document: Document, number: int, diagnosis: Diagnosis, kin: dict[str, str]
    ) -> str:
        blocks = document.blocks
        content = blocks[number].content
        question = [VERSION, self._options.model, diagnosis.pivot, content]
        answer = self._answers.get(question) or kin.get(content)
        if answer is None:
            if self._announce is not None:
                self._announce(f"sending paragraphs to {self._options.host}")
                self._announce = None
            answer = _plain(
                self._client.ask(
                    messages(
                        content,
                        blocks[number - 1].content if number else "",
                        blocks[number + 1].content if number + 1 < len(blocks) else "",
                        diagnosis,
                        _names(blocks),
                    )
                )
            )
        self._answers.put(question, answer)
        self._answers.put([VERSION, self._options.model, diagnosis.pivot, answer], answer)
        return answer

    def _kin(self, contents: list[str]) -> dict[str, str]:
        """Return the answers to blocks that were others before some of an answer was taken.

        Only a block that is gone can have become another: captions of one document are alike.
        """
        gone = {old: answer for old, answer in self._before.items() if old not in contents}
        found = {}
        for content in contents:
            if content in self._before:
                found[content] = self._before[content]
            elif content in self._before.values():
                found[content] = content
            elif gone:
                near = max(gone, key=lambda old: _likeness(old, content))
                if _likeness(near, content) >= _KIN:
                    found[content] = gone[near]
        return found

    def _edit(self, change: Change, document: Document, diagnosis: Diagnosis) -> Edit:
        asked = (change.span, change.replacement, document, diagnosis)
        cause = self._causes.of(*asked)
        objection = change.objection
        if objection is None and (rule := self._causes.veto(*asked)):
            objection = f"{rule} would change it again"
        reason = cause.reason if cause else f"proposed by {self._options.model}"
        if cause:
            reason += f" ({self._options.model} says so, too.)"
        if objection is not None:
            reason = f"proposed by {self._options.model}, but {objection}"
        return Edit(
            span=change.span,
            matched=change.span,
            replacement=change.replacement,
            rule=cause.rule if cause else "llm/proposal",
            stage="retranslate",
            reason=reason,
            confidence=REFUSED if objection else EXPLAINED if cause else UNEXPLAINED,
            safety=Safety.SAFE if cause and cause.is_safe else Safety.REVIEW,
            changes=Changes.NAME if cause and cause.rule.startswith("names/") else Changes.NOTHING,
        )


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one.split(), other.split(), autojunk=False).ratio()


def _plain(answer: str) -> str:
    """Return an answer without the marks and line breaks that models put around it."""
    return " ".join(_MARKS.sub("", answer.strip()).split())


def _names(blocks: Iterable[Block]) -> tuple[str, ...]:
    """Return names that stand more than once, as the document writes them."""
    seen: dict[str, int] = {}
    for block in blocks:
        for match in re.finditer(r"(?:[A-Z][\w’'-]+ ){1,3}[A-Z][\w’'-]+", block.content):
            seen[match[0]] = seen.get(match[0], 0) + 1
    return tuple(sorted(name for name, count in seen.items() if count > 1))[:40]
