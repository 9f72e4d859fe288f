from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from monosashi.core.plan import Plan
from monosashi.core.tree import Department as PlanDepartment
from monosashi.office.accounts.actions import offered, take_departments_from
from monosashi.office.accounts.models import ActingFor, Department, RoleAssignment, Staff
from monosashi.office.accounts.permissions import TABLE, NotAllowed, Role
from monosashi.office.accounts.standing import Person, person

Hall = dict[str, Department]
Someone = Callable[..., Staff]


def text(client: Client, address: str) -> str:
    page = client.get(address, follow=True)
    assert page.status_code == 200, address
    return page.content.decode()


@pytest.mark.slow
def test_any_employee_reads_all_pages_of_people_and_changes_nothing(
    hall: Hall, someone: Someone, administrator: Person
) -> None:
    staff = someone()
    client = Client()
    client.force_login(staff)
    for address in ("/people/", "/people/me/", f"/people/{administrator.staff.pk}/", "/people/permissions/"):
        text(client, address)
    for address in ("/departments/", "/departments/d-03/", "/people/transfers/"):
        assert "reorganise" not in text(client, address)
    own = f"/people/{staff.pk}"
    changing = ("/people/new/", "/people/import/", "/departments/new/", "/departments/d-03/reorganise/end/")
    for address in (*changing, f"{own}/roles/new/", f"{own}/transfer/", f"{own}/change/"):
        assert client.get(address).status_code == 403, address


@pytest.mark.slow
def test_every_page_of_the_administrator_opens(hall: Hall, someone: Someone, at_desk: Client) -> None:
    staff = someone(Role.CONFIRMER, department="d-03")
    posting = staff.postings.create(department=hall["info"], post="課長")
    acting = ActingFor.objects.create(staff=staff, department=hall["city"], post="課長", valid_from="2026-01-01")
    own = f"/people/{staff.pk}"
    role = RoleAssignment.objects.get(staff=staff)
    pages = ("", "change/", "transfer/", "roles/new/", f"roles/{role.pk}/remove/", "postings/new/", "acting/new/")
    for page in (*pages, f"postings/{posting.pk}/end/", f"acting/{acting.pk}/stop/"):
        text(at_desk, f"{own}/{page}")
    for page in ("", "new/", "import/", "from-plans/", "d-03/", "g-01/", "?day=2026-05-01"):
        text(at_desk, f"/departments/{page}")
    for kind in ("rename", "merge", "split", "end", "move"):
        text(at_desk, f"/departments/d-03/reorganise/{kind}/")


def test_mail_is_told_to_oneself_and_administrators_and_to_no_list(
    someone: Someone, at_desk: Client, hall: Hall
) -> None:
    staff, other = someone(), someone()
    Staff.objects.filter(pk=staff.pk).update(email="hanako@city.example")
    own, others = Client(), Client()
    own.force_login(staff)
    others.force_login(other)
    address = f"/people/{staff.pk}/"
    told = ["hanako@" in text(client, address) for client in (own, at_desk, others)]
    assert told == [True, True, False]
    for page in ("/people/", "/people/?format=csv"):
        assert "hanako@" not in text(at_desk, page)


def test_a_role_is_given_on_the_page_and_says_who_gave_it(at_desk: Client, someone: Someone, hall: Hall) -> None:
    staff = someone()
    typed = {
        "role": "confirmer",
        "department": "d-03",
        "plan": "",
        "valid_from": "2026-03-01",
        "valid_to": "",
        "why": "",
    }
    assert at_desk.post(f"/people/{staff.pk}/roles/new/", typed).status_code == 302
    assert "管理 一郎" in text(at_desk, f"/people/{staff.pk}/")
    role = staff.roles.get()
    at_desk.post(f"/people/{staff.pk}/roles/{role.pk}/remove/", {})
    assert str(staff.roles.get().valid_to) == "2026-03-09"


def test_days_the_wrong_way_round_are_told_and_nothing_is_kept(at_desk: Client, someone: Someone, hall: Hall) -> None:
    staff = someone()
    typed = {"role": "finance", "department": "", "plan": "", "valid_from": "2026-04-01", "valid_to": "2026-03-01"}
    page = at_desk.post(f"/people/{staff.pk}/roles/new/", typed)
    assert page.status_code == 422
    assert "始まりの日より前です" in page.content.decode()
    assert staff.roles.count() == 0


def queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return sum(query["sql"].lstrip("(").startswith("SELECT") for query in captured)


@pytest.mark.slow
def test_the_list_of_people_takes_seven_queries_for_3_and_60_people(
    someone: Someone, hall: Hall, at_desk: Client
) -> None:
    found = []
    for count in (3, 57):
        for _ in range(count):
            someone(Role.CONFIRMER, department="d-03").postings.create(department=hall["info"])
        found.append(queries(at_desk, "/people/"))
    assert found == [7, 7]  # session, account, standing, the page's four


@pytest.mark.slow
def test_the_tree_takes_five_queries_for_any_number_of_departments(hall: Hall, at_desk: Client) -> None:
    found = []
    for count in (0, 60):
        for at in range(count):
            Department.objects.create(code=f"n-{at}", name=f"課{at}", parent=hall["p"])
        found.append(queries(at_desk, "/departments/"))
    assert found == [5, 5]


@pytest.mark.slow
def test_a_plan_that_is_kept_brings_its_departments_into_the_register(kept: Plan) -> None:
    rows = {row.code: (row.name, row.parent_id) for row in Department.objects.all()}
    assert rows == {one.id: (one.name, one.parent) for one in kept.departments}
    assert not offered(kept.departments)


def test_a_name_that_differs_is_told_and_the_register_stays(hall: Hall, coordinator: Person) -> None:
    departments = (PlanDepartment("d-03", "情報政策課", "d-02"), PlanDepartment("d-50", "新課", "d-02"))
    told = take_departments_from(departments, plan_id="p", by=coordinator)
    assert [one.id for one in told.new] == ["d-50"]
    assert [(one.name, unit.name) for one, unit in told.renamed] == [("情報政策課", "情報統計課")]
    assert Department.objects.get(pk="d-03").name == "情報統計課"


def test_an_employee_takes_no_departments_from_plans(hall: Hall, someone: Someone) -> None:
    with pytest.raises(NotAllowed):
        take_departments_from((PlanDepartment("d-50", "新課"),), plan_id="p", by=person(someone()))


def test_the_page_of_permissions_has_a_row_for_each(at_desk: Client) -> None:
    page = at_desk.get("/people/permissions/").content.decode()
    assert page.count('<th scope="row">') == len(TABLE)
