"""Rows -> the standing of one person on one day, in three queries."""

from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.db.models import BigIntegerField, F, Model, Q, QuerySet, Value
from django.utils import timezone

from monosashi.office.accounts.models import ActingFor, Posting, RoleAssignment, Staff
from monosashi.office.accounts.organisation import Tree
from monosashi.office.accounts.permissions import Given, Role, Standing
from monosashi.office.accounts.register import tree_on
from monosashi.office.events.values import Actor

Row = TypeVar("Row", bound=Model)

_POSTED, _ACTING = "posted", "acting"


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
    places = _places(staff, today)
    absent = [somebody for _, _, somebody in places if somebody is not None]
    roles = list(_roles(staff, absent, today))
    tree = tree_on(today)
    given = [Given(Role(role), _reach(department, tree), plan) for role, department, plan in roles]
    vacant = [department for what, department, _ in places if what == _ACTING and department is not None]
    given += [Given(Role.CONFIRMER, _reach(department, tree)) for department in vacant]
    posted = frozenset(department for what, department, _ in places if what == _POSTED and department is not None)
    return Standing(staff.pk, (Given(Role.EMPLOYEE), *given), posted)


def _places(staff: Staff, day: date) -> list[tuple[str, str | None, int | None]]:
    """Where somebody is posted, and for which department or whom they act: one query."""
    posted = in_force(Posting.objects.filter(staff=staff), day).order_by()
    acting = in_force(ActingFor.objects.filter(staff=staff), day).order_by()
    nobody = Value(None, output_field=BigIntegerField())
    return list(
        posted.values_list(Value(_POSTED), F("department_id"), nobody).union(
            acting.values_list(Value(_ACTING), F("department_id"), F("absent_id")), all=True
        )
    )


def _roles(staff: Staff, absent: list[int], day: date) -> QuerySet[RoleAssignment, tuple[str, str | None, str]]:
    passed_on = Q(staff__in=Staff.objects.filter(employed(day), pk__in=absent), role=Role.CONFIRMER)
    rows = in_force(RoleAssignment.objects.filter(Q(staff=staff) | passed_on), day)
    return rows.values_list("role", "department_id", "plan")


def _reach(department: str | None, tree: Tree) -> frozenset[str] | None:
    return None if department is None else tree.with_all_below(department)


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
