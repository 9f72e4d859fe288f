"""One sheet of the plan workbook: title, how to fill it, headers, rows, and room for more."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from decimal import Decimal

from xlsxwriter.worksheet import Worksheet

from monosashi.exchange.plan_workbook.cell_contents import Content
from monosashi.exchange.plan_workbook.drop_downs import FIRST_ROW, choice_of, list_name
from monosashi.exchange.plan_workbook.formats import Formats
from monosashi.exchange.plan_workbook.layout import REMARK, WORDS, Column, Kind, SheetLayout
from monosashi.exchange.plan_workbook.printing import print_table, print_upright
from monosashi.exchange.plan_workbook.row_heights import height_of, lines_of

SPARE_ROWS = 20
"""Ruled empty rows below the written ones."""

_LAST_CHOSEN = 5000
"""The row down to which drop-downs reach."""

_HEAD_ROW = FIRST_ROW - 2
_REMARK_WIDTH = 24
_FROZEN_WIDTH = 60
_ROW_HEIGHT = 18

Contents = Mapping[str, Content]
"""What stands in one row, by field."""


def write_table(
    sheet: Worksheet, layout: SheetLayout, rows: Sequence[Contents], formats: Formats, money_unit: str
) -> None:
    """Fill a sheet whose rows stand one below the other."""
    sheet.write_string(0, 0, layout.name, formats.look("title"))
    sheet.write_string(1, 0, layout.purpose, formats.look("purpose"))
    sheet.set_default_row(_ROW_HEIGHT)
    sheet.set_row(0, 24)
    sheet.set_row(1, 20)
    sheet.set_row(_HEAD_ROW - 1, _notes_height(layout))
    sheet.set_row(_HEAD_ROW, 30)
    for at, column in enumerate(layout.columns):
        _head(sheet, at, column, formats, money_unit)
    _remark(sheet, len(layout.columns), len(rows), formats)
    for number, row in enumerate(rows, start=FIRST_ROW - 1):
        sheet.set_row(number, height_of(row, layout.columns))
        for at, column in enumerate(layout.columns):
            _cell(sheet, number, at, row.get(column.field), column, formats)
    for number in range(FIRST_ROW - 1 + len(rows), FIRST_ROW - 1 + len(rows) + SPARE_ROWS):
        for at, column in enumerate(layout.columns):
            sheet.write_blank(number, at, None, formats.cell(column, None))
    _arrange(sheet, layout, len(rows))


def write_upright(sheet: Worksheet, layout: SheetLayout, row: Contents, formats: Formats) -> None:
    """Fill the sheet of the plan itself: item, content, how to write it."""
    sheet.write_string(0, 0, layout.name, formats.look("title"))
    sheet.write_string(1, 0, layout.purpose, formats.look("purpose"))
    for at, (title, width) in enumerate(zip(WORDS["plan_head"], (28, 48, 48), strict=True)):
        sheet.write_string(_HEAD_ROW, at, title, formats.look("head"))
        sheet.set_column(at, at, width)
    sheet.set_default_row(_ROW_HEIGHT)
    for number, column in enumerate(layout.columns, start=FIRST_ROW - 1):
        sheet.write_string(number, 0, column.printed(""), formats.look("plain"))
        _cell(sheet, number, 1, row.get(column.field), column, formats)
        sheet.write_string(number, 2, column.note, formats.look("plain"))
    sheet.freeze_panes(FIRST_ROW - 1, 0)
    print_upright(sheet, _HEAD_ROW)


def _head(sheet: Worksheet, at: int, column: Column, formats: Formats, money_unit: str) -> None:
    look = "head_grey" if column.kind in (Kind.ID, Kind.SHOWN) else "head_required" if column.required else "head"
    note = column.note or (WORDS["id_note"] if column.kind is Kind.ID else "")
    sheet.set_column(at, at, column.width, formats.column(column))
    if note:
        sheet.write_string(_HEAD_ROW - 1, at, note, formats.look("note"))
    sheet.write_string(_HEAD_ROW, at, column.printed(money_unit), formats.look(look))
    if (chosen := choice_of(column)) is not None:
        name, strictness = chosen
        told = WORDS["drop_downs"]["code" if strictness == "stop" else "name"]
        options = {
            "validate": "list",
            "source": f"={list_name(name)}",
            "error_type": strictness,
            "error_title": told["title"],
            "error_message": told["text"],
        }
        sheet.data_validation(FIRST_ROW - 1, at, _LAST_CHOSEN, at, options)


def _notes_height(layout: SheetLayout) -> float:
    """Points for the row of notes, whose letters are small."""
    lines = max((lines_of(column.note, column.width * 5 // 4) for column in layout.columns), default=1)
    return lines * 11 + 4


def _remark(sheet: Worksheet, at: int, rows: int, formats: Formats) -> None:
    sheet.set_column(at, at, _REMARK_WIDTH)
    sheet.write_string(_HEAD_ROW - 1, at, WORDS["remark_note"], formats.look("note"))
    sheet.write_string(_HEAD_ROW, at, REMARK, formats.look("head_grey"))
    for number in range(FIRST_ROW - 1, FIRST_ROW - 1 + rows + SPARE_ROWS):
        sheet.write_blank(number, at, None, formats.look("plain"))


def _cell(sheet: Worksheet, row: int, at: int, held: Content, column: Column, formats: Formats) -> None:
    look = formats.cell(column, held)
    match held:
        case None:
            sheet.write_blank(row, at, None, look)
        case str():
            sheet.write_string(row, at, held, look)
        case Decimal():
            sheet.write_number(row, at, float(held), look)
        case date():
            sheet.write_datetime(row, at, datetime.combine(held, time()), look)


def _arrange(sheet: Worksheet, layout: SheetLayout, rows: int) -> None:
    last = len(layout.columns)
    sheet.autofilter(_HEAD_ROW, 0, FIRST_ROW - 2 + rows + SPARE_ROWS, last)
    sheet.freeze_panes(FIRST_ROW - 1, _frozen_columns(layout))
    print_table(sheet, layout, _HEAD_ROW, _REMARK_WIDTH)


def _frozen_columns(layout: SheetLayout) -> int:
    """The columns up to the one that says what a row is, where they leave room beside them."""
    width = 0
    for at, column in enumerate(layout.columns):
        width += column.width
        if width > _FROZEN_WIDTH:
            return at
        if column.kind in (Kind.SHORT, Kind.REF) and column.required and column.field not in ("level", "node"):
            return at + 1
    return 1
