#!/usr/bin/env python3
"""Fit the weights of the diagnosis and write `src/fixprose/evidence/weights.py`.

    fit_diagnosis.py --clean FILE … --roundtrips FILE …

Clean text: the files of --clean (State of the Union addresses before 1950; every tenth row of ten
sentences is enough) and the clean and repaired samples. Garbled text: round trips of the same
addresses (`make_roundtrips.py`), the garbled samples, and the tables of `bench/unseen`, except
those of --without. The tables and samples were repaired by rules written for them, so a part of
their rule hits is dropped (`_KEPT`). Texts of 1, 3, 10 and 40 sentences are made of all of them.

The weights are a logistic regression on what `evidence.diagnose` counts. Each weight is drawn to
the judgement it had (`JUDGED`): where data is scarce, the judgement stays. Every kind of text has
the same say at every length, and one text in seven is taken to be garbled.

The shares of `PIVOTS` come from the examples of the rule packs: each is a sentence that a pivot
would garble so, and what *other* rules say about it (that of the example is left out) is how
texts of the pivot look to rules that were not written for them.

Development only: needs numpy.
"""

from __future__ import annotations

import argparse
import random
import subprocess
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from fixprose import Document, Fixer
from fixprose.evidence import pivots as pivots_module
from fixprose.evidence import weights as weights_module
from fixprose.evidence.diagnose import HINT, counted, order, rule_evidence
from fixprose.evidence.diagnosis import Evidence
from fixprose.evidence.marks import find_marks
from fixprose.evidence.thesaurus import find_thesaurus_words
from fixprose.knowledge.gazetteer_evidence import find_name_evidence
from fixprose.knowledge.packs import read_rules
from fixprose.toolbox import Toolbox
from make_roundtrips import passages

ROOT = Path(__file__).parents[1]
TARGET = ROOT / "src/fixprose/evidence/weights.py"
LENGTHS = (1, 3, 10, 40)
GARBLED_SHARE = 0.15  # of the texts that somebody looks at with such a tool
SAY = 1000.0  # how many texts all of them together count for, against the judgements
SPREAD = 1.0  # how far a weight may be expected from its judgement
_KEPT = 0.6  # rules repair 57 % of sentences that they were not written for, 95 % of these tables
_LEAST, _MOST = 0.1, 4.0  # no sign is for nothing, and none proves garble by itself
_ROUND_TRIPS_ONLY = {"broken-pair": 3.0}  # bounds of what the one engine at hand does too well
_CHARACTERS = 600  # of a hundred words, as the diagnosis counts them
_IMAGINED = 12.0  # signs added to each pivot: half its own, half as everywhere
_STRANGER = 0.01  # one sign in a hundred is a chance hit
_SPARSE = -0.5  # bound of the length's weight: better engines err less often than all learned from
_FEWEST_CHARACTERS = 25  # of a sentence

JUDGED = {
    "sure rule": 2.4,
    "likely rule": 1.4,
    "weak rule": 0.25,
    "broken-pair": 2.0,
    "glued-word": 3.0,
    "stray-capital": 2.0,
    "melted-dateline": 4.0,
    "metadata-head": 2.0,
    "lost-initial": 1.5,
    "lost-paragraph-initial": 1.5,
    "spaced-hyphen": 1.5,
    "writer-credit": 3.0,
    "spaced-credit": 2.0,
    "caption-side": 1.5,
    "name that had its words turned around": 2.5,
    "name that had a word exchanged for a synonym": 2.0,
    "name that lost a word": 1.5,
    "name that has a word in another form": 1.0,
    "name that lost its capitals": 0.8,
    "mangled person": 2.5,
    "garble of a name": 1.5,
    "wrong form beside a name": 0.3,
    "lost capital": 0.3,
    "thesaurus word": 0.7,
    **{
        f"{certainty} {kind} of a name": weight
        for kind in ("exonym", "form")
        for certainty, weight in (("sure", 2.0), ("likely", 0.8), ("weak", 0.3))
    },
}
_TIMES = ("second time", "third time")  # a fourth time says nothing
_ANOTHER = "another reading of the same words"
_FACTORS = {_TIMES[0]: 0.5, _TIMES[1]: 0.25, _ANOTHER: 0.5}
_LENGTH = "hundred words"
_COLUMNS = (*JUDGED, *_FACTORS, _LENGTH)

Row = dict[str, float]


@dataclass(frozen=True)
class Text:
    """A text of known origin; `group` texts share their say."""

    group: str
    is_garbled: bool
    sentences: tuple[str, ...]


def sentences_of(text: str) -> tuple[str, ...]:
    blocks = Document(text).blocks
    found = (sentence.of(text) for block in blocks for sentence in block.sentences)
    return tuple(" ".join(each.split()) for each in found if len(each) >= _FEWEST_CHARACTERS)


