"""Rows -> the standing of one person on one day, in three queries."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.db.models import Model, Q, QuerySet
from django.utils import timezone

from monosashi.office.accounts.models import Department, Staff
from monosashi.office.accounts.permissions import Given, Role, Standing
from monosashi.office.events.values import Actor

Row = TypeVar("Row", bound=Model)


def in_force(rows: QuerySet[Row], day: date) -> QuerySet[Row]:
    """The rows whose dates hold the day."""
    begun = Q(valid_from__isnull=True) | Q(valid_from__lte=day)
    going_on = Q(valid_to__isnull=True) | Q(valid_to__gte=day)
    return rows.filter(begun & going_on)


def standing_of(staff: Staff, day: date | None = None) -> Standing:
    """Who this person is on a day, today by default. An account that is switched off is nobody."""
    if not staff.is_active:
        return Standing(staff.pk)
    today = day or timezone.localdate()
    below = _below(Department.objects.values_list("code", "parent_id"))
    given = [Given(Role.EMPLOYEE)]
    for row in in_force(staff.roles.all(), today):
        departments = (
            None if row.department_id is None else below.get(row.department_id, frozenset({row.department_id}))
        )
        given.append(Given(Role(row.role), departments, row.plan))
    posted = frozenset(in_force(staff.postings.all(), today).values_list("department_id", flat=True))
    return Standing(staff.pk, tuple(given), posted)


def _below(rows: Iterable[tuple[str, str | None]]) -> dict[str, frozenset[str]]:
    """Each department with itself and all that are below it."""
    children: dict[str, list[str]] = {}
    codes = []
    for code, parent in rows:
        codes.append(code)
        if parent is not None:
            children.setdefault(parent, []).append(code)

    def gather(code: str, seen: frozenset[str]) -> frozenset[str]:
        for child in children.get(code, ()):
            if child not in seen:
                seen = gather(child, seen | {child})
        return seen

    return {code: gather(code, frozenset({code})) for code in codes}


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
