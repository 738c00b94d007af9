"""Stray capitals: words in the middle of a sentence that kept the capital of another place.

An engine that translates a page piece by piece (link by link) gives every piece a capital:
"a large parade In Beijing". Titles and names are full of such capitals, so all depends on what
stands around the word.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from fixprose.edits import Edit, Safety
from fixprose.evidence.marks import NAMING, capitals_near, stray_capitals, word_before
from fixprose.stages.structure.base import (
    block_at,
    capital_share,
    is_heading,
    is_suspicious,
    line_of,
    make_edit,
    occurs_alone,
    weigh,
)
from fixprose.text.span import Span

if TYPE_CHECKING:
    from fixprose.evidence.diagnosis import Diagnosis
    from fixprose.text.document import Document

DESCRIPTIONS = {
    "structure/stray-capital": "A function word in mid-sentence has the capital of another place"
    " (parade In Beijing); it is put in lower case.",
    "structure/stray-capital-word": "A common word between lower-case words has a capital (30"
    " days Access without); it is put in lower case.",
}

_FUNCTION = (
    "In|On|At|To|For|With|From|By|Of|And|But|Or|The|An|Into|Onto|Upon|Than|That|Which|Who|Whose"
    "|Where"
    "|When|While|Because|Although|Though|Since|Until|After|Before|During|Between|Against|Through"
    "|Without|Under|Over|About|Among|Is|Are|Was|Were|Be|Been|Being|Has|Have|Had|Do|Does|Did"
    "|Will|Would"
    "|Could|Should|Can|Must|Not|He|She|It|They|We|His|Her|Its|Their|Our|Your|These|Those|This"
    "|There|If|As"
    "|So|Also|Only|Then|Now|Here|How|Why|What|Whether|Both|Each|Some|Any|All"
)
_FUNCTION_HIT = re.compile(
    rf"(?<=[a-z0-9,\]%]) (?P<word>{_FUNCTION})(?=[ ,] ?(?P<next>[A-Za-z“\"$]))"
)
_CONTENT_HIT = re.compile(r"(?<=[a-z]) (?P<word>[A-Z][a-z]{4,})(?=(?: [a-z]|[,.] ?[a-z\n]|\.$))")
_MONTHS = frozenset(
    "January February March April August September October November December".split()
)
_EXPLAINED = re.compile(r"[a-z] \[[A-Z][^\[\]\n]{2,60}\]$")  # he [Ann Lee] Will
_NUMBER = re.compile(r"[$€£]?\d+(?:[.,]\d+)*")
_NEXT_WORD = re.compile(r"[A-Z][\w’'-]*")
_LATER_NAME = frozenset(
    {
        "An",
        "Will",
        "Can",
        "Do",
        "So",
        "Over",
        "Under",
        "Be",
        "Her",
        "It",
        "Who",
        "All",
        "He",
        "She",
        "To",
    }
)
# Participles and auxiliaries that are no names; engines leave them capitalised before a link.
_PARTICIPLES = frozenset(
    "Given Made Taken Held Based Known Called Seen Used Announced Published Issued Imposed Signed"
    " Granted Ordered Released Caused Created Followed Including According Saying Adding Making"
    " Being"
    " Having Taking Giving Leading Following Targeting Calling Ending Forcing Allowing Accused"
    " Arrested"
    " Charged Convicted Killed Injured Wounded Launched Offered Provided Promised Decided"
    " Agreed Refused"
    " Rejected Accepted Attended Visited Welcomed Declared Explained Added Claimed Warned Wrote"
    " Spoke"
    " Became Began Began Came Went Gave Got Kept Met Said Took Told Thought Accessed Organized"
    " Organised"
    " Produced Dominated Linked Related Associated Located Situated Supposed Considered"
    " Planned".split()
)
# House style, institutions and ranks that many papers capitalise; brands that are words.
_HOUSE_STYLE = frozenset(
    "Government President Presidents Minister Ministers Ministry Parliament Congress Senate"
    " House State"
    " States Court Party Republic Union Kingdom Constitution Chamber Council Commission Committee"
    " Department Internet Earth World Church Bible Prime Chancellor Governor Mayor King Queen"
    " Prince"
    " Princess Pope Bishop Cardinal Army Navy Marine Marines Police Federal Western Eastern"
    " Northern"
    " Southern North South East West Windows Office Apple Amazon Meta Alphabet Oracle Target"
    " Intel Shell Chase Python Ruby Swift Rust Word Excel Nation Nations Cabinet Opposition Speaker"
    " Secretary Director Representative Representatives General Captain Colonel Major Doctor"
    " Professor Judge Justice Mass Lent Advent"
    " Sunday Monday Heaven Lord Spirit Renaissance Enlightenment Reformation Revolution Crown"
    " Labour"
    " Labor Conservative Conservatives Liberal Liberals Democrat Democrats Republican"
    " Republicans Green"
    " Greens Catholic Catholics Protestant Protestants Christian Christians Muslim Muslims"
    " Islam Islamic"
    " Jewish Hindu Buddhist Celsius Fahrenheit Sterling Guardian Telegraph Times Post Mirror"
    " Express Economist".split()
)
_AGENT = frozenset(
    "maker singer company firm giant rival brother sister son daughter actor actress player rapper"
    " striker captain coach pal friend wife husband model star designer founder author writer"
    " server"
    " provider retailer carrier airline bank brand startup start-up platform developer by from with"
    " and of the to like than as says said told called named against about magazine newspaper"
    " journal daily weekly paper site website app film movie series show book novel album song band"
    " game channel network station program programme software ship ferry boat vessel team club"
    " group party operation hurricane storm typhoon cyclone project village town district street"
    " is was were are".split()
)


def propose(document: Document, diagnosis: Diagnosis) -> Iterator[Edit]:
    """Yield edits that take stray capitals away."""
    text = document.text
    sure = frozenset(stray_capitals(text))
    suspicious = is_suspicious(diagnosis)
    for match in _FUNCTION_HIT.finditer(text) if sure or suspicious else ():
        span = match.span("word")
        if span not in sure and not suspicious:
            continue
        confidence = _judge(document, match, span in sure, diagnosis.at(Span(*span)))
        if confidence >= 0.5:
            yield make_edit(
                "stray-capital",
                span,
                match["word"].lower(),
                f"“{match['word']}” has a capital in the middle of the sentence, as if a piece"
                f" of the page"
                " had begun there.",
                confidence,
                matched=(match.start() - 1, match.end()),
            )
    if diagnosis.probability >= 0.5 or any(share >= 0.5 for _, share in diagnosis.windows):
        yield from _content_words(document, diagnosis)


def _judge(document: Document, match: re.Match[str], sure: bool, garble: float) -> float:
    """Return how likely the capital is a mistake; 0 where it surely is not."""
    text = document.text
    word, (start, end) = match["word"], match.span("word")
    before = word_before(text, match.start())
    if before.lower().strip("“\"(‘'") in NAMING:
        return 0.0
    if before[-1:].isdigit() and not _NUMBER.fullmatch(before):
        return 0.0  # the date of the page
    if (before.isalpha() and len(before) < 2) or _in_title(document, start):
        return 0.0
    lower_next = match["next"].islower()
    if word in _LATER_NAME and not lower_next and before[-1:] != "]":
        return 0.0
    if before[-1:] == "]":
        return weigh(0.86, 0.95, garble) if _EXPLAINED.search(text, 0, match.start()) else 0.0
    if sure:
        return weigh(0.88, 0.97, garble)
    if before[-1:] == ",":
        return weigh(0.3, 0.8, garble) if lower_next else 0.0
    if before[:1].isupper():
        # a name, or the first word of the sentence, stands before: Gone With the wind
        if not lower_next or capitals_near(text, start, end, 1, 3) > 1 or len(before) < 3:
            return 0.0
        return weigh(0.3, 0.88, garble)
    if not lower_next:
        name = _NEXT_WORD.search(text, end)
        if word == "The" and name and not occurs_alone(text, f"the {name[0]}"):
            return 0.0  # The Hague, The Times
        if capitals_near(text, start, end, 0, 4) > 2 or capitals_near(text, start, end, 2, 0):
            return weigh(0.2, 0.7, garble)
        return (
            weigh(0.3, 0.7, garble) if word in ("The", "Of", "And") else weigh(0.42, 0.93, garble)
        )
    near = capitals_near(text, start, end, 2, 3)
    return weigh(0.42, 0.94, garble) if near <= 1 else weigh(0.4, 0.88, garble)


def _in_title(document: Document, offset: int) -> bool:
    """Look at the line and at the sentence: headlines, names of works, tables."""
    line = line_of(document.text, offset)
    if is_heading(line) or capital_share(line) >= 0.6:
        return True
    block = block_at(document, offset)
    if block is None:
        return True
    sentence = block.sentence_at(offset).of(document.text)
    return capital_share(sentence) >= 0.6


def _content_words(document: Document, diagnosis: Diagnosis) -> Iterator[Edit]:
    text = document.text
    hits = list(_CONTENT_HIT.finditer(text))
    times = Counter(match["word"] for match in hits)
    for match in hits:
        word, span = match["word"], match.span("word")
        garble = diagnosis.at(Span(*span))
        before = word_before(text, match.start()).strip("“\"(‘'")
        if garble < 0.5 or word in _HOUSE_STYLE or not before.islower():
            continue
        if (
            times[word] > 1
            or word in _FUNCTION.split("|")
            or before in _AGENT
            or capitals_near(text, *span, 2, 2)
        ):
            continue
        sure = word in _PARTICIPLES
        if sure or (_is_plain(word) and not _in_title(document, span[0])):
            yield make_edit(
                "stray-capital-word",
                span,
                word.lower(),
                f"“{word}” has a capital between lower-case words, but is no name.",
                weigh(0.5, 0.9, garble) if sure else weigh(0.3, 0.75, garble),
                matched=(match.start() - 1, match.end()),
                safety=Safety.SAFE if sure else Safety.REVIEW,
            )


def _is_plain(word: str) -> bool:
    """Tell whether the word is common English and no place, nationality, day or month."""
    from fixprose.knowledge.places import is_demonym, is_people, is_place
    from fixprose.knowledge.store import lexicon

    if (
        word in _MONTHS
        or is_place(word)
        or is_demonym(word)
        or is_people(word)
        or word.endswith("day")
    ):
        return False
    return bool(lexicon().tags(word))
