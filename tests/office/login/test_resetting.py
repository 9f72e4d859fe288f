"""An administrator opens somebody's account again, on a page."""

import re

import pytest
from django.test import Client

from monosashi.office.accounts.models import Staff
from monosashi.office.accounts.permissions import Role
from monosashi.office.events.models import Event, EventContent
from office.laid import Someone

pytestmark = pytest.mark.slow

PASSWORD = "long enough to log in"
LOG_IN = "/session/log-in/"


@pytest.fixture
def administrator(someone: Someone) -> Staff:
    return someone(Role.ADMINISTRATOR)


@pytest.fixture
def at_desk(administrator: Staff) -> Client:
    client = Client()
    client.force_login(administrator)
    return client


def log_in(client: Client, staff: Staff, password: str) -> int:
    return client.post(LOG_IN, {"login": staff.username, "password": password}).status_code


def test_whoever_lost_everything_is_let_in_again_with_a_password_that_is_shown_once(
    someone: Someone, administrator: Staff, at_desk: Client
) -> None:
    staff, elsewhere = someone(), Client()
    log_in(elsewhere, staff, PASSWORD)
    elsewhere.post("/session/second-factor/paper/new/")
    for _ in range(6):
        locked = log_in(Client(), staff, "wrong")
    assert locked == 429
    answer = at_desk.post(f"/people/{staff.pk}/reset/")
    (password,) = re.findall(r"<code>(.+?)</code>", answer.content.decode())
    assert "no-store" in answer["Cache-Control"]
    assert password not in at_desk.get(f"/people/{staff.pk}/reset/").content.decode()
    assert password not in str(list(EventContent.objects.values_list("body", flat=True)))
    told = Event.objects.filter(object_id=str(staff.pk), actor=administrator.pk).values_list("action", flat=True)
    assert set(told) == {"staff.second_factor_removed", "staff.password_reset"}
    assert elsewhere.get("/plans/").status_code == 302, "who is logged in elsewhere is not any more"
    later = Client()
    assert log_in(later, staff, password) == 302
    assert later.get("/plans/")["Location"] == "/session/password/"


def test_an_account_that_is_switched_off_and_ones_own_are_not_opened_here(
    someone: Someone, administrator: Staff, at_desk: Client
) -> None:
    off = someone()
    Staff.objects.filter(pk=off.pk).update(is_active=False)
    for staff, why in ((off, "止めてある"), (administrator, "ログインの設定")):
        before = Staff.objects.get(pk=staff.pk).password
        answer = at_desk.post(f"/people/{staff.pk}/reset/")
        assert answer.status_code == 409
        assert why in answer.content.decode()
        assert Staff.objects.get(pk=staff.pk).password == before


def test_the_page_of_a_person_leads_there_and_ones_own_does_not(
    someone: Someone, administrator: Staff, at_desk: Client
) -> None:
    for staff, leads in ((someone(), True), (administrator, False)):
        page = at_desk.get(f"/people/{staff.pk}/").content.decode()
        assert (f"/people/{staff.pk}/reset/" in page) is leads
