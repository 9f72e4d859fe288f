"""First passwords for many at once: for whom, once, each on record, and until when they open the door."""

import re
from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from monosashi.office.accounts.models import Department, Posting, Staff
from monosashi.office.accounts.permissions import Role
from monosashi.office.accounts.refusals import ChangedMeanwhile
from monosashi.office.accounts.standing import Person, person
from monosashi.office.events.models import Event, EventContent
from monosashi.office.login.passwords import kept_form
from monosashi.office.login.together import MOST, Chosen, make_together, state_of
from office.laid import Someone

pytestmark = pytest.mark.slow

LOG_IN, TOGETHER, MADE = "/session/log-in/", "/people/passwords/", "/people/passwords/made/"
DAYS = 14


@pytest.fixture
def administrator(someone: Someone) -> Staff:
    return someone(Role.ADMINISTRATOR, name="管理 一郎")


@pytest.fixture
def at_desk(administrator: Staff) -> Client:
    client = Client()
    client.force_login(administrator)
    return client


@pytest.fixture
def newcomers(db: None) -> list[Staff]:
    """Three people without a password: two of 情報統計課, one of 市民課."""
    info = Department.objects.create(code="d-03", name="情報統計課", position=1)
    citizens = Department.objects.create(code="d-07", name="市民課", position=2)
    people = [Staff.objects.create_user(f"00{at}", None, name=f"新人 {at}") for at in range(3)]
    for staff, department in zip(people, (info, citizens, info), strict=True):
        Posting.objects.create(staff=staff, department=department)
    return people


def text_of(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def values_in(page: str) -> list[str]:
    """Who stands on the page that is seen once more, with the state of each."""
    return re.findall(r'type="hidden" name="people" value="(.+?)"', page)


def slips_in(page: str) -> dict[str, str]:
    """Number and password of each slip."""
    codes = re.findall(r"<code>(.+?)</code>", page)
    return dict(zip(codes[::2], codes[1::2], strict=True))


def seen_once_more(client: Client, people: list[Staff]) -> list[str]:
    return values_in(text_of(client.post(TOGETHER, {"which": "ticked", "people": [one.pk for one in people]})))


def log_in(staff: Staff, password: str) -> Any:
    return Client().post(LOG_IN, {"login": staff.username, "password": password})


def everything_kept() -> Iterator[str]:
    """What the database holds of people and of what was done."""
    yield from map(str, EventContent.objects.values_list("body", flat=True))
    yield from map(str, Staff.objects.values_list())


def test_each_gets_a_password_of_their_own_that_opens_once_and_is_kept_nowhere(
    at_desk: Client, newcomers: list[Staff], caplog: pytest.LogCaptureFixture
) -> None:
    answer = at_desk.post(MADE, {"people": seen_once_more(at_desk, newcomers)})
    slips = slips_in(text_of(answer))
    assert answer["Cache-Control"] == "private, no-store"
    assert list(slips) == ["000", "002", "001"], "in the order in which departments hand them out"
    assert len(set(slips.values())) == 3
    staff = newcomers[0]
    entered = Client()
    assert entered.post(LOG_IN, {"login": staff.username, "password": slips["000"]}).status_code == 302
    assert entered.get("/plans/")["Location"] == "/session/password/"
    made = Event.objects.filter(action="staff.password_reset").order_by("object_id")
    assert list(made.values_list("object_id", flat=True)) == sorted(str(one.pk) for one in newcomers)
    kept = "\n".join((*everything_kept(), caplog.text))
    assert not any(password in kept for password in slips.values())


def test_a_page_that_is_sent_again_or_was_opened_by_two_makes_no_second_set(
    at_desk: Client, newcomers: list[Staff]
) -> None:
    values = seen_once_more(at_desk, newcomers)
    slips = slips_in(text_of(at_desk.post(MADE, {"people": values})))
    again = at_desk.post(MADE, {"people": [*values[:1]]})
    assert (again.status_code, slips_in(text_of(again))) == (409, {})
    assert "だれにも発行していません" in text_of(again)
    assert Event.objects.filter(action="staff.password_reset").count() == 3
    assert log_in(newcomers[1], slips["001"]).status_code == 302
    assert at_desk.get(MADE)["Location"] == TOGETHER


def test_where_one_of_them_changed_meanwhile_nobody_gets_any(at_desk: Client, newcomers: list[Staff]) -> None:
    values = seen_once_more(at_desk, newcomers)
    newcomers[2].set_password("somebody thought of this one")
    newcomers[2].save()
    assert at_desk.post(MADE, {"people": values}).status_code == 409
    assert not Staff.objects.filter(password_is_temporary=True).exists()


def test_only_those_without_a_password_of_their_own_are_offered_and_taken(
    at_desk: Client, administrator: Staff, newcomers: list[Staff], someone: Someone
) -> None:
    own, left = someone(name="自分で決めた人"), newcomers[1]
    Staff.objects.filter(pk=left.pk).update(is_active=False)
    page = text_of(at_desk.get(TOGETHER))
    assert (newcomers[0].name in page, own.name in page, left.name in page) == (True, False, False)
    assert seen_once_more(at_desk, [own, administrator, left]) == []
    forged = f"{own.pk} {seen_once_more(at_desk, newcomers[:1])[0].partition(' ')[2]}"
    assert at_desk.post(MADE, {"people": [forged]}).status_code == 409


def test_a_department_is_chosen_whole(at_desk: Client, newcomers: list[Staff]) -> None:
    page = text_of(at_desk.post(f"{TOGETHER}?department=d-03&state=none", {"which": "all"}))
    assert [value.partition(" ")[0] for value in values_in(page)] == [str(newcomers[0].pk), str(newcomers[2].pk)]


def test_nobody_chosen_and_too_many_are_told(at_desk: Client, newcomers: list[Staff]) -> None:
    Staff.objects.bulk_create(Staff(username=f"x{at}", name="職員", password="!") for at in range(MOST))
    for which, why in (("ticked", "だれも選ばれていません"), ("all", f"{MOST}人までです")):
        answer = at_desk.post(TOGETHER, {"which": which})
        assert (answer.status_code, why in text_of(answer)) == (422, True)


def test_an_earlier_password_of_somebody_who_never_came_opens_nothing_any_more(
    at_desk: Client, newcomers: list[Staff]
) -> None:
    first, second = (
        slips_in(text_of(at_desk.post(MADE, {"people": seen_once_more(at_desk, newcomers[:1])})))["000"]
        for _ in range(2)
    )
    assert "前に仮パスワードを発行しています" in text_of(
        at_desk.post(TOGETHER, {"which": "ticked", "people": [newcomers[0].pk]})
    )
    assert [log_in(newcomers[0], each).status_code for each in (first, second)] == [200, 302]


@pytest.mark.parametrize(("late", "status"), [(0, 302), (1, 200)])
def test_a_temporary_password_opens_the_door_to_the_end_of_its_last_day(
    at_desk: Client, newcomers: list[Staff], monkeypatch: pytest.MonkeyPatch, late: int, status: int
) -> None:
    today = date(2026, 3, 10)
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_: today)
    password = slips_in(text_of(at_desk.post(MADE, {"people": seen_once_more(at_desk, newcomers[:1])})))["000"]
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_: today + timedelta(DAYS + late))
    answer = log_in(newcomers[0], password)
    assert answer.status_code == status
    assert ("令和8年3月24日で期限が切れました" in text_of(answer)) is bool(late)


