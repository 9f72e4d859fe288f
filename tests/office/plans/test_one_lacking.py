"""The first page and the sheet of a round mean the same by what is not said yet of a measure's year."""

from dataclasses import replace
from typing import Any

import pytest

from monosashi.core.plan import Plan
from monosashi.core.results import Disposition, Execution, Rater, Rating
from monosashi.office.plans.lists.own_work import lacks_of
from monosashi.office.plans.queries import Held
from monosashi.office.plans.year.in_year import InYear, in_year
from monosashi.office.plans.year.rows_of_measures import measures_of
from monosashi.office.rounds.basis import Basis
from monosashi.office.rounds.filled import filled_with
from monosashi.office.rounds.states import RoundKind

pytestmark = pytest.mark.without_database
SHORT = "n-p080"
"""A measure that is short of its target."""

NOTHING = {"result": "", "disposition": None, "next_step": "", "execution": None, "unmet_reason": "", "ratings": ()}
SAID = {"result": "実施した。", "disposition": Disposition.CONTINUE, "next_step": "続ける。"}
LATE = {**SAID, "execution": Execution.DELAYED}


def of_year(akita: Plan, name: str, said: dict[str, Any]) -> InYear:
    """Akita's plan with nothing but this said of the measure."""
    results = tuple(replace(each, **{**NOTHING, **said}) if each.node == SHORT else each for each in akita.results)
    plan = replace(akita, results=results, provenance=())
    return in_year(Held(plan, 1, name), 2024)


def on_first_page(year: InYear, node: str) -> set[str]:
    (row,) = (each for each in measures_of(year) if each.node.id == node)
    return {lack.id.rpartition(".")[2] for lack in lacks_of(year, row)} - {"actual", "spent"}


def on_sheet(year: InYear, node: str) -> set[str]:
    sheet = filled_with(Basis(year.plan, 2024, RoundKind.YEAR, year.scheme, year.life_cycle), node, {})
    lacking = [lack.slot.at for lack in sheet.lacks]
    own = {"self_grade" for at in lacking if at[0] == "rating"}
    return own | {at[1] for at in lacking if at[0] == "result"}


@pytest.mark.parametrize(
    ("name", "said", "lacking"),
    [
        ("nothing", {}, {"result", "disposition", "next_step", "execution", "self_grade"}),
        ("words", SAID, {"execution", "self_grade"}),
        ("late", LATE, {"unmet_reason", "self_grade"}),
        ("explained", {**LATE, "unmet_reason": "利用が伸びなかった。"}, {"self_grade"}),
        ("as planned", {**SAID, "execution": Execution.AS_PLANNED}, {"self_grade"}),
        (
            "no grade",
            {**LATE, "unmet_reason": "x", "ratings": (Rating("progress", Rater.SELF, None, "休止中"),)},
            set(),
        ),
    ],
)
def test_what_is_not_said_yet(akita: Plan, name: str, said: dict[str, Any], lacking: set[str]) -> None:
    year = of_year(akita, name, said)
    assert (on_first_page(year, SHORT), on_sheet(year, SHORT)) == (lacking, lacking)


def test_no_measure_lacks_one_thing_on_the_first_page_and_another_on_its_sheet(akita: Plan) -> None:
    year = in_year(Held(akita, 1, "lacking"), 2024)
    asked = [row.node.id for row in measures_of(year) if row.outcome and row.outcome.excluded is None]
    assert [node for node in asked if on_first_page(year, node) != on_sheet(year, node)] == []
