"""Rows -> what pages of people show, in a fixed number of queries. What is not in force yet is seen by administrators alone."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.db.models import Q, QuerySet

from monosashi.office.accounts.models import ActingFor, Department, Posting, RoleAssignment, Staff, Succession
from monosashi.office.accounts.organisation import Tree, in_force_on
from monosashi.office.accounts.standing import employed, in_force

OfStaff = TypeVar("OfStaff", Posting, RoleAssignment)


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One person of the list on a day: where they are posted, the main post first, and the roles they act in."""

    staff: Staff
    postings: tuple[Posting, ...]
    roles: tuple[RoleAssignment, ...]


def people_on(day: date) -> list[PersonRow]:
    """Everybody whose account is on, with what is in force on a day. Three queries."""
    staff = list(Staff.objects.filter(employed(day)))
    postings = _grouped(in_force(Posting.objects.all(), day).select_related("department"))
    roles = _grouped(in_force(RoleAssignment.objects.all(), day).select_related("department"))
    return [PersonRow(one, tuple(postings.get(one.pk, ())), tuple(roles.get(one.pk, ()))) for one in staff]


@dataclass(frozen=True, slots=True)
class Dated:
    """A row with its dates as somebody may see them: a last day that is still to come is told to administrators alone."""

    row: Posting | RoleAssignment | ActingFor
    valid_from: date | None
    valid_to: date | None
    now: bool
    over: bool


def seen(rows: Iterable[Posting | RoleAssignment | ActingFor], today: date, *, ahead: bool) -> tuple[Dated, ...]:
    """The rows that somebody may see. `ahead`: also what begins and ends after today. Newest first."""
    told = [row for row in rows if ahead or row.valid_from is None or row.valid_from <= today]
    told.sort(key=lambda row: row.valid_from or date.min, reverse=True)
    return tuple(_dated(row, today, ahead=ahead) for row in told)


def _dated(row: Posting | RoleAssignment | ActingFor, today: date, *, ahead: bool) -> Dated:
    over = row.valid_to is not None and row.valid_to < today
    last = row.valid_to if ahead or over else None
    return Dated(row, row.valid_from, last, in_force_on(row.valid_from, row.valid_to, today), over)


def staffed(day: date) -> dict[str, int]:
    """How many people work in each department on a day, concurrent posts included. One query."""
    found: dict[str, int] = {}
    rows = in_force(Posting.objects.filter(staff__is_active=True), day).values_list("department_id", "staff_id")
    for department, _ in set(rows):
        found[department] = found.get(department, 0) + 1
    return found


def people_of(code: str, day: date) -> QuerySet[Posting]:
    """Who works in a department on a day. One query."""
    return in_force(Posting.objects.filter(department=code, staff__is_active=True), day).select_related("staff")


def roles_of(tree: Tree, code: str) -> QuerySet[RoleAssignment]:
    """The roles that reach a department on a day of the tree: given for it or for one above or a group. One query."""
    over = [unit.code for unit in tree.units.values() if code in tree.with_all_below(unit.code)]
    rows = RoleAssignment.objects.filter(department__in=over, staff__is_active=True)
    return in_force(rows, tree.day).select_related("staff", "department")


def successions_around(code: str) -> tuple[Succession, ...]:
    """Out of what a department came, and what it became. One query."""
    rows = Succession.objects.filter(Q(predecessor=code) | Q(successor=code)).order_by("since", "pk")
    return tuple(rows.select_related("predecessor", "successor"))


def groups_of(code: str) -> QuerySet[Department]:
    """The groups that a department belongs to."""
    return Department.objects.filter(members=code)


def _grouped(rows: Iterable[OfStaff]) -> dict[int, list[OfStaff]]:
    found: dict[int, list[OfStaff]] = {}
    for row in rows:
        found.setdefault(row.staff_id, []).append(row)
    return found
