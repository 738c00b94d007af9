"""Generated documents and passes that try to break the promises."""

from __future__ import annotations

import codecs

from hypothesis import strategies as st

from fixprose.edits import Changes, Safety
from fixprose.text.document import Document

from .fakes import Replace

# What nothing may touch, spelled so that the passes below would like to.
PROTECTED = [
    "`code aa`",
    "https://ex.org/aa?bb=cc",
    "aa@bb.org",
    "<!-- fixprose: off --> aa bb 12 Bobylev <!-- fixprose: on -->",
    "dd [sic]",
]
PROTECTED_IN_MARKDOWN = [
    "<!-- aa bb -->",
    "<b title='aa bb'>",
    '](aa-bb "aa cc")',
    "```\naa bb\n```",
]
FRONT_MATTER = "---\ntitle: aa bb\n---\n\n"
NAMES = ["Bobylev", "Xi"]
WORDS = [
    *["aa", "bb", "cc", "dd"] * 2,
    *NAMES,
    "Bobylev Xi",
    "xx",
    "12",
    "31",
    "12 31",
    "12 12",
    "3.5",
    "“aa bb”",
    "“Xi cc”",
    ",",
    ".",
]


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """Texts of a few paragraphs, in both formats, with any newlines, encoding, BOM and end."""
    format = draw(st.sampled_from(["text", "markdown"]))
    pieces = [*WORDS, *PROTECTED]
    if format == "markdown":
        pieces += ["[cc" + PROTECTED_IN_MARKDOWN[2], *PROTECTED_IN_MARKDOWN[:2]]
    lines = st.lists(st.sampled_from(pieces), max_size=8).map(" ".join)
    paragraphs = draw(st.lists(lines, min_size=1, max_size=3))
    if format == "markdown" and draw(st.booleans()):
        paragraphs.append(PROTECTED_IN_MARKDOWN[3])
    text = draw(st.sampled_from(["\n\n", "\n\n", "\n"])).join(paragraphs)
    if format == "markdown" and draw(st.booleans()):
        text = FRONT_MATTER + text
    text += draw(st.sampled_from(["", "\n", "\n\n"]))
    newline = draw(st.sampled_from(["\n", "\n", "\r\n", "\r"]))
    encoding, bom = draw(
        st.sampled_from(
            [("utf-8", b""), ("utf-8", codecs.BOM_UTF8), ("utf-16-le", codecs.BOM_UTF16_LE)]
        )
    )
    return Document(text.replace("\n", newline), None, format, encoding, bom)


_SHORT = ["aa", "bb", "cc"]
_OLD = [
    *_SHORT * 3,
    "aa bb",
    "bb cc",
    "xx( xx)+",
    " bb",  # begins where a neighbour ends
    r"\b(?=cc)",  # inserts
    r"(?<=xx )bb",  # looks at what another pass wrote
    "dd",
    "code",
    *NAMES,
    "Xi cc",
    "12",
    "(12|31|3.5) ?",
]
_NEW = [*_SHORT * 2, "xx", "xx", "", "xx yy", "aa aa", "Bob", "Xi", "12", "13", "1,231"]
_TROUBLE = [  # half of a name or of a pair of numbers, two numbers joined, deletions
    ("Bobylev Xi", "Xi"),
    ("Bobylev Xi", "Bobylev"),
    ("12 31", "31"),
    ("12 12", "12"),
    ("12", "13"),
    ("(?<=12) (?=12|31)", ""),
    ("bb ", ""),
    ("cc ", ""),
]
_CHAINS = [  # the others match, or fire at all, only when the first was at work
    [("bb ", ""), ("aa cc", "dd")],
    [("aa", "xx"), ("(?<=xx )bb", "dd")],
    [("aa", "xx"), ("bb", "dd")],
    [("bb", "ee"), ("cc", "ee"), ("ee( ee)+", "dd")],
]
_PAIRS = st.one_of(
    st.tuples(st.sampled_from(_OLD), st.sampled_from(_NEW)),
    st.sampled_from(_TROUBLE[:4]),
    st.sampled_from(_TROUBLE[4:]),
)


@st.composite
def passes(draw: st.DrawFn) -> list[Replace]:
    """Replacements of short words by others: they overlap, chain, delete, and undo each other."""
    safety = st.sampled_from(Safety)
    confidence = st.sampled_from([0.6, 0.9, 0.95])
    stage = st.sampled_from(["structure", "names", "phrases", "phrases", "grammar"])
    changes = st.sampled_from([Changes.NOTHING] * 3 + list(Changes))
    made = [
        Replace(
            *draw(_PAIRS),
            stage=draw(stage),
            confidence=draw(confidence),
            safety=draw(safety),
            changes=draw(changes),
            context=draw(st.integers(0, 3)),
            gated=draw(st.booleans()),
        )
        for _ in range(draw(st.integers(0, 5)))
    ]
    if draw(st.booleans()):  # passes that go round in a ring, each undoing what the others did
        ring = ["bb", "cc", "dd", "ee", "ff"][: draw(st.integers(2, 5))]
        given = {"stage": draw(stage), "confidence": 0.9, "safety": draw(safety)}
        made += [
            Replace(old, new, **given) for old, new in zip(ring, ring[1:] + ring[:1], strict=True)
        ]
    if draw(st.booleans()):
        first, *others = draw(st.sampled_from(_CHAINS))
        # An edit must say what had to stand there: the word before, with its space.
        given = {"stage": "phrases", "context": 3, "safety": draw(safety)}
        gated = draw(st.booleans())
        made.append(Replace(*first, **given))
        made += [Replace(*other, gated=gated, **given) for other in others]
    if draw(st.booleans()):  # line ends, wherever they stand
        old = draw(st.sampled_from(["\n", "\r", r"\s+", r"\s+\Z", r"\Z", "(?<=12) "]))
        new = draw(st.sampled_from(["", " ", "\n", "\r\n", "\n\n"]))
        made.append(Replace(old, new, stage=draw(stage), safety=draw(safety), anywhere=True))
    return list({one.key: one for one in made}.values())
