"""What an import does once somebody has seen its difference: all of it, or nothing where the register has changed since."""

import hashlib
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction

from monosashi.core.messages import message
from monosashi.office.accounts.actions import NewDepartment, create_department
from monosashi.office.accounts.actions_staff import StaffDetails, create_staff, somebody_administers, subject_of
from monosashi.office.accounts.models import Posting, RoleAssignment, Staff
from monosashi.office.accounts.permissions import Permission, check
from monosashi.office.accounts.refusals import ChangedMeanwhile
from monosashi.office.accounts.standing import Person
from monosashi.office.events.locking import locked
from monosashi.office.events.recording import record
from monosashi.office.events.values import Subject
from monosashi.office.people.imports.departments import DepartmentDifference, compare_departments, read_departments
from monosashi.office.people.imports.staff import Known, Pair, Place, StaffDifference, Told, compare, read_staff
from monosashi.office.people.models import PendingImport
from monosashi.office.people.reorganisation import Reorganisation, ReorganisationKind
from monosashi.office.people.reorganising import carry_out, preview
from monosashi.office.people.work_moved import going_on


@dataclass(frozen=True, slots=True)
class Compared:
    """A difference with the hash of everything that it was worked out from."""

    difference: StaffDifference | DepartmentDifference
    state: str


def staff_compared(pending: PendingImport) -> Compared:
    """The difference of a waiting list of staff. Raises InvalidInput."""
    told = read_staff(bytes(pending.content), pending.file_name, pending.since)
    return _compared(compare(told, pending.since, everybody=pending.everybody))


def departments_compared(pending: PendingImport) -> Compared:
    """The difference of a waiting list of departments. Raises InvalidInput."""
    told = read_departments(bytes(pending.content), pending.file_name, pending.since)
    return _compared(compare_departments(told, pending.since, everybody=pending.everybody))


def _compared(difference: StaffDifference | DepartmentDifference) -> Compared:
    return Compared(difference, hashlib.sha256(repr(_ordered(difference)).encode()).hexdigest())


def _ordered(difference: StaffDifference | DepartmentDifference) -> object:
    """The same for the same difference: sets print in any order."""
    if isinstance(difference, DepartmentDifference):
        parts = (difference.comes, difference.moves, difference.renamed, difference.gone)
        return [[_plain(each) for each in part] for part in parts]
    told = [(one.number, one.name, one.email, sorted(one.places)) for one in difference.comes]
    known = [(one.number, sorted(one.places), one.roles) for one in difference.goes]
    pairs = [(p.known.number, p.known.name, p.known.email, sorted(p.known.places), p.ends) for p in difference.changed]
    return told, known, pairs, [(p.told.name, p.told.email, sorted(p.told.places)) for p in difference.changed]


def _plain(each: object) -> str:
    if isinstance(each, tuple):
        return "|".join(_plain(part) for part in each)
    code, name = getattr(each, "code", None), getattr(each, "name", None)
    return f"{code}/{name}/{getattr(each, 'parent', '')}" if code else str(each)


@transaction.atomic
def apply_staff(pending: PendingImport, *, by: Person, today: date) -> StaffDifference:
    """Take a list of staff over. Raises NotAllowed, InvalidInput, ChangedMeanwhile, StateForbids; then nothing is changed."""
    check(by.standing, Permission.MANAGE_PEOPLE)
    list(locked(Staff.objects.all()).values_list("pk"))
    found = staff_compared(pending)
    difference = found.difference
    if found.state != pending.state or not isinstance(difference, StaffDifference):
        raise ChangedMeanwhile(message("people.import.changed_meanwhile"))
    work = _StaffWork(pending.since, by)
    for told in difference.comes:
        work.come(told)
    for pair in difference.changed:
        work.change(pair)
    for known in difference.goes:
        work.go(known)
    somebody_administers(max(today, pending.since))
    counts = {
        "comes": len(difference.comes),
        "goes": len(difference.goes),
        "moves": len(difference.moves),
        "renamed": len(difference.renamed),
    }
    _finish(pending, counts, by)
    return difference


@transaction.atomic
def apply_departments(pending: PendingImport, *, by: Person) -> DepartmentDifference:
    """Begin the new departments of a list and move those that stand elsewhere. Raises as `apply_staff` does."""
    check(by.standing, Permission.MANAGE_PEOPLE)
    found = departments_compared(pending)
    difference = found.difference
    if found.state != pending.state or not isinstance(difference, DepartmentDifference):
        raise ChangedMeanwhile(message("people.import.changed_meanwhile"))
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
        """Somebody new, or back again under their old number."""
        staff = Staff.objects.filter(username=told.number).first()
        if staff is None:
            staff = create_staff(StaffDetails(told.number, told.name, told.email or ""), by=self._by)
        else:
            staff.name, staff.is_active, staff.last_day = told.name, True, None
            staff.save(update_fields=["name", "is_active", "last_day"])
        self._post(staff.pk, told.places)

    def change(self, pair: Pair) -> None:
        """Another name at once; other places from the day on."""
        known, told = pair.known, pair.told
        email = known.email if told.email is None else told.email
        if (known.name, known.email) != (told.name, email):
            staff = Staff.objects.get(pk=known.pk)
            staff.name, staff.email = told.name, email
            staff.save(update_fields=["name", "email"])
            before, after = {"name": known.name, "email": known.email}, {"name": told.name, "email": email}
            record("staff.changed", subject_of(staff), by=self._by.actor, before=before, after=after)
        gone = known.places - told.places
        postings = going_on(Posting.objects.filter(staff=known.pk), self._since)
        self._end([row for row in postings if Place(row.department_id, row.post, row.concurrent) in gone])
        self._post(known.pk, told.places - known.places)
        self._end(list(RoleAssignment.objects.filter(pk__in=pair.ends)))

    def go(self, known: Known) -> None:
        """Whoever is not in the list of everybody: posts and roles end, and the account with them."""
        self._end(list(going_on(Posting.objects.filter(staff=known.pk), self._since)))
        self._end(list(going_on(RoleAssignment.objects.filter(staff=known.pk), self._since)))
        Staff.objects.filter(pk=known.pk).update(last_day=self._last)

    def _end(self, rows: list[Posting] | list[RoleAssignment]) -> None:
        for row in rows:
            if row.valid_from is not None and row.valid_from > self._last:
                row.delete()
            else:
                row.valid_to = self._last
                row.save(update_fields=["valid_to"])

    def _post(self, staff: int, places: frozenset[Place]) -> None:
        Posting.objects.bulk_create(
            Posting(
                staff_id=staff,
                department_id=place.department,
                post=place.post,
                concurrent=place.concurrent,
                valid_from=self._since,
            )
            for place in sorted(places)
        )
