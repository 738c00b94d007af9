"""People whose surname was read as a word, or was lost: President Donald prevails over …"""

from __future__ import annotations

from collections.abc import Iterator

from fixprose.edits import Changes, Edit
from fixprose.evidence.diagnosis import Diagnosis
from fixprose.knowledge.gazetteer_entries import Entry
from fixprose.knowledge.gazetteer_names import Names
from fixprose.knowledge.gazetteer_people import Garble, Given, surname
from fixprose.knowledge.store import lexicon
from fixprose.stages.names.weigh import weigh
from fixprose.text.document import Block, Document
from fixprose.text.span import Span
from fixprose.text.tokens import Tokens

_OWNED = frozenset("the his her its their".split())
_CLOSED = frozenset(
    "is was has had will would can could may might must should do does did said says told who and "
    "or but to of in on at for with from by as that which when while after before during since "
    "also not never again now then later already still only just both there here".split()
)


def propose_people(
    block: Block, names: Names, document: Document, diagnosis: Diagnosis
) -> Iterator[Edit]:
    """Yield an edit for each person in the block whose surname is a word now, or is missing."""
    for at, end, garble in names.people.find_garbled(block):
        yield _restored(block, at, end, garble, document, diagnosis)
    for given in names.people.find_given(block):
        at = block.tokens.at(given.start)
        if at + 1 < len(block.tokens) and (edit := _lost(block, at, given, document, diagnosis)):
            yield edit


def _restored(
    block: Block, at: int, end: int, garble: Garble, document: Document, diagnosis: Diagnosis
) -> Edit:
    tokens, person = block.tokens, garble.person
    new, last = surname(person), end
    if _owns(tokens, end, garble):
        new += "'s" if "’" not in document.text else "’s"
        last = end + (tokens.lower[end] in _OWNED)
    span = Span(tokens.starts[at + 1], tokens.ends[last - 1])
    titled = _has_title(tokens, at, person)
    named = _is_named(document, person)
    return Edit(
        span=span,
        matched=Span(tokens.starts[at], tokens.ends[last - 1]),
        replacement=new,
        rule=person.rule,
        stage="names",
        reason=(
            f"The surname of {person.name} was translated as a word "
            f"(“{document.text[tokens.starts[at + 1] : tokens.ends[end - 1]]}”)."
        ),
        confidence=weigh("sure" if titled else "likely", diagnosis, span, (), 0.6 * named),
        changes=Changes.NAME,
    )


def _owns(tokens: Tokens, at: int, garble: Garble) -> bool:
    """Tell whether what follows is a thing of the person and no verb: prevails over the tariffs."""
    if at >= len(tokens) or not tokens.texts[at][0].isalpha():
        return False
    word = tokens.lower[at]
    if word in _OWNED:
        return True
    if word in _CLOSED or tokens.texts[at][0].isupper():
        return False
    tags = lexicon().tags(word)
    verb = bool(tags & {"VB", "VBD", "VBZ", "VBP"})
    noun = bool(tags & {"NN", "NNS", "JJ", "JJS"})
    return noun and (not verb or (len(garble.words) > 1 and "VBD" not in tags))


def _lost(
    block: Block, at: int, given: Given, document: Document, diagnosis: Diagnosis
) -> Edit | None:
    """Propose the surname after title and given name: President Donald said."""
    tokens = block.tokens
    people = [person for person in given.people if _has_title(tokens, at, person)]
    following = tokens.texts[at + 1]
    if (
        len(people) != 1
        or following[0].isupper()
        or not (
            following == "'s" or following == "’s" or following[0].isalpha() or following in ",.;)"
        )
    ):
        return None
    person = people[0]
    named = _is_named(document, person)
    span = Span(given.end, given.end)
    return Edit(
        span=span,
        matched=Span(given.start, given.end),
        replacement=" " + surname(person),
        rule=person.rule,
        stage="names",
        reason=f"The surname of {person.name} was lost.",
        confidence=weigh("likely", diagnosis, span, (), 0.8 if named else -0.8),
        changes=Changes.NAME,
    )


def _has_title(tokens: Tokens, at: int, person: Entry) -> bool:
    for title in person.titles:
        words = title.lower().split()
        if at >= len(words) and list(tokens.lower[at - len(words) : at]) == words:
            return True
    return False


def _is_named(document: Document, person: Entry) -> bool:
    """Tell whether the document has the surname elsewhere, as it should be."""
    return surname(person) in document.text
