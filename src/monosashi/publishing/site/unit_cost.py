"""What one unit of volume cost: money spent in a year by what the year brought, where both are known and belong together."""

import tomllib
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

from monosashi.core.indicators import Accumulation, Indicator
from monosashi.core.money import BudgetProgram, BudgetStage
from monosashi.core.plan import Plan, of_year
from monosashi.core.values import number
from monosashi.evaluation.rounding import half_up
from monosashi.evaluation.spending import amounts
from monosashi.publishing.charts.series import increments_of

_LARGE = 10
"""From so many yen on there are no parts of a yen."""


@dataclass(frozen=True, slots=True)
class UnitCost:
    """`yen` for one `unit`, rounded; `spent` in the plan's money unit, `volume` in the indicator's."""

    yen: Decimal
    spent: Decimal
    volume: Decimal
    unit: str
    money_unit: str


def unit_cost_of(plan: Plan, indicator: Indicator, fiscal_year: int) -> UnitCost | None:
    """None where money is shared with other measures, nothing is counted, or a figure is absent or not above 0."""
    volume = _volume(indicator, fiscal_year)
    spent = _spent(plan.index.programs_of.get(indicator.node, ()), fiscal_year)
    yen = _yen().get(plan.money_unit)
    if volume is None or spent is None or yen is None or indicator.unit in _not_counted():
        return None
    if volume <= 0 or spent <= 0:
        return None
    exact = spent * yen / volume
    rounded = half_up(exact, 0 if exact >= _LARGE else 1)
    return UnitCost(rounded, spent, volume, indicator.unit, plan.money_unit)


def _volume(indicator: Indicator, fiscal_year: int) -> Decimal | None:
    """What the year itself brought: the increment of a running total, or the actual of a yearly count."""
    if indicator.accumulation is Accumulation.CUMULATIVE:
        added = of_year(increments_of(indicator), fiscal_year)
        return number(added.amount) if added else None
    if indicator.accumulation is Accumulation.ANNUAL:
        actual = of_year(indicator.actuals, fiscal_year)
        return number(actual.value) if actual else None
    return None


def _spent(programs: tuple[BudgetProgram, ...], fiscal_year: int) -> Decimal | None:
    if not programs or any(len(program.shares) != 1 for program in programs):
        return None
    spent = [amounts(program, fiscal_year).get(BudgetStage.SPENT) for program in programs]
    known = [amount for amount in spent if amount is not None]
    return sum(known, Decimal(0)) if len(known) == len(spent) else None


@cache
def _yen() -> dict[str, Decimal]:
    return {unit: Decimal(yen) for unit, yen in _words()["yen"].items()}


@cache
def _not_counted() -> frozenset[str]:
    return frozenset(_words()["not_counted"]["words"])


def _words() -> dict[str, dict[str, Any]]:
    return tomllib.loads(files("monosashi.publishing.site").joinpath("unit_words.toml").read_text(encoding="utf-8"))
