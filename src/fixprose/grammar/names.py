"""What may be a name: capitalised words are names until shown otherwise.

Spelling and grammar checkers take names for mistakes ("Modi" for "Midi") or for singulars
("Juventus have"), so no suggestion may touch one, or make a verb agree with one.
"""

from __future__ import annotations

from bisect import bisect_left

from fixprose.text.tokens import Tokens


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Words that are no names where a sentence begins with them.
_FUNCTION_WORDS = _words("""
    a an the this that these those each every all some any many much most few several both either
    neither no one two three four five six seven eight nine ten another other such
    i you he she it we they who what which whose there here
    my your his her its our their
    is are was were has have had do does did can could will would shall should may might must
    in on at by for from of to with without within into between among after before since during
    despite according regarding about against under over through as if when while where because
    although though even and but or nor so then than not only also more less
    today tonight yesterday tomorrow now nowadays
""")
_PRONOUNS = _words("i you he she it we they who which that this these those there")
_JOINTS = frozenset("-‐‑_@#/\\&'’")


def touches_name(sentence: str, start: int, end: int) -> bool:
    """Tell whether a change of `sentence[start:end]` might change a name, or a part of a word.

    `sentence` is one sentence from its first character, offsets are characters of it.
    """
    tokens = Tokens(sentence)
    touched = range(bisect_left(tokens.ends, start + 1), bisect_left(tokens.starts, end))
    if any(not start <= tokens.starts[i] <= tokens.ends[i] <= end for i in touched):
        return True
    if _is_joined(sentence, start, end):
        return True
    return any(_may_be_name(tokens, index) for index in touched)


def follows_name(sentence: str, start: int) -> bool:
    """Tell whether the word before `start`, likely the subject of a verb there, may be a name."""
    tokens = Tokens(sentence, 0, start)
    if not tokens or tokens.lower[-1] in _PRONOUNS:
        return False
    return _may_be_name(tokens, len(tokens) - 1)


def _may_be_name(tokens: Tokens, index: int) -> bool:
    word = tokens[index]
    if word == word.lower():
        return False
    return not (index == _first_word(tokens) and tokens.lower[index] in _FUNCTION_WORDS)


def _first_word(tokens: Tokens) -> int:
    """Return the index of the first word, after an opening quotation mark or dash."""
    return next((i for i, token in enumerate(tokens) if token[0].isalnum()), 0)


def _is_joined(sentence: str, start: int, end: int) -> bool:
    """Tell whether the stretch is one half of a compound, an address or a hashtag."""
    before, after = sentence[:start][-1:], sentence[end:][:1]
    return (start < end) and (before in _JOINTS or after in _JOINTS)
