"""A year's money over the whole plan: a program that several measures share is counted once."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from enum import StrEnum

from monosashi.core.money import BudgetProgram, BudgetStage, MoneyLine
from monosashi.core.plan import Plan
from monosashi.core.values import Absence
from monosashi.evaluation.outcomes import MoneyOutcome

LOWEST, HIGHEST = Decimal(50), Decimal(110)
"""Percent of the current budget (DESIGN, mock-up of the overview). Who spent less than half did not do what the money was for; what is
a little over all of it comes of amounts that were rounded or shared out, a tenth more does not."""

WHOLE = Decimal(100)
"""All of the budget: an assembly (想定問答) and an auditor ask about whatever is over it."""

_HUNDRED = Decimal(100)
_ADDED_TO_INITIAL = (
    BudgetStage.SUPPLEMENTARY,
    BudgetStage.TRANSFER,
    BudgetStage.RESERVE,
    BudgetStage.CARRIED_IN,
)


class OffBudget(StrEnum):
    """How spending is far from the budget, so that somebody asks why."""

    UNSPENT = "unspent"  # under half of it
    OVERSPENT = "overspent"  # more than the highest that is let pass


def off_budget(rate: Decimal | None, highest: Decimal = HIGHEST) -> OffBudget | None:
    """What an exact execution rate of the current budget says; None for one between the limits, and for no rate.

    49.96 % is printed as 50.0 % and is under half: ask before rounding. `highest` is WHOLE for whoever lets nothing over it pass.
    """
    if rate is None or LOWEST <= rate <= highest:
        return None
    return OffBudget.UNSPENT if rate < LOWEST else OffBudget.OVERSPENT


def spending_of(plan: Plan, fiscal_year: int) -> MoneyOutcome:
    """The plan's money in a year, in its own unit. None where no program tells."""
    return spending_of_programs(plan.budget_programs, fiscal_year)


def spending_of_node(plan: Plan, node: str, fiscal_year: int) -> MoneyOutcome:
    """The money of the programs that one node has a part in, whole, also where others share them."""
    return spending_of_programs(plan.index.programs_of.get(node, ()), fiscal_year)


def spending_of_programs(programs: Iterable[BudgetProgram], fiscal_year: int) -> MoneyOutcome:
    """The money of some programs, each given once. None where none of them tells."""
    told = [(program, amounts(program, fiscal_year)) for program in programs]
    initial = _known(totals.get(BudgetStage.INITIAL) for _, totals in told)
    current = _known(current_of(totals) for _, totals in told)
    spent = _known(totals.get(BudgetStage.SPENT) for _, totals in told)
    return MoneyOutcome(
        initial=initial,
        initial_naive=_known(_naive(program, totals.get(BudgetStage.INITIAL)) for program, totals in told),
        current=current,
        spent=spent,
        labour=_known(totals.get(BudgetStage.LABOUR) for _, totals in told),
        execution_of_initial=execution_rate(spent, initial),
        execution_of_current=execution_rate(spent, current),
    )


def execution_rate(spent: Decimal | None, budget: Decimal | None) -> Decimal | None:
    """Spent of a budget, exact in percent; None where either is not known or the budget is 0."""
    return None if spent is None or not budget else spent * _HUNDRED / budget


def amounts(program: BudgetProgram, fiscal_year: int) -> dict[BudgetStage, Decimal]:
    """The program's total by budget stage; a stage that is not told, or told to be absent, is not there.

    The stated total counts; without one the items make it, and without items the sources. Where one of the items is
    absent, their sum is not the total and there is none. 該当なし adds nothing.
    """
    lines: dict[BudgetStage, list[MoneyLine]] = {}
    for line in program.lines:
        if line.fiscal_year == fiscal_year:
            lines.setdefault(line.stage, []).append(line)
    return {stage: total for stage, of_stage in lines.items() if (total := _total(of_stage)) is not None}


def current_of(totals: Mapping[BudgetStage, Decimal]) -> Decimal | None:
    """The stated current budget, else initial + supplementary + transfer + reserve + carried in. None: neither."""
    if BudgetStage.CURRENT in totals:
        return totals[BudgetStage.CURRENT]
    initial = totals.get(BudgetStage.INITIAL)
    if initial is None:
        return None
    return sum((totals[stage] for stage in _ADDED_TO_INITIAL if stage in totals), initial)


def taken_as_current(programs: Iterable[BudgetProgram], fiscal_year: int) -> int:
    """How many programs have a current budget only because nothing but the initial one is told of them: it is taken as the current.

    That is an inference, and whoever shows a current budget or a rate of it says so.
    """
    told = (amounts(program, fiscal_year) for program in programs)
    return sum(_is_initial_alone(totals) for totals in told)


def _is_initial_alone(totals: Mapping[BudgetStage, Decimal]) -> bool:
    return BudgetStage.INITIAL in totals and not {BudgetStage.CURRENT, *_ADDED_TO_INITIAL} & totals.keys()


def _total(lines: list[MoneyLine]) -> Decimal | None:
    stated = [line.amount for line in lines if not line.item and line.source is None]
    if stated:
        return _sum(stated)
    return _sum([line.amount for line in lines if line.item] or [line.amount for line in lines])


def _sum(parts: Iterable[Decimal | Absence]) -> Decimal | None:
    total = None
    for part in parts:
        if isinstance(part, Decimal):
            total = part if total is None else total + part
        elif part is not Absence.NOT_APPLICABLE:
            return None
    return total


def _known(parts: Iterable[Decimal | None]) -> Decimal | None:
    numbers = [part for part in parts if part is not None]
    return sum(numbers, Decimal(0)) if numbers else None


def _naive(program: BudgetProgram, amount: Decimal | None) -> Decimal | None:
    """What a column of all measures would add up: a common program again for each, a divided one by its parts."""
    if amount is None or not program.shares:
        return amount
    return sum((amount if s.ratio is None else amount * s.ratio / _HUNDRED for s in program.shares), Decimal(0))
