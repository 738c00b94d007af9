"""Attributions: “, said Smith.” and “, he added.” at the end of somebody's words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fixprose.text.document import Block

VERBS = (
    "said|says|wrote|writes|added|adds|explained|explains|declared|declares|stressed|stresses"
    "|insisted"
    "|insists|continued|concluded|argued|argues|noted|notes|warned|warns|asked|asks|replied|replies"
    "|answered|announced|commented|recalled|admitted|lamented|joked|tweeted|posted|emphasi[sz]ed"
    "|underlined|stated|told reporters|told journalists|told the court|promised|vowed|pleaded"
    "|shouted"
)
_NAME = r"[A-Z][\w.’'-]*"
_WHEN = (
    r"(?: (?:in|on|at|during|after|before|to|by|from|via|of|while|when|as|for|late|early|later"
    r"|yesterday|today"
    r"|this|last|with|about|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday"
    r"|Sunday)\b[^.!?“”\"]*)?(?:, (?:in|on|at|adding|according|during|referring|noting|citing"
    r"|as|before|after|when|while|who|a|an|the) [^.!?“”\"]*)?"
)
# where one might begin; cheap, for scanning
HINT = re.compile(rf"[,?!] (?:(?:{VERBS}) (?=[A-Zhstaio])|(?:[\w.’'-]+ ){{1,7}}?(?:{VERBS})\b)")
_INVERTED = re.compile(
    rf"(?P<comma>[,?!])[”\"]? (?P<verb>{VERBS}) (?P<speaker>(?:he|she|they|it)\b|(?:the|a|an"
    rf"|his|her|their|one|another) [^.!?“”\"]*|{_NAME}[^!?“”\"]*?)"
    r"(?P<end>\.?)$"
)
_DIRECT = re.compile(
    rf"(?P<comma>[,?!])[”\"]? (?P<speaker>he|she|they|it|{_NAME}(?: (?:de |da |van |von "
    rf"|al-)?{_NAME}){{0,5}}"
    rf"|(?:the|a|an|his|her|its|their|one) [\w ’'-]{{2,70}}?) (?:also |then |later "
    rf"|finally )?(?P<verb>{VERBS})"
    rf"(?P<when>{_WHEN})(?P<end>\.?)$"
)
ALONE = re.compile(
    rf"(?:[a-z]+ly )?(?:(?:he|she|they|{_NAME}(?: {_NAME})?) (?:[a-z]+ly |also "
    rf"|then )?(?:{VERBS})(?: [a-z]+ly)?|(?:{VERBS}) (?:he|she|they|{_NAME}(?: {_NAME})?))\.$"
)
_PERSON = re.compile(
    r"\b(?:lawyer|attorney|spokes(?:man|woman|person)|president|minister|judge|leader"
    r"|officials?|mayor|chief"
    r"|director|boss|governor|senator|deputy|ambassador|professor|expert|analyst|coach|player"
    r"|actor|actress"
    r"|singer|writer|author|mother|father|brother|sister|son|daughter|wife|husband|man|woman"
    r"|resident"
    r"|witness|official|general|commander|prosecutor|secretary|chairman|chairwoman|founder"
    r"|owner|manager"
    r"|doctor|teacher|student|activist|researcher|scientist|economist|king|queen|pope|prince)s?\b",
    re.IGNORECASE,
)
_SPOKEN = re.compile(
    r"(?<![\w’'])(?:I|I[’'](?:m|ve|d|ll)|[Mm]y|[Mm]e|[Mm]yself|[Ww]e|[Ww]e[’'](?:re|ve|d|ll)"
    r"|[Oo]ur|us|ours|[Yy]ou|[Yy]our"
    r"|[Yy]ou[’'](?:re|ve|d|ll)|[Ll]et[’']s)(?![\w’'-]|\.[A-Z])"
)
_NARRATIVE = re.compile(
    r"\b(?:was|were|had|did|said|told|wrote|added|asked|went|came|took|made|gave|became|began"
    r"|met|held|spoke|[a-z]{3,}ed)\b"
)
_PARTICIPLE_BEFORE = re.compile(
    r"\b(?:is|are|be|been|being|has|have|get|gets|not|and|or|a|an|the|by|so|very|most|more|well"
    r"|newly)\s+(?:\w+ly )?[a-z]{3,}ed\b"
)


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who is said to have said what stands before.

    `start` is the offset of the comma after the speech, `end` that of the sentence's end.
    `is_person` tells whether the speaker is somebody, not a government or an agency.
    """

    start: int
    end: int
    verb: str
    speaker: str
    is_person: bool

    @property
    def surname(self) -> str:
        """The last part of the speaker's name; empty for “he” or “the lawyer”."""
        name = re.match(r"(?:[a-z]+ )*(?P<name>(?:[A-Z][\w’'-]+ ?)+)", self.speaker)
        return name["name"].split()[-1] if name else ""


def read_attribution(text: str, comma: int, end: int) -> Attribution | None:
    """Return the attribution between the comma and the end of its sentence, if it is one."""
    tail = text[comma:end]
    match = _INVERTED.match(tail) or _DIRECT.match(tail)
    if match is None or "according to" in tail:
        return None
    speaker = match["speaker"].strip()
    if re.match(r"(?:the|a|an|his|her|their|its|one) ", speaker) and re.search(
        r"\bthat\b", speaker
    ):
        return None
    return Attribution(comma, end, match["verb"], speaker, _is_person(speaker))


def _is_person(speaker: str) -> bool:
    head = speaker.partition(",")[0]
    if head in ("he", "she", "they"):
        return True
    if head == "it":
        return False
    if _PERSON.search(head):
        return True
    if not head[0].isupper():
        return bool(re.search(r"(?:[A-Z][\w’'-]+ ){1,3}[A-Z][\w’'-]+$", head))
    from fixprose.knowledge.places import is_place

    name = re.match(rf"{_NAME}(?: {_NAME})*", head)
    words = (name.group() if name else head).rstrip(".")
    return not (is_place(words) or words.isupper())


def is_spoken(words: str) -> bool:
    """Tell whether the words hold a first or second person.

    >>> is_spoken("They lied to us"), is_spoken("The US lied")
    (True, False)
    """
    return _SPOKEN.search(words) is not None


def is_narrative(words: str) -> bool:
    """Tell whether the words tell what happened: a verb in the past, no passive or participle."""
    return _NARRATIVE.search(_PARTICIPLE_BEFORE.sub("", words)) is not None


def has_marks(words: str) -> bool:
    """Tell whether double quotation marks of any kind stand in the words."""
    return any(mark in words for mark in '"“”„«»')


def sentence_index(block: Block, offset: int) -> int:
    """Return which of the block's sentences covers `offset`."""
    found = 0
    for index, sentence in enumerate(block.sentences):
        if sentence.start > offset:
            break
        found = index
    return found


def marks_of(text: str) -> tuple[str, str]:
    """Return the quotation marks the text uses: curly ones unless it has only straight ones."""
    curly, straight = text.count("“") + text.count("”"), text.count('"')
    return ('"', '"') if straight > curly else ("“", "”")
