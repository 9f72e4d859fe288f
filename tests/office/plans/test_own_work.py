"""The first page: one's own measures and what they still lack."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.test import Client

from monosashi.core.plan import Plan, PlanYear, YearState
from monosashi.office.accounts.models import Department, Posting
from monosashi.office.accounts.permissions import Role
from monosashi.office.accounts.standing import Person
from monosashi.office.plans.actions import keep_new_plan
from monosashi.office.plans.lists.own_work import current_year


def opened(akita: Plan) -> Plan:
    """Akita's plan as if its year were not settled yet."""
    return replace(akita, id="open", years=(replace(akita.years[0], state=YearState.OPEN),))


def home(client: Client) -> str:
    response = client.get("/")
    assert response.status_code == 200
    return response.content.decode()


def test_an_editor_sees_the_measures_of_the_department_and_what_each_lacks(
    akita: Plan, coordinator: Person, logged_in: Callable[..., Client]
) -> None:
    keep_new_plan(opened(akita), by=coordinator)
    told = home(logged_in(Role.DEPARTMENT_EDITOR, department="d-07"))
    assert "担当する2施策のうち2施策に、まだ入力していない項目があります" in told
    assert "計画どおりか、遅れているか" in told
    assert "続きを入力する" in told


@pytest.mark.parametrize(
    ("states", "today", "year"),
    [
        ("ooo", date(2026, 4, 8), 2025),
        ("ooo", date(2025, 10, 1), 2025),
        ("poo", date(2026, 10, 1), 2026),
        ("ooo", date(2027, 5, 1), 2026),
        ("spp", date(2027, 5, 1), 2027),
        ("sss", date(2028, 5, 1), 2025),
    ],
)
def test_the_year_that_is_worked_on_is_no_year_that_is_still_to_come(
    akita: Plan, states: str, today: date, year: int
) -> None:
    of = {"o": YearState.OPEN, "p": YearState.PROVISIONAL, "s": YearState.SETTLED}
    years = tuple(PlanYear(2025 + at, state=of[state]) for at, state in enumerate(states))
    assert current_year(replace(akita, years=years, results=()), today) == year


def test_a_task_leads_straight_to_the_form_of_what_is_lacking_first(
    akita: Plan, coordinator: Person, logged_in: Callable[..., Client]
) -> None:
    unmeasured = tuple(replace(each, actuals=()) if each.node == "n-p073" else each for each in akita.indicators)
    keep_new_plan(opened(replace(akita, indicators=unmeasured, provenance=())), by=coordinator)
    told = home(logged_in(Role.DEPARTMENT_EDITOR, department="d-07"))
    tasks = re.findall(r'<p class="go"><a class="[^"]*" href="([^"]*)"', told)
    assert sorted(address.rpartition("/edit/")[2].split("/")[0] for address in tasks) == ["indicators", "results"]


def test_of_a_settled_year_nothing_is_asked_any_more(kept: Plan, logged_in: Callable[..., Client]) -> None:
    told = home(logged_in(Role.DEPARTMENT_EDITOR, department="d-07"))
    assert "令和6年度は確定済みです" in told
    assert "続きを入力する" not in told


def test_somebody_posted_without_a_role_sees_the_measures_but_is_not_asked_to_enter_anything(
    akita: Plan, coordinator: Person, someone: Any
) -> None:
    keep_new_plan(opened(akita), by=coordinator)
    staff = someone()
    Posting.objects.create(staff=staff, department=Department.objects.get(code="d-07"))
    client = Client()
    client.force_login(staff)
    told = home(client)
    assert "マイナンバーカードの取得促進" in told
    assert '<ol class="tasks">' not in told


def test_finance_is_asked_to_enter_nothing_of_the_department_where_it_sits(
    akita: Plan, coordinator: Person, someone: Any
) -> None:
    keep_new_plan(opened(akita), by=coordinator)
    staff = someone(Role.FINANCE)
    Posting.objects.create(staff=staff, department=Department.objects.get(code="d-07"))
    client = Client()
    client.force_login(staff)
    told = home(client)
    assert "担当する2施策" in told
    assert '<ol class="tasks">' not in told


def test_every_figure_of_the_first_page_says_of_which_year_it_is(
    akita: Plan, coordinator: Person, logged_in: Callable[..., Client]
) -> None:
    keep_new_plan(opened(akita), by=coordinator)
    rows = home(logged_in(Role.DEPARTMENT_EDITOR, department="d-03")).partition("<tbody>")[2].split("</tr>")
    (row,) = (row for row in rows if "n-p073" in row)
    cells = [re.sub(r"<[^>]+>", " ", cell).split() for cell in re.findall(r'<td class="td-n".*?</td>', row, re.DOTALL)]
    assert cells == [["78", "%", "令和5年度"], ["82.9", "%", "令和6年度"], ["100", "%", "令和8年度"]]


def test_whoever_has_no_department_is_told_where_to_start(kept: Plan, logged_in: Callable[..., Client]) -> None:
    told = home(logged_in())
    assert "所属が登録されていないため" in told
    assert f'href="/plans/{kept.id}/"' in told


@pytest.mark.django_db
def test_an_administrator_of_an_empty_office_sees_what_is_not_set_up(logged_in: Callable[..., Client]) -> None:
    told = home(logged_in(Role.ADMINISTRATOR))
    assert "組織が登録されていません" in told
    assert "計画が取り込まれていません" in told
    assert "事務局の役割を持つ職員がいません" in told
    assert all(f'href="{address}"' in told for address in ("/departments/import/", "/people/"))
    Department.objects.create(code="0101", name="政策企画課")
    told = home(logged_in(Role.ADMINISTRATOR))
    assert "事務局の所属に印がありません" in told
    assert 'href="/departments/"' in told


def test_whose_department_has_no_measure_is_not_told_of_zero_measures_to_edit(
    akita: Plan, coordinator: Person, logged_in: Callable[..., Client]
) -> None:
    keep_new_plan(akita, by=coordinator)
    told = logged_in(Role.DEPARTMENT_EDITOR, department="elsewhere").get(f"/plans/{akita.id}/edit/").content.decode()
    assert "編集できる施策はありません" in told
    assert "0件の施策を編集できます" not in told
