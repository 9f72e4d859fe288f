"""What can be done to a plan. Each action checks who may, keeps all or nothing, and records its event."""

import hashlib
import zlib
from dataclasses import dataclass, replace

from django.db import transaction
from django.utils import timezone

from monosashi.core.changes import Change, DoesNotFit, apply, diff, place_of
from monosashi.core.messages import InvalidInput
from monosashi.core.plan import Plan
from monosashi.core.validation import problems_of
from monosashi.exchange.plan_file import write_plan
from monosashi.office.accounts.permissions import Permission, Place, check
from monosashi.office.accounts.standing import Person
from monosashi.office.events.recording import record
from monosashi.office.events.values import Subject
from monosashi.office.plans.models import Entry, PlanRow, Revision
from monosashi.office.plans.queries import NoSuchPlan, at_revision, whole
from monosashi.office.plans.reach import check_changes
from monosashi.office.plans.rows import gone, head_of, rows_of


@dataclass(frozen=True, slots=True)
class Saved:
    """What came of a save. `meanwhile` are the changes of others since the revision it was based on, kept beside it."""

    revision: int
    meanwhile: tuple[Change, ...] = ()


class Conflict(InvalidInput):
    """Others changed the same places meanwhile. Nothing was saved. `meanwhile` is all that they changed."""

    def __init__(self, error: DoesNotFit, meanwhile: tuple[Change, ...], revision: int) -> None:
        super().__init__(error.problems)
        self.meanwhile = meanwhile
        self.revision = revision


class AlreadyKept(Exception):
    """A plan with this id is kept here already: it is changed through its difference, not brought in again."""


@transaction.atomic
def keep_new_plan(plan: Plan, *, by: Person, why: str = "") -> Saved:
    """Bring in a plan that is not kept here yet. Raises NotAllowed, AlreadyKept."""
    check(by.standing, Permission.IMPORT_PLAN, Place(plan.id))
    if PlanRow.objects.filter(pk=plan.id).exists():
        raise AlreadyKept(plan.id)
    row = PlanRow(id=plan.id)
    _write(row, plan, None)
    _keep_revision(row, plan, by, why)
    record("plan.imported", _subject(plan), by=by.actor, after={"revision": plan.revision}, why=why)
    return Saved(plan.revision)


@transaction.atomic
def save(*, plan_id: str, based_on: int, changes: tuple[Change, ...], by: Person, why: str = "") -> Saved:
    """Make changes that were thought out on revision `based_on`. Others' changes since then stay.

    Raises NoSuchPlan, NotAllowed, Conflict where others changed the same places, InvalidInput where the plan would not hold.
    """
    row = PlanRow.objects.select_for_update().filter(pk=plan_id).first()
    if row is None:
        raise NoSuchPlan(plan_id)
    before = whole(plan_id)
    check_changes(changes, before, by.standing)
    meanwhile = () if row.revision == based_on else _since(plan_id, based_on, before)
    after = _applied(changes, before, meanwhile, row.revision)
    if problems := problems_of(after):
        raise InvalidInput(problems)
    after = replace(after, revision=row.revision + 1)
    _write(row, after, before)
    _keep_revision(row, after, by, why)
    told = [place_of(change) for change in changes]
    record("plan.saved", _subject(after), by=by.actor, after={"revision": after.revision, "changes": told}, why=why)
    return Saved(after.revision, meanwhile)


def _since(plan_id: str, based_on: int, now: Plan) -> tuple[Change, ...]:
    return tuple(change for change in diff(at_revision(plan_id, based_on), now) if change.path != ("revision",))


def _applied(changes: tuple[Change, ...], before: Plan, meanwhile: tuple[Change, ...], revision: int) -> Plan:
    try:
        return apply(changes, before)
    except DoesNotFit as error:
        raise Conflict(error, meanwhile, revision) from None


def _write(row: PlanRow, plan: Plan, before: Plan | None) -> None:
    raw = write_plan(plan)
    row.name, row.municipality_code, row.revision = plan.name, plan.municipality.code, plan.revision
    row.head, row.sha256 = head_of(plan), hashlib.sha256(raw).hexdigest()
    row.save()
    if before is not None:
        for collection, key in gone(plan, before):
            Entry.objects.filter(plan=row, collection=collection, key=key).delete()
    Entry.objects.bulk_create(
        [
            Entry(plan=row, collection=new.collection, key=new.key, position=new.position, body=new.body)
            for new in rows_of(plan, unlike=before)
        ],
        batch_size=500,
        update_conflicts=True,
        unique_fields=("plan", "collection", "key"),
        update_fields=("position", "body"),
    )


def _keep_revision(row: PlanRow, plan: Plan, by: Person, why: str) -> None:
    Revision.objects.create(
        plan=row,
        number=plan.revision,
        made_at=timezone.now(),
        made_by=by.actor.id,
        made_by_label=by.actor.label,
        why=why,
        sha256=row.sha256,
        document=zlib.compress(write_plan(plan)),
    )


def _subject(plan: Plan) -> Subject:
    return Subject("plan", plan.id, plan.name, plan.id)
