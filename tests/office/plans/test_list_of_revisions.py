"""The history of a plan says of every save what was changed, in words, and takes as many queries for 3 saves as for 60."""

import csv
import io
from collections.abc import Callable
from dataclasses import replace
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from monosashi.core.changes import diff
from monosashi.core.plan import Plan
from monosashi.core.results import NodeYear
from monosashi.office.accounts.permissions import Role
from monosashi.office.accounts.standing import Person, person
from monosashi.office.events.models import Event
from monosashi.office.plans.actions import keep_new_plan, save
from monosashi.office.plans.queries import whole
from monosashi.office.trail.keeping import dispose
from office.laid import Someone
from office.plans.as_browser import text_of
from sample_plans import sample_plan

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


@pytest.fixture
def sample(coordinator: Person) -> Plan:
    made = sample_plan()
    keep_new_plan(made, by=coordinator)
    return made


def saved(after: Callable[[Plan], Plan], by: Person, plan_id: str, why: str = "") -> None:
    now = whole(plan_id)
    save(plan_id=plan_id, based_on=now.revision, changes=diff(now, after(now)), by=by, why=why)


def renamed(plan: Plan, summary: str, effect: str | None = None) -> Plan:
    node = plan.index.measures[0]
    new = replace(node, summary=summary, effect=node.effect if effect is None else effect)
    return replace(plan, nodes=tuple(new if each is node else each for each in plan.nodes))


def history(client: Client, plan: str, rest: str = "") -> str:
    answer = client.get(f"/plans/{plan}/revisions/{rest}")
    assert answer.status_code == 200
    return unescape(text_of(answer))


def test_each_save_says_what_it_changed(sample: Plan, coordinator: Person, logged_in: Callable[..., Client]) -> None:
    measure = sample.index.measures[0]
    following = sample.last_year
    saved(lambda plan: renamed(plan, "新しい概要", "新しい効果"), coordinator, sample.id)
    saved(lambda plan: renamed(plan, "別の概要"), coordinator, sample.id, "誤字のため")
    told = history(logged_in(), sample.id)
    assert f"「{measure.name}」の概要 ほか1か所" in told
    assert "誤字のため" in told
    assert "計画を取り込んだ" in told
    saved(lambda plan: _said_of_year(plan, measure.id, following), coordinator, sample.id)
    assert f"「{measure.name}」の令和{following - 2018}年度の" in history(logged_in(), sample.id)
    saved(lambda plan: replace(plan, nodes=(*plan.nodes[1:], plan.nodes[0])), coordinator, sample.id)
    assert "取組の並び順" in history(logged_in(), sample.id)


def _said_of_year(plan: Plan, node: str, year: int) -> Plan:
    others = tuple(each for each in plan.results if (each.node, each.fiscal_year) != (node, year))
    return replace(plan, results=(*others, NodeYear(node, year, result="進んだ")))


def test_an_entry_that_came_and_one_that_went_are_told_by_name(
    sample: Plan, coordinator: Person, logged_in: Callable[..., Client]
) -> None:
    name = sample.indicators[-1].name
    saved(lambda plan: replace(plan, indicators=plan.indicators[:-1]), coordinator, sample.id)
    assert f"指標「{name}」を削除" in history(logged_in(), sample.id)
    saved(lambda plan: replace(plan, indicators=(*plan.indicators, sample.indicators[-1])), coordinator, sample.id)
    assert f"指標「{name}」を追加" in history(logged_in(), sample.id)


def test_a_save_whose_event_was_disposed_of_stands_in_the_list_without_words(
    sample: Plan, coordinator: Person, someone: Someone, logged_in: Callable[..., Client]
) -> None:
    saved(lambda plan: renamed(plan, "個人の名前"), coordinator, sample.id)
    event = Event.objects.get(action="plan.saved")
    dispose(event.pk, by=person(someone(Role.ADMINISTRATOR)), why="個人情報のため")
    told = history(logged_in(), sample.id)
    assert f"第{whole(sample.id).revision}改訂" in told
    assert "記録なし" in told


def test_fifty_revisions_make_a_page_and_queries_are_as_many_for_three_as_for_sixty(
    sample: Plan, coordinator: Person, logged_in: Callable[..., Client]
) -> None:
    client = logged_in()
    counted = []
    first_one = sample.revision
    for saves in (2, 60):
        for number in range(whole(sample.id).revision - first_one, saves):
            saved(lambda plan, number=number: renamed(plan, f"概要その{number}"), coordinator, sample.id)  # type: ignore[misc]
        history(client, sample.id)
        with CaptureQueriesContext(connection) as asked:
            first = history(client, sample.id)
        counted.append(len(asked))
    assert counted[0] == counted[1]
    second = history(client, sample.id, "?page=2")
    oldest = f"第{first_one}改訂"
    assert (f"第{first_one + 59}改訂" in first, oldest in first, oldest in second) == (True, False, True)
    assert "概要" in second


def test_the_history_as_a_file_has_all_revisions_and_no_links(
    sample: Plan, coordinator: Person, logged_in: Callable[..., Client]
) -> None:
    saved(lambda plan: renamed(plan, "新しい概要"), coordinator, sample.id, "見直し")
    raw = logged_in().get(f"/plans/{sample.id}/revisions/?format=csv").content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(raw)))
    assert [list(rows[0]), len(rows)] == [["改訂", "日時", "保存した人", "変更したところ", "理由"], 2]
    assert rows[0]["変更したところ"] == f"「{sample.index.measures[0].name}」の概要"


def test_two_revisions_are_chosen_by_their_numbers(
    sample: Plan, coordinator: Person, logged_in: Callable[..., Client]
) -> None:
    assert 'name="from"' not in logged_in().get(f"/plans/{sample.id}/revisions/").content.decode()
    saved(lambda plan: renamed(plan, "新しい概要"), coordinator, sample.id)
    page = logged_in().get(f"/plans/{sample.id}/revisions/").content.decode()
    assert 'name="from"' in page
    assert 'name="to"' in page
    assert f'href="/plans/{sample.id}/revisions/compare/?from={sample.revision}&amp;to={sample.revision + 1}"' in page
