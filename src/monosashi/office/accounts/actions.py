"""What can be done to the register of departments by itself. What a reorganisation moves besides stands in `office.people`."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import QuerySet

from monosashi.core.messages import message
from monosashi.core.tree import Department as PlanDepartment
from monosashi.office.accounts.codes import why_not_a_code
from monosashi.office.accounts.models import Department
from monosashi.office.accounts.organisation import Unit
from monosashi.office.accounts.permissions import Permission, Place, check
from monosashi.office.accounts.refusals import StateForbids
from monosashi.office.accounts.register import units
from monosashi.office.accounts.standing import Person
from monosashi.office.events.models import Event
from monosashi.office.events.recording import record
from monosashi.office.events.values import Subject


@dataclass(frozen=True, slots=True)
class DepartmentsOffered:
    """How a plan's departments differ from the register. `renamed`: the same code under another name, plan's then register's."""

    new: tuple[PlanDepartment, ...] = ()
    renamed: tuple[tuple[PlanDepartment, Unit], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.new or self.renamed)


def offered(departments: Iterable[PlanDepartment]) -> DepartmentsOffered:
    """What a plan's departments would add, and where register and plan call one code by different names. One query."""
    known = units()
    every = tuple(departments)
    return DepartmentsOffered(
        tuple(one for one in every if one.id not in known),
        tuple((one, known[one.id]) for one in every if one.id in known and known[one.id].name != one.name),
    )


@transaction.atomic
def take_departments_from(
    departments: Iterable[PlanDepartment], *, plan_id: str, by: Person, why: str = ""
) -> DepartmentsOffered:
    """Enter those of a plan's departments that the register does not have, with what is above them and whom they group.

    What the register has already stays as it is, under its own name: the difference is told in what comes back.
    Raises NotAllowed.
    """
    check(by.standing, Permission.TAKE_DEPARTMENTS, Place(plan_id))
    difference = offered(departments)
    if not difference.new:
        return difference
    start = Department.objects.count()
    Department.objects.bulk_create([_row(one, start + at) for at, one in enumerate(difference.new)])
    for one in difference.new:
        if one.parent is not None:
            Department.objects.filter(pk=one.id).update(parent=one.parent)
        if one.members:
            Department.objects.get(pk=one.id).members.set(Department.objects.filter(pk__in=one.members))
    told = [{"code": one.id, "name": one.name, "parent": one.parent} for one in difference.new]
    record("department.taken", Subject("plan", plan_id, "", plan_id), by=by.actor, after=told, why=why)
    return difference


def _row(one: PlanDepartment, position: int) -> Department:
    return Department(
        code=one.id,
        name=one.name,
        is_group=bool(one.members),
        coordinating_office=one.coordinating_office,
        valid_from=_day(one.valid_from),
        valid_to=_day(one.valid_to),
        position=position,
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


@dataclass(frozen=True, slots=True)
class NewDepartment:
    """A department to begin. `code` "": one is given. `parent` None: under none. `members` make it a group."""

    name: str
    parent: str | None = None
    code: str = ""
    members: tuple[str, ...] = ()
    coordinating_office: bool = False


@transaction.atomic
def create_department(new: NewDepartment, *, since: date | None, by: Person, why: str = "") -> Department:
    """A department that comes out of no other.

    Raises NotAllowed, StateForbids: its code is taken or unusable, nothing stands above.
    """
    check(by.standing, Permission.MANAGE_PEOPLE)
    department = begin(new, since, position=Department.objects.count())
    after = {"name": new.name, "parent": new.parent, "since": since.isoformat() if since else None}
    record("department.created", subject_of(department), by=by.actor, after=after, why=why)
    return department


def begin(new: NewDepartment, since: date | None, position: int) -> Department:
    """Write a department that begins on a day. The caller records the event. Raises StateForbids."""
    if new.code and (why_not := why_not_a_code(new.code)):
        raise StateForbids(why_not)
    code = new.code or next_code((*units(), *_taken_back()))
    if Department.objects.filter(pk=code).exists():
        raise StateForbids(message("people.code_taken", code=code))
    if new.parent is not None and not Department.objects.filter(pk=new.parent).exists():
        raise StateForbids(message("people.no_such_department", code=new.parent))
    department = Department.objects.create(
        code=code,
        name=new.name,
        parent_id=new.parent,
        is_group=bool(new.members),
        coordinating_office=new.coordinating_office,
        valid_from=since,
        position=position,
    )
    if new.members:
        department.members.set(Department.objects.filter(pk__in=new.members))
    return department


def _taken_back() -> QuerySet[Event, str]:
    """Codes of departments that are gone without a trace in the register."""
    return Event.objects.filter(plan="", kind="department", action="department.removed").values_list(
        "object_id", flat=True
    )


_NUMBERED = re.compile(r"d-(\d+)")


def next_code(codes: Iterable[str]) -> str:
    """The next free `d-61`. Codes are opaque and never used again."""
    taken = [int(found[1]) for code in codes if (found := _NUMBERED.fullmatch(code))]
    return f"d-{max(taken, default=0) + 1:02}"


def subject_of(department: Department) -> Subject:
    """How events name a department."""
    return Subject("department", department.code, department.name)
