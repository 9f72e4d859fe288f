"""Every figure of a plan with its path: what an auditor would hold against its evidence."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from monosashi.core.indicators import Fraction, Indicator, Target
from monosashi.core.messages import Message, Param, message
from monosashi.core.money import BudgetProgram
from monosashi.core.paths import place
from monosashi.core.plan import Plan
from monosashi.core.results import NodeYear
from monosashi.core.values import Value
from monosashi.publishing.comparison.places import money_field, program_name, told
from monosashi.wording import word


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure as printed. `nodes` are the measures it belongs to. `basis` is what the city says that it rests on.

    `fiscal_year` is None where it is not of one year. `status` says how firm it is, None where that is not told.
    """

    path: str
    nodes: tuple[str, ...]
    subject: str
    what: Message
    fiscal_year: int | None
    value: Param
    unit: str = ""
    status: Message | None = None
    basis: str = ""


def figures_of(plan: Plan) -> Iterator[Figure]:
    """Targets, actuals and what stands beside them; then amounts; then stated grades and counted answers."""
    for indicator in plan.indicators:
        yield from _indicator_figures(indicator, plan)
    for program in plan.budget_programs:
        yield from _amounts(program, plan)
    for result in plan.results:
        yield from _stated(result, plan)


def _indicator_figures(indicator: Indicator, plan: Plan) -> Iterator[Figure]:
    yield from _promises(indicator, plan)
    for actual in indicator.actuals:
        path = place("indicators", indicator, "actuals", actual, "value")
        status, basis = word(actual.status), actual.evidence
        yield _figure(indicator, plan, path, "actuals", actual.value, actual.fiscal_year, status=status, basis=basis)
    for fraction in indicator.fractions:
        yield from _parts(indicator, fraction, plan)
    for series in indicator.reference_series:
        for point in series.points:
            path = place("indicators", indicator, "reference_series", series, "points", point, "value")
            year, name = point.fiscal_year, message("auditor.reference_series", name=series.name)
            value, nodes = told(point.value, plan), (indicator.node,)
            yield Figure(path, nodes, indicator.name, name, year, value, series.unit)


def _promises(indicator: Indicator, plan: Plan) -> Iterator[Figure]:
    """Where it started and what was promised."""
    if indicator.baseline is not None:
        baseline, path = indicator.baseline, place("indicators", indicator, "baseline", "value")
        yield _figure(indicator, plan, path, "baseline", baseline.value, baseline.fiscal_year, basis=baseline.as_of)
    lists: Iterable[tuple[str, tuple[Target, ...]]] = (
        ("targets", indicator.targets),
        ("interim_targets", indicator.interim_targets),
    )
    for field, targets in lists:
        for target in targets:
            path = place("indicators", indicator, field, target, "value")
            yield _figure(indicator, plan, path, field, target.value, target.fiscal_year)
    if indicator.final_target is not None:
        path = place("indicators", indicator, "final_target")
        yield _figure(indicator, plan, path, "final_target", indicator.final_target, indicator.final_year)


def _parts(indicator: Indicator, fraction: Fraction, plan: Plan) -> Iterator[Figure]:
    for field in ("numerator", "denominator"):
        value: Decimal | None = getattr(fraction, field)
        if value is not None:
            path = place("indicators", indicator, "fractions", fraction, field)
            yield Figure(
                path, (indicator.node,), indicator.name, _field(field), fraction.fiscal_year, told(value, plan)
            )


def _figure(  # noqa: PLR0913 -- one figure of an indicator, with all that is told of it
    indicator: Indicator,
    plan: Plan,
    path: str,
    field: str,
    value: Value,
    year: int | None,
    *,
    status: Message | None = None,
    basis: str = "",
) -> Figure:
    nodes, shown = (indicator.node,), told(value, plan)
    return Figure(path, nodes, indicator.name, _field(field), year, shown, indicator.unit, status, basis)


def _amounts(program: BudgetProgram, plan: Plan) -> Iterator[Figure]:
    nodes = tuple(share.node for share in program.shares)
    for line in program.lines:
        path = place("budget_programs", program, "lines", line, "amount")
        year, value = line.fiscal_year, told(line.amount, plan)
        yield Figure(path, nodes, program_name(program), money_field(line), year, value, plan.money_unit)


def _stated(result: NodeYear, plan: Plan) -> Iterator[Figure]:
    name, nodes = plan.index.node[result.node].name, (result.node,)
    for rating in result.ratings:
        path = place("results", result, "ratings", rating, "grade")
        what = message("comparison.rating", rater=word(rating.rater))
        yield Figure(path, nodes, name, what, result.fiscal_year, rating.grade)
    for answer in result.answers:
        if answer.number is not None:
            path = place("results", result, "answers", answer, "number")
            yield Figure(path, nodes, name, _field("answers"), result.fiscal_year, told(answer.number, plan))


def _field(name: str) -> Message:
    return message(f"comparison.field.{name}")
