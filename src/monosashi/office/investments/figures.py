"""What an alternative of a case costs and brings over its period: cost, labour, effect, payback. Pure.

Money is in thousand yen, hours are hours of staff, a rate is in yen per hour. What is not known is named (`Unknown`) and never 0.
The rules with a worked example stand in docs/algorithms/investments.md.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from functools import cached_property

from monosashi.core.money import FundingSource


class InvestmentLine(StrEnum):
    """What a line of an alternative is: a cost (labour apart), or an effect."""

    INITIAL = "initial"
    MIGRATION = "migration"
    OPERATION = "operation"
    LABOUR = "labour"
    """Work of the city's own staff, as money."""
    HOURS_SAVED = "hours_saved"
    """Hours of work that fall away, against going on as now."""
    MONEY_SAVED = "money_saved"
    """Money that is no longer spent, or comes in, against going on as now."""


COSTS = frozenset({InvestmentLine.INITIAL, InvestmentLine.MIGRATION, InvestmentLine.OPERATION})
"""Lines that are paid out of a budget: they have a funding source."""


class InvestmentUnknown(StrEnum):
    """Why a figure is not there."""

    COST_NOT_TOLD = "cost_not_told"
    LABOUR_NOT_TOLD = "labour_not_told"
    EFFECT_NOT_TOLD = "effect_not_told"
    NO_RATE = "no_rate"
    """Hours are told, and the city has no unit labour cost for the year of the case."""
    IS_PRESENT = "is_present"
    """Going on as now is what the others are compared with: it has no effect of its own."""
    NOT_REACHED = "not_reached"
    SOURCE_NOT_TOLD = "source_not_told"
    NOTHING_TO_DIVIDE = "nothing_to_divide"
    NO_TARGET = "no_target"
    NO_PROPOSAL = "no_proposal"


Figure = Decimal | InvestmentUnknown
_U = InvestmentUnknown
_THOUSAND = Decimal(1000)


@dataclass(frozen=True, slots=True)
class Amount:
    """One figure that was told. `source` None: no source was told, or the line has none."""

    line: InvestmentLine
    fiscal_year: int
    value: Decimal
    source: FundingSource | None = None


@dataclass(frozen=True, slots=True)
class YearOf:
    """One fiscal year of an alternative. `net` is `effect` less `cost` and `labour`, `cumulated` its sum since the first year."""

    fiscal_year: int
    cost: Figure
    labour: Figure
    hours: Figure
    hours_value: Figure
    money: Figure
    effect: Figure
    net: Figure
    cumulated: Figure

    @property
    def whole(self) -> Figure:
        """Cost and labour together."""
        return plus(self.cost, self.labour)


