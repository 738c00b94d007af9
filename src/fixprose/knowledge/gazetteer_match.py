"""Matching a name without regard to word order: is this stretch a garbled form of that name?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from fixprose.knowledge import places
from fixprose.knowledge.gazetteer import Candidate, Gazetteer, Slot, folded
from fixprose.knowledge.gazetteer_entries import Entry
from fixprose.knowledge.gazetteer_words import fold, is_function, stem
from fixprose.knowledge.store import lexicon
from fixprose.text.tokens import Tokens

_SAME, _INFLECTED, _OWN, _SHARED = 1.0, 0.95, 0.85, 0.8  # how well a word fills its place
IN_PLACE = frozenset("landmark museum airport building university park team".split())
"""Kinds whose place is said with "in": at the Great Hall of the People in Beijing."""
_STRICT = frozenset("war event treaty law team company brand region party cup award".split())
"""Kinds whose words also stand together in lower case: the clean air act, the Cuban missile crisis."""
_VAGUE = frozenset("New United States South North West East Middle Latin City of the".split())
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
class _Fit:
    """What a token can be to a name: the best places it can fill, or something beside it."""

    slots: tuple[tuple[float, int, str], ...] = ()  # quality, slot, channels
    place: str = ""
    head: str = ""


class Matcher:
    """Compares stretches of tokens with the names of a gazetteer."""

    def __init__(self, gazetteer: Gazetteer, exonyms: dict[str, str]) -> None:
        """Take the names, and the English names of places by their foreign ones (lower case)."""
        self.gazetteer = gazetteer
        self._exonyms = exonyms
        self._fits: dict[int, dict[str, _Fit]] = {}  # of each name met, what words can be to it

    def find(self, tokens: Tokens, bounds: range, candidate: Candidate) -> list[NameMatch]:
        """Return the names that the candidate's words stand for, the best explanation of each.

        `bounds` are the tokens of the sentence; nothing outside is looked at. The matches do not
        overlap.
        """
        seed = range(
            max(bounds.start, tokens.at(candidate.start)),
            min(bounds.stop, tokens.at(max(candidate.start, candidate.end - 1)) + 1),
        )
        found = [
            match
            for number in candidate.names
            for match in self._matches(number, tokens, bounds, seed)
        ]
        kept: list[NameMatch] = []
        for match in sorted(found, key=_rank, reverse=True):
            if all(match.last <= other.first or other.last <= match.first for other in kept):
                kept.append(match)
        return [
            match
            for match in kept
            if not self._is_right(tokens, match) and not self._is_plural(tokens, match)
        ]

    def is_right(self, tokens: Tokens, candidate: Candidate) -> bool:
        """Tell quickly whether a candidate is just a name as it should be."""
        last = tokens.at(max(candidate.start, candidate.end - 1)) + 1
        words = tokens.texts[tokens.at(candidate.start) : last]
        while words and is_function(words[0].lower()):
            del words[0]
        number = self.gazetteer.right.get(folded(words))
        return number is not None and all(
            word[0].isupper() for word in words if not is_function(word.lower())
        )

    def _matches(
        self, number: int, tokens: Tokens, bounds: range, seed: range
    ) -> Iterator[NameMatch]:
        """Yield what qualifies in each run of words that all belong to the name."""
        at = seed.start
        while at < seed.stop:
            if is_function(tokens.lower[at]) or self._fit(number, tokens.lower[at]) is None:
                at += 1
                continue
            first, last = at, at + 1
            while first > bounds.start and self._belongs(number, tokens, first - 1):
                first -= 1
            while last < bounds.stop and self._belongs(number, tokens, last):
                last += 1
            if match := self._best(number, tokens, bounds, range(first, last)):
                yield match
            at = last + 1

    def _belongs(self, number: int, tokens: Tokens, at: int) -> bool:
        return is_function(tokens.lower[at]) or self._fit(number, tokens.lower[at]) is not None

    def _best(self, number: int, tokens: Tokens, bounds: range, run: range) -> NameMatch | None:
        fits = {
            at: fit
            for at in run
            if not is_function(tokens.lower[at])
            and (fit := self._fit(number, tokens.lower[at])) is not None
        }
        if len(fits) < 2:
            return None
        entry, slots = self.gazetteer.entries[number], self.gazetteer.slots[number]
        longest = 2 * len(entry.name.split()) + 2
        spots, best = list(fits), None
        for low, first in enumerate(spots):
            for last in spots[low + 1 :]:
                if last - first >= longest:
                    break
                match = _judge(entry, slots, tokens, range(first, last + 1), fits)
                if match and (best is None or _rank(match) > _rank(best)):
                    best = match
        if best is None:
            return None
        first, last = _with_doubles(tokens, best, fits)
        if (first, last) != (best.first, best.last):
            best = _judge(entry, slots, tokens, range(first, last), fits) or best
        beside = _without_edges(best, fits)
        if len(beside) != best.last - best.first:
            inner = _judge(entry, slots, tokens, beside, fits)
            if inner is None:
                return None
            headed = bool(best.head) and not inner.head
            best = replace(inner, headed=headed, placed=bool(best.places))
        if _stands_alone(tokens, bounds, best) and _qualifies(best, slots, tokens, bounds):
            return best
        return None

    def _is_right(self, tokens: Tokens, match: NameMatch) -> bool:
        """Tell whether some name stands in the stretch as it should be written."""
        words = [
            tokens.texts[at]
            for at in range(match.first, match.last)
            if tokens.lower[at] not in ("-", "–")
        ]
        for low in range(len(words)):
            for high in range(low + 2, len(words) + 1):
                part = words[low:high]
                number = self.gazetteer.right.get(folded(part))
                if number is None:
                    continue
                right = self.gazetteer.entries[number] if number >= 0 else None
                if len(part) < len(words) and (
                    (right is match.entry and match.us)  # "American Court of …": the rest is right
                    or (right is not match.entry and self._covers(match, part))
                ):
                    continue
                if _is_cased(right, part):
                    return True
        return False

    def _is_plural(self, tokens: Tokens, match: NameMatch) -> bool:
        """Tell whether the stretch is a right form but for the number of a word (State Departments)."""
        if match.damage in (Damage.CASE, Damage.FORM):
            return False
        return self.gazetteer.right_stems.get(tokens.texts[match.first : match.last]) is not None

    def _covers(self, match: NameMatch, part: Sequence[str]) -> bool:
        """Tell whether a shorter right name is only a part of the one that matched."""
        own = _stems(Tokens(match.entry.name))
        return match.share > 0.9 and all(word in own for word in _stems(part))

    def _fit(self, number: int, word: str) -> _Fit | None:
        fits = self._fits.get(number)
        if fits is None:
            fits = self._fits[number] = self._fits_of(number)
        return fits.get(stem(self._exonyms.get(word, word)))

    def _fits_of(self, number: int) -> dict[str, _Fit]:
        """Return what each word, by its stem, can be to a name."""
        entry, slots = self.gazetteer.entries[number], self.gazetteer.slots[number]
        found: dict[str, dict[int, tuple[float, str]]] = {}
        for at, slot in enumerate(slots):
            own = [o for word, os in entry.synonyms.items() if stem(word) == slot.stem for o in os]
            shared = self.gazetteer.synonyms.get(slot.stem, {})
            for word, quality, channels in (
                *((word, _SHARED, " ".join(named)) for word, named in shared.items()),
                *((stem(word), _OWN, "") for word in own),
                (slot.stem, _INFLECTED, ""),
            ):
                found.setdefault(word, {})[at] = (quality, channels)
        fits = {
            word: _Fit(tuple(sorted(((q, at, c) for at, (q, c) in of.items()), reverse=True)))
            for word, of in found.items()
        }
        for head in entry.heads:
            fits.setdefault(stem(head), _Fit(head=head))
        for place in entry.place:
            for word in _parts(place):
                fits.setdefault(word, _Fit(place=place))
        return fits


def _is_cased(entry: Entry | None, words: Sequence[str]) -> bool:
    """Tell whether the words of a right form have their capitals (none are lost)."""
    if all(word[0].isupper() for word in words if not is_function(word.lower())):
        return True
    if entry is None:
        return False
    forms = ([w for w in Tokens(form) if w not in "-–"] for form in (entry.name, *entry.also))
    return any(
        len(form) == len(words)
        and folded(form) == folded(words)
        and all(w[0].isupper() or not f[0].isupper() for w, f in zip(words, form, strict=True))
        for form in forms
    )


def _parts(place: str) -> set[str]:
    """Return the stems that give a place away: "york" but not "new", and its people."""
    words = {stem(part) for part in place.split() if part not in _VAGUE}
    demonym = places.demonym_of(place)
    return words | ({stem(demonym)} if demonym and " " not in demonym else set())


def _judge(
    entry: Entry,
    slots: Sequence[Slot],
    tokens: Tokens,
    span: range,
    fits: dict[int, _Fit],
) -> NameMatch | None:
    """Return how the name is found in the span: each word fills its best place once."""
    filled: dict[int, tuple[float, str]] = {}
    left: list[int] = []
    here = [at for at in span if at in fits]
    for at in sorted(here, key=lambda at: -fits[at].slots[0][0] if fits[at].slots else 1.0):
        for quality, slot, named in fits[at].slots:
            if slot not in filled:
                if quality == _INFLECTED and fold(tokens.texts[at]) == fold(slots[slot].word):
                    quality = _SAME
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
        else:
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
        lower=sum(tokens.texts[at][0].islower() and bool(fits[at].slots) for at in here),
        synonyms=sum(quality < _INFLECTED for quality, _ in filled.values()),
        doubles=doubles,
        places=tuple(dict.fromkeys(anchors)),
        head=heads[0] if heads else "",
        channels=channels,
        us=any(
            slots[at].stem == "us" and quality < _INFLECTED for at, (quality, _) in filled.items()
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
    if any(quality < _INFLECTED for quality, _ in filled.values()):
        return Damage.SYNONYM
    if not more and folded(tokens.texts[at] for at in span) == folded(Tokens(entry.name)):
        return Damage.CASE
    if not more and _stems(tokens.texts[at] for at in span) == _stems(Tokens(entry.name)):
        return Damage.FORM
    return Damage.ORDER


def _stems(words: Iterable[str]) -> list[str]:
    return [stem(word) for word in words if word not in ("-", "–", "'s", "’s")]


def _with_doubles(tokens: Tokens, match: NameMatch, fits: dict[int, _Fit]) -> tuple[int, int]:
    """Return the match's tokens with the doubled words around it: … of the Pekin people."""
    first, last = match.first, match.last
    have = {tokens.lower[at] for at in range(first, last)}
    while True:
        behind = last + 2 if list(tokens.lower[last : last + 2]) == ["of", "the"] else last
        if behind in fits and tokens.lower[behind] in have:
            last = behind + 1
        elif first - 1 in fits and tokens.lower[first - 1] in have:
            first -= 1
        else:
            return first, last


