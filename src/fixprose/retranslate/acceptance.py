"""Acceptance: how likely a candidate is right, judged by boosted trees on a few features.

The trees are fitted by `tools/fit_acceptance.py` on round trips, wins against losses, and clean
text; what they weigh follows the measured experiments with candidates on round trips: how much
better the words go together, how well the pivot's lexicon explains the change, and what else could
stand there. Besides: whether what was found looks like the pivot's word, and whether rules make the
same change in the contexts that they know.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from importlib import resources
from itertools import pairwise
from typing import Any, NamedTuple

from fixprose.evidence.fluency import FLOOR, Fluency
from fixprose.retranslate.candidates import Candidate, Row
from fixprose.retranslate.cognates import likeness

FEATURES = (
    "gain: log-probability of the words with their neighbours, nats",
    "gain a word",
    "gain of the words by themselves, nats",
    "least likely word with its history before, nats",
    "least likely word with its history after, nats",
    "lead over the next candidate at this place, nats",
    "candidates at this place",
    "how well the pivot's words explain it",
    "words of the pivot that explain it",
    "place of the sense that was found",
    "place of the sense that may be meant",
    "what was found is the last sense, the literal one",
    "words of what was found",
    "words more",
    "least likely word within what was found, nats",
    "unknown words beside it",
    "is a sense",
    "is an article",
    "is a perfect",
    "noun",
    "verb",
    "adjective or adverb",
    "preposition or connective",
    "how alike what was found and the pivot's word look",
    "how alike what may be meant and the pivot's word look",
    "rules that make the same change",
    "rules of this pivot or of several that make it",
)
_REACH = 2  # words on either side that a trigram sees
_NATURAL = (
    -5.0
)  # nats: a phrase whose words expect each other so is English, not a literal rendering
_STARTS, _ENDS = "<s>", "</s>"
_MOST_RULES = 5  # that count for the same change

Changes = Callable[[str, str], Sequence[str]]  # found, meant (base forms) → folders of rules


class Judged(NamedTuple):
    """A candidate with its features."""

    candidate: Candidate
    features: tuple[float, ...]


class Judge:
    """Works out the features of candidates."""

    def __init__(self, fluency: Fluency, changes: Changes = lambda found, meant: ()) -> None:
        """`changes` says for two senses the folders of the rules that put one for the other."""
        self._score = fluency.score
        self._changes = changes

    def judge(self, row: Row, candidates: Iterable[Candidate]) -> list[Judged]:
        """Return the candidates of a row that read better, with their features."""
        words, at = _spoken(row)
        places: dict[int, list[tuple[Candidate, list[float]]]] = {}
        stood: dict[tuple[int, int], float] = {}
        for candidate in candidates:
            first, last = at[candidate.first], at[candidate.last]
            before = words[max(0, first - _REACH) : first]
            after = words[last : last + _REACH]
            old, new = words[first:last], list(candidate.words)
            if len(old) > 1 and candidate.kind == "sense" and self._inner(old) > _NATURAL:
                continue
            if (first, last) not in stood:
                stood[first, last] = self._score([*before, *old, *after])
            gain = self._score([*before, *new, *after]) - stood[first, last]
            if gain > 0:
                features = self._features(candidate, gain, before, old, new, after)
                places.setdefault(candidate.first, []).append((candidate, features))
        return [
            Judged(candidate, tuple(features))
            for found in places.values()
            for candidate, features in _with_rivals(found)
        ]

    def _features(
        self,
        candidate: Candidate,
        gain: float,
        before: list[str],
        old: list[str],
        new: list[str],
        after: list[str],
    ) -> list[float]:
        stood, meant = [*before, *old, *after], [*before, *new, *after]
        alone = sum(map(self._alone, new)) - sum(map(self._alone, old))
        return [
            gain,
            gain / max(1, len(new)),
            alone,
            self._least(stood),
            self._least(meant),
            0.0,
            0.0,
            candidate.weight,
            min(6.0, candidate.heads),
            float(candidate.found),
            float(candidate.meant),
            float(
                candidate.headword is not None
                and candidate.found == len(candidate.headword.senses) - 1
            ),
            float(len(old)),
            float(len(new) - len(old)),
            self._inner(old),
            float(sum(self._alone(word) <= FLOOR for word in (*before, *after))),
            float(candidate.kind == "sense"),
            float(candidate.kind == "article"),
            float(candidate.kind == "perfect"),
            float(candidate.part == "n"),
            float(candidate.part == "v"),
            float(candidate.part in ("a", "r")),
            float(candidate.part in ("p", "c")),
            *self._known(candidate),
        ]

    def _known(self, candidate: Candidate) -> list[float]:
        """Return what the pivot's word and the rules say of the two senses."""
        headword = candidate.headword
        if headword is None:
            return [0.0, 0.0, 0.0, 0.0]
        found, meant = headword.senses[candidate.found], headword.senses[candidate.meant]
        folders = self._changes(found, meant)
        same = sum(folder in (candidate.pivot, "common") for folder in folders)
        return [
            likeness(headword.word, found),
            likeness(headword.word, meant),
            float(min(_MOST_RULES, len(folders))),
            float(min(_MOST_RULES, same)),
        ]

    def _alone(self, word: str) -> float:
        return self._score([word])

    def _inner(self, words: Sequence[str]) -> float:
        """Return how unlikely a phrase is by itself: its least likely word but the first."""
        totals = [self._score(words[:at]) for at in range(1, len(words) + 1)]
        return min((new - old for old, new in pairwise(totals)), default=FLOOR)

    def _least(self, words: Sequence[str]) -> float:
        """Return the log-probability of the least likely word, given the two before it."""
        totals = [self._score(words[:at]) for at in range(len(words) + 1)]
        return min((new - old for old, new in pairwise(totals)), default=0.0)


