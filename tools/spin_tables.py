"""Reads the authored tables in tools/spin/: swaps, and the terms that they break.

swaps-*.txt say which synonym stands for which word in which term. A line is
`right word: wrong words | terms`, with ~ for the word in the terms; a term may use the pattern
language of rules. `@ name` begins the pack rules/pivot/spin/terms-NAME.yaml. Signs:

    !!  before a term and ! before a wrong word: no careful writer could have written the two
        together, so the rule is `sure`
    ?   before a term: only a text known to be spun may be changed (`weak`)

words*.txt are dictionaries of swaps, `original: swapped, swapped`; collocations-*.txt and
idioms.txt are lists of terms, one a line.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from fixprose.knowledge.inflection import inflections

TABLES = Path(__file__).resolve().parent / "spin"
SLOTS = re.compile(r"\b[A-Z]{2,}\b")
SAMPLES = {
    "NUMBER": "40", "NAME": "Smith", "PRON": "he", "DET": "the", "POSS": "his", "DAY": "Monday",
    "CAP": "Harris", "NN": "bird", "NNS": "birds", "ADJ": "quiet", "VBN": "seen", "PLACE": "Paris",
    "YEAR": "1999", "MONTH": "June", "VERB": "see", "VBD": "saw", "VBG": "seeing", "CURRENCY": "$",
    "NOUN": "bird", "WORD": "old", "ORDINAL": "third",
}  # fmt: skip
# Nouns without a plural: where a wrong word has one, it still becomes the singular.
MASS = frozenset(
    "advertising advice aid blood capital cash childcare clothing commerce coverage credit"
    " data debris defense education electricity energy equipment equity evidence food fuel fun"
    " furniture gas growth hardware health homework inflation information insurance"
    " intelligence jewelry justice knowledge labor land lightning literature luck luggage"
    " makeup marketing media medicine memory money music news nursing nutrition obesity oil"
    " peace poetry police pollution power progress rain research safety security skin snow"
    " software staff storage stuff technology thunder tourism trade traffic training travel"
    " unemployment water weather work".split()
)


@dataclass(frozen=True)
class Entry:
    """One combination: `wrong` and `right` are terms, or patterns where `signs` are in them."""

    section: str
    word: str
    swap: str
    wrong: str
    right: str
    sign: str  # "", "?", "!!" as written before the term
    is_absurd: bool  # the wrong word had a ! before it

    @property
    def is_pattern(self) -> bool:
        return bool(re.search(r"[<(?\\]|\b(?:" + "|".join(SAMPLES) + r")\b", self.wrong))

    @property
    def key(self) -> str:
        """What two combinations have in common that would match the same words."""
        return re.sub(r"\W+", " ", self.wrong.lower())


def read_tables() -> Iterator[Entry]:
    """Yield all combinations of the tables. Raises ValueError for a line that cannot be read."""
    for path in sorted(TABLES.glob("swaps-*.txt")):
        section = path.stem.removeprefix("swaps-")
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if line.startswith("@"):
                section = line[1:].strip()
            elif line.strip() and not line.startswith("#"):
                try:
                    head, terms = line.split(" | ")
                    word, swaps = head.split(": ")
                except ValueError:
                    raise ValueError(f"{path}:{number}: not “word: swaps | terms”") from None
                yield from _combined(section, word, swaps, terms)


def read_english() -> set[str]:
    """Return what people write (lower case), which no combination may be.

    These are the terms of WordNet, and phrases that were found in clean texts.
    """
    found = set(english_lines())
    for name in ("noun", "verb", "adj", "adv"):
        index = Path(f"/usr/share/wordnet/index.{name}").read_text(encoding="utf-8")
        lemmas = (line.split(" ", 1)[0] for line in index.splitlines() if line[:1] != " ")
        found.update(lemma.replace("_", " ") for lemma in lemmas if "_" in lemma)
    return found


def english_lines() -> list[str]:
    """Return the phrases (lower case) that were found in clean texts."""
    return list(_lines("english.txt"))


def read_words() -> Iterator[tuple[str, str]]:
    """Yield (swapped, original) of the dictionaries words*.txt, in lower case."""
    for line in _lines("words*.txt"):
        original, swapped = line.split(": ")
        yield from ((other, original) for other in swapped.split(", ") if other != original)


def read_collocations() -> Iterator[tuple[str, str]]:
    """Yield the collocations, and for each the verb that it begins with, or nothing.

    Verbs are marked by “to”; “one’s” becomes each possessive.
    """
    for line in _lines("collocations-*.txt"):
        verb = line.removeprefix("to ").split()[0] if line.startswith("to ") else ""
        yield from ((term, verb) for term in _possessives(line.removeprefix("to ")))
    for line in _lines("idioms.txt"):
        yield from ((term, "") for term in _possessives(line))


def _lines(pattern: str) -> Iterator[str]:
    for path in sorted(TABLES.glob(pattern)):
        lines = path.read_text(encoding="utf-8").lower().splitlines()
        yield from (line for line in lines if line and not line.startswith("#"))


def _possessives(term: str) -> list[str]:
    if "one's" not in term.split():
        return [term]
    return [term.replace("one's", word) for word in "my your his her its our their".split()]


def instances(pattern: str, *, past: bool = False) -> list[str]:
    """Return up to 40 plain phrases that a pattern can match; `past` puts its verbs in the past."""

    def lemma(match: re.Match[str]) -> str:
        first, *rest = match[1].split()
        return " ".join([inflections(first, "v")["VBD"][0] if past else first, *rest])

    plain = re.sub(r"<([^<>:|]+)(?:\|[^<>]*)?(?::\w)?>", lemma, pattern)
    choices = []
    for part in re.split(r"(\([^()]*\)\??)", plain):
        if not part.startswith("("):
            choices.append([part.replace("\\", "")])
        elif re.fullmatch(r"\([a-z]{1,4}\)", part):
            choices.append([""])
        else:
            choices.append(part.strip("()?").split("|"))
    found = ("".join(chosen) for chosen in itertools.islice(itertools.product(*choices), 40))
    return [SLOTS.sub(lambda m: SAMPLES.get(m[0], m[0]), text) for text in found]


def plurals(word: str) -> tuple[str, ...]:
    """Return the plurals of a singular noun; none for anything else."""
    known = inflections(word, "n") if word.isalpha() else {}
    if known.get("NN", ("",))[0] != word or word.endswith(("ing", "ed", "ly")):
        return ()
    return tuple(form for form in known.get("NNS", ()) if form != word)


def _combined(section: str, word: str, swaps: str, terms: str) -> Iterator[Entry]:
    """Yield the combinations of one line."""
    for term in dict.fromkeys(part.strip() for part in terms.split(";")):
        sign = re.match(r"!!|\?|", term)[0]  # type: ignore[index]
        term = term[len(sign) :]
        if "~" not in term or re.search(r"[a-z]~|~(?!s\b)[a-z]", term):
            continue
        for swap in dict.fromkeys(part.strip() for part in swaps.split(",")):
            plain = swap.removeprefix("!")
            wrong, right = _filled(term, plain), _filled(term, word)
            if word in MASS and term.endswith("~") and f"{plain}s" in plurals(plain):
                wrong += "(s)"
            if wrong and wrong.lower() != right.lower():
                yield Entry(
                    section, word, plain, wrong, _fix_of(right), sign, is_absurd=swap != plain
                )


def _filled(term: str, word: str) -> str:
    if "~s" in term:
        many = plurals(word.split()[-1])
        if not many:
            return ""
        term = term.replace("~s", "~")
        word = word[: len(word) - len(word.split()[-1])] + many[0]
    if "<~" in term and " " in word:
        return ""
    return term.replace("~", word)


def _fix_of(pattern: str) -> str:
    """Turn the right-hand pattern into a fix: groups by number, lemmas without part of speech."""
    numbers = itertools.count(1)
    fix = re.sub(
        r"\([^()]*\)\??",
        lambda m: m[0] if re.fullmatch(r"\([a-z]{1,4}\)", m[0]) else f"{{{next(numbers)}}}",
        pattern,
    )
    fix = re.sub(r"(\w)\(([a-z]{1,4})\)", r"\1", fix)
    return re.sub(r"<([^<>:|]+)(?::\w)?>", r"<\1>", fix)
