"""Words that a spinner puts for commoner ones: “hues”, “lawful”, “solitary”.

Anybody may write one of them. A page with many different ones was hardly written by anybody.
"""

from __future__ import annotations

from functools import cache
from importlib import resources

from fixprose.evidence.diagnosis import Evidence
from fixprose.evidence.weights import WEIGHTS
from fixprose.text.document import Document
from fixprose.text.span import Span

KIND = "thesaurus word"
_FREE, _PER_WORD = 3, 1 / 200  # so many are chance: clean text has less in 99 of 100 cases


def find_thesaurus_words(document: Document) -> list[Evidence]:
    """Return each such word where it stands first, in lower case and outside what is protected.

    Nothing where they are no more than anybody writes in a text of that length.
    """
    known, found = _words(), dict[str, Span]()
    length = 0
    for block in document.blocks:
        tokens = block.tokens
        length += len(tokens)
        if known.isdisjoint(tokens.texts):
            continue
        for at, text in enumerate(tokens.texts):
            if text in known and text not in found and not tokens.joined(at):
                span = Span(tokens.starts[at], tokens.ends[at])
                if not document.is_protected(span):
                    found[text] = span
    if len(found) < _FREE + length * _PER_WORD:
        return []
    weight = WEIGHTS[KIND]
    return [Evidence(KIND, weight, span, "spin", f"thesaurus/{w}") for w, span in found.items()]


@cache
def _words() -> frozenset[str]:
    place = resources.files("fixprose.knowledge") / "data" / "thesaurus.txt"
    lines = place.read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if not line.startswith("#"))
