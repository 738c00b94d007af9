"""Lexicons of pivots: how they are read, and what the shipped ones promise."""

from __future__ import annotations

from pathlib import Path

import pytest
from wordfreq import zipf_frequency

from fixprose.knowledge import store
from fixprose.knowledge.bundle import Bundle
from fixprose.knowledge.packs import PackError
from fixprose.knowledge.senses import (
    Headword,
    Senses,
    compile_lexicons,
    lexicon_files,
    read_headwords,
)

RULES = store.rules_folder()
assert RULES is not None
FILES = lexicon_files(RULES)


def write(folder: Path, text: str, pivot: str = "fr", name: str = "words") -> Path:
    path = folder / "pivot" / pivot / "lexicon" / f"{name}.tsv"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_it_is_asked_by_the_english_sense(tmp_path: Path) -> None:
    """Every headword that has it is returned, of that pivot and part of speech only."""
    write(
        tmp_path,
        "# comment\ntarif\tn\tprice; tariff\nprix\tn\tprice; prize\npayer\tv\tpay; price\n",
    )
    write(tmp_path, "Preis\tn\tprice; prize\n", "de")
    senses = Senses(Bundle(compile_lexicons(tmp_path)))
    assert senses.pivots == ("de", "fr")
    assert senses.headwords("fr", "n", "price") == (
        Headword("tarif", "n", ("price", "tariff")),
        Headword("prix", "n", ("price", "prize")),
    )
    assert senses.headwords("fr", "n", "prices") == ()
    assert senses.headwords("xx", "n", "price") == ()


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("tarif\tn", "a line of a lexicon is headword, part of speech, senses"),
        ("tarif\tx\tprice; tariff", "x: no part of speech"),
        ("tarif\tn\tprice", "tarif: a headword has two to 6 senses"),
        ("tarif\tn\tprice; tariff; price", "tarif: a sense stands twice"),
        ("tarif\tn\tprice;  tariff", "tarif: an empty sense, or a space too many"),
    ],
)
def test_bad_lines_are_named(tmp_path: Path, line: str, problem: str) -> None:
    """With file, line and what is wrong."""
    path = write(tmp_path, f"# comment\n{line}\n")
    with pytest.raises(PackError) as caught:
        list(read_headwords(path))
    assert caught.value.problems[0].startswith(f"{path}:2: {problem}")


def test_a_headword_stands_once(tmp_path: Path) -> None:
    """In all files of a pivot; as another part of speech it may stand again."""
    write(tmp_path, "est\tn\teast; estate\nest\tv\tis; east\n")
    second = write(tmp_path, "est\tn\teast; is\n", name="zz")
    with pytest.raises(PackError, match=f"{second}: est \\(n\\) stands twice"):
        compile_lexicons(tmp_path)


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.parent.name}/{path.name}")
def test_shipped_lexicons_are_sound(path: Path) -> None:
    """Sorted; senses are English, but for the literal one; none is another's British spelling."""
    headwords = list(read_headwords(path))
    rows = [(one.word, one.part) for one in headwords]
    assert rows == sorted(rows)
    known = store.lexicon().tags
    strange = [
        f"{one.word}: {sense}"
        for one in headwords
        for sense in one.senses[:-1]
        for word in sense.replace("-", " ").replace("'s", "").replace("'", "").split()
        if not known(word) and not zipf_frequency(word, "en")
    ]
    assert strange == [], strange
    alike = [
        f"{one.word}: {sense}"
        for one in headwords
        for sense in one.senses
        if _american(sense) != sense and _american(sense) in one.senses
    ]
    assert alike == [], alike


def _american(sense: str) -> str:
    return sense.replace("our", "or").replace("isation", "ization").replace("ise", "ize")
