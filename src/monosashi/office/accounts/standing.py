"""Rows -> the standing of one person on one day, in three queries, and a fourth for whoever has a role in a department."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from django.db.models import Q, QuerySet
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
    acting = _holding(_ACTING(staff=staff.pk), today)
    roles = [
        *_holding(_ROLES(staff=staff.pk), today),
        *_passed_on([absent for _, absent in acting if absent is not None], today),
    ]
    roles += [(Role.CONFIRMER, department, "") for department, _ in acting if department is not None]
    tree = cache(lambda: tree_on(today))  # asked for only by whoever has a role in a department
    given = [Given(Role(role), _reach(department, tree), plan) for role, department, plan in roles]
    posted = _holding(_POSTED(staff=staff.pk), today)
    return Standing(staff.pk, (Given(Role.EMPLOYEE), *given), frozenset(department for (department,) in posted))


_DATES, _ROLE = ("valid_from", "valid_to"), ("role", "department_id", "plan")


def _of_somebody(rows: Callable[[], QuerySet[Row]], *columns: str) -> Columns:
    """The columns of one person's rows, after their dates: so few that the database is asked the shortest way."""
    return Columns(lambda: rows().filter(staff=Parameter("staff")).order_by().values_list(*_DATES, *columns))


_ACTING = _of_somebody(ActingFor.objects.all, "department_id", "absent_id")
_ROLES = _of_somebody(RoleAssignment.objects.all, *_ROLE)
_POSTED = _of_somebody(Posting.objects.all, "department_id")


def _holding(rows: Iterable[tuple[Any, ...]], day: date) -> list[tuple[Any, ...]]:
    """Of rows that begin with their dates what comes after these, where they hold the day."""
    return [tuple(told) for since, until, *told in rows if in_force_on(since, until, day)]


def _passed_on(absent: Collection[int], day: date) -> list[tuple[Any, ...]]:
    """What a confirmer who is absent hands to whoever acts for them. No query where nobody is absent."""
    if not absent:
        return []
    still_here = Staff.objects.filter(employed(day), pk__in=absent)
    rows = RoleAssignment.objects.filter(staff__in=still_here, role=Role.CONFIRMER).order_by()
    return _holding(rows.values_list(*_DATES, *_ROLE), day)


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
