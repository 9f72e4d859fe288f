"""Whatever is changed, somebody who stays goes on administering."""

from collections.abc import Callable
from contextlib import closing
from datetime import date, timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection

from monosashi.office.accounts.actions_staff import RoleWanted, change_staff, give_role, remove_role
from monosashi.office.accounts.actions_staff import StaffDetails as Details
from monosashi.office.accounts.models import RoleAssignment, Staff
from monosashi.office.accounts.permissions import Permission, Role, may
from monosashi.office.accounts.refusals import StateForbids
from monosashi.office.accounts.standing import Person, person, standing_of
from monosashi.office.people.transfers.actions import TransferWanted, call_off, enter_transfer

Someone = Callable[..., Staff]
APRIL = date(2026, 4, 1)
TODAY = date(2026, 3, 10)


@pytest.fixture
def other(someone: Someone) -> Staff:
    return someone(Role.ADMINISTRATOR, name="管理 二郎")


def administers(staff: Staff, day: date) -> bool:
    return may(standing_of(Staff.objects.get(pk=staff.pk), day), Permission.MANAGE_PEOPLE)


@pytest.mark.parametrize("day", [TODAY, APRIL])
def test_the_only_administrator_cannot_leave_the_city_not_even_with_the_role_kept(
    administrator: Person, day: date
) -> None:
    with pytest.raises(StateForbids) as refused:
        enter_transfer(administrator.staff, TransferWanted(day), by=administrator, today=TODAY)
    assert refused.value.why.id == "people.last_administrator"
    assert administers(administrator.staff, APRIL)


def test_whoever_leaves_some_day_is_not_counted_among_the_administrators(administrator: Person, other: Staff) -> None:
    enter_transfer(other, TransferWanted(APRIL), by=administrator, today=TODAY)
    with pytest.raises(StateForbids):
        remove_role(administrator.staff.roles.get(), by=administrator, today=TODAY)
    with pytest.raises(StateForbids):
        enter_transfer(administrator.staff, TransferWanted(APRIL), by=administrator, today=TODAY)
    details = Details(administrator.staff.username, administrator.staff.name, is_active=False)
    with pytest.raises(StateForbids):
        change_staff(administrator.staff, details, by=administrator, today=TODAY)
    assert administers(administrator.staff, APRIL)


def test_the_role_of_somebody_who_does_not_administer_goes_whoever_administers(
    administrator: Person, someone: Someone
) -> None:
    RoleAssignment.objects.filter(role=Role.ADMINISTRATOR).update(valid_to=date(2027, 3, 31))
    role = give_role(someone(), RoleWanted(Role.FINANCE), by=administrator)
    remove_role(role, by=administrator, today=TODAY)
    assert not RoleAssignment.objects.filter(role=Role.FINANCE, valid_to=None).exists()


def test_a_transfer_is_not_called_off_where_its_successor_alone_administers(
    administrator: Person, someone: Someone
) -> None:
    successor = someone(name="後任 三郎")
    gives_up = (administrator.staff.roles.get().pk,)
    wanted = TransferWanted(TODAY + timedelta(days=1), gives_up=gives_up, successor=successor)
    transfer = enter_transfer(administrator.staff, wanted, by=administrator, today=TODAY)
    Staff.objects.filter(pk=administrator.staff.pk).update(is_active=False)
    with pytest.raises(StateForbids):
        call_off(transfer, by=administrator, today=TODAY)
    assert administers(successor, APRIL)


@pytest.mark.slow
@pytest.mark.skipif(connection.vendor != "postgresql", reason="several write at once there alone")
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("way", ["role", "leaving", "both"])
def test_of_two_administrators_who_go_at_once_one_stays(transactional_db: None, someone: Someone, way: str) -> None:
    two = [someone(Role.ADMINISTRATOR, name=name) for name in ("一郎", "二郎")]
    barrier, told = Barrier(2), []

    def leave(staff: Staff) -> None:
        enter_transfer(staff, TransferWanted(TODAY), by=person(staff, TODAY), today=TODAY)

    def drop(staff: Staff) -> None:
        remove_role(staff.roles.get(), by=person(staff, TODAY), today=TODAY)

    def go(staff: Staff, act: Callable[[Staff], None]) -> None:
        with closing(connection):
            barrier.wait()
            try:
                act(staff)
            except StateForbids as refused:
                told.append(refused.why.id)

    acts = {"role": (drop, drop), "leaving": (leave, leave), "both": (drop, leave)}[way]
    threads = [Thread(target=go, args=each) for each in zip(two, acts, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert told == ["people.last_administrator"]
    assert [administers(staff, APRIL) for staff in two].count(True) == 1
