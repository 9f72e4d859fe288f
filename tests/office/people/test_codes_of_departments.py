"""No code of a department, and no day of one, takes the pages of all departments away."""

from datetime import date

import pytest
from django.test import Client

from monosashi.office.accounts.actions import NewDepartment, create_department
from monosashi.office.accounts.models import Department
from monosashi.office.accounts.refusals import StateForbids
from monosashi.office.accounts.standing import Person

Hall = dict[str, Department]


@pytest.mark.parametrize("code", ["a/b", "new", "import", "from-plans", "..", "あ い", "?x"])
def test_a_code_that_no_address_can_hold_is_refused(
    hall: Hall, administrator: Person, at_desk: Client, code: str
) -> None:
    with pytest.raises(StateForbids):
        create_department(NewDepartment("試験課", code=code), since=None, by=administrator)
    page = at_desk.post("/departments/new/", {"name": "試験課", "code": code, "since": "2026-04-01"})
    assert page.status_code == 422
    assert f"コード「{code}」は" in page.content.decode()
    assert Department.objects.count() == len(hall)


def test_a_code_that_stands_there_already_is_shown_without_a_link(hall: Hall, at_desk: Client) -> None:
    odd = Department.objects.create(code="01/02", name="斜線課", parent=hall["p"])
    group = Department.objects.create(code="g/1", name="斜線の各課", is_group=True)
    group.members.add(odd)
    odd.members.add(hall["info"])
    for address in ("/departments/", "/departments/d-02/", "/departments/d-03/"):
        page = at_desk.get(address)
        assert page.status_code == 200, address
        assert "斜線課" in page.content.decode()
        assert "01/02/" not in page.content.decode()


@pytest.mark.parametrize("address", ["/departments/", "/departments/d-05/"])
def test_a_department_whose_last_day_is_the_last_of_all_days_is_shown(
    hall: Hall, at_desk: Client, address: str
) -> None:
    Department.objects.filter(pk="d-05").update(valid_to=date.max)
    assert at_desk.get(address).status_code == 200


@pytest.mark.parametrize("since", ["0001-01-01", "1899-12-31", "3000-01-01", "9999-12-31"])
def test_a_department_begins_on_a_day_that_can_be_meant(hall: Hall, at_desk: Client, since: str) -> None:
    page = at_desk.post("/departments/new/", {"name": "試験課", "since": since})
    assert page.status_code == 422
    assert "1900年から2999年まで" in page.content.decode()
    assert Department.objects.count() == len(hall)
