from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from monosashi.office.accounts.models import ActingFor, Department, Move, Posting, RoleAssignment, Staff
from monosashi.office.accounts.permissions import Given, Permission, Place, Role, may
from monosashi.office.accounts.standing import standing_of

DAY = date(2026, 4, 1)


def tree() -> None:
    for code, parent in (("a", None), ("b", "a"), ("c", "b"), ("x", None)):
        Department.objects.create(code=code, name=code, parent_id=parent)
    group = Department.objects.create(code="g", name="g", is_group=True)
    group.members.set(Department.objects.filter(pk__in=["c", "x"]))


def editor(department: str) -> Staff:
    staff = Staff.objects.create_user(f"e{Staff.objects.count()}", name="担当")
    RoleAssignment.objects.create(staff=staff, role=Role.DEPARTMENT_EDITOR, department_id=department)
    return staff


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("department", "reach"), [("a", {"a", "b", "c"}), ("b", {"b", "c"}), ("x", {"x"}), ("g", {"g", "c", "x"})]
)
def test_a_role_reaches_all_that_is_below_its_department_and_the_members_of_a_group(
    department: str, reach: set[str]
) -> None:
    tree()
    assert standing_of(editor(department), DAY).given[1:] == (Given(Role.DEPARTMENT_EDITOR, frozenset(reach)),)


@pytest.mark.django_db
def test_a_department_that_moves_is_reached_from_where_it_stands_on_the_day() -> None:
    tree()
    Move.objects.create(department_id="c", parent_id="x", since=DAY)
    staff = editor("a")
    reach = [standing_of(staff, day).given[1].departments for day in (DAY - timedelta(days=1), DAY)]
    assert reach == [frozenset("abc"), frozenset("ab")]


@pytest.mark.django_db
def test_whoever_acts_for_an_absent_confirmer_has_that_role_alone_and_only_on_the_days() -> None:
    tree()
    absent, deputy = editor("b"), editor("x")
    RoleAssignment.objects.create(staff=absent, role=Role.CONFIRMER, department_id="b", valid_to=date(2026, 4, 5))
    ActingFor.objects.create(staff=deputy, absent=absent, valid_from=DAY, valid_to=date(2026, 4, 10))
    own, confirms = Given(Role.DEPARTMENT_EDITOR, frozenset("x")), Given(Role.CONFIRMER, frozenset("bc"))
    days = {3: (own,), 1: (own, confirms), 5: (own, confirms), 6: (own,)}
    found = {n: set(standing_of(deputy, date(2026, 3 if n == 3 else 4, 31 if n == 3 else n)).given[1:]) for n in days}
    assert found == {n: set(those) for n, those in days.items()}


@pytest.mark.django_db
def test_a_vacant_post_is_confirmed_for_by_whoever_acts_for_it() -> None:
    tree()
    deputy = editor("x")
    ActingFor.objects.create(staff=deputy, department_id="b", post="課長", valid_from=DAY)
    assert Given(Role.CONFIRMER, frozenset("bc")) in standing_of(deputy, DAY).given


@pytest.mark.django_db
def test_an_account_past_its_last_day_or_switched_off_is_nobody() -> None:
    tree()
    staff = editor("a")
    staff.last_day = DAY
    assert len(standing_of(staff, DAY).given) == 2
    assert standing_of(staff, DAY + timedelta(days=1)).given == ()
    staff.last_day, staff.is_active = None, False
    assert standing_of(staff, DAY).given == ()


@pytest.mark.django_db
def test_a_standing_takes_few_queries(
    django_assert_num_queries: Callable[..., AbstractContextManager[object]],
) -> None:
    tree()
    absent, deputy, reader = editor("b"), editor("x"), Staff.objects.create_user("reader", name="reader")
    RoleAssignment.objects.create(staff=absent, role=Role.CONFIRMER, department_id="b")
    ActingFor.objects.create(staff=deputy, absent=absent, valid_from=DAY)
    with django_assert_num_queries(3):
        standing_of(deputy, DAY)
    with django_assert_num_queries(2):
        standing_of(absent, DAY)
    with django_assert_num_queries(1):
        standing_of(reader, DAY)


