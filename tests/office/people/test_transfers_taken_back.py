"""A transfer that is entered once, and taken back with everything that it changed."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from monosashi.office.accounts.actions import NewDepartment
from monosashi.office.accounts.actions_staff import PostingWanted
from monosashi.office.accounts.models import Department, Staff, Transfer
from monosashi.office.accounts.permissions import Role
from monosashi.office.accounts.refusals import StateForbids
from monosashi.office.accounts.standing import Person, standing_of
from monosashi.office.events.models import Event
from monosashi.office.people.reorganising.carrying_out import carry_out, preview
from monosashi.office.people.reorganising.values import Reorganisation, ReorganisationKind
from monosashi.office.people.transfers.actions import TransferWanted, call_off, enter_transfer

TODAY, APRIL, JULY, AUGUST = date(2026, 3, 10), date(2026, 4, 1), date(2026, 7, 1), date(2026, 8, 1)
Hall = dict[str, Department]
Someone = Callable[..., Staff]


@pytest.fixture
def leaver(hall: Hall, someone: Someone) -> Staff:
    staff = someone(Role.CONFIRMER, department="d-03", name="秋田 花子")
    staff.postings.create(department=hall["info"], post="課長")
    return staff


def to_environment(leaver: Staff, day: date = JULY) -> TransferWanted:
    leaves = tuple(row.pk for row in leaver.postings.all())
    gives_up = tuple(row.pk for row in leaver.roles.all())
    return TransferWanted(day, leaves, gives_up, PostingWanted("d-05", "課長"), (Role.CONFIRMER,))


def reorganise(kind: ReorganisationKind, since: date, by: Person, *names: str, old: str = "d-03") -> tuple[str, ...]:
    wanted = Reorganisation(kind, since, (old,), tuple(NewDepartment(name, "d-02") for name in names))
    return carry_out(wanted, state=preview(wanted).state, by=by)


def where(staff: Staff, day: date) -> tuple[set[str], set[str]]:
    """The departments in which somebody works on a day, and those for which they confirm."""
    standing = standing_of(Staff.objects.get(pk=staff.pk), day)
    confirms = {code for given in standing.given for code in given.departments or () if given.role is Role.CONFIRMER}
    return set(standing.departments), confirms


@pytest.mark.parametrize("since", [date(2026, 5, 1), JULY, AUGUST])
def test_a_transfer_called_off_after_a_rename_goes_back_to_the_department_that_goes_on(
    leaver: Staff, administrator: Person, since: date
) -> None:
    transfer = enter_transfer(leaver, to_environment(leaver), by=administrator, today=TODAY)
    (new,) = reorganise(ReorganisationKind.RENAME, since, administrator, "データ課")
    call_off(transfer, by=administrator, today=TODAY)
    assert where(leaver, APRIL) == ({"d-03"}, {"d-03"})
    assert where(leaver, since) == ({new}, {new})
    assert where(leaver, date(2030, 1, 1)) == ({new}, {new})


def test_a_transfer_called_off_after_the_new_place_was_renamed_leaves_nothing_there(
    leaver: Staff, administrator: Person
) -> None:
    transfer = enter_transfer(leaver, to_environment(leaver), by=administrator, today=TODAY)
    reorganise(ReorganisationKind.RENAME, AUGUST, administrator, "新しい課", old="d-05")
    call_off(transfer, by=administrator, today=TODAY)
    assert where(leaver, AUGUST) == ({"d-03"}, {"d-03"})


def rows_of(staff: Staff) -> list[tuple[Any, ...]]:
    dates = ("pk", "department_id", "valid_from", "valid_to")
    return [*staff.postings.order_by("pk").values_list(*dates), *staff.roles.order_by("pk").values_list(*dates)]


@pytest.mark.parametrize("what", ["split", "ended", "corrected", "gone"])
def test_where_the_rows_have_changed_since_nothing_is_called_off_and_a_sentence_says_so(
    leaver: Staff, administrator: Person, what: str
) -> None:
    transfer = enter_transfer(leaver, to_environment(leaver), by=administrator, today=TODAY)
    if what == "split":
        reorganise(ReorganisationKind.SPLIT, JULY, administrator, "一課", "二課")
    elif what == "ended":
        reorganise(ReorganisationKind.END, JULY, administrator)
    elif what == "corrected":
        leaver.postings.filter(department="d-03").update(valid_to=date(2026, 5, 31))
    else:
        leaver.roles.filter(department="d-03").delete()
    before = rows_of(leaver)
    with pytest.raises(StateForbids) as refused:
        call_off(transfer, by=administrator, today=TODAY)
    assert refused.value.why.id == "people.transfer.changed_since"
    assert rows_of(leaver) == before
    assert Transfer.objects.get().called_off_at is None


def test_the_same_transfer_sent_twice_is_entered_once_and_says_so(
    leaver: Staff, someone: Someone, at_desk: Client
) -> None:
    successor = someone(name="後任 次郎")
    typed = {
        "day": "2026-07-01",
        "leaves": [leaver.postings.get().pk],
        "gives_up": [leaver.roles.get().pk],
        "department": "d-05",
        "post": "課長",
        "roles": ["confirmer"],
        "successor": successor.username,
    }
    at_desk.post(f"/people/{leaver.pk}/transfer/", typed)
    told = at_desk.post(f"/people/{leaver.pk}/transfer/", typed, follow=True)
    transfer = Transfer.objects.get()
    assert told.redirect_chain[-1][0] == f"/people/transfers/{transfer.pk}/"
    assert "すでに登録されています" in told.content.decode()
    assert [leaver.postings.count(), leaver.roles.count(), successor.roles.count()] == [2, 2, 1]
    assert Event.objects.filter(action="transfer.entered").count() == 1


def test_a_second_transfer_on_the_day_is_refused_until_the_first_is_called_off(
    leaver: Staff, administrator: Person
) -> None:
    wanted = to_environment(leaver)
    first = enter_transfer(leaver, wanted, by=administrator, today=TODAY)
    other = replace(wanted, place=PostingWanted("d-09"))
    with pytest.raises(StateForbids) as refused:
        enter_transfer(leaver, other, by=administrator, today=TODAY)
    assert refused.value.why.id == "people.transfer.same_day"
    call_off(first, by=administrator, today=TODAY)
    enter_transfer(leaver, other, by=administrator, today=TODAY)
    assert where(leaver, AUGUST) == ({"d-09"}, {"d-09"})


def test_somebody_who_comes_back_by_a_transfer_is_somebody_again(leaver: Staff, administrator: Person) -> None:
    leaves = tuple(row.pk for row in leaver.postings.all())
    enter_transfer(leaver, TransferWanted(APRIL, leaves), by=administrator, today=TODAY)
    back = TransferWanted(JULY, place=PostingWanted("d-05", "主査"), roles=(Role.DEPARTMENT_EDITOR,))
    came = enter_transfer(Staff.objects.get(pk=leaver.pk), back, by=administrator, today=APRIL)
    assert Staff.objects.get(pk=leaver.pk).last_day is None
    assert where(leaver, JULY) == ({"d-05"}, set())
    call_off(came, by=administrator, today=APRIL)
    assert Staff.objects.get(pk=leaver.pk).last_day == date(2026, 3, 31)


def test_whoever_leaves_later_than_a_move_still_leaves(leaver: Staff, administrator: Person) -> None:
    enter_transfer(leaver, TransferWanted(JULY), by=administrator, today=TODAY)
    moved = TransferWanted(APRIL, place=PostingWanted("d-05"))
    enter_transfer(Staff.objects.get(pk=leaver.pk), moved, by=administrator, today=TODAY)
    assert Staff.objects.get(pk=leaver.pk).last_day == date(2026, 6, 30)


def test_whoever_leaves_gives_up_every_post_and_role_ticked_or_not(leaver: Staff, administrator: Person) -> None:
    leaver.roles.create(role=Role.COORDINATING_OFFICE)
    enter_transfer(leaver, TransferWanted(APRIL), by=administrator, today=TODAY)
    back = TransferWanted(JULY, place=PostingWanted("d-05"))
    enter_transfer(Staff.objects.get(pk=leaver.pk), back, by=administrator, today=TODAY)
    standing = standing_of(Staff.objects.get(pk=leaver.pk), JULY)
    assert [given.role for given in standing.given] == [Role.EMPLOYEE]
    assert standing.departments == {"d-05"}


def test_a_leaving_entered_by_mistake_for_today_is_taken_back(leaver: Staff, at_desk: Client) -> None:
    typed = {
        "day": "2026-03-10",
        "leaves": [leaver.postings.get().pk],
        "gives_up": [leaver.roles.get().pk],
        "department": "-",
    }
    sent = at_desk.post(f"/people/{leaver.pk}/transfer/", typed, follow=True)
    address = sent.redirect_chain[-1][0]
    assert f"{address}call-off/" in sent.content.decode()
    assert at_desk.post(f"{address}call-off/", {"why": ""}).status_code == 302
    assert where(leaver, TODAY) == ({"d-03"}, {"d-03"})
    assert Staff.objects.get(pk=leaver.pk).last_day is None


def test_a_leaving_taken_back_later_leaves_on_record_what_the_successor_did(
    leaver: Staff, someone: Someone, administrator: Person
) -> None:
    successor = someone(name="後任 次郎")
    gives_up = (leaver.roles.get().pk,)
    leaving = TransferWanted(APRIL, gives_up=gives_up, successor=successor)
    transfer = enter_transfer(leaver, leaving, by=administrator, today=TODAY)
    call_off(transfer, by=administrator, today=APRIL + timedelta(days=2))
    assert [where(successor, APRIL + timedelta(days=late))[1] for late in (0, 1, 2)] == [{"d-03"}, {"d-03"}, set()]
    assert where(leaver, APRIL)[1] == {"d-03"}


def test_whoever_left_and_came_back_since_has_a_leaving_that_is_not_taken_back(
    leaver: Staff, administrator: Person
) -> None:
    leaving = enter_transfer(leaver, TransferWanted(APRIL), by=administrator, today=TODAY)
    back = TransferWanted(JULY, place=PostingWanted("d-05"))
    enter_transfer(Staff.objects.get(pk=leaver.pk), back, by=administrator, today=APRIL)
    with pytest.raises(StateForbids):
        call_off(leaving, by=administrator, today=JULY)
    assert where(leaver, JULY) == ({"d-05"}, set())
