"""Word files: tracked changes out, a reviewer's verdicts in."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

pytest.importorskip("lxml")

from lxml import etree

from fixprose.docx import encode_revision
from fixprose.docx.settled import settle
from fixprose.docx.tracked import Change, track
from fixprose.errors import FixproseError
from fixprose.review.carry import carrier_for
from fixprose.review.decisions import Decision, Verdict, keys_of
from fixprose.review.session import ReviewedFile
from fixprose.revision import Revision, compare
from fixprose.text.document import Document
from fixprose.text.read import encode_document, read_document
from fixprose.text.wordml import W, read_text

TEXT = "The boat is rapid and very clean.\nA cell that is odd.\nOne\ttwo"
AFTER = "The ship is fast and really clean.\nA cell that is even.\nOne\ttwo more"


def _every(revision: Revision) -> frozenset[int]:
    return frozenset(fix.index for fix in revision.fixes)


def _body(package: bytes) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(package)) as parts:
        return etree.fromstring(parts.read("word/document.xml"))


@pytest.fixture
def revision(letter: bytes) -> Revision:
    """Changes in the letter, as a repair would make them."""
    return compare(read_document(letter, path="letter.docx"), AFTER)


@pytest.fixture
def reviewed(revision: Revision, tmp_path: Path) -> Path:
    """The letter with all changes tracked, for an editor to work on."""
    path = tmp_path / "reviewed.docx"
    path.write_bytes(encode_revision(revision, _every(revision)))
    return path


def test_the_text_is_read_with_earlier_changes(letter: bytes) -> None:
    """Insertions of earlier reviewers are text, their deletions are not."""
    document = read_document(letter, path="letter.docx")
    assert document.text == TEXT
    assert [block.content for block in document.blocks] == TEXT.split("\n")
    assert encode_document(document) == letter


def test_all_accepted_is_the_review_text(revision: Revision) -> None:
    """Tracked changes read as taken, or settled as taken, give the text with all fixes."""
    tracked = encode_revision(revision, _every(revision))
    assert read_text(tracked, "x") == revision.review_text == AFTER
    assert read_text(settle(tracked, lambda *_: True, "x"), "x") == AFTER


def test_all_rejected_is_the_original(revision: Revision) -> None:
    """Nothing is lost: taking all back gives the text that was read, and no comment stays."""
    back = settle(encode_revision(revision, _every(revision)), lambda *_: False, "x")
    assert read_text(back, "x") == TEXT
    assert not list(_body(back).iter(W + "commentReference", W + "commentRangeStart"))
    with zipfile.ZipFile(io.BytesIO(back)) as parts:
        assert b"w:author" not in parts.read("word/comments.xml")


def test_formats_reasons_and_authors(revision: Revision) -> None:
    """The new word is bold where the old one began bold, and each change says why."""
    tracked = encode_revision(revision, _every(revision))
    body = _body(tracked)
    ship = next(t for t in body.iter(W + "t") if t.text == "ship")
    assert ship.getparent().find(f"{W}rPr/{W}b") is not None
    ours = [each for each in body.iter(W + "ins", W + "del") if each.get(W + "author") != "Ann"]
    assert {each.get(W + "author") for each in ours} == {"fixprose"}
    ids = [each.get(W + "id") for each in body.iter(W + "ins", W + "del")]
    assert len(ids) - len(set(ids)) <= 1  # the two halves of Ann's insertion
    with zipfile.ZipFile(io.BytesIO(tracked)) as parts:
        assert b"The second text has it so." in parts.read("word/comments.xml")
        assert b"/word/comments.xml" in parts.read("[Content_Types].xml")


def test_earlier_changes_stay(revision: Revision) -> None:
    """Ann's insertion and deletion are hers afterwards, too."""
    body = _body(encode_revision(revision, _every(revision)))
    anns = [each for each in body.iter(W + "ins", W + "del") if each.get(W + "author") == "Ann"]
    kept = "".join("".join(each.itertext(W + "t", W + "delText")) for each in anns)
    assert kept == " and very clean and dirty"


def test_other_parts_keep_their_bytes(letter: bytes, revision: Revision) -> None:
    """Only the document, comments, and what registers these are new."""
    tracked = encode_revision(revision, _every(revision))
    with zipfile.ZipFile(io.BytesIO(letter)) as old, zipfile.ZipFile(io.BytesIO(tracked)) as new:
        changed = {"[Content_Types].xml", "word/document.xml"}
        assert set(new.namelist()) - set(old.namelist()) == {
            "word/comments.xml",
            "word/_rels/document.xml.rels",
        }
        for name in set(old.namelist()) - changed:
            assert old.read(name) == new.read(name)


