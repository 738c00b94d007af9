"""Answers kept on disk by what was asked, so that a run can be resumed and repeated."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path


class Answers:
    """A folder of answers. A folder that cannot be written keeps nothing, silently."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._memory: dict[str, str] = {}

    def get(self, question: object) -> str | None:
        """Return the answer to a question (any JSON-able value), or None."""
        key = _key(question)
        if key not in self._memory and self._folder is not None:
            try:
                self._memory[key] = (self._folder / key).read_text(encoding="utf-8")
            except (OSError, UnicodeDecodeError):
                return None
        return self._memory.get(key)

    def put(self, question: object, answer: str) -> None:
        """Remember an answer; on disk it is written whole or not at all."""
        key = _key(question)
        self._memory[key] = answer
        if self._folder is None:
            return
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            draft = self._folder / f"{key}.{os.getpid()}"
            draft.write_text(answer, encoding="utf-8")
            os.replace(draft, self._folder / key)
        except OSError:
            self._folder = None


def _key(question: object) -> str:
    text = json.dumps(question, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:32]
