"""Indicators short of their targets with what was said of it, and this year beside the last."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from monosashi.core.indicators import Direction
from monosashi.core.messages import Message, Param, message
from monosashi.core.plan import of_year
from monosashi.core.results import ManagedBy
from monosashi.core.values import Absence, Value, number
from monosashi.evaluation.outcomes import IndicatorOutcome
from monosashi.evaluation.reference_points import prorated_target, year_of_plan
from monosashi.evaluation.rounding import percent
from monosashi.office.overview.tables import Head, Line, Panel, Table
from monosashi.office.plans.lists.measures import grade_cell, self_cell
from monosashi.office.plans.pages import address
from monosashi.office.plans.year.in_year import InYear
from monosashi.office.plans.year.rows_of_measures import MeasureRow, lacks_actual, measures_of
from monosashi.office.plans.year.years_of_figures import figures_in_years, with_year
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
        actual, sign = number(self.outcome.actual), _sign(self.outcome)
        if actual is None or self.due is None or sign is None:
            return False
        return (actual - self.due) * sign < 0


@dataclass(frozen=True, slots=True)
class Reach:
    """How many are measured by indicators and how many reached their targets; `waiting` have an actual still to come.

    `reached` None: nobody has told an actual yet.
    """

    counted: int
    reached: int | None
    waiting: int


def counted(year: InYear) -> tuple[MeasureRow, ...]:
    """The measures that the year's figures judge: by the scheme's own count, else all that have indicators."""
    rows = (row for row in measures_of(year) if row.outcome and not row.outcome.excluded and row.indicators)
    return tuple(row for row in rows if row.outcome and row.outcome.managed_by in {None, ManagedBy.INDICATOR})


def unmet(year: InYear) -> tuple[MeasureRow, ...]:
    """Those short of their targets, by the scheme's own rule for measures or for indicators: the same as every list says."""
    return tuple(row for row in measures_of(year) if row.unmet)


def reach_of(year: InYear) -> Reach | None:
    """By the scheme's own count where it has one, else by measures. None where nothing is measured by indicators."""
    of = counted(year)
    if not of:
        return None
    waiting = sum(any(lacks_actual(each) for each in row.indicators) for row in of)
    total = year.evaluation.total if year.evaluation else None
    if total and total.counted:
        return Reach(total.counted, total.reached, waiting)
    told = [row for row in of if all(_is_told(each) for each in row.indicators)]
    any_told = any(_is_told(each) for row in of for one in row.indicators for each in (one, *one.components))
    return Reach(len(of), sum(not row.unmet for row in told) if any_told else None, waiting)


@lru_cache(maxsize=16)
def measured_of(year: InYear) -> tuple[Measured, ...]:
    """The indicators with figures, components where they stand for a whole without one."""
    return _measured_in(year, counted(year))


def unmet_panel(year: InYear) -> Panel | None:
    """What is short of its target, the slowest first, and what was said about it. None where nothing is measured."""
    short = unmet(year)
    if not short and not counted(year):
        return None
    of_short = _measured_in(year, short)
    behind = sorted((each for each in of_short if each.behind), key=_done)
    others = [each for each in of_short if not each.behind]
    tables = [_unmet_table(year, "behind", behind)] if behind else []
    tables += [_unmet_table(year, "unmet", others, folded=bool(behind))] if others else []
    silent = [row for row in short if row.silent]
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
    better = [each for each in compared if each.change and each.change > 0]
    not_better = [each for each in compared if not each.change or each.change <= 0]
    tables = [_years_table(year, "not_better", sorted(not_better, key=lambda each: each.change or Decimal(0)))]
    tables.append(_years_table(year, "better", better, folded=True))
    return Panel("years", tuple(_years_say(year, compared)), tuple(each for each in tables if each.lines), span=6)


def _years_say(year: InYear, compared: list[Measured]) -> Iterator[Message]:
    """How many became better: of those with a year before, then of those that only have a baseline."""
    with_last = [each for each in compared if _last(year, each.outcome) is not None]
    with_baseline = [each for each in compared if _last(year, each.outcome) is None]
    if with_last:
        yield message("overview.years.says_year", **_better_and_worse(with_last))
    if with_last and with_baseline:
        yield message("overview.years.says_others", **_better_and_worse(with_baseline))
    elif with_baseline:
        yield message("overview.years.says_baseline", year=year.fiscal_year - 1, **_better_and_worse(with_baseline))


def _better_and_worse(some: list[Measured]) -> dict[str, Param]:
    changes = [each.change or Decimal(0) for each in some]
    return {
        "count": len(changes),
        "better": sum(each > 0 for each in changes),
        "same": sum(each == 0 for each in changes),
        "worse": sum(each < 0 for each in changes),
    }


def _unmet_table(year: InYear, key: str, some: list[Measured], *, folded: bool = False) -> Table:
    return Table(
        key,
        message(f"overview.short.{key}", count=len(some)),
        (
            Head(message("overview.column.measure"), note=message("plans.column.indicator")),
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
            Head(message("overview.column.measure"), note=message("plans.column.indicator")),
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


def _measured_in(year: InYear, rows: Iterable[MeasureRow]) -> tuple[Measured, ...]:
    return tuple(_measured(year, row, each) for row in rows for one in row.indicators for each in _parts(one))


def _is_told(indicator: IndicatorOutcome) -> bool:
    """Whether there is an actual: a value, not the word for an absence. Where components stand for the whole, all of theirs."""
    if indicator.actual is None and indicator.components:
        return all(_is_told(part) for part in indicator.components)
    return indicator.actual is not None and not isinstance(indicator.actual, Absence)


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
    sign = _sign(outcome)
    change = (now - then) * sign if now is not None and then is not None and sign is not None else None
    due = prorated_target(indicator, year_of_plan(year.plan, year.fiscal_year))
    return Measured(row, outcome, due, before, change)


def _last(year: InYear, outcome: IndicatorOutcome) -> Value | None:
    found = of_year(year.plan.index.indicator[outcome.indicator].actuals, year.fiscal_year - 1)
    return found.value if found else None


def _sign(outcome: IndicatorOutcome) -> int | None:
    """1 where more is better, -1 where less is; None where neither is, or nobody said."""
    return {Direction.INCREASE: 1, Direction.DECREASE: -1}.get(outcome.direction)


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
    reach = reach_of(year)
    if reach is None:
        return ()
    if reach.reached is None:
        return (message("overview.answer.no_actual", counted=reach.counted),)
    measured = measured_of(year)
    told = message(
        "overview.answer.reached",
        counted=reach.counted,
        reached=reach.reached,
        rate=percent(Decimal(reach.reached * 100) / reach.counted),
        behind=sum(each.behind for each in measured),
        worse=sum(1 for each in measured if _below_baseline(each)),
    )
    return (told, message("overview.answer.waiting", count=reach.waiting)) if reach.waiting else (told,)


def _below_baseline(each: Measured) -> bool:
    gain, sign = each.outcome.gain, _sign(each.outcome)
    return gain is not None and sign is not None and gain * sign < 0
