"""Workbooks as people and other programs hand them back: cells typed over, columns dropped, saved again."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from opened_by_hand import opened_book, saved_book

HEAD_ROW = 4


def typed(raw: bytes, cells: Mapping[str, Mapping[str, Any]]) -> bytes:
    """The workbook after somebody typed into cells: sheet -> address -> value."""
    book = opened_book(raw)
    for sheet, values in cells.items():
        for address, value in values.items():
            book[sheet][address] = value
    return saved_book(book)


def row_added(raw: bytes, sheet: str, number: int, **values: object) -> bytes:
    """The workbook with a row typed under the headers named."""
    book = opened_book(raw)
    put_row(book[sheet], number, values)
    return saved_book(book)


def put_row(sheet: Worksheet, number: int, values: Mapping[str, Any]) -> None:
    for header, value in values.items():
        sheet.cell(number, column_of(sheet, header)).value = value


def column_of(sheet: Worksheet, header: str) -> int:
    for cell in sheet[HEAD_ROW]:
        if str(cell.value or "").split("※")[0].split("（")[0] == header:
            return int(cell.column or 0)
    raise LookupError(header)


def saved_by_libreoffice(raw: bytes) -> bytes:
    """The workbook opened, recalculated and saved by LibreOffice. Skipped by name where it is not on the machine."""
    return all_saved_by_libreoffice({"in": raw})["in"]


def all_saved_by_libreoffice(raws: Mapping[str, bytes]) -> dict[str, bytes]:
    """The same with several workbooks, each under its name, by one start of the program."""
    soffice = shutil.which("soffice")
    if soffice is None:
        if os.environ.get("CI") == "true":
            pytest.fail("soffice is not on this machine")
        pytest.skip("soffice is not on this machine")
    with tempfile.TemporaryDirectory() as folder:
        sources = [Path(folder, f"{name}.xlsx") for name in raws]
        for source, raw in zip(sources, raws.values(), strict=True):
            source.write_bytes(raw)
        profile = f"-env:UserInstallation={Path(folder, 'profile').as_uri()}"
        out = Path(folder, "out")
        command = [soffice, profile, "--headless", "--convert-to", "xlsx", "--outdir", str(out), *map(str, sources)]
        subprocess.run(command, check=True, capture_output=True, timeout=180)
        return {source.stem: (out / source.name).read_bytes() for source in sources}
