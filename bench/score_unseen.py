#!/usr/bin/env python3
"""Score tables of garbled sentences: pivot, class, sentence, what must be gone, what must be found.

    score_unseen.py [TABLE …] [--sentence] [--safe] [--show]

The sentences of a table's pivot make one document (paragraph by paragraph); with --sentence each
stands alone. Review fixes are applied unless --safe is given.
"""

from __future__ import annotations

import argparse
import re
from pathlib import Path

from fixprose import Fixer

HERE = Path(__file__).parent


def rows(path: Path) -> list[list[str]]:
    """Return the rows of a table; comments and empty lines are left out."""
    lines = path.read_text(encoding="utf-8").splitlines()
    found = [line.split("\t") for line in lines if line.strip() and not line.startswith("#")]
    bad = [row for row in found if len(row) != 5]
    if bad:
        raise SystemExit(f"{path}: not five columns: {bad[0]}")
    return found


def repaired(fixer: Fixer, sentences: list[str], *, alone: bool, safe: bool) -> list[str]:
    """Return what becomes of each sentence."""
    texts = sentences if alone else ["\n\n".join(sentences)]
    done = []
    for text in texts:
        revision = fixer.fix(text)
        done += (revision.text if safe else revision.review_text).split("\n\n")
    return done


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("tables", nargs="*", type=Path, default=sorted(HERE.glob("unseen/*.tsv")))
    parser.add_argument("--sentence", action="store_true")
    parser.add_argument("--safe", action="store_true")
    parser.add_argument("--show", action="store_true")
    options = parser.parse_args()
    fixer = Fixer()
    for table in options.tables:
        items: dict[str, list[list[str]]] = {}
        for row in rows(table):
            items.setdefault(row[0], []).append(row)
        for pivot, found in items.items():
            results = repaired(
                fixer, [row[2] for row in found], alone=options.sentence, safe=options.safe
            )
            if len(results) != len(found):
                raise SystemExit(f"{pivot}: {len(found)} paragraphs in, {len(results)} out")
            fixed = 0
            for (_, kind, _, bad, good), result in zip(found, results, strict=True):
                done = not re.search(bad, result) and bool(re.search(good, result))
                fixed += done
                if options.show and not done:
                    print(f"  {kind:16} {result}")
            print(
                f"{table.stem:10} {pivot:6} {fixed:3} of {len(found):3} = {fixed / len(found):.0%}"
            )


if __name__ == "__main__":
    main()
