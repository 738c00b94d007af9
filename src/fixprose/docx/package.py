"""Packages written anew: parts that did not change keep their bytes, their order and their date."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from fixprose.text.wordml import Element

_EPOCH = (1980, 1, 1, 0, 0, 0)  # of new parts: the same input gives the same bytes


def replaced(package: bytes, parts: Mapping[str, bytes]) -> bytes:
    """Return the package with some parts replaced, new ones at the end."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(package)) as before,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as after,
    ):
        for info in before.infolist():
            after.writestr(info, parts.get(info.filename, before.read(info)))
        known = set(before.namelist())
        for name, data in parts.items():
            if name not in known:
                info = zipfile.ZipInfo(name, _EPOCH)
                info.compress_type = zipfile.ZIP_DEFLATED
                after.writestr(info, data)
    return stream.getvalue()


def written(root: Element) -> bytes:
    """Return a part as Word writes it."""
    from lxml import etree

    data: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return data
