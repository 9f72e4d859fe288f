"""Files that are not taken: each with its sentence, and none of them harmful."""

import contextlib
import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from exchange.spreadsheets.made_workbooks import every_kind, resaved_by_libreoffice, rewritten, workbook
from monosashi.core.messages import InvalidInput
from monosashi.exchange.spreadsheets import open_workbook
from monosashi.exchange.spreadsheets.packages import PARTS_LIMIT, SIZE_LIMIT
from monosashi.wording import LANGUAGES, render

SHEET_PART = "xl/worksheets/sheet1.xml"
OLE = bytes.fromhex("D0CF11E0A1B11AE1") + bytes(504)


def good() -> bytes:
    return workbook(every_kind)


def zipped(**parts: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, content in parts.items():
            package.writestr(name.replace("__", "."), content)
    return out.getvalue()


def with_types(change: Callable[[bytes], bytes]) -> bytes:
    return rewritten(good(), {"[Content_Types].xml": change})


def with_name(name: str) -> bytes:
    return rewritten(good(), {name: b"x"})


def many_parts() -> bytes:
    return rewritten(good(), {f"xl/extra{at}.xml": b"<a/>" for at in range(PARTS_LIMIT)})


def twice() -> bytes:
    out = io.BytesIO(good())
    with pytest.warns(UserWarning, match="Duplicate name"), zipfile.ZipFile(out, "a") as package:
        package.writestr(SHEET_PART, "<worksheet/>")
    return out.getvalue()


def flagged_as_encrypted() -> bytes:
    raw = bytearray(good())
    at = raw.find(b"PK\x01\x02")
    raw[at + 8] |= 1
    return bytes(raw)


def shrunk_size() -> bytes:
    """A bomb that says in the directory that it is small: zlib stops at what is said."""
    raw = bytearray(rewritten(good(), {SHEET_PART: b"<worksheet>" + b" " * 5_000_000 + b"</worksheet>"}))
    at = raw.rfind(b"PK\x01\x02", 0, raw.rfind(SHEET_PART.encode()))
    raw[at + 24 : at + 28] = struct.pack("<I", 100)
    return bytes(raw)


SLOW = {"unpacked", "ratio", "many parts"}

BEFORE_READING: dict[str, tuple[Callable[[], bytes], str]] = {
    "empty": (lambda: b"", "kind.empty"),
    "zeros": (lambda: bytes(100), "kind.empty"),
    "xls": (lambda: OLE + "Workbook".encode("utf-16-le"), "kind.xls"),
    "doc": (lambda: OLE + "WordDocument".encode("utf-16-le"), "kind.word"),
    "password": (lambda: OLE + "EncryptionInfo".encode("utf-16-le"), "kind.password"),
    "zip password": (flagged_as_encrypted, "kind.password"),
    "csv": (lambda: "施策,実績\n窓口,80\n".encode("cp932"), "kind.text"),
    "csv utf-8": ("施策,実績\n窓口,80\n".encode, "kind.text"),
    "pdf": (lambda: b"%PDF-1.7\n", "kind.pdf"),
    "html": (lambda: b"<html><table><tr><td>80</td></tr></table></html>", "kind.html"),
    "xml": (lambda: b'<?xml version="1.0"?><Workbook/>', "kind.xml"),
    "rtf": (lambda: b"{\\rtf1 }", "kind.word"),
    "picture": (lambda: b"\x89PNG\r\n\x1a\n\x00\x00", "kind.not_a_workbook"),
    "ods": (lambda: zipped(mimetype="application/vnd.oasis.opendocument.spreadsheet", content__xml="x"), "kind.ods"),
    "zip": (lambda: zipped(a__txt="x"), "kind.not_a_workbook"),
    "empty zip": (zipped, "kind.not_a_workbook"),
    "docx": (
        lambda: with_types(lambda t: t.replace(b"spreadsheetml.sheet.main", b"wordprocessingml.document.main")),
        "kind.word",
    ),
    "pptx": (
        lambda: with_types(lambda t: t.replace(b"spreadsheetml.sheet.main", b"presentationml.x")),
        "kind.other_office",
    ),
    "xlsb": (lambda: with_types(lambda t: t.replace(b"spreadsheetml.sheet.main", b"sheet.binary")), "kind.xlsb"),
    "macros": (
        lambda: with_types(
            lambda t: t.replace(
                b"vnd.openxmlformats-officedocument.spreadsheetml.sheet.main", b"vnd.ms-excel.sheet.macroEnabled.main"
            )
        ),
        "kind.has_macros",
    ),
    "hidden macros": (lambda: with_name("xl/vbaProject.bin"), "kind.has_macros"),
    "truncated": (lambda: good()[: len(good()) // 2], "kind.damaged"),
    "traversal": (lambda: with_name("xl/../../etc/passwd"), "part_name"),
    "absolute": (lambda: with_name("/etc/passwd"), "part_name"),
    "drive": (lambda: with_name("C:x.xml"), "part_name"),
    "backslash": (lambda: with_name("xl\\..\\..\\x"), "part_name"),
    "twice": (twice, "part_twice"),
    "many parts": (many_parts, "too_many_parts"),
    "ratio": (lambda: rewritten(good(), {"xl/media/x.bin": bytes(40_000_000)}), "packed_too_tightly"),
    "unpacked": (
        lambda: rewritten(good(), {f"xl/media/{at}.bin": bytes(100_000_000) for at in range(5)}),
        "unpacks_too_large",
    ),
    "large": (lambda: bytes([1]) * (SIZE_LIMIT + 1), "too_large"),
    "no sheets": (lambda: rewritten(good(), {"xl/workbook.xml": b"<workbook/>"}), "no_sheets"),
    "no workbook": (lambda: rewritten(good(), {"xl/workbook.xml": None}), "part_missing"),
    "broken workbook": (lambda: rewritten(good(), {"xl/workbook.xml": lambda p: p[:200]}), "part_damaged"),
}


@pytest.mark.parametrize(
    "case", [pytest.param(c, marks=pytest.mark.slow) if c == "unpacked" else c for c in BEFORE_READING]
)
def test_a_file_that_is_not_taken_says_what_it_is_and_what_to_do(case: str) -> None:
    make, why = BEFORE_READING[case]
    with pytest.raises(InvalidInput) as refused:
        open_workbook(make(), "回答.xlsx")
    [problem] = refused.value.problems
    assert (problem.place, problem.why.id) == ("回答.xlsx", f"spreadsheet.{why}")
    for language in LANGUAGES:
        assert render(problem.why, language)
        assert render(problem.remedy, language)


BOMB = (
    b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><worksheet><sheetData/></worksheet>'
)
EXTERNAL = b'<?xml version="1.0"?><!DOCTYPE x SYSTEM "file:///etc/passwd"><worksheet/>'

ON_READING: dict[str, tuple[Callable[[], bytes], str]] = {
    "entities": (lambda: rewritten(good(), {SHEET_PART: BOMB}), "entity"),
    "external entity": (lambda: rewritten(good(), {SHEET_PART: EXTERNAL}), "entity"),
    "entities in strings": (lambda: rewritten(good(), {"xl/sharedStrings.xml": BOMB}), "entity"),
    "entities in styles": (lambda: rewritten(good(), {"xl/styles.xml": BOMB}), "entity"),
    "unknown encoding": (
        lambda: rewritten(good(), {SHEET_PART: lambda p: p.replace(b"UTF-8", b"UTF-8p")}),
        "part_damaged",
    ),
    "broken sheet": (lambda: rewritten(good(), {SHEET_PART: lambda p: p[:-40]}), "part_damaged"),
    "bad address": (
        lambda: rewritten(good(), {SHEET_PART: lambda p: p.replace(b'r="B3"', b'r="WXYZ3"')}),
        "part_damaged",
    ),
    "bad row": (
        lambda: rewritten(good(), {SHEET_PART: lambda p: p.replace(b'<row r="3"', b'<row r="three"')}),
        "part_damaged",
    ),
    "a size that lies": (shrunk_size, "part_damaged"),
}


@pytest.mark.parametrize("case", ON_READING)
def test_a_harmful_or_broken_part_is_refused_when_it_is_read(case: str) -> None:
    make, why = ON_READING[case]
    with pytest.raises(InvalidInput) as refused:
        open_workbook(make(), "回答.xlsx").sheets[0].at("B3")
    assert [problem.why.id for problem in refused.value.problems] == [f"spreadsheet.{why}"]


@pytest.mark.parametrize("position", range(0, 100, 4))
def test_a_flipped_byte_never_ends_in_another_error(position: int) -> None:
    raw = bytearray(good())
    raw[len(raw) * position // 100] ^= 0xFF
    with contextlib.suppress(InvalidInput):
        for sheet in open_workbook(bytes(raw), "回答.xlsx").sheets:
            list(sheet.rows())
            assert sheet.comments is not None


def test_a_file_that_is_missing_a_folder_or_a_lock_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "~$回答.xlsx").write_bytes(b"\x05")
    found = {}
    for name in ("ない.xlsx", ".", "~$回答.xlsx"):
        with pytest.raises(InvalidInput) as refused:
            open_workbook(tmp_path / name)
        found[name] = refused.value.problems[0].why.id
    assert list(found.values()) == ["spreadsheet.missing", "spreadsheet.folder", "spreadsheet.lock_file"]


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["xls", "ods", "csv", "html", "pdf"])
def test_what_libreoffice_saves_in_another_format_is_known_whatever_its_name(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "回答.xlsx"
    path.write_bytes(good())
    other = resaved_by_libreoffice(path, tmp_path, kind)
    with pytest.raises(InvalidInput) as refused:
        open_workbook(other.rename(tmp_path / "偽.xlsx"))
    [problem] = refused.value.problems
    assert problem.why.id == f"spreadsheet.kind.{'text' if kind == 'csv' else kind}"


def test_a_cell_that_points_to_no_shared_string_is_an_error_value() -> None:
    raw = rewritten(good(), {"xl/sharedStrings.xml": b"<sst/>"})
    assert open_workbook(raw).sheets[0].at("B5").shown == "#VALUE!"


def test_the_check_of_the_archive_is_that_of_zlib() -> None:
    raw = rewritten(good(), {}, compression=zipfile.ZIP_STORED)
    at = raw.find(b"<sheetData>")
    broken = raw[:at] + b"<SheetData>" + raw[at + 11 :]
    assert zlib.crc32(b"<sheetData>") != zlib.crc32(b"<SheetData>")
    with pytest.raises(InvalidInput):
        open_workbook(broken).sheets[0].at("B3")
