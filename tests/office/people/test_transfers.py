from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client

from monosashi.core.plan import Plan
from monosashi.office.accounts.actions_staff import PostingWanted, RoleWanted, give_role, remove_role
from monosashi.office.accounts.models import Department, HandOver, Staff, Transfer
from monosashi.office.accounts.permissions import NotAllowed, Permission, Place, Role, may
from monosashi.office.accounts.refusals import StateForbids
from monosashi.office.accounts.standing import Person, person, standing_of
from monosashi.office.events.models import EventContent
from monosashi.office.people.transfers.actions import TransferWanted, call_off, enter_transfer
from monosashi.office.people.transfers.queries import hand_overs_of

APRIL = date(2026, 4, 1)
MARCH = date(2026, 3, 31)
TODAY = date(2026, 3, 10)
Hall = dict[str, Department]
Someone = Callable[..., Staff]


@pytest.fixture
def leaver(hall: Hall, someone: Someone) -> Staff:
    staff = someone(Role.DEPARTMENT_EDITOR, department="d-03", name="秋田 花子")
    staff.postings.create(department=hall["info"], post="主査")
    return staff


@pytest.fixture
def successor(someone: Someone) -> Staff:
    return someone(name="土崎 次郎")


def to_environment(leaver: Staff, successor: Staff | None = None, note: str = "") -> TransferWanted:
    return TransferWanted(
        APRIL,
        tuple(row.pk for row in leaver.postings.all()),
        tuple(row.pk for row in leaver.roles.all()),
        PostingWanted("d-05", "係長"),
        (Role.DEPARTMENT_EDITOR,),
        successor,
        note,
    )


def editable(staff: Staff, day: date) -> set[str]:
    standing = standing_of(staff, day)
    return {code for code in ("d-03", "d-05") if may(standing, Permission.EDIT_MEASURE, Place("", frozenset({code})))}


def test_a_transfer_takes_effect_on_its_day_without_anybody_acting(
    leaver: Staff, successor: Staff, administrator: Person
) -> None:
    enter_transfer(leaver, to_environment(leaver, successor), by=administrator, today=TODAY)
    assert [editable(leaver, day) for day in (MARCH, APRIL)] == [{"d-03"}, {"d-05"}]
    assert [editable(successor, day) for day in (MARCH, APRIL)] == [set(), {"d-03"}]
    assert [standing_of(leaver, day).departments for day in (MARCH, APRIL)] == [{"d-03"}, {"d-05"}]


@pytest.mark.parametrize("address", ["", "transfers/", "?format=csv"])
def test_before_the_day_no_page_tells_of_a_transfer_to_anybody_but_administrators(
    leaver: Staff, administrator: Person, at_desk: Client, someone: Someone, address: str
) -> None:
    transfer = enter_transfer(leaver, to_environment(leaver, note="秘密の引継ぎ"), by=administrator, today=TODAY)
    for staff in (leaver, someone(Role.COORDINATING_OFFICE)):
        client = Client()
        client.force_login(staff)
        for page in (
            f"/people/{address}",
            f"/people/{leaver.pk}/",
            "/departments/d-05/?day=2026-04-01",
            "/departments/?day=2026-04-01&format=csv",
        ):
            text = client.get(page).content.decode()
            for secret in ("秘密の引継ぎ", "係長", "令和8年3月31日", f"transfers/{transfer.pk}/"):
                assert secret not in text, (page, secret)
        assert client.get(f"/people/transfers/{transfer.pk}/").status_code == 404
    assert "秘密の引継ぎ" in at_desk.get(f"/people/transfers/{transfer.pk}/").content.decode()


def test_the_event_of_a_transfer_names_nobody(leaver: Staff, administrator: Person) -> None:
    enter_transfer(leaver, to_environment(leaver), by=administrator, today=TODAY)
    body = EventContent.objects.get(event__action="transfer.entered").body
    assert leaver.name not in body
    assert "d-05" not in body


