"""Measure the diagnosis: does it tell garbled text from clean, and are its probabilities true?

    diagnosis.py --garbled FILE… --clean FILE… [--threshold P] [--most N] [--share S]

Every file is cut into passages of 1, 3, 10 and 40 sentences; where there are more than N of a kind
and length, every so many'th is taken. Printed for each length: the number of passages, the area
under the ROC curve (the chance that a garbled passage is thought likelier than a clean one), the
share of garbled and of clean passages that are called garbled, the Brier score (mean square of
probability minus truth), and the reliability curve: of the passages that got a probability in each
fifth, how many were garbled. In both, passages are weighed so that a share S of them is garbled.
"""

from __future__ import annotations

import argparse
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
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


def reliability(garbled: list[float], clean: list[float], share: float) -> Iterator[str]:
    """Yield a fifth of the probabilities, the share of garbled passages in it, and their number."""
    counts = [[0, 0] for _ in range(5)]
    for truth, found in ((1, garbled), (0, clean)):
        for p in found:
            counts[min(4, int(5 * p))][truth] += 1
    for number, (no, yes) in enumerate(counts):
        if no + yes:
            weights = (1 - share) * no / len(clean), share * yes / len(garbled)
            here = f"{number / 5:.1f}–{(number + 1) / 5:.1f}"
            yield f"{here}: {weights[1] / sum(weights):.2f} of {no + yes}"


def brier(garbled: list[float], clean: list[float], share: float) -> float:
    """Return the mean square of probability minus truth."""
    missed = sum((1 - p) ** 2 for p in garbled) / len(garbled)
    alarmed = sum(p**2 for p in clean) / len(clean)
    return share * missed + (1 - share) * alarmed


def sample(rows: list[str], most: int) -> list[str]:
    """Return at most `most` of the rows, from all over."""
    return rows[:: -(-len(rows) // most)] if rows else rows


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--garbled", nargs="+", type=Path, required=True)
    parser.add_argument("--clean", nargs="+", type=Path, required=True)
    parser.add_argument("--threshold", type=float, default=0.5)
    parser.add_argument("--most", type=int, default=1500, help="passages of a kind and length")
    parser.add_argument("--share", type=float, default=0.15, help="of garbled passages")
    given = parser.parse_args()
    fixer = Fixer()
    for length in LENGTHS:
        found = []
        for paths in (given.garbled, given.clean):
            texts = (path.read_text(encoding="utf-8") for path in paths)
            rows = [row for text in texts for row in passages(text, length)]
            found.append([fixer.diagnose(row).probability for row in sample(rows, given.most)])
        garbled, clean = found
        called = [sum(p >= given.threshold for p in some) / len(some) for some in found]
        print(
            f"{length:3} sentences: {len(garbled)} garbled, {len(clean)} clean"
            f"  AUC {area(garbled, clean):.3f}  called garbled {called[0]:.1%}, {called[1]:.2%}"
            f"  Brier {brier(garbled, clean, given.share):.3f}"
        )
        print("     " + " · ".join(reliability(garbled, clean, given.share)))


if __name__ == "__main__":
    main()
