"""Word files: the package, and the text of its paragraphs with the elements behind it.

The text is what stands there with all tracked changes taken: earlier insertions are read, earlier
deletions not. Paragraphs and line breaks end lines; what is no text is one U+FFFC.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from fixprose.errors import FixproseError

Element = Any  # lxml has no types of its own
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
OBJECT = "\ufffc"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_LARGEST = 200_000_000  # bytes of one part
_WITHIN = frozenset(
    W + name
    for name in "ins moveTo hyperlink smartTag sdt sdtContent fldSimple dir bdo customXml".split()
)
_CHARACTERS = {
    W + "tab": "\t",
    W + "br": "\n",
    W + "cr": "\n",
    W + "noBreakHyphen": "\u2011",
    W + "softHyphen": "\u00ad",
}
_UNSEEN = frozenset(
    W + name
    for name in (
        "rPr fldChar instrText lastRenderedPageBreak commentReference delText delInstrText"
        " annotationRef footnoteRef endnoteRef"
    ).split()
)
_SPACES = str.maketrans("\n\r\t", "   ")


@dataclass(frozen=True, slots=True)
class Atom:
    """A piece of text with the element that holds it, and the run around that."""

    start: int  # characters of the paragraph
    text: str
    element: Element
    run: Element

    @property
    def end(self) -> int:
        """Where the next piece starts."""
        return self.start + len(self.text)


def read_parts(data: bytes, shown: str) -> dict[str, bytes]:
    """Return the parts of a package by name. Raises FixproseError if it is none."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            if any(info.file_size > _LARGEST for info in package.infolist()):
                raise FixproseError(f"{shown}: a part of this Word file is too large to read")
            return {info.filename: package.read(info) for info in package.infolist()}
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError) as error:
        raise FixproseError(f"{shown}: is no Word file (.docx): {error}") from None


def main_part(parts: dict[str, bytes], shown: str) -> str:
    """Return the name of the part with the text. Raises FixproseError if there is none."""
    found = related(parts, "", "officeDocument", shown) or "word/document.xml"
    if found not in parts:
        raise FixproseError(f"{shown}: is no Word file (.docx): it holds no document")
    return found


def related(parts: dict[str, bytes], part: str, kind: str, shown: str) -> str | None:
    """Return the name of the part that is a `kind` of another (of the package: an empty name)."""
    data = parts.get(relations_of(part))
    for each in parse(data, shown) if data else ():
        if each.get("Type") == _RELATION + kind:
            target = posixpath.join("/", posixpath.dirname(part), each.get("Target", ""))
            return posixpath.normpath(target).lstrip("/")
    return None


def relations_of(part: str) -> str:
    """Return the name of the part with the relations of another."""
    return posixpath.join(posixpath.dirname(part), "_rels", posixpath.basename(part) + ".rels")


def parse(data: bytes, shown: str) -> Element:
    """Return the root of a part. Raises FixproseError where lxml is missing or it is no XML."""
    try:
        from lxml import etree
    except ImportError:
        raise FixproseError(
            f"{shown}: Word files need lxml: pip install 'fixprose[docx]'"
        ) from None
    try:
        return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError as error:
        raise FixproseError(f"{shown}: this Word file is damaged: {error}") from None


def read_text(data: bytes, shown: str) -> str:
    """Return the text of a Word file. Raises FixproseError for what cannot be read as one."""
    parts = read_parts(data, shown)
    root = parse(parts[main_part(parts, shown)], shown)
    if not root.tag.startswith(W):
        raise FixproseError(f"{shown}: save this Word file as “Word document”, not “Strict”")
    return "\n".join(text_of(paragraph) for paragraph in paragraphs(root))


def paragraphs(root: Element) -> Iterator[Element]:
    """Yield the paragraphs of the text, in tables too, but not those of drawings in runs."""
    for paragraph in root.iter(W + "p"):
        if next(paragraph.iterancestors(W + "r", W + "p"), None) is None:
            yield paragraph


def text_of(paragraph: Element) -> str:
    """Return a paragraph's text."""
    return "".join(atom.text for atom in atoms(paragraph))


def atoms(paragraph: Element) -> Iterator[Atom]:
    """Yield the pieces of a paragraph's text."""
    at = 0
    for run in _runs(paragraph):
        for element in run:
            text = _text(element)
            if text:
                yield Atom(at, text, element, run)
                at += len(text)


def _runs(parent: Element) -> Iterator[Element]:
    for child in parent:
        if child.tag == W + "r":
            yield child
        elif child.tag in _WITHIN:
            yield from _runs(child)


def _text(element: Element) -> str:
    if element.tag == W + "t":
        text = (element.text or "").translate(_SPACES)
        return text if element.get(SPACE) == "preserve" else text.strip(" ")
    if element.tag in _UNSEEN or not isinstance(element.tag, str):
        return ""
    return _CHARACTERS.get(element.tag, OBJECT)
