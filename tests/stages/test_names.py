"""The names stage restores garbled names, and leaves right ones alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from fixprose.edits import Edit, Safety
from fixprose.evidence.diagnosis import Diagnosis
from fixprose.knowledge.gazetteer_read import load_entries
from fixprose.knowledge.store import load_names
from fixprose.stages.names import NamesPass
from fixprose.text.document import Document

GARBLED = Diagnosis(0.97, "fr")
CLEAN = Diagnosis(0.03)
SHOWN = 0.5  # less sure edits are refused


@pytest.fixture(scope="module")
def stage() -> NamesPass:
    return NamesPass(load_names())


def fixed(stage: NamesPass, text: str, diagnosis: Diagnosis = GARBLED) -> str:
    """Apply the surest of the edits that overlap, as the engine does."""
    kept: list[Edit] = []
    edits = [edit for edit in stage.propose(Document(text), diagnosis) if edit.confidence >= SHOWN]
    for edit in sorted(edits, key=lambda edit: (-edit.confidence, -len(edit.matched))):
        if not any(edit.span.overlaps(other.span) for other in kept):
            kept.append(edit)
    for edit in sorted(kept, key=lambda edit: -edit.span.start):
        text = text[: edit.span.start] + edit.replacement + text[edit.span.end :]
    return text


@pytest.mark.parametrize(
    ("garbled", "right"),
    [
        # institutions
        (
            "The ministers met in the great people of the Pekin people, in China.",
            "The ministers met at the Great Hall of the People in Beijing, China.",
        ),
        (
            "They gathered, to the great Beijing people hall on Monday.",
            "They gathered, at the Great Hall of the People in Beijing on Monday.",
        ),
        (
            "She teaches at the University of Political Science and Shanghai Law.",
            "She teaches at the Shanghai University of Political Science and Law.",
        ),
        (
            "A report of the Economic Cooperation Group in Asia-Pacific says so.",
            "A report of the Asia-Pacific Economic Cooperation group says so.",
        ),
        (
            "The Dow Jones Industrial Common fell.",
            "The Dow Jones Industrial Average fell.",
        ),
        (
            "The Division of Executive Potency (DOGE) cut jobs.",
            "The Department of Government Efficiency (DOGE) cut jobs.",
        ),
        (
            "The American Court of International Trade ruled.",
            "The U.S. Court of International Trade ruled.",
        ),
        ("The Central European Bank raised rates.", "The European Central Bank raised rates."),
        # places
        ("He flew from Londres to Moscou.", "He flew from London to Moscow."),
        ("She lives in the États-Unis.", "She lives in the United States."),
        ("She moved to États-Unis.", "She moved to the United States."),
        ("PÉKIN (AFP) - It rained.", "BEIJING (AFP) - It rained."),
        ("The OTAN and the ONU agreed.", "NATO and the UN agreed."),
        ("The OTAN summit began.", "The NATO summit began."),
        ("He saw Joe biden in Los angeles.", "He saw Joe Biden in Los Angeles."),
        # people
        (
            "President Donald prevails over the tariffs on steel were late.",
            "President Donald Trump's tariffs on steel were late.",
        ),
        (
            "President Donald asset has promised more.",
            "President Donald Trump has promised more.",
        ),
        (
            "President Donald said no. Trump left.",
            "President Donald Trump said no. Trump left.",
        ),
        ("Apple CEO Tim cook spoke.", "Apple CEO Tim Cook spoke."),
        ("Chaos followed Trumps tariffs.", "Chaos followed Trump's tariffs."),
        ("Vladimir Poutine came.", "Vladimir Putin came."),
        (
            "Jair Bolsonoro lost, and Bolsonoro left.",
            "Jair Bolsonaro lost, and Bolsonaro left.",
        ),
        (
            "Xi Jinping came. On Monday, XI spoke.",
            "Xi Jinping came. On Monday, Xi spoke.",
        ),
        # titles
        (
            "He met President Mongol Khurelsukh Ukhnaa.",
            "He met Mongolian President Khurelsukh Ukhnaa.",
        ),
        (
            "The Prime Minister British Keir Starmer left.",
            "British Prime Minister Keir Starmer left.",
        ),
        # capitals
        ("She posted it on instagram and Tiktok.", "She posted it on Instagram and TikTok."),
        ("The ukrainian army left russia.", "The Ukrainian army left Russia."),
        (
            "The IEEPA is a law; the IEPA gives power.",
            "The IEEPA is a law; the IEEPA gives power.",
        ),
        (
            "Voters of the Conservatives left; the conservatives lost.",
            "Voters of the Conservatives left; the Conservatives lost.",
        ),
    ],
)
def test_a_garbled_name_is_restored(stage: NamesPass, garbled: str, right: str) -> None:
    assert fixed(stage, garbled) == right


@pytest.mark.parametrize(
    "text",
    [
        "The Great Hall of the People stands in Beijing, in the heart of China.",
        "The Securities and Exchange Commission and the Bank of England agreed.",
        "The University of Oxford and Oxford University are one and the same.",
        "The Treasury Department, or Department of the Treasury, said nothing.",
        "A national security adviser went to the National Safety Council.",
        "Bill Gates opened the gates, and Tim Cook let the cook in.",
        "President Donald Trump prevails over the Senate.",
        "President Xi spoke with King Charles III and Louis XI of France.",
        "Bashar al-Assad met Ursula von der Leyen and Mohammed bin Salman.",
        "The film was shot in Paris, Texas, and in Moscow, Idaho.",
        "General Swiss rules apply; the president of Korean Air agreed.",
        "The Dow Jones industrial average fell, and the Nasdaq composite rose.",
        "The World Health Organisation has its seat in Geneva.",
        "The Trumps visited Rome, and the Obamas stayed at home.",
        "Radio Londres sent coded messages; the Café de Londres is closed.",
        "He studied at the Université de Genève and lived in Rue de Moscou.",
        "The temple burnt down in 356 BCE.",
        "Two Red Rocks parks lie near the Statue of Freedom.",
        "Send mail to boris@moscou.example or see https://pekin.example/londres.",
    ],
)
def test_right_text_stays_even_where_the_rest_is_garbled(stage: NamesPass, text: str) -> None:
    assert fixed(stage, text) == text


@pytest.mark.parametrize(
    "text",
    [
        "the world health organization",
        "a clean air act for the west",
        "Bill doors",
        "on instagram and tiktok in russia",
        "The Food and Medicines Administration",
        "President Donald said no.",
    ],
)
def test_what_is_merely_likely_needs_a_sign_of_garbling(stage: NamesPass, text: str) -> None:
    document = Document(text)
    assert all(edit.confidence < 0.85 for edit in stage.propose(document, CLEAN))


def test_samples_of_clean_text_stay_as_they_are(stage: NamesPass) -> None:
    folder = Path(__file__).parents[2] / "samples"
    for path in sorted(folder.rglob("*clean*.txt")):
        text = path.read_text("utf-8")
        assert fixed(stage, text, CLEAN) == text, path.name


def test_no_known_name_is_taken_for_a_garbled_one(stage: NamesPass) -> None:
    lists = load_entries(Path(__file__).parents[2] / "rules" / "names")
    known = [form for entry in lists.entries for form in (entry.full, *entry.also)]
    changed = [
        (name, edit.replacement)
        for name in (*known, *(f"the {name}" for name in lists.right))
        for edit in stage.propose(Document(f"He spoke of {name} on Monday."), GARBLED)
        if edit.confidence >= SHOWN
    ]
    assert changed == []


def test_an_edit_explains_itself(stage: NamesPass) -> None:
    edits = list(stage.propose(Document("They met at the Great People Hall."), GARBLED))
    assert [edit.rule for edit in edits] == ["names/great-hall-of-the-people"]
    assert "the Great Hall of the People" in edits[0].reason
    assert edits[0].matched.contains(edits[0].span)


def test_a_guess_is_only_offered_for_review(stage: NamesPass) -> None:
    text = "The International Powers Economic Act of 1977 was used."
    assert all(e.safety is Safety.REVIEW for e in stage.propose(Document(text), GARBLED))


def test_the_stage_keeps_no_state_between_texts(stage: NamesPass) -> None:
    text = "He flew to Londres. They met at the Great People Hall."
    first = list(stage.propose(Document(text), GARBLED))
    list(stage.propose(Document("Something else in Moscou."), GARBLED))
    assert list(stage.propose(Document(text), GARBLED)) == first


def test_places_of_edits_are_those_of_the_document(stage: NamesPass) -> None:
    text = "First paragraph.\n\nHe flew to Londres.\n"
    edits = list(stage.propose(Document(text), GARBLED))
    assert [edit.span.of(text) for edit in edits] == ["Londres"]
