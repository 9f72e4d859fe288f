"""The office's lists, marks, sheets and likely questions mean the same measures by 未達."""

from dataclasses import replace

import pytest

from monosashi.core.plan import Plan
from monosashi.core.results import Exclusion, ExclusionReason
from monosashi.office.plans.lists.indicators import indicators_of
from monosashi.office.plans.lists.measures import list_of_measures
from monosashi.office.plans.queries import Held
from monosashi.office.plans.year.in_year import InYear, in_year
from monosashi.office.plans.year.rows_of_measures import MeasureRow, measures_of
from monosashi.office.rounds.basis import Basis
from monosashi.office.rounds.filled import Filled, filled_with
from monosashi.office.rounds.states import RoundKind

pytestmark = pytest.mark.without_database
FOLLOWERS = "n-p080"
"""Its one indicator has no rate: of three counts one is short, and the figures grade it B."""


@pytest.fixture(scope="module")
def year(akita: Plan) -> InYear:
    return in_year(Held(akita, 1, "unmet"), 2024)


@pytest.fixture(scope="module")
def rows(year: InYear) -> tuple[MeasureRow, ...]:
    return measures_of(year)


def sheet(year: InYear, node: str) -> Filled:
    return filled_with(Basis(year.plan, 2024, RoundKind.YEAR, year.scheme, year.life_cycle), node, {})


def test_what_the_list_marks_is_what_its_filter_shows(year: InYear, rows: tuple[MeasureRow, ...]) -> None:
    [column] = [each for each in list_of_measures(year, rows).columns if each.key == "indicator"]
    marked = {row.node.id for row in rows if "目標値に未到達" in column.cell(row).note}
    assert len(marked) == 31
    assert marked == {row.node.id for row in rows if row.unmet}


def test_the_sheet_of_a_measure_is_unmet_where_the_list_says_so(year: InYear, rows: tuple[MeasureRow, ...]) -> None:
    assert [row.node.id for row in rows if sheet(year, row.node.id).unmet is not row.unmet] == []


def test_the_sheet_asks_the_reason_of_an_indicator_of_which_one_count_is_short(year: InYear) -> None:
    asked = {lack.slot.at for lack in sheet(year, FOLLOWERS).lacks}
    assert ("result", "execution") in asked


def test_an_indicator_of_a_measure_that_is_out_of_the_evaluation_is_not_counted_as_unmet(
    akita: Plan, year: InYear
) -> None:
    out = tuple(
        replace(each, excluded=Exclusion(ExclusionReason.NOT_STATED)) if each.node == FOLLOWERS else each
        for each in akita.results
    )
    without = in_year(Held(replace(akita, results=out), 1, "without"), 2024)
    assert (_unmet(year), _unmet(without)) == (31, 30)


def _unmet(year: InYear) -> int:
    return sum(row.unmet for row in indicators_of(year))
