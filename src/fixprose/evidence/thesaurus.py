"""Words that a spinner puts for commoner ones: “hues”, “lawful”, “solitary”.

Anybody may write one of them. A page with many different ones was hardly written by anybody.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib import resources

from fixprose.evidence.diagnosis import Evidence
from fixprose.evidence.weights import WEIGHTS
from fixprose.text.document import Document
from fixprose.text.span import Span

KIND = "thesaurus word"


def find_thesaurus_words(document: Document) -> Iterator[Evidence]:
    """Yield each such word where it stands first, in lower case and outside what is protected."""
    known, seen = _words(), set[str]()
    for block in document.blocks:
        tokens = block.tokens
        if known.isdisjoint(tokens.texts):
            continue
        for at, text in enumerate(tokens.texts):
            if text in known and text not in seen and not tokens.joined(at):
                span = Span(tokens.starts[at], tokens.ends[at])
                if not document.is_protected(span):
                    seen.add(text)
                    yield Evidence(KIND, WEIGHTS[KIND], span, "spin", f"thesaurus/{text}")


@cache
def _words() -> frozenset[str]:
    place = resources.files("fixprose.knowledge") / "data" / "thesaurus.txt"
    lines = place.read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if not line.startswith("#"))
