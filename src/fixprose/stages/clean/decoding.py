"""Text that was decoded with the wrong table: “â€™” for an apostrophe, “Ã©” for é.

ftfy finds and undoes it and says how (its plan); its steps of house style stay off. What it makes
of a block is cut into the characters that change.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from fixprose.edits import Changes, Edit
from fixprose.stages.clean.base import blocks_with, make_edit

if TYPE_CHECKING:
    from fixprose.text.document import Document

DESCRIPTIONS = {
    "clean/mojibake": "Characters that were read with the wrong table (“â€™”, “Ã©”) become "
    "what they were.",
}

# Bytes 0x80 to 0xBF as the usual Western tables show them: what goes on a character of UTF-8.
_GOES_ON = "\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
_SUSPECT = re.compile(  # one class first, so that the scan stops at few places
    r"[\x80-\x84\x86-\x9fÂ-ôвР‚√](?:(?<=[\x80-\x9f])"
    rf"|(?<=[Â-ß])[{_GOES_ON}]|(?<=[à-ï])[{_GOES_ON}]{{2}}|(?<=[ð-ô])[{_GOES_ON}]{{3}}"
    r"|(?<=Ã)[ \xa0]|(?<=â)€|(?<=в)Ђ|(?<=Р)’|(?<=‚)Ä|(?<=√)[©®±≥°∂∫≤])"
)
# Bytes that some programs drop: what is left of a closing quotation mark, an apostrophe, an à.
_LOST = (
    (re.compile(r"(?<=\w)â€(?=(?:s|t|re|ve|ll|d|m)\b)"), "’"),
    (re.compile(rf"(?<=[\w.,!?…])â€(?![{_GOES_ON}])(?=[\s.,;:!?)]|$)"), "”"),
    (
        re.compile(
            r"(?:(?<=[vV]is-)|(?<=voil)|(?<=[dD]éj)|(?<=it)|(?<!\S))Ã[ \xa0](?=[-\s.,;:!?)])"
        ),
        "à",
    ),
    (re.compile(r"(?:(?<=voil)|(?<=[dD]éj)|(?<=it)|(?<!\S))Ã(?=[ \xa0]\w)"), "à"),
)
_PIECES = re.compile(r"[A-Za-z0-9]+|.", re.S)
_WORD = re.compile(r"\S*$"), re.compile(r"\S*")


def propose(document: Document) -> Iterator[Edit]:
    """Yield edits that undo wrong decodings."""
    text = document.text
    if text.isascii() or not _SUSPECT.search(text):
        return
    from ftfy.badness import is_bad

    for block in blocks_with(document, _SUSPECT):
        old = block.content
        new, plan = _decode(old)
        if new == old:
            continue
        before, after = _PIECES.findall(old), _PIECES.findall(new)
        matcher = SequenceMatcher(None, before, after, autojunk=False)
        for kind, first, last, first_new, last_new in matcher.get_opcodes():
            if kind == "equal":
                continue
            was, becomes = "".join(before[first:last]), "".join(after[first_new:last_new])
            if was.isascii() or "\ufffd" in becomes or is_bad(becomes):
                continue
            start = block.span.start + len("".join(before[:first]))
            end = start + len(was)
            left = _WORD[0].search(text, block.span.start, start)
            right = _WORD[1].match(text, end, block.span.end)
            yield make_edit(
                "mojibake",
                (start, end),
                becomes,
                f"“{was}” is “{becomes}”, read with the wrong table ({plan}).",
                0.97,
                matched=(left.start() if left else start, right.end() if right else end),
                changes=Changes.NAME,
            )


def _decode(content: str) -> tuple[str, str]:
    """Return the content as it was meant, and how it was damaged."""
    from ftfy import TextFixerConfig, fix_encoding_and_explain

    config = TextFixerConfig(
        unescape_html=False,
        remove_terminal_escapes=False,
        fix_latin_ligatures=False,
        fix_character_width=False,
        uncurl_quotes=False,
        fix_line_breaks=False,
        fix_surrogates=False,
        remove_control_chars=False,
        normalization=None,
    )
    for pattern, meant in _LOST:
        content = pattern.sub(meant, content)
    fixed = fix_encoding_and_explain(content, config)
    steps = [step for step in fixed.explanation or () if step[0] in ("encode", "decode")]
    plan = ", ".join(f"{verb} as {table}" for verb, table in steps)
    return fixed.text, plan or "UTF-8 read byte by byte"
