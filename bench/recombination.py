#!/usr/bin/env python3
"""Measure recombination on tortured phrases that were kept back, and on clean text.

    recombination.py TORTURED.tsv FOLDER [--test N] [--clean FILE …]

FOLDER holds swaps.tsv and terms.tsv made by `tools/make_swaps.py … --test N --out FOLDER`; every
fourth row (number N modulo 4) is tried in a sentence, in a text known to come from a spinner.
Acronyms in brackets are left out, as they stand on one side only. “alike” differs from what the
list expects only in number, hyphens or American and British spelling; it is not counted as right.
With --clean the texts are treated as spun, which the diagnosis would not do, and what is proposed
per 1,000 words is all wrong.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from pathlib import Path

from fixprose.evidence.diagnosis import Diagnosis
from fixprose.retranslate.fixed_terms import FixedTerms
from fixprose.retranslate.recombination import Recombiner, read_swaps, read_terms, shipped
from fixprose.text.document import Document

SENTENCE = "The method needs {} in most cases."
SPUN = Diagnosis(0.95, "spin")


def plain(text: str) -> str:
    """Return a text without what does not matter: hyphens, number, spelling."""
    words = text.replace("-", " ").replace("our", "or").replace("is", "iz").split()
    return "".join(re.sub(r"(?<=\w)(es|s|e)$", "", re.sub(r"ies$", "y", word)) for word in words)


def repaired(tool: FixedTerms, text: str) -> str:
    edits = sorted(tool.propose(Document(text), SPUN), key=lambda edit: -edit.span.start)
    for edit in edits:
        text = text[: edit.span.start] + edit.replacement + text[edit.span.end :]
    return text


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("tortured", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--test", type=int, default=0)
    parser.add_argument("--clean", type=Path, nargs="*", default=[])
    parser.add_argument("--show", action="store_true")
    options = parser.parse_args()
    tables = Recombiner(
        read_swaps((options.folder / "swaps.tsv").read_text(encoding="utf-8")),
        read_terms((options.folder / "terms.tsv").read_text(encoding="utf-8")),
        shipped().names.values(),
    )
    tool = FixedTerms(lambda: tables)
    tallies: dict[int, Counter[str]] = {0: Counter(), 10: Counter()}
    lines = options.tortured.read_text(encoding="utf-8").splitlines()[1:]
    for number, row in enumerate(line.split("\t") for line in lines):
        if number % 4 != options.test or len(row) < 4 or not row[1]:
            continue
        old, new = (
            SENTENCE.format(re.sub(r" \([^)]*\)", "", text.lower()).strip()) for text in row[:2]
        )
        got = repaired(tool, old)
        same, alike = got == old, plain(got) == plain(new)
        kind = "right" if got == new else "left" if same else "alike" if alike else "wrong"
        for least, tally in tallies.items():
            if int(row[3] or 0) >= least:
                tally[kind] += 1
    for least, tally in tallies.items():
        total = sum(tally.values())
        shown = (
            f"{kind} {tally[kind] / total:.1%}" for kind in ("right", "alike", "wrong", "left")
        )
        print(f"in {least} papers or more:", ", ".join(shown), "of", total)
    for path in options.clean:
        text = path.read_text(encoding="utf-8")
        edits = list(tool.propose(Document(text), SPUN))
        words = len(text.split())
        print(f"{path.name}: {len(edits) / words * 1000:.2f} proposals in 1,000 words of {words:,}")
        for edit in edits if options.show else ():
            print(f"  {edit.span.of(text)} → {edit.replacement}  {edit.confidence}")


if __name__ == "__main__":
    main()
