"""The lists from which cells are chosen, on a hidden sheet: coded words, fiscal years, and what has a name in another sheet.

Names are taken from the other sheets by our own formulas, so that a department typed a minute ago can be chosen.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from monosashi.core.fiscal_years import print_fiscal_year
from monosashi.core.plan import Plan
from monosashi.exchange.plan_workbook.codes import CODES, UNDECLARED, words_of
from monosashi.exchange.plan_workbook.labels import KINDS
from monosashi.exchange.plan_workbook.layout import SHEET, WORDS, Column, Kind
from monosashi.exchange.plan_workbook.rows import Row

FIRST_ROW = 5
"""The first row below the headers of every sheet, counted from 1."""

_SPARE = 100
"""Rows below the written ones that are offered as soon as something is typed there."""

_MARGIN = 10
"""Years before and after the plan's period in which figures beside it may lie."""

_NAME_FIELD = {"questions": "text", "documents": "title"}
_BESIDE_FIELD = {"departments": "parent", "nodes": "parent", "indicators": "node", "budget_programs": "part"}


class ListSheet(Worksheet):  # type: ignore[misc]  # the library has no types
    """A sheet whose formulas hold no function that is younger than the format of workbooks.

    XlsxWriter looks for each of thirty in each formula, to mark it: a third of the time that the workbook takes.
    """

    def _prepare_formula(self, formula: str, *_: object) -> str:
        return formula.removeprefix("=")


class DropDowns:
    """The hidden sheet of lists, filled as they are added."""

    def __init__(self, workbook: xlsxwriter.Workbook, sheet: Worksheet) -> None:
        self._workbook = workbook
        self._sheet = sheet
        self._column = 0

    def add_all(self, plan: Plan, rows: Mapping[str, Sequence[Row]], labels: Mapping[str, Mapping[str, str]]) -> None:
        """All lists that a column of the layout may ask for."""
        for name in CODES:
            self._add(name, [word for word, code in words_of(name).items() if code.value != UNDECLARED])
        period = range(plan.first_year, plan.last_year + 1)
        around = range(plan.first_year - _MARGIN, plan.last_year + _MARGIN + 1)
        self._add("period", [print_fiscal_year(year) for year in period])
        self._add("around", [print_fiscal_year(year) for year in around])
        self._add("yes", [WORDS["yes"]])
        for kind in KINDS:
            self._add_names(kind, [labels[kind][row["id"]] for row in rows[kind]], rows[kind])

    def _add(self, name: str, words: Iterable[str]) -> None:
        held = list(words)
        letter = self._headed(name)
        for at, word in enumerate(held, start=1):
            self._sheet.write_string(at, self._column - 1, word)
        self._workbook.define_name(list_name(name), f"={self._quoted}!${letter}$2:${letter}${len(held) + 1}")

    def _add_names(self, kind: str, labels: Sequence[str], rows: Sequence[Row]) -> None:
        letter, column = self._headed(kind), self._column - 1
        last = FIRST_ROW + len(rows) + _SPARE - 1
        for at in range(len(rows) + _SPARE):
            label = labels[at] if at < len(labels) else ""
            if at < len(rows) and not _is_live(label, kind, rows[at]):
                self._sheet.write_string(at + 1, column, label)
            else:
                self._sheet.write_formula(at + 1, column, _live(kind, FIRST_ROW + at, last), None, label)
        area = f"{self._quoted}!${letter}$2:${letter}${len(rows) + _SPARE + 1}"
        first = f"{self._quoted}!${letter}$2"
        count = f'MAX(1,SUMPRODUCT(MAX(({area}<>"")*ROW({area})))-1)'
        self._workbook.define_name(list_name(kind), f"=OFFSET({first},0,0,{count},1)")

    def _headed(self, name: str) -> str:
        self._sheet.write_string(0, self._column, name)
        self._column += 1
        return str(xl_col_to_name(self._column - 1))

    @property
    def _quoted(self) -> str:
        return f"'{self._sheet.get_name()}'"


def list_name(name: str) -> str:
    """The defined name of a list."""
    return f"list_{name}"


def choice_of(column: Column) -> tuple[str, str] | None:
    """The list from which a cell of the column is chosen, and how strictly; None where it is typed freely."""
    match column.kind:
        case Kind.CODE:
            return column.of, "stop"
        case Kind.MARK:
            return "yes", "stop"
        case Kind.REF:
            return column.of, "warning"
        case Kind.YEAR if column.of:
            return column.of, "warning"
    return None


def _is_live(label: str, kind: str, row: Row) -> bool:
    """Whether the formula comes to the label: the name, or the name with what it belongs to."""
    return bool(label == row[_NAME_FIELD.get(kind, "name")])


def _live(kind: str, row: int, last: int) -> str:
    """The name in a row of the list's own sheet; one that stands there twice with what it belongs to."""
    sheet = f"'{SHEET[kind].name}'"
    name = _letter(kind, _NAME_FIELD.get(kind, "name"))
    held = f"INDEX({sheet}!${name}:${name},{row})"
    plain = f'IF({held}="","",{held})'
    if kind not in _BESIDE_FIELD:
        return f"={plain}"
    beside = _letter(kind, _BESIDE_FIELD[kind])
    twice = f"SUMPRODUCT(--({sheet}!${name}${FIRST_ROW}:${name}${last}={held}))>1"
    told_apart = f'{held}&"（"&INDEX({sheet}!${beside}:${beside},{row})&"）"'
    return f'=IF({held}="","",IF({twice},{told_apart},{held}))'


@cache
def _letter(kind: str, field: str) -> str:
    at = next(at for at, column in enumerate(SHEET[kind].columns) if column.field == field)
    return str(xl_col_to_name(at))
