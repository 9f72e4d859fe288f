"""How a sheet of the plan workbook prints: on A4 across, its letters never too small to be read.

A sheet that is too wide for that goes on on further pages, where the column that says what a row is stands again.
"""

import math
from collections.abc import Sequence

from xlsxwriter.worksheet import Worksheet

from monosashi.exchange.plan_workbook.layout import Column, Kind, SheetLayout

SMALLEST = 65
"""Percent. At 10 points, what is printed smaller than this is read with effort."""

_PAPER_A4 = 9
_PAGE = 132
"""Half-width letters that stand side by side on A4 across at 100 percent, between the margins."""


def print_table(sheet: Worksheet, layout: SheetLayout, head_row: int, remark_width: int) -> None:
    """Lay a sheet of rows out on paper. `head_row` counts from 0 and stands on every page."""
    widths = (*(column.width for column in layout.columns), remark_width)
    repeated = repeated_column(layout.columns)
    breaks = page_breaks(widths, repeated)
    _paper(sheet, head_row)
    if not breaks:
        sheet.fit_to_pages(1, 0)
        return
    sheet.repeat_columns(repeated)
    sheet.set_v_pagebreaks(breaks)
    sheet.set_print_scale(_scale(widths, repeated, breaks))
    sheet.print_across()


def print_upright(sheet: Worksheet, head_row: int) -> None:
    """Lay the sheet of the plan itself out on paper."""
    _paper(sheet, head_row)
    sheet.fit_to_pages(1, 0)


def _paper(sheet: Worksheet, head_row: int) -> None:
    sheet.set_landscape()
    sheet.set_paper(_PAPER_A4)
    sheet.set_margins(0.4, 0.4, 0.5, 0.5)
    sheet.repeat_rows(head_row)
    sheet.set_footer("&L&A&R&P / &N")
    sheet.hide_gridlines(2)


def repeated_column(columns: Sequence[Column]) -> int:
    """The column that says what a row is: its own name, else the first that points at something."""
    named = (at for at, column in enumerate(columns) if column.field == "name" and column.required)
    pointing = (at for at, column in enumerate(columns) if column.kind is Kind.REF and column.required)
    return next(named, next(pointing, 0))


def page_breaks(widths: Sequence[int], repeated: int) -> list[int]:
    """Before which columns a new page begins; none where all of them fit on one page at a size that can be read."""
    room = _PAGE * 100 // SMALLEST
    if sum(widths) <= room:
        return []
    pages = math.ceil((sum(widths) - widths[repeated]) / (room - widths[repeated]))
    fair = widths[repeated] + (sum(widths) - widths[repeated]) / pages
    breaks: list[int] = []
    used = 0
    for at, width in enumerate(widths):
        over_fair = len(breaks) < pages - 1 and used + width / 2 > fair
        if at > repeated and (over_fair or used + width > room):
            breaks.append(at)
            used = widths[repeated]
        used += width
    return breaks


def _scale(widths: Sequence[int], repeated: int, breaks: Sequence[int]) -> int:
    """Percent at which the widest page fits."""
    ends = (*breaks, len(widths))
    starts = (0, *breaks)
    pages = [sum(widths[a:b]) + (widths[repeated] if a else 0) for a, b in zip(starts, ends, strict=True)]
    return min(100, _PAGE * 100 // max(pages))
