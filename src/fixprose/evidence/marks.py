"""Cheap signs of garbling that need no knowledge of the pivot.

A machine that takes a page apart and puts it together again leaves marks that writers do not:
words glued where a link stood ("MongoliaWhere"), function words with the capital of another
sentence ("approach To the war"), datelines melted into the first sentence. Everything here is a
regular expression on the raw text. The structure stage finds its candidates with the same
functions, so a mark that counts as evidence is also one that can be repaired.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING

from fixprose.evidence.broken import broken_pairs
from fixprose.evidence.diagnosis import Evidence
from fixprose.evidence.weights import WEIGHTS
from fixprose.text.span import Span

if TYPE_CHECKING:
    from fixprose.text.document import Block, Document

AGENCIES = r"AP|Reuters|AFP|UPI|dpa|DPA|Xinhua|TASS|Tass|EFE|ANSA|PTI|IANS|ANI"
CITY = (
    r"[A-Z][\w’'-]+\.?(?: (?:de |da |do |del |di |la |el )?[A-Z][\w’'-]+){0,3}"
    r"(?:, [A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+)?)?"
)
NAME = r"[A-Z][\w’'.-]+(?: (?:[a-z]{2,3} )?[A-Z][\w’'.-]+){0,4}"

MELTED_DATELINE = re.compile(
    rf"(?P<head>[A-Z“\"][^.;:()\n]{{1,110}}?) (?:of|in|from|at|to|for|on) (?P<city>{CITY})"
    rf" \((?P<agency>{AGENCIES})\)(?:, (?P<name>{NAME}),|,(?= [a-z]))? (?=[A-Za-z“\"])"
)
AGENCY = re.compile(rf"\((?:{AGENCIES})\)")
_ISO_DATE = re.compile(r"-\d\d-\d\d")
METADATA_HEAD = re.compile(
    r"(?m)^[ \t]*(?:date|published|updated|posted|created)(?: on|:)? \d{4}-\d\d-\d\d"
    r"(?:[T ]\d\d:\d\d(?::\d\d)?)?(?P<gap> +)(?=[“\"A-Z][^\n]{60})"
)
WRITER_CREDIT = re.compile(
    r"\bwriters? (?:of |from |for )?(?:the )?(?:Associated Press|AP|Reuters)(?: [A-Z][\w’'-]+){2}"
)

_SECOND = (
    "Where|Who|Which|Whose|Whom|When|While|Because|Although|And|But|Or|The|With|From|For|To|In|On"
    "|Of|At|By|As|Is|Are|Was|Were|Has|Had|Have|He|She|It|They|We|Will|Would|That|This|After"
    "|Before|Since|Until|Into|During|Against|Between|Without|Their|His|Its|Her|Not|Also|An"
)
_CAMEL = re.compile(r"[a-z](?=[A-Z])")
_RELATIVE = re.compile(r"Wh(?:ere|o|ich|ose|om) ")
_GLUED = re.compile(rf"(?:{_SECOND})(?= [A-Za-z])")
_RELATIVES = frozenset({"Where", "Who", "Which", "Whose", "Whom"})
_PLAIN_GLUE = _RELATIVES | {"When", "While", "Because", "Although", "And", "But", "The", "With"}
KNOWN_COMPOUNDS = frozenset(
    "LinkedIn PlugIn BuiltIn AddOn HowTo GoTo LogIn LogOn SignIn SignOn CheckIn OptIn DropIn"
    " NowThis MeToo BestOf ValueOf MadeIn PowerOn BookIt ChangeIt SlideIn FadeIn ZoomIn RollOn"
    " ClipOn TryOn WalkIn LiveIn MoveOn RideOn ReadIt MakeIt FixIt PostIt Post-It DoIt KnowIt"
    " SpeakOn StandBy LayBy PassBy FlyBy GroupBy OrderBy SortBy JoinOn BeReal".split()
)

_MANY_CAMELS = 12  # different words

_STRAY_SURE = (
    "In|On|At|To|For|With|From|By|Of|And|But|Or|The|Into|Than|That|Which|Whose|Where|When|While"
    "|Because|Although|Since|Until|After|Before|During|Between|Against|Through|Without|Is"
    "|Are|Was|Were|Been|Has|Have|Had|Did|Does|Would|Could|Should|Not|He|They|His|Its|Their|These"
    "|Those|This|If|As"
)
_STRAY = re.compile(rf" (?:{_STRAY_SURE}) (?=[a-z])")
NAMING = frozenset(
    "the a an this that these those each every any no its his her their our my your called named"
    " titled entitled dubbed film films movie movies song songs single album albums book books"
    " novel show series play band group game musical opera poem painting magazine newspaper daily"
    " program programme podcast documentary comedy drama thriller hit ballad track anthem memoir"
    " essay column sitcom website site blog app brand label keyword keywords word words"
    " preposition button buttons option options field fields section sections tab menu column"
    " columns function functions class classes command commands method methods type types mode"
    " key keys state setting settings flag flags operator operators clause clauses statement"
    " statements header heading chapter part vitamin plan grade level category icon link select"
    " click press choose use using via see says say said reads read".split()
)
_PREPOSITIONS = frozenset("of in on at to for with from by about".split())
_WORD = re.compile(r"[A-Za-z][A-Za-z’'-]*")
_LOWER_LINE = re.compile(r"(?m)^ ?[“\"]?[a-z]")
_LOWER_START = re.compile(r"[a-z]+,? [^\W\d]")
_LOST_INITIAL = re.compile(r"[.?] [a-z]{3}")
ABBREVIATIONS = frozenset(
    "approx est resp incl excl etc vs cf ca viz al e.g i.e eg ie no nos vol vols ed eds fig figs"
    " ch chap sec sect pp para col inc co corp ltd bros dept univ assn mr mrs ms dr prof rev hon"
    " gen col lt sgt capt maj adm gov sen rep st ave blvd rd mt ft jan feb mar apr jun jul aug sep"
    " sept oct nov dec mon tue wed thu fri sat sun a.m p.m am pm u.s u.k u.n min max avg std misc"
    " temp tel ext orig trans repr op cit ibid dist lat long wt ht sq in yd lb lbs oz kg km cm mm"
    " hr hrs sec secs mins rel abs num ref refs tab abbr esp spec var opt arg args func intl natl"
    " govt mil bn tr pts pt vols fl ph.d b.c a.d".split()
)
OPENERS = frozenset(
    "the a an it he she they we this that these those there yesterday today tomorrow in on at"
    " as after"
    " before when while if but however according other many some most more one two three both"
    " each all"
    " another such last first since for from during under despite although because meanwhile"
    " also now"
    " here her his their its our my not only although still so earlier later recently about"
    " more every"
    " several former no what how why who you".split()
)
_SPACED_HYPHEN = re.compile(r" -(?=[A-Za-z][a-z]{3})")
_PREFIXES = frozenset("non anti self semi multi ultra vice pre post pro".split())
_CAPTION_SIDE = re.compile(
    r", (?:on|in) the (?:left|right|center|centre),|, second on the (?:left|right)\b"
)
_SPACED_CREDIT = re.compile(r"\(AP [Pp]hoto / ")


def find_marks(document: Document) -> list[Evidence]:
    """Return the marks found in the document's prose, in order of their place."""
    text = document.text
    found = [
        _evidence(kind, start, end)
        for kind, start, end in _scan(text)
        if _is_prose(document, start, end)
    ]
    found += [
        _evidence("lost-paragraph-initial", start, end)
        for start, end in lower_paragraphs(document)
        if text[start:end] in OPENERS  # in manuals, names of commands open paragraphs
    ]
    return sorted(found, key=lambda evidence: evidence.span)


