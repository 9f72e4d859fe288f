"""Workbooks in and out: reading what people return, marking what is wrong in it, and writing nothing that runs."""

from monosashi.exchange.spreadsheets.reading import Sheet, Workbook, open_workbook
from monosashi.exchange.spreadsheets.workbook_parts import Visibility

__all__ = ["Sheet", "Visibility", "Workbook", "open_workbook"]
