#!/usr/bin/env python3
"""Write the tables that recombination lives on: swaps.tsv and terms.tsv.

    make_swaps.py TORTURED.tsv WORDNET_FOLDER [--part N]

TORTURED.tsv is the list of tortured phrases of the Problematic Paper Screener (Guillaume Cabanac,
Cyril Labbé, Alexander Magazinov; CC BY 4.0): what thesaurus software made of fixed terms. Pairs of
equal length give word swaps; the expected terms go into the inventory. WordNet 3.0 (Princeton
University; its own permissive licence) gives further terms: its lemmas of several words, as far as
each word is frequent. The authored tables in tools/spin/ give swaps and collocations of news,
markets, sport, technology, health and everyday life.
--part N leaves out every fourth row (number N modulo 4), to measure on what was kept back.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter, defaultdict
from pathlib import Path

from wordfreq import zipf_frequency

from spin_tables import english_lines, read_tables

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT / "src" / "fixprose" / "knowledge" / "data"
_WORD = re.compile(r"[a-z][a-z'-]+ [a-z][a-z'-]+$")
_SMALL = frozenset(
    "a an the of in on at to for from with by as and or not no is are was were be been has have had"
    " his her their its our my your this that these those he she they we it who which what all both"
    " many most more some any other every each one two three very so too up out off about".split()
)
FREQUENT = 3.0  # zipf of every word of a WordNet term, at least
SOURCES = "tortured phrases of the Problematic Paper Screener (CC BY 4.0)"


def read_tortured(path: Path, part: int | None) -> list[tuple[str, str]]:
    """Return (tortured, expected) pairs in lower case."""
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()[1:]]
    return [
        (row[0].lower(), row[1].lower())
        for number, row in enumerate(rows)
        if len(row) > 1 and row[1] and (part is None or number % 4 != part)
    ]


def read_swaps(pairs: list[tuple[str, str]]) -> Counter[tuple[str, str]]:
    """Return how often each word stood for each other one."""
    found: Counter[tuple[str, str]] = Counter()
    for tortured, expected in pairs:
        old, new = tortured.split(), expected.split()
        if len(old) == len(new):
            found.update(
                (a, b) for a, b in zip(old, new, strict=True) if a != b and _WORD.match(f"{a} {b}")
            )
    return found


def read_authored() -> tuple[Counter[tuple[str, str]], set[str]]:
    """Return the single-word swaps of the authored tables, and their fixed terms (lower case)."""
    swaps: Counter[tuple[str, str]] = Counter()
    terms = set()
    for entry in read_tables():
        if entry.swap.isalpha() and entry.word.isalpha() and entry.word == entry.word.lower():
            swaps[entry.swap.lower(), entry.word] = 2
        term = entry.right.lower()
        if not entry.is_pattern and re.fullmatch(r"[a-z]+( [a-z]+)+", term):
            first, *_, last = term.split()
            if first not in _SMALL and last not in _SMALL:
                terms.add(term)
    return swaps, terms


def read_terms(pairs: list[tuple[str, str]], wordnet: Path) -> dict[str, str]:
    """Return term → source."""
    terms = {}
    for part in ("noun", "verb", "adj"):
        for line in (wordnet / f"index.{part}").read_text(encoding="utf-8").splitlines():
            term = line.split(" ")[0].replace("_", " ")
            words = term.split()
            if 2 <= len(words) <= 4 and all(
                word.isalpha() and zipf_frequency(word, "en") >= FREQUENT for word in words
            ):
                terms[term] = "wordnet"
    terms |= {new: "tortured" for _, new in pairs if " " in new and new.replace(" ", "").isalpha()}
    return terms


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("tortured", type=Path)
    parser.add_argument("wordnet", type=Path)
    parser.add_argument("--part", type=int)
    parser.add_argument("--out", type=Path, default=DATA)
    options = parser.parse_args()
    pairs = read_tortured(options.tortured, options.part)
    authored, collocations = read_authored()
    swaps = read_swaps(pairs) + authored
    originals: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for (swapped, original), count in swaps.items():
        originals[swapped].append((original, count))
    lines = [f"# swapped word, its originals with weights. From {SOURCES} and tools/spin/;"]
    lines.append("# made by tools/make_swaps.py")
    for swapped in sorted(originals):
        ranked = sorted(originals[swapped], key=lambda pair: (-pair[1], pair[0]))
        lines.append(swapped + "\t" + " ".join(f"{word}={count}" for word, count in ranked))
    (options.out / "swaps.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    written = {line for line in english_lines() if re.fullmatch(r"[a-z]+( [a-z]+)+", line)}
    terms = dict.fromkeys(collocations | written, "fixprose")
    terms |= read_terms(pairs, options.wordnet)
    head = f"# fixed terms of English with their source. From {SOURCES} WordNet 3.0\n"
    head += "# (Princeton University) and tools/spin/ (fixprose); made by tools/make_swaps.py\n"
    rows = "".join(f"{term}\t{source}\n" for term, source in sorted(terms.items()))
    (options.out / "terms.tsv").write_text(head + rows, encoding="utf-8")
    print(len(originals), "swapped words,", len(terms), "terms")


if __name__ == "__main__":
    main()
