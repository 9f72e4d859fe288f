"""A round of a city whose own scheme has two axes, on one of which the coordinating office has the last word."""

from dataclasses import replace
from html import unescape

import pytest
from django.test import Client

from monosashi.core.plan import Plan
from monosashi.core.results import Rater
from monosashi.office.accounts.standing import Person
from monosashi.office.plans.queries import held, whole
from monosashi.office.plans.year.in_year import in_year
from monosashi.office.rounds.actions_answering import Typed, save_answers, submit
from monosashi.office.rounds.actions_confirming import confirm
from monosashi.office.schemes.actions import bring_in
from office.laid import Someone
from office.rounds.blank_year import YEAR
from office.rounds.desk import Desk, make_desk
from office.schemes.test_rules_of_the_city import OTHERS

pytestmark = pytest.mark.slow
SCHEME = "judged-beside-computed"


@pytest.fixture
def desk(akita: Plan, coordinator: Person, someone: Someone) -> Desk:
    """The round of a plan that names the city's own scheme, which was brought in before it."""
    bring_in(name=f"{SCHEME}.toml", raw=(OTHERS / f"{SCHEME}.toml").read_bytes(), by=coordinator)
    years = tuple(replace(year, scheme=f"{SCHEME}@3") for year in akita.years)
    return make_desk(replace(akita, years=years), coordinator, someone)


def as_browser(who: Person) -> Client:
    client = Client()
    client.force_login(who.staff)
    return client


def test_each_axis_is_answered_and_the_second_look_is_the_grade(desk: Desk) -> None:
    sheet = f"/rounds/{desk.round.pk}/sheets/{desk.node}/"
    page = unescape(as_browser(desk.answerer).get(sheet).content.decode())
    for words in ("自己評価（kpi）", "自己評価（overall）", "評価の理由（overall）"):
        assert words in page
    own = {"rating/kpi/grade": "↑", "rating/overall/grade": "3", "rating/overall/reason": "おおむね進んだ。"}
    typed = {slot: Typed(text, "") for slot, text in own.items()}
    save_answers(desk.of, dict(desk.answers()) | typed, by=desk.answerer)
    submit(desk.of, by=desk.answerer)
    confirm(desk.of, by=desk.confirmer)
    office = as_browser(desk.coordinator)
    check = office.get(f"{sheet}check/").content.decode()
    assert [axis for axis in ("kpi", "overall") if f"<h3>{axis}</h3>" not in check] == []
    look = {"axis": "overall", "grade": "5", "reason": "市全体への効果が大きい。"}
    assert office.post(f"{sheet}second-look/", look).status_code == 302
    assert office.post(f"{sheet}accept/", {"seen": version_in(office, sheet)}).status_code == 302
    ratings = whole(desk.full.id).index.result[desk.node, YEAR].ratings
    assert {(each.axis, each.rater, each.grade) for each in ratings} == {
        ("kpi", Rater.SELF, "↑"),
        ("overall", Rater.SELF, "3"),
        ("overall", Rater.SECOND, "5"),
    }
    assert in_year(held(desk.full.id), YEAR).outcome[desk.node].computed.grade == "5"


def version_in(office: Client, sheet: str) -> str:
    """The version of the sheet as the page that accepts it tells."""
    return office.get(f"{sheet}check/").content.decode().partition('name="seen" value="')[2].partition('"')[0]
