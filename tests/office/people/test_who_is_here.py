"""Work is given to people who are here on the day: nobody who has left takes anything over or is acted for."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from monosashi.office.accounts.actions_staff import (
    ActingWanted,
    PostingWanted,
    RoleWanted,
    give_role,
    let_act,
    post,
)
from monosashi.office.accounts.models import ActingFor, Department, Posting, RoleAssignment, Staff, Transfer
from monosashi.office.accounts.permissions import Role
from monosashi.office.accounts.refusals import StateForbids
from monosashi.office.accounts.standing import Person, standing_of
from monosashi.office.people.transfers.actions import TransferWanted, call_off, enter_transfer

TODAY, APRIL, MARCH = date(2026, 3, 10), date(2026, 4, 1), date(2026, 3, 31)
Hall = dict[str, Department]
Someone = Callable[..., Staff]


@pytest.fixture
def gone(someone: Someone) -> Staff:
    """Whose last day is 31 March 2026."""
    staff = someone(name="去る 五郎")
    Staff.objects.filter(pk=staff.pk).update(last_day=MARCH)
    return Staff.objects.get(pk=staff.pk)


def test_whoever_has_left_by_the_day_is_no_successor(
    hall: Hall, gone: Staff, someone: Someone, administrator: Person
) -> None:
    leaver = someone(Role.CONFIRMER, department="d-03")
    wanted = TransferWanted(APRIL, gives_up=(leaver.roles.get().pk,), place=PostingWanted("d-05"), successor=gone)
    with pytest.raises(StateForbids) as refused:
        enter_transfer(leaver, wanted, by=administrator, today=TODAY)
    assert refused.value.why.id == "people.left_by_then"
    assert Transfer.objects.count() == 0


def test_no_form_takes_somebody_who_has_left(hall: Hall, gone: Staff, someone: Someone, at_desk: Client) -> None:
    Staff.objects.filter(pk=gone.pk).update(last_day=date(2026, 3, 9))
    staff = someone()
    for page, name in (("transfer", "successor"), ("acting/new", "absent")):
        typed = {name: gone.username, "day": "2026-04-01", "department": "-", "valid_from": "2026-03-10"}
        told = at_desk.post(f"/people/{staff.pk}/{page}/", typed)
        assert told.status_code == 422, page
        assert "使えるアカウントがありません" in told.content.decode(), page


@pytest.mark.parametrize(("first", "rows"), [(MARCH, 4), (APRIL, 0)])
def test_nothing_is_given_to_somebody_from_a_day_after_their_last(
    hall: Hall, gone: Staff, someone: Someone, administrator: Person, first: date, rows: int
) -> None:
    confirmer = someone(Role.CONFIRMER, department="d-03")
    acts: tuple[Callable[[], object], ...] = (
        lambda: give_role(gone, RoleWanted(Role.FINANCE, valid_from=first), by=administrator),
        lambda: post(gone, PostingWanted("d-03", valid_from=first), by=administrator),
        lambda: let_act(gone, ActingWanted(first, None, absent=confirmer.pk), by=administrator),
        lambda: let_act(confirmer, ActingWanted(first, None, absent=gone.pk), by=administrator),
    )
    for act in acts:
        if not rows:
            with pytest.raises(StateForbids) as why:
                act()
            assert why.value.why.id == "people.left_by_then"
        else:
            act()
    given = RoleAssignment.objects.filter(staff=gone).count() + Posting.objects.filter(staff=gone).count()
    assert given + ActingFor.objects.count() == rows


@pytest.fixture
def confirmer(hall: Hall, someone: Someone) -> Staff:
    """課長 of 情報統計課, whose place somebody takes while absent."""
    staff = someone(Role.CONFIRMER, department="d-03", name="秋田 花子")
    staff.postings.create(department=hall["info"], post="課長")
    return staff


@pytest.fixture
def deputy(confirmer: Staff, someone: Someone) -> Staff:
    staff = someone(name="代理 六郎")
    ActingFor.objects.create(staff=staff, absent=confirmer, valid_from=TODAY)
    return staff


def test_the_form_of_a_transfer_offers_to_end_whom_one_acts_for_and_by_whom_one_is_acted_for(
    confirmer: Staff, deputy: Staff, at_desk: Client
) -> None:
    ActingFor.objects.create(staff=confirmer, department_id="d-09", post="課長", valid_from=TODAY)
    page = at_desk.get(f"/people/{confirmer.pk}/transfer/").content.decode()
    assert page.count('name="stops"') == 2
    assert "代理 六郎" in page
    assert "企画調整課" in page.partition('name="stops"')[2].partition('name="department"')[0]


def test_acting_for_a_confirmer_ends_with_the_role_that_was_handed_over(
    confirmer: Staff, deputy: Staff, administrator: Person
) -> None:
    wanted = TransferWanted(
        APRIL,
        gives_up=(confirmer.roles.get().pk,),
        place=PostingWanted("d-05", "課長"),
        roles=(Role.CONFIRMER,),
        stops=(deputy.acting.get().pk,),
    )
    transfer = enter_transfer(confirmer, wanted, by=administrator, today=TODAY)
    assert [len(standing_of(deputy, day).given) for day in (MARCH, APRIL)] == [2, 1]
    call_off(transfer, by=administrator, today=TODAY)
    assert [len(standing_of(deputy, day).given) for day in (MARCH, APRIL)] == [2, 2]


def test_the_page_of_a_transfer_says_which_roles_and_acting_rights_stay(
    hall: Hall, confirmer: Staff, deputy: Staff, at_desk: Client
) -> None:
    confirmer.roles.create(role=Role.COORDINATING_OFFICE)
    ActingFor.objects.create(staff=confirmer, department=hall["plan"], post="課長", valid_from=TODAY)
    typed = {"day": "2026-04-01", "leaves": [confirmer.postings.get().pk], "department": "d-05"}
    page = at_desk.post(f"/people/{confirmer.pk}/transfer/", typed, follow=True).content.decode()
    stays = page.partition("異動のあとも続く")[2].partition("</dd>")[0]
    for told in ("事務局", "全庁", "確認者", "情報統計課", "企画調整課", "代理 六郎"):
        assert told in stays, told


def test_whoever_leaves_the_city_is_acted_for_by_nobody(confirmer: Staff, deputy: Staff, administrator: Person) -> None:
    enter_transfer(confirmer, TransferWanted(APRIL), by=administrator, today=TODAY)
    assert deputy.acting.get().valid_to == MARCH
