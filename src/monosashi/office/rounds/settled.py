"""A year that the plan calls settled: it is not asked about, answered or closed again until somebody opened it, and said why."""

from monosashi.core.messages import Message, message
from monosashi.core.plan import Plan, YearState
from monosashi.office.accounts.refusals import StateForbids
from monosashi.office.plans.year.closed import Closed, closed_in


class SettledInPlan(StateForbids):
    """The plan as it stands says that the year is settled. `fiscal_year` is which."""

    def __init__(self, closed: Closed) -> None:
        super().__init__(_why(closed))
        self.fiscal_year = closed.fiscal_year


def is_settled(plan: Plan, fiscal_year: int) -> bool:
    """Whether the plan says so of the year."""
    year = plan.index.year.get(fiscal_year)
    return year is not None and year.state is YearState.SETTLED


def refuse_settled(plan: Plan, fiscal_year: int) -> None:
    """Raises SettledInPlan. One query where it does."""
    if is_settled(plan, fiscal_year):
        (closed,) = closed_in(plan, (fiscal_year,))
        raise SettledInPlan(closed)


def _why(closed: Closed) -> Message:
    """By which edition, where one was frozen of it here."""
    if closed.edition is None:
        return message("rounds.settled_in_plan", year=closed.fiscal_year)
    year, number = closed.fiscal_year, closed.edition
    return message("rounds.settled_in_edition", year=year, number=number, label=closed.label)