def texts(clean: Iterable[Path], trips: Iterable[Path], without: set[str]) -> Iterator[Text]:
    """Yield all texts to learn from, as long as they come."""
    for table in sorted(ROOT.glob("bench/unseen/*.tsv")):
        if table.name not in without:
            by_pivot = defaultdict(list)
            for line in table.read_text(encoding="utf-8").splitlines():
                if line.strip() and not line.startswith("#"):
                    by_pivot[line.split("\t")[0]].append(line.split("\t")[2])
            for found in by_pivot.values():
                yield Text("tables", True, tuple(found))
    for path in sorted(ROOT.glob("samples/*/*.txt")):
        garbled = path.name.endswith(".garbled.txt")
        group = "samples" if garbled else "clean samples"
        yield Text(group, garbled, sentences_of(path.read_text(encoding="utf-8")))
    for path in trips:
        yield Text("round trips", True, sentences_of(path.read_text(encoding="utf-8")))
    rows = [row for path in clean for row in passages(path)]
    yield Text("addresses", False, sentences_of("\n\n".join(rows[::4])))


def evidence_of(tools: Toolbox, text: str, *, weak: bool) -> list[Evidence]:
    """Return the evidence of a text in order, with the judged weights."""
    document = Document(text)
    found = [
        *rule_evidence(document, tools.rules, weak=False),
        *find_marks(document),
        *find_name_evidence(document, tools.names),
        *find_thesaurus_words(document),
        *(rule_evidence(document, tools.rules, weak=True) if weak else ()),
    ]
    return sorted(found, key=order)


def row_of(text: str, evidence: Iterable[Evidence]) -> Row:
    """Return how much a text has of each column."""
    found: Row = Counter({_LENGTH: len(text) / _CHARACTERS})
    for piece, before, again in counted(evidence):
        amount = piece.weight / weights_module.WEIGHTS[piece.kind]
        if before == 0 and not again:
            found[piece.kind] += amount
        elif before <= len(_TIMES):
            found[_TIMES[before - 1] if before else _ANOTHER] += amount * JUDGED[piece.kind]
    return found


def thinned(evidence: list[Evidence], dice: random.Random) -> list[Evidence]:
    """Return the evidence without some of the rules, whole hits at a time."""
    hits = sorted({(piece.rule, piece.span.start) for piece in evidence if _is_rule(piece)})
    gone = {hit for hit in hits if dice.random() >= _KEPT}
    return [p for p in evidence if not _is_rule(p) or (p.rule, p.span.start) not in gone]


def _is_rule(piece: Evidence) -> bool:
    return piece.kind.endswith(" rule")


@dataclass(frozen=True)
class Data:
    """The rows to learn from: what each has, whether it is garbled, and its say."""

    rows: np.ndarray
    truth: np.ndarray
    say: np.ndarray


def data_of(tools: Toolbox, found: list[Text], *, weak: bool) -> Data:
    """Return the rows of all texts at all lengths."""
    dice = random.Random(1)
    rows: list[Row] = []
    origins: list[tuple[str, bool, int]] = []
    for text in found:
        for length in LENGTHS:
            for start in range(0, len(text.sentences), length):
                part = text.sentences[start : start + length]
                if 2 * len(part) < length:
                    continue
                joined = "\n\n".join(part)
                evidence = evidence_of(tools, joined, weak=weak)
                if text.group in ("tables", "samples"):
                    evidence = thinned(evidence, dice)
                rows.append(row_of(joined, evidence))
                origins.append((text.group, text.is_garbled, length))
    groups = {truth: {group for group, t, _ in origins if t == truth} for truth in (True, False)}
    sizes = Counter(origins)
    say = [
        (GARBLED_SHARE if origin[1] else 1 - GARBLED_SHARE)
        / (sizes[origin] * len(LENGTHS) * len(groups[origin[1]]))
        for origin in origins
    ]
    return Data(
        np.array([[row.get(column, 0.0) for column in _COLUMNS] for row in rows]),
        np.array([float(origin[1]) for origin in origins]),
        np.array(say) * SAY,
    )


def fit(data: Data, middle: np.ndarray, spread: np.ndarray) -> np.ndarray:
    """Return the weights, the intercept last: Newton's method on the penalised likelihood."""
    rows = np.c_[data.rows, np.ones(len(data.rows))]
    weights = middle.copy()

    def loss(weights: np.ndarray) -> float:
        signed = np.where(data.truth == 1, 1, -1) * (rows @ weights)
        penalty = (((weights - middle) / spread) ** 2).sum() / 2
        return float((data.say * np.logaddexp(0, -signed)).sum() + penalty)

    for _ in range(50):
        p = 1 / (1 + np.exp(-np.clip(rows @ weights, -30, 30)))
        slope = rows.T @ (data.say * (data.truth - p)) - (weights - middle) / spread**2
        curve = (rows.T * (data.say * p * (1 - p))) @ rows + np.diag(1 / spread**2)
        step = np.linalg.solve(curve, slope)
        size = 1.0
        while loss(weights + size * step) > loss(weights) and size > 1e-6:
            size /= 2
        weights = weights + size * step
    return weights


def with_weak(data: Data, fitted: np.ndarray) -> np.ndarray:
    """Return the weights with that of weak rules, which are asked only where others have spoken."""
    at = _COLUMNS.index("weak rule")
    without = data.rows.copy()
    without[:, at] = 0
    odds = np.c_[without, np.ones(len(without))] @ fitted
    asked = 1 / (1 + np.exp(-np.clip(odds, -30, 30))) >= HINT
    spread = np.full(len(fitted), 1e-4)
    spread[at] = SPREAD
    return fit(Data(data.rows[asked], data.truth[asked], data.say[asked]), fitted, spread)


