"""The list of a plan's budget programs in one year. A program that several measures share stands once."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from monosashi.core.messages import message
from monosashi.core.money import Account, BudgetProgram, BudgetStage
from monosashi.core.tree import Node
from monosashi.evaluation.spending import amounts, current_of
from monosashi.office.plans.pages import node_address
from monosashi.office.plans.year.in_year import InYear
from monosashi.office.plans.year.past import STAYS
from monosashi.office.plans.year.totals import rate
from monosashi.office.ui.cells import Cell, absence, amount, figure
from monosashi.office.ui.language import spoken
from monosashi.office.ui.lists import Column, Filter, ListOf, Option, by_number, by_text

_SHOWN = (
    BudgetStage.INITIAL,
    BudgetStage.SUPPLEMENTARY,
    BudgetStage.CURRENT,
    BudgetStage.SPENT,
    BudgetStage.CARRIED_OUT,
    BudgetStage.UNUSED,
)


@dataclass(frozen=True, slots=True)
class ProgramRow:
    """One program in one year. `told` are its amounts by stage; the current budget is worked out where it is not stated."""

    program: BudgetProgram
    nodes: tuple[Node, ...]
    department: str
    told: dict[BudgetStage, Decimal]

    @property
    def execution(self) -> Decimal | None:
        """Spent of the current budget in percent."""
        return rate(self.told.get(BudgetStage.SPENT), self.told.get(BudgetStage.CURRENT))


def programs_of(year: InYear) -> tuple[ProgramRow, ...]:
    """All programs, in the plan's order."""
    return tuple(_row(year, program) for program in year.plan.budget_programs)


def list_of_money(year: InYear, rows: tuple[ProgramRow, ...]) -> ListOf[ProgramRow]:
    """Programs by name, with the measures that share each and its amounts by stage."""
    departments = {row.program.department: row.department for row in rows if row.program.department}
    accounts = sorted({row.program.account for row in rows})
    filters: tuple[Filter[ProgramRow], ...] = (
        Filter(
            "department",
            message("plans.filter.budget_department"),
            tuple(Option(code, name) for code, name in sorted(departments.items())),
            lambda row, code: row.program.department == code,
        ),
        Filter(
            "account",
            message("plans.filter.account"),
            tuple(Option(each.value, spoken(each)) for each in accounts),
            lambda row, value: row.program.account.value == value,
        ),
    )
    return ListOf(
        name=f"{year.stem}-money-{year.fiscal_year}",
        caption=message("plans.money.caption", year=year.fiscal_year, unit=year.plan.money_unit),
        columns=tuple(_columns(year, rows)),
        filters=tuple(each for each in filters if len(each.options) > 1),
        words=lambda row: (row.program.name, row.program.code, row.program.part, *(node.name for node in row.nodes)),
        empty=message("plans.money.none"),
        keep=STAYS,
    )


def _row(year: InYear, program: BudgetProgram) -> ProgramRow:
    told = amounts(program, year.fiscal_year)
    current = current_of(told)
    if current is not None:
        told = {**told, BudgetStage.CURRENT: current}
    known = year.plan.index.department.get(program.department or "")
    nodes = tuple(year.plan.index.node[share.node] for share in program.shares)
    return ProgramRow(program, nodes, known.name if known else program.department or "", told)


def _columns(year: InYear, rows: tuple[ProgramRow, ...]) -> Iterator[Column[ProgramRow]]:
    yield Column(
        "name",
        message("plans.column.program"),
        lambda row: _name(year, row),
        lambda r: by_text(r.program.name),
        head=True,
        note=message("plans.filter.budget_department"),
    )
    yield Column("measure", message("plans.column.measure"), lambda row: _measures(year, row), wide=True)
    if len({row.program.account for row in rows}) > 1:
        yield Column(
            "account",
            message("plans.filter.account"),
            _account,
            lambda row: by_text(spoken(row.program.account)),
        )
    for stage in _SHOWN:
        if any(stage in row.told for row in rows):
            yield _stage_column(stage, year.plan.money_unit)
    yield Column(
        "execution",
        message("plans.column.execution"),
        lambda r: figure(r.execution, "%", blank=message("plans.not_computed")),
        lambda r: by_number(r.execution),
        figures=True,
    )


def _stage_column(stage: BudgetStage, unit: str) -> Column[ProgramRow]:
    return Column(
        stage.value,
        message(f"budget_stage.{stage.value}"),
        lambda row: amount(row.told.get(stage)),
        lambda row: by_number(row.told.get(stage)),
        figures=True,
        unit=unit,
    )


def _name(year: InYear, row: ProgramRow) -> Cell:
    parts = (row.program.part, row.department)
    note = " ".join(part for part in parts if part)
    where = f"{node_address(year, row.nodes[0])}#money" if row.nodes else ""
    return Cell(row.program.name, address=where, note=note)


def _account(row: ProgramRow) -> Cell:
    told = row.program.account
    return Cell(spoken(message("ui.blank") if told is Account.UNDECLARED else told), whole=True)


def _measures(year: InYear, row: ProgramRow) -> Cell:
    if not row.nodes:
        return absence(message("plans.money.no_measure"))
    note = spoken(message("plans.money.shared", count=len(row.nodes))) if len(row.nodes) > 1 else ""
    names = tuple(node.name for node in row.nodes)
    links = tuple((node.name, f"{node_address(year, node)}#money") for node in row.nodes)
    return Cell(spoken(message("plans.names", names=names)), note=note, links=links)
