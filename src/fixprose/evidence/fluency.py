"""Fluency: how well words go together, by the trigram model that pocketsphinx ships (BSD licence).

Weak alone: it knows no more than three words at a time of general American English. It serves as a
witness beside knowledge, never as a source.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cache
from typing import Any, Protocol

_UNIT = math.log(1.0001)  # the model's logarithms count in this base
FLOOR = -14.0  # nats; for a word that the model does not know
_UNKNOWN = -500_000_000


class Fluency(Protocol):
    """Judges how likely a row of words is."""

    def score(self, words: Sequence[str]) -> float:
        """Return the log-probability (nats) of lower-case words in this order."""
        ...


class Trigrams:
    """The shipped trigram model, loaded when it is first asked."""

    def __init__(self) -> None:
        self._probability = cache(self._ask)

    def score(self, words: Sequence[str]) -> float:
        """Return the log-probability (nats) of the words, each given the two before it."""
        return sum(
            self._probability(tuple(reversed(words[max(0, at - 2) : at + 1])))
            for at in range(len(words))
        )

    def _ask(self, history: tuple[str, ...]) -> float:
        found = _model().prob(list(history))
        return FLOOR if found < _UNKNOWN else max(FLOOR, found * _UNIT)


@cache
def _model() -> Any:
    from pathlib import Path

    from pocketsphinx import NGramModel, get_model_path

    return NGramModel.readfile(str(Path(get_model_path()) / "en-us" / "en-us.lm.bin"))
