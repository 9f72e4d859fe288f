"""The money of a sheet: for each program its budget, what is asked, and the sum line down to what was left."""

from dataclasses import dataclass
from decimal import Decimal

from monosashi.core.money import BudgetProgram, BudgetStage
from monosashi.core.tree import Node
from monosashi.evaluation.spending import amounts, current_of
from monosashi.exchange.answer_sheets.money_slots import MONEY
from monosashi.office.answering.shown import AnswerCell, ShownSheet
from monosashi.office.plans.year.totals import rate
from monosashi.office.ui import cells
from monosashi.office.ui.cells import Cell

_BUDGET = tuple(
    stage
    for stage in BudgetStage
    if stage not in {BudgetStage.SPENT, BudgetStage.CARRIED_OUT, BudgetStage.UNUSED, BudgetStage.LABOUR}
)


@dataclass(frozen=True, slots=True)
class MoneyRow:
    """One stage of the budget: last year's amount, this year's, and the cell where it is asked."""

    stage: BudgetStage
    last_year: Cell
    this_year: Cell
    cell: AnswerCell | None


@dataclass(frozen=True, slots=True)
class Sums:
    """Current budget less what was spent and carried over. `unused` None while one of them is not known."""

    at: int
    current: Decimal | None
    spent: Decimal | None
    carried_out: Decimal | None
    unused: Decimal | None
    execution: Decimal | None

    @property
    def over(self) -> bool:
        """Whether more was spent and carried over than there was."""
        return self.unused is not None and self.unused < 0


@dataclass(frozen=True, slots=True)
class ShownProgram:
    """One program. `others` are the measures that share it, whose sheets ask for the same amounts."""

    program: BudgetProgram
    rows: tuple[MoneyRow, ...]
    sums: Sums
    others: tuple[Node, ...]
    asked: bool


def programs_of(sheet: ShownSheet) -> tuple[ShownProgram, ...]:
    """The programs of the measure, as they stand with what was typed."""
    found = sheet.year.plan.index.programs_of.get(sheet.filled.asked.node.id, ())
    return tuple(_program(sheet, at, program) for at, program in enumerate(found, start=1))


def sums_of(sheet: ShownSheet) -> tuple[Sums, ...]:
    """The sum lines alone."""
    return tuple(program.sums for program in programs_of(sheet))


def _program(sheet: ShownSheet, at: int, program: BudgetProgram) -> ShownProgram:
    year, node = sheet.filled.basis.fiscal_year, sheet.filled.asked.node
    now, before = amounts(program, year), amounts(program, year - 1)
    asked = {cell.slot.at[2]: cell for cell in sheet.cells.values() if cell.slot.at[:2] == (MONEY, program.id)}
    stages = [stage for stage in BudgetStage if stage in now or stage in before or stage.value in asked]
    return ShownProgram(
        program=program,
        rows=tuple(_row(sheet, stage, before, now, asked.get(stage.value)) for stage in stages),
        sums=_sums(at, now),
        others=tuple(sheet.year.plan.index.node[share.node] for share in program.shares if share.node != node.id),
        asked=bool(asked),
    )


def _row(
    sheet: ShownSheet,
    stage: BudgetStage,
    before: dict[BudgetStage, Decimal],
    now: dict[BudgetStage, Decimal],
    cell: AnswerCell | None,
) -> MoneyRow:
    unit = sheet.year.plan.money_unit
    return MoneyRow(stage, cells.amount(before.get(stage), unit), cells.amount(now.get(stage), unit), cell)


def _sums(at: int, told: dict[BudgetStage, Decimal]) -> Sums:
    current, spent, carried = current_of(told), told.get(BudgetStage.SPENT), told.get(BudgetStage.CARRIED_OUT)
    known = current is not None and spent is not None and carried is not None
    unused = current - spent - carried if known else None  # type: ignore[operator]  # all three are known
    return Sums(at, current, spent, carried, unused, rate(spent, current))
