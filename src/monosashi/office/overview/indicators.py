"""Indicators short of their targets with what was said of it, and this year beside the last."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from monosashi.core.indicators import Direction
from monosashi.core.messages import Message, message
from monosashi.core.plan import of_year
from monosashi.core.results import ManagedBy
from monosashi.core.values import Value, number
from monosashi.evaluation.outcomes import IndicatorOutcome
from monosashi.evaluation.reference_points import prorated_target, year_of_plan
from monosashi.evaluation.rounding import percent
from monosashi.office.overview.tables import Head, Line, Panel, Table
from monosashi.office.plans.in_year import InYear
from monosashi.office.plans.list_of_measures import grade_cell, self_cell
from monosashi.office.plans.pages import address
from monosashi.office.plans.rows_of_measures import MeasureRow, measures_of
from monosashi.office.plans.years_of_figures import figures_in_years, with_year
from monosashi.office.ui.cells import Cell, figure, signed
from monosashi.office.ui.language import language, spoken
from monosashi.publishing.charts.chart import Chart
from monosashi.publishing.charts.ruler import Ruler, small_ruler


@dataclass(frozen=True, slots=True)
class Measured:
    """One indicator of a measure. `due` is where it should be by now, `before` what it was a year ago (else the baseline).

    `change` is how much better it became (positive is better), None where that cannot be said.
    """

    row: MeasureRow
    outcome: IndicatorOutcome
    due: Decimal | None
    before: Value | None
    change: Decimal | None

    @property
    def behind(self) -> bool:
        """Whether it is behind the straight way to its target, which is not reached."""
        actual = number(self.outcome.actual)
        if actual is None or self.due is None:
            return False
        return (actual - self.due) * _sign(self.outcome) < 0


def counted(year: InYear) -> tuple[MeasureRow, ...]:
    """The measures that the year's figures judge: by the scheme's own count, else all that have indicators."""
    rows = (row for row in measures_of(year) if row.outcome and not row.outcome.excluded and row.indicators)
    return tuple(row for row in rows if row.outcome and row.outcome.managed_by in {None, ManagedBy.INDICATOR})


def unmet(year: InYear) -> tuple[MeasureRow, ...]:
    """Those short of their targets, by the scheme's own rule for measures or for indicators."""
    return tuple(row for row in counted(year) if row.unmet)


@lru_cache(maxsize=16)
def measured_of(year: InYear) -> tuple[Measured, ...]:
    """The indicators with figures, components where they stand for a whole without one."""
    return tuple(_measured(year, row, each) for row in counted(year) for one in row.indicators for each in _parts(one))


def unmet_panel(year: InYear) -> Panel | None:
    """What is short of its target, the slowest first, and what was said about it. None where nothing is measured."""
    if not counted(year):
        return None
    short = {row.node.id for row in unmet(year)}
    of_short = [each for each in measured_of(year) if each.row.node.id in short]
    behind = sorted((each for each in of_short if each.behind), key=_done)
    others = [each for each in of_short if not each.behind]
    tables = [_unmet_table(year, "behind", behind)] if behind else []
    tables += [_unmet_table(year, "unmet", others, folded=bool(behind))] if others else []
    silent = [row for row in unmet(year) if not _response(row)]
    more = ((message("overview.unmet.all", count=len(short)), address(year, "measures", look="unmet")),)
    return Panel(
        "unmet",
        (message("overview.unmet.says", short=len(short), behind=len(behind), silent=len(silent)),),
        tuple(tables),
        notes=(message("overview.unmet.pace"),) if behind else (),
        span=12,
        more=more if short else (),
    )


def years_panel(year: InYear) -> Panel | None:
    """This year beside the last, or beside the baseline where the plan tells of no year before."""
    compared = [each for each in measured_of(year) if each.change is not None]
    if not compared:
        return None
    earlier = any(_last(year, each.outcome) is not None for each in compared)
    better = [each for each in compared if each.change and each.change > 0]
    not_better = [each for each in compared if not each.change or each.change <= 0]
    worse = [each for each in not_better if each.change]
    tables = [_years_table(year, "not_better", sorted(not_better, key=lambda each: each.change or Decimal(0)))]
    tables.append(_years_table(year, "better", better, folded=True))
    kind = "year" if earlier else "baseline"
    says = message(
        f"overview.years.says_{kind}",
        count=len(compared),
        better=len(better),
        same=len(not_better) - len(worse),
        worse=len(worse),
        year=year.fiscal_year - 1,
    )
    return Panel("years", (says,), tuple(each for each in tables if each.lines), span=6)


def _unmet_table(year: InYear, key: str, some: list[Measured], *, folded: bool = False) -> Table:
    return Table(
        key,
        message(f"overview.short.{key}", count=len(some)),
        (
            Head(message("overview.column.measure")),
            Head(message("plans.column.baseline"), figures=True),
            Head(message("plans.column.actual"), figures=True),
            Head(message("plans.column.target"), figures=True),
            Head(message("overview.column.way"), drawn=True, wide=True),
            Head(message("overview.column.grade")),
            Head(message("overview.column.response"), wide=True),
        ),
        tuple(_unmet_line(year, each) for each in some),
        folded=folded,
    )


