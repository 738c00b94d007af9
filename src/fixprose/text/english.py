"""Small facts of English spelling that several stages need."""

from __future__ import annotations

import re

_AN_DESPITE = re.compile(
    r"(?:hour|honest|honou?r|heir|herb(?=s?\b)|SMS|FBI|NBA|NFL|NHL|MP\b|MRI|LNG|RAF|HIV|HBO|X-ray|8|11\b|18\b)"
)
_A_DESPITE = re.compile(
    r"(?:uni(?!n|m|dent|ss|ron)|use|usu|eu|one\b|once\b|ut[ei]l|ubiq|ura|UN\b|US\b|UK\b|UNESCO|UFO|U\.)",
    re.I,
)
_ARTICLE = re.compile(r"\b([Aa]n?)([ \t]+)$")


def article_for(word: str) -> str:
    """Return the indefinite article that goes before `word`.

    >>> [article_for(word) for word in ("hour", "European", "MP", "unidentified", "union")]
    ['an', 'a', 'an', 'an', 'a']
    """
    if _AN_DESPITE.match(word):
        return "an"
    if _A_DESPITE.match(word):
        return "a"
    return "an" if word[:1].lower() in "aeiou" else "a"


def article_before(text: str, start: int, new: str) -> tuple[int, str] | None:
    """Return where an indefinite article before `start` begins and what it and its space become.

    None where no such article stands there, or it already suits `new`, the text that follows.
    """
    found = _ARTICLE.search(text, max(0, start - 12), start)
    word = re.match(r"[\"“‘']?([^\W_][\w.-]*)", new)
    if found is None or word is None:
        return None
    right = article_for(word[1])
    if right == found[1].lower():
        return None
    return found.start(), (right.capitalize() if found[1][0] == "A" else right) + found[2]
