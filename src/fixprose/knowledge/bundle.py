"""Bundles: the file format of compiled knowledge, of which only what a text needs is decoded.

A bundle holds named sections of rows. A row is any plain value (numbers, texts, tuples, dicts,
frozen sets) in Python's marshal format, version 4, which every Python since 3.4 reads; opening a
bundle decodes its table of contents, whatever its size. Bundles are read from the package and the
user's own cache only, never from a pack: marshal is not made for strangers.
"""

from __future__ import annotations

import marshal
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from mmap import ACCESS_READ, mmap
from pathlib import Path
from struct import Struct, pack
from typing import Any

_MARSHAL = 4
_HEAD = Struct("<I")
_BOUNDS = Struct("<II")
_NUMBER = 4  # bytes of an offset


class Bundle:
    """A compiled file in memory. `meta` is its only part that is decoded at once."""

    def __init__(self, data: bytes | mmap) -> None:
        """Take what `bundled` gave. Raises ValueError for anything else."""
        whole = memoryview(data)
        try:
            head = _HEAD.unpack_from(whole)[0] + _HEAD.size
            self.meta, self._places = marshal.loads(whole[_HEAD.size : head])
        except Exception as error:
            raise ValueError(f"not a bundle: {error}") from None
        self._data = whole[head:]

    @classmethod
    def open(cls, path: Path) -> Bundle:
        """Return the bundle in a file; only what is asked for is ever read from it.

        Raises OSError where it cannot be opened, ValueError where it is no bundle.
        """
        with path.open("rb") as file:
            return cls(mmap(file.fileno(), 0, access=ACCESS_READ))

    def rows(self, section: str) -> Rows:
        """Return the rows of a section by number."""
        return Rows(self._section(section))

    def table(self, section: str) -> Table:
        """Return the rows of a section by word."""
        return Table(self._section(section + ".words"), self._section(section))

    def _section(self, name: str) -> memoryview:
        start, end = self._places[name]
        return self._data[start:end]


class Rows(Sequence[Any]):
    """Numbered rows, each decoded whenever it is asked for."""

    def __init__(self, data: memoryview) -> None:
        self._data = data
        self._size: int = _HEAD.unpack_from(data)[0]

    def __len__(self) -> int:
        return self._size

    def __getitem__(self, number: Any) -> Any:
        return decoded(self.raw(number))

    def raw(self, number: int) -> memoryview:
        """Return the bytes of a row. Raises IndexError."""
        if not 0 <= number < self._size:
            raise IndexError(number)
        start, end = _BOUNDS.unpack_from(self._data, _NUMBER * (number + 1))
        return self._data[start:end]


class Table:
    """Rows that are found by a word, by bisection.

    >>> bundle = Bundle(bundled({}, tables={"sizes": {"flea": 2, "elephant": 3000}}))
    >>> bundle.table("sizes").get("elephant"), bundle.table("sizes").get("whale")
    (3000, None)
    """

    def __init__(self, words: memoryview, rows: memoryview) -> None:
        self._words = Rows(words)
        self._rows = Rows(rows)

    def __len__(self) -> int:
        return len(self._rows)

    def __contains__(self, word: str) -> bool:
        return self._find(word) is not None

    def get(self, word: str) -> Any:
        """Return the row of a word, None where it has none."""
        at = self._find(word)
        return None if at is None else self._rows[at]

    def items(self) -> Iterator[tuple[str, Any]]:
        """Yield every word with its row, in order."""
        for at in range(len(self)):
            yield bytes(self._words.raw(at)).decode(), self._rows[at]

    def _find(self, word: str) -> int | None:
        key, raw = word.encode(), self._words.raw
        low, high = 0, len(self)
        while low < high:
            middle = (low + high) // 2
            if bytes(raw(middle)) < key:
                low = middle + 1
            else:
                high = middle
        return low if low < len(self) and raw(low) == key else None


def bundled(
    meta: Mapping[str, Any],
    *,
    rows: Mapping[str, Iterable[Any]] | None = None,
    tables: Mapping[str, Mapping[str, Any]] | None = None,
) -> bytes:
    """Return the bytes of a bundle: `meta`, sections of numbered rows, and tables by word."""
    sections = {name: _joined(map(encoded, found)) for name, found in (rows or {}).items()}
    for name, table in (tables or {}).items():
        words = sorted((word.encode(), word) for word in table)
        sections[f"{name}.words"] = _joined(key for key, _ in words)
        sections[name] = _joined(encoded(table[word]) for _, word in words)
    ends = list(accumulate(map(len, sections.values())))
    places = dict(zip(sections, zip([0, *ends], ends, strict=False), strict=True))
    head = encoded((dict(meta), places))
    return b"".join((_HEAD.pack(len(head)), head, *sections.values()))


def encoded(value: Any) -> bytes:
    """Return a plain value as bytes, for a part of a row that is decoded apart."""
    return marshal.dumps(_once(value, {}), _MARSHAL)


def decoded(data: bytes | memoryview) -> Any:
    """Return the value that was `encoded`."""
    return marshal.loads(data)


def _once(value: Any, seen: dict[Any, Any]) -> Any:
    """Return a value in which equal texts and sets are one object, so that each is written once."""
    if isinstance(value, dict):
        return {_once(key, seen): _once(inner, seen) for key, inner in value.items()}
    if isinstance(value, (tuple, list)):
        return type(value)(_once(inner, seen) for inner in value)
    if isinstance(value, frozenset):
        return seen.get(value) or seen.setdefault(value, frozenset(_once(v, seen) for v in value))
    return seen.setdefault(value, value) if isinstance(value, str) else value


def _joined(rows: Iterable[bytes]) -> bytes:
    """Return rows behind their number and their bounds (offsets in the section)."""
    found = list(rows)
    bounds = accumulate(map(len, found), initial=_NUMBER * (len(found) + 2))
    return pack(f"<{len(found) + 2}I", len(found), *bounds) + b"".join(found)
