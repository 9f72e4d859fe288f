"""What a form is told of the plan as a whole: value by key of the table, in one fiscal year."""

from collections.abc import Callable, Mapping
from decimal import Decimal

from monosashi.core.plan import PlanYear
from monosashi.core.results import Rater
from monosashi.exchange.forms.values import FormValue
from monosashi.publishing.forms.printing import TONGUE, coded, count, figure
from monosashi.publishing.forms.told import OfPlan

PlanValue = Callable[[OfPlan, int], FormValue]


def grade_count(rater: Rater, axis: str, grade: str) -> PlanValue:
    """How many measures have the grade; "" where nobody gave any by this rater on this axis."""

    def value(whole: OfPlan, year: int) -> FormValue:
        evaluation = whole.evaluation(year)
        told = [each for each in evaluation.grades if each.rater == rater and each.axis == axis] if evaluation else []
        if not any(each.grade for each in told):
            return ""
        return count(sum(each.count for each in told if each.grade == grade))

    return value


def _state(whole: OfPlan, year: int) -> FormValue:
    return coded((whole.plan.index.year.get(year) or PlanYear(year)).state)


def _period(whole: OfPlan, _year: int) -> FormValue:
    return TONGUE.say("site.period", first_year=whole.plan.first_year, last_year=whole.plan.last_year)


def _reached(whole: OfPlan, year: int) -> FormValue:
    evaluation = whole.evaluation(year)
    return count(evaluation.total.reached) if evaluation and evaluation.total else ""


def _counted(whole: OfPlan, year: int) -> FormValue:
    evaluation = whole.evaluation(year)
    return count(evaluation.total.counted) if evaluation and evaluation.total else ""


def _reached_rate(whole: OfPlan, year: int) -> FormValue:
    evaluation = whole.evaluation(year)
    return printed_rate(evaluation.total.rate_printed if evaluation and evaluation.total else None)


def printed_rate(rate: str | None) -> FormValue:
    """A rate as the scheme has rounded it; "" where there is none."""
    return "" if rate is None else figure(Decimal(rate))


PLAN_VALUES: Mapping[str, PlanValue] = {
    "plan_name": lambda whole, _: whole.plan.name,
    "municipality": lambda whole, _: whole.plan.municipality.name,
    "municipality_code": lambda whole, _: whole.plan.municipality.code,
    "fiscal_year": lambda _, year: TONGUE.year(year),
    "period": _period,
    "edition": lambda whole, _: whole.plan.edition,
    "money_unit": lambda whole, _: whole.plan.money_unit,
    "state": _state,
    "measure_count": lambda whole, _: count(len(whole.plan.index.measures)),
    "made_on": lambda whole, _: TONGUE.date(whole.on.isoformat()),
    "reached": _reached,
    "counted": _counted,
    "reached_rate": _reached_rate,
}
