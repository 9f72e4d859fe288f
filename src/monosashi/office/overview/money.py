"""Money by source, and where execution is far from the budget."""

from collections.abc import Iterator
from decimal import Decimal

from monosashi.core.messages import Message, message
from monosashi.core.money import BudgetStage, FundingSource
from monosashi.evaluation.rounding import percent
from monosashi.evaluation.spending import HIGHEST, LOWEST, off_budget
from monosashi.office.overview.tables import Head, Line, Panel, Table
from monosashi.office.plans.lists.measures import grade_cell, self_cell
from monosashi.office.plans.pages import address
from monosashi.office.plans.year.in_year import InYear
from monosashi.office.plans.year.rows_of_measures import MeasureRow, measures_of
from monosashi.office.plans.year.totals import Totals, notes_on_current
from monosashi.office.ui.cells import Cell, amount, figure
from monosashi.office.ui.language import spoken

_SHOWN = (BudgetStage.INITIAL, BudgetStage.SPENT)


def sources_panel(year: InYear, whole: Totals) -> Panel | None:
    """What the money came from, shared programs counted once; None where no source is told."""
    told = {stage: dict(_by_source(year, stage)) for stage in _SHOWN}
    if not any(told.values()):
        return None
    unit = year.plan.money_unit
    sums = {stage: sum(of.values(), Decimal(0)) for stage, of in told.items()}
    spent = sums[BudgetStage.SPENT]
    lines = tuple(
        Line(
            (
                Cell(spoken(source)),
                *(amount(told[stage].get(source)) for stage in _SHOWN),
                figure(_share(told[BudgetStage.SPENT].get(source), spent), blank=message("plans.not_computed")),
            )
        )
        for source in FundingSource
        if any(source in of for of in told.values())
    )
    table = Table(
        "sources",
        message("overview.sources.caption", year=year.fiscal_year, unit=unit),
        (
            Head(message("overview.column.source")),
            Head(message("plans.column.initial"), figures=True, unit=unit),
            Head(message("plans.column.spent"), figures=True, unit=unit),
            Head(message("overview.column.share"), figures=True, unit="%"),
        ),
        lines,
        Line((Cell(spoken(message("overview.total"))), *(amount(sums[stage]) for stage in _SHOWN), Cell())),
    )
    return Panel(
        "sources",
        tuple(_sources_say(told[BudgetStage.SPENT], spent)),
        (table,),
        notes=_untold(year, whole, sums),
        span=6,
    )


def execution_panel(year: InYear) -> Panel | None:
    """Measures whose money was hardly spent or overspent; None where no money is told."""
    rates = [(rate, row) for row in measures_of(year) if (rate := row.money.execution_of_current) is not None]
    if not rates:
        return None
    far = sorted(((rate, row) for rate, row in rates if off_budget(rate)), key=lambda each: each[0])
    reasoned = sum(bool(_reason(row)) for _, row in far)
    unit = year.plan.money_unit
    table = Table(
        "execution",
        message("overview.execution.caption", low=LOWEST, high=HIGHEST, unit=unit),
        (
            Head(message("plans.column.measure")),
            Head(message("plans.column.current"), figures=True, unit=unit),
            Head(message("plans.column.spent"), figures=True, unit=unit),
            Head(message("plans.column.execution"), figures=True, unit="%"),
            Head(message("overview.column.grade")),
            Head(message("overview.column.reason"), wide=True),
        ),
        tuple(_execution_line(year, rate, row) for rate, row in far),
    )
    says = message(
        "overview.execution.says", count=len(far), of=len(rates), reasoned=reasoned, low=LOWEST, high=HIGHEST
    )
    notes = notes_on_current(year, year.plan.budget_programs)
    return Panel("execution", (says,), (table,) if far else (), notes=notes, span=6)


def far_from_budget(year: InYear) -> int:
    """How many measures are far from their budget."""
    return sum(off_budget(row.money.execution_of_current) is not None for row in measures_of(year))


def _by_source(year: InYear, stage: BudgetStage) -> Iterator[tuple[FundingSource, Decimal]]:
    for source in FundingSource:
        found = [
            line.amount
            for program in year.plan.budget_programs
            for line in program.lines
            if line.fiscal_year == year.fiscal_year
            and line.stage is stage
            and line.source is source
            and not line.item
            and isinstance(line.amount, Decimal)
        ]
        if found:
            yield source, sum(found, Decimal(0))


def _share(part: Decimal | None, whole: Decimal) -> Decimal | None:
    return percent(part * 100 / whole) if part is not None and whole else None


def _sources_say(spent: dict[FundingSource, Decimal], whole: Decimal) -> Iterator[Message]:
    if not spent or not whole:
        yield message("overview.sources.untold")
        return
    largest = max(spent, key=lambda source: spent[source])
    yield message("overview.sources.says", source=spoken(largest), share=_share(spent[largest], whole))


def _untold(year: InYear, whole: Totals, sums: dict[BudgetStage, Decimal]) -> tuple[Message, ...]:
    """Money of which no source is told: the sums then differ from those of the whole plan."""
    known = ((whole.initial, BudgetStage.INITIAL), (whole.spent, BudgetStage.SPENT))
    return tuple(
        message("overview.sources.rest", stage=spoken(stage), amount=total - sums[stage], unit=year.plan.money_unit)
        for total, stage in known
        if total is not None and total != sums[stage]
    )


def _execution_line(year: InYear, rate: Decimal, row: MeasureRow) -> Line:
    name = row.node.label
    reason = _reason(row)
    return Line(
        (
            Cell(name, address=f"{address(year, 'measure', row.node.id)}#money"),
            amount(row.money.current),
            amount(row.money.spent),
            figure(percent(rate)),
            self_cell(year, row) if row.self_grade else grade_cell(year, row),
            Cell(reason) if reason else Cell(spoken(message("ui.blank")), tag="look"),
        )
    )


def _reason(row: MeasureRow) -> str:
    return row.result.unmet_reason or row.result.response if row.result else ""