def _unmet_line(year: InYear, each: Measured) -> Line:
    row, figures = each.row, figures_in_years(year, each.outcome)
    response = _response(row)
    return Line(
        (
            _measure(year, each),
            figures.baseline,
            figures.actual,
            figures.target,
            self_cell(year, row) if row.self_grade else grade_cell(year, row),
            Cell(response) if response else Cell(spoken(message("ui.blank")), tag="look"),
        ),
        _ruler(each),
    )


def _years_table(year: InYear, key: str, some: list[Measured], *, folded: bool = False) -> Table:
    return Table(
        f"years-{key}",
        message(f"overview.compared.{key}", count=len(some)),
        (
            Head(message("overview.column.measure")),
            Head(message("overview.column.before"), figures=True),
            Head(message("overview.this_year", year=year.fiscal_year), figures=True),
            Head(message("overview.column.change"), figures=True),
            Head(message("plans.column.target"), figures=True),
        ),
        tuple(_years_line(year, each) for each in some),
        folded=folded,
    )


def _years_line(year: InYear, each: Measured) -> Line:
    outcome = each.outcome
    now, before = number(outcome.actual), number(each.before)
    change = now - before if now is not None and before is not None else None
    unit = spoken(message("check.points")) if outcome.unit in {"%", "％"} else outcome.unit
    return Line(
        (
            _measure(year, each),
            _before(year, each),
            figure(outcome.actual, outcome.unit),
            signed(change, unit),
            figures_in_years(year, outcome).target,
        )
    )


def _before(year: InYear, each: Measured) -> Cell:
    """What it was a year ago, else the baseline, with the year that it is of."""
    if _last(year, each.outcome) is None:
        return figures_in_years(year, each.outcome).baseline
    told = spoken(message("ui.fiscal_year", year=year.fiscal_year - 1))
    return with_year(figure(each.before, each.outcome.unit), told)


def _measure(year: InYear, each: Measured) -> Cell:
    node = each.row.node
    name = node.label
    return Cell(name, address=address(year, "measure", node.id), note=each.outcome.name)


def _parts(one: IndicatorOutcome) -> Iterator[IndicatorOutcome]:
    if number(one.actual) is None and one.components:
        yield from one.components
    else:
        yield one


def _measured(year: InYear, row: MeasureRow, outcome: IndicatorOutcome) -> Measured:
    indicator = year.plan.index.indicator[outcome.indicator]
    last = _last(year, outcome)
    before = outcome.baseline if last is None else last
    now, then = number(outcome.actual), number(before)
    change = (now - then) * _sign(outcome) if now is not None and then is not None else None
    due = prorated_target(indicator, year_of_plan(year.plan, year.fiscal_year))
    return Measured(row, outcome, due, before, change)


def _last(year: InYear, outcome: IndicatorOutcome) -> Value | None:
    found = of_year(year.plan.index.indicator[outcome.indicator].actuals, year.fiscal_year - 1)
    return found.value if found else None


def _sign(outcome: IndicatorOutcome) -> int:
    return -1 if outcome.direction is Direction.DECREASE else 1


def _done(each: Measured) -> Decimal:
    """How much of the way is done, in percent; what has no way stands first."""
    ends = (number(each.outcome.baseline), number(each.outcome.target), number(each.outcome.actual))
    baseline, target, actual = ends
    if baseline is None or target is None or actual is None or target == baseline:
        return Decimal("-Infinity")
    return percent((actual - baseline) * 100 / (target - baseline)) or Decimal(0)


def _response(row: MeasureRow) -> str:
    said = row.result
    return (said.response or said.unmet_reason) if said else ""


def _ruler(each: Measured) -> Chart | None:
    outcome = each.outcome
    given = (outcome.name, outcome.unit, number(outcome.baseline), number(outcome.actual), each.due)
    chart = small_ruler(Ruler(*given, number(outcome.target)), language(), f"w-{outcome.indicator}")
    return chart if chart.svg else None


def says_of_indicators(year: InYear) -> tuple[Message, ...]:
    """How many reached their targets, how many lag, how many fell: () where nothing is measured."""
    of = counted(year)
    if not of:
        return ()
    total = year.evaluation.total if year.evaluation else None
    measured = measured_of(year)
    whole = total.counted if total and total.counted else len(of)
    reached = total.reached if total and total.counted else len(of) - len(unmet(year))
    return (
        message(
            "overview.answer.reached",
            counted=whole,
            reached=reached,
            rate=percent(Decimal(reached * 100) / whole),
            behind=sum(each.behind for each in measured),
            worse=sum(1 for each in measured if _below_baseline(each)),
        ),
    )


def _below_baseline(each: Measured) -> bool:
    gain = each.outcome.gain
    return gain is not None and gain * _sign(each.outcome) < 0
