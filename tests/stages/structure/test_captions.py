"""Captions and American dates."""

from __future__ import annotations

import pytest

from .helpers import CLEAN, repair

CREDIT = "(AP Photo/Ann Lee)"


@pytest.mark.parametrize(
    ("garbled", "right"),
    [
        ("Mayor Bo Li, on the left, greets a guest.", "Mayor Bo Li, left, greets a guest."),
        ("Bo Li, in the center, greets a guest.", "Bo Li, center, greets a guest."),
        ("Bo Li, Center, greets a guest.", "Bo Li, center, greets a guest."),
        (
            "Bo Li, on the left, and Ann Roe, on the right, meet in Oslo.",
            "Bo Li, left, and Ann Roe, right, meet in Oslo.",
        ),
        ("Bo Li, second on the right, sits.", "Bo Li, second from right, sits."),
        (
            "From the left to the right: Bo Li and Ann Roe.",
            "From left to right: Bo Li and Ann Roe.",
        ),
    ],
)
def test_captions_say_where_someone_stands_in_the_american_way(garbled: str, right: str) -> None:
    assert repair(f"{garbled} {CREDIT}") == f"{right} {CREDIT}"


@pytest.mark.parametrize(
    "text",
    [
        "The party, on the right, gained seats, and the others, in the center, lost them.",
        "Take the second on the right after the church.",
        "They voted Left, Right, and Center in the poll.",
        f"Bo Li, left, and Ann Roe, second from right, meet. {CREDIT}",
    ],
)
def test_directions_and_politics_stay(text: str) -> None:
    assert repair(text) == text


@pytest.mark.parametrize("garble", [CLEAN, 0.97])
def test_an_american_date_has_a_comma_after_the_weekday(garble: float) -> None:
    text = "They met on Tuesday March 4, 2025 in Oslo."
    assert repair(text, garble) == "They met on Tuesday, March 4, 2025 in Oslo."


@pytest.mark.parametrize(
    "text",
    [
        "They met on Tuesday 4 March 2025 in Oslo.",
        "They met on Tuesday, March 4, 2025, in Oslo.",
        "They met on Tuesday March 4 in Oslo.",
    ],
)
def test_other_dates_stay(text: str) -> None:
    assert repair(text) == text