def limited(fitted: np.ndarray) -> np.ndarray:
    """Return the weights with those bounded that scarce data would make absurd."""
    found = fitted.copy()
    kinds = len(JUDGED)
    most = [_ROUND_TRIPS_ONLY.get(kind, _MOST) for kind in JUDGED]
    found[:kinds] = np.clip(found[:kinds], _LEAST, most)
    length = _COLUMNS.index(_LENGTH)
    found[length] = max(found[length], _SPARSE)
    found[kinds : kinds + len(_FACTORS)] = np.clip(found[kinds : kinds + len(_FACTORS)], 0, 1)
    return found


def shares(
    tools: Toolbox, weights: dict[str, float]
) -> tuple[dict[str, dict[str, float]], dict[str, float]]:
    """Return the shares of the labels in texts of each pivot, and in texts of other pivots."""
    counts: dict[str, Row] = defaultdict(Counter)
    for rule in read_rules(ROOT / "rules"):
        if rule.pivot == "common":
            continue
        for example in rule.examples:
            evidence = evidence_of(tools, example.before, weak=True)
            weighed = (
                (p, p.weight * weights[p.kind] / weights_module.WEIGHTS[p.kind])
                for p in evidence
                if p.rule != rule.id
            )
            for sign in pivots_module.signs(weighed):
                for label in sign.labels:
                    counts[rule.pivot][label] += sign.strength / len(sign.labels)
    pivots = sorted(counts)
    whole = {label: sum(counts[pivot][label] for pivot in pivots) for label in pivots}
    common = {label: whole[label] / sum(whole.values()) for label in pivots}
    found = {}
    for pivot in pivots:
        total = sum(counts[pivot][label] for label in pivots) + _IMAGINED
        found[pivot] = {
            label: (counts[pivot][label] + _IMAGINED * (common[label] + (label == pivot)) / 2)
            / total
            for label in pivots
        }
    others = {
        label: float(np.mean([found[pivot][label] for pivot in pivots if pivot != label]))
        for label in pivots
    }
    return found, others


def written(
    weights: np.ndarray, found: dict[str, dict[str, float]], others: dict[str, float]
) -> str:
    """Return the module."""
    value = dict(zip((*_COLUMNS, "prior"), weights.tolist(), strict=True))
    again = [1.0, *(round(value[name], 2) for name in _TIMES), 0.0]
    own = min(found[pivot][pivot] for pivot in found)  # no pack speaks for those not listed
    lines = [
        '"""How much each kind of evidence says, in log-odds (natural logarithm).',
        "",
        "Made by `tools/fit_diagnosis.py`, which says from what and how; do not edit.",
        '"""',
        "",
        f"PRIOR = {value['prior']:.2f}",
        f"PER_HUNDRED_WORDS = {value[_LENGTH]:.2f}",
        f"REPEATED = {tuple(again)}  # the factor of a sign the first time, the second …",
        f"ANOTHER_READING = {value[_ANOTHER]:.2f}  # the factor of a sign in words read already",
        f"WEIGHTS = { {kind: round(value[kind], 2) for kind in JUDGED} }",
        "",
        "# The shares of labels in the evidence of each pivot's texts, and of pivots not listed.",
        f"PIVOTS = { {pivot: _rounded(row) for pivot, row in found.items()} }",
        f"OTHERS = {_rounded(others)}",
        f"OWN = {own:.2f}  # the share of the label of the pivot itself",
        f"STRANGER = {_STRANGER}  # the share of a label where it is not listed",
    ]
    return "\n".join(lines) + "\n"


def _rounded(row: dict[str, float]) -> dict[str, float]:
    return {label: round(share, 2) for label, share in row.items() if share >= 1.5 * _STRANGER}


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--clean", nargs="+", type=Path, required=True)
    parser.add_argument("--roundtrips", nargs="+", type=Path, required=True)
    parser.add_argument("--without", nargs="*", default=["exam-2.tsv"])
    options = parser.parse_args()
    tools = Fixer().tools
    known = list(texts(options.clean, options.roundtrips, set(options.without)))
    middle = np.array([*JUDGED.values(), *_FACTORS.values(), -1.0, -2.2])
    spread = np.array([SPREAD] * len(JUDGED) + [0.25] * len(_FACTORS) + [1.0, 1.0])
    fitted = fit(data_of(tools, known, weak=False), middle, spread)
    fitted = limited(with_weak(data_of(tools, known, weak=True), fitted))
    for name, value in zip((*_COLUMNS, "prior"), fitted, strict=True):
        print(f"{value:7.2f}  {name}")
    weights = dict(zip(_COLUMNS, fitted.tolist(), strict=False))
    TARGET.write_text(written(fitted, *shares(tools, weights)), encoding="utf-8")
    subprocess.run(["ruff", "format", "--quiet", str(TARGET)], check=True)


if __name__ == "__main__":
    main()
