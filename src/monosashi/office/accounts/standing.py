"""Rows -> the standing of one person on one day, in three queries, and a fourth for whoever has a role in a department."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, TypeVar

from django.db.models import Model, Q, QuerySet
from django.utils import timezone

from monosashi.office.accounts.models import ActingFor, Posting, RoleAssignment, Staff
from monosashi.office.accounts.organisation import Tree, in_force_on
from monosashi.office.accounts.permissions import Given, Role, Standing
from monosashi.office.accounts.register import tree_on
from monosashi.office.events.values import Actor

Row = TypeVar("Row", bound=Model)


def in_force(rows: QuerySet[Row], day: date) -> QuerySet[Row]:
    """The rows whose dates hold the day."""
    begun = Q(valid_from__isnull=True) | Q(valid_from__lte=day)
    going_on = Q(valid_to__isnull=True) | Q(valid_to__gte=day)
    return rows.filter(begun & going_on)


def employed(day: date) -> Q:
    """Accounts that are somebody's on a day."""
    return Q(is_active=True) & (Q(last_day__isnull=True) | Q(last_day__gte=day))


def standing_of(staff: Staff, day: date | None = None) -> Standing:
    """Who this person is on a day, today by default. An account that is switched off or past its last day is nobody.

    Whoever acts for an absent confirmer has that person's roles of a confirmer besides their own.
    """
    today = day or timezone.localdate()
    if not staff.is_active or (staff.last_day is not None and staff.last_day < today):
        return Standing(staff.pk)
    acting = _columns(ActingFor.objects.filter(staff=staff).order_by(), today, "department_id", "absent_id")
    roles = [*_roles_of((staff.pk,), today), *_passed_on([absent for _, absent in acting if absent is not None], today)]
    roles += [(Role.CONFIRMER, department, "") for department, _ in acting if department is not None]
    tree = cache(lambda: tree_on(today))  # asked for only by whoever has a role in a department
    given = [Given(Role(role), _reach(department, tree), plan) for role, department, plan in roles]
    posted = _columns(Posting.objects.filter(staff=staff).order_by(), today, "department_id")
    return Standing(staff.pk, (Given(Role.EMPLOYEE), *given), frozenset(department for (department,) in posted))


def _columns(rows: QuerySet[Row], day: date, *columns: str) -> list[tuple[Any, ...]]:
    """The columns of the rows whose dates hold the day: of one person few, so that the database is asked the shortest way."""
    found = rows.values_list("valid_from", "valid_to", *columns)
    return [tuple(told) for since, until, *told in found if in_force_on(since, until, day)]


def _roles_of(staff: Collection[int], day: date) -> list[tuple[Any, ...]]:
    """Role, department and plan of each role on a day."""
    return _columns(RoleAssignment.objects.filter(staff__in=staff).order_by(), day, "role", "department_id", "plan")


def _passed_on(absent: Collection[int], day: date) -> list[tuple[Any, ...]]:
    """What a confirmer who is absent hands to whoever acts for them. No query where nobody is absent."""
    if not absent:
        return []
    still_here = Staff.objects.filter(employed(day), pk__in=absent).values_list("pk", flat=True)
    return [role for role in _roles_of(still_here, day) if role[0] == Role.CONFIRMER]


def _reach(department: str | None, tree: Callable[[], Tree]) -> frozenset[str] | None:
    return None if department is None else tree().with_all_below(department)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who acts: the account, and as what it acts today."""

    staff: Staff
    standing: Standing

    @property
    def actor(self) -> Actor:
        """How events name this person."""
        return self.staff.as_actor


def person(staff: Staff, day: date | None = None) -> Person:
    """The person behind an account, as they stand on a day, today by default."""
    return Person(staff, standing_of(staff, day))
