"""Compiled packs on disk: built into the wheel, or made when a source checkout or a user's changes.

A compiled pack is a bundle of the records of rules, their variants, and by word of the text the
variants that it is the anchor of. Files are compiled one by one and remembered by their content, so
a change costs its own file.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fixprose.errors import FixproseError
from fixprose.knowledge.bundle import Bundle, bundled, encoded
from fixprose.knowledge.cards import FILE as CARDS_FILE
from fixprose.knowledge.index import RuleIndex
from fixprose.knowledge.lexicon import FILE as LEXICON_FILE
from fixprose.knowledge.lexicon import Lexicon

if TYPE_CHECKING:
    from fixprose.knowledge.gazetteer_names import Names
    from fixprose.knowledge.senses import Senses

FORMAT = 9
PACK_FILE = "packs.bundle"
NAMES_FILE = "names.bundle"
SENSES_FILE = "senses.bundle"
_Rule = tuple[dict[str, Any], list[tuple[Any, ...]], int]  # record, variants, line in its file
_Posts = list[tuple[int, int, int]]
_Anchors = dict[str, tuple[_Posts, dict[str, _Posts]]]  # by word; the pairs by the word before
_PACKAGE = Path(str(resources.files("fixprose")))
_CHECKOUT = _PACKAGE.parent.parent / "rules"


def load_file(path: Path, folder: Path) -> RuleIndex:
    """Return the rules of one file below `folder` alone. Raises PackError."""
    return RuleIndex([Bundle(_assembled(_compile_file(path, folder, None), folder))], lexicon())


def load_rules(folders: Iterable[str] = ()) -> RuleIndex:
    """Return the built-in rules and those of the user's pack folders.

    Raises PackError for a pack that cannot be used, FixproseError for a folder that is not there.
    """
    packs = [_builtin()]
    for name in folders:
        folder = Path(name)
        if not folder.is_dir():
            raise FixproseError(f"{name}: no such folder of packs")
        packs.append(_packs(folder, _cache_folder() / f"user-{_digest(str(folder.resolve()))}"))
    return RuleIndex(packs, lexicon())


def load_names() -> Names:
    """Return the built-in names. Raises FixproseError when their files cannot be used."""
    from fixprose.knowledge.gazetteer_names import Names

    if rules_folder() is None:
        return Names(_shipped(NAMES_FILE))
    folder, mark = _CHECKOUT / "names", _names_mark()
    return Names(_current(_data_folder() / NAMES_FILE, mark, lambda: _compile_names(folder, mark)))


def _compile_names(folder: Path, mark: str = "") -> bytes:
    from fixprose.knowledge.gazetteer_compile import compile_gazetteer

    return compile_gazetteer(folder, mark)


def _names_mark() -> str:
    here = Path(__file__).parent
    names = ("bundle.py", "phrases.py", "sounds.py")
    code = [*(here / name for name in names), *sorted(here.glob("gazetteer*.py"))]
    files = [*code, *sorted((here / "data").glob("*.tsv"))]
    return _digest("\n".join([_stats(*files), *_marks(str(_CHECKOUT / "names"), "")]))


def _stats(*files: Path) -> str:
    """Return a mark of files by their place, size and time."""
    return _digest("\n".join(f"{p} {(s := p.stat()).st_size} {s.st_mtime_ns}" for p in files))


def load_senses() -> Senses:
    """Return the lexicons of the pivots. Raises FixproseError when their files cannot be used."""
    from fixprose.knowledge.senses import Senses, compile_lexicons, lexicon_files

    if rules_folder() is None:
        return Senses(_shipped(SENSES_FILE))
    here = Path(__file__).parent
    mark = _stats(here / "bundle.py", here / "senses.py", *lexicon_files(_CHECKOUT))
    place = _data_folder() / SENSES_FILE
    return Senses(_current(place, mark, lambda: compile_lexicons(_CHECKOUT, mark)))


@cache
def lexicon() -> Lexicon:
    """Return the table of parts of speech."""
    path = _data_folder() / LEXICON_FILE
    if not path.is_file():
        from fixprose.knowledge.lexicon import build_lexicon

        _write(path, build_lexicon())
    return Lexicon(Bundle.open(path))


def rules_folder() -> Path | None:
    """Return the `rules/` folder of a source checkout, or None in an installed package."""
    return _CHECKOUT if _CHECKOUT.is_dir() else None


def build(rules: Path, target: Path) -> None:
    """Compile rules, names and lexicons into the folder `target`; what the wheel carries.

    Raises PackError when a pack cannot be used.
    """
    from fixprose.knowledge.lexicon import build_lexicon
    from fixprose.knowledge.senses import compile_lexicons

    _write(target / PACK_FILE, compile_folder(rules, None))
    _write(target / NAMES_FILE, _compile_names(rules / "names"))
    _write(target / SENSES_FILE, compile_lexicons(rules))
    _write(target / LEXICON_FILE, build_lexicon())


def compile_folder(folder: Path, cache_folder: Path | None) -> bytes:
    """Compile all packs below `folder` to one bundle.

    Raises PackError naming every bad place.
    """
    from fixprose.knowledge.packs import PackError, pack_files

    problems: list[str] = []
    compiled: list[_Rule] = []
    ids: dict[str, str] = {}
    for path in pack_files(folder):
        try:
            rules = _compile_file(path, folder, cache_folder)
        except PackError as error:
            problems += error.problems
            continue
        for record, _, line in rules:
            place = f"{path}:{line}"
            name = record["id"]
            if name in ids:
                problems.append(f"{place}: id {name} is taken already ({ids[name]})")
            ids[name] = place
        compiled += rules
    if problems:
        raise PackError(problems)
    return _assembled(compiled, folder)


def _assembled(compiled: list[_Rule], folder: Path) -> bytes:
    from fixprose.knowledge.cards import Card, read_cards
    from fixprose.knowledge.packs import read_never

    cards = read_cards(folder)
    for record, _, _ in compiled:
        if record["certainty"] == "sure" and cards.get(record["id"], Card()).doubts:
            record["certainty"] = "likely"
    anchors: dict[str, _Anchors] = {"anchors": {}, "weak": {}}
    rows: list[tuple[Any, ...]] = []
    for number, (record, variants, _) in enumerate(compiled):
        table = anchors["weak" if record["certainty"] == "weak" else "anchors"]
        for place, (pattern, fix, guards, needs, words, low, high) in enumerate(variants):
            for anchor in dict.fromkeys(words):
                before, _, word = anchor.rpartition(" ")
                alone, pairs = table.setdefault(word, ([], {}))
                posts = pairs.setdefault(before, []) if before else alone
                posts.append((len(rows), low, high))
            rows.append((number, place, guards, encoded((pattern, fix, needs))))
    meta = {
        "fingerprint": _fingerprint(folder),
        "hash": _hash(compiled),
        "never": [phrase for phrase, _ in read_never(folder)],
        "demoted": [rule for rule, card in cards.items() if card.demotes],
        "trial": [record["id"] for record, _, _ in compiled if record["trial"]],
    }
    records = [record for record, _, _ in compiled]
    return bundled(meta, rows={"rules": records, "variants": rows}, tables=anchors)


def _hash(compiled: list[_Rule]) -> str:
    """Return a mark of what rules say, wherever and in whatever order of sets it was compiled."""
    found = hashlib.sha256()
    for record, variants, _ in compiled:
        found.update(json.dumps([record, variants], ensure_ascii=False, default=sorted).encode())
    return found.hexdigest()[:16]


def _compile_file(path: Path, folder: Path, cache_folder: Path | None) -> list[_Rule]:
    from fixprose.knowledge.compiler import compile_rule
    from fixprose.knowledge.packs import PackError, pivot_of, read_file
    from fixprose.knowledge.pattern import PatternError

    place = None
    if cache_folder is not None:
        key = f"{FORMAT} {_code_digest()} {pivot_of(path, folder)} {path}\n".encode()
        place = cache_folder / f"{hashlib.sha256(key + path.read_bytes()).hexdigest()[:24]}.bundle"
        if place.is_file():
            return list(Bundle.open(place).rows("rules"))
    rules: list[_Rule] = []
    problems = []
    for rule in read_file(path, folder):
        try:
            record, variants = compile_rule(rule)
        except PatternError as error:
            problems.append(f"{path}:{rule.line}: rule {rule.id}: {error}")
            continue
        rules.append((record, list(map(tuple, variants)), rule.line))
    if problems:
        raise PackError(problems)
    if place is not None:
        _write(place, bundled({}, rows={"rules": rules}))
    return rules


def _builtin() -> Bundle:
    return _shipped(PACK_FILE) if rules_folder() is None else _packs(_CHECKOUT, _data_folder())


def _shipped(name: str) -> Bundle:
    path = _PACKAGE / "_data" / name
    if not path.is_file():
        raise FixproseError("the installation has no compiled rules: install fixprose again")
    return Bundle.open(path)


def _packs(folder: Path, cache_folder: Path) -> Bundle:
    """Return the compiled packs of a folder, compiling what has changed since the last time."""
    return _current(
        cache_folder / PACK_FILE,
        _fingerprint(folder),
        lambda: compile_folder(folder, cache_folder / "files"),
    )


def _current(path: Path, mark: str, compiled: Callable[[], bytes]) -> Bundle:
    """Return the bundle in a file, made anew where its fingerprint is not `mark`."""
    with suppress(FileNotFoundError, ValueError):
        found = Bundle.open(path)
        if found.meta["fingerprint"] == mark:
            return found
    data = compiled()
    _write(path, data)
    return Bundle(data)


def _fingerprint(folder: Path) -> str:
    return _digest("\n".join([f"{FORMAT} {_code_digest()}", *_marks(str(folder), "")]))


def _marks(folder: str, place: str) -> Iterator[str]:
    """Yield place, size and time of each file that makes up a folder of packs, in order."""
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda entry: entry.name):
            if entry.name.endswith(".yaml") or (entry.name == CARDS_FILE and not place):
                stat = entry.stat()
                yield f"{place}{entry.name} {stat.st_size} {stat.st_mtime_ns}"
            elif entry.name != "names" and entry.is_dir():
                yield from _marks(entry.path, f"{place}{entry.name}/")


@cache
def _code_digest() -> str:
    """Return a mark of the code that compiles, so that its changes compile anew."""
    here = Path(__file__).parent
    names = ("pattern.py", "compiler.py", "inflection.py", "packs.py", "store.py", "bundle.py")
    return _digest("".join(str((here / name).stat().st_mtime_ns) for name in names))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


@cache
def _data_folder() -> Path:
    """Return where compiled data lies: in the package if that can be written, else in the cache."""
    inside = _PACKAGE / "_data"
    if rules_folder() is None or os.access(_PACKAGE, os.W_OK):
        return inside
    return _cache_folder()


def _cache_folder() -> Path:
    from platformdirs import user_cache_path

    return user_cache_path("fixprose")


def _write(path: Path, data: bytes) -> None:
    """Write a file whole or not at all; two processes may do it at once."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    draft.write_bytes(data)
    try:
        os.replace(draft, path)
    except PermissionError:  # Windows, where another process reads it: next time, then
        draft.unlink()
