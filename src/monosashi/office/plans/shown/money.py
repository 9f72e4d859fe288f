"""The money of a measure as its page shows it: each program by item and source, the sum line, the years beside each other."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from monosashi.core.messages import message
from monosashi.core.money import BudgetProgram, BudgetStage, FundingSource, MoneyLine
from monosashi.core.tree import Node
from monosashi.core.values import Absence
from monosashi.evaluation.spending import amounts, current_of, spending_of_programs
from monosashi.office.plans.pages import node_address
from monosashi.office.plans.year.in_year import InYear
from monosashi.office.plans.year.totals import execution_of, rate
from monosashi.office.ui.language import language, spoken
from monosashi.publishing.charts.bars import MoneyShares, money_bar
from monosashi.publishing.charts.chart import Chart

Amount = Decimal | Absence | None


@dataclass(frozen=True, slots=True)
class MoneyRow:
    """One item, source or total; `amounts` in the order of the table's stages. `share` of the last stage's total, in percent."""

    name: str
    amounts: tuple[Amount, ...]


@dataclass(frozen=True, slots=True)
class ShownProgram:
    """One program in one year. `stages` are the columns; `others` the measures that share it, with the addresses of their pages."""

    program: BudgetProgram
    department: str
    stages: tuple[BudgetStage, ...]
    items: tuple[MoneyRow, ...]
    sources: tuple[MoneyRow, ...]
    total: MoneyRow
    others: tuple[tuple[str, str], ...]
    current: Decimal | None
    spent: Decimal | None
    carried_out: Decimal | None
    unused: Decimal | None
    """As stated, else current - spent - carried out where all of them are known."""
    execution: Decimal | None
    bar: Chart | None


@dataclass(frozen=True, slots=True)
class MoneyOfYear:
    """All programs of a measure in one year, each counted once."""

    fiscal_year: int
    initial: Decimal | None
    current: Decimal | None
    spent: Decimal | None
    execution: Decimal | None
    chosen: bool


def shown_programs(year: InYear, node: str) -> tuple[ShownProgram, ...]:
    """The programs that a node has a part in."""
    return tuple(_shown(year, program, node) for program in year.plan.index.programs_of.get(node, ()))


def money_by_year(year: InYear, node: str) -> tuple[MoneyOfYear, ...]:
    """The totals of every year that some program tells of, oldest first."""
    programs = year.plan.index.programs_of.get(node, ())
    years = sorted({line.fiscal_year for program in programs for line in program.lines})
    return tuple(_of_year(programs, each, chosen=each == year.fiscal_year) for each in years)


def _sharing(year: InYear, program: BudgetProgram, node: str) -> tuple[Node, ...]:
    return tuple(year.plan.index.node[share.node] for share in program.shares if share.node != node)


def _of_year(programs: tuple[BudgetProgram, ...], fiscal_year: int, *, chosen: bool) -> MoneyOfYear:
    money = spending_of_programs(programs, fiscal_year)
    return MoneyOfYear(fiscal_year, money.initial, money.current, money.spent, execution_of(money), chosen)


def _shown(year: InYear, program: BudgetProgram, node: str) -> ShownProgram:
    lines = [line for line in program.lines if line.fiscal_year == year.fiscal_year]
    stages = tuple(stage for stage in BudgetStage if any(line.stage is stage for line in lines))
    told = amounts(program, year.fiscal_year)
    current, spent = current_of(told), told.get(BudgetStage.SPENT)
    carried, unused = told.get(BudgetStage.CARRIED_OUT), told.get(BudgetStage.UNUSED)
    if unused is None and current is not None and spent is not None and carried is not None:
        unused = current - spent - carried
    known = year.plan.index.department.get(program.department or "")
    return ShownProgram(
        program=program,
        department=known.name if known else program.department or "",
        stages=stages,
        items=tuple(_items(lines, stages)),
        sources=tuple(_sources(lines, stages)),
        total=MoneyRow("", tuple(told.get(stage) for stage in stages)),
        others=tuple((each.name, node_address(year, each)) for each in _sharing(year, program, node)),
        current=current,
        spent=spent,
        carried_out=carried,
        unused=unused,
        execution=rate(spent, current),
        bar=_bar(year, program, current, spent, carried, unused),
    )


def _bar(
    year: InYear,
    program: BudgetProgram,
    current: Decimal | None,
    spent: Decimal | None,
    carried: Decimal | None,
    unused: Decimal | None,
) -> Chart | None:
    if current is None or spent is None:
        return None
    shares = MoneyShares(program.name, year.plan.money_unit, current, spent, carried, unused)
    chart = money_bar(shares, language(), f"m-{program.id}")
    return chart if chart.svg else None


def _items(lines: list[MoneyLine], stages: tuple[BudgetStage, ...]) -> Iterator[MoneyRow]:
    names = dict.fromkeys(line.item for line in lines if line.item)
    for name in names:
        told = {line.stage: line.amount for line in lines if line.item == name}
        yield MoneyRow(name, tuple(told.get(stage) for stage in stages))


def _sources(lines: list[MoneyLine], stages: tuple[BudgetStage, ...]) -> Iterator[MoneyRow]:
    for source in FundingSource:
        told = {line.stage: line.amount for line in lines if line.source is source and not line.item}
        if told:
            yield MoneyRow(
                spoken(message(f"funding_source.{source.value}")), tuple(told.get(stage) for stage in stages)
            )
