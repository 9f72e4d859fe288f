"""Who is an officer as of a day, what other rooms are told of it, and what is to be looked at."""

from datetime import date, timedelta

import pytest

from monosashi.office.accounts.models import Department, Posting, Succession
from monosashi.office.accounts.register import tree_on
from monosashi.office.officers.actions_officers import end
from monosashi.office.officers.queries import InOffice, in_office, kinds
from monosashi.office.officers.situation import Line, situation_on
from monosashi.office.officers.states import OfficerNotice, OfficerState
from office.officers.city_officers import APRIL, BUREAU, ELSEWHERE, JULY, MARCH, OWN, SISTER, Officers, employee

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


def one(officers: Officers, day: date = JULY, code: str = OWN, *, ahead: bool = False) -> Line:
    """The line of the lead officer of a department."""
    lines = situation_on(day, day, ahead=ahead).of(frozenset({code}))
    (line,) = (line for line in lines if line.kind == officers.lead)
    return line


def test_kinds_are_told_in_the_citys_order(officers: Officers) -> None:
    assert [(each.pk, each.name) for each in kinds()] == [
        (officers.lead.pk, "推進主任"),
        (officers.deputy.pk, "推進員"),
    ]


def test_somebody_is_in_office_from_the_first_to_the_last_day(officers: Officers) -> None:
    staff = employee()
    officers.notified(staff)
    told = InOffice(officers.lead.pk, staff.pk, OWN, APRIL, MARCH)
    assert [in_office(day) for day in (APRIL - DAY, APRIL, MARCH, MARCH + DAY)] == [(), (told,), (told,), ()]


def test_other_rooms_ask_for_some_kinds(officers: Officers) -> None:
    officers.notified(employee())
    deputy = officers.notified(employee(), kind=officers.deputy.pk)
    assert [each.staff for each in in_office(JULY, frozenset({officers.deputy.pk}))] == [deputy.staff_id]


def test_who_is_not_in_the_register_is_listed_and_told_to_no_other_room(officers: Officers) -> None:
    officers.notified(name="今野 遥", post="主任")
    assert (in_office(JULY), one(officers).state) == ((), OfficerState.IN_OFFICE)


def renamed(old: str, *heirs: str) -> None:
    """A department ends with June; from July on these go on with its work."""
    Department.objects.filter(pk=old).update(valid_to=JULY - DAY)
    for code in heirs:
        Department.objects.get_or_create(
            code=code, defaults={"name": code, "parent_id": BUREAU, "valid_from": JULY, "position": 9}
        )
        Succession.objects.create(predecessor_id=old, successor_id=code, kind="renamed", since=JULY)


def test_a_reorganisation_moves_an_officer_by_the_day(officers: Officers) -> None:
    officers.notified(employee())
    renamed(OWN, "o-9")
    assert [each.department for day in (JULY - DAY, JULY) for each in in_office(day)] == [OWN, "o-9"]


def test_of_a_split_department_an_officer_serves_the_part_in_which_they_work(officers: Officers) -> None:
    staff = employee(until=JULY - DAY)
    officers.notified(staff)
    renamed(OWN, "o-8", "o-9")
    Posting.objects.create(staff=staff, department_id="o-9", valid_from=JULY)
    assert [each.department for each in in_office(JULY)] == ["o-9"]
    assert one(officers, code="o-8").state is OfficerState.VACANT


def test_a_year_of_office_is_a_fiscal_year_and_a_break_begins_anew(officers: Officers) -> None:
    staff = employee()
    for since, until in ((date(2021, 4, 1), date(2022, 3, 31)), (date(2023, 10, 1), date(2025, 3, 31)), (APRIL, MARCH)):
        officers.notified(staff, since=since, until=until)
    assert (one(officers).first, one(officers).year) == (date(2023, 10, 1), 3)


def test_a_year_beyond_the_limit_is_told_and_so_is_the_last_one_that_is_allowed(officers: Officers) -> None:
    officers.notified(employee(), since=date(2020, 4, 1), until=MARCH)
    told = [one(officers, day).notices for day in (date(2024, 6, 1), date(2025, 6, 1))]
    assert told == [(), (OfficerNotice.OVER_LIMIT,)]
    officers.notified(employee(SISTER), SISTER, since=date(2021, 4, 1), until=MARCH)
    assert one(officers, date(2026, 2, 1), SISTER).notices == (OfficerNotice.LAST_YEAR,)


@pytest.mark.parametrize(
    ("day", "notices", "state"),
    [
        (MARCH - 61 * DAY, (), OfficerState.IN_OFFICE),
        (MARCH - 60 * DAY, (OfficerNotice.ENDS_SOON,), OfficerState.IN_OFFICE),
    ],
)
def test_an_end_is_told_sixty_days_ahead(
    officers: Officers, day: date, notices: tuple[OfficerNotice, ...], state: OfficerState
) -> None:
    officers.notified(employee())
    assert (one(officers, day).notices, one(officers, day).state) == (notices, state)


def test_a_term_that_ran_out_stays_until_somebody_says_what_became_of_it(officers: Officers) -> None:
    row = officers.notified(employee())
    lines = situation_on(MARCH + DAY, MARCH + DAY).of(frozenset({OWN}))
    assert [line.state for line in lines if line.kind == officers.lead] == [OfficerState.VACANT, OfficerState.OVER]
    end(row.pk, until=MARCH, note="任期満了", by=officers.office)
    assert one(officers, MARCH + DAY).state is OfficerState.VACANT


def test_who_was_transferred_stays_an_officer_and_is_told_as_moved_away(officers: Officers) -> None:
    staff = employee(until=JULY - DAY)
    officers.notified(staff)
    Posting.objects.create(staff=staff, department_id=SISTER, valid_from=JULY)
    before, after = one(officers, JULY - DAY), one(officers, JULY)
    assert (before.notices, before.moved) == ((), None)
    assert (after.notices, after.moved, after.state) == ((OfficerNotice.MOVED_AWAY,), JULY, OfficerState.IN_OFFICE)


def test_a_transfer_to_come_is_told_only_to_whoever_sees_it_ahead(officers: Officers) -> None:
    officers.notified(employee(until=JULY))
    assert one(officers, JULY).notices == ()
    told = one(officers, JULY, ahead=True)
    assert (told.notices, told.moved) == ((OfficerNotice.MOVES,), JULY + DAY)


def test_of_somebody_of_whom_no_posting_is_known_nothing_is_guessed(officers: Officers) -> None:
    staff = employee()
    Posting.objects.all().delete()
    officers.notified(staff)
    assert one(officers).notices == ()


def test_a_shared_officer_works_in_the_other_department(officers: Officers) -> None:
    staff = employee(SISTER)
    officers.notified(staff, SISTER)
    officers.notified(staff, OWN, shared_with=SISTER)
    (total, _) = situation_on(JULY, JULY).totals
    assert one(officers).notices == ()
    assert (total.officers, total.appointments, total.departments, total.vacant) == (1, 2, 2, 1)


def test_departments_without_others_below_are_expected_to_have_officers(officers: Officers) -> None:
    vacant = [line.department for line in situation_on(JULY, JULY).lines if line.kind == officers.lead]
    assert (vacant, OWN in tree_on(JULY).units) == ([OWN, SISTER, ELSEWHERE], True)


def test_two_where_one_is_allowed_are_told(officers: Officers) -> None:
    row = officers.notified(employee())
    row.pk, row.token, row.staff = None, "second", employee()
    row.save()
    lines = situation_on(JULY, JULY).of(frozenset({OWN}))
    assert [line.notices for line in lines if line.row] == [(OfficerNotice.TOO_MANY,)] * 2
