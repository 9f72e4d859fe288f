"""Forms about people: nothing typed is lost, nothing is switched on unseen, nothing is entered twice."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from monosashi.office.accounts.actions_staff import (
    PostingWanted,
    end_posting,
    post,
    remove_posting,
    remove_role,
    stop_acting,
)
from monosashi.office.accounts.models import ActingFor, Department, Posting, RoleAssignment, Staff
from monosashi.office.accounts.permissions import Role
from monosashi.office.accounts.refusals import ChangedMeanwhile, StateForbids
from monosashi.office.accounts.standing import Person
from monosashi.office.events.models import Event

TODAY, APRIL = date(2026, 3, 10), date(2026, 4, 1)
Hall = dict[str, Department]
Someone = Callable[..., Staff]

WRITING = {
    "new/": {"username": "12345", "name": "長い名前"},
    "{pk}/change/": {"name": "長い名前"},
    "{pk}/transfer/": {"note": "長い名前"},
    "{pk}/roles/new/": {"why": "長い名前"},
    "{pk}/postings/new/": {"why": "長い名前"},
    "{pk}/acting/new/": {"why": "長い名前"},
    "{pk}/roles/{role}/remove/": {"why": "長い名前"},
    "{pk}/postings/{posting}/end/": {"why": "長い名前"},
    "{pk}/postings/{posting}/remove/": {"why": "長い名前"},
    "{pk}/acting/{acting}/stop/": {"why": "長い名前"},
}


@pytest.fixture
def hanako(hall: Hall, someone: Someone) -> Staff:
    staff = someone(Role.CONFIRMER, department="d-03", name="秋田 花子")
    staff.postings.create(department=hall["info"], post="課長", valid_from=TODAY)
    ActingFor.objects.create(staff=staff, department=hall["city"], post="課長", valid_from=TODAY)
    return staff


def address_of(page: str, staff: Staff) -> str:
    rows = {"role": staff.roles.get().pk, "posting": staff.postings.get().pk, "acting": staff.acting.get().pk}
    return f"/people/{page.format(pk=staff.pk, **rows)}"


@pytest.mark.slow
@pytest.mark.parametrize("page", WRITING)
def test_what_was_typed_after_the_session_ended_stands_in_the_form_after_the_log_in(
    hanako: Staff, administrator: Person, today: date, page: str
) -> None:
    client, address = Client(), address_of(page, hanako)
    sent = client.post(address, WRITING[page])
    assert sent.status_code == 302
    back = re.search(r"next=(.+)", sent["Location"])
    assert back
    client.force_login(administrator.staff)
    again = client.get(address, {"kept": re.search(r"kept%3D([\w-]+)", back[1])[1]})  # type: ignore[index]
    assert again.status_code == 200
    assert "長い名前" in again.content.decode()
    assert Event.objects.count() == 0


def test_what_was_typed_with_the_token_of_an_ended_session_is_kept(
    hanako: Staff, administrator: Person, today: date
) -> None:
    client = Client(enforce_csrf_checks=True, headers={"Sec-Fetch-Site": "same-origin"})
    client.force_login(administrator.staff)
    sent = client.post(f"/people/{hanako.pk}/transfer/", {"note": "長い引継ぎ"})
    again = client.get(sent["Location"])
    assert "長い引継ぎ" in again.content.decode()


def seen_in(client: Client, staff: Staff) -> str:
    page = client.get(f"/people/{staff.pk}/change/").content.decode()
    found = re.search(r'name="seen" value="([^"]*)"', page)
    assert found
    return found[1].replace("&amp;", "&")


def test_an_account_switched_off_meanwhile_stays_off_and_the_page_says_what_changed(
    someone: Someone, at_desk: Client
) -> None:
    staff = someone(name="止まる 七郎")
    seen = seen_in(at_desk, staff)
    Staff.objects.filter(pk=staff.pk).update(is_active=False)
    typed = {"name": "止まる 八郎", "is_active": "on", "seen": seen}
    told = at_desk.post(f"/people/{staff.pk}/change/", typed)
    text = told.content.decode()
    assert told.status_code == 409
    assert "アカウントを使えるようにする" in re.search(r'role="alert".*?</div>', text, re.DOTALL)[0]  # type: ignore[index]
    assert "使えない" in text
    assert not Staff.objects.get(pk=staff.pk).is_active
    assert "止まる 八郎" in text
    now = re.search(r'name="seen" value="([^"]*)"', text)[1].replace("&amp;", "&")  # type: ignore[index]
    assert at_desk.post(f"/people/{staff.pk}/change/", {"name": "止まる 八郎", "seen": now}).status_code == 302
    assert Staff.objects.get(pk=staff.pk).name == "止まる 八郎"
    assert not Staff.objects.get(pk=staff.pk).is_active


def test_a_form_without_what_it_was_based_on_saves_nothing(someone: Someone, at_desk: Client) -> None:
    staff = someone(name="止まる 七郎")
    assert at_desk.post(f"/people/{staff.pk}/change/", {"name": "別の 名前", "is_active": "on"}).status_code == 409
    assert Staff.objects.get(pk=staff.pk).name == "止まる 七郎"


def test_an_account_registered_as_off_is_off(at_desk: Client, db: None) -> None:
    at_desk.post("/people/new/", {"username": "777", "name": "準備中"})
    assert not Staff.objects.get(username="777").is_active


def test_somebody_who_was_just_entered_is_said_to_have_no_password_yet(someone: Someone, at_desk: Client) -> None:
    told = "まだパスワードがありません"
    page = at_desk.post("/people/new/", {"username": "777", "name": "新任", "is_active": "on"}, follow=True)
    assert told in page.content.decode()
    assert told not in at_desk.get(f"/people/{someone().pk}/").content.decode()
    Staff.objects.filter(username="777").update(is_active=False)
    assert told not in at_desk.get(page.redirect_chain[0][0]).content.decode()


def test_the_same_posting_twice_stands_once(hall: Hall, someone: Someone, at_desk: Client) -> None:
    staff = someone()
    typed = {"department": "d-03", "post": "主査", "valid_from": "2026-03-10"}
    for _ in range(2):
        assert at_desk.post(f"/people/{staff.pk}/postings/new/", typed).status_code == 302
    assert staff.postings.count() == 1
    assert Event.objects.filter(action="staff.posted").count() == 1


@pytest.mark.parametrize(
    ("first", "last"),
    [(TODAY, None), (None, None), (APRIL, None), (APRIL, date(2027, 4, 1)), (date(2027, 4, 1), None)],
)
def test_a_posting_outside_the_days_of_its_department_is_refused(
    someone: Someone, administrator: Person, first: date | None, last: date | None, today: date
) -> None:
    Department.objects.create(code="d-20", name="臨時課", valid_from=APRIL, valid_to=date(2027, 3, 31))
    with pytest.raises(StateForbids):
        post(someone(), PostingWanted("d-20", valid_from=first, valid_to=last), by=administrator)
    assert Posting.objects.count() == 0


def test_a_posting_within_the_days_of_its_department_is_entered(someone: Someone, administrator: Person) -> None:
    last = date(2027, 3, 31)
    Department.objects.create(code="d-20", name="臨時課", valid_from=APRIL, valid_to=last)
    post(someone(), PostingWanted("d-20", valid_from=APRIL, valid_to=last), by=administrator)
    assert Posting.objects.count() == 1


@pytest.mark.parametrize("first", [TODAY, APRIL])
def test_a_posting_that_begins_today_or_later_is_removed_on_its_page_with_an_event(
    hall: Hall, someone: Someone, at_desk: Client, first: date
) -> None:
    staff = someone()
    row = staff.postings.create(department=hall["info"], post="主査", valid_from=first)
    address = f"/people/{staff.pk}/postings/{row.pk}/remove/"
    assert address in at_desk.get(f"/people/{staff.pk}/").content.decode()
    assert at_desk.post(address, {"why": "入力誤り"}).status_code == 302
    assert staff.postings.count() == 0
    assert Event.objects.filter(action="staff.posting_removed", object_id=str(staff.pk)).count() == 1


def test_a_posting_that_has_begun_is_ended_and_not_removed(
    hall: Hall, someone: Someone, administrator: Person, at_desk: Client
) -> None:
    staff = someone()
    row = staff.postings.create(department=hall["info"], valid_from=date(2026, 3, 9))
    with pytest.raises(StateForbids):
        remove_posting(row, by=administrator, today=TODAY)
    assert "/remove/" not in at_desk.get(f"/people/{staff.pk}/").content.decode()
    end_posting(row, last_day=TODAY, by=administrator)
    assert staff.postings.get().valid_to == TODAY


def test_what_somebody_else_took_away_meanwhile_is_told(hanako: Staff, administrator: Person) -> None:
    role, posting, acting = hanako.roles.get(), hanako.postings.get(), hanako.acting.get()
    for model in (RoleAssignment, Posting, ActingFor):
        model.objects.filter(staff=hanako).delete()
    acts: tuple[Callable[[], object], ...] = (
        lambda: remove_role(role, by=administrator, today=TODAY),
        lambda: end_posting(posting, last_day=TODAY, by=administrator),
        lambda: remove_posting(posting, by=administrator, today=TODAY),
        lambda: stop_acting(acting, by=administrator, today=TODAY),
    )
    for act in acts:
        with pytest.raises(ChangedMeanwhile):
            act()


def test_what_ended_long_ago_is_not_made_longer_by_ending_it_again(hanako: Staff, administrator: Person) -> None:
    old = {"valid_from": date(2020, 4, 1), "valid_to": date(2021, 3, 31)}
    hanako.roles.update(**old)
    hanako.acting.update(**old)
    remove_role(hanako.roles.get(), by=administrator, today=TODAY)
    stop_acting(hanako.acting.get(), by=administrator, today=TODAY)
    assert [hanako.roles.get().valid_to, hanako.acting.get().valid_to] == [date(2021, 3, 31)] * 2
    assert Event.objects.count() == 0


@pytest.mark.parametrize("day", ["0001-01-01", "1899-12-31", "3000-01-01", "9999-12-31"])
def test_a_day_that_no_calendar_of_the_office_holds_is_an_error_of_its_field(
    hanako: Staff, at_desk: Client, day: str
) -> None:
    pages: dict[str, dict[str, str]] = {
        "{pk}/transfer/": {"day": day, "department": "-"},
        "{pk}/roles/new/": {"role": "finance", "valid_from": day},
        "{pk}/postings/new/": {"department": "d-03", "valid_from": day},
        "{pk}/postings/{posting}/end/": {"last_day": day},
        "{pk}/acting/new/": {"department": "d-03", "valid_from": day},
    }
    for page, typed in pages.items():
        told = at_desk.post(address_of(page, hanako), typed)
        assert told.status_code == 422, page
        assert "1900年" in told.content.decode(), page
    assert at_desk.get("/departments/", {"day": day}).status_code == 200
