"""Doubled words and phrases: the mark of a translation engine that lost its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from fixprose.edits import Edit
from fixprose.evidence.marks import word_before
from fixprose.stages.structure.base import is_suspicious, make_edit, weigh
from fixprose.text.span import Span

if TYPE_CHECKING:
    from fixprose.evidence.diagnosis import Diagnosis
    from fixprose.text.document import Document

DESCRIPTIONS = {
    "structure/doubled-word": "A function word stands twice (the the); one goes.",
    "structure/doubled-noun": "A content word stands twice (general general); one goes.",
    "structure/doubled-phrase": "A phrase of two to four words stands twice in a row; one goes.",
}

# Prepositions and auxiliaries may meet ("listened to to avoid", "what we have have been").
_SURE = frozenset(
    "the a an of and or but from into since until between among during against within because"
    " although when where which whose their its our my your these those they we he she not than"
    " every both such only also then".split()
)
_FUNCTION = _SURE | frozenset(
    "to for with by at as under over through without if who this has have are was were be been"
    " being"
    " can could would should must will may might more most about after before while any each other"
    " from".split()
)
# Words that may stand twice in good English, by accident of syntax or by design.
_MAY_DOUBLE = frozenset(
    "had that very really so no yes bye ha he-he many long far much again never now there"
    " please big"
    " tut knock hear hush aye well oh ah well-well pretty good old little wow hey hip chop dear go"
    " come wait look run win win-win same night-night boo choo bang tick toc tock ding dong la da"
    " blah yada cha ta boom beep quack woof meow yum extra super way quite too truly deeply day up"
    " do does did her him it is you who what one on in out some".split()
)
_AT_START = ("The", "A", "In", "It", "And")
_PLAIN = re.compile(r"[A-Za-z]+(?:[’'-][A-Za-z]+)*")
_MARKUP = frozenset('*_`|<>{}[]()=/\\#@$%^&~+:;"')


def propose(document: Document, diagnosis: Diagnosis) -> Iterator[Edit]:
    """Yield edits that delete the second of two copies."""
    text = document.text
    words = text.replace(",", " , ").replace(".", " . ").split()
    doubled = {first for first, second in pairwise(words) if first == second}
    doubled.update(word for word in _AT_START if f"{word} {word.lower()} " in text)
    known = None if is_suspicious(diagnosis) else _SURE
    for word in sorted(doubled):
        lower = word.lower()
        if _PLAIN.fullmatch(word) and lower not in _MAY_DOUBLE and (not known or lower in known):
            yield from _doubled_words(text, word, diagnosis)
    if is_suspicious(diagnosis):
        yield from _doubled_phrases(text, words, diagnosis)


def _doubled_words(text: str, word: str, diagnosis: Diagnosis) -> Iterator[Edit]:
    first, copy = re.escape(word), re.escape(word.lower())
    pattern = rf"(?P<first>{first})(?P<more>(?:\s+{copy})+)(?![\w’'-]|\.\w)"
    for match in re.finditer(pattern, text):
        if match.start() and text[match.start() - 1] not in ' \t\n(“"':
            continue
        edit = _judge_word(text, match, diagnosis)
        if edit:
            yield edit


def _judge_word(text: str, match: re.Match[str], diagnosis: Diagnosis) -> Edit | None:
    word, more = match["first"], match["more"]
    lower = word.lower()
    copies = len(more.split())
    if "\n" in more and (more.count("\n") > copies or re.search(r"\n[ \t]*\n", more)):
        return None
    if len(word) == 1 and lower != "a":
        return None
    if _stands_in_code(text, *match.span()):
        return None
    garble = diagnosis.at(Span(*match.span()))
    if lower in _SURE:
        rule, confidence = "doubled-word", 0.93
    elif not is_suspicious(diagnosis):
        return None
    elif lower in _FUNCTION:
        rule, confidence = "doubled-word", weigh(0.45, 0.94, garble)
    elif word[0].isupper() or len(word) < 3 or (copies > 1 and garble < 0.5):
        return None
    else:
        rule, confidence = "doubled-noun", weigh(0.45, 0.93, garble)
    return make_edit(
        rule,
        (match.start("more"), match.end("more")),
        "",
        f"“{word}” stands here {'twice' if copies == 1 else 'several times'} in a row; one is"
        f" enough.",
        confidence,
        matched=(match.start("first"), match.end("more")),
    )


def _stands_in_code(text: str, start: int, end: int) -> bool:
    """Look for signs of code, tables or word lists on both sides."""
    around = text[max(0, start - 12) : start] + text[end : end + 12]
    return any(char in _MARKUP - set('()":;') for char in around) or "  " in text[start:end]


def _doubled_phrases(text: str, words: list[str], diagnosis: Diagnosis) -> Iterator[Edit]:
    for phrase in sorted(_find_phrases(words)):
        if _may_repeat(phrase):
            continue
        escaped = " ".join(map(re.escape, phrase))
        pattern = rf"(?<!\S)(?P<first>{escaped})(?P<more>(?: {escaped})+)(?![\w’'-])"
        for match in re.finditer(pattern, text):
            if _stands_in_code(text, *match.span()):
                continue
            if word_before(text, max(0, match.start() - 1)).lower() == phrase[-1]:
                continue  # the middle of a chain: step by step by step
            yield make_edit(
                "doubled-phrase",
                match.span("more"),
                "",
                f"“{match['first']}” stands here twice in a row; one is enough.",
                weigh(0.45, 0.94, diagnosis.at(Span(*match.span()))),
                matched=match.span(),
            )


def _find_phrases(words: list[str]) -> set[tuple[str, ...]]:
    """Return the runs of two to four words that are followed by themselves."""
    found: set[tuple[str, ...]] = set()
    for length in (2, 3, 4):
        pairs = enumerate(zip(words, words[length:], strict=False))
        equal = [index for index, (here, there) in pairs if here == there]
        run = 0
        for before, index in zip([-2, *equal], equal, strict=False):
            run = run + 1 if index == before + 1 else 1
            if run >= length:
                found.add(tuple(words[index - length + 1 : index + 1]))
    return found


def _may_repeat(phrase: tuple[str, ...]) -> bool:
    """Chains (over and over and), counts, names and sounds repeat on purpose."""
    if len(set(phrase)) < len(phrase) or not all(re.fullmatch(r"[A-Za-z’'-]+", w) for w in phrase):
        return True
    links = {
        "and",
        "by",
        "after",
        "upon",
        "or",
        "for",
        "to",
        "on",
        "in",
        "not",
        "but",
        "no",
        "then",
    }
    if len(phrase) == 2 and links & set(phrase):
        # "in exchange in exchange" is a loop; "again and again and" is a figure
        return phrase[1] in links or phrase[0] in links - {"in", "on", "for", "to"}
    return all(word[0].isupper() for word in phrase) or all(len(word) < 3 for word in phrase)
