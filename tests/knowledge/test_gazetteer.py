"""Lists of names are read strictly, and garbled names are found without regard to word order."""

from __future__ import annotations

from pathlib import Path

import pytest

from fixprose.errors import FixproseError
from fixprose.knowledge.bundle import Bundle
from fixprose.knowledge.gazetteer import folded
from fixprose.knowledge.gazetteer_compile import compile_gazetteer
from fixprose.knowledge.gazetteer_entries import Entry
from fixprose.knowledge.gazetteer_evidence import find_name_evidence
from fixprose.knowledge.gazetteer_judge import Damage, NameMatch
from fixprose.knowledge.gazetteer_names import Names
from fixprose.knowledge.gazetteer_read import load_entries
from fixprose.knowledge.store import load_names
from fixprose.text.document import Document
from fixprose.text.tokens import Tokens

BUILT_IN = Path(__file__).parents[2] / "rules" / "names"

SMALL = """\
- kind: landmark
  names:
    - name: the Great Hall of the People
      place: [Beijing, China]
      preposition: at
- kind: agency
  place: United States
  names:
    - the Securities and Exchange Commission (SEC)
    - the Food and Drug Administration (FDA)
- kind: international-body
  names:
    - name: the Shanghai Cooperation Organization (SCO)
      heads: summit
    - name: the North Atlantic Treaty Organization (NATO)
      forms: {fr: [OTAN]}
- channel: any
  words:
    great: [grand, large]
    hall: [palace]
    drug: [medicine]
- right:
    - Food and Medicine Board
"""


@pytest.fixture
def names(tmp_path: Path) -> Names:
    """A gazetteer of a handful of names."""
    (tmp_path / "names.yaml").write_text(SMALL, "utf-8")
    return Names(Bundle(compile_gazetteer(tmp_path)))


@pytest.fixture(scope="module")
def built_in() -> Names:
    """The gazetteer that users have."""
    return load_names()


def found(names: Names, text: str) -> list[NameMatch]:
    return [match for block in Document(text).blocks for match in names.find_garbled(block)]


@pytest.mark.parametrize(
    ("text", "damage"),
    [
        ("He spoke at the Great People Hall in Beijing.", Damage.ORDER),
        ("He spoke in the great Beijing people hall.", Damage.ORDER),
        ("He spoke in the Grand Hall of the People.", Damage.SYNONYM),
        ("He spoke in the great people of the Beijing people.", Damage.LOST),
        ("Lawyers of the Commission of Securities and Exchanges agreed.", Damage.ORDER),
        ("Doctors asked the Food and Medicines Administration.", Damage.SYNONYM),
        ("They met at the Shanghai cooperation organization.", Damage.CASE),
        ("They met at the Shanghai cooperation summit.", Damage.LOST),
    ],
)
def test_a_garbled_name_is_found_whatever_happened_to_it(
    names: Names, text: str, damage: Damage
) -> None:
    matches = found(names, text)
    assert [match.damage for match in matches] == [damage]


@pytest.mark.parametrize(
    "text",
    [
        "He spoke at the Great Hall of the People in Beijing.",
        "The great people of Beijing cheered.",
        "The Securities & Exchange Commission sued.",
        "The commission looked at securities and at an exchange.",
        "The Food and Medicine Board met.",
        "The Fort Worth Food and Drugs Administration met.",
        "THE SHANGHAI COOPERATION ORGANIZATION",
        "The Shanghai Cooperation Organisation met.",
        "Cooperation of Shanghai with other cities is close.",
    ],
)
def test_right_names_and_plain_words_are_left_alone(names: Names, text: str) -> None:
    assert found(names, text) == []


def test_a_name_that_is_part_of_a_longer_one_is_left_alone(names: Names) -> None:
    assert found(names, "The Commission of Securities and Exchanges of Brazil met.") == []


def test_foreign_forms_count_as_evidence_and_name_the_pivot(built_in: Names) -> None:
    text = "Poutine flew from Moscou to Londres, and the OTAN watched."
    evidence = list(find_name_evidence(Document(text), built_in))
    assert sum(piece.weight for piece in evidence) > 4
    assert {"fr"} <= {piece.pivot for piece in evidence}


def test_right_names_are_no_evidence(built_in: Names) -> None:
    text = "Putin flew from Moscow to London, and NATO watched the United Nations."
    assert list(find_name_evidence(Document(text), built_in)) == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("- kind: agency\n  name: [X]\n", "unknown key “name”; did you mean “names”?"),
        ("- kind: agancy\n  names: [the X Y]\n", "unknown kind “agancy”; did you mean “agency”?"),
        ("- kind: agency\n", "“names” is missing"),
        ("- kind: agency\n  names:\n    - nam: X\n", "unknown key “nam”; did you mean “name”?"),
        ("- kind: agency\n  certainty: safe\n  names: [X]\n", "certainty “safe”"),
        ("- kind: agency\n  names: [the X Y, the X Y]\n", "is already in"),
        ("names: [X]\n", "a list of groups"),
        ("- kind: agency\n  names: {X: Y}\n", "“names” must be a list"),
        ("- kind: agency\n  names:\n    - {name: X Y, garbles: {fr: [X Y]}}\n", "both right"),
        ("- kind: agency\n  names:\n    - {name: X, synonyms: {other: [Y]}}\n", "is not in “X”"),
        ("- kind: [\n", "not YAML"),
    ],
)
def test_a_bad_list_is_refused_with_file_and_line(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "bad.yaml"
    path.write_text(text, "utf-8")
    with pytest.raises(FixproseError) as caught:
        load_entries(tmp_path)
    assert message in str(caught.value)
    assert str(caught.value).startswith(f"{path}:")


def test_an_entry_survives_being_plain_data() -> None:
    entry = Entry(name="X Y", kind="agency", place=("Z",), garbles={"fr": ("Y X",)}, article=True)
    assert Entry.from_dict(entry.to_dict()) == entry


def test_style_does_not_make_a_name_wrong() -> None:
    assert folded(Tokens("World Health Organisation")) == folded(
        Tokens("World Health Organization")
    )
    assert folded(Tokens("Asia-Pacific")) == folded(Tokens("Asia Pacific"))


def test_the_built_in_lists_are_as_large_as_promised() -> None:
    entries = load_entries(BUILT_IN).entries
    assert len(entries) >= 2000
    assert sum(entry.kind == "person" for entry in entries) >= 400


def test_no_right_form_of_one_entry_is_a_wrong_one_of_another() -> None:
    entries = load_entries(BUILT_IN).entries
    right = {form for entry in entries for form in (entry.name, *entry.also, *entry.acronym)}
    clashes = [
        (entry.where, form)
        for entry in entries
        if entry.kind != "person"
        for table in (entry.forms, entry.garbles)
        for forms in table.values()
        for form in forms
        if form in right and len(form) > 3
    ]
    assert clashes == []
