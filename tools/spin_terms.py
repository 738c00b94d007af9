"""The inventory of fixed terms, and how established each is.

Sources, all of them packages (development only; what is written to terms.tsv is credited there):

- WordNet 3.0 and Ding's English side, see `spin_thesaurus`;
- FOLDOC, the free on-line dictionary of computing (Denis Howe; GFDL; Debian's dict-foldoc): only
  its headwords;
- word pairs of the web (Google's Web 1T, published by Peter Norvig, MIT; PyPI's wordsegment);
- the documentation in scientific Python packages (BSD, MIT, Apache; the wheels of `PACKAGES`):
  rows of two or three words that occur repeatedly.
"""

from __future__ import annotations

import math
import re
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator
from importlib import resources
from pathlib import Path

from wordfreq import zipf_frequency

from spin_thesaurus import WORDNET, ding_rows

FOLDOC = Path("/usr/share/dictd/foldoc.index")
PACKAGES = (
    "astropy biopython control gensim imbalanced-learn keras librosa lifelines mne monai networkx"
    " neurokit2 nilearn nltk pvlib pymc pyod pyswarms river scikit-fuzzy scikit-image scikit-learn"
    " scipy sktime statsmodels sympy transformers tslearn"
)
SMALL = frozenset(
    "a an the of in on at to for from with by as and or not no but if else none is are was were be"
    " been being has have had do does did so can may will would should could must it its his her"
    " their our your my this that these those he she they we you who what which when where how why"
    " all any some more most much many other such than then also each every both either only same"
    " per via very too using used use given true false two three there here into over under between"
    " about after before while during without within because since until up out off import see"
    " etc new one".split()
)
_TERM = re.compile(r"[a-z]+(-[a-z]+)*( [a-z]+(-[a-z]+)*)+")
# What a source is worth: of the rows kept back of the training rows, these weights found the most.
_WEIGHT = {"wordnet": 0.8, "ding": 0.35, "foldoc": 0.6, "documents": 0.6, "web": 0.25}
_RARE_PAIR = 5e4  # occurrences on the web below which a pair counts for nothing
_FREQUENCY = {"wordnet": 2.0, "ding": 2.5, "foldoc": 0.0}  # zipf of each word, at least


def score_terms(wheels: Path) -> Counter[str]:
    """Return term → score (roughly nats) from the sources above."""
    found: Counter[str] = Counter()
    for source, terms in (("wordnet", _wordnet()), ("ding", _ding()), ("foldoc", _foldoc())):
        for term in set(terms):
            if all(zipf_frequency(word, "en") >= _FREQUENCY[source] for word in term.split()):
                found[term] += _WEIGHT[source]
    for term, count in _documents(wheels).items():
        if count >= 3:
            found[term] += _WEIGHT["documents"] * math.log(count)
    for term, count in _web().items():
        gain = _WEIGHT["web"] * math.log(count / _RARE_PAIR)
        if gain > 0:
            found[term] += gain
    return found


def _is_term(text: str) -> bool:
    words = text.split()
    return (
        2 <= len(words) <= 4
        and words[0] not in SMALL
        and words[-1] not in SMALL
        and bool(_TERM.fullmatch(text))
    )


def _wordnet() -> Iterator[str]:
    for kind in ("noun", "verb", "adj"):
        for line in (WORDNET / f"index.{kind}").read_text(encoding="utf-8").splitlines():
            term = line.split(" ")[0].replace("_", " ")
            if _is_term(term):
                yield term


def _ding() -> Iterator[str]:
    for _, english in ding_rows():
        yield from filter(_is_term, english)


def _foldoc() -> Iterator[str]:
    text = FOLDOC.read_text(encoding="utf-8", errors="replace").lower()
    return filter(_is_term, (line.split("\t")[0] for line in text.splitlines()))


def _web() -> dict[str, float]:
    text = resources.files("wordsegment").joinpath("bigrams.txt").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines())
    return {
        pair: float(count)
        for pair, count in rows
        if _is_term(pair) and SMALL.isdisjoint(pair.split()) and min(map(len, pair.split())) > 2
    }


def _documents(wheels: Path) -> Counter[str]:
    """Return how often rows of two and three words occur in the packages' documentation."""
    found: Counter[str] = Counter()
    for path in sorted(wheels.glob("*.whl")):
        with zipfile.ZipFile(path) as wheel:
            for name in wheel.namelist():
                if name.endswith((".py", ".rst", ".txt", ".pyi")):
                    text = wheel.read(name).decode("utf-8", errors="replace")
                    found.update(_rows_of(_prose(text) if name.endswith(".py") else [text]))
    return found


def _prose(code: str) -> list[str]:
    """Return the docstrings and comments of a module."""
    comments = " ".join(re.findall(r"#(.*)", code))
    return [*re.findall(r'"""(.*?)"""', code, re.DOTALL), comments]


def _rows_of(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        joined = re.sub(r"(?<=[a-z,])\n\s*(?=[a-z])", " ", text)
        for part in re.split(r"[.,;:()\[\]{}`\"=*|<>/\\\n]|\s{3,}", joined):
            if re.fullmatch(r"[\sA-Za-z'-]+", part):
                words = re.findall(r"[a-z]+(?:-[a-z]+)*", part.lower())
                good = [len(word) > 2 and word not in SMALL for word in words]
                for size in (2, 3):
                    for at in range(len(words) - size + 1):
                        if all(good[at : at + size]):
                            yield " ".join(words[at : at + size])