@pytest.mark.django_db
@pytest.mark.parametrize(("utc_hour", "begun"), [(14, False), (15, True)])
def test_a_role_begins_at_midnight_in_japan(monkeypatch: pytest.MonkeyPatch, utc_hour: int, begun: bool) -> None:  # noqa: FBT001
    tree()
    staff = editor("a")
    staff.roles.update(valid_from=DAY)
    now = datetime(2026, 3, 31, utc_hour, 30, tzinfo=ZoneInfo("UTC"))
    monkeypatch.setattr(timezone, "now", lambda: now)
    assert may(standing_of(staff), Permission.EDIT_MEASURE, Place("", frozenset("a"))) is begun


days = st.none() | st.dates(date(2026, 3, 28), date(2026, 4, 6))
departments = st.sampled_from("abcx")
RoleRow = tuple[Role, str, date | None, date | None]
PostingRow = tuple[str, date | None, date | None]
MoveRow = tuple[str, str | None, date]


def holds(first: date | None, last: date | None, day: date) -> bool:
    return (first is None or first <= day) and (last is None or day <= last)


def goes_round(code: str, parents: dict[str, str | None]) -> bool:
    """Whether a department would stand below itself: then it stands at the top."""
    above, steps = parents[code], 0
    while above not in {None, code} and steps <= len(parents):
        above, steps = parents[above or code], steps + 1
    return above == code


def below(code: str, moves: list[MoveRow], day: date) -> frozenset[str]:
    """What stands below, worked out in another way than the product does: each department asks who is above it."""
    parents: dict[str, str | None] = {"a": None, "b": "a", "c": "b", "x": None}
    parents |= {one: parent for one, parent, since in sorted(moves, key=lambda move: move[2]) if since <= day}
    parents = {one: None if goes_round(one, parents) else parent for one, parent in parents.items()}
    found = {code}
    while more := {one for one, parent in parents.items() if parent in found} - found:
        found |= more
    return frozenset(found)


def write(roles: list[RoleRow], postings: list[PostingRow], moves: list[MoveRow]) -> Staff:
    for model in (RoleAssignment, Posting, Move, Staff):
        model._default_manager.all().delete()
    Department.objects.update(parent=None)
    Department.objects.all().delete()
    Department.objects.bulk_create(Department(code=code, name=code) for code in "abcx")
    Department.objects.filter(pk="b").update(parent="a")
    Department.objects.filter(pk="c").update(parent="b")
    staff = Staff.objects.create_user("s", name="s")
    for role, department, first, last in roles:
        staff.roles.create(role=role, department_id=department, valid_from=first, valid_to=last)
    for department, first, last in postings:
        staff.postings.create(department_id=department, valid_from=first, valid_to=last)
    for department, parent, since in moves:
        Move.objects.create(department_id=department, parent_id=parent, since=since)
    return staff


@given(
    st.lists(st.tuples(st.sampled_from([Role.CONFIRMER, Role.FINANCE]), departments, days, days), max_size=4),
    st.lists(st.tuples(departments, days, days), max_size=4),
    st.lists(
        st.tuples(departments, st.none() | departments, st.dates(date(2026, 3, 28), date(2026, 4, 6))), max_size=3
    ),
    st.dates(date(2026, 3, 27), date(2026, 4, 7)),
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@pytest.mark.slow
@pytest.mark.django_db
def test_on_any_day_the_standing_is_what_the_rows_in_force_say(
    roles: list[RoleRow], postings: list[PostingRow], moves: list[MoveRow], day: date
) -> None:
    told = standing_of(write(roles, postings, moves), day)
    expected = {Given(role, below(code, moves, day)) for role, code, first, last in roles if holds(first, last, day)}
    assert set(told.given[1:]) == expected
    assert told.departments == {code for code, first, last in postings if holds(first, last, day)}
