"""What the software sees in a case by itself: listed for whoever examines it, never judged. Pure.

Each finding is a sentence with its figures. Whether something is wrong, people say.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from monosashi.core.messages import Message, message
from monosashi.office.investments.figures import COSTS, InvestmentLine, InvestmentUnknown, Sums


@dataclass(frozen=True, slots=True)
class Option:
    """One alternative as it is looked at. `stated` is the total that the department's own papers give, None where they give none."""

    name: str
    sums: Sums
    chosen: bool = False
    stated: Decimal | None = None

    @property
    def is_told(self) -> bool:
        """Whether it has any cost."""
        return any(each.line in COSTS for each in self.sums.amounts)


@dataclass(frozen=True, slots=True)
class Spent:
    """What was contracted and paid in a year, in thousand yen; None: not told."""

    fiscal_year: int
    contract: Decimal | None
    paid: Decimal | None


@dataclass(frozen=True, slots=True)
class Facts:
    """A case as it is looked at.

    `has_indicator`: an indicator is named; `baseline`, `target`, `measured_by` belong to it. `only_activity` are the measures all of
    whose indicators count activity. `doubled` are other cases that name the same effect. `budgets` is what the budget programs of the
    case have in its first year, None: none is named or their money is not known.
    """

    options: tuple[Option, ...]
    has_indicator: bool
    baseline: Decimal | None = None
    target: Decimal | None = None
    measured_by: str = ""
    uncounted: str = ""
    only_activity: tuple[str, ...] = ()
    doubled: tuple[str, ...] = ()
    budgets: Decimal | None = None
    spent: tuple[Spent, ...] = ()

    @property
    def proposal(self) -> Option | None:
        """The alternative that the department proposes, None where it chose none."""
        return next((each for each in self.options if each.chosen), None)

    @property
    def present(self) -> Option | None:
        """Going on as now."""
        return next((each for each in self.options if each.sums.is_present), None)


def noticed(facts: Facts) -> tuple[Message, ...]:
    """Everything that is to be looked at, in a fixed order."""
    return tuple(sentence for look in _LOOKS for sentence in look(facts))


def _alternatives(facts: Facts) -> Iterator[Message]:
    if facts.proposal is None:
        yield message("investments.finding.no_proposal")
    told = [each for each in facts.options if each.is_told]
    if len(told) <= 1:
        yield message("investments.finding.no_alternative", count=len(told))
    if facts.present is not None and not facts.present.is_told:
        yield message("investments.finding.present_not_told")


def _costs(facts: Facts) -> Iterator[Message]:
    for option in facts.options:
        if not option.is_told:
            continue
        years = option.sums.by_year
        labour = tuple(y.fiscal_year for y in years if isinstance(y.labour, InvestmentUnknown))
        if labour:
            yield message("investments.finding.no_labour", name=option.name, years=_years(labour))
        later = tuple(y.fiscal_year for y in years[1:] if isinstance(y.cost, InvestmentUnknown))
        if later:
            yield message("investments.finding.no_later_cost", name=option.name, years=_years(later))


def _effects(facts: Facts) -> Iterator[Message]:
    proposal = facts.proposal
    if proposal is None:
        return
    lines = {each.line for each in proposal.sums.amounts}
    counted = lines & {InvestmentLine.HOURS_SAVED, InvestmentLine.MONEY_SAVED}
    if not counted and not facts.has_indicator:
        words_alone = message("investments.finding.only_uncounted")
        yield words_alone if facts.uncounted else message("investments.finding.no_effect")
    if facts.has_indicator and not facts.measured_by:
        yield message("investments.finding.no_measuring")
    if facts.has_indicator and (facts.baseline is None or facts.target is None):
        yield message("investments.finding.no_target")
    if InvestmentLine.HOURS_SAVED in lines and proposal.sums.rate is None:
        yield message("investments.finding.no_rate")


def _saves_more_than_is_spent(facts: Facts) -> Iterator[Message]:
    """Money cannot fall away that is not spent now."""
    proposal, present = facts.proposal, facts.present
    if proposal is None or present is None:
        return
    now = {year.fiscal_year: year.cost for year in present.sums.by_year}
    for year in proposal.sums.by_year:
        spent = now.get(year.fiscal_year)
        if isinstance(spent, Decimal) and isinstance(year.money, Decimal) and year.money > spent:
            yield message("investments.finding.saves_more", year=year.fiscal_year, saved=year.money, spent=spent)


def _measures(facts: Facts) -> Iterator[Message]:
    if facts.only_activity:
        yield message("investments.finding.only_activity", measures=facts.only_activity)


def _doubled(facts: Facts) -> Iterator[Message]:
    if facts.doubled:
        yield message("investments.finding.doubled", cases=facts.doubled)


def _sums(facts: Facts) -> Iterator[Message]:
    for option in facts.options:
        cost = option.sums.cost
        if option.stated is not None and isinstance(cost, Decimal) and option.stated != cost:
            yield message("investments.finding.stated", name=option.name, stated=option.stated, cost=cost)
    first = facts.proposal.sums.first_year if facts.proposal else None
    if facts.budgets is not None and isinstance(first, Decimal) and first > facts.budgets:
        yield message("investments.finding.over_budget", cost=first, budget=facts.budgets)


def _actuals(facts: Facts) -> Iterator[Message]:
    expected = {y.fiscal_year: y.cost for y in facts.proposal.sums.by_year} if facts.proposal else {}
    for year in facts.spent:
        if year.contract is not None and year.paid is not None and year.paid > year.contract:
            at, paid = year.fiscal_year, year.paid
            yield message("investments.finding.paid_over_contract", year=at, paid=paid, contract=year.contract)
        cost = expected.get(year.fiscal_year)
        if year.paid is not None and isinstance(cost, Decimal) and year.paid > cost:
            yield message("investments.finding.paid_over_expected", year=year.fiscal_year, paid=year.paid, cost=cost)


_LOOKS: tuple[Callable[[Facts], Iterable[Message]], ...] = (
    *(_alternatives, _costs, _effects, _saves_more_than_is_spent, _measures, _doubled, _sums, _actuals),
)


def _years(years: tuple[int, ...]) -> tuple[Message, ...]:
    return tuple(message("ui.fiscal_year", year=year) for year in years)
