"""Matching a name without regard to word order: is this stretch a garbled form of that name?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from fixprose.knowledge import places
from fixprose.knowledge.bundle import Table
from fixprose.knowledge.gazetteer import Candidate, Gazetteer, folded
from fixprose.knowledge.gazetteer_entries import Entry
from fixprose.knowledge.gazetteer_judge import (
    IN_PLACE,
    INFLECTED,
    OWN,
    SHARED,
    Damage,
    Fit,
    NameMatch,
    judge,
    qualifies,
    rank,
    stands_alone,
    stems,
)
from fixprose.knowledge.gazetteer_words import is_function, stem
from fixprose.text.tokens import Tokens

_VAGUE = frozenset("New United States South North West East Middle Latin City of the".split())
_WORDS = 65536  # remembered
_VOUCHED = 0.3  # the share of a name that an abbreviation beside it can vouch for


class Matcher:
    """Compares stretches of tokens with the names of a gazetteer."""

    def __init__(self, gazetteer: Gazetteer, exonyms: Table) -> None:
        """Take the names, and the English names of places by their foreign ones (lower case)."""
        self.gazetteer = gazetteer
        self._stem = lru_cache(_WORDS)(lambda word: stem(exonyms.get(word) or word))
        self._fits: dict[int, dict[str, Fit]] = {}  # of each name met, what words can be to it

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
        for match in sorted(found, key=rank, reverse=True):
            if all(match.last <= other.first or other.last <= match.first for other in kept):
                kept.append(match)
        return [
            match
            for match in kept
            if not self._is_right(tokens, match)
            and not self._is_plural(tokens, match)
            and not self._is_part(tokens, bounds, match)
        ]

    def find_named(
        self, tokens: Tokens, bounds: range, bracket: int, numbers: Iterable[int]
    ) -> NameMatch | None:
        """Return what stands before an abbreviation in brackets, if it is its name, garbled.

        `bracket` is the token "("; `numbers` are the names that have the abbreviation. Little of
        the name is enough, since the abbreviation vouches for it.
        """
        found: NameMatch | None = None
        for number in numbers:
            first = bracket
            while first > bounds.start and self._belongs(number, tokens, first - 1):
                first -= 1
            fits = self._fits_in(number, tokens, range(first, bracket))
            entry, slots = self.gazetteer.entries[number], self.gazetteer.slots[number]
            for start in fits:
                match = judge(entry, slots, tokens, range(start, bracket), fits)
                if match and (found is None or rank(match) > rank(found)):
                    found = match
        if found is None or found.share < _VOUCHED or not found.named:
            return None
        if not stands_alone(tokens, range(bounds.start, bracket), found):
            return None
        right = self.gazetteer.right.get(folded(tokens.texts[found.first : bracket]))
        return None if right is not None or self._is_right(tokens, found) else found

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
        fits = self._fits_in(number, tokens, run)
        if len(fits) < 2:
            return None
        entry, slots = self.gazetteer.entries[number], self.gazetteer.slots[number]
        longest = 2 * len(entry.name.split()) + 2
        spots, best = list(fits), None
        for low, first in enumerate(spots):
            for last in spots[low + 1 :]:
                if last - first >= longest:
                    break
                match = judge(entry, slots, tokens, range(first, last + 1), fits)
                if match and (best is None or rank(match) > rank(best)):
                    best = match
        if best is None:
            return None
        first, last = _with_doubles(tokens, best, fits)
        if (first, last) != (best.first, best.last):
            best = judge(entry, slots, tokens, range(first, last), fits) or best
        beside = _without_edges(best, fits)
        if len(beside) != best.last - best.first:
            inner = judge(entry, slots, tokens, beside, fits)
            if inner is None:
                return None
            headed = bool(best.head) and not inner.head
            best = replace(inner, headed=headed, placed=bool(best.places))
        if stands_alone(tokens, bounds, best) and qualifies(best, slots, tokens, bounds):
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
                    or folded(part) in map(str.lower, match.entry.place)
                ):
                    continue
                if _is_cased(right, part):
                    return True
        return False

    def _is_part(self, tokens: Tokens, bounds: range, match: NameMatch) -> bool:
        """Tell whether the stretch is only a part of a longer name that is as it should be."""
        for low in range(max(bounds.start, match.first - 4), match.first + 1):
            for high in range(match.last, min(bounds.stop, match.last + 4) + 1):
                if high - low == match.last - match.first:
                    continue
                words = tokens.texts[low:high]
                number = self.gazetteer.right.get(folded(words))
                if number is None:
                    continue
                right = self.gazetteer.entries[number] if number >= 0 else None
                if _is_cased(right, words):
                    return True
        return False

    def _is_plural(self, tokens: Tokens, match: NameMatch) -> bool:
        """Tell whether only the number of a word is not as in a right form: State Departments."""
        if match.damage in (Damage.CASE, Damage.FORM):
            return False
        return self.gazetteer.is_right_but_for_number(tokens.texts[match.first : match.last])

    def _covers(self, match: NameMatch, part: Sequence[str]) -> bool:
        """Tell whether a shorter right name is only a part of the one that matched."""
        own = stems(Tokens(match.entry.name))
        return match.share > 0.9 and all(word in own for word in stems(part))

    def _fit(self, number: int, word: str) -> Fit | None:
        fits = self._fits.get(number)
        if fits is None:
            fits = self._fits[number] = self._fits_of(number)
        return fits.get(self._stem(word))

    def _fits_in(self, number: int, tokens: Tokens, run: range) -> dict[int, Fit]:
        return {
            at: fit
            for at in run
            if not is_function(tokens.lower[at])
            and (fit := self._fit(number, tokens.lower[at])) is not None
        }

    def _fits_of(self, number: int) -> dict[str, Fit]:
        """Return what each word, by its stem, can be to a name."""
        entry, slots = self.gazetteer.entries[number], self.gazetteer.slots[number]
        found: dict[str, dict[int, tuple[float, str]]] = {}
        for at, slot in enumerate(slots):
            own = [o for word, os in entry.synonyms.items() if stem(word) == slot.stem for o in os]
            shared = self.gazetteer.synonyms.get(slot.stem) or {}
            for word, quality, channels in (
                *((word, SHARED, " ".join(named)) for word, named in shared.items()),
                *((stem(word), OWN, "") for word in own),
                (slot.stem, INFLECTED, ""),
            ):
                found.setdefault(word, {})[at] = (quality, channels)
        fits = {
            word: Fit(tuple(sorted(((q, at, c) for at, (q, c) in of.items()), reverse=True)))
            for word, of in found.items()
        }
        for head in entry.heads:
            fits.setdefault(stem(head), Fit(head=head))
        for place in entry.place:
            for word in _parts(place):
                fits.setdefault(word, Fit(place=place))
            if any(part not in _VAGUE for part in place.split()):
                for word in place.split():
                    fits.setdefault(stem(word), Fit(filler=True))
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


def _with_doubles(tokens: Tokens, match: NameMatch, fits: dict[int, Fit]) -> tuple[int, int]:
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


def _without_edges(match: NameMatch, fits: dict[int, Fit]) -> range:
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
