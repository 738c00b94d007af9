"""Names that are known by their exact wrong form: Pékin, OTAN, Poutine, Tiktok, White Area."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import astuple, dataclass, replace
from importlib.resources import files
from typing import Any

from fixprose.knowledge import places
from fixprose.knowledge.bundle import Bundle
from fixprose.knowledge.gazetteer_entries import Entry
from fixprose.knowledge.phrases import Phrases
from fixprose.knowledge.store import lexicon
from fixprose.text.document import Block

Row = tuple[Any, ...]
"""A literal as a bundle holds it: its fields in order."""
_CASED = frozenset("brand company media product".split())
_WORDS_TOO = frozenset(
    "apple amazon meta shell ford gap target oracle visa chase discover orange total time fortune "
    "people nature science cell chad china cuba georgia guinea jordan mali niger oman panama peru "
    "polish pole danish finn french german turkey turk scot swiss swede slack threads x zoom bing "
    "block square stripe snap uber dove tide nest echo alexa america guam togo benin reading "
    "mobile java holland hamburg baltic alpine norman lao arctic egyptian roman frank "
    "english".split()
)
_NOT_BEFORE = frozenset(
    "de du des la le les el los las di da do dos das della del von zum zur van het der die den det "
    "il al au aux à en et y und e i o ved på in's per a rue avenue "
    "place café hotel hôtel radio teatro "
    "via plaza calle piazza palais stade estadio università université "
    "universidad musée museo".split()
)
_INTRODUCED = re.compile(
    r"(?:\b[A-Z][a-z]+(?:ish|ch|an|ese|ic|ek)[:,] |[Ii]n [A-Z][a-z]+(?:ish|ch|an|ese) |['*_/]"
    r"|\b(?:called|named|spelled|spelt|means|meaning|known as|known locally as|locally) )$"
)
"""What stands before a foreign word that is meant to be foreign."""


@dataclass(frozen=True, slots=True)
class Literal:
    """A wrong form and what it should be; `kind` is exonym, form, garble or casing."""

    form: str
    name: str
    kind: str
    pivots: tuple[str, ...]
    certainty: str
    rule: str
    context: tuple[str, ...] = ()  # words of which one must stand in the document
    keep: tuple[str, ...] = ()  # right names of which the form is a part

    def suits(self, text: str) -> bool:
        """Tell whether the document holds what the form needs to mean the name."""
        return not self.context or any(word in text for word in self.context)


@dataclass(frozen=True, slots=True)
class Found:
    """A literal at a place: characters of the block's content. `crowded`: beside another name."""

    literal: Literal
    start: int
    end: int
    crowded: bool


def compile_literals(entries: Sequence[Entry], right: Iterable[str]) -> list[Row]:
    """Return the literals of the tables and of the entries as rows of a bundle.

    `right` are further names that are right as they stand.
    """
    rows: dict[str, Literal] = {}
    for literal in (*_from_table(), *_lower_places(), *_half_lowered()):
        rows.setdefault(literal.form, literal)
    for entry in entries:
        for literal in _of_entry(entry):
            rows[literal.form] = literal
    names = [*right, *(form for entry in entries for form in (entry.name, *entry.also))]
    joined = "\n".join(names)

    def keep(literal: Literal) -> tuple[str, ...]:
        if literal.form not in joined:
            return ()
        return tuple(sorted({n for n in names if literal.form in n and literal.form != n}))

    return [astuple(replace(literal, keep=keep(literal))) for literal in rows.values()]


def exonyms(literals: Iterable[Row]) -> dict[str, str]:
    """Return the foreign names of places, in lower case, with the English ones."""
    return {
        form.lower(): name.lower()
        for form, name, kind, *_ in literals
        if kind in ("exonym", "form") and " " not in form + name
    }


class Literals:
    """Finds literals in a block."""

    def __init__(self, bundle: Bundle) -> None:
        """Take the bundle of names."""
        self._rows = bundle.rows("literals")
        self._forms = Phrases(bundle.table("forms"))

    def find(self, block: Block) -> Iterator[Found]:
        """Yield the literals that stand in the block as words of their own."""
        content = block.content
        for number, start, end in self._forms.find(block):
            if not _is_whole(content, start, end):
                continue
            literal = Literal(*self._rows[number])
            before = _word_before(content, start)
            if _is_meant(literal, content, start, end, before):
                continue
            yield Found(literal, start, end, _is_crowded(content, start, end, before, literal.kind))


def _from_table() -> Iterator[Literal]:
    text = (files("fixprose.knowledge") / "data" / "exonyms.tsv").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line.startswith("#"):
            continue
        form, name, languages, certainty = line.split("\t")
        pivots = tuple(languages.split(" "))
        yield Literal(form, name, "exonym", pivots, certainty, "names/exonym")
        if " " not in form:
            yield Literal(form.upper(), name.upper(), "exonym", pivots, certainty, "names/exonym")


def _lower_places() -> Iterator[Literal]:
    """Yield countries, cities and their adjectives that lost their capital: russia, ukrainian."""
    nations = (
        word for word in places.demonyms() if places.is_country(str(places.country_of(word)))
    )
    for name in (*places.countries(), *nations):
        low = name.lower()
        if name.isalpha() and len(name) > 4 and low not in _WORDS_TOO:
            yield Literal(low, name, "casing", (), "likely", "names/lost-capital")


