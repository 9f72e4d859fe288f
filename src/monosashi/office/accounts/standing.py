"""Rows -> the standing of one person on one day, in one query, and a second for whoever has a role in a department."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import starmap
from typing import Any, NamedTuple

from django.db.models import CharField, IntegerField, Q, QuerySet, Value
from django.utils import timezone

from monosashi.office.accounts.models import ActingFor, Posting, RoleAssignment, Staff
from monosashi.office.accounts.organisation import Tree, in_force_on
from monosashi.office.accounts.permissions import Given, Role, Standing
from monosashi.office.accounts.register import tree_on
from monosashi.office.accounts.written_once import Columns, Parameter, Row
from monosashi.office.events.values import Actor


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
    rows = [row for row in starmap(_Row, _OF_PERSON(staff=staff.pk)) if in_force_on(row.since, row.until, today)]
    acting = [row for row in rows if row.kind == _ACTING]
    roles = [
        *((Role(row.role), row.department, row.plan) for row in rows if row.kind == _ROLE),
        *_passed_on([row.absent for row in acting if row.absent is not None], today),
        *((Role.CONFIRMER, row.department, "") for row in acting if row.department is not None),
    ]
    tree = cache(lambda: tree_on(today))  # asked for only by whoever has a role in a department
    given = [Given(role, _reach(department, tree), plan) for role, department, plan in roles]
    posted = frozenset(row.department for row in rows if row.kind == _POSTING)
    return Standing(staff.pk, (Given(Role.EMPLOYEE), *given), posted)


_ACTING, _ROLE, _POSTING = "acting", "role", "posting"


class _Row(NamedTuple):
    """What a person holds, of one of three kinds; `role`, `plan` and `absent`, whom one acts for, are None where the kind has none."""

    kind: str
    since: date | None
    until: date | None
    department: Any
    role: Any
    plan: Any
    absent: int | None


def _rows(kind: str, rows: QuerySet[Row], *columns: str | Value) -> QuerySet[Row, Any]:
    of_person = rows.filter(staff=Parameter("staff")).order_by()
    return of_person.values_list(Value(kind), "valid_from", "valid_to", "department_id", *columns)


_NO_TEXT, _NOBODY = Value(None, CharField()), Value(None, IntegerField())

_OF_PERSON = Columns(
    lambda: _rows(_ACTING, ActingFor.objects.all(), _NO_TEXT, _NO_TEXT, "absent_id").union(
        _rows(_ROLE, RoleAssignment.objects.all(), "role", "plan", _NOBODY),
        _rows(_POSTING, Posting.objects.all(), _NO_TEXT, _NO_TEXT, _NOBODY),
        all=True,
    )
)
"""Every page asks it: three kinds of rows at once. It is so short that the database is asked the shortest way."""


def _passed_on(absent: Collection[int], day: date) -> list[tuple[Role, Any, Any]]:
    """What a confirmer who is absent hands to whoever acts for them. No query where nobody is absent."""
    if not absent:
        return []
    still_here = Staff.objects.filter(employed(day), pk__in=absent)
    rows = in_force(RoleAssignment.objects.filter(staff__in=still_here, role=Role.CONFIRMER), day).order_by()
    return [(Role.CONFIRMER, department, plan) for department, plan in rows.values_list("department_id", "plan")]


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
