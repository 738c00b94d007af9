#!/usr/bin/env python3
"""Fit the trees that judge the retranslator's candidates: src/fixprose/retranslate/acceptance.json.

    python tools/fit_acceptance.py ROUNDTRIPS.tsv [--try] [--curve OUT.svg]

ROUNDTRIPS.tsv is what `make_roundtrip_lines.py` writes. A candidate of a line is right if it alone
brings the line nearer to its original by word edit distance, wrong if it takes it away. The
originals are clean text, where every candidate is wrong, and where words are put in another sense
on purpose. The examples of rules say what is right in each pivot, and which changes of words rules
make at all (a rule's own examples do not count for it); so do the tables in `bench/unseen/`; exams
that are kept blind are left out. Catalan is held apart: it says how well the trees do on a pair
that they never saw.
--curve draws the share of right fixes among the decided against the fixes in 200 words.
Development only: needs scikit-learn, rapidfuzz, and matplotlib to draw. Nothing of them is needed
to use the trees.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from itertools import product
from pathlib import Path
from typing import NamedTuple

import numpy
from rapidfuzz.distance import Levenshtein
from sklearn.ensemble import HistGradientBoostingClassifier

from fixprose.evidence.fluency import Trigrams
from fixprose.knowledge.bundle import Bundle
from fixprose.knowledge.packs import read_rules
from fixprose.knowledge.rules import Rule
from fixprose.knowledge.senses import Senses, compile_lexicons
from fixprose.knowledge.store import lexicon
from fixprose.retranslate.acceptance import FEATURES, Judge, Judged, Trees
from fixprose.retranslate.candidates import Candidate, Candidates, Row, rows, span_of
from fixprose.text.document import Document

ROOT = Path(__file__).parent.parent
TABLES = ROOT / "bench" / "unseen"
BLIND = re.compile(r"exam-[2-9]")
FEWEST = 10  # decided fixes that a point of the curve rests on
THRESHOLDS = (0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
TREES, LEAVES, RATE = 120, 14, 0.1
TIE = 0.15  # weight of a candidate that neither helps nor harms
PLANTED = 0.06  # share of the words that are put in another sense
LITERAL = 6  # how much likelier the last sense, or one of several words, is than another
CLEAN = 0.5  # weight of a candidate in clean text
TABLE = 4.0  # weight of one that repairs a sentence of the tables
# Features of which more never makes a candidate less likely,
RISING = ("gain:", "lead", "how well", "rules ")
FALLING = ("least likely word within", "unknown words")  # and the other way round
SEED = 20261124


class Case(NamedTuple):
    """A judged candidate and whether it is right."""

    judged: Judged
    right: int
    weight: float
    source: str
    line: int


class Fitter:
    """Makes cases."""

    def __init__(self) -> None:
        senses = Senses(Bundle(compile_lexicons(ROOT / "rules")))
        self.pivots = senses.pivots
        self._candidates = Candidates(senses, lexicon())
        self._rules = list(read_rules(ROOT / "rules"))
        self._changes = changes_of(self._rules)
        self._leaving = ""  # the rule whose examples are tried
        self._judge = Judge(Trigrams(), self._folders)

    def _folders(self, found: str, meant: str) -> list[str]:
        rules = self._changes.get((found, meant), ())
        return [rule.partition("/")[0] for rule in rules if rule != self._leaving]

    def changes(self) -> dict[str, str]:
        """Return the changes that candidates can be, as `read_changes` reads them."""
        table = {}
        for old, new in sorted(self._changes):
            if self._candidates.explained(tuple(old.split()), tuple(new.split()), self.pivots):
                table[f"{old} → {new}"] = " ".join(sorted(self._folders(old, new)))
        return table

    def judged(self, line: str, pivots: dict[str, float]) -> Iterator[tuple[Row, Judged]]:
        """Yield the candidates of a line with the row that they stand in."""
        for block in Document(line).blocks:
            for row in rows(block):
                for judged in self._judge.judge(row, self._candidates.find(row, pivots)):
                    yield row, judged

    def round_trips(self, lines: list[list[str]], chain: str) -> Iterator[Case]:
        """Yield cases of round trips."""
        pivots = {"es": 0.7, "fr": 0.3} if chain == "es" else {"es": 0.5, "fr": 0.5}
        for number, columns in enumerate(lines):
            line = columns[1 if chain == "es" else 2]
            yield from self._against(line, columns[0], pivots, chain, number)

    def examples(self) -> Iterator[Case]:
        """Yield cases of the examples of rules: wrong → right."""
        number = 0
        for rule in self._rules:
            self._leaving = rule.id
            pivots = sorted({rule.pivot, *rule.pivots} & set(self.pivots))
            if not pivots:
                continue
            for example in rule.examples:
                number += 1
                pivot = pivots[number % len(pivots)]
                yield from self._against(
                    example.before, example.after, {pivot: 1.0}, "examples", number
                )

        self._leaving = ""

    def planted(self, lines: list[list[str]]) -> Iterator[Case]:
        """Yield cases of clean text in which some words were put in another sense."""
        chance = random.Random(SEED)
        for number, columns in enumerate(lines):
            pivot = self.pivots[number % len(self.pivots)]
            line = self._garbled(columns[0], pivot, chance)
            yield from self._against(line, columns[0], {pivot: 1.0}, "planted", number)

    def _garbled(self, line: str, pivot: str, chance: random.Random) -> str:
        for block in Document(line).blocks:
            for row in reversed(list(rows(block))):
                places: dict[int, list[Candidate]] = {}
                for candidate in self._candidates.find(row, {pivot: 1.0}):
                    if candidate.kind == "sense":
                        places.setdefault(candidate.first, []).append(candidate)
                end = len(row.texts)
                for first in sorted(places, reverse=True):
                    found = [one for one in places[first] if one.last <= end]
                    if found and chance.random() < PLANTED:
                        weights = [
                            one.weight * (LITERAL if _is_literal(one) else 1) for one in found
                        ]
                        (chosen,) = chance.choices(found, weights)
                        span = span_of(row, chosen)
                        line = line[: span.start] + " ".join(chosen.words) + line[span.end :]
                        end = first
        return line

    def _against(
        self, line: str, original: str, pivots: dict[str, float], source: str, number: int
    ) -> Iterator[Case]:
        wanted = _words(original)
        stands = Levenshtein.distance(_words(line), wanted)
        for row, judged in self.judged(line, pivots):
            change = Levenshtein.distance(_words(_applied(line, row, judged)), wanted) - stands
            yield Case(judged, int(change < 0), TIE if change == 0 else 1.0, source, number)

    def clean(self, lines: list[list[str]]) -> Iterator[Case]:
        """Yield cases of clean text, for each of the pivots in turn."""
        for number, columns in enumerate(lines):
            pivot = self.pivots[number % len(self.pivots)]
            for _, judged in self.judged(columns[0], {pivot: 1.0}):
                yield Case(judged, 0, CLEAN, "clean", number)

    def tables(self) -> Iterator[Case]:
        """Yield cases of the tables of garbled sentences."""
        for path in sorted(TABLES.glob("*.tsv")):
            if BLIND.search(path.name):
                continue
            for number, row_text in enumerate(path.read_text(encoding="utf-8").splitlines()):
                if row_text.startswith("#"):
                    continue
                pivot, _, sentence, gone, found = row_text.split("\t")[:5]
                if pivot not in self.pivots:
                    continue
                for row, judged in self.judged(sentence, {pivot: 1.0}):
                    new = _applied(sentence, row, judged)
                    right = not re.search(gone, new) and bool(re.search(found, new))
                    yield Case(judged, int(right), TABLE if right else 0.5, path.stem, number)


def changes_of(rules: Iterable[Rule]) -> dict[tuple[str, str], set[str]]:
    """Return which rules change what into what in their examples, words in their base forms."""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for rule in rules:
        for example in rule.examples:
            old, new = _words(example.before), _words(example.after)
            steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
            for kind, start, end, other, last in steps:
                if kind != "replace":
                    continue
                rows = [(old[start:end], new[other:last])]
                if end - start == last - other > 1:
                    rows += [([old[start + at]], [new[other + at]]) for at in range(end - start)]
                for one, two in rows:
                    for pair in product(_bases(one), _bases(two)):
                        found[pair].add(rule.id)
    return found


def _bases(words: list[str]) -> set[str]:
    bases = lexicon().readings(words[0]).values() if len(words) == 1 else ()
    return set(bases) or {" ".join(words)}


def _words(line: str) -> list[str]:
    return re.findall(r"\w+|[^\w\s]", line.lower())


def _is_literal(candidate: Candidate) -> bool:
    assert candidate.headword is not None
    return candidate.meant == len(candidate.headword.senses) - 1 or len(candidate.words) > 1


def _applied(line: str, row: Row, judged: Judged) -> str:
    span = span_of(row, judged.candidate)
    return line[: span.start] + " ".join(judged.candidate.words) + line[span.end :]


def fitted(cases: list[Case]) -> Trees:
    """Return trees fitted to cases, as plain numbers that say the same as the model."""
    features = numpy.round([case.judged.features for case in cases], 3)
    model = HistGradientBoostingClassifier(
        max_iter=TREES,
        max_leaf_nodes=LEAVES,
        learning_rate=RATE,
        min_samples_leaf=60,
        l2_regularization=1.0,
        monotonic_cst=[
            int(name.startswith(RISING)) - int(name.startswith(FALLING)) for name in FEATURES
        ],
        early_stopping=False,
        random_state=SEED,
    )
    model.fit(
        features,
        numpy.array([case.right for case in cases]),
        sample_weight=numpy.array([case.weight for case in cases]),
    )
    trees = Trees(
        round(float(model._baseline_prediction.ravel()[0]), 4),
        [[_node(node) for node in tree.nodes] for (tree,) in model._predictors],
    )
    wanted = model.predict_proba(features[:500])[:, 1]
    for row, probability in zip(features[:500], wanted, strict=True):
        assert abs(trees.probability(list(row)) - probability) < 0.01, "trees were read wrongly"
    return trees


def _node(node: numpy.void) -> list[float] | float:
    """Return a node as `Trees` has it; scikit-learn has no public way to say it."""
    if node["is_leaf"]:
        return round(float(node["value"]), 4)
    threshold = round(float(node["num_threshold"]), 4)  # between two of three decimals
    return [int(node["feature_idx"]), threshold, int(node["left"]), int(node["right"])]


Curve = list[tuple[float, float]]  # fixes in 200 words, share of right ones


def report(trees: Trees, cases: Iterable[Case], words: int, title: str) -> Curve:
    """Print fixes in 200 words and their precision by threshold; return them."""
    print(f"{title}: {words} words")
    return report_each([(trees, case) for case in cases], words)


def report_each(judged: Iterable[tuple[Trees, Case]], words: int) -> Curve:
    """Print and return the same of cases of which each has its own trees."""
    curve = []
    best: dict[tuple[str, int, int], tuple[float, Case]] = {}
    for trees, case in judged:
        probability = trees.probability(case.judged.features)
        key = (case.source, case.line, case.judged.candidate.first)
        if key not in best or best[key][0] < probability:
            best[key] = (probability, case)
    for threshold in THRESHOLDS:
        taken = [case for probability, case in best.values() if probability >= threshold]
        wins = sum(case.right for case in taken)
        losses = sum(not case.right and case.weight != TIE for case in taken)
        kinds = Counter(case.judged.candidate.kind for case in taken)
        print(
            f"  from {threshold:.1f}: {200 * len(taken) / words:.2f} in 200 words, {wins} right,"
            f" {losses} wrong, {len(taken) - wins - losses} neither:"
            f" {wins / max(1, wins + losses):.1%}  {dict(kinds)}"
        )
        if wins + losses >= FEWEST:
            curve.append((200 * len(taken) / words, wins / (wins + losses)))
    return curve


def draw(curves: dict[str, Curve], place: Path) -> None:
    """Draw precision against yield, a line for each kind of text."""
    from matplotlib import pyplot

    pyplot.rcParams.update({"svg.hashsalt": "fixprose", "svg.fonttype": "none", "font.size": 9})
    figure, axes = pyplot.subplots(figsize=(7, 4))
    for title, curve in curves.items():
        axes.plot(*zip(*curve, strict=True), marker="o", markersize=4, label=title)
    axes.axhline(0.85, color="gray", linewidth=0.8, linestyle=":")
    axes.set(
        xlabel="fixes in 200 words", ylabel="right among decided", xlim=(0, 6), ylim=(0.3, 1.0)
    )
    axes.grid(alpha=0.3)
    axes.legend(frameon=False)
    figure.savefig(place, metadata={"Date": None}, bbox_inches="tight")


def main() -> None:
    """Fit, measure, write."""
    arguments = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    arguments.add_argument("roundtrips", type=Path)
    arguments.add_argument("--try", action="store_true", dest="dry", help="measure only")
    arguments.add_argument("--curve", type=Path, help="draw precision against yield, as SVG")
    options = arguments.parse_args()
    lines = [
        line.split("\t") for line in options.roundtrips.read_text(encoding="utf-8").splitlines()
    ]
    fitter = Fitter()
    part = len(lines) // 4
    spanish, others, catalan = lines[: 2 * part], lines[2 * part : 3 * part], lines[3 * part :]
    cases = [
        *fitter.round_trips(spanish, "es"),
        *fitter.planted(others),
        *fitter.clean(others),
        *fitter.examples(),
    ]
    tables = list(fitter.tables())
    print(f"{len(cases)} cases of round trips and clean text, {len(tables)} of tables")
    kept = [case for case in cases if case.line % 5 == 0]
    curves: dict[str, Curve] = {}
    tried = fitted([case for case in cases if case.line % 5] + tables)
    for source, column, title in (
        ("es", 1, "Spanish round trips, kept back"),
        ("planted", 0, "planted errors, kept back"),
        ("clean", 0, "clean text, kept back"),
        ("examples", 0, "examples of rules, kept back"),
    ):
        text = spanish if source == "es" else others
        words = sum(len(columns[column].split()) for columns in text[::5])
        if source == "examples":
            words = 12 * len({case.line for case in kept if case.source == source})
        curves[title] = report(tried, [one for one in kept if one.source == source], words, title)
    words = sum(len(columns[2].split()) for columns in catalan)
    title = "Catalan round trips, never seen"
    curves[title] = report(tried, fitter.round_trips(catalan, "ca"), words, title)
    words = 20 * len({(case.source, case.line) for case in tables})
    found = []
    for fold in range(4):
        trees = fitted(cases[::4] + [case for case in tables if case.line % 4 != fold])
        found += [(trees, case) for case in tables if case.line % 4 == fold]
    print("tables, each quarter by trees that did not see it")
    report_each(found, words)
    if options.curve:
        del curves["clean text, kept back"]  # where nothing is right
        draw(curves, options.curve)
    if not options.dry:
        trees = fitted(cases + tables)
        place = ROOT / "src" / "fixprose" / "retranslate" / "acceptance.json"
        table = {"made by": "tools/fit_acceptance.py", **trees.table(), "changes": fitter.changes()}
        place.write_text(json.dumps(table, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