def _without_edges(match: NameMatch, fits: dict[int, _Fit]) -> range:
    """Return the match's tokens without what may stay at its ends, whatever the name becomes.

    That is a head, and the place of a name that has none in it (American, of the United States).
    """
    kept = [
        at
        for at in sorted(fits)
        if match.first <= at < match.last
        and (fits[at].slots or (fits[at].place and match.entry.kind in IN_PLACE))
    ]
    return range(kept[0], kept[-1] + 1)


def _rank(match: NameMatch) -> tuple[float, int]:
    extra = 0.06 * len(match.places) + 0.05 * bool(match.head) - 0.04 * match.doubles
    extra -= 0.004 * (match.last - match.first)
    return (round(match.share + extra, 4), match.capitals)


def _stands_alone(tokens: Tokens, bounds: range, match: NameMatch) -> bool:
    """Tell whether the stretch is not part of a longer name: Fort Worth Museum of Modern Art."""
    before, after = match.first - 1, match.last
    if before > bounds.start or (before == bounds.start and tokens.lower[before] not in _OPENERS):
        word = tokens.texts[before]
        two = " ".join(tokens.texts[max(bounds.start, before - 1) : before + 1])
        if _is_name(word) and before > bounds.start and not _may_stand_beside(word, two):
            return False
    if after >= bounds.stop:
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


