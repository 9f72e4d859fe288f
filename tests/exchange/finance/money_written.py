"""A year's money of a plan as a CSV in the layout of a mapping: as a finance system would write it."""

import csv
import io
from collections.abc import Iterator, Sequence
from decimal import Decimal

from monosashi.core.money import BudgetProgram, BudgetStage, FundingSource, MoneyLine
from monosashi.core.plan import Plan
from monosashi.core.values import Absence
from monosashi.exchange.finance.mapping import ColumnName, FinanceMapping
from monosashi.exchange.finance.units import Units, units_of
from monosashi.exchange.finance.words import printed
from monosashi.exchange.spreadsheets.neutral import csv_field
from monosashi.exchange.typed_words import WORDS

Cells = dict[ColumnName | None, str]


def money_csv(plan: Plan, fiscal_year: int, mapping: FinanceMapping, *, encoding: str = "utf-8") -> bytes:
    """The CSV. `encoding`: utf-8 (with byte order mark, as Excel wants it) or cp932. Lines end in CRLF.

    The mapping names its columns by their headings, in the first row; a stage for which it has no column is left out. Raises
    UnicodeEncodeError for letters that cp932 lacks.
    """
    units = units_of(mapping, plan.money_unit)
    columns = _columns(mapping)
    target = io.StringIO(newline="")
    writer = csv.writer(target, delimiter=mapping.delimiter)
    writer.writerow(csv_field(str(column)) for column in columns)
    for program in plan.budget_programs:
        lines = [line for line in program.lines if line.fiscal_year == fiscal_year]
        for cells in _rows(plan, program, lines, mapping, units):
            writer.writerow(csv_field(cells.get(column, "")) for column in columns)
    return target.getvalue().encode("cp932" if encoding == "cp932" else "utf-8-sig")


def _columns(mapping: FinanceMapping) -> tuple[ColumnName, ...]:
    of = mapping.columns
    head = (of.year, of.code, of.name, of.part, of.account, of.department, of.item, of.source)
    stage = () if mapping.stage is None else (mapping.stage.column, mapping.stage.amount)
    return tuple(column for column in (*head, *stage, *mapping.stages.values()) if column is not None)


def _rows(
    plan: Plan, program: BudgetProgram, lines: Sequence[MoneyLine], mapping: FinanceMapping, units: Units
) -> Iterator[Cells]:
    """One row for each item and source, or, where one column names the stage, for each amount."""
    of = mapping.columns
    groups: dict[tuple[str, FundingSource | None, BudgetStage | None], Cells] = {}
    for line in lines:
        source = "" if line.source is None else printed(line.source, "sources", mapping.source_words)
        cells = groups.setdefault(
            (line.item, line.source, line.stage if mapping.stage else None),
            {**_identity(plan, program, mapping), of.item: line.item, of.source: source},
        )
        cells[of.year] = str(line.fiscal_year)
        if mapping.stage is not None:
            cells[mapping.stage.column] = printed(line.stage, "stages", mapping.stage_words)
            cells[mapping.stage.amount] = _amount(line, units)
        else:
            cells[mapping.stages.get(line.stage)] = _amount(line, units)
    yield from groups.values()


def _identity(plan: Plan, program: BudgetProgram, mapping: FinanceMapping) -> Cells:
    of = mapping.columns
    department = plan.index.department.get(program.department or "")
    return {
        of.code: program.code,
        of.name: program.name,
        of.part: program.part,
        of.account: printed(program.account, "accounts", mapping.account_words),
        of.department: "" if department is None else department.name,
    }


def _amount(line: MoneyLine, units: Units) -> str:
    if isinstance(line.amount, Absence):
        return str(WORDS["absences"][line.amount][0])
    amount: Decimal = units.into_csv(line.amount)
    return f"{amount:f}"
