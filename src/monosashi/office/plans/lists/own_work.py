"""Somebody's own work: the measures of their departments in the year that is open, and what each still lacks."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from monosashi.core.fiscal_years import fiscal_year_on
from monosashi.core.messages import Message, message
from monosashi.core.plan import Plan, YearState
from monosashi.core.results import NodeYear
from monosashi.core.values import number
from monosashi.evaluation.outcomes import IndicatorOutcome
from monosashi.office.accounts.permissions import Permission, Place, Role, Standing, may
from monosashi.office.plans.queries import Held, departments_of
from monosashi.office.plans.ways import entry_address, result_address
from monosashi.office.plans.year.in_year import InYear, in_year, latest_year
from monosashi.office.plans.year.lacking import figures_asked, words_lacking
from monosashi.office.plans.year.rows_of_measures import MeasureRow, lacks_actual, measures_of
from monosashi.office.plans.year.years_of_figures import FiguresInYears, figures_in_years
from monosashi.office.ui.cells import GradeMark
from monosashi.office.ui.language import language
from monosashi.publishing.charts.chart import Chart
from monosashi.publishing.charts.ruler import Ruler, small_ruler

_OF_A_DEPARTMENT = (Role.DEPARTMENT_EDITOR, Role.CONFIRMER)

_WORDS = {
    "result": message("plans.lacks.result"),
    "disposition": message("plans.lacks.disposition"),
    "next_step": message("plans.lacks.next_step"),
    "execution": message("plans.lacks.execution"),
    "unmet_reason": message("plans.lacks.unmet_reason"),
    "self_grade": message("plans.lacks.self_grade"),
}
"""What is said of `words_lacking`."""


@dataclass(frozen=True, slots=True)
class OwnMeasure:
    """One measure. `lacks` says what is not entered yet; `look` is that of its state's tag."""

    year: InYear
    row: MeasureRow
    lacks: tuple[Message, ...]
    state: Message
    look: str
    mark: GradeMark | None
    self_mark: GradeMark | None
    indicator: IndicatorOutcome | None
    figures: FiguresInYears | None
    ruler: Chart | None
    editable: bool

    @property
    def form_address(self) -> str:
        """Where what is lacking first is entered: a figure with its indicator, all else with what is said of the year."""
        plan, node = self.year.plan, self.row.node.id
        figures = (each.indicator for each in self.row.indicators if lacks_actual(each))
        first = next(figures, None)
        if self.lacks and self.lacks[0].id == "plans.lacks.actual" and first is not None:
            return entry_address(plan, "indicators", first)
        return result_address(plan, node, self.year.fiscal_year)


@dataclass(frozen=True, slots=True)
class OwnPlan:
    """One plan with somebody's measures in it. `closed`: the year is settled, nothing is to be entered any more."""

    year: InYear
    closed: bool
    measures: tuple[OwnMeasure, ...]

    @property
    def open_measures(self) -> tuple[OwnMeasure, ...]:
        """Those that still lack something."""
        return tuple(each for each in self.measures if each.lacks)

    @property
    def to_enter(self) -> tuple[OwnMeasure, ...]:
        """Those that still lack something which this person may enter."""
        return tuple(each for each in self.open_measures if each.editable)


def departments_of_person(standing: Standing) -> frozenset[str]:
    """Where somebody works, and the departments for which they were given a role, with all below."""
    given = (each.departments or frozenset() for each in standing.given if each.role in _OF_A_DEPARTMENT)
    return standing.departments.union(*given)


def current_year(plan: Plan, today: date) -> int:
    """The year that is worked on: of those nobody closed the newest that is over, else the first.

    Where all are closed, the newest that is not settled, else the newest with results.
    """
    unsettled = [year.fiscal_year for year in plan.years if year.state is not YearState.SETTLED]
    open_ = [year.fiscal_year for year in plan.years if year.state is YearState.OPEN]
    over = [year for year in open_ if year < fiscal_year_on(today)]
    return max(over, default=min(open_, default=max(unsettled, default=latest_year(plan))))


def own_plan(state: Held, departments: frozenset[str], standing: Standing, today: date) -> OwnPlan:
    """The plan with the measures that these departments have a part in today."""
    year = in_year(state, current_year(state.plan, today))
    known = state.plan.index.year.get(year.fiscal_year)
    closed = known is not None and known.state is YearState.SETTLED
    rows = [row for row in measures_of(year) if departments_of(row.node, today) & departments]
    return OwnPlan(year, closed, tuple(_own(year, row, standing, today, closed=closed) for row in rows))


def _own(year: InYear, row: MeasureRow, standing: Standing, today: date, *, closed: bool) -> OwnMeasure:
    lacks = () if closed else tuple(lacks_of(year, row))
    outcome, first = row.outcome, row.first
    drawn = year.once(("own", first.indicator), lambda: _drawn(year, first)) if first else (None, None)
    state, look = _state(lacks, row, closed=closed)
    return OwnMeasure(
        year=year,
        row=row,
        lacks=lacks,
        state=state,
        look=look,
        mark=year.graded(outcome.computed) if outcome else None,
        self_mark=year.mark(outcome.computed.axis, row.self_grade) if outcome else None,
        indicator=first,
        figures=drawn[0],
        ruler=drawn[1],
        editable=may(standing, Permission.EDIT_MEASURE, Place(year.plan.id, departments_of(row.node, today))),
    )


def lacks_of(year: InYear, row: MeasureRow) -> Iterator[Message]:
    """What is not entered yet for the year. Nothing of a measure that is out of this year's evaluation."""
    outcome, said = row.outcome, row.result or NodeYear(row.node.id, year.fiscal_year)
    if outcome is not None and outcome.excluded is not None:
        return
    if figures_asked(outcome):
        yield from (message("plans.lacks.actual", name=each.name) for each in row.indicators if lacks_actual(each))
    yield from (_WORDS[name] for name in words_lacking(said, outcome, year.scheme))
    if row.money.initial is not None and row.money.spent is None:
        yield message("plans.lacks.spent")


def _state(lacks: tuple[Message, ...], row: MeasureRow, *, closed: bool) -> tuple[Message, str]:
    if closed:
        return message("plans.state.closed"), "done"
    if not lacks:
        return message("plans.state.complete"), "done"
    if row.result is None and all(lacks_actual(each) for each in row.indicators):
        return message("plans.state.empty"), "none"
    return message("plans.state.lacking", count=len(lacks)), "look"


def _drawn(year: InYear, outcome: IndicatorOutcome) -> tuple[FiguresInYears, Chart | None]:
    return figures_in_years(year, outcome), _ruler(outcome)


def _ruler(outcome: IndicatorOutcome) -> Chart | None:
    ruler = Ruler(
        outcome.name, outcome.unit, number(outcome.baseline), number(outcome.actual), None, number(outcome.target)
    )
    chart = small_ruler(ruler, language(), f"s-{outcome.indicator}")
    return chart if chart.svg else None
