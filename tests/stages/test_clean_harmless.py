"""Text that is as its author wants it stays untouched, to the last space."""

from __future__ import annotations

import pytest

from fixprose.evidence.diagnosis import Diagnosis
from fixprose.stages.clean import CleanPass
from fixprose.text.document import Document

CLEAN = {
    "ordinary prose": "The workers' union said: “We're ready (more or less).” It’s 5 o’clock; why wait?",
    "two spaces after a stop": "The boats came back.  Nobody on the quay spoke of the storm.  It was late.",
    "spaced ellipsis": "He waited . . . and then he left the quay without a word to anyone.",
    "emoticons": "That was a very good day for all of us :) and thank you for the help ;-) again.",
    "dashes": "The men – all three – left. The boys -- both of them -- stayed. A woman - old - came.",
    "dash typed as hyphen": "The firm -led by two brothers- sold the shop -the last one- to a bank.",
    "suspended hyphen": "The pre- and post-war houses, and the low- or middle-income tenants, are gone.",
    "negative numbers": "It was -5 degrees in May and between -10 and -15 degrees in June of that year.",
    "flags": "Run the tool with -v or with --verbose, or say tar -xf to open the file at once.",
    "single quotes": "They call it 'the long road' and 'the s curve', and the letter 's' is on it.",
    "elisions": "Rock 'n' roll in the '90s, get 'em all, 'twas the boys' best year by far.",
    "names with apostrophes": "Mr O’Brien and Ms D'Angelo met at the café in L'Aquila on a Sunday.",
    "French words": "He asked “Où est la gare ?” and she said « Bonjour ! C'est là : à gauche ».",
    "French text": "Où est la gare ? Elle est là : dans la rue, et il y a un café ; c'est tout !",
    "accents": "The naïve façade of the Café de l’Opéra, Ångström, Škoda, Łódź and São Paulo.",
    "capitals with accents": "The film “CAFÉ” was shown in ÉVORA”s hall, and “À LA CARTE” is a shop.",
    "spaced initials of style": "The R & D team, the Q & A page and Marks & Spencer use their own signs.",
    "about entities": "Write &amp; for an ampersand and &lt; for the sign in the HTML of the page.",
    "quoted entities": "The code “&#39;” stands for an apostrophe in many pages that we have read.",
    "code": "for (i = 0 ; i < n ; i++) { f( x , y ) ; } and the rest of the code goes on here",
    "shell": "$ 2to3 file.py and then $ 7z x archive are typed at the prompt of the machine",
    "call with spaces": "The function make_it ( int x ) takes the number that its caller hands over.",
    "table in columns": "Name     Ada  Bell\nTown     Leeds , Yorkshire\nAge      42 years  or so",
    "table of amounts": "Rent     $ 300\nBread    $  20\nMilk     $   5",
    "definition columns": "  -a, --all    show  all of it\n  -b, --bare   show  only the bare names",
    "label and value": "Name : Ada Bell\nTown : Leeds\nTrade : baker of bread and cakes",
    "catalogue": "Bell, Ada. The Long Road. Leeds : Roe, 1999 ; reprinted London : Roe, 2004.",
    "ratio": "The home side won by 3 : 1 in the end, and the odds before the game were 5 : 2.",
    "verse": "The wind lay down, my love,\n   The sea grew still\nAnd the  moon came",
    "formula": "Let x , y and z be such that f ( x ) = y and g ( y ) = z for all x in the set .",
    "checkbox": "[ ] bread\n[x] milk\n( ) eggs",
    "Chinese words": "The word 中文。 and the title 《红楼梦》 are Chinese, as is （北京） in brackets.",
    "Japanese sentence": "彼は「はい」と言った。それだけだ。",
    "Arabic with joiners": "The word می\u200cخواهم is Persian, and 👩\u200d🔬 is one sign.",
    "Devanagari": "The word क\u200dष is written so in the old grammar of the language.",
    "tags in text": "<p>The baker&#39;s shop</p> is how the page <b>said</b> it in its source.",
    "TeX quotes": "The manual says ``yes'' where others would say no, and ``no'' where they say yes.",
    "state and postcode": "Write to 51 Mill Street, Fifth Floor, Boston, MA  02110 if you want to know.",
    "dotted names": "The .NET platform and node .js files are named in a section of the long manual.",
    "spoken mark": "Remove the prepended ? from the query and the , from the list of the names.",
}  # fmt: skip


@pytest.mark.parametrize("text", CLEAN.values(), ids=CLEAN.keys())
@pytest.mark.parametrize("format", ["text", "markdown"])
def test_clean_text_is_left_alone(text: str, format: str) -> None:
    edits = list(CleanPass().propose(Document(text, format=format), Diagnosis(0.0)))
    assert [(edit.rule, edit.span.of(text), edit.replacement) for edit in edits] == []


def test_text_filled_to_both_margins_keeps_its_spaces() -> None:
    text = (
        "The  harbour was  quiet when  the first  boats came\n"
        "back, and  nobody on the  quay spoke of  the storm.\n"
        "Two men  carried crates  of mackerel  up the  steps\n"
        "and a  boy counted them  aloud for the  auctioneer.\n"
    )
    assert not list(CleanPass().propose(Document(text), Diagnosis(0.0)))
