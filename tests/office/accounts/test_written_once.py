"""A query that is written once says what Django's own would, with whatever values it is asked."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from datetime import date, timedelta
from unittest.mock import patch

import pytest
from django.db import connection
from django.db.models import Q
from django.db.models.functions import Upper
from django.db.models.sql.compiler import SQLCompiler

from monosashi.office.accounts.models import Department, RoleAssignment
from monosashi.office.accounts.permissions import Role
from monosashi.office.accounts.written_once import Columns, Parameter, Rows, Whether, give
from office.laid import Someone

SINCE = date(2025, 4, 1)
ONE_DAY = timedelta(days=1)


@pytest.fixture
def roles(someone: Someone) -> list[RoleAssignment]:
    """Two roles of one account, one of them with a first day, and one of another."""
    staff, other = someone(Role.DEPARTMENT_EDITOR, department="d-1"), someone(Role.CONFIRMER, department="d-2")
    RoleAssignment.objects.create(staff=staff, role=Role.CONFIRMER, department_id="d-2", valid_from=SINCE)
    return list(RoleAssignment.objects.filter(staff__in=(staff, other)).order_by("pk"))


@pytest.fixture
def times_written() -> Iterator[list[SQLCompiler]]:
    """Grows with each query that Django writes."""
    written: list[SQLCompiler] = []
    write = SQLCompiler.as_sql

    def counted(self: SQLCompiler, *told: object, **named: object) -> object:
        written.append(self)
        return write(self, *told, **named)  # type: ignore[arg-type]

    with patch.object(SQLCompiler, "as_sql", counted):
        yield written


def test_columns_are_those_of_the_rows_that_fit_what_is_told(roles: list[RoleAssignment]) -> None:
    asked = Columns(
        lambda: (
            RoleAssignment.objects.filter(
                Q(valid_from=None) | Q(valid_from__lte=Parameter("day")), staff=Parameter("staff")
            )
            .order_by("pk")
            .values_list("role", "valid_from", "department__name")
        )
    )
    first = roles[0].staff_id
    editor, confirmer = (Role.DEPARTMENT_EDITOR, None, "d-1"), (Role.CONFIRMER, SINCE, "d-2")
    assert asked(staff=first, day=date(2025, 3, 31)) == [editor]
    assert asked(staff=first, day=SINCE) == [editor, confirmer]
    assert asked(staff=0, day=SINCE) == []


def test_rows_are_objects_that_equal_djangos_in_every_field_and_can_be_saved(roles: list[RoleAssignment]) -> None:
    asked = Rows(RoleAssignment, lambda rows: rows.filter(staff=Parameter("staff")).order_by("-pk"))
    found = asked(staff=roles[0].staff_id)
    wanted = list(RoleAssignment.objects.filter(staff=roles[0].staff_id).order_by("-pk"))
    names = [field.attname for field in RoleAssignment._meta.concrete_fields]
    assert [[getattr(each, name) for name in names] for each in found] == [
        [getattr(each, name) for name in names] for each in wanted
    ]
    found[0].plan = "p"
    found[0].save()
    assert RoleAssignment.objects.get(pk=found[0].pk).plan == "p"


def test_a_row_that_each_leads_to_comes_along_without_another_query(
    roles: list[RoleAssignment], django_assert_num_queries: Callable[..., AbstractContextManager[object]]
) -> None:
    asked = Rows(RoleAssignment, lambda rows: rows.filter(staff=Parameter("staff")).order_by("pk"), beside="department")
    with django_assert_num_queries(1):
        found = asked(staff=roles[0].staff_id)
        assert [(each.role, each.department, each.department.name) for each in found if each.department] == [
            (Role.DEPARTMENT_EDITOR, Department(code="d-1"), "d-1"),
            (Role.CONFIRMER, Department(code="d-2"), "d-2"),
        ]


def test_a_row_that_leads_to_none_comes_without_it(roles: list[RoleAssignment]) -> None:
    RoleAssignment.objects.filter(pk=roles[-1].pk).update(department=None)
    asked = Rows(RoleAssignment, lambda rows: rows.filter(staff=Parameter("staff")).order_by("pk"), beside="department")
    found = asked(staff=roles[0].staff_id)
    assert [each.department and each.department.name for each in found] == ["d-1", None]


@pytest.mark.parametrize("beside", ["", "department"])
def test_what_a_query_says_besides_the_fields_stands_at_the_row(roles: list[RoleAssignment], beside: str) -> None:
    asked = Rows(
        RoleAssignment,
        lambda rows: rows.filter(staff=Parameter("staff")).annotate(code=Upper("department__name")).order_by("pk"),
        beside=beside,
        annotated=("code",),
    )
    found = asked(staff=roles[0].staff_id)
    assert [getattr(each, "code", None) for each in found] == ["D-1", "D-2"]
    assert [each.department and each.department.name for each in found] == ["d-1", "d-2"]


def test_rows_that_were_given_are_not_asked_for_again(
    roles: list[RoleAssignment], django_assert_num_queries: Callable[..., AbstractContextManager[object]]
) -> None:
    staff = roles[0].staff
    given = [roles[2], roles[0]]
    with django_assert_num_queries(0):
        give(staff, "roles", given)
        assert list(staff.roles.all()) == given
        assert staff.roles.count() == 2
    with django_assert_num_queries(1):
        assert list(staff.roles.filter(pk=roles[0].pk)) == [roles[0]]


@pytest.mark.parametrize("number", [2**63 - 1, 2**63, 10**30, -(10**30)])
def test_a_number_that_no_column_can_hold_fits_no_row(roles: list[RoleAssignment], number: int) -> None:
    asked = Columns(lambda: RoleAssignment.objects.filter(staff=Parameter("staff")).values_list("pk"))
    assert asked(staff=number) == []


def test_it_is_written_once_and_sees_what_changed(
    roles: list[RoleAssignment], times_written: list[SQLCompiler]
) -> None:
    asked = Columns(lambda: RoleAssignment.objects.filter(staff=Parameter("staff")).values_list("pk"))
    staff = roles[0].staff_id
    assert len(asked(staff=staff)) == 2
    assert len(asked(staff=roles[1].staff_id)) == 1
    assert len(times_written) == 1
    RoleAssignment.objects.filter(pk=roles[0].pk).delete()
    assert len(asked(staff=staff)) == 1


@pytest.mark.django_db(transaction=True)
def test_each_thread_asks_over_its_own_connection() -> None:
    Department.objects.create(code="d-1", name="市民課")
    asked = Columns(lambda: Department.objects.filter(code=Parameter("code")).values_list("name"))

    def one(_: int) -> list[tuple[str]]:
        try:
            return asked(code="d-1")
        finally:
            connection.close()

    with ThreadPoolExecutor(3) as threads:
        assert list(threads.map(one, range(9))) == [[("市民課",)]] * 9


def test_a_value_that_nobody_told_is_an_error(roles: list[RoleAssignment]) -> None:
    with pytest.raises(KeyError, match="staff"):
        Columns(lambda: RoleAssignment.objects.filter(staff=Parameter("staff")).values_list("pk"))(person=1)


def test_several_questions_are_answered_by_one_query(
    roles: list[RoleAssignment], django_assert_num_queries: Callable[[int], AbstractContextManager[object]]
) -> None:
    """Whether anybody has the role, whether the account has one from this day on, whether any department is called so."""
    whether = Whether(
        lambda: (
            RoleAssignment.objects.filter(role=Parameter("role")),
            RoleAssignment.objects.filter(
                staff=Parameter("staff"), valid_from__gte=Parameter("day", lambda day: day + ONE_DAY)
            ),
            Department.objects.filter(name="No such"),
        )
    )
    staff = roles[0].staff_id
    with django_assert_num_queries(2):
        assert whether(role=Role.CONFIRMER.value, staff=staff, day=SINCE - ONE_DAY) == (True, True, False)
        assert whether(role=Role.CONFIRMER.value, staff=staff, day=SINCE) == (True, False, False)
    assert whether(role=Role.CONFIRMER.value, staff=2**70, day=SINCE) == (False, False, False)
    assert Whether(lambda: ())() == ()
