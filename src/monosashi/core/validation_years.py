"""Fiscal years against the plan's period, and dates that are dates."""

import re
from collections.abc import Iterable, Iterator
from datetime import date

from monosashi.core.indicators import Indicator
from monosashi.core.messages import Problem, message
from monosashi.core.paths import place
from monosashi.core.plan import OfYear, Plan
from monosashi.core.tree import Department, Responsibility

_EARLIEST, _LATEST = 1950, 2200
_LONGEST_PERIOD = 50
_MARGIN = 10
"""Years by which money, fractions, reference series and successions may lie outside the plan's period."""

_QUARTER = re.compile(r"[0-9]{4}-Q[1-4]")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_YEAR_OR_MONTH = re.compile(r"[0-9]{4}(-(0[1-9]|1[0-2]))?")


def wrong_period(plan: Plan) -> Iterator[Problem]:
    """A first or last year that cannot be one."""
    for name in ("first_year", "last_year"):
        year = getattr(plan, name)
        if not _EARLIEST <= year <= _LATEST:
            why = message("plan.not_a_fiscal_year", earliest=_EARLIEST, latest=_LATEST)
            yield Problem(name, str(year), why, message("plan.write_fiscal_year"))
    if plan.last_year < plan.first_year:
        why = message("plan.last_before_first", first=plan.first_year, last=plan.last_year)
        yield Problem("last_year", str(plan.last_year), why, message("plan.mend_period"))
    elif plan.last_year - plan.first_year >= _LONGEST_PERIOD:
        why = message("plan.period_too_long", longest=_LONGEST_PERIOD)
        yield Problem("last_year", str(plan.last_year), why, message("plan.mend_period"))
    if plan.revision < 1:
        yield Problem(
            "revision", str(plan.revision), message("plan.revision_below_one"), message("plan.write_revision")
        )


def wrong_years(plan: Plan) -> Iterator[Problem]:
    """Years outside the period. What stands beside the plan's own figures may lie some years before or after it."""
    period = _Years(plan, 0)
    around = _Years(plan, _MARGIN)
    yield from period.outside(("years",), plan.years)
    for indicator in plan.indicators:
        yield from _of_indicator(indicator, period, around)
    for program in plan.budget_programs:
        yield from around.outside(("budget_programs", program, "lines"), program.lines)
    yield from period.outside(("results",), plan.results)
    for node in plan.nodes:
        yield from around.outside(("nodes", node, "succeeds"), node.succeeds)


def _of_indicator(indicator: Indicator, period: "_Years", around: "_Years") -> Iterator[Problem]:
    above = ("indicators", indicator)
    yield from period.outside((*above, "targets"), indicator.targets)
    yield from period.outside((*above, "interim_targets"), indicator.interim_targets)
    yield from period.outside((*above, "actuals"), indicator.actuals)
    yield from around.outside((*above, "fractions"), indicator.fractions)
    yield from around.outside((*above, "succeeds"), indicator.succeeds)
    for series in indicator.reference_series:
        yield from around.outside((*above, "reference_series", series, "points"), series.points)
    if indicator.final_year is not None:
        yield from around.unless_in((*above, "final_year"), indicator.final_year)
    if indicator.baseline is not None and indicator.baseline.fiscal_year is not None:
        yield from around.unless_in((*above, "baseline", "fiscal_year"), indicator.baseline.fiscal_year)
        yield from _final_before(indicator, indicator.baseline.fiscal_year)


def _final_before(indicator: Indicator, baseline: int) -> Iterator[Problem]:
    """A last target for a year before the one from which the indicator starts."""
    final = indicator.final_year
    if final is not None and final < baseline:
        why = message("plan.final_before_baseline", final=final, baseline=baseline)
        yield Problem(place("indicators", indicator, "final_year"), str(final), why, message("plan.mend_final_year"))


class _Years:
    """The plan's period with some years on either side."""

    def __init__(self, plan: Plan, margin: int) -> None:
        self.first, self.last = plan.first_year - margin, plan.last_year + margin

    def outside(self, above: tuple[object, ...], entries: Iterable[OfYear]) -> Iterator[Problem]:
        for entry in entries:
            if not self.first <= entry.fiscal_year <= self.last:
                yield from self.unless_in((*above, entry, "fiscal_year"), entry.fiscal_year)

    def unless_in(self, segments: tuple[object, ...], year: int) -> Iterator[Problem]:
        if not self.first <= year <= self.last:
            why = message("plan.year_outside_period", year=year, first=self.first, last=self.last)
            yield Problem(place(*segments), str(year), why, message("plan.mend_year"))


def wrong_dates(plan: Plan) -> Iterator[Problem]:
    """Dates that no calendar has, and periods that end before they begin."""
    for department in plan.departments:
        yield from _wrong_validity(("departments", department), department)
    for node in plan.nodes:
        for responsibility in node.responsibilities:
            yield from _wrong_validity(("nodes", node, "responsibilities", responsibility), responsibility)
        for milestone in node.milestones:
            for name, text in (("due", milestone.due), ("done", milestone.done)):
                if text is not None and not _is_time(text):
                    at = place("nodes", node, "milestones", milestone, name)
                    yield Problem(at, text, message("plan.not_a_milestone_date"), message("plan.write_milestone_date"))


def _wrong_validity(above: tuple[object, ...], held: Department | Responsibility) -> Iterator[Problem]:
    start, end = held.valid_from, held.valid_to
    if start is None and end is None:
        return
    for name, text in (("valid_from", start), ("valid_to", end)):
        if text is not None and not is_day(text):
            yield Problem(place(*above, name), text, message("plan.not_a_date"), message("plan.write_date"))
    if start is not None and end is not None and is_day(start) and is_day(end) and end < start:
        why, remedy = message("plan.ends_before_it_begins"), message("plan.mend_validity")
        yield Problem(place(*above, "valid_to"), end, why, remedy)


def _is_time(text: str) -> bool:
    """Whether a milestone may be due then: a day, month, quarter or fiscal year."""
    return bool(_YEAR_OR_MONTH.fullmatch(text) or _QUARTER.fullmatch(text)) or is_day(text)


def is_day(text: str) -> bool:
    """Whether the text is a day that the calendar has, written 2025-03-31."""
    if not _DAY.fullmatch(text):
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