def _qualifies(match: NameMatch, slots: Sequence[Slot], tokens: Tokens, bounds: range) -> bool:
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
        if match.lower and match.entry.kind in _STRICT:
            return False
        if len(slots) == 2:
            return capitals >= 2 and not match.doubles
        return not match.lower or bool(match.places) or tokens.texts[match.first][0].isupper()
    if len(slots) == 2 and match.damage is Damage.SYNONYM:
        own = any(fold(other) for others in match.entry.synonyms.values() for other in others)
        return own and not match.channels and capitals >= 2
    if capitals < 1 or len(slots) < 3:
        return False
    if 2 * match.synonyms > len(slots):
        return False
    if match.damage is Damage.SYNONYM:
        return not match.lower or bool(match.places)
    placed = bool(match.places) or match.placed
    if _is_shortened(match, tokens, content) or (not match.named and not match.doubles):
        return False
    if len(slots) > 3 and match.share >= 0.72 and capitals == len(content) and not match.synonyms:
        return True
    signs = match.doubles + 2 * placed + (bool(match.head) or match.headed)
    return signs > 0 and match.share + 0.12 * placed >= (0.6 if placed else 0.68)


def _has_new_plural(match: NameMatch, slots: Sequence[Slot], tokens: Tokens) -> bool:
    """Tell whether a word of the name stands in the plural: the Departments of State and Justice."""
    singular = {slot.stem for slot in slots if fold(slot.word) == slot.stem}
    words = (tokens.texts[at] for at in range(match.first, match.last))
    return any(stem(word) in singular and fold(word) != stem(word) for word in words)


def _is_shortened(match: NameMatch, tokens: Tokens, content: Sequence[int]) -> bool:
    """Tell whether the words are simply the beginning or the end of the name, all as they should be."""
    whole = [word for word in Tokens(match.entry.name) if word[0].isalnum()]
    found = [
        tokens.texts[at] for at in range(match.first, match.last) if tokens.texts[at][0].isalnum()
    ]
    return len(content) > 1 and found in (whole[: len(found)], whole[-len(found) :])


def _lost_case(match: NameMatch, slots: Sequence[Slot], capitals: int, size: int) -> bool:
    casing = match.entry.casing
    if casing == "free" or (not casing and match.entry.kind in _STRICT):
        return False
    if casing == "sure" or (len(slots) > 2 and match.entry.kind == "international-body"):
        return True
    proper = any(not lexicon().tags(slot.word) for slot in slots)
    return 0 < capitals < size or proper
