"""Small Word files, written by hand."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def package_of(body: str) -> bytes:
    """Return a Word file with a body."""
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_MAIN}"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1"'
        f' Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'<w:document xmlns:w="{_WORD}"><w:body>{body}</w:body></w:document>',
        "word/other.xml": "<other>  kept as it is </other>",
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in parts.items():
            package.writestr(name, '<?xml version="1.0" encoding="UTF-8"?>\n' + text)
    return stream.getvalue()


@pytest.fixture
def package() -> Callable[[str], bytes]:
    """Make a Word file of a body."""
    return package_of


@pytest.fixture
def letter() -> bytes:
    """Bold and plain runs, an earlier reviewer's changes, a table, a picture."""
    return package_of(
        "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>The bo</w:t></w:r>"
        '<w:r><w:t xml:space="preserve">at is rapid</w:t></w:r>'
        '<w:ins w:id="7" w:author="Ann"><w:r><w:t xml:space="preserve"> and very clean</w:t></w:r></w:ins>'
        '<w:del w:id="8" w:author="Ann"><w:r><w:delText xml:space="preserve"> and dirty</w:delText></w:r></w:del>'
        "<w:r><w:t>.</w:t></w:r></w:p>"
        "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid><w:tr><w:tc><w:tcPr/>"
        "<w:p><w:r><w:t>A cell that is odd.</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
        "<w:p><w:r><w:t>One</w:t><w:tab/><w:t>two</w:t></w:r></w:p>"
    )
