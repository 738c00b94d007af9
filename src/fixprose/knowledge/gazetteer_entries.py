"""Entries of the gazetteer: one name each, with what a channel makes of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from fixprose.knowledge.gazetteer_words import slug

KINDS = frozenset(
    "agency airport award bank brand building central-bank city committee company country court "
    "court-case cup department dish event exchange faith government index institute "
    "international-body landmark law league media military ministry museum parliament party person "
    "police product region school science space team treaty university war work".split()
)
CERTAINTIES = ("sure", "likely", "weak")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One name that may have been garbled.

    `name` is the canonical form without its article. `also` are other right forms: they are left
    alone. `forms` are spellings of a pivot (Poutine, OTAN), wrong in any English text; `garbles`
    are English words a pivot makes of the name (prevails over), wrong only where the rest of the
    name or the document shows it. Both map a pivot, or `any`, to what it gives.
    """

    name: str
    kind: str
    article: bool = False
    place: tuple[str, ...] = ()
    acronym: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    synonyms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    garbles: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    forms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    heads: tuple[str, ...] = ()
    preposition: str = ""
    certainty: str = "sure"
    casing: str = ""
    given: str = ""
    surname: str = ""
    titles: tuple[str, ...] = ()
    in_document: tuple[str, ...] = ()  # garbles need one of these words in the document
    where: str = ""

    @property
    def rule(self) -> str:
        """The id of the entry, as in reports and `explain`."""
        return "names/" + slug(self.name)

    @property
    def full(self) -> str:
        """The name as it stands in running text, with its article."""
        return f"the {self.name}" if self.article else self.name

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> Entry:
        """Return the entry that `to_dict` described."""
        return cls(**values)

    def to_dict(self) -> dict[str, Any]:
        """Return the entry as plain data, without what is empty."""
        return {key: value for key, value in asdict(self).items() if value}
