"""What an import does once somebody has seen its difference: all of it, or nothing where the register has changed since."""

import hashlib
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Generic, TypeVar

from django.db import transaction
from django.db.models import QuerySet

from monosashi.office.accounts.actions import NewDepartment, create_department
from monosashi.office.accounts.actions_staff import (
    RoleWanted,
    StaffDetails,
    create_staff,
    give_role,
    lock_people,
    somebody_administers,
    subject_of,
    told_role,
)
from monosashi.office.accounts.models import Department, Posting, RoleAssignment, Staff
from monosashi.office.accounts.permissions import Permission, Role, check
from monosashi.office.accounts.standing import Person
from monosashi.office.entering.waiting import as_it_was_shown, keep_waiting
from monosashi.office.events.locking import locked
from monosashi.office.events.recording import record
from monosashi.office.events.values import Subject
from monosashi.office.people.imports.departments import DepartmentDifference, compare_departments, read_departments
from monosashi.office.people.imports.known import Known, Place
from monosashi.office.people.imports.reading_staff import read_staff
from monosashi.office.people.imports.staff import Pair, StaffDifference, Told, compare
from monosashi.office.people.models import PendingImport
from monosashi.office.people.reorganising.carrying_out import carry_out, preview
from monosashi.office.people.reorganising.values import Reorganisation, ReorganisationKind

STAFF, DEPARTMENTS = "staff", "departments"
"""The kinds of lists."""

Difference = TypeVar("Difference", StaffDifference, DepartmentDifference)


@dataclass(frozen=True, slots=True)
class Compared(Generic[Difference]):
    """A difference with the hash of everything that it was worked out from."""

    difference: Difference
    state: str


def staff_compared(pending: PendingImport) -> Compared[StaffDifference]:
    """The difference of a waiting list of staff. Raises InvalidInput."""
    told = read_staff(bytes(pending.content), pending.file_name, pending.since)
    return _compared(compare(told, pending.since, everybody=pending.everybody))


def departments_compared(pending: PendingImport) -> Compared[DepartmentDifference]:
    """The difference of a waiting list of departments. Raises InvalidInput."""
    told = read_departments(bytes(pending.content), pending.file_name, pending.since)
    return _compared(compare_departments(told, pending.since, everybody=pending.everybody))


def _compared(difference: Difference) -> Compared[Difference]:
    return Compared(difference, hashlib.sha256(repr(_ordered(difference)).encode()).hexdigest())


def _ordered(difference: StaffDifference | DepartmentDifference) -> object:
    """The same for the same difference: sets print in any order."""
    if isinstance(difference, StaffDifference):
        return difference
    parts = (difference.comes, difference.moves, difference.renamed, difference.gone)
    return [[_plain(each) for each in part] for part in parts]


def _plain(each: object) -> str:
    if isinstance(each, tuple):
        return "|".join(_plain(part) for part in each)
    code, name = getattr(each, "code", None), getattr(each, "name", None)
    return f"{code}/{name}/{getattr(each, 'parent', '')}" if code else str(each)


def let_wait(kind: str, *, file_name: str, raw: bytes, since: date, everybody: bool, by: Person) -> PendingImport:
    """Read a list of a kind (`staff`, `departments`) and let it wait. Raises NotAllowed, InvalidInput with all that is wrong in it."""
    check(by.standing, Permission.MANAGE_PEOPLE)
    compared = staff_compared if kind == STAFF else departments_compared
    pending = PendingImport(kind=kind, since=since, everybody=everybody)
    return keep_waiting(pending, compared, file_name=file_name, raw=raw, by=by)


@transaction.atomic
def apply_staff(pending: PendingImport, *, by: Person, today: date) -> StaffDifference:
    """Take a list of staff over. Raises NotAllowed, InvalidInput, ChangedMeanwhile, StateForbids; then nothing is changed."""
    check(by.standing, Permission.MANAGE_PEOPLE)
    list(locked(Department.objects.all()).values_list("pk"))  # as whoever reorganises: departments come first
    list(locked(Staff.objects.all()).values_list("pk"))
    lock_people()
    difference = as_it_was_shown(staff_compared(pending), pending).difference
    work = _StaffWork(pending.since, by)
    for told in difference.comes:
        work.come(told)
    for pair in difference.returns:
        work.come_back(pair)
    for pair in difference.changed:
        work.change(pair)
    for known in difference.goes:
        work.go(known)
    if any(role.role == Role.ADMINISTRATOR for known in difference.goes for role in known.roles):
        somebody_administers(max(today, pending.since))
    counts = {
        "comes": len(difference.comes),
        "returns": len(difference.returns),
        "goes": len(difference.goes),
        "moves": len(difference.moves),
        "renamed": len(difference.renamed),
        "roles": difference.roles_given,
    }
    _finish(pending, counts, by)
    return difference


