"""Entries made, moved and compared on the pages of a plan's lists."""

from urllib.parse import urlsplit

import pytest
from django.test import Client

from monosashi.core.plan import Plan
from monosashi.office.accounts.standing import Person
from monosashi.office.plans.actions import keep_new_plan
from monosashi.office.plans.models import Revision
from monosashi.office.plans.queries import whole
from office.plans.as_browser import Fields, fields_of, form_in, text_of
from sample_plans import sample_plan

pytestmark = pytest.mark.slow

NODES = "/plans/sample/edit/nodes/"
NEW = f"{NODES}new/?node=f-data"


@pytest.fixture
def plan(coordinator: Person) -> Plan:
    made = sample_plan()
    keep_new_plan(made, by=coordinator)
    return made


@pytest.fixture
def browser(plan: Plan, coordinator: Person) -> Client:
    client = Client()
    client.force_login(coordinator.staff)
    return client


def new_form(browser: Client) -> Fields:
    """A form for a new measure, opened and filled in."""
    form = form_in(browser.get(NEW))
    assert form.get("action") == NEW
    return fields_of(form) | {"name": ["見守りカメラ"]}


def move_form(browser: Client, node: str, direction: str = "down") -> Fields:
    """The form beside a node in the list, with the button that moves it."""
    opened = browser.get(NODES)
    forms = (form_in(opened, at) for at in range(len(whole("sample").nodes)))
    return fields_of(next(f for f in forms if f.get("action") == f"{NODES}{node}/move/")) | {"direction": [direction]}


def moved(browser: Client, form: Fields) -> list[str]:
    """The ids of the nodes in their order, once the form has been sent."""
    answer = browser.post(f"{NODES}m-sensor/move/", form)
    assert (answer.status_code, answer["Location"]) == (302, NODES)
    return [node.id for node in whole("sample").nodes]


def test_a_measure_made_on_the_page_stands_under_its_parent_with_an_id_that_nothing_had(
    browser: Client, plan: Plan
) -> None:
    answer = browser.post(NEW, new_form(browser))
    (made,) = (node for node in whole(plan.id).nodes if node not in plan.nodes)
    assert (made.name, made.parent, made.level) == ("見守りカメラ", "f-data", "measure")
    assert made.id not in {node.id for node in plan.nodes}
    assert (answer.status_code, urlsplit(answer["Location"]).path) == (302, f"{NODES}{made.id}/")


def test_a_form_sent_twice_makes_one_measure_and_another_form_of_the_same_words_another(
    browser: Client, plan: Plan
) -> None:
    form, other = new_form(browser), new_form(browser)
    places = [urlsplit(browser.post(NEW, fields)["Location"]).path for fields in (form, form, other)]
    made = [f"{NODES}{node.id}/" for node in whole(plan.id).nodes if node.name == "見守りカメラ"]
    assert (places[0] == places[1], len(made), set(made)) == (True, 2, set(places))
    assert Revision.objects.count() == 3


@pytest.mark.parametrize(
    ("node", "says"), [("nodes/f-desk", "この分野を編集"), ("measures/m-online", "この施策を編集")]
)
def test_the_button_to_edit_calls_a_node_as_the_plan_calls_its_level(browser: Client, node: str, says: str) -> None:
    told = text_of(browser.get(f"/plans/sample/{node}/"))
    assert says in told
    assert told.count("を編集") == 1


def test_a_measure_moved_down_stands_behind_its_neighbour_and_a_form_moves_it_once(browser: Client, plan: Plan) -> None:
    down = move_form(browser, "m-sensor")
    before, after = ["m-online", "m-sensor", "m-school"], ["m-online", "m-school", "m-sensor"]
    assert [node.id for node in plan.nodes][2:] == before
    assert [moved(browser, down)[2:] for _ in range(2)] == [after, after]
    assert moved(browser, move_form(browser, "m-sensor", "up"))[2:] == before
    assert moved(browser, down)[2:] == before, "sent again, it does not undo what was done since"


def test_what_was_made_and_what_was_moved_stands_in_the_difference_of_the_revisions(
    browser: Client, plan: Plan
) -> None:
    browser.post(NEW, new_form(browser))
    moved(browser, move_form(browser, "m-sensor"))
    told = text_of(browser.get("/plans/sample/revisions/compare/?from=3&to=5"))
    assert "2か所が違います" in told
    assert "「見守りカメラ」が加わりました" in told
    assert "取組の順が変わりました: 「教育」を「2 データ」の先頭へ。" in told
