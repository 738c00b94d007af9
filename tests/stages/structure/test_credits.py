"""Credits of writers, photographers and agencies."""

from __future__ import annotations

import pytest

from .helpers import repair


@pytest.mark.parametrize(
    ("garbled", "right"),
    [
        (
            "The writer Associated Press Ann Lee and researcher Bo Li contributed to this report.",
            "Associated Press writer Ann Lee and researcher Bo Li contributed to this report.",
        ),
        (
            "The journalists of the Associated Press Ann Lee in Oslo and Tom Bell in Rome"
            " contributed to this report.",
            "Associated Press journalists Ann Lee in Oslo and Tom Bell in Rome contributed to this"
            " report.",
        ),
        (
            "It rained. The reporter Reuters Ann Lee contributed to this story.",
            "It rained. Reuters reporter Ann Lee contributed to this story.",
        ),
        ("The bridge in June. (AP photo / Ann Lee)", "The bridge in June. (AP Photo/Ann Lee)"),
        ("The bridge in June. (Photo AP/Ann Lee)", "The bridge in June. (AP Photo/Ann Lee)"),
        (
            "It rained in Oslo.\nWith EFE information.",
            "It rained in Oslo.\nWith information from EFE.",
        ),
    ],
)
def test_credits_are_put_in_english_order(garbled: str, right: str) -> None:
    assert repair(garbled) == right


@pytest.mark.parametrize(
    "text",
    [
        "Associated Press writer Ann Lee contributed to this report.",
        "By ANN LEE, AP Business Writer",
        "Reporters for Reuters in Moscow contributed to this report.",
        "Reporters from The Associated Press and Reuters contributed to this report.",
        "The bridge in June. (AP Photo/Ann Lee)",
        "The bridge in June. (Reuters/Ann Lee)",
        "The writer contributed to the fund.",
        "With information from the town they left.",
    ],
)
def test_good_credits_stay(text: str) -> None:
    assert repair(text) == text
