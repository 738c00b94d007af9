#!/usr/bin/env python3
"""Fit how far a guess of recombination can be trusted.

    fit_recombination.py TORTURED.tsv --test N FOLD=FOLDER …

FOLDER holds the tables that `make_swaps.py --test N --fold FOLD` wrote. Prints the weights of
`fixprose.retranslate.recombination.WEIGHTS` (logistic regression on the rows of the folds) and how
many phrases are recovered, at which confidence, where so many are changed to something else.
Development only: needs numpy.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np

from fixprose.retranslate.recombination import FEATURES, Recombiner, read_swaps, read_terms
from make_swaps import FOLDS, read_tortured

RIDGE = 3.0
STEPS = 4000


def examples(tortured: Path, test: int, fold: int, folder: Path) -> tuple[list, list[bool], int]:
    """Return features and truth of the guesses for a fold's rows, and the count of rows."""
    tool = Recombiner(
        read_swaps((folder / "swaps.tsv").read_text(encoding="utf-8")),
        read_terms((folder / "terms.tsv").read_text(encoding="utf-8")),
    )
    features, truth, count = [], [], 0
    for number, old, new, _ in read_tortured(tortured):
        if number % 4 != test and (number // 4) % FOLDS == fold:
            count += 1
            guess = tool.guess(old.split())
            if guess is not None:
                features.append(guess.features)
                truth.append(" ".join(guess.words) == new)
    return features, truth, count


def fit(features: np.ndarray, truth: np.ndarray) -> np.ndarray:
    """Return the weights of a logistic regression with a ridge."""
    spread = features.std(0)
    spread[spread == 0] = 1
    scaled = features / spread
    weights = np.zeros(features.shape[1])
    for _ in range(STEPS):
        slope = scaled.T @ (truth - 1 / (1 + np.exp(-scaled @ weights)))
        slope[1:] -= RIDGE * weights[1:]
        weights += slope / len(truth) / 2
    return weights / spread


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("tortured", type=Path)
    parser.add_argument("--test", type=int, required=True)
    parser.add_argument("folds", nargs="+")
    options = parser.parse_args()
    found, right, total = [], [], 0
    for part in options.folds:
        fold, _, folder = part.partition("=")
        features, truth, count = examples(options.tortured, options.test, int(fold), Path(folder))
        found += features
        right += truth
        total += count
    features, truth = np.array(found), np.array(right, float)
    weights = fit(features, truth)
    for name, weight in zip(FEATURES, weights, strict=True):
        print(f"{weight:7.2f}  {name}")
    print("WEIGHTS =", tuple(round(float(weight), 2) for weight in weights))
    confidence = 1 / (1 + np.exp(-features @ weights))
    order = np.argsort(-confidence)
    recovered = np.cumsum(truth[order]) / total
    wrong = np.cumsum(1 - truth[order]) / total
    print(f"{total} rows; the first guess is right in {truth.sum() / total:.1%}")
    for limit in (0.03, 0.05, 0.08, 0.10, 0.12):
        at = int(np.searchsorted(wrong, limit))
        print(f"{recovered[at - 1]:.1%} recovered, {limit:.0%} wrong: {confidence[order][at]:.2f}")


if __name__ == "__main__":
    main()
