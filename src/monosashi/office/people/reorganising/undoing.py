"""Undoes a reorganisation, begun or not, as long as everything stands as it left it. What does not is said, place by place."""

from collections.abc import Collection, Iterator

from django.db import transaction
from django.utils import timezone

from monosashi.core.changes import Change, apply, diff
from monosashi.core.messages import Message, message
from monosashi.core.validation import problems_of
from monosashi.office.accounts.actions import subject_of
from monosashi.office.accounts.actions_staff import lock_people
from monosashi.office.accounts.models import Department, Staff
from monosashi.office.accounts.permissions import Permission, check
from monosashi.office.accounts.refusals import StateForbids
from monosashi.office.accounts.register import units
from monosashi.office.accounts.standing import Person
from monosashi.office.events.locking import locked
from monosashi.office.events.models import EventPlace
from monosashi.office.events.recording import record
from monosashi.office.people.days import day_of
from monosashi.office.people.models import Reorganised
from monosashi.office.people.reorganising.carrying_out import for_the_register
from monosashi.office.people.reorganising.named_elsewhere import named_elsewhere
from monosashi.office.people.reorganising.places import check_no_circle
from monosashi.office.people.reorganising.remembering import OF_PEOPLE, Told, as_it_stands, put_back
from monosashi.office.plans.actions import save
from monosashi.office.plans.kept.merging import merge
from monosashi.office.plans.models import Edition
from monosashi.office.plans.queries import at_revision, whole

_ORDER = ("members", "successions", "moves", *OF_PEOPLE, "departments")
"""In which order tables are put back: what hangs on departments first."""


def reorganisations_of(code: str) -> tuple[Reorganised, ...]:
    """What was done to or came out of a department and is not undone, newest first. One query."""
    rows = Reorganised.objects.filter(undone_at=None).defer("rows", "plans").order_by("-done_at", "-pk")
    return tuple(row for row in rows if code in {*row.old, *row.heirs})


def in_the_way(done: Reorganised) -> tuple[Message, ...]:
    """Everything that has come to stand on a reorganisation since, each with its place; nothing where it can be undone."""
    if done.undone_at is not None:
        return (message("people.undo.already", day=day_of(timezone.localdate(done.undone_at))),)
    return tuple(dict.fromkeys((*_rows_changed(done), *_named(done), *_in_plans(done), *_frozen(done), *_acted(done))))


@transaction.atomic
def undo(done: Reorganised, *, by: Person, why: str = "") -> None:
    """Put everything back as it stood before. Codes of departments that go are not given again.

    Raises NotAllowed, StateForbids with everything that stands in the way: then nothing was changed.
    """
    check(by.standing, Permission.MANAGE_PEOPLE)
    lock_people(*_people(done), places=(*done.old, *done.heirs))
    done = locked(Reorganised.objects.filter(pk=done.pk)).get()
    if told := in_the_way(done):
        raise StateForbids(message("people.undo.stands", what=told))
    _tell(done, by, why)
    for plan_id, (before, after) in done.plans.items():
        now = whole(plan_id)
        changes = merge(_undoing(plan_id, before, after), now).fitting
        save(plan_id=plan_id, based_on=now.revision, changes=changes, by=for_the_register(by), why=why)
    for name in _ORDER:
        put_back(name, done.rows.get(name, {}))
    check_no_circle(units(), done.old, done.since)
    done.undone_at = timezone.now()
    done.save(update_fields=["undone_at"])


def _tell(done: Reorganised, by: Person, why: str) -> None:
    """An event for each department that is as before, and one for each that goes."""
    told = {"kind": done.kind, "since": done.since.isoformat(), "old": done.old, "new": done.heirs}
    for department in Department.objects.filter(pk__in=done.old):
        record("department.reorganisation_undone", subject_of(department), by=by.actor, before=told, why=why)
    for department in Department.objects.filter(pk__in=done.begun):
        was = {"name": department.name, "parent": department.parent_id, "since": str(department.valid_from)}
        record("department.removed", subject_of(department), by=by.actor, before=was, why=why)


