"""Stage *names*: institutions, places and people that a channel has garbled.

One module a kind of damage; each is a function from a text and what is known to edits. What a
name should be comes from `fixprose.knowledge`; nothing here decides whether an edit is made.
"""

from __future__ import annotations

from collections.abc import Iterator

from fixprose.edits import Edit, Stage
from fixprose.evidence.diagnosis import Diagnosis
from fixprose.knowledge.gazetteer_names import Names
from fixprose.stages.names.institutions import propose_institutions
from fixprose.stages.names.literals import propose_literals
from fixprose.stages.names.people import propose_people
from fixprose.stages.names.sounded import Sounded
from fixprose.stages.names.spelling import propose_spelling
from fixprose.stages.names.titles import propose_titles
from fixprose.text.document import Document

DESCRIPTIONS = {
    "names/exonym": "A place under the name that another language has for it: Londres, Moscou.",
    "names/title-order": "Title and nationality in a foreign order: President French Macron.",
    "names/lost-capital": "A country, a nationality or a place of several words without capitals.",
    "names/lost-apostrophe": "A known surname that lost its apostrophe before what it owns.",
    "names/party-capital": "A party in lower case that the text has with its capital elsewhere.",
    "names/sounded": "A city spelt as another alphabet or language sounds (Yakarta).",
    "names/feminine-surname": "A woman's Slavic surname without its feminine ending.",
}


class NamesPass:
    """Proposes the known form of every garbled name."""

    stage: Stage = "names"

    def __init__(self, names: Names) -> None:
        self._names = names
        self._sounded = Sounded(names)

    def propose(self, document: Document, diagnosis: Diagnosis) -> Iterator[Edit]:
        """Yield the edits of all kinds of damage, block by block, then those of the document."""
        for block in document.blocks:
            yield from propose_institutions(block, self._names, document, diagnosis)
            yield from propose_literals(block, self._names, document, diagnosis)
            yield from propose_people(block, self._names, document, diagnosis)
            yield from propose_titles(block, document, diagnosis)
        yield from propose_spelling(document, self._names, diagnosis)
        yield from self._sounded.propose(document, diagnosis)