def _scan(text: str) -> Iterator[tuple[str, int, int]]:
    for start, middle, end in glued_words(text):
        if text[middle:end] in _PLAIN_GLUE and middle - start >= 4 and not is_codey(text):
            yield "glued-word", start, end
    for start, end in broken_pairs(text):
        yield "broken-pair", start, end
    for start, end in stray_capitals(text):
        yield "stray-capital", start, end
    for start, end in melted_datelines(text):
        yield "melted-dateline", start, end
    for start, end in metadata_heads(text):
        yield "metadata-head", start, end
    for offset in lost_initials(text):
        yield "lost-initial", offset, offset + 1
    for match in _SPACED_HYPHEN.finditer(text):
        before = word_before(text, match.start()).lstrip("“\"'‘(")
        capital = text[match.end()].isupper()
        if before.lower() in _PREFIXES or (capital and before.istitle() and _is_of_place(before)):
            yield "spaced-hyphen", match.start() - len(before), match.end()
    for kind, pattern in (("caption-side", _CAPTION_SIDE), ("spaced-credit", _SPACED_CREDIT)):
        for match in pattern.finditer(text):
            yield kind, *match.span()
    if "ontribut" in text:
        for match in WRITER_CREDIT.finditer(text):
            yield "writer-credit", *match.span()


