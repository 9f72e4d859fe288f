"""The first sheet: what the workbook is, how it is filled, and which sheet is for what."""

from collections.abc import Mapping

from xlsxwriter.worksheet import Worksheet

from monosashi.core.fiscal_years import print_fiscal_year
from monosashi.core.plan import Plan
from monosashi.exchange.plan_workbook.formats import Formats
from monosashi.exchange.plan_workbook.layout import SHEETS, WORDS

_GUIDE = WORDS["guide"]
_LINES_FROM = 3


def write_guide(sheet: Worksheet, plan: Plan, counts: Mapping[str, int], formats: Formats) -> None:
    """Fill the sheet. `counts` is how many rows each sheet has."""
    for at, width in enumerate(_GUIDE["widths"]):
        sheet.set_column(at, at, width)
    period = {"first": print_fiscal_year(plan.first_year), "last": print_fiscal_year(plan.last_year)}
    under = _GUIDE["under"].format(municipality=plan.municipality.name, edition=plan.edition, **period)
    sheet.write_string(0, 0, _GUIDE["title"].format(name=plan.name), formats.look("title"))
    sheet.write_string(1, 0, under, formats.look("purpose"))
    last = len(_GUIDE["widths"]) - 1
    for row, line in enumerate(_GUIDE["lines"], start=_LINES_FROM):
        sheet.merge_range(
            row, 0, row, last, _GUIDE["line_start"] + line.replace("{unit}", plan.money_unit), formats.look("line")
        )
        sheet.set_row(row, _GUIDE["line_heights"][0 if len(line) < _GUIDE["letters_in_line"] else 1])
    _index(sheet, _LINES_FROM + len(_GUIDE["lines"]) + 1, counts, formats)
    sheet.hide_gridlines(2)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


def _index(sheet: Worksheet, top: int, counts: Mapping[str, int], formats: Formats) -> None:
    for at, title in enumerate(_GUIDE["head"]):
        sheet.write_string(top, at, title, formats.look("head"))
    for row, layout in enumerate(SHEETS, start=top + 1):
        sheet.write_url(row, 0, f"internal:'{layout.name}'!A1", formats.look("link"), layout.name)
        sheet.write_string(row, 1, WORDS["groups"][layout.group]["name"], formats.look("plain"))
        sheet.write_string(row, 2, layout.purpose, formats.look("plain"))
        sheet.write_number(row, 3, counts[layout.key], formats.look("count"))
