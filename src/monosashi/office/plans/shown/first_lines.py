"""The first line of a page: the figures that matter, in one sentence."""

from collections.abc import Iterator

from monosashi.checks.figures import unit_of_change
from monosashi.core.messages import Message, Param, message
from monosashi.core.values import number
from monosashi.office.plans.shown.indicators import ShownIndicator
from monosashi.office.plans.year.in_year import InYear
from monosashi.office.plans.year.totals import GradeTotal, Totals


def of_totals(year: InYear, totals: Totals, *, whole: bool = False) -> tuple[Message, ...]:
    """How many measures, which grades, how much money. `whole`: of the plan, where n of m is the scheme's own."""
    return tuple(_of_totals(year, totals, whole=whole))


def of_measure(year: InYear, indicators: tuple[ShownIndicator, ...]) -> tuple[Message, ...]:
    """How far each indicator is."""
    if not indicators:
        return (message("plans.answer.no_indicator", year=year.fiscal_year),)
    return tuple(_of_indicator(year, each) for each in indicators[:3]) + (
        (message("plans.answer.more", count=len(indicators) - 3),) if len(indicators) > 3 else ()  # noqa: PLR2004 -- a first line stays short
    )


def _of_totals(year: InYear, totals: Totals, *, whole: bool) -> Iterator[Message]:
    yield message("plans.answer.measures", year=year.fiscal_year, count=totals.measures)
    if totals.computed:
        yield message("plans.answer.computed", grades=_counts(totals.computed))
    if totals.stated:
        yield message("plans.answer.stated", grades=_counts(totals.stated))
    reached = year.evaluation.total if year.evaluation and whole else None
    if reached is not None and reached.counted and not totals.computed:
        yield message(
            "plans.answer.reached", reached=reached.reached, counted=reached.counted, rate=reached.rate_printed
        )
    if totals.initial is not None or totals.spent is not None:
        yield money_answer(year, totals)


def money_answer(year: InYear, totals: Totals) -> Message:
    """Budget and spending in one sentence."""
    unit = year.plan.money_unit
    if totals.initial is None or totals.spent is None:
        kind, known = ("spent", totals.spent) if totals.initial is None else ("initial", totals.initial)
        return message(f"plans.answer.money_{kind}", amount=known, unit=unit)
    return message("plans.answer.money", initial=totals.initial, spent=totals.spent, unit=unit, rate=totals.execution)


def _counts(totals: tuple[GradeTotal, ...]) -> tuple[Param, ...]:
    return tuple(
        message("plans.answer.count", grade=each.mark.symbol, count=each.count)
        if each.mark
        else message("plans.answer.without", count=each.count)
        for each in totals
    )


def _of_indicator(year: InYear, shown: ShownIndicator) -> Message:
    outcome, unit = shown.outcome, shown.unit
    actual = shown.actual.value if shown.actual else None
    told: dict[str, Param] = {
        "name": shown.indicator.name,
        "year": year.fiscal_year,
        "unit": unit if number(actual) is not None else "",
    }
    if actual is None and shown.components:
        reached = sum(part.to_go is not None and part.to_go <= 0 for part in shown.components)
        name, parts = shown.indicator.name, len(shown.components)
        return message("plans.answer.components", name=name, year=year.fiscal_year, count=parts, reached=reached)
    if actual is None:
        return message("plans.answer.no_actual", name=shown.indicator.name, year=year.fiscal_year)
    target = outcome.target if outcome else shown.indicator.final_target
    if target is None:
        return message("plans.answer.no_target", **told, actual=actual)
    told |= {"target": target, "target_unit": unit if number(target) is not None else ""}
    if shown.to_go is None:
        return message("plans.answer.beside", **told, actual=actual)
    if shown.to_go <= 0:
        return message("plans.answer.reached_target", **told, actual=actual)
    return message("plans.answer.to_go", **told, actual=actual, to_go=shown.to_go, unit_to_go=unit_of_change(unit))