def test_untouched_paragraphs_are_canonically_equal(letter: bytes) -> None:
    """A change in the first paragraph leaves the rest of the document as it is."""
    tracked = track(letter, [Change(4, 8, "ship", "Why.")], "x")
    before, after = (list(_body(each)[0])[1:] for each in (letter, tracked))
    same = [
        (etree.tostring(a, method="c14n"), etree.tostring(b, method="c14n"))
        for a, b in zip(before, after, strict=True)
    ]
    assert all(a == b for a, b in same)


def test_without_fixes_the_bytes_are_the_same(letter: bytes, revision: Revision) -> None:
    """Nothing found, nothing written anew; the same fixes give the same bytes."""
    assert encode_revision(revision, frozenset()) == letter
    every = _every(revision)
    assert encode_revision(revision, every) == encode_revision(revision, every)


@pytest.mark.parametrize(
    ("start", "end", "new"),
    [(0, 0, "So "), (3, 3, "\tx"), (33, 33, "!"), (17, 17, "!"), (4, 8, "")],
)
def test_a_change_at_any_place(letter: bytes, start: int, end: int, new: str) -> None:
    """At the ends of paragraphs, of runs, of another's insertion."""
    tracked = track(letter, [Change(start, end, new, "Why.")], "x")
    assert read_text(tracked, "x") == TEXT[:start] + new + TEXT[end:]
    assert read_text(settle(tracked, lambda *_: False, "x"), "x") == TEXT


def test_what_a_reviewer_left_is_read_back(revision: Revision, reviewed: Path) -> None:
    """Untouched changes need a review, so they are not made; accepted ones are."""
    carried = carrier_for(reviewed)(revision, reviewed)
    assert carried.text == TEXT
    taken = settle(reviewed.read_bytes(), lambda old, _: old == "boat", "x")
    reviewed.write_bytes(taken)
    carried = carrier_for(reviewed)(revision, reviewed)
    assert carried.text == TEXT.replace("boat", "ship")
    assert carried.data is not None
    assert read_text(carried.data, "x") == carried.text
    assert carried.lost == ()


def test_decisions_become_tracked_changes(
    revision: Revision, letter: bytes, tmp_path: Path
) -> None:
    """A review on the page or in the terminal writes Word files, too."""
    path = tmp_path / "letter.docx"
    path.write_bytes(letter)
    file = ReviewedFile(path, revision)
    file.decide([Decision(keys_of(revision)[0], Verdict.ACCEPT)])
    assert file.write()
    assert read_text(path.read_bytes(), "x") == TEXT.replace("boat", "ship")
    carried = carrier_for(file.kept_in)(revision, file.kept_in)
    assert carried.data == path.read_bytes()


def test_bad_files_are_refused_in_one_line(package: Callable[[str], bytes], letter: bytes) -> None:
    """No zip, no document, broken XML, a text that is no review."""
    for data in (b"PK\x03\x04 no", b"text", package("<w:p>"), letter[:400]):
        with pytest.raises(FixproseError) as caught:
            read_document(data, path="a.docx")
        assert "\n" not in str(caught.value)
    document = Document("Other text.", "a.txt")
    with pytest.raises(FixproseError, match="is no Word file"):
        carrier_for(Path("x.docx"))(compare(document, "Some text."), Path("x.docx"))
    with pytest.raises(FixproseError, match="cannot be written into a Word file"):
        encode_document(read_document(letter, path="a.docx").with_text("Else."))


def test_libreoffice_opens_the_result(revision: Revision, tmp_path: Path) -> None:
    """A real word processor reads the file, and has the text that we say it has."""
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        pytest.skip("LibreOffice (Debian: libreoffice-writer-nogui) is not installed")
    tracked = encode_revision(revision, _every(revision))
    (tmp_path / "tracked.docx").write_bytes(tracked)
    (tmp_path / "taken.docx").write_bytes(settle(tracked, lambda *_: True, "x"))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [office, profile, "--headless", "--convert-to", "txt:Text (encoded):UTF8"]
    command += [
        "--outdir",
        str(tmp_path),
        str(tmp_path / "tracked.docx"),
        str(tmp_path / "taken.docx"),
    ]
    subprocess.run(
        command,
        check=True,
        capture_output=True,
        timeout=300,
        env=os.environ | {"HOME": str(tmp_path)},
    )
    # LibreOffice writes what is deleted as a tracked change, too: here that is Ann's deletion.
    taken = (tmp_path / "taken.txt").read_text(encoding="utf-8-sig")
    assert taken.rstrip() == AFTER.replace("clean", "clean and dirty")
    tracked_text = (tmp_path / "tracked.txt").read_text(encoding="utf-8-sig")
    assert tracked_text.startswith("The boatship is rapidfast and veryreally clean and dirty.")
