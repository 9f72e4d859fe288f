"""One number is one person, however it is typed, and what is kept of a person is what the columns hold."""

from collections.abc import Callable
from contextlib import closing
from datetime import date
from threading import Barrier, Thread

import pytest
from django.db import connection
from django.test import Client

from monosashi.core.messages import InvalidInput
from monosashi.office.accounts.actions_staff import StaffDetails, change_staff, create_staff
from monosashi.office.accounts.models import Staff
from monosashi.office.accounts.permissions import Role
from monosashi.office.accounts.refusals import StateForbids
from monosashi.office.accounts.standing import Person, person

Someone = Callable[..., Staff]
TODAY = date(2026, 3, 10)


@pytest.mark.parametrize(("known", "typed"), [("U6", "u6"), ("U6", "Ｕ６"), ("001234", "００１２３４"), ("Ｕ６", "u6")])
def test_a_number_that_somebody_has_in_another_spelling_is_refused_with_their_name(
    administrator: Person, at_desk: Client, known: str, typed: str
) -> None:
    Staff.objects.create_user(known, name="秋田 花子")
    told = at_desk.post("/people/new/", {"username": typed, "name": "秋田 太郎", "is_active": "on"})
    assert told.status_code == 409
    assert "秋田 花子" in told.content.decode()
    assert Staff.objects.filter(name="秋田 太郎").count() == 0


def test_a_number_is_kept_in_plain_digits(administrator: Person) -> None:
    assert create_staff(StaffDetails("　００１２３４ ", "秋田 花子"), by=administrator).username == "001234"


@pytest.mark.parametrize(
    ("details", "field"),
    [
        (StaffDetails("", "名"), "職員番号"),
        (StaffDetails("7" * 151, "名"), "職員番号"),
        (StaffDetails("7\n8", "名"), "職員番号"),
        (StaffDetails("7", "名" * 101), "氏名"),
        (StaffDetails("7", "改\n行"), "氏名"),
        (StaffDetails("7", "秋田\u200b花子"), "氏名"),
        (StaffDetails("7", ""), "氏名"),
        (StaffDetails("7", "名", "not a mail"), "メールアドレス"),
        (StaffDetails("7", "名", "a@example.jp\nBcc: x@example.jp"), "メールアドレス"),
    ],
)
def test_what_a_column_does_not_hold_is_refused_whoever_asks(
    administrator: Person, details: StaffDetails, field: str
) -> None:
    with pytest.raises(InvalidInput) as wrong:
        create_staff(details, by=administrator)
    assert [problem.place for problem in wrong.value.problems] == [field]
    assert Staff.objects.count() == 1


def test_an_account_with_a_name_too_long_of_old_can_still_be_switched_off(
    administrator: Person, someone: Someone
) -> None:
    staff = someone()
    Staff.objects.filter(pk=staff.pk).update(email="not a mail")
    change_staff(staff, StaffDetails("", staff.name, "not a mail", is_active=False), by=administrator, today=TODAY)
    assert not Staff.objects.get(pk=staff.pk).is_active
    with pytest.raises(InvalidInput):
        change_staff(staff, StaffDetails("", "名" * 101, "not a mail"), by=administrator, today=TODAY)


@pytest.mark.slow
@pytest.mark.skipif(connection.vendor != "postgresql", reason="several write at once there alone")
def test_of_two_who_enter_one_number_at_once_the_second_is_told(transactional_db: None, someone: Someone) -> None:
    by = person(someone(Role.ADMINISTRATOR))
    barrier, told = Barrier(2), []

    def enter() -> None:
        with closing(connection):
            barrier.wait()
            try:
                create_staff(StaffDetails("race", "名"), by=by)
            except StateForbids as refused:
                told.append(refused.why.id)

    for _ in range(3):
        Staff.objects.filter(username="race").delete()
        threads = [Thread(target=enter) for _ in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert told == ["people.number_taken"] * 3
