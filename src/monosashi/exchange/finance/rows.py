"""Records of the CSV as rows of money: to whom a row belongs, and the texts of its amounts. Nothing is read as a number yet."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from monosashi.core.fiscal_years import NotAFiscalYear, read_fiscal_year
from monosashi.core.messages import InvalidInput, Problem, message
from monosashi.core.money import BudgetStage
from monosashi.exchange.finance.csv_text import Record, decoded, records, uneven
from monosashi.exchange.finance.mapping import ColumnName, FinanceMapping, StageColumn
from monosashi.exchange.finance.words import fold
from monosashi.exchange.spreadsheets.neutral import from_csv_field

_AS_TEXT = re.compile(r'="([^"]*)"')
"""How programs keep the zeros of a code from Excel."""


@dataclass(frozen=True, slots=True)
class Identity:
    """To which program a row says it belongs, as typed; "" where it does not say."""

    code: str = ""
    name: str = ""
    part: str = ""
    account: str = ""
    department: str = ""


@dataclass(frozen=True, slots=True)
class AmountText:
    """The text of one amount. `heading` names its column; `stage` is the text of a stage, or the stage of the column."""

    stage: BudgetStage | str
    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class MoneyRow:
    """One row. `line` is that of the file, from 1."""

    line: int
    identity: Identity
    item: str
    source: str
    amounts: tuple[AmountText, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of the year, how many rows of other years were left out, and the stages that the CSV has a place for."""

    rows: tuple[MoneyRow, ...]
    of_other_years: int


def read_table(raw: bytes, mapping: FinanceMapping, fiscal_year: int) -> Table:
    """The rows of a CSV. Raises InvalidInput with every missing column, else with every broken line, else every formula."""
    found, problems = records(decoded(raw, mapping.encoding), mapping.delimiter)
    if problems:
        raise InvalidInput(problems)
    if len(found) <= mapping.header_row:
        why = message("finance.no_rows", header_row=mapping.header_row)
        raise InvalidInput.of("", why, message("finance.no_rows.remedy"))
    head = found[mapping.header_row - 1] if mapping.header_row else found[0]
    layout = _Layout(head, mapping)
    body = found[mapping.header_row :]
    if problems := tuple(layout.problems) or tuple(uneven(body, len(head.fields))):
        raise InvalidInput(problems)
    reading = _Rows(layout, fiscal_year)
    rows = tuple(reading.rows(body))
    if reading.problems:
        raise InvalidInput(tuple(reading.problems))
    return Table(rows, reading.of_other_years)


class _Layout:
    """Which field of a record holds what."""

    def __init__(self, head: Record, mapping: FinanceMapping) -> None:
        self.problems: list[Problem] = []
        self._head, self._has_headings = head, mapping.header_row > 0
        self._width = len(head.fields)
        self._last = _last_told(head.fields) if self._has_headings else self._width
        columns = mapping.columns
        self.code, self.name, self.part = (self._at(column) for column in (columns.code, columns.name, columns.part))
        self.account, self.department = self._at(columns.account), self._at(columns.department)
        self.item, self.source, self.year = self._at(columns.item), self._at(columns.source), self._at(columns.year)
        self.stages = {stage: self._at(column) for stage, column in mapping.stages.items()}
        self.stage = self._stage_column(mapping.stage)

    def _stage_column(self, stage: StageColumn | None) -> tuple[int | None, int | None] | None:
        return None if stage is None else (self._at(stage.column), self._at(stage.amount))

    def heading(self, at: int) -> str:
        """The words above a column, its number where there are none."""
        return self._head.fields[at].strip() if self._has_headings else str(at + 1)

    def _at(self, column: ColumnName | None) -> int | None:
        found = () if column is None else self._places(column)
        if column is not None and len(found) != 1:
            self._missing(str(column), self._fault(column, found))
        return found[0] if len(found) == 1 else None

    def _places(self, column: ColumnName) -> tuple[int, ...]:
        """Every place that the name or number may mean."""
        if isinstance(column, int):
            return (column - 1,) if column <= self._width else ()
        headings = self._head.fields if self._has_headings else ()
        return tuple(at for at, heading in enumerate(headings) if fold(heading) == fold(column))

    def _fault(self, column: ColumnName, found: Sequence[int]) -> str:
        if isinstance(column, int):
            return "finance.no_column_number"
        if not self._has_headings:
            return "finance.heading_without_row"
        return "finance.heading_twice" if found else "finance.no_heading"

    def _missing(self, column: str, why: str) -> None:
        headings = tuple(heading.strip() for heading in self._head.fields[: self._last])
        reason = message(why, column=column, headings=headings, width=self._width)
        self.problems.append(Problem("", column, reason, message(f"{why}.remedy"), self._head.line))


def _last_told(fields: Sequence[str]) -> int:
    return max((at for at, field in enumerate(fields, start=1) if field.strip()), default=0)


class _Rows:
    """One reading of records into rows."""

    def __init__(self, layout: _Layout, fiscal_year: int) -> None:
        self.problems: list[Problem] = []
        self.of_other_years = 0
        self._layout = layout
        self._year = fiscal_year

    def rows(self, body: Sequence[Record]) -> Iterator[MoneyRow]:
        """The rows that belong to the year."""
        for record in body:
            if record.is_blank:
                continue
            if self._is_of_year(record):
                yield self._row(record)
            else:
                self.of_other_years += 1

    def _row(self, record: Record) -> MoneyRow:
        layout = self._layout
        texts = (layout.code, layout.name, layout.part, layout.account, layout.department)
        identity = Identity(*(self._text(record, at) for at in texts))
        item, source = self._text(record, layout.item), self._text(record, layout.source)
        return MoneyRow(record.line, identity, item, source, tuple(self._amounts(record)))

    def _amounts(self, record: Record) -> Iterator[AmountText]:
        for stage, at in self._layout.stages.items():
            if at is not None:
                yield AmountText(stage, self._layout.heading(at), record.fields[at])
        if self._layout.stage is not None:
            column, amount = self._layout.stage
            if column is not None and amount is not None:
                yield AmountText(self._text(record, column), self._layout.heading(amount), record.fields[amount])

    def _text(self, record: Record, at: int | None) -> str:
        """The text of a field; one that a spreadsheet would run is wrong."""
        if at is None:
            return ""
        field = record.fields[at]
        if match := _AS_TEXT.fullmatch(field.strip()):
            return match[1].strip()
        if field.lstrip().startswith(("=", "＝")):
            why, remedy = message("finance.formula"), message("finance.formula.remedy")
            self.problems.append(Problem(self._layout.heading(at), field, why, remedy, record.line))
        return from_csv_field(field).strip()

    def _is_of_year(self, record: Record) -> bool:
        at = self._layout.year
        if at is None:
            return True
        try:
            return read_fiscal_year(record.fields[at].strip()) == self._year
        except NotAFiscalYear as error:
            remedy = message("finance.year.remedy")
            self.problems.append(
                Problem(self._layout.heading(at), record.fields[at], error.reason, remedy, record.line)
            )
            return False
