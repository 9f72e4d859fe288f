"""How many measures have which grade, what they cost, how many reached their target: of a plan, a field or a department."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from monosashi.core.messages import Message, message
from monosashi.core.money import BudgetProgram
from monosashi.evaluation.outcomes import MoneyOutcome, Standing
from monosashi.evaluation.rounding import percent
from monosashi.evaluation.spending import execution_rate, spending_of_programs, taken_as_current
from monosashi.office.plans.year.in_year import InYear
from monosashi.office.plans.year.rows_of_measures import MeasureRow
from monosashi.office.ui.cells import GradeMark


@dataclass(frozen=True, slots=True)
class GradeTotal:
    """How many have one grade; `mark` None counts those without one."""

    mark: GradeMark | None
    count: int


@dataclass(frozen=True, slots=True)
class Totals:
    """What some measures of a plan come to in one year. Money is in the plan's unit, shared programs counted once."""

    measures: int
    stated: tuple[GradeTotal, ...]
    """Self-grades; empty where nobody graded."""
    computed: tuple[GradeTotal, ...]
    """Computed grades; empty where the scheme grades no measures."""
    indicators: int
    unmet: int
    """Measures with an indicator short of its target."""
    differing: int
    money: MoneyOutcome

    @property
    def initial(self) -> Decimal | None:
        """The initial budget, None where no program tells."""
        return self.money.initial

    @property
    def current(self) -> Decimal | None:
        """The current budget, None where no program tells."""
        return self.money.current

    @property
    def spent(self) -> Decimal | None:
        """What was spent, None where no program tells."""
        return self.money.spent

    @property
    def execution(self) -> Decimal | None:
        """Spent of the initial budget, in percent, with one decimal; None where either is not known."""
        return percent(self.money.execution_of_initial)

    @property
    def execution_of_current(self) -> Decimal | None:
        """Spent of the current budget, in percent, with one decimal."""
        return execution_of(self.money)


def totals_of(year: InYear, rows: Sequence[MeasureRow]) -> Totals:
    """The totals of some measures."""
    programs: Iterable[BudgetProgram] = year.plan.budget_programs
    if len(rows) < len(year.plan.index.measures):
        of = year.plan.index.programs_of
        programs = {program.id: program for row in rows for program in of.get(row.node.id, ())}.values()
    return Totals(
        measures=len(rows),
        stated=_grades(year, rows, lambda row: row.self_grade),
        computed=_grades(year, [r for r in rows if not _left_out(r)], lambda row: row.grade),
        indicators=sum(len(row.indicators) for row in rows),
        unmet=sum(row.unmet for row in rows),
        differing=sum(row.differs for row in rows),
        money=spending_of_programs(programs, year.fiscal_year),
    )


def rate(spent: Decimal | None, budget: Decimal | None) -> Decimal | None:
    """In percent with one decimal, halves up; None where either is absent or the budget is 0."""
    return percent(execution_rate(spent, budget))


def execution_of(money: MoneyOutcome) -> Decimal | None:
    """The execution rate of the current budget, with one decimal."""
    return percent(money.execution_of_current)


def notes_on_current(year: InYear, programs: Iterable[BudgetProgram]) -> tuple[Message, ...]:
    """That of some of these programs the initial budget is taken as the current one, for want of another; () where none is."""
    count = taken_as_current(programs, year.fiscal_year)
    return (message("plans.money.taken_as_current", count=count),) if count else ()


def _left_out(row: MeasureRow) -> bool:
    return row.outcome is not None and row.outcome.computed.standing is Standing.LEFT_OUT


def _grades(year: InYear, rows: Iterable[MeasureRow], of: Callable[[MeasureRow], str | None]) -> tuple[GradeTotal, ...]:
    """By the scheme's order; symbols that it does not know after them, those without a grade last."""
    found = Counter(of(row) for row in rows)
    if set(found) <= {None}:
        return ()
    axis = next((row.outcome.computed.axis for row in rows if row.outcome and row.outcome.computed.axis), "")
    axis = axis or next((own.axis for row in rows if row.outcome and (own := row.outcome.own_rating)), "")
    known = [entry.grade for entry in year.legend.values() if entry.axis == axis]
    order = [*known, *sorted(grade for grade in found if grade is not None and grade not in known), None]
    return tuple(GradeTotal(year.mark(axis, grade), found[grade]) for grade in order if found[grade])
