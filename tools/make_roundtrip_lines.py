#!/usr/bin/env python3
"""Send clean sentences through a rule-based engine and back, for `fit_acceptance.py`.

    make_roundtrip_lines.py FILE … > ROUNDTRIPS.tsv

Needs the command `apertium`, as `make_roundtrips.py` does. Of all texts, --lines sentences are
taken in stretches of 25. Written for each: the original, what comes back by way of Spanish and
French, what comes back by way of Catalan and French, separated by tabs.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from fixprose.text.document import Document
from make_roundtrips import CHAINS, translate

_WORDS = range(8, 40)  # of a sentence
_STRETCH = 25


def sentences(path: Path) -> list[str]:
    """Return the whole sentences of a text that are neither short nor long."""
    document = Document(path.read_text(encoding="utf-8", errors="replace"))
    found = (
        " ".join(span.of(document.text).split())
        for block in document.blocks
        for span in block.sentences
    )
    return [one for one in found if len(one.split()) in _WORDS and one[0].isupper()]


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--lines", type=int, default=6000)
    options = parser.parse_args()
    clean = [one for path in sorted(options.files) for one in sentences(path)]
    step = max(1, len(clean) // options.lines)
    kept = [one for at, one in enumerate(clean) if at // _STRETCH % step == 0][: options.lines]
    columns = [kept]
    for chain in CHAINS:
        lines = kept
        for mode in chain:
            lines = translate(lines, mode)
        columns.append(lines)
    for row in zip(*columns, strict=True):
        if all(row):
            print("\t".join(row))


if __name__ == "__main__":
    main()
