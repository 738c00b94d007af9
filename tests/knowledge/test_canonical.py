"""The canonical form of packs."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from fixprose.knowledge.canonical import WIDTH, canonical_text
from fixprose.knowledge.packs import PackError

MESSY = """\
# Lamps and streets.

# This one is old.
- keep: ["They lit the desk lamps."]   # a note on the side
  why: >
    “Blorp” is
    a street.
  # inside
  match: 'blorp <lamp:n>'
  id: "xx/lamp"
  in-sentence: [street, town hall,
     corner]
  examples:
  - 'They lit the blorp lamps. → They lit the street lamps.'
  fix: "street <lamp>"
# Before the second.
- {id: xx/shine, why: "He said: it shines.", match: "quindle, (very|so)", fix: "shine \\"so\\"",
   examples: [a → b], keep: ["#1", "no", "1.5"]}

# The end.
"""
NEAT = """\
# Lamps and streets.

# This one is old.
# a note on the side
# inside
- id: xx/lamp
  match: blorp <lamp:n>
  fix: street <lamp>
  why: “Blorp” is a street.
  in-sentence: [street, town hall, corner]
  examples:
    - They lit the blorp lamps. → They lit the street lamps.
  keep:
    - They lit the desk lamps.

# Before the second.
- id: xx/shine
  match: quindle, (very|so)
  fix: shine "so"
  why: "He said: it shines."
  examples:
    - a → b
  keep:
    - "#1"
    - "no"
    - "1.5"

# The end.
"""


def formatted(tmp_path: Path, text: str) -> str:
    path = tmp_path / "pack.yaml"
    path.write_text(text, encoding="utf-8")
    return canonical_text(path)


def test_order_quotes_comments(tmp_path: Path) -> None:
    """Keys in order, quotes where YAML needs them, every comment kept."""
    assert formatted(tmp_path, MESSY) == NEAT


def test_canonical_text_stays(tmp_path: Path) -> None:
    """A second time changes nothing."""
    assert formatted(tmp_path, NEAT) == NEAT


def test_long_texts_are_folded(tmp_path: Path) -> None:
    """Prose at spaces, examples at their arrow, lists between words; patterns stay on a line."""
    words = [f"word{number}" for number in range(40)]
    prose = " ".join(words)
    pattern = f"<lamp:n> ({'|'.join(words)})"
    half = " ".join(words[:14])
    text = yaml.safe_dump(
        [
            {
                "id": "xx/a",
                "match": pattern,
                "why": prose,
                "in-sentence": words,
                "examples": [f"{half} → {half}", prose],
                "keep": [f"“{prose}: {prose}”"],
            }
        ],
        allow_unicode=True,
    )
    found = formatted(tmp_path, text)
    assert all(len(line) <= WIDTH for line in found.splitlines() if pattern not in line)
    assert f"  match: {pattern}\n" in found
    assert f"    - {half}\n      → {half}\n" in found
    assert yaml.safe_load(found) == yaml.safe_load(text)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a: b\n", "pack.yaml:1: a pack is a list"),
        ("- a\n", "pack.yaml:1: each item is a mapping"),
        ("- id: [\n", "pack.yaml:2: not YAML"),
        ("- id: a\n  why: b\n  id: c\n", "pack.yaml:3: “id” stands here a second time"),
    ],
)
def test_what_is_no_pack_is_refused(text: str, message: str, tmp_path: Path) -> None:
    """With file and line."""
    with pytest.raises(PackError, match=message):
        formatted(tmp_path, text)


def test_an_empty_file_and_one_with_comments_only(tmp_path: Path) -> None:
    """Nothing is invented, nothing lost."""
    assert formatted(tmp_path, "# Nothing yet.\n") == "# Nothing yet.\n"


TEXT = st.text(
    st.one_of(
        st.sampled_from(list("ab  .,:#-'\"[]{}<>|?&*!%@`\\→“”(=)~/$^0123\n\t")),
        st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]),
    ),
    max_size=160,
)
TEXTS = st.lists(TEXT, max_size=5)
ITEM = st.fixed_dictionaries(
    {"id": TEXT, "why": TEXT.map(lambda text: " ".join(text.split()))},
    optional={
        "match": st.one_of(TEXT, TEXTS),
        "pairs": st.dictionaries(TEXT, TEXT, max_size=4),
        "before": st.one_of(TEXT, TEXTS),
        "in-sentence": TEXTS,
        "examples": TEXTS,
        "keep": TEXTS,
    },
)


@settings(max_examples=60, deadline=None)
@given(items=st.lists(ITEM, max_size=3))
def test_every_value_survives(
    items: list[dict[str, object]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Whatever the texts hold: read back the same, and canonical at once."""
    folder = tmp_path_factory.mktemp("pack")
    text = yaml.safe_dump(items, allow_unicode=True, sort_keys=False)
    found = formatted(folder, text)
    assert (yaml.load(found, Loader=yaml.BaseLoader) or []) == yaml.load(
        text, Loader=yaml.BaseLoader
    )
    assert formatted(folder, found) == found