@dataclass(frozen=True)
class Sums:
    """What an alternative comes to. `years` is its whole period; `rate` None: the city has none for the year of the case.

    `is_present`: going on as now.
    """

    years: tuple[int, ...]
    amounts: tuple[Amount, ...]
    rate: Decimal | None
    is_present: bool = False

    @cached_property
    def by_year(self) -> tuple[YearOf, ...]:
        """Year by year."""
        made: list[YearOf] = []
        for year in self.years:
            made.append(self._year(year, made[-1].cumulated if made else Decimal(0)))
        return tuple(made)

    @property
    def cost(self) -> Figure:
        """What is paid over the period, labour left out; known where every year is."""
        return total(year.cost for year in self.by_year)

    @property
    def labour(self) -> Figure:
        """The work of the city's own staff over the period."""
        return total(year.labour for year in self.by_year)

    @property
    def whole(self) -> Figure:
        """Cost and labour together."""
        return plus(self.cost, self.labour)

    @property
    def first_year(self) -> Figure:
        """What is paid in the first year, labour left out."""
        return self.by_year[0].cost

    @property
    def running(self) -> Figure:
        """What running it costs a year: the mean of the years for which that is told, labour left out."""
        told = [found for year in self.years if (found := self._of(year, {InvestmentLine.OPERATION})) is not None]
        return sum(told, Decimal(0)) / len(told) if told else _U.COST_NOT_TOLD

    @property
    def effect(self) -> Figure:
        """What it brings over the period, in money."""
        return total(year.effect for year in self.by_year)

    @property
    def net(self) -> Figure:
        """What it brings less what it costs, labour in both."""
        return self.by_year[-1].cumulated

    @property
    def payback(self) -> int | InvestmentUnknown:
        """The first fiscal year from which on the cumulated net effect stays at 0 or above to the end of the period."""
        if isinstance(self.net, InvestmentUnknown):
            return self.net
        found: int | None = None
        for year in self.by_year:
            assert isinstance(year.cumulated, Decimal)  # noqa: S101 -- the last one is the sum of all
            found = (found or year.fiscal_year) if year.cumulated >= 0 else None
        return found or _U.NOT_REACHED

    @property
    def general_share(self) -> Figure:
        """The part of the general revenue in what is paid, in percent with one decimal."""
        paid = [each for each in self.amounts if each.line in COSTS]
        if isinstance(self.cost, InvestmentUnknown):
            return self.cost
        if any(each.source is None and each.value for each in paid):
            return _U.SOURCE_NOT_TOLD
        general = sum((each.value for each in paid if each.source is FundingSource.GENERAL), Decimal(0))
        return divided(general * 100, self.cost, Decimal("0.1"))

    @property
    def by_source(self) -> tuple[tuple[FundingSource | None, Decimal], ...]:
        """What is paid by source, None last: none was told. Nothing of a source that pays nothing."""
        paid = [each for each in self.amounts if each.line in COSTS]
        sums = {
            each: sum((one.value for one in paid if one.source is each), Decimal(0)) for each in (*FundingSource, None)
        }
        return tuple((source, value) for source, value in sums.items() if value)

    @property
    def per_hour(self) -> Figure:
        """Thousand yen for an hour that falls away, labour included."""
        if self.is_present:
            return _U.IS_PRESENT
        hours = total(year.hours for year in self.by_year)
        return divided(self.whole, hours, Decimal("0.1"))

    def per_unit(self, baseline: Decimal | None, target: Decimal | None) -> Figure:
        """Thousand yen for one unit by which the indicator is to move, labour included."""
        if self.is_present:
            return _U.IS_PRESENT
        if baseline is None or target is None:
            return _U.NO_TARGET
        return divided(self.whole, abs(target - baseline), Decimal("0.1"))

    def _year(self, year: int, before: Figure) -> YearOf:
        cost = self._of(year, COSTS)
        labour = self._of(year, {InvestmentLine.LABOUR})
        hours = self._of(year, {InvestmentLine.HOURS_SAVED})
        money = self._of(year, {InvestmentLine.MONEY_SAVED})
        paid: Figure = cost if cost is not None else _U.COST_NOT_TOLD
        work: Figure = labour if labour is not None else _U.LABOUR_NOT_TOLD
        value = self._value(hours)
        effect = self._effect(hours, money, value)
        net = minus(minus(effect, paid), work)
        return YearOf(
            year,
            paid,
            work,
            hours if hours is not None else _U.EFFECT_NOT_TOLD,
            value,
            money if money is not None else _U.EFFECT_NOT_TOLD,
            effect,
            net,
            plus(before, net),
        )

    def _effect(self, hours: Decimal | None, money: Decimal | None, value: Figure) -> Figure:
        if self.is_present:
            return _U.IS_PRESENT
        if hours is None:
            return money if money is not None else _U.EFFECT_NOT_TOLD
        return plus(value, money if money is not None else Decimal(0))

    def _value(self, hours: Decimal | None) -> Figure:
        if hours is None:
            return _U.EFFECT_NOT_TOLD
        return _U.NO_RATE if self.rate is None else hours * self.rate / _THOUSAND

    def _of(self, year: int, lines: Iterable[InvestmentLine]) -> Decimal | None:
        wanted = set(lines)
        told = [each.value for each in self.amounts if each.fiscal_year == year and each.line in wanted]
        return sum(told, Decimal(0)) if told else None


def plus(one: Figure, other: Figure) -> Figure:
    """The sum, or what the first unknown part of it is."""
    if isinstance(one, InvestmentUnknown):
        return one
    return other if isinstance(other, InvestmentUnknown) else one + other


def minus(one: Figure, other: Figure) -> Figure:
    """The difference, or what the first unknown part of it is."""
    return plus(one, other if isinstance(other, InvestmentUnknown) else -other)


def total(figures: Iterable[Figure]) -> Figure:
    """The sum of all; one that is not known makes it unknown."""
    found: Figure = Decimal(0)
    for each in figures:
        found = plus(found, each)
    return found


def divided(one: Figure, by: Figure, step: Decimal) -> Figure:
    """The quotient, rounded half up to a step; nothing can be divided by 0."""
    if isinstance(one, InvestmentUnknown):
        return one
    if isinstance(by, InvestmentUnknown):
        return by
    return (one / by).quantize(step, ROUND_HALF_UP) if by else _U.NOTHING_TO_DIVIDE