def _half_lowered() -> Iterator[Literal]:
    """Yield places of several words of which all but the first lost the capital: Los angeles."""
    for name in places.place_names():
        first, space, rest = name.partition(" ")
        if space and rest.replace(" ", "").isalpha() and rest != rest.lower() and len(name) > 6:
            yield Literal(
                f"{first} {rest.lower()}", name, "casing", (), "likely", "names/lost-capital"
            )
            if first[0].isupper() and " of " not in name and first.lower() not in _DIRECTIONS:
                yield Literal(name.lower(), name, "casing", (), "likely", "names/lost-capital")


_DIRECTIONS = frozenset("north south east west central northern southern eastern western".split())


def _of_entry(entry: Entry) -> Iterator[Literal]:
    name = entry.name
    form = "exonym" if entry.kind in ("city", "country", "region") else "form"
    for kind, table in ((form, entry.forms), ("garble", entry.garbles)):
        pivots: dict[str, list[str]] = {}
        for pivot, forms in table.items():
            for form in forms:
                pivots.setdefault(form, []).extend([] if pivot == "any" else [pivot])
        if kind == "garble" and entry.kind == "person":
            continue
        for form, found in pivots.items():
            wrong, _, right = form.partition(" = ")
            right = right or _answer(entry, form)
            certainty = entry.certainty
            if kind == "garble" and certainty == "sure":
                certainty = "likely"
            if kind != "garble" and wrong.isupper() and len(wrong) < 4:
                certainty = "weak"  # short abbreviations mean many things
            context = entry.in_document if kind == "garble" else ()
            yield Literal(wrong, right, kind, tuple(found), certainty, entry.rule, context)
            if kind == "exonym" and wrong.isalpha() and not wrong.isupper():
                upper = (wrong.upper(), right.upper())  # as in datelines
                yield Literal(*upper, kind, tuple(found), certainty, entry.rule, context)
    if entry.kind == "person" and not entry.casing:
        own = entry.surname or name.rsplit(" ", 1)[-1]
        if name.endswith(f" {own}") and own.isalpha() and not lexicon().tags(own):
            wrong = name.removesuffix(own) + own.lower()
            yield Literal(wrong, name, "casing", (), "likely", entry.rule)
        if (
            len(own) > 4
            and own.isalpha()
            and not lexicon().tags(own)
            and own.lower() not in _WORDS_TOO
        ):
            yield Literal(own.lower(), own, "casing", (), "likely", entry.rule)
    if entry.casing == "fixed" or (entry.kind in _CASED and " " not in name and not entry.casing):
        for wrong in sorted({name.lower(), name.capitalize()} - {name}):
            if wrong.lower() not in _WORDS_TOO and wrong not in entry.also:
                yield Literal(wrong, name, "casing", (), "likely", entry.rule)


def _answer(entry: Entry, form: str) -> str:
    """Return what a form stands for: an acronym for the acronym, a surname for the surname."""
    if form.isupper() and entry.acronym and " " not in form:
        return entry.acronym[0]
    if entry.kind == "person" and " " not in form:
        return entry.surname or entry.name.rsplit(" ", 1)[-1]
    return entry.full if entry.article and entry.kind != "country" else entry.name


def _is_whole(text: str, start: int, end: int) -> bool:
    if start and (text[start - 1].isalnum() or text[start - 1] in "@#_/\\$<."):
        return False
    if end == len(text):
        return True
    if text[end].isalnum() or text[end] in "_/\\@=":
        return False
    return not (text[end] in ".:" and end + 1 < len(text) and text[end + 1].isalnum())


def _is_meant(literal: Literal, text: str, start: int, end: int, before: str) -> bool:
    """Tell whether the form may stand there: in a foreign phrase, a code, a longer name."""
    if _stands(literal, text, start, end):
        return True
    if literal.kind == "casing":
        return literal.form.islower() and _is_technical(text, start, end)
    if literal.kind == "garble":
        return False
    if literal.form.isupper() and len(literal.form) < 6 and before[-1:].isdigit():
        return True  # 356 BCE
    return before.lower() in _NOT_BEFORE or bool(
        _INTRODUCED.search(text[max(0, start - 40) : start])
    )


def _stands(literal: Literal, text: str, start: int, end: int) -> bool:
    """Tell whether the form is only a part of the right name there: Sydney Opera House."""
    name = literal.name.removeprefix("the ")
    names = [n for n in (name, *literal.keep) if len(n) > end - start]
    if not names:
        return False
    room = max(map(len, names))
    around = text[max(0, start - room) : end + room].replace("’", "'")
    return any(n in around for n in names)


def _is_technical(text: str, start: int, end: int) -> bool:
    """Tell whether a word in lower case may be part of a code, a file name or a command."""
    return text[start - 1 : start] in tuple("-\"'`“‘") or text[end : end + 1] in tuple("-`([")


def _word_before(text: str, start: int) -> str:
    head = text[max(0, start - 30) : start]
    if not head.endswith(" "):
        return ""
    word = head[:-1].rsplit(" ", 1)[-1]
    return word if word[-1:].isalnum() or word.endswith("'s") else ""


def _is_crowded(text: str, start: int, end: int, before: str, kind: str) -> bool:
    """Tell whether a capitalised word stands directly beside: the form may be part of its name."""
    tail = text[end : end + 30]
    if kind == "exonym" and tail[:1] == " " and tail[1:2].isupper():
        return True
    if not before[:1].isupper() or before.endswith(("'s", "’s")):
        return False
    head = text[: start - len(before) - 1].rstrip()
    return bool(head) and head[-1] not in ".!?:;\n"
