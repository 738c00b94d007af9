"""Credits of writers, photographers and agencies in foreign order or spacing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from fixprose.edits import Edit
from fixprose.stages.structure.base import make_edit, weigh
from fixprose.text.span import Span

if TYPE_CHECKING:
    from fixprose.evidence.diagnosis import Diagnosis
    from fixprose.text.document import Document

DESCRIPTIONS = {
    "structure/writer-credit": "A writer's credit in foreign order (The writer Associated Press X"
    " contributed) becomes “Associated Press writer X contributed”.",
    "structure/photo-credit": "A photograph's credit is written (AP Photo/X).",
    "structure/agency-information": "“With EFE information” at the end of a report is “With"
    " information from EFE”.",
}

_AGENCY = (
    r"Associated Press|AP|Reuters|AFP|Agence France-Presse|EFE|Bloomberg|Press Association|PA"
    r"|Canadian Press|CNN|BBC"
)
_WRITER = re.compile(
    rf"(?:The |the )?(?P<role>(?:[Vv]ideo|[Ss]taff|[Bb]usiness|[Ss]ports|[Ss]cience)?\s?"
    rf"(?:[Ww]riter|[Jj]ournalist|[Rr]eporter|[Cc]orrespondent|[Aa]uthor|[Ee]ditor)s?)"
    rf"(?: (?:of|from|for|with|at|to))?(?: the)? (?P<agency>{_AGENCY}) (?=[A-Z])"
)
_CONTRIBUTED = re.compile(" contributed to ")
_PHOTO = re.compile(
    r"\((?:(?P<agency>AP|AFP|Reuters|EPA|EFE)(?P<gap> )(?P<word>photo|Photo|PHOTO|photograph"
    r"|picture)"
    r"|(?P<word2>[Pp]hoto|[Pp]hotograph|[Pp]icture)(?: of| by"
    r"|:)? ?(?P<agency2>AP))(?P<slash> ?/ ?)(?=[A-Z])"
)
_INFORMATION = re.compile(
    r"(?m)^(?P<with>With|with) (?P<what>(?:(?:the )?information (?:of"
    r"|by)(?: the)? )(?P<after>EFE|AFP|AP|Reuters|ANSA|dpa)"
    r"|(?P<before>EFE|AFP|AP|Reuters|ANSA|dpa)(?:['’]s)? information)(?=\.?[ \t\r]*$)"
)


def propose(document: Document, diagnosis: Diagnosis) -> Iterator[Edit]:
    """Yield edits of credits."""
    text = document.text
    for match in _CONTRIBUTED.finditer(text):
        edit = _writer(text, match.start(), diagnosis)
        if edit:
            yield edit
    if "/" in text:
        for match in _PHOTO.finditer(text):
            edit = _photo(match)
            if edit:
                yield edit
    if "nformation" in text:
        for match in _INFORMATION.finditer(text):
            yield _information(match)


def _writer(text: str, contributed: int, diagnosis: Diagnosis) -> Edit | None:
    line = text.rfind("\n", 0, contributed) + 1
    sentence = max(
        line, text.rfind(". ", line, contributed) + 2 if ". " in text[line:contributed] else line
    )
    while text[sentence : sentence + 1] in (" ", "\t", "—", "–", "("):
        sentence += 1
    match = _WRITER.match(text, sentence)
    if match is None:
        return None
    role = match["role"].strip().lower().replace("author", "writer")
    agency = match["agency"]
    return make_edit(
        "writer-credit",
        (match.start(), match.end() - 1),
        f"{agency} {role}",
        f"English puts the agency before the writer: “{agency} {role} …”.",
        weigh(0.9, 0.97, diagnosis.at(Span(*match.span()))),
        matched=(match.start(), match.end() + 1),
    )


def _photo(match: re.Match[str]) -> Edit | None:
    agency = match["agency"] or match["agency2"]
    replacement = f"({agency} Photo/"
    if replacement == match.group() or (agency != "AP" and match["slash"] == "/"):
        return None
    return make_edit(
        "photo-credit",
        match.span(),
        replacement,
        f"The credit of a photograph is written “{replacement}NAME)”.",
        0.93 if agency == "AP" else 0.88,
        matched=(match.start(), match.end() + 1),
    )


def _information(match: re.Match[str]) -> Edit:
    agency = match["after"] or match["before"]
    return make_edit(
        "agency-information",
        match.span("what"),
        f"information from {agency}",
        f"English says “with information from {agency}”.",
        0.92,
        matched=match.span(),
    )
