"""The plan workbook on paper: every sheet on A4, letters that can be read, rows that are known on every page."""

import io

import pytest
from openpyxl import load_workbook

from monosashi.exchange.plan_workbook import write_plan_workbook
from monosashi.exchange.plan_workbook.layout import SHEET, SHEETS
from monosashi.exchange.plan_workbook.printing import SMALLEST, page_breaks, repeated_column
from sample_plans import sample_plan

WIDE = {"nodes", "indicators", "figures", "results", "ratings", "answers"}


@pytest.mark.parametrize(
    ("widths", "breaks"),
    [((20, 40, 100), []), ((20, 40, 100, 100), [3]), ((12, 36, 100, 100, 100, 100), [3, 4, 5])],
)
def test_a_sheet_wider_than_the_page_goes_on_before_a_column_that_fits(
    widths: tuple[int, ...], breaks: list[int]
) -> None:
    assert page_breaks(widths, 1) == breaks


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.key)
def test_no_page_is_wider_than_what_can_be_read(sheet: object) -> None:
    layout = SHEET[getattr(sheet, "key", "")]
    widths = [*(column.width for column in layout.columns), 24]
    at = repeated_column(layout.columns)
    breaks = page_breaks(widths, at) if not layout.vertical else []
    assert bool(breaks) == (layout.key in WIDE)
    ends = [*breaks, len(widths)]
    starts = [0, *breaks]
    pages = [sum(widths[a:b]) + (widths[at] if a else 0) for a, b in zip(starts, ends, strict=True)]
    assert layout.vertical or max(pages) * SMALLEST <= 13200


@pytest.mark.slow
def test_the_sheet_of_indicators_prints_on_a4_with_their_names_on_every_page() -> None:
    book = load_workbook(io.BytesIO(write_plan_workbook(sample_plan())))
    sheet = book["評価指標"]
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
    assert (sheet.page_setup.scale or 100) >= SMALLEST
    assert sheet.print_title_cols == "$C:$C"
    assert sheet.col_breaks.brk
    assert sheet["C4"].value == "指標の名称※"
