"""What was entered by mistake is mended: a department that has not begun is taken back or called right, a group gets other members."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from monosashi.core.plan import Plan
from monosashi.core.tree import Department as PlanDepartment
from monosashi.office.accounts.actions import NewDepartment, create_department
from monosashi.office.accounts.models import Department, Staff
from monosashi.office.accounts.permissions import NotAllowed, Role
from monosashi.office.accounts.refusals import StateForbids
from monosashi.office.accounts.standing import Person
from monosashi.office.events.models import Event
from monosashi.office.people.correcting import Correction, correct_department, remove_department
from monosashi.office.people.reorganising.carrying_out import carry_out, preview
from monosashi.office.people.reorganising.values import Reorganisation, ReorganisationKind
from monosashi.office.plans.queries import held
from monosashi.office.rounds.models import RouteStep
from monosashi.office.ui.language import spoken

TODAY, APRIL = date(2026, 3, 10), date(2026, 4, 1)
Hall = dict[str, Department]
Begun = Callable[..., Department]


@pytest.fixture
def begin(hall: Hall, administrator: Person) -> Begun:
    """情報化課, entered for 1 April unless another day is said."""
    return lambda since=APRIL, **more: create_department(
        NewDepartment("情報化課", "d-02", **more), since=since, by=administrator
    )


def refusal(remove: Callable[[], object]) -> str:
    with pytest.raises(StateForbids) as caught:
        remove()
    return caught.value.why.id


@pytest.mark.parametrize("since", [APRIL, TODAY])
def test_a_department_that_has_not_begun_or_begins_today_is_taken_back(
    begin: Begun, administrator: Person, since: date
) -> None:
    code = begin(since).code
    remove_department(code, by=administrator, today=TODAY, why="登録誤り")
    assert not Department.objects.filter(pk=code).exists()
    assert Event.objects.get(action="department.removed").object_id == code


def test_the_code_of_a_department_that_was_taken_back_is_not_given_again(begin: Begun, administrator: Person) -> None:
    first = begin().code
    remove_department(first, by=administrator, today=TODAY)
    assert begin().code != first


@pytest.mark.parametrize("since", [None, date(2026, 3, 9)])
def test_a_department_that_has_begun_is_not_taken_back(begin: Begun, administrator: Person, since: date | None) -> None:
    code = begin(since).code
    assert refusal(lambda: remove_department(code, by=administrator, today=TODAY)) == "people.remove.begun"
    assert Department.objects.filter(pk=code).exists()


HANGING: dict[str, Callable[[Department, Staff], object]] = {
    "posting": lambda of, staff: staff.postings.create(department=of),
    "role": lambda of, staff: staff.roles.create(department=of, role=Role.CONFIRMER),
    "acting": lambda of, staff: staff.acting.create(department=of, valid_from=APRIL),
    "child": lambda of, _: Department.objects.create(code="d-90", name="統計担当", parent=of),
    "move": lambda of, _: Department.objects.get(pk="d-05").moves.create(parent=of, since=APRIL),
    "route": lambda of, _: RouteStep.objects.create(of_id="d-05", position=1, kind="confirm", department=of),
    "own route": lambda of, _: RouteStep.objects.create(of=of, position=1, kind="confirm", department_id="d-05"),
}


@pytest.mark.parametrize("what", list(HANGING))
def test_a_department_that_something_hangs_on_is_not_taken_back(
    begin: Begun, someone: Callable[..., Staff], administrator: Person, what: str
) -> None:
    department = begin()
    HANGING[what](department, someone())
    assert refusal(lambda: remove_department(department.code, by=administrator, today=TODAY)) == "people.remove.hangs"
    assert Department.objects.filter(pk=department.code).exists()


def test_the_heir_of_a_department_is_not_taken_back(hall: Hall, administrator: Person) -> None:
    wanted = Reorganisation(ReorganisationKind.RENAME, APRIL, ("d-03",), (NewDepartment("情報化課", "d-02"),))
    (new,) = carry_out(wanted, state=preview(wanted).state, by=administrator)
    assert refusal(lambda: remove_department(new, by=administrator, today=TODAY)) == "people.remove.hangs"


@pytest.mark.slow
def test_a_department_of_a_plan_is_not_taken_back(kept: Plan, administrator: Person) -> None:
    Department.objects.filter(pk="d-09").update(valid_from=APRIL)
    with pytest.raises(StateForbids) as caught:
        remove_department("d-09", by=administrator, today=TODAY)
    assert "計画への記載" in spoken(caught.value.why)


def test_a_name_is_corrected_until_the_department_has_begun(begin: Begun, administrator: Person) -> None:
    code = begin().code
    correct_department(code, Correction("デジタル課"), by=administrator, today=TODAY, why="誤字")
    assert Department.objects.get(pk=code).name == "デジタル課"
    why = refusal(lambda: correct_department("d-03", Correction("デジタル課"), by=administrator, today=TODAY))
    assert why == "people.correct.begun"
    assert Department.objects.get(pk="d-03").name == "情報統計課"


@pytest.mark.slow
def test_a_corrected_name_stands_in_the_plans_that_know_the_department(kept: Plan, administrator: Person) -> None:
    wanted = Reorganisation(ReorganisationKind.RENAME, APRIL, ("d-03",), (NewDepartment("情報過", "d-02"),))
    (new,) = carry_out(wanted, state=preview(wanted).state, by=administrator)
    correct_department(new, Correction("情報課"), by=administrator, today=TODAY)
    known: PlanDepartment = held(kept.id).plan.index.department[new]
    assert known.name == "情報課"


def test_members_of_a_group_and_the_coordinating_office_are_changed_on_their_page(hall: Hall, at_desk: Client) -> None:
    Department.objects.filter(pk="d-09").update(valid_to=date(2025, 3, 31))
    typed = {"members": ["d-03"], "coordinating_office": "on", "why": "組織規則"}
    page = at_desk.post("/departments/g-01/correct/", typed)
    assert (page.status_code, page.headers["Location"]) == (302, "/departments/g-01/")
    group = Department.objects.get(pk="g-01")
    assert {one.pk for one in group.members.all()} == {"d-03", "d-09"}, (
        "one that has ended stays for the years that were"
    )
    assert group.coordinating_office
    body = Event.objects.get(action="department.corrected").content.body
    assert '"coordinating_office":true' in body
    assert "環境都市推進課" in body


def test_what_is_left_as_it_was_makes_no_event(hall: Hall, at_desk: Client) -> None:
    page = at_desk.post("/departments/g-01/correct/", {"members": ["d-03", "d-09", "d-05"]})
    assert page.status_code == 302
    assert not Event.objects.filter(action="department.corrected").exists()


def test_the_page_of_a_department_leads_to_what_can_be_mended(begin: Begun, at_desk: Client) -> None:
    code = begin().code
    ahead, begun = (at_desk.get(f"/departments/{one}/").content.decode() for one in (code, "d-03"))
    assert f"/departments/{code}/remove/" in ahead
    assert f"/departments/{code}/correct/" in ahead
    assert "/departments/d-03/correct/" in begun
    assert "/remove/" not in begun
    assert at_desk.post(f"/departments/{code}/remove/").headers["Location"] == "/departments/"
    assert not Department.objects.filter(pk=code).exists()


def test_a_name_that_has_begun_is_not_asked_for(hall: Hall, begin: Begun, at_desk: Client) -> None:
    ahead, begun = (at_desk.get(f"/departments/{one}/correct/").content.decode() for one in (begin().code, "d-03"))
    assert 'name="name"' in ahead
    assert 'name="name"' not in begun


def test_only_whoever_manages_people_mends(begin: Begun, coordinator: Person) -> None:
    code = begin().code
    with pytest.raises(NotAllowed):
        remove_department(code, by=coordinator, today=TODAY)
    with pytest.raises(NotAllowed):
        correct_department(code, Correction("別の課"), by=coordinator, today=TODAY)
