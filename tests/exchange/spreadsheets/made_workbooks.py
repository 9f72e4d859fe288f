"""Real files for the tests: written by XlsxWriter, or taken apart and put together again."""

import io
import os
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path

import pytest
import xlsxwriter
from xlsxwriter.worksheet import Worksheet

Fill = Callable[[xlsxwriter.Workbook, Worksheet], None]


def workbook(fill: Fill, sheet: str = "実績") -> bytes:
    """A workbook of one sheet."""
    written = io.BytesIO()
    book = xlsxwriter.Workbook(written, {"in_memory": True})
    fill(book, book.add_worksheet(sheet))
    book.close()
    return written.getvalue()


def every_kind(book: xlsxwriter.Workbook, sheet: Worksheet) -> None:
    """B3 … F8 hold a cell of every kind."""
    sheet.write("B3", 0.226, book.add_format({"num_format": "0.0%"}))
    sheet.write("C3", 12.0)
    sheet.write("D3", 0.1 + 0.2)
    sheet.write("E3", datetime(2024, 10, 1), book.add_format({"num_format": "[$-411]ge.m.d"}))  # noqa: DTZ001
    sheet.write("F3", 0.25, book.add_format({"num_format": "[h]:mm"}))
    sheet.write_formula("B4", "=C3*2", None, 24)
    sheet.write_formula("C4", "=1/0", None, "#DIV/0!")
    sheet.write_formula("D4", '="甲"&"乙"', None, "甲乙")
    sheet.write_boolean("E4", boolean=True)
    sheet.write_string("B5", " 一行目\n二行目 ")
    sheet.write_string("C5", "_x000D_ は文字")
    sheet.write_rich_string("D5", "太い", book.add_format({"bold": True}), "字", "と細い字")
    sheet.write_string("E5", "△1,000", book.add_format({"bg_color": "#FFFF00"}))
    sheet.write_blank("F5", None, book.add_format({"bg_color": "#FF0000"}))
    sheet.write_string("F6", "=SUM(A1:A9)")
    sheet.merge_range("B7:D8", "結合")
    sheet.set_row(9, options={"hidden": True})
    sheet.write("B10", "隠れた行")
    sheet.set_column("H:I", options={"hidden": True})
    sheet.write("H11", "隠れた列")
    sheet.write_comment("B3", "昨年と同じ\n数え方です")


def rewritten(
    raw: bytes,
    parts: Mapping[str, bytes | Callable[[bytes], bytes] | None],
    *,
    compression: int = zipfile.ZIP_DEFLATED,
) -> bytes:
    """The package with these parts replaced, changed by a function, added, or (None) left out."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(out, "w", compression) as new:
        names = old.namelist()
        for name in (*names, *(added for added in parts if added not in names)):
            change = parts[name] if name in parts else old.read(name)
            content = change(old.read(name)) if callable(change) else change
            if content is not None:
                new.writestr(name, content)
    return out.getvalue()


def resaved_by_libreoffice(path: Path, folder: Path, kind: str = "xlsx") -> Path:
    """The workbook opened, recalculated and saved by LibreOffice. Skips the test where it is not installed, fails under CI."""
    office = shutil.which("soffice")
    if office is None:
        if os.environ.get("CI") == "true":
            pytest.fail("soffice is not on this machine")
        pytest.skip("soffice is not on this machine")
    out = folder / "resaved"
    profile = folder / "profile"
    subprocess.run(
        (
            office,
            f"-env:UserInstallation={profile.as_uri()}",
            "--headless",
            "--convert-to",
            kind,
            "--outdir",
            out,
            path,
        ),
        check=True,
        capture_output=True,
        timeout=180,
    )
    return (out / path.name).with_suffix(f".{kind}")
