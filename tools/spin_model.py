"""How well English words go together: the model behind the judgements of the spinner's terms.

Two sources, both for development only: the trigram model of US English that pocketsphinx ships
(BSD licence), and the counts of frequent pairs on the web that wordsegment ships (Google's
Web 1T, published by Peter Norvig, MIT licence).
"""

from __future__ import annotations

import math
import re
from functools import cache
from importlib import resources
from itertools import pairwise
from pathlib import Path

_NATS = 1e-4  # the trigram model's logarithms have the base 1.0001
_UNKNOWN = -500000000
_WEB_WORDS = 1.02e12
_NEVER = -40.0


class Model:
    """Pointwise mutual information of neighbouring words, in nats."""

    def __init__(self) -> None:
        from pocketsphinx import NGramModel, get_model_path

        self._model = NGramModel.readfile(str(Path(get_model_path()) / "en-us" / "en-us.lm.bin"))
        self._single = cache(self._log)
        self._words = _counts("unigrams.txt")
        self._pairs = _counts("bigrams.txt")

    def _log(self, *words: str) -> float:
        return float(self._model.prob(list(reversed(words))))

    def together(self, one: str, two: str) -> float:
        """Return how much likelier `two` is after `one` than anywhere; -1: unknown."""
        found = [-1.0]
        alone = self._single(two)
        if alone > _UNKNOWN and self._single(one) > _UNKNOWN:
            found.append((self._single(one, two) - alone) * _NATS)
        pair = self._pairs.get(f"{one} {two}")
        if pair and one in self._words and two in self._words:
            found.append(math.log(pair * _WEB_WORDS / (self._words[one] * self._words[two])))
        return max(found)

    def commonness(self, phrase: str) -> float:
        """Return how often the rarest pair of neighbours of a phrase is met (log probability)."""
        return min((self._joint(*pair) for pair in pairwise(words_of(phrase))), default=0.0)

    def _joint(self, one: str, two: str) -> float:
        found = [_NEVER]
        first = self._single(one)
        if first > _UNKNOWN and self._single(two) > _UNKNOWN:
            found.append((first + self._single(one, two)) * _NATS)
        pair = self._pairs.get(f"{one} {two}")
        if pair:
            found.append(math.log(pair / _WEB_WORDS))
        return max(found)

    def seam(self, phrase: str, part: str) -> float:
        """Return how well `part` fits into `phrase`: its weakest bond with the words around it."""
        words, inner = words_of(phrase), words_of(part)
        size = len(inner)
        for at in range(len(words) - size + 1):
            if words[at : at + size] == inner:
                pairs = [(words[at - 1], words[at])] if at else []
                if at + size < len(words):
                    pairs.append((words[at + size - 1], words[at + size]))
                return min((self.together(*pair) for pair in pairs), default=0.0)
        return min((self.together(*pair) for pair in pairwise(words)), default=0.0)


def _counts(name: str) -> dict[str, float]:
    text = resources.files("wordsegment").joinpath(name).read_text(encoding="utf-8")
    return {row[0]: float(row[1]) for row in (line.split("\t") for line in text.splitlines())}


def words_of(text: str) -> list[str]:
    """Return the words of a text as the models know them."""
    return re.findall(r"[a-z']+", text.lower().replace("’", "'"))