def _is_of_place(word: str) -> bool:
    from fixprose.knowledge.places import is_demonym, is_place

    return is_demonym(word) or is_place(word)


def _evidence(kind: str, start: int, end: int) -> Evidence:
    return Evidence(kind, WEIGHTS[kind], Span(start, end))


def _is_prose(document: Document, start: int, end: int) -> bool:
    if document.is_protected(Span(start, end)):
        return False
    return any(block.span.start <= start for block in document.blocks_at(Span(start, end)))


def metadata_heads(text: str) -> tuple[tuple[int, int], ...]:
    """Return (start, end) of page dates glued to a sentence; the sentence begins at `end`."""
    if not _ISO_DATE.search(text):
        return ()
    return tuple(match.span() for match in METADATA_HEAD.finditer(text))


@lru_cache(maxsize=4)
def glued_words(text: str) -> tuple[tuple[int, int, int], ...]:
    """Return (start, middle, end) of words with a capitalised function word stuck to their end.

    `middle` is where the function word begins. Names that are written so (LinkedIn) are left out.
    """
    return tuple(_glued_words(text))


def _glued_words(text: str) -> Iterator[tuple[int, int, int]]:
    seams = [camel.end() for camel in _CAMEL.finditer(text)]
    seams += [found.start() for found in _RELATIVE.finditer(text)]  # behind NATO, too
    for seam in sorted(set(seams)):
        match = _GLUED.match(text, seam)
        if match is None or not text[seam - 1 : seam].isalpha():
            continue
        middle, end = match.span()
        start = middle
        while start and (text[start - 1].isalpha() or text[start - 1] in "’'-"):
            start -= 1
        first = text[start:middle]
        if start and text[start - 1] not in ' \n\t(“"—–':
            continue
        if len(first) < 3 or text[start:end] in KNOWN_COMPOUNDS:
            continue
        tail = first.rpartition("-")[2]
        if tail[1:].islower() or (tail.isupper() and match.group() in _RELATIVES):
            yield start, middle, end


@lru_cache(maxsize=4)
def is_codey(text: str) -> bool:
    """Tell whether capitals inside words are so many that the text speaks of source code."""
    if sum(1 for _ in islice(_CAMEL.finditer(text), _MANY_CAMELS)) < _MANY_CAMELS:
        return False
    found = re.finditer(r"\b[A-Za-z]+[a-z][A-Z]\w*", text)
    return len({match.group() for match in islice(found, 500)}) >= _MANY_CAMELS


@lru_cache(maxsize=4)
def stray_capitals(text: str) -> tuple[tuple[int, int], ...]:
    """Return (start, end) of capitalised function words amid lower-case prose.

    Only the certain ones: a lower-case word before that does not introduce a title, lower-case
    words after, and no other capitals close by.
    """
    return tuple(_stray_capitals(text))


def _stray_capitals(text: str) -> Iterator[tuple[int, int]]:
    for match in _STRAY.finditer(text):
        start, end = match.start() + 1, match.end() - 1
        if not text[start - 2 : start - 1].islower():
            continue
        before = word_before(text, match.start())
        if not before.islower() or before in NAMING or len(before) < 2:
            continue
        if not before.isalpha() or not before.isascii():
            continue
        if capitals_near(text, start, end, 3, 3):
            continue
        if before in _PREPOSITIONS and text[start:end] == "The":
            continue  # perhaps the title of a book or a paper
        yield start, end


def word_before(text: str, offset: int) -> str:
    """Return the run of non-space characters that ends at `offset`."""
    start = offset
    while start and not text[start - 1].isspace():
        start -= 1
    return text[start:offset]


def capitals_near(text: str, start: int, end: int, back: int, ahead: int) -> int:
    """Count capitalised words among `back` words before and `ahead` words after, on the line."""
    before = text[max(0, start - 80) : start].rpartition("\n")[2].split()
    after = text[end : end + 80].partition("\n")[0].split()
    near = before[len(before) - min(back, len(before)) :] + after[:ahead]
    return sum(1 for word in near if word.lstrip("“\"'‘(")[:1].isupper())


