"""What can be done to routes; several sheets confirmed at once."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from django.db import transaction
from django.utils import timezone

from monosashi.core.messages import Message, message
from monosashi.office.accounts.models import Department
from monosashi.office.accounts.permissions import NotAllowed, Permission, Place, check
from monosashi.office.accounts.refusals import ChangedMeanwhile, StateForbids
from monosashi.office.accounts.register import with_successors
from monosashi.office.accounts.standing import Person
from monosashi.office.events.locking import locked
from monosashi.office.events.recording import record
from monosashi.office.events.values import Subject
from monosashi.office.rounds.acting import Of
from monosashi.office.rounds.actions_confirming import confirm
from monosashi.office.rounds.models import RouteStep
from monosashi.office.rounds.queries import NoSuchSheet
from monosashi.office.rounds.routes import Step
from monosashi.office.rounds.states import StepKind


class NoSuchDepartment(LookupError):
    """There is no department with this code."""


class RouteChanged(ChangedMeanwhile):
    """Somebody else changed the route since the person looked at it. `now` is what stands."""

    def __init__(self, now: tuple[Step, ...]) -> None:
        super().__init__(message("confirming.route_changed_meanwhile"))
        self.now = now


class NoneConfirmed(StateForbids):
    """Of several sheets not one was confirmed. What each was refused with was told before."""

    def __init__(self) -> None:
        super().__init__(message("confirming.none_confirmed"))


@dataclass(frozen=True, slots=True)
class Refused:
    """A sheet of several that was not confirmed, and why."""

    of: Of
    why: Message


@dataclass(frozen=True, slots=True)
class Confirmed:
    """What came of confirming several sheets."""

    done: tuple[Of, ...]
    refused: tuple[Refused, ...]


def own_route(code: str) -> tuple[Step, ...]:
    """The steps that were set for this very department. One query."""
    rows = RouteStep.objects.filter(of=code).order_by("position")
    return tuple(Step(StepKind(row.kind), row.department_id, row.post) for row in rows)


@transaction.atomic
def set_route(code: str, steps: Sequence[Step], *, seen: Sequence[Step], by: Person) -> tuple[Step, ...]:
    """Say whom the sheets of a department pass. What is on its way already keeps the way it began. No steps: any confirmer.

    Raises NoSuchDepartment, NotAllowed, RouteChanged where the route is no longer what the person saw.
    """
    check(by.standing, Permission.SET_ROUTE, place_of_department(code))
    department = _locked((code,))[code]
    now = own_route(code)
    if now != tuple(seen):
        raise RouteChanged(now)
    return _keep(department, now, tuple(steps), by)


@transaction.atomic
def copy_route(code: str, to: Iterable[str], *, by: Person) -> tuple[str, ...]:
    """Give other departments the same route. A step of the department itself becomes a step of the other one. Returns who got it.

    Raises NoSuchDepartment, and NotAllowed where one of them is not this person's: then none gets it.
    """
    wanted = sorted(set(to) - {code})
    for other in wanted:
        check(by.standing, Permission.SET_ROUTE, place_of_department(other))
    rows = _locked((code, *wanted))
    steps = own_route(code)
    for other in wanted:
        theirs = tuple(replace(step, department=other) if step.department == code else step for step in steps)
        _keep(rows[other], own_route(other), theirs, by)
    return tuple(wanted)


def place_of_department(code: str) -> Place:
    """Where the route of a department is set: there, or where its work went on. It belongs to no plan. One query."""
    return Place(departments=with_successors((code,), timezone.localdate()))


def confirm_all(sheets: Iterable[Of], *, note: str = "", by: Person) -> Confirmed:
    """Confirm several sheets, one after the other, each for itself: what is refused leaves the others done."""
    done: list[Of] = []
    refused: list[Refused] = []
    for of in sheets:
        try:
            confirm(of, note=note, by=by)
        except (StateForbids, NotAllowed) as error:
            refused.append(Refused(of, error.why))
        except NoSuchSheet:
            refused.append(Refused(of, message("confirming.no_such_sheet")))
        else:
            done.append(of)
    return Confirmed(tuple(done), tuple(refused))


def _locked(codes: Iterable[str]) -> Mapping[str, Department]:
    wanted = set(codes)
    rows = {row.pk: row for row in locked(Department.objects.filter(pk__in=wanted))}
    for code in sorted(wanted):
        if code not in rows:
            raise NoSuchDepartment(code)
    return rows


def _keep(department: Department, before: tuple[Step, ...], after: tuple[Step, ...], by: Person) -> tuple[Step, ...]:
    """Write the steps down and tell of it. The same steps again are no event."""
    after = tuple(dict.fromkeys(after))
    if after == before:
        return after
    RouteStep.objects.filter(of=department).delete()
    RouteStep.objects.bulk_create(
        RouteStep(of=department, position=at, kind=step.kind.value, department_id=step.department, post=step.post)
        for at, step in enumerate(after, start=1)
    )
    names = dict(Department.objects.values_list("pk", "name"))
    told = [{"steps": [_told(step, names) for step in steps]} for steps in (before, after)]
    record(
        "route.changed",
        Subject("department", department.pk, department.name),
        by=by.actor,
        before=told[0],
        after=told[1],
    )
    return after


def _told(step: Step, names: Mapping[str, str]) -> dict[str, str]:
    return {"kind": step.kind.value, "department": names.get(step.department, step.department), "post": step.post}
