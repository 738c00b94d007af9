#!/usr/bin/env python3
"""Write src/fixprose/knowledge/data/thesaurus.txt: words that a spinner puts for commoner ones.

    python tools/make_thesaurus_words.py

Of the authored tables in `tools/spin/`, the words that are at least 16 times rarer in English
than what they stand for, but no rarities, in all their forms. One of them says little; several in a
page are how spun text looks. Frequencies: wordfreq (data CC BY-SA 4.0). Development only.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from pathlib import Path

from wordfreq import zipf_frequency

from spin_tables import TABLES, read_tables
from spin_thesaurus import forms_of, inflect

TARGET = Path(__file__).parents[1] / "src/fixprose/knowledge/data/thesaurus.txt"
HEAD = """\
# Words that a spinner puts for commoner ones, in all their forms. Made by
# tools/make_thesaurus_words.py from tools/spin/ (fixprose); do not edit.
"""
RARER = math.log10(16)
RAREST, COMMONEST = 1.5, 3.6  # zipf frequency


def swaps() -> dict[str, set[str]]:
    """Return swapped word → the words that it stands for, all of them single words."""
    found: dict[str, set[str]] = defaultdict(set)
    for entry in read_tables():
        found[entry.swap.lower()].add(entry.word.lower())
    for path in sorted(TABLES.glob("words*.txt")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line and not line.startswith("#"):
                word, others = line.lower().split(": ")
                for other in others.split(", "):
                    found[other.strip()].add(word)
    return {
        swap: {word for word in words if word.isalpha()}
        for swap, words in found.items()
        if re.fullmatch(r"[a-z]{4,}(-[a-z]+)?", swap)
    }


def main() -> None:
    """Write the list."""
    words = set()
    for swap, originals in swaps().items():
        common = max((zipf_frequency(word, "en") for word in originals), default=0.0)
        if not RAREST <= zipf_frequency(swap, "en") <= min(COMMONEST, common - RARER):
            continue
        forms = {swap} | {inflect(lemma, tag) or swap for lemma, tag in forms_of(swap)}
        for lemma, tag in forms_of(swap):
            tags = ("VB", "VBD", "VBG", "VBN", "VBZ") if tag[0] == "V" else ("NN", "NNS")
            forms |= {form for one in tags if tag[0] in "VN" and (form := inflect(lemma, one))}
        words |= {form for form in forms if zipf_frequency(form, "en") <= COMMONEST}
    TARGET.write_text(HEAD + "".join(f"{word}\n" for word in sorted(words)), encoding="utf-8")
    print(len(words), "words")


if __name__ == "__main__":
    main()
