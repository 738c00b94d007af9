"""Bundles: what is put in comes out, row by row, and nothing else is taken for one."""

from __future__ import annotations

import pytest

from fixprose.knowledge.bundle import Bundle, bundled, decoded, encoded


def test_rows_come_out_by_number() -> None:
    rows = [("a", 1, None), {"forms": frozenset({"x", "y"})}, [1.5, True]]
    found = Bundle(bundled({"mark": "m"}, rows={"rows": rows, "none": []}))
    assert found.meta == {"mark": "m"}
    assert list(found.rows("rows")) == rows
    assert list(found.rows("none")) == []
    with pytest.raises(IndexError):
        found.rows("rows")[3]


def test_words_lead_to_their_rows_and_no_other_word_does() -> None:
    words = ["über", "a", "", "the", "then", "z" * 300, "’s"]
    table = Bundle(bundled({}, tables={"t": dict.fromkeys(words, 7) | {"the": "x"}})).table("t")
    assert len(table) == len(words)
    assert table.get("the") == "x"
    assert all(table.get(word) == 7 for word in words if word != "the")
    assert [table.get(word) for word in ("th", "them", "A", "zz", "b")] == [None] * 5
    assert sorted(word for word, _ in table.items()) == sorted(words)


def test_equal_texts_are_written_once() -> None:
    word = "Donaudampfschifffahrt"
    twice = (word, frozenset({word + "s"}), [word[:5] + word[5:]], frozenset({word + "s"}))
    assert decoded(encoded(twice)) == twice
    assert encoded(twice).count(word.encode()) == 2


@pytest.mark.parametrize("data", [b"", b"{", b"\xff\xff\xff\xffabc", bundled({}, rows={})[:6]])
def test_what_is_no_bundle_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match="not a bundle"):
        Bundle(data)
