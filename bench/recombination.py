#!/usr/bin/env python3
"""Measure recombination on tortured phrases that were kept back.

    recombination.py TORTURED.tsv FOLDER [--part N]

FOLDER holds swaps.tsv and terms.tsv made by `tools/make_swaps.py … --part N --out FOLDER`; every
fourth row (number N modulo 4) is tried in a sentence, in a text known to come from a spinner.
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

from fixprose.evidence.diagnosis import Diagnosis
from fixprose.evidence.fluency import Trigrams
from fixprose.knowledge.store import lexicon
from fixprose.retranslate.lexicon import LexiconRetranslator, read_swaps, read_terms
from fixprose.text.document import Document

SENTENCE = "The method needs {} in most cases."


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("tortured", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--part", type=int, default=0)
    options = parser.parse_args()
    tool = LexiconRetranslator(
        lambda: read_swaps((options.folder / "swaps.tsv").read_text(encoding="utf-8")),
        lambda: read_terms((options.folder / "terms.tsv").read_text(encoding="utf-8")),
        lexicon(),
        Trigrams(),
    )
    tally: Counter[str] = Counter()
    rows = [line.split("\t") for line in options.tortured.read_text(encoding="utf-8").splitlines()]
    for number, row in enumerate(rows[1:]):
        if number % 4 != options.part or len(row) < 2 or not row[1]:
            continue
        text = SENTENCE.format(row[0].lower())
        for edit in sorted(
            tool.propose(Document(text), Diagnosis(0.95, "spin")), key=lambda e: -e.span.start
        ):
            text = text[: edit.span.start] + edit.replacement + text[edit.span.end :]
        same = text == SENTENCE.format(row[0].lower())
        tally[
            "left" if same else "right" if text == SENTENCE.format(row[1].lower()) else "other"
        ] += 1
    total = sum(tally.values())
    print({kind: f"{count} = {count / total:.1%}" for kind, count in tally.items()}, "of", total)


if __name__ == "__main__":
    main()