@pytest.mark.slow
def test_a_hand_over_is_told_to_both_on_the_day_with_the_measures_it_concerns(
    kept: Plan, someone: Someone, administrator: Person, successor: Staff
) -> None:
    leaver = someone(Role.DEPARTMENT_EDITOR, department="d-07", name="秋田 花子")
    enter_transfer(leaver, to_environment(leaver, successor, "未払いの請求が1件"), by=administrator, today=TODAY)
    told = [[hand_overs_of(staff, day).count() for day in (MARCH, APRIL)] for staff in (leaver, successor)]
    assert told == [[0, 1], [0, 1]]
    measures = {node.id for node in kept.index.measures if any(r.department == "d-07" for r in node.responsibilities)}
    items = HandOver.objects.get().items
    assert {item["id"] for item in items if item["kind"] == "measure"} == measures != set()


def test_a_transfer_called_off_before_its_day_leaves_everything_as_before(
    leaver: Staff, successor: Staff, administrator: Person
) -> None:
    transfer = enter_transfer(leaver, to_environment(leaver, successor), by=administrator, today=TODAY)
    call_off(transfer, by=administrator, today=TODAY)
    assert [editable(leaver, day) for day in (MARCH, APRIL)] == [{"d-03"}, {"d-03"}]
    assert editable(successor, APRIL) == set()
    assert HandOver.objects.count() == 0


def test_a_transfer_cannot_be_called_off_once_its_day_has_come(leaver: Staff, administrator: Person) -> None:
    transfer = enter_transfer(leaver, to_environment(leaver), by=administrator, today=TODAY)
    with pytest.raises(StateForbids):
        call_off(transfer, by=administrator, today=APRIL)


def test_whoever_leaves_the_city_is_nobody_from_the_day_on(leaver: Staff, administrator: Person) -> None:
    wanted = TransferWanted(APRIL, tuple(row.pk for row in leaver.postings.all()))
    transfer = enter_transfer(leaver, wanted, by=administrator, today=TODAY)
    leaver.refresh_from_db()
    assert [len(standing_of(leaver, day).given) for day in (MARCH, APRIL)] == [2, 0]
    call_off(transfer, by=administrator, today=TODAY)
    leaver.refresh_from_db()
    assert leaver.last_day is None


@pytest.mark.parametrize(
    "change",
    [
        {"day": TODAY - timedelta(days=1)},
        {"place": PostingWanted("nowhere")},
    ],
)
def test_a_transfer_that_cannot_be_is_refused(leaver: Staff, administrator: Person, change: dict[str, object]) -> None:
    wanted = TransferWanted(**{"day": APRIL, **change})  # type: ignore[arg-type]
    with pytest.raises(StateForbids):
        enter_transfer(leaver, wanted, by=administrator, today=TODAY)
    assert Transfer.objects.count() == 0


def test_only_whoever_manages_people_enters_transfers(leaver: Staff, coordinator: Person) -> None:
    with pytest.raises(NotAllowed):
        enter_transfer(leaver, TransferWanted(APRIL), by=coordinator, today=TODAY)


def test_the_last_administrator_cannot_remove_themself_nor_leave(administrator: Person) -> None:
    with pytest.raises(StateForbids):
        remove_role(administrator.staff.roles.get(), by=administrator, today=TODAY)
    wanted = TransferWanted(APRIL, gives_up=(administrator.staff.roles.get().pk,))
    with pytest.raises(StateForbids):
        enter_transfer(administrator.staff, wanted, by=administrator, today=TODAY)
    assert may(standing_of(administrator.staff, APRIL), Permission.MANAGE_PEOPLE)


def test_with_another_administrator_one_can_go(administrator: Person, someone: Someone) -> None:
    give_role(someone(), RoleWanted(Role.ADMINISTRATOR), by=administrator)
    remove_role(administrator.staff.roles.get(), by=administrator, today=TODAY)
    assert not may(person(administrator.staff, TODAY).standing, Permission.MANAGE_PEOPLE)


def test_an_administrator_who_ends_some_day_is_not_counted(administrator: Person, someone: Someone) -> None:
    give_role(someone(), RoleWanted(Role.ADMINISTRATOR, valid_to=date(2027, 3, 31)), by=administrator)
    with pytest.raises(StateForbids):
        remove_role(administrator.staff.roles.get(), by=administrator, today=TODAY)