def test_whoever_sets_a_password_of_their_own_keeps_it_for_good(at_desk: Client, newcomers: list[Staff]) -> None:
    staff, new = newcomers[0], "another one, long enough"
    password = slips_in(text_of(at_desk.post(MADE, {"people": seen_once_more(at_desk, [staff])})))["000"]
    client = Client()
    client.post(LOG_IN, {"login": staff.username, "password": password})
    client.post("/session/password/", {"oldpassword": password, "password1": new, "password2": new})
    staff.refresh_from_db()
    assert (staff.password_is_temporary, staff.password_until) == (False, None)


def test_where_the_city_logs_people_in_itself_nothing_is_offered_and_nothing_made(
    at_desk: Client, newcomers: list[Staff], settings: Any
) -> None:
    values = seen_once_more(at_desk, newcomers)
    told = settings.INSTALLATION.model_copy(update={"directory": object()})
    settings.INSTALLATION = told
    page = text_of(at_desk.get(TOGETHER))
    assert "庁内の認証" in page
    assert newcomers[0].name not in page
    assert "/people/passwords/" not in text_of(at_desk.get("/people/"))
    assert at_desk.post(MADE, {"people": values})["Location"] == TOGETHER
    assert not Staff.objects.filter(password_is_temporary=True).exists()


def test_a_password_by_chance_is_hashed_in_a_few_rounds_and_with_all_of_them_once_it_is_used(
    newcomers: list[Staff], settings: Any
) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]
    staff, text = newcomers[0], "abcd-efgh-jkmn-pqrs"
    staff.password = kept_form(text)
    few = int(staff.password.split("$")[1])
    assert staff.check_password(text)
    assert few * 10 < int(staff.password.split("$")[1])


def test_the_list_asks_as_often_for_3_as_for_60_people(at_desk: Client, newcomers: list[Staff]) -> None:
    found = []
    for more in (0, 57):
        people = Staff.objects.bulk_create(Staff(username=f"y{at}", name="職員", password="!") for at in range(more))
        Posting.objects.bulk_create(Posting(staff=one, department_id="d-07") for one in people)
        with CaptureQueriesContext(connection) as counted:
            assert at_desk.get(TOGETHER).status_code == 200
        found.append(len(counted))
    assert found[0] == found[1]


def test_of_two_who_make_them_in_the_same_moment_one_is_refused(transactional_db: None, someone: Someone) -> None:
    staff = Staff.objects.create_user("000", None, name="新人")
    chosen, ready, came = [Chosen(staff.pk, state_of(staff))], Barrier(2), list[str]()

    def make(by: Person) -> None:
        with closing(connection):
            ready.wait()
            try:
                came.append(make_together(chosen, by=by, today=date(2026, 3, 10))[0].text)
            except ChangedMeanwhile:
                came.append("")

    both = [Thread(target=make, args=(person(someone(Role.ADMINISTRATOR)),)) for _ in range(2)]
    for thread in both:
        thread.start()
    for thread in both:
        thread.join()
    (password,) = filter(None, came)
    staff.refresh_from_db()
    assert (len(came), staff.check_password(password)) == (2, True)
