"""Judging a stretch of words: how far, and with what damage, it is a known name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum

from fixprose.knowledge import places
from fixprose.knowledge.gazetteer import KIN, Slot, folded
from fixprose.knowledge.gazetteer_entries import Entry
from fixprose.knowledge.gazetteer_words import fold, is_function, stem
from fixprose.knowledge.store import lexicon
from fixprose.text.tokens import Tokens

SAME, INFLECTED, OWN, SHARED = 1.0, 0.95, 0.85, 0.8  # how well a word fills its place
IN_PLACE = frozenset("landmark museum airport building university park team".split())
"""Kinds whose place is said with "in": at the Great Hall of the People in Beijing."""
_STRICT = frozenset("war event treaty law team company brand region party cup award".split())
"""Kinds whose words also stand together in lower case: the Cuban missile crisis."""
_CALENDAR = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may "
    "june july august september october november december".split()
)
_OPENERS = frozenset(
    "the in on at of for from by with to a an this that these those and but or if when while since "
    "after before his her its their our us u.s. former then new meanwhile under as".split()
)


class Damage(Enum):
    """What happened to a name, from the surest to the least sure."""

    CASE = "lost its capitals"
    FORM = "has a word in another form"
    ORDER = "had its words turned around"
    SYNONYM = "had a word exchanged for a synonym"
    LOST = "lost a word"


@dataclass(frozen=True, slots=True, kw_only=True)
class NameMatch:
    """A garbled name: tokens `first` to `last` (end exclusive) stand for `entry`.

    `share` is the share of the name that was found, weighed by rarity. `places` are the places of
    the entry that stood among the words, as written in English; `head` is a common noun that goes
    with the name (summit). `channels` are those whose synonyms were needed.
    """

    entry: Entry
    first: int
    last: int
    damage: Damage
    share: float
    capitals: int
    named: int = 0  # capitalised words that are the name's own, not its place
    lower: int = 0  # words of the name without their capital
    synonyms: int = 0
    doubles: int = 0
    places: tuple[str, ...] = ()
    head: str = ""
    headed: bool = False  # such a noun stands beside the stretch,
    placed: bool = False  # and so does a place of the entry
    channels: frozenset[str] = frozenset()
    us: bool = False  # "American" stood for the "U.S." of the name


@dataclass(frozen=True, slots=True)
class Fit:
    """What a token can be to a name: the best places it can fill, or something beside it."""

    slots: tuple[tuple[float, int, str], ...] = ()  # quality, slot, channels
    place: str = ""
    head: str = ""
    filler: bool = False  # a word of its place that says nothing alone: United, New


def judge(
    entry: Entry,
    slots: Sequence[Slot],
    tokens: Tokens,
    span: range,
    fits: dict[int, Fit],
) -> NameMatch | None:
    """Return how the name is found in the span: each word fills its best place once."""
    filled: dict[int, tuple[float, str]] = {}
    left: list[int] = []
    here = [at for at in span if at in fits]
    for at in sorted(here, key=lambda at: -fits[at].slots[0][0] if fits[at].slots else 1.0):
        for quality, slot, named in fits[at].slots:
            if slot not in filled:
                if quality == INFLECTED and fold(tokens.texts[at]) == fold(slots[slot].word):
                    quality = SAME
                filled[slot] = (quality, named)
                break
        else:
            left.append(at)
    if len(filled) < 2:
        return None
    anchors, heads, doubles = [], [], 0
    for at in sorted(left):
        if fits[at].place:
            anchors.append(fits[at].place)
        elif fits[at].head:
            heads.append(fits[at].head)
        elif not fits[at].filler:
            doubles += 1
    total = sum(slot.weight for slot in slots)
    share = sum(slots[at].weight * quality for at, (quality, _) in filled.items()) / total
    channels = frozenset(name for _, named in filled.values() for name in named.split())
    return NameMatch(
        entry=entry,
        first=span.start,
        last=span.stop,
        damage=_damage(entry, slots, tokens, span, filled, bool(anchors or heads or doubles)),
        share=share,
        capitals=sum(tokens.texts[at][0].isupper() for at in here),
        named=sum(tokens.texts[at][0].isupper() and bool(fits[at].slots) for at in here),
        lower=sum(
            tokens.texts[at][0].islower() and bool(fits[at].slots) and tokens.texts[at] != "al"
            for at in here
        ),
        synonyms=sum(quality < INFLECTED for quality, _ in filled.values()),
        doubles=doubles,
        places=tuple(dict.fromkeys(anchors)),
        head=heads[0] if heads else "",
        channels=channels,
        us=any(
            slots[at].stem == "us" and quality < INFLECTED for at, (quality, _) in filled.items()
        ),
    )


def _damage(
    entry: Entry,
    slots: Sequence[Slot],
    tokens: Tokens,
    span: range,
    filled: dict[int, tuple[float, str]],
    more: bool,
) -> Damage:
    if len(filled) < len(slots):
        return Damage.LOST
    if any(quality < INFLECTED for quality, _ in filled.values()):
        return Damage.SYNONYM
    if not more and folded(tokens.texts[at] for at in span) == folded(Tokens(entry.name)):
        return Damage.CASE
    if not more and stems(tokens.texts[at] for at in span) == stems(Tokens(entry.name)):
        return Damage.FORM
    return Damage.ORDER


def stems(words: Iterable[str]) -> list[str]:
    return [stem(word) for word in words if word not in ("-", "–", "'s", "’s")]


def rank(match: NameMatch) -> tuple[float, int]:
    extra = 0.06 * len(match.places) + 0.05 * bool(match.head) - 0.04 * match.doubles
    extra -= 0.004 * (match.last - match.first)
    return (round(match.share + extra, 4), match.capitals)


def stands_alone(tokens: Tokens, bounds: range, match: NameMatch) -> bool:
    """Tell whether the stretch is not part of a longer name: Fort Worth Museum of Modern Art."""
    before, after = match.first - 1, match.last
    if before > bounds.start or (before == bounds.start and tokens.lower[before] not in _OPENERS):
        word = tokens.texts[before]
        two = " ".join(tokens.texts[max(bounds.start, before - 1) : before + 1])
        if _is_name(word) and before > bounds.start and not _may_stand_beside(word, two):
            return False
    if after >= bounds.stop or match.damage is Damage.CASE:
        return True
    word = tokens.texts[after]
    if _is_name(word) and tokens.lower[after] not in _CALENDAR:
        return False
    if tokens.lower[after] in ("of", "for", "and", "&", "-") and after + 1 < bounds.stop:
        following = after + 1
        if tokens.lower[after] == "and" and tokens.lower[following] == "the":
            return True
        if tokens.lower[following] == "the" and following + 1 < bounds.stop:
            following += 1
        return not _is_name(tokens.texts[following])
    return True


def _is_name(word: str) -> bool:
    return word[0].isupper() and word.lower() not in ("i", "the")


def _may_stand_beside(word: str, two: str) -> bool:
    return (
        places.is_demonym(word)
        or places.is_country(word)
        or places.is_country(two)
        or word.lower() in _CALENDAR
        or word in ("UN", "EU", "U.S.", "US", "U.K.", "UK", "U.N.")
    )


def qualifies(match: NameMatch, slots: Sequence[Slot], tokens: Tokens, bounds: range) -> bool:
    """Tell whether enough of the name was found to take the stretch for it."""
    words = [at for at in range(match.first, match.last) if tokens.texts[at][0].isalpha()]
    content = [at for at in words if not is_function(tokens.lower[at])]
    if all(tokens.texts[at].isupper() for at in content):
        return False
    capitals = match.capitals
    if match.first == bounds.start and tokens.texts[match.first][0].isupper():
        capitals -= 1
    if match.damage is Damage.CASE:
        return _lost_case(match, slots, capitals, len(content))
    if match.entry.kind in ("city", "country", "region"):
        return False  # the south of Africa is not South Africa
    if match.damage is Damage.FORM:
        return len(slots) > 2 and not match.lower and not _has_new_plural(match, slots, tokens)
    if match.damage is Damage.ORDER:
        strict = match.entry.kind in _STRICT
        if match.lower and strict and (capitals < 2 or match.entry.kind in ("team", "war")):
            return False
        if len(slots) == 2:
            return capitals >= 2 and not match.doubles
        return not match.lower or bool(match.places) or tokens.texts[match.first][0].isupper()
    if len(slots) == 2 and match.damage is Damage.SYNONYM:
        own = any(fold(other) for others in match.entry.synonyms.values() for other in others)
        return own and not match.channels and capitals >= 2
    if capitals < 1 or len(slots) < 3:
        return False
    spun = "spin" in match.channels and capitals == len(content)  # a thesaurus spares few words
    if 2 * match.synonyms > len(slots) + spun:
        return False
    if match.damage is Damage.SYNONYM:
        if match.channels == {KIN}:
            return False  # the Australian High Court
        return not match.lower or bool(match.places)
    placed = bool(match.places) or match.placed
    if _is_shortened(match, tokens, content) or (not match.named and not match.doubles):
        return False
    if len(slots) > 3 and match.share >= 0.72 and capitals == len(content) and not match.synonyms:
        return True
    if not (match.doubles or match.head or match.headed or (match.lower and placed)):
        return False
    return match.share + 0.12 * placed >= (0.6 if placed else 0.68)


def _has_new_plural(match: NameMatch, slots: Sequence[Slot], tokens: Tokens) -> bool:
    """Tell whether the head of the name stands in the plural: the Departments of Justice and …"""
    singular = {slot.stem for slot in slots if fold(slot.word) == slot.stem}
    span = range(match.first, match.last)
    heads = [at - 1 for at in span if tokens.lower[at] in ("of", "for")] or [match.last - 1]
    head = tokens.texts[heads[0]]
    return stem(head) in singular and fold(head) != stem(head)


def _is_shortened(match: NameMatch, tokens: Tokens, content: Sequence[int]) -> bool:
    """Tell whether the words are simply the beginning or the end of the name, as it should be."""
    whole = [word for word in Tokens(match.entry.name) if word[0].isalnum()]
    found = [
        tokens.texts[at] for at in range(match.first, match.last) if tokens.texts[at][0].isalnum()
    ]
    return len(content) > 1 and found in (whole[: len(found)], whole[-len(found) :])


def _lost_case(match: NameMatch, slots: Sequence[Slot], capitals: int, size: int) -> bool:
    casing = match.entry.casing
    if not match.lower:
        return False  # al-Azhar
    if casing == "free" or (not casing and match.entry.kind in _STRICT):
        return False
    if casing == "sure" or (len(slots) > 2 and match.entry.kind == "international-body"):
        return True
    proper = any(not lexicon().tags(slot.word) for slot in slots)
    return 0 < capitals < size or proper
