"""The amounts of one budget program in one fiscal year, in the plan's money unit. An absence is no amount."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from monosashi.checks.subjects import MeasureSubject, PlanSubject
from monosashi.core.money import BudgetProgram, BudgetStage, MoneyLine

ADDED = (BudgetStage.SUPPLEMENTARY, BudgetStage.TRANSFER, BudgetStage.RESERVE, BudgetStage.CARRIED_IN)
"""What is added to the initial budget in the course of the year."""


@dataclass(frozen=True)
class Amounts:
    """One program in one fiscal year."""

    program: BudgetProgram
    fiscal_year: int

    def total(self, stage: BudgetStage) -> Decimal | None:
        """The stated total of a stage, else what its items or sources sum to; None where nothing is stated."""
        stated = (read(stage) for read in (self.stated, self.by_item, self.by_source) if stage in self._of_year)
        return next((amount for amount in stated if amount is not None), None)

    def stated(self, stage: BudgetStage) -> Decimal | None:
        """The total as it stands there."""
        return _sum(line for line in self._lines(stage) if not line.item and line.source is None)

    def by_item(self, stage: BudgetStage) -> Decimal | None:
        """What the items sum to, None where there are none or one has no amount."""
        return _sum(self.items(stage))

    def by_source(self, stage: BudgetStage) -> Decimal | None:
        """What the sources sum to, None where there are none or one has no amount."""
        return _sum(line for line in self._lines(stage) if line.source is not None and not line.item)

    def items(self, stage: BudgetStage) -> tuple[MoneyLine, ...]:
        """The lines by item."""
        return tuple(line for line in self._lines(stage) if line.item and line.source is None)

    @property
    def added(self) -> Decimal | None:
        """What was added in the course of the year, None where nothing is stated."""
        stated = [amount for stage in ADDED if (amount := self.total(stage)) is not None]
        return sum(stated, Decimal(0)) if stated else None

    @property
    def budget(self) -> Decimal | None:
        """What could be spent: the current budget, else the initial one with what was added."""
        current, initial = self.total(BudgetStage.CURRENT), self.total(BudgetStage.INITIAL)
        if current is not None or initial is None:
            return current
        return initial + (self.added or Decimal(0))

    @property
    def spent(self) -> Decimal | None:
        """What was spent."""
        return self.total(BudgetStage.SPENT)

    @cached_property
    def _of_year(self) -> Mapping[BudgetStage, tuple[MoneyLine, ...]]:
        """The year's lines, for each stage of which something is said."""
        found: dict[BudgetStage, tuple[MoneyLine, ...]] = {}
        for line in self.program.lines:
            if line.fiscal_year == self.fiscal_year:
                found[line.stage] = (*found.get(line.stage, ()), line)
        return found

    def _lines(self, stage: BudgetStage) -> tuple[MoneyLine, ...]:
        return self._of_year.get(stage, ())


def amounts_of(at: MeasureSubject) -> tuple[Amounts, ...]:
    """The programs that a measure shares in."""
    return tuple(Amounts(program, at.fiscal_year) for program in at.programs)


def every_program(at: PlanSubject) -> Iterator[tuple[Amounts, MeasureSubject]]:
    """Every program of the reviewed measures once, with the first measure that shares in it; where one node alone is wanted, its own."""
    seen = set()
    for measure in at.measures:
        for program in measure.programs:
            if program.id not in seen:
                seen.add(program.id)
                if at.only in {None, measure.node.id}:
                    yield Amounts(program, at.desk.fiscal_year), measure


def _sum(lines: Iterable[MoneyLine]) -> Decimal | None:
    amounts = [line.amount for line in lines]
    known = [amount for amount in amounts if isinstance(amount, Decimal)]
    return sum(known, Decimal(0)) if known and len(known) == len(amounts) else None