def _with_rivals(
    found: list[tuple[Candidate, list[float]]],
) -> list[tuple[Candidate, list[float]]]:
    gains = sorted((features[0] for _, features in found), reverse=True)
    for _, features in found:
        rival = next((gain for gain in gains if gain != features[0]), 0.0)
        features[5] = max(-10.0, min(10.0, features[0] - max(0.0, rival)))
        features[6] = min(10.0, float(len(found)))
    return found


def _spoken(row: Row) -> tuple[list[str], list[int]]:
    """Return the words of a row as the model knows them, and where each token begins among them."""
    words, at = [_STARTS], []
    for token in row.lower:
        if token == "'s" and len(words) > 1:
            words[-1] += token
            at.append(len(words) - 1)
            continue
        at.append(len(words))
        if token[0].isalnum():
            words.append(token)
    at.append(len(words))
    words.append(_ENDS)
    return words, at


class Trees:
    """Boosted trees as plain numbers.

    A tree is a list of nodes: (feature, threshold, left, right) or a leaf's value. Values go left
    up to the threshold.

    >>> Trees(0.5, [[[0, 1.0, 1, 2], -2.0, 2.0]]).probability([3.0]) > 0.9
    True
    """

    def __init__(self, start: float, trees: Iterable[Sequence[Sequence[float] | float]]) -> None:
        self._start = start
        self._trees = list(trees)

    def table(self) -> dict[str, object]:
        """Return the trees as plain data, for a file."""
        return {"start": self._start, "trees": self._trees}

    def probability(self, features: Sequence[float]) -> float:
        """Return the probability that a candidate with these features is right."""
        total = self._start
        for tree in self._trees:
            node = tree[0]
            while not isinstance(node, float):
                feature, threshold, left, right = node
                node = tree[int(left if features[int(feature)] <= threshold else right)]
            total += node
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


def read_changes(table: Mapping[str, str]) -> Changes:
    """Return what knows the changes of a table: “found → meant” → folders of rules.

    >>> read_changes({"direction → management": "fr common"})("direction", "management")
    ['fr', 'common']
    """
    return lambda found, meant: table.get(f"{found} → {meant}", "").split()


@cache
def _shipped() -> dict[str, Any]:
    place = resources.files("fixprose.retranslate").joinpath("acceptance.json")
    table: dict[str, Any] = json.loads(place.read_text(encoding="utf-8"))
    return table


def shipped_trees() -> Trees:
    """Return the fitted trees."""
    return Trees(_shipped()["start"], _shipped()["trees"])


def shipped_changes() -> Changes:
    """Return what knows the changes of the shipped rules, as of the last fit."""
    return read_changes(_shipped()["changes"])
