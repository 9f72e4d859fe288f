"""Whoever reorganises departments and whoever enters where people work wait for one another, never both at once."""

import time
from collections.abc import Callable
from contextlib import closing
from datetime import date
from threading import Thread

import pytest
from django.db import OperationalError, connection, transaction

from monosashi.office.accounts.actions_staff import ActingWanted, PostingWanted, RoleWanted, give_role, let_act, post
from monosashi.office.accounts.models import Department, Posting, Staff
from monosashi.office.accounts.permissions import Role
from monosashi.office.accounts.standing import Person, person
from monosashi.office.events.locking import locked
from monosashi.office.people.transfers.actions import TransferWanted, call_off, enter_transfer

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="several write at once there alone"),
]
Someone = Callable[..., Staff]
TODAY, APRIL = date(2026, 3, 10), date(2026, 4, 1)


def _transferred(staff: Staff, by: Person) -> object:
    wanted = TransferWanted(APRIL, gives_up=(staff.roles.get().pk,), place=PostingWanted("d-03"))
    return enter_transfer(staff, wanted, by=by, today=TODAY)


ACTS: dict[str, Callable[[Staff, Person], object]] = {
    "role": lambda staff, by: give_role(staff, RoleWanted(Role.CONFIRMER, "d-03"), by=by),
    "posting": lambda staff, by: post(staff, PostingWanted("d-03"), by=by),
    "acting": lambda staff, by: let_act(staff, ActingWanted(TODAY, None, department="d-03"), by=by),
    "transfer": _transferred,
    "called off": lambda staff, by: call_off(staff.transfers.get(), by=by, today=TODAY),
}


@pytest.mark.parametrize("act", ACTS)
def test_a_department_that_is_locked_is_waited_for_before_anybody_is(
    transactional_db: None, someone: Someone, act: str
) -> None:
    by, staff = person(someone(Role.ADMINISTRATOR)), someone(Role.DEPARTMENT_EDITOR, department="d-03")
    if act == "called off":
        _transferred(staff, by)
    broken: list[str] = []

    def go() -> None:
        with closing(connection):
            try:
                ACTS[act](staff, by)
            except OperationalError as error:
                broken.append(str(error))

    thread = Thread(target=go)
    with transaction.atomic():
        list(locked(Department.objects.filter(pk="d-03")))
        thread.start()
        time.sleep(0.3)
        Posting.objects.create(staff=staff, department_id="d-03", post="課長")
    thread.join()
    assert broken == []