@transaction.atomic
def apply_departments(pending: PendingImport, *, by: Person) -> DepartmentDifference:
    """Begin the new departments of a list and move those that stand elsewhere. Raises as `apply_staff` does."""
    check(by.standing, Permission.MANAGE_PEOPLE)
    difference = as_it_was_shown(departments_compared(pending), pending).difference
    for told in difference.comes:
        create_department(NewDepartment(told.name, told.parent, told.code), since=pending.since, by=by)
    for unit, under in difference.moves:
        wanted = Reorganisation(ReorganisationKind.MOVE, pending.since, (unit.code,), under=under)
        carry_out(wanted, state=preview(wanted).state, by=by)
    _finish(pending, {"comes": len(difference.comes), "moves": len(difference.moves)}, by)
    return difference


def _finish(pending: PendingImport, counts: dict[str, int], by: Person) -> None:
    """One event for the list; who it concerns stands in the rows, because a list may be of a day to come."""
    sha256 = hashlib.sha256(bytes(pending.content)).hexdigest()
    after = {"since": pending.since.isoformat(), "sha256": sha256, **counts}
    subject = Subject("import", str(pending.pk), pending.file_name)
    record(f"people.{pending.kind}_imported", subject, by=by.actor, after=after)
    pending.delete()


class _StaffWork:
    """One list being taken over from a day on."""

    def __init__(self, since: date, by: Person) -> None:
        self._since, self._last, self._by = since, since - timedelta(days=1), by

    def come(self, told: Told) -> None:
        """Somebody new."""
        staff = create_staff(StaffDetails(told.number, told.name, told.email or ""), by=self._by)
        self._post(staff.pk, told.places)
        self._give(staff, told.roles)

    def come_back(self, pair: Pair) -> None:
        """Somebody whose account is off or past its last day: on again at once, with the roles that they still hold."""
        staff = Staff.objects.get(pk=pair.known.pk)
        roles = RoleAssignment.objects.filter(pk__in=[role.pk for role in pair.known.roles])
        before = _account(staff)
        staff.name, staff.email, staff.is_active, staff.last_day = pair.told.name, pair.email, True, None
        staff.save(update_fields=["name", "email", "is_active", "last_day"])
        after = {**_account(staff), "role": [told_role(role) for role in roles]}
        record("staff.reinstated", subject_of(staff), by=self._by.actor, before=before, after=after)
        self._move(pair)
        self._give(staff, pair.gives)

    def change(self, pair: Pair) -> None:
        """Another name at once; other places and more roles from the day on."""
        known, told = pair.known, pair.told
        if (known.name, known.email) != (told.name, pair.email):
            staff = Staff.objects.get(pk=known.pk)
            staff.name, staff.email = told.name, pair.email
            staff.save(update_fields=["name", "email"])
            before, after = {"name": known.name, "email": known.email}, {"name": told.name, "email": pair.email}
            record("staff.changed", subject_of(staff), by=self._by.actor, before=before, after=after)
        self._move(pair)
        if pair.gives:
            self._give(Staff.objects.get(pk=known.pk), pair.gives)

    def go(self, known: Known) -> None:
        """Whoever is not in the list of everybody: posts and roles end, and the account with them."""
        self._end(Posting.objects.filter(pk__in=[posted.pk for posted in known.posted]))
        self._end(RoleAssignment.objects.filter(pk__in=[role.pk for role in known.roles]))
        Staff.objects.filter(pk=known.pk).update(last_day=self._last)

    def _move(self, pair: Pair) -> None:
        self._end(Posting.objects.filter(pk__in=[posted.pk for posted in pair.leaves]))
        self._post(pair.known.pk, pair.joins)
        self._end(RoleAssignment.objects.filter(pk__in=[role.pk for role in pair.ends]))

    def _give(self, staff: Staff, roles: tuple[RoleWanted, ...]) -> None:
        """As somebody gives them by hand, one by one."""
        for wanted in roles:
            give_role(staff, replace(wanted, valid_from=self._since), by=self._by)

    def _end(self, rows: QuerySet[Posting] | QuerySet[RoleAssignment]) -> None:
        rows.filter(valid_from__gt=self._last).delete()
        rows.update(valid_to=self._last)

    def _post(self, staff: int, places: tuple[Place, ...]) -> None:
        Posting.objects.bulk_create(
            Posting(
                staff_id=staff,
                department_id=place.department,
                post=place.post,
                concurrent=place.concurrent,
                valid_from=self._since,
            )
            for place in places
        )


def _account(staff: Staff) -> dict[str, Any]:
    """An account as the event of its coming back keeps it."""
    last = staff.last_day.isoformat() if staff.last_day else None
    return {"name": staff.name, "email": staff.email, "is_active": staff.is_active, "valid_to": last}
