"""SARIF as the command line writes it: several files, odd names, all three kinds of results."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from tests.report.sarif import validated

from .conftest import CONFIG, GARBLED, Cli

TEXTS = {
    "garbled.txt": GARBLED,
    "clean.txt": "Nothing is wrong here.\n",
    "notes, 100% – café #1?.md": "# Über 😀\n\n😀 A blorp lamp “by the blorp lamps” – 灯.\r\n",
    "one two/old.txt": "Before\x0bthe blorp lamp.\u2028All of them quindle brightly. A Zed blorp lamp.\n",
}


@pytest.fixture
def texts(scratch: Path) -> Path:
    """Texts in several files; the words “Zed blorp lamp” are accepted, so a fix is refused there."""
    (scratch / "fixprose.toml").write_text(f"accept = ['Zed blorp lamp']\n{CONFIG}")
    (scratch / "one two").mkdir()
    for name, text in TEXTS.items():
        (scratch / name).write_bytes(text.encode())
    return scratch


@pytest.mark.parametrize(
    ("command", "states"),
    [
        (["check"], {"remaining": 6, "hidden": 1}),
        (["fix"], {"applied": 3, "remaining": 3, "hidden": 1}),
        (["fix", "--review-fixes"], {"applied": 6, "hidden": 1}),
    ],
    ids=" ".join,
)
def test_what_the_command_line_writes_is_valid(
    command: list[str], states: dict[str, int], cli: Cli, texts: Path
) -> None:
    """Applied, remaining and hidden fixes of all files, in one run."""
    done = cli(*command, "--output-format", "sarif", "-v", *TEXTS)
    run = validated(done.out)
    assert Counter(each["properties"]["state"] for each in run["results"]) == states
    places = [each["locations"][0]["physicalLocation"] for each in run["results"]]
    assert {place["artifactLocation"]["uri"] for place in places} == {
        "garbled.txt",
        "notes%2C%20100%25%20%E2%80%93%20caf%C3%A9%20%231%3F.md",
        "one%20two/old.txt",
    }
    for each, place in zip(run["results"], places, strict=True):
        name = {"g": "garbled.txt", "n": "notes, 100% – café #1?.md", "o": "one two/old.txt"}
        text = TEXTS[name[place["artifactLocation"]["uri"][0]]]
        region = place["region"]
        found = text[region["charOffset"] :][: region["charLength"]]
        assert each["message"]["text"].startswith(f"“{found}” → ")


@pytest.mark.parametrize("command", [["check", "-"], ["compare", "garbled.txt", "clean.txt"]])
def test_other_ways_in_are_valid_too(command: list[str], cli: Cli, scratch: Path) -> None:
    """Standard input, an absolute path, an editor's own changes."""
    assert validated(cli(*command, "--output-format", "sarif", stdin=GARBLED).out)["results"]


def test_an_absolute_path_is_a_file_uri(cli: Cli, scratch: Path) -> None:
    """And a name that is no Unicode is still a URI."""
    (scratch / "b\udcff.txt").write_text(GARBLED)
    run = validated(cli("check", "--output-format", "sarif", str(scratch / "b\udcff.txt")).out)
    uri = run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri == f"file://{scratch}/b%FF.txt"
