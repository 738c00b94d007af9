"""Files in and out: bytes to a document, a document back to the same bytes.

Nothing is translated on the way in (newlines, BOM, final newline stay), so an unchanged document
gives its bytes back, and a changed one differs only where its text does.
"""

from __future__ import annotations

import codecs
import os
import secrets
import stat
from contextlib import suppress
from pathlib import Path

from fixprose.errors import FixproseError
from fixprose.text.document import Document
from fixprose.text.formats import format_of_suffix, formats, reader_for

_BOMS = (  # the longer first: UTF-32's little-endian mark begins with UTF-16's
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# What an English text that is not UTF-8 is likely to be in. Windows-1252 comes first: the others
# must look clearly better, since nearly all bytes are the same in all of them.
_LIKELY = ("cp1252", "mac_roman", "cp1251", "cp932", "gb18030")
_MARGIN = 0.03
_MOST_CHAOS = 0.1
_MAGIC = (b"%PDF-", b"PK\x03\x04", b"\x1f\x8b", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x7fELF")
_CONTROLS = bytes(set(range(32)) - set(b"\b\t\n\v\f\r\x1b"))


def read_document(
    source: str | os.PathLike[str] | bytes,
    *,
    path: str | None = None,
    encoding: str | None = None,
    format: str | None = None,
) -> Document:
    """Read a document from a path, or from bytes that came from elsewhere.

    `path` names bytes (standard input) for messages and for the format; `encoding` and `format`
    are taken as given, else found out. Raises FixproseError for what cannot be read, is binary,
    cannot be decoded, or has no reader.
    """
    if isinstance(source, bytes):
        data, name = source, path
    else:
        name = path or os.fspath(source)
        try:
            data = Path(source).read_bytes()
        except OSError as error:
            raise FixproseError(f"{name}: cannot be read ({error.strerror or error})") from error
    kind = format_for(name, format)
    shown = name or "<stdin>"
    if kind == "docx":
        from fixprose.text.wordml import read_text

        return Document(read_text(data, shown), name, kind, package=data)
    bom, found = _find_encoding(data, shown, encoding)
    body = data[len(bom) :]
    return Document(_decode(body, found, shown), name, kind, found, bom)


def encode_document(document: Document) -> bytes:
    """Return the bytes of `document`: BOM and encoding as they were read.

    Raises FixproseError where a character has no place in the document's encoding, and for a
    changed Word file: that is written with its changes tracked.
    """
    if document.package:
        return _encode_package(document)
    try:
        return document.bom + document.text.encode(document.encoding)
    except UnicodeEncodeError as error:
        character = document.text[error.start]
        raise FixproseError(
            f"{document.path or '<stdin>'}: {character!r} (U+{ord(character):04X}) cannot be "
            f"written in {document.encoding}; convert the file to UTF-8 first"
        ) from error


def _encode_package(document: Document) -> bytes:
    from fixprose.text.wordml import read_text

    shown = document.path or "<stdin>"
    if read_text(document.package, shown) != document.text:
        raise FixproseError(
            f"{shown}: this cannot be written into a Word file; use fixprose fix and fixprose apply"
            " with a reviewed .docx"
        )
    return document.package


def write_atomic(path: str | os.PathLike[str], data: bytes) -> None:
    """Replace the contents of `path` by `data`, wholly or not at all.

    The bytes go to a new file in the same folder, reach the disk, take over the old file's mode,
    and then its place. A symbolic link stays one: the file it points to is replaced. Raises
    FixproseError when anything fails; the file is then as it was.
    """
    target = Path(os.path.realpath(path))
    try:
        mode = target.stat().st_mode
    except FileNotFoundError:
        mode = None
    except OSError as error:
        raise _unwritten(path, error) from error
    if mode is not None and not stat.S_ISREG(mode):
        raise FixproseError(f"{os.fspath(path)}: not a regular file, nothing was written")
    if mode is not None and not os.access(target, os.W_OK):
        raise FixproseError(f"{os.fspath(path)}: is read-only, nothing was written")
    temporary = target.parent / f".fixprose-{secrets.token_hex(8)}.tmp"
    try:
        _write_new(temporary, data)
        if mode is not None:
            os.chmod(temporary, stat.S_IMODE(mode))
        os.replace(temporary, target)
    except OSError as error:
        _remove(temporary)
        raise _unwritten(path, error) from error
    except BaseException:
        _remove(temporary)
        raise
    _sync_folder(target.parent)


def format_for(path: str | None, format: str | None = None) -> str:
    """Return the name of the format that `path` is read as.

    A given `format` wins; no path and no suffix mean plain text. Raises FixproseError for a
    suffix that no reader knows, and for an unknown format.

    >>> format_for("notes.md"), format_for("README"), format_for("page.html", "text")
    ('markdown', 'text', 'text')
    """
    if format is not None:
        reader_for(format)
        return format
    suffix = Path(path).suffix.lower() if path else ""
    if not suffix:
        return "text"
    found = format_of_suffix(suffix)
    if found is None:
        raise FixproseError(
            f"{path}: no reader for {suffix} files; say how to read it: "
            f"--format {' or '.join(formats())}"
        )
    return found


def _find_encoding(data: bytes, shown: str, given: str | None) -> tuple[bytes, str]:
    """Return the BOM and the encoding of what follows it."""
    bom, marked = next(((b, e) for b, e in _BOMS if data.startswith(b)), (b"", None))
    if given is not None:
        name = _codec_name(given, shown).removesuffix("-sig")
        if marked is not None and marked.removesuffix("-le").removesuffix("-be") == name:
            return bom, marked
        return (bom if name == marked else b""), name
    if marked is not None:
        return bom, marked
    _refuse_binary(data, shown)
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return b"", _guess(data, shown, error)
    return b"", "utf-8"


def _codec_name(given: str, shown: str) -> str:
    try:
        codec = codecs.lookup(given)
        is_text = getattr(codec, "_is_text_encoding", True)
    except LookupError:
        is_text = False
    if not is_text:
        raise FixproseError(f"{shown}: unknown encoding {given!r}; try utf-8, cp1252 or latin-1")
    return codec.name


def _refuse_binary(data: bytes, shown: str) -> None:
    at = data.find(0)
    if at >= 0:
        raise FixproseError(
            f"{shown}: looks binary (a NUL at byte {at}); "
            "if it is text, name its encoding, as in --encoding utf-16-le"
        )
    controls = len(data) - len(data.translate(None, _CONTROLS))
    if data.startswith(_MAGIC) or controls * 20 > len(data):
        raise FixproseError(f"{shown}: looks binary, not text; nothing was done")


def _guess(data: bytes, shown: str, error: UnicodeDecodeError) -> str:
    from charset_normalizer import from_bytes

    matches = [
        (match.chaos, rank, name)
        for match in from_bytes(data, cp_isolation=list(_LIKELY), preemptive_behaviour=False)
        for rank, name in enumerate(_LIKELY)
        if name == match.encoding or name in match.could_be_from_charset
    ]
    if matches:
        best = min(matches)[0]
        chaos, _, name = min((m for m in matches if m[0] <= best + _MARGIN), key=lambda m: m[1])
        if chaos <= _MOST_CHAOS:
            return name
    raise FixproseError(
        f"{shown}: not UTF-8 (byte {error.start} is 0x{data[error.start]:02x}) and its encoding "
        "cannot be told; name it, as in --encoding cp1252"
    ) from error


def _decode(body: bytes, encoding: str, shown: str) -> str:
    try:
        text = body.decode(encoding)
        exact = text.encode(encoding) == body
    except UnicodeDecodeError as error:
        raise FixproseError(
            f"{shown}: byte {error.start} (0x{body[error.start]:02x}) is not {encoding}; "
            "name the right encoding, as in --encoding cp1252"
        ) from error
    except UnicodeError:
        exact = False
    if not exact:
        raise FixproseError(
            f"{shown}: cannot be read as {encoding} and written back byte for byte; "
            "name another encoding with --encoding, or convert the file to UTF-8"
        )
    return text


def _write_new(path: Path, data: bytes) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _remove(temporary: Path) -> None:
    """Take the new file away, if there is one and it can be: the first error is the one to tell."""
    with suppress(OSError):
        temporary.unlink()


def _sync_folder(folder: Path) -> None:
    """Make the new name last; some systems cannot open a folder, and the data is safe anyway."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(handle)
    except OSError:
        pass
    finally:
        os.close(handle)


def _unwritten(path: str | os.PathLike[str], error: OSError) -> FixproseError:
    return FixproseError(
        f"{os.fspath(path)}: cannot be written ({error.strerror or error}); the file is as it was"
    )
