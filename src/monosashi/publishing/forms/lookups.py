"""The values with which a form is filled, in one fiscal year."""

from datetime import date

from monosashi.core.plan import Plan
from monosashi.core.tree import Node
from monosashi.evaluation.outcomes import Evaluation
from monosashi.evaluation.scheme import Scheme
from monosashi.exchange.forms.values import FormValue, Lookup, Placeholder
from monosashi.publishing.forms.asked_years import year_asked
from monosashi.publishing.forms.fields import PlanEntry
from monosashi.publishing.forms.known_fields import known_fields
from monosashi.publishing.forms.told import OfMeasure, OfPlan


class UnknownField(LookupError):
    """The plan has no such field, or the field is of a measure where none is meant. `unknown_in` finds them before."""


class Lookups:
    """The values of a plan and of its measures. What takes long, such as judging another year, is done once for all of them.

    `evaluation` is that of the year, None where nothing judges it; `on` the day that is printed as that of the making. `scheme`
    is the one of the evaluation; None: it is known by its reference.
    """

    def __init__(
        self, plan: Plan, evaluation: Evaluation | None, fiscal_year: int, on: date, *, scheme: Scheme | None = None
    ) -> None:
        self._known = known_fields(plan)
        self._whole = OfPlan(plan, evaluation, fiscal_year, on, scheme)

    def of_plan(self) -> Lookup:
        """The values of the plan; "" where nobody said anything. It raises UnknownField, and NotAFiscalYear for an unreadable year."""
        whole = self._whole

        def value(asked: Placeholder) -> FormValue:
            entry = self._known.named(asked.name)
            if not isinstance(entry, PlanEntry):
                raise UnknownField(asked.name)
            return entry.value(whole, year_asked(asked.year, whole.fiscal_year))

        return value

    def of_measure(self, node: Node) -> Lookup:
        """The values of a measure and of its plan, as `of_plan`."""
        whole, measure = self._whole, OfMeasure(self._whole, node)

        def value(asked: Placeholder) -> FormValue:
            entry = self._known.named(asked.name)
            if entry is None:
                raise UnknownField(asked.name)
            year = year_asked(asked.year, whole.fiscal_year)
            return entry.value(whole, year) if isinstance(entry, PlanEntry) else entry.value(measure, year)

        return value
