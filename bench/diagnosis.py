"""Measure the diagnosis: does it tell garbled text from clean, and are its probabilities true?

    diagnosis.py --garbled FILE… --clean FILE… [--threshold P] [--most N]

Every file is cut into passages of 1, 3, 10 and 40 sentences. Printed for each length: the number of
passages, the area under the ROC curve (the chance that a garbled passage is thought likelier than a
clean one), the share of garbled and of clean passages that are called garbled, the Brier score
(mean square of probability minus truth; prior odds as in the passages given), and the reliability
curve: of the passages that got a probability in each fifth, how many were garbled.
"""

from __future__ import annotations

import argparse
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from fixprose import Document, Fixer

LENGTHS = (1, 3, 10, 40)
FEWEST_WORDS = 5


def passages(text: str, length: int) -> Iterator[str]:
    """Yield rows of `length` sentences (the last row may be shorter, but not by half)."""
    sentences = [
        sentence.of(text)
        for block in Document(text).blocks
        for sentence in block.sentences
        if len(sentence.of(text).split()) >= FEWEST_WORDS
    ]
    for start in range(0, len(sentences), length):
        found = sentences[start : start + length]
        if 2 * len(found) >= length:
            yield "\n\n".join(found)


def area(garbled: list[float], clean: list[float]) -> float:
    """Return the area under the ROC curve; ties count half."""
    ranked = sorted(clean)
    won = sum(bisect_left(ranked, p) + bisect_right(ranked, p) for p in garbled)
    return won / (2 * len(garbled) * len(clean))


def reliability(garbled: Iterable[float], clean: Iterable[float]) -> Iterator[str]:
    """Yield a fifth of the probabilities and the share of garbled passages in it."""
    counts = [[0, 0] for _ in range(5)]
    for truth, found in ((1, garbled), (0, clean)):
        for p in found:
            counts[min(4, int(5 * p))][truth] += 1
    for number, (no, yes) in enumerate(counts):
        if no + yes:
            yield f"{number / 5:.1f}–{(number + 1) / 5:.1f}: {yes / (no + yes):.2f} of {no + yes}"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--garbled", nargs="+", type=Path, required=True)
    parser.add_argument("--clean", nargs="+", type=Path, required=True)
    parser.add_argument("--threshold", type=float, default=0.5)
    parser.add_argument("--most", type=int, default=1500, help="passages of a kind and length")
    given = parser.parse_args()
    fixer = Fixer()
    for length in LENGTHS:
        found = []
        for paths in (given.garbled, given.clean):
            texts = (path.read_text(encoding="utf-8") for path in paths)
            rows = islice((row for text in texts for row in passages(text, length)), given.most)
            found.append([fixer.diagnose(row).probability for row in rows])
        garbled, clean = found
        called = [sum(p >= given.threshold for p in some) / len(some) for some in found]
        brier = sum((1 - p) ** 2 for p in garbled) + sum(p**2 for p in clean)
        print(
            f"{length:3} sentences: {len(garbled)} garbled, {len(clean)} clean"
            f"  AUC {area(garbled, clean):.3f}  called garbled {called[0]:.1%}, {called[1]:.2%}"
            f"  Brier {brier / (len(garbled) + len(clean)):.3f}"
        )
        print("     " + " · ".join(reliability(garbled, clean)))


if __name__ == "__main__":
    main()
