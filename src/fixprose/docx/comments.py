"""Comments: the part that holds them, made where there is none yet."""

from __future__ import annotations

import re
from collections.abc import Iterable

from fixprose.docx import AUTHOR
from fixprose.docx.package import written
from fixprose.text.wordml import SPACE, Element, W, parse, related, relations_of

_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


class Comments:
    """The comments of one package, with those that are added."""

    def __init__(self, parts: dict[str, bytes], main: str, shown: str) -> None:
        self._parts, self._main, self._shown = parts, main, shown
        self._name = related(parts, main, "comments", shown)
        if self._name in parts:
            self._root = parse(parts[self._name], shown)
        else:
            self._root = parse(f'<w:comments xmlns:w="{W[1:-1]}"/>'.encode(), shown)
        self._next = 1 + max((int(each.get(W + "id", 0)) for each in self._root), default=-1)

    def add(self, text: str) -> str:
        """Add a comment and return its id."""
        from lxml.etree import SubElement

        number, self._next = str(self._next), self._next + 1
        given = {W + "id": number, W + "author": AUTHOR, W + "initials": "fp"}
        comment = SubElement(self._root, W + "comment", given)
        for line in text.split("\n"):
            run = SubElement(SubElement(comment, W + "p"), W + "r")
            SubElement(run, W + "t", {SPACE: "preserve"}).text = clean(line)
        return number

    def drop_ours(self) -> set[str]:
        """Remove the comments that fixprose wrote and return their ids."""
        ours = [each for each in self._root if each.get(W + "author") == AUTHOR]
        for each in ours:
            self._root.remove(each)
        return {each.get(W + "id") for each in ours}

    def changed_parts(self) -> Iterable[tuple[str, bytes]]:
        """Yield the parts to write."""
        if self._name in self._parts:
            yield self._name, written(self._root)
            return
        name = self._main.rpartition("/")[0] + "/comments.xml"
        yield name.lstrip("/"), written(self._root)
        yield from self._registered(name.lstrip("/"))

    def _registered(self, name: str) -> Iterable[tuple[str, bytes]]:
        from lxml.etree import SubElement

        types = parse(self._parts["[Content_Types].xml"], self._shown)
        space = types.tag.rpartition("}")[0] + "}"
        SubElement(types, f"{space}Override", PartName=f"/{name}", ContentType=_TYPE)
        yield "[Content_Types].xml", written(types)
        relations = relations_of(self._main)
        empty = (
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>'
        )
        root = parse(self._parts.get(relations, empty.encode()), self._shown)
        space = root.tag.rpartition("}")[0] + "}"
        given = {"Id": _free_id(root), "Type": _RELATION, "Target": name.rpartition("/")[2]}
        SubElement(root, f"{space}Relationship", given)
        yield relations, written(root)


def clean(text: str) -> str:
    """Return text without the characters that XML cannot hold."""
    return _NO_XML.sub("", text)


def _free_id(root: Element) -> str:
    taken = {each.get("Id") for each in root}
    return next(name for n in range(1, len(taken) + 2) if (name := f"rIdFixprose{n}") not in taken)