def _people(done: Reorganised) -> tuple[Staff, ...]:
    """Whoever has a row that it changed."""
    told = (row for name in OF_PEOPLE for pair in done.rows.get(name, {}).values() for row in pair if row)
    return tuple(Staff.objects.filter(pk__in={row["staff_id"] for row in told}))


def _rows_changed(done: Reorganised) -> Iterator[Message]:
    """Rows that no longer stand as it left them."""
    for name, rows in done.rows.items():
        now = as_it_stands(name, rows.keys())
        for key, (was, came) in rows.items():
            if _plain(name, now.get(key), done) != _plain(name, came, done):
                yield _row_named(name, key, now.get(key) or came or was or {})


def _plain(name: str, row: Told | None, done: Reorganised) -> Told | None:
    """A row as it counts: a department that would go may have been called otherwise since."""
    if row is None or name != "departments" or row["code"] not in done.begun:
        return row
    return {column: text for column, text in row.items() if column != "name"}


def _row_named(name: str, key: str, row: Told) -> Message:
    if name in OF_PEOPLE:
        staff = Staff.objects.filter(pk=row.get("staff_id") or "0").first()
        return message("people.undo.of_person", name=staff.name if staff else "")
    columns = ("department_id", "predecessor_id", "from_department_id")
    code = key if name == "departments" else next((row[column] for column in columns if row.get(column)), None) or ""
    department = Department.objects.filter(pk=code).first()
    return message("people.undo.of_department", name=department.name if department else code)


def _named(done: Reorganised) -> Iterator[Message]:
    """What names a department that would go, beside what the reorganisation wrote itself."""
    own = {name: frozenset(key for key, (_, came) in rows.items() if came) for name, rows in done.rows.items()}
    for what in named_elsewhere(done.begun, own):
        yield message("people.undo.named", what=what)


def _in_plans(done: Reorganised) -> Iterator[Message]:
    """Plans of which others changed the same places since, or that would name a department that is gone."""
    for plan_id, (before, after) in done.plans.items():
        merged = merge(_undoing(plan_id, before, after), now := whole(plan_id))
        if merged.clashing or problems_of(apply(merged.fitting, now)):
            yield message("people.undo.in_plan", plan=now.name)


def _undoing(plan_id: str, before: int, after: int) -> tuple[Change, ...]:
    """What the reorganisation changed in a plan, the other way round."""
    changes = diff(at_revision(plan_id, after), at_revision(plan_id, before))
    return tuple(change for change in changes if change.path != ("revision",))


def _frozen(done: Reorganised) -> Iterator[Message]:
    """Editions that were frozen since and tell of it."""
    for plan_id, (_, after) in done.plans.items():
        for edition in Edition.objects.filter(plan=plan_id, revision__gte=after, withdrawn_on="").defer("document"):
            yield message("people.undo.frozen", edition=edition.label)


def _acted(done: Reorganised) -> Iterator[Message]:
    """Where work went to a department that was there already: measures on which something was done since.

    Whose doing it was cannot be told apart from its own; a department that began with it is named by whatever was done there.
    """
    if done.begun:
        return
    for plan_id, (before, after) in done.plans.items():
        plan = whole(plan_id)
        moved = _nodes(_undoing(plan_id, before, after))
        own = EventPlace.objects.filter(plan=plan_id, object_id__in=moved, event__gt=done.event)
        for node in sorted(set(own.values_list("object_id", flat=True))):
            named = plan.index.node.get(node)
            yield message("people.undo.acted", measure=named.label if named else node, plan=plan.name)


def _nodes(changes: Collection[Change]) -> frozenset[str]:
    return frozenset(change.path[1] for change in changes if change.path[0] == "nodes" and len(change.path) > 1)
