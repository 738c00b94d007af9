"""Retranslator for a user's own translation service: each paragraph goes to the pivot and back.

A calque that is translated back literally often comes out as the idiom that it was, so where the
way there and back reads better, the difference is proposed for review. It is the one retranslator
that the command line does not offer: it needs a service of the user's choice, given in Python.
"""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator

from fixprose.edits import Edit, Safety
from fixprose.errors import FixproseError
from fixprose.evidence.diagnosis import Diagnosis
from fixprose.evidence.fluency import Fluency, Trigrams
from fixprose.retranslate.alignment import Change, cut
from fixprose.text.document import Block, Document

Translate = Callable[[str, str, str], str]  # text, its language, the other one (ISO 639-1)
OPENED = 0.5  # probability of garble from which a block is sent
_GAIN = 4.0  # nats of fluency that a change must bring: below it, other words are only other words
_CONFIDENCE = 0.6
_REFUSED = 0.1


class RoundTrip:
    """Sends opened blocks to the pivot and back, and proposes what then reads better.

    `translate` may raise FixproseError; each text is translated once.
    """

    name = "roundtrip"

    def __init__(self, translate: Translate, fluency: Fluency | None = None) -> None:
        self._translate = translate
        self._fluency = fluency or Trigrams()
        self._answers: dict[tuple[str, str], str] = {}

    def begin(self) -> None:
        """Forget the document before."""
        self._answers.clear()

    def propose(self, document: Document, diagnosis: Diagnosis) -> Iterator[Edit]:
        """Yield an edit for each change of an opened block; nothing when no pivot is known."""
        pivot = diagnosis.pivot
        if pivot is None or pivot == "spin":
            return
        for block in document.blocks:
            if diagnosis.at(block.span) < OPENED:
                continue
            for change in cut(document, block, self._there_and_back(block.content, pivot)):
                yield self._edit(change, block, pivot)

    def close(self) -> None:
        """Nothing is held open."""

    def _there_and_back(self, content: str, pivot: str) -> str:
        key = (content, pivot)
        if key not in self._answers:
            there = self._translate(" ".join(content.split()), "en", pivot)
            self._answers[key] = " ".join(self._translate(there, pivot, "en").split())
        return self._answers[key]

    def _edit(self, change: Change, block: Block, pivot: str) -> Edit:
        objection = change.objection
        if objection is None and self._gain(change, block) < _GAIN:
            objection = "it reads no better"
        reason = f"translated to “{pivot}” and back it reads so"
        return Edit(
            span=change.span,
            matched=change.span,
            replacement=change.replacement,
            rule="roundtrip/proposal",
            stage="retranslate",
            reason=f"{reason}, but {objection}" if objection else reason,
            confidence=_REFUSED if objection else _CONFIDENCE,
            safety=Safety.REVIEW,
        )

    def _gain(self, change: Change, block: Block) -> float:
        """Return by how many nats the words around a change go better after it."""
        tokens = block.tokens
        inside = tokens.between(change.span.start, change.span.end)
        first, last = inside.start, max(inside.start, inside.stop)
        before = tokens.lower[max(0, first - 2) : first]
        after = tokens.lower[last : last + 2]
        new = change.replacement.lower().split()
        old = self._fluency.score([*before, *tokens.lower[first:last], *after])
        return self._fluency.score([*before, *new, *after]) - old


class LibreTranslate:
    """Translates by a server that speaks LibreTranslate's API."""

    def __init__(self, url: str, key: str = "", timeout: float = 60.0) -> None:
        """Take the server's address, an API key if it wants one, and seconds to wait.

        Raises FixproseError when httpx is not installed.
        """
        try:
            import httpx
        except ImportError:
            raise FixproseError("LibreTranslate needs httpx: pip install 'fixprose[llm]'") from None
        self._url = url.rstrip("/") + "/translate"
        self._key = {"api_key": key} if key else {}
        self._timeout = timeout
        self._post = httpx.post
        self._failed = httpx.HTTPError

    def __call__(self, text: str, source: str, target: str) -> str:
        """Return the translation. Raises FixproseError when the server gives none."""
        question = {"q": text, "source": source, "target": target, "format": "text"} | self._key
        try:
            reply = self._post(self._url, json=question, timeout=self._timeout)
            reply.raise_for_status()
            return str(reply.json()["translatedText"])
        except (self._failed, ValueError, LookupError, TypeError) as error:
            raise FixproseError(f"{self._url}: no translation: {error}") from None


class Apertium:
    """Translates by the `apertium` command; pairs are installed apart (apertium-en-es)."""

    def __call__(self, text: str, source: str, target: str) -> str:
        """Return the translation. Raises FixproseError when the command fails."""
        command = ["apertium", "-u", f"{source}-{target}"]
        try:
            done = subprocess.run(command, input=text, capture_output=True, text=True, check=True)
        except FileNotFoundError:
            raise FixproseError("apertium: no such command") from None
        except subprocess.CalledProcessError as error:
            raise FixproseError(f"{' '.join(command)}: {error.stderr.strip()}") from None
        return done.stdout
