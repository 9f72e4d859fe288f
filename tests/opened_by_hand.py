"""Workbooks as whoever fills them in opens them: by another library than the one that wrote them."""

import io
from pathlib import Path
from unittest.mock import patch

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.merge import MergedCellRange


def opened_book(book: Path | bytes, *, data_only: bool = False) -> Workbook:
    """As openpyxl reads it, without the borders inside merged cells: they take most of its time and are nobody's answer.

    `data_only`: formulas as the results saved with them.
    """
    with patch.object(MergedCellRange, "format", lambda _merged: None):
        return load_workbook(io.BytesIO(book) if isinstance(book, bytes) else book, data_only=data_only)


def saved_book(book: Workbook) -> bytes:
    """The workbook's file."""
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()
