"""What each stage adds: errors of garbled articles repaired, with each stage off in turn.

    ablation.py ARTICLES [--safe]

ARTICLES holds a folder for each article (article.txt; gold.tsv: group, error, what must be gone,
what must be found). Review fixes are applied unless --safe is given. The table is Markdown: a row
for each article, a column for the whole and for each stage that was left out; below it the lines
of keep.txt that were lost, which should be none.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator
from pathlib import Path

from fixprose import Fixer, Options

STAGES = ("clean", "structure", "names", "phrases", "retranslate")


def rows(path: Path) -> Iterator[list[str]]:
    """Yield the columns of a table, without comments and blank lines."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            yield line.split("\t")


def scored(fixer: Fixer, article: Path, *, safe: bool) -> tuple[int, int]:
    """Return how many errors were repaired and how many lines lost."""
    revision = fixer.fix((article / "article.txt").read_text(encoding="utf-8"))
    text = revision.text if safe else revision.review_text
    fixed = sum(
        not re.search(gone, text) and bool(re.search(found, text))
        for *_, gone, found in rows(article / "gold.tsv")
    )
    kept = (article / "keep.txt").read_text(encoding="utf-8").splitlines()
    return fixed, sum(not re.search(line.strip(), text) for line in kept if line.strip())


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("articles", type=Path)
    parser.add_argument("--safe", action="store_true")
    options = parser.parse_args()
    articles = sorted(path.parent for path in options.articles.glob("*/gold.tsv"))
    fixers = {"all stages": Fixer(Options(stages=STAGES))}
    for off in STAGES:
        fixers[f"no {off}"] = Fixer(Options(stages=tuple(s for s in STAGES if s != off)))
    sums, lost = dict.fromkeys(fixers, 0), dict.fromkeys(fixers, 0)
    print("| article | errors |", " | ".join(fixers), "|")
    print("|---|---|" + "---|" * len(fixers))
    errors = 0
    for article in articles:
        count = sum(1 for _ in rows(article / "gold.tsv"))
        errors += count
        cells = []
        for name, fixer in fixers.items():
            fixed, gone = scored(fixer, article, safe=options.safe)
            sums[name] += fixed
            lost[name] += gone
            cells.append(str(fixed))
        print(f"| {article.name} | {count} |", " | ".join(cells), "|")
    print(f"| **all** | {errors} |", " | ".join(map(str, sums.values())), "|")
    print("\nlines lost:", lost)


if __name__ == "__main__":
    main()
