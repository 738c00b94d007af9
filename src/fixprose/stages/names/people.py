"""People whose surname was read as a word, or was lost: President Donald prevails over …"""

from __future__ import annotations

from collections.abc import Iterator

from fixprose.edits import Changes, Edit
from fixprose.evidence.diagnosis import Diagnosis
from fixprose.knowledge.gazetteer_entries import Entry
from fixprose.knowledge.gazetteer_names import Names
from fixprose.knowledge.gazetteer_people import Garble, Given, given_name, surname
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
    given_names, found = names.find_people(block)
    garbled = set()
    for at, end, garble in found:
        garbled.add(at)
        yield _restored(block, at, end, garble, document, diagnosis)
    for given in given_names:
        at = block.tokens.at(block.span.start + given.end - 1)
        if at + 1 < len(block.tokens) and at not in garbled:
            edit = _lost(block, at, given, document, diagnosis)
            if edit is not None:
                yield edit
    yield from _owners(block, names, diagnosis)


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
        confidence=weigh(
            "sure" if titled else "likely",
            diagnosis,
            span,
            () if titled else garble.pivots,
            0.6
            if named
            else -3.0
            if not titled and _can_follow(garble, tokens.texts[at + 1])
            else 0.0,
        ),
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


def _can_follow(garble: Garble, word: str) -> bool:
    """Tell whether the word is a verb that any bearer of the given name could have before it."""
    if word[0].isupper():
        return False
    return (
        bool(lexicon().tags(garble.words[0]) & {"VB", "VBD", "VBZ"}) or garble.words[0] in _CLOSED
    )


def _lost(
    block: Block, at: int, given: Given, document: Document, diagnosis: Diagnosis
) -> Edit | None:
    """Propose the surname after title and given name: President Donald said."""
    tokens = block.tokens
    people = [
        person
        for person in given.people
        if person.name.startswith(given_name(person)) and _has_title(tokens, at, person)
    ]
    following = tokens.texts[at + 1]
    if following in _PARTICLES:
        return None
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
    span = Span(tokens.ends[at], tokens.ends[at])
    return Edit(
        span=span,
        matched=Span(tokens.starts[at], tokens.ends[at]),
        replacement=" " + surname(person),
        rule=person.rule,
        stage="names",
        reason=f"The surname of {person.name} was lost.",
        confidence=weigh("likely", diagnosis, span, (), 0.8 if named else -0.8),
        changes=Changes.NAME,
    )


_PARTICLES = frozenset("al el bin ben ibn abu von van de da di du del dos le la ter ten".split())


def _owners(block: Block, names: Names, diagnosis: Diagnosis) -> Iterator[Edit]:
    """Yield the lost apostrophe of a known surname before what belongs to the person."""
    for at in names.people.find_owners(block):
        tokens = block.tokens
        word = tokens.texts[at]
        if not at or not names.people.is_surname(word[:-1]):
            continue
        if tokens.lower[at - 1] in _PLURAL_BEFORE or not _is_thing(tokens, at + 1):
            continue
        if names.people.is_surname(word) or _is_first(block, at):
            continue
        person = names.people.named(word[:-1])[0]
        if lexicon().tags(word[:-1]) and "President" not in person.titles:
            continue
        mark = "’" if "’" in block.content else "'"
        thing = tokens.texts[at + 1]
        lowered = thing[0].isupper() and lexicon().tags(thing) and not thing.isupper()
        last = at + 1 if lowered else at
        new = f"{word[:-1]}{mark}s" + (f" {thing.lower()}" if lowered else "")
        span = Span(tokens.starts[at], tokens.ends[last])
        yield Edit(
            span=span,
            matched=Span(tokens.starts[at], tokens.ends[at + 1]),
            replacement=new,
            rule="names/lost-apostrophe",
            stage="names",
            reason=f"The apostrophe of {person.name}’s name was lost before “{thing}”.",
            confidence=weigh("likely", diagnosis, span, (), 0.5),
            changes=Changes.NAME,
        )


_PLURAL_BEFORE = frozenset("the both two three these those all many other such and".split())


def _is_first(block: Block, at: int) -> bool:
    """Tell whether a token stands first in its sentence, or behind another capitalised word."""
    start = block.tokens.starts[at]
    return start == block.sentence_at(start).start or block.tokens.texts[at - 1][0].isupper()


def _is_thing(tokens: Tokens, at: int) -> bool:
    """Tell whether a word names a thing and cannot be what several people of a name do."""
    word, tags = tokens.lower[at], lexicon().tags(tokens.texts[at])
    if word in _CLOSED or not tokens.texts[at].isalpha() or not tags & {"NN", "NNS", "JJ"}:
        return False
    if word.endswith("s") or tokens.texts[at][0].isupper():
        return True
    return not tags & {"VB", "VBD", "VBZ"}


def _has_title(tokens: Tokens, at: int, person: Entry) -> bool:
    for title in person.titles:
        words = title.lower().split()
        if at >= len(words) and list(tokens.lower[at - len(words) : at]) == words:
            return True
    return False


def _is_named(document: Document, person: Entry) -> bool:
    """Tell whether the document has the surname elsewhere, as it should be."""
    return surname(person) in document.text
