#!/usr/bin/env python3
"""Count how often the diagnosis names the pivot rightly, not at all, or wrongly.

    pivots.py [TABLE.tsv | PIVOT=FILE] … [--sentences N]

A table (pivot in the first column, sentence in the third) is cut into documents of N sentences of
one pivot; a FILE is a document of the pivot before the `=`. Without arguments: all tables of
`bench/unseen`. Only counts are printed.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from score_unseen import rows

from fixprose import Fixer

HERE = Path(__file__).parent


def documents(path: Path, length: int) -> Iterator[tuple[str, str]]:
    """Yield (pivot, text); what is left over makes a document if it is half as long."""
    by_pivot: dict[str, list[str]] = {}
    for row in rows(path):
        by_pivot.setdefault(row[0], []).append(row[2])
    for pivot, sentences in by_pivot.items():
        for start in range(0, len(sentences), length):
            part = sentences[start : start + length]
            if 2 * len(part) >= length:
                yield pivot, "\n\n".join(part)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("sources", nargs="*", default=sorted(HERE.glob("unseen/*.tsv")))
    parser.add_argument("--sentences", type=int, default=10)
    options = parser.parse_args()
    fixer = Fixer()
    for source in options.sources:
        pivot, is_file, path = str(source).partition("=")
        if is_file:
            found = [(pivot, Path(path).read_text(encoding="utf-8"))]
        else:
            found = list(documents(Path(source), options.sentences))
        counts = Counter()
        wrong = Counter()
        for truth, text in found:
            named = fixer.diagnose(text).pivot
            kind = "right" if named == truth else "not named" if named is None else "wrong"
            counts[kind] += 1
            if kind == "wrong":
                wrong[f"{truth} as {named}"] += 1
        shown = ", ".join(f"{counts[kind]} {kind}" for kind in ("right", "not named", "wrong"))
        extra = "  " + ", ".join(f"{count} {what}" for what, count in wrong.items())
        print(f"{Path(path or pivot).stem:20} {shown}{extra if wrong else ''}")


if __name__ == "__main__":
    main()
