"""The list that whoever fills the content management system works through: file, title, kind, target, SHA-256. Excel and CSV."""

import io
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from datetime import date, datetime, time

import xlsxwriter

from monosashi.core.messages import message
from monosashi.exchange.plan_workbook.row_heights import lines_of
from monosashi.exchange.spreadsheets.neutral import WRITER_OPTIONS
from monosashi.publishing.open_data.cells import csv_bytes
from monosashi.publishing.output_files import OutputFile
from monosashi.wording import LANGUAGES, render

_WIDTHS = (6, 34, 40, 7, 40, 9, 34)
_DONE, _SUM = 5, 6
_LINE, _SUM_LINES = 15, 2
"""Points of a line, and the lines that a hash takes."""
_TEXT_LIMIT = 32_000


@dataclass(frozen=True, slots=True)
class UploadRow:
    """One thing to upload. `kind` is `piece` or `attachment`; `target` is the address under which it belongs."""

    file: str
    title: str
    kind: str
    target: str
    sha256: str


def upload_files(rows: tuple[UploadRow, ...], created: date) -> tuple[OutputFile, OutputFile]:
    """The list as a workbook with a column to tick off, and as a CSV. `created` is the day that the workbook says of itself."""
    return OutputFile("upload-list.xlsx", _workbook(rows, created)), OutputFile("upload-list.csv", _csv(rows))


def _csv(rows: Sequence[UploadRow]) -> bytes:
    heading = ("number", "file", "title", "kind", "target", "sha256")
    return csv_bytes(heading, ((number, *astuple(row)) for number, row in enumerate(rows, start=1)))


def _workbook(rows: Sequence[UploadRow], created: date) -> bytes:
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {**WRITER_OPTIONS, "in_memory": True})
    book.set_properties({"created": datetime.combine(created, time())})
    sheet = book.add_worksheet(_say("pieces.list.sheet"))
    head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    text = book.add_format({"text_wrap": True, "valign": "top"})
    box = book.add_format({"border": 1})
    small = book.add_format({"text_wrap": True, "valign": "top", "font_size": 8, "font_color": "#4d4d4d"})
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width)
    for column, name in enumerate(("number", "file", "title", "kind", "target", "done", "sha256")):
        sheet.write_string(0, column, _say(f"pieces.list.{name}"), head)
    for number, row in enumerate(rows, start=1):
        sheet.set_row(number, _LINE * max(_SUM_LINES, lines_of(row.title, _WIDTHS[2])))
        sheet.write_number(number, 0, number, text)
        told = (row.file, row.title, _say(f"pieces.kind.{row.kind}"), row.target)
        for column, words in enumerate(told, start=1):
            sheet.write_string(number, column, words[:_TEXT_LIMIT], text)
        sheet.write_blank(number, _DONE, None, box)
        sheet.write_string(number, _SUM, row.sha256, small)
    sheet.freeze_panes(1, 3)
    sheet.autofilter(0, 0, max(len(rows), 1), len(_WIDTHS) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    book.close()
    return target.getvalue()


def _say(id_: str) -> str:
    return render(message(id_), LANGUAGES[0])
