"""Mends what was entered by mistake about a department, which is no reorganisation: nothing ends and nothing moves."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from django.db import transaction

from monosashi.core.changes import diff
from monosashi.core.messages import Message, message
from monosashi.office.accounts.actions import subject_of
from monosashi.office.accounts.models import Department
from monosashi.office.accounts.permissions import Permission, check
from monosashi.office.accounts.refusals import StateForbids
from monosashi.office.accounts.standing import Person
from monosashi.office.events.locking import locked
from monosashi.office.events.recording import record
from monosashi.office.people.days import day_of
from monosashi.office.people.reorganising.carrying_out import for_the_register
from monosashi.office.people.reorganising.work_moved import held_plans
from monosashi.office.plans.actions import save


@dataclass(frozen=True, slots=True)
class Correction:
    """What a department is to be. None: as it is. `members` are those of a group."""

    name: str | None = None
    members: tuple[str, ...] | None = None
    coordinating_office: bool | None = None


def not_in_force_yet(valid_from: date | None, today: date) -> bool:
    """Whether a department begins today or later, so that it can still be mended or taken back."""
    return valid_from is not None and valid_from >= today


@transaction.atomic
def correct_department(code: str, wanted: Correction, *, by: Person, today: date, why: str = "") -> Department:
    """Mend a department: its name, in plans too, until it has begun; members of a group and the coordinating office always.

    Without a difference nothing is recorded. Raises NotAllowed, Department.DoesNotExist, StateForbids: its name is in force.
    """
    check(by.standing, Permission.MANAGE_PEOPLE)
    department = locked(Department.objects.filter(pk=code)).get()
    before = _told(department)
    if wanted.name not in {None, department.name} and not not_in_force_yet(department.valid_from, today):
        raise StateForbids(message("people.correct.begun", name=department.name, since=day_of(department.valid_from)))
    _write(department, wanted)
    after = _told(department)
    different = {name for name in before if before[name] != after[name]}
    if different:
        told = tuple({name: values[name] for name in sorted(different)} for values in (before, after))
        record("department.corrected", subject_of(department), by=by.actor, before=told[0], after=told[1], why=why)
    if "name" in different:
        _call_it_so_in_plans(department, by, why)
    return department


@transaction.atomic
def remove_department(code: str, *, by: Person, today: date, why: str = "") -> None:
    """Take back a department before or on its first day. Its code is not given again.

    Raises NotAllowed, Department.DoesNotExist, StateForbids: it has begun, or something hangs on it.
    """
    check(by.standing, Permission.MANAGE_PEOPLE)
    department = locked(Department.objects.filter(pk=code)).get()
    if not not_in_force_yet(department.valid_from, today):
        raise StateForbids(message("people.remove.begun", name=department.name, since=day_of(department.valid_from)))
    if hanging := tuple(_hanging_on(department)):
        raise StateForbids(message("people.remove.hangs", name=department.name, what=hanging))
    before = _told(department) | {"parent": department.parent_id, "since": str(department.valid_from)}
    record("department.removed", subject_of(department), by=by.actor, before=before, why=why)
    department.delete()


def _told(department: Department) -> dict[str, object]:
    """What can be mended, as events tell it."""
    members = [member.name for member in department.members.all()]
    return {
        "name": department.name,
        "members": members,
        "coordinating_office": department.coordinating_office,
    }


def _write(department: Department, wanted: Correction) -> None:
    if wanted.name is not None:
        department.name = wanted.name
    if wanted.coordinating_office is not None:
        department.coordinating_office = wanted.coordinating_office
    department.save(update_fields=["name", "coordinating_office"])
    if wanted.members is not None and department.is_group:
        department.members.set(Department.objects.filter(pk__in=wanted.members))


def _call_it_so_in_plans(department: Department, by: Person, why: str) -> None:
    for plan in held_plans():
        called = tuple(
            replace(one, name=department.name) if one.id == department.code else one for one in plan.departments
        )
        if changes := diff(plan, replace(plan, departments=called)):
            save(plan_id=plan.id, based_on=plan.revision, changes=changes, by=for_the_register(by), why=why)


def _hanging_on(department: Department) -> Iterator[Message]:
    """What would lose its department."""
    if any(rows.exists() for rows in (department.postings, department.roles, department.acting)):
        yield message("people.hangs.people")
    if department.children.exists() or department.moves_here.exists():
        yield message("people.hangs.below")
    if department.successions.exists() or department.origins.exists():
        yield message("people.hangs.succession")
    if department.route.exists() or department.steps.exists():
        yield message("people.hangs.route")
    if any(one.id == department.code for plan in held_plans() for one in plan.departments):
        yield message("people.hangs.plan")