def melted_datelines(text: str) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of first sentences that have swallowed their dateline."""
    seen = -1
    for match in AGENCY.finditer(text):
        start = text.rfind("\n", 0, match.start()) + 1
        if start == seen or match.start() - start > 220:
            continue
        seen = start
        start = skip_metadata(text, start)
        melted = MELTED_DATELINE.match(text, start)
        if melted and not re.search(r"Press|News|Agenc|Service|Photo", melted["city"]):
            yield melted.span()


def skip_metadata(text: str, start: int) -> int:
    """Return where the prose of the line begins that starts at `start`."""
    metadata = METADATA_HEAD.match(text, start)
    if metadata:
        return metadata.end()
    while text[start : start + 1] in (" ", "\t"):
        start += 1
    return start


@lru_cache(maxsize=4)
def lost_initials(text: str) -> tuple[int, ...]:
    """Return the offsets of sentences that begin in lower case after a full stop."""
    return tuple(_lost_initials(text))


def _lost_initials(text: str) -> Iterator[int]:
    for match in _LOST_INITIAL.finditer(text):
        stop, initial = match.start(), match.end() - 3
        before = word_before(text, stop).lstrip("(“\"‘'[")
        key = before.lower().rstrip(".")
        if key in ABBREVIATIONS or "." in before or not before[-1:].isalnum():
            continue
        if before.isalpha() and (len(before) < 4 or not before.islower()):
            continue
        if not before.isalpha() and not re.fullmatch(r"(?:19|20)\d\d", before):
            continue
        if text[stop] == "?" and not text[initial:].startswith(("the ", "this ", "there ")):
            continue
        word = _WORD.match(text, initial)
        if (
            word is None
            or not word.group().islower()
            or text[word.end() : word.end() + 1] in "._/("
        ):
            continue
        line = text[max(0, stop - 300) : stop].rpartition("\n")[2]
        if line[max(line.rfind(mark) for mark in ".!?") + 1 :].split()[3:] == []:
            continue  # a fragment: perhaps an abbreviation
        if _is_english(text, initial):
            yield initial


def _is_english(text: str, offset: int) -> bool:
    from fixprose.knowledge.store import lexicon

    word = _WORD.match(text, offset)
    return word is not None and (word.group() in OPENERS or bool(lexicon().tags(word.group())))


def lower_paragraphs(document: Document) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of the first word of paragraphs that begin in lower case by mistake.

    Only in documents whose other paragraphs begin with capitals, and only where the paragraph
    before is finished.
    """
    text = document.text
    if not _LOWER_LINE.search(text):
        return
    blocks = document.blocks
    lower, upper = [], 0
    for number, block in enumerate(blocks):
        start = _past_mark(text, block.span.start)
        if text.count(" ", start, block.span.end) < 5:
            continue
        if text[start].islower():
            lower.append((number, start))
        elif text[start].isupper():
            upper += 1
    if len(lower) > 2 * upper:
        return
    for number, start in lower:
        word = _WORD.match(text, start)
        if word is None or not word.group().islower() or not _LOWER_START.match(text, start):
            continue
        if text[blocks[number].span.end - 1] not in '.!?,”"':
            continue
        if number == 0 or _is_over(blocks[number - 1], blocks[number], word.group()):
            yield word.span()


def _is_over(before: Block, block: Block, word: str) -> bool:
    """Tell whether the block before has ended, so that `word` begins a paragraph."""
    if not _is_apart(block.text, before.span.end, block.span.start):
        return False
    content = before.content
    return content[-1:] in tuple('.!?”")') or (word in OPENERS and _is_heading(content))


def _is_heading(content: str) -> bool:
    words = content.split()
    last = words[-1]
    return (
        len(words) <= 11
        and content[0].isupper()
        and last.isalnum()
        and last not in _PREPOSITIONS | {"and", "or", "the", "a"}
    )


def _past_mark(text: str, start: int) -> int:
    return start + 1 if text[start] in '“"' and start + 1 < len(text) else start


def _is_apart(text: str, end: int, start: int) -> bool:
    """Tell whether a blank line, or a long line, parts two blocks, without indent after it."""
    gap = text[end:start]
    if gap.endswith(("\t", "  ")):
        return False  # code, or a list
    return gap.count("\n") > 1 or end - text.rfind("\n", 0, end) > 100
