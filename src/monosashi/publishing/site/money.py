"""Money as tables: a year by item and source, the years beside each other, and the whole plan by what became of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from monosashi.core.money import BudgetProgram, BudgetStage, FundingSource, MoneyLine
from monosashi.core.tree import Node
from monosashi.core.values import Absence
from monosashi.evaluation.spending import amounts
from monosashi.publishing.charts.bars import MoneyShares
from monosashi.publishing.site.editions import SiteEdition

Amount = Decimal | Absence | None


@dataclass(frozen=True, slots=True)
class MoneyRow:
    """One row. `item` is the city's word, `source` a coded one; with neither it is the total."""

    item: str
    source: FundingSource | None
    amounts: tuple[Amount, ...]


@dataclass(frozen=True, slots=True)
class YearTable:
    """One program in one year: columns are budget stages, rows items, then sources, then the total."""

    fiscal_year: int
    stages: tuple[BudgetStage, ...]
    items: tuple[MoneyRow, ...]
    sources: tuple[MoneyRow, ...]
    total: MoneyRow


@dataclass(frozen=True, slots=True)
class YearsTable:
    """One program over the years: a row of totals for each year; `general` the part from 一般財源 where it is told."""

    stages: tuple[BudgetStage, ...]
    rows: tuple[tuple[int, tuple[Amount, ...]], ...]


@dataclass(frozen=True, slots=True)
class ProgramMoney:
    """One program of a measure. `others` are the measures that share it; with some it is counted once in totals."""

    program: BudgetProgram
    year: YearTable | None
    years: YearsTable | None
    others: tuple[Node, ...]


def money_of(edition: SiteEdition, node: str) -> tuple[ProgramMoney, ...]:
    """The programs in which a node has a part."""
    programs = edition.plan.index.programs_of.get(node, ())
    return tuple(_program(edition, program, node) for program in programs)


def whole_money(edition: SiteEdition, name: str) -> MoneyShares | None:
    """The plan's money of the year by what became of it, None where none is told."""
    money = edition.summary["money"]
    current, spent = (None if money[part] is None else Decimal(money[part]) for part in ("current", "spent"))
    if current is None or spent is None:
        return None
    carried, unused = (_sum(edition, stage) for stage in (BudgetStage.CARRIED_OUT, BudgetStage.UNUSED))
    return MoneyShares(name, edition.plan.money_unit, current, spent, carried, unused)


def _program(edition: SiteEdition, program: BudgetProgram, node: str) -> ProgramMoney:
    others = tuple(edition.plan.index.node[share.node] for share in program.shares if share.node != node)
    years = sorted({line.fiscal_year for line in program.lines})
    now = year_table(program, edition.fiscal_year) if edition.fiscal_year in years else None
    return ProgramMoney(program, now, years_table(program, years) if len(years) > 1 else None, others)


def year_table(program: BudgetProgram, fiscal_year: int) -> YearTable:
    """One year of a program, with only the stages that are told."""
    lines = [line for line in program.lines if line.fiscal_year == fiscal_year]
    stages = tuple(stage for stage in BudgetStage if any(line.stage is stage for line in lines))
    items = dict.fromkeys(line.item for line in lines if line.item)
    sources = [source for source in FundingSource if any(line.source is source and not line.item for line in lines)]
    totals = amounts(program, fiscal_year)
    return YearTable(
        fiscal_year,
        stages,
        tuple(MoneyRow(item, None, _row(lines, stages, item, None)) for item in items),
        tuple(MoneyRow("", source, _row(lines, stages, "", source)) for source in sources),
        MoneyRow("", None, tuple(_total(lines, stage, totals.get(stage)) for stage in stages)),
    )


def years_table(program: BudgetProgram, years: Sequence[int]) -> YearsTable:
    """The totals of a program over the years."""
    stages = tuple(stage for stage in BudgetStage if any(line.stage is stage for line in program.lines))
    return YearsTable(stages, tuple((year, tuple(_of_year(program, year, stages))) for year in years))


def _of_year(program: BudgetProgram, year: int, stages: Sequence[BudgetStage]) -> Iterator[Amount]:
    totals = amounts(program, year)
    lines = [line for line in program.lines if line.fiscal_year == year]
    return (_total(lines, stage, totals.get(stage)) for stage in stages)


def _row(
    lines: Sequence[MoneyLine], stages: Sequence[BudgetStage], item: str, source: FundingSource | None
) -> tuple[Amount, ...]:
    found = {line.stage: line.amount for line in lines if line.item == item and line.source is source}
    return tuple(found.get(stage) for stage in stages)


def _total(lines: Sequence[MoneyLine], stage: BudgetStage, known: Decimal | None) -> Amount:
    if known is not None:
        return known
    stated = (line.amount for line in lines if line.stage is stage and not line.item and line.source is None)
    return next(stated, None)


def _sum(edition: SiteEdition, stage: BudgetStage) -> Decimal | None:
    told = [amounts(program, edition.fiscal_year).get(stage) for program in edition.plan.budget_programs]
    known = [amount for amount in told if amount is not None]
    return sum(known, Decimal(0)) if known else None
