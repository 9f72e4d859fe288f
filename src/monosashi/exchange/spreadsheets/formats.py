"""Which kind of file it really is, whatever its name says, where it is none that we take."""

import zipfile
import zlib
from enum import StrEnum

_OLE = bytes.fromhex("D0CF11E0A1B11AE1")
_ZIP = b"PK\x03\x04"
_EMPTY_ZIP = b"PK\x05\x06"
_HEAD = 4096
_ENCRYPTED = 0x1
_TYPES = "[Content_Types].xml"
_TYPES_LIMIT = 2_000_000

_IN_OLE = (
    ("EncryptedPackage", "password"),
    ("EncryptionInfo", "password"),
    ("Workbook", "xls"),
    ("Book", "xls"),
    ("WordDocument", "word"),
)
_IN_TYPES = (
    (b"macroEnabled", "has_macros"),
    (b"vbaProject", "has_macros"),
    (b"wordprocessingml.document.main", "word"),
    (b"presentationml", "other_office"),
    (b"sheet.binary", "xlsb"),
)
_NO_FORM = (
    (b"ms-word.document.macroEnabled", "has_macros"),
    (b"presentationml", "other_office"),
    (b"ms-powerpoint", "other_office"),
    (b"sheet.binary", "xlsb"),
)
_FORM = (b"spreadsheetml", b"ms-excel.sheet.macroEnabled", b"wordprocessingml.document.main")


class Wanted(StrEnum):
    """What a file is asked to be. Of a form parts are rewritten and macros stay as they are: a workbook may have them."""

    WORKBOOK = "spreadsheet"
    FORM = "forms"


def refused_content(raw: bytes) -> str | None:
    """What the bytes are instead of a package, None where they are one."""
    if not raw.strip(b"\0 \r\n\t"):
        return "empty"
    if raw.startswith(_ZIP):
        return None
    if raw.startswith(_EMPTY_ZIP):
        return "not_a_workbook"
    if raw.startswith(_OLE):
        return _of_ole(raw)
    return _of_text(raw)


def _of_ole(raw: bytes) -> str:
    for stream, why in _IN_OLE:
        if stream.encode("utf-16-le") in raw:
            return why
    return "xls"


def _of_text(raw: bytes) -> str:
    head = raw[:_HEAD].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if head.startswith(b"%pdf"):
        return "pdf"
    if b"<html" in head or b"<!doctype html" in head or b"<table" in head:
        return "html"
    if head.startswith(b"<?xml"):
        return "xml"
    if head.startswith(b"{\\rtf"):
        return "word"
    return "text" if _is_text(raw[:_HEAD]) else "not_a_workbook"


def _is_text(head: bytes) -> bool:
    if b"\0" in head:
        return False
    for encoding in ("utf-8", "cp932"):
        for cut in (0, 1, 2, 3):  # the last letter may be cut in two
            try:
                head[: len(head) - cut].decode(encoding)
            except UnicodeDecodeError:
                continue
            return True
    return False


def refused_package(archive: zipfile.ZipFile, wanted: Wanted = Wanted.WORKBOOK) -> str | None:
    """What the package is instead of what is wanted, None where it is that."""
    if any(entry.flag_bits & _ENCRYPTED for entry in archive.infolist()):
        return "password"
    names = set(archive.namelist())
    if "mimetype" in names and "content.xml" in names:
        return "ods"
    if _TYPES not in names:
        return "not_a_workbook"
    types = _content_types(archive)
    return _no_form(types) if wanted is Wanted.FORM else _of_types(types, names)


def _no_form(types: bytes | None) -> str | None:
    if types is None:
        return "damaged"
    for mark, why in _NO_FORM:
        if mark in types:
            return why
    return None if any(mark in types for mark in _FORM) else "not_a_workbook"


def _of_types(types: bytes | None, names: set[str]) -> str | None:
    if types is None:
        return "damaged"
    for mark, why in _IN_TYPES:
        if mark in types:
            return why
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        return "has_macros"
    return None if b"spreadsheetml" in types else "not_a_workbook"


def _content_types(archive: zipfile.ZipFile) -> bytes | None:
    try:
        with archive.open(_TYPES) as stream:
            return stream.read(_TYPES_LIMIT)
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError, EOFError, NotImplementedError, zlib.error):
        return None
