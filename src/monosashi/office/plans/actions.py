"""What can be done to a plan. Each action checks who may, keeps all or nothing, and records its event."""

import hashlib
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from django.db import transaction
from django.utils import timezone

from monosashi.core.changes import Change, DoesNotFit, apply, diff, place_of
from monosashi.core.messages import InvalidInput, Problem
from monosashi.core.plan import Plan
from monosashi.core.validation import problems_of
from monosashi.exchange.plan_file import write_plan
from monosashi.office.accounts.actions import take_departments_from
from monosashi.office.accounts.permissions import Permission, Place, check
from monosashi.office.accounts.standing import Person
from monosashi.office.events.recording import record
from monosashi.office.events.values import Subject, Touched
from monosashi.office.plans.joints import after_revising
from monosashi.office.plans.kept.merging import Choice, merge, refitted
from monosashi.office.plans.kept.rows import gone, head_of, rows_of
from monosashi.office.plans.kept.sources import without_lost_sources
from monosashi.office.plans.kept.submissions import Form, keep_form, saved_before
from monosashi.office.plans.kept.telling import told_after, told_before, touched
from monosashi.office.plans.models import Entry, PlanRow, Revision
from monosashi.office.plans.queries import at_revision, lock_plan, whole
from monosashi.office.plans.reach import check_changes
from monosashi.office.plans.year.closed import check_reason, touched_years


@dataclass(frozen=True, slots=True)
class Saved:
    """What came of a save. `meanwhile` are the changes of others since the revision it was based on, kept beside it.

    `again`: the same form had been saved before, and nothing was done.
    """

    revision: int
    meanwhile: tuple[Change, ...] = ()
    again: bool = False


@dataclass(frozen=True, slots=True)
class Decisions:
    """What somebody decided about the places that clash, having seen the plan at revision `seen`. By place."""

    seen: int
    choices: Mapping[str, Choice] = field(default_factory=dict)


class Conflict(InvalidInput):
    """Others changed the same places meanwhile. Nothing was saved.

    `clashing` are one's own changes that do not fit, `base` the plan that they were made on and `mine` what they made of it,
    `now` the plan as it stands at `revision`. `meanwhile` is all that others changed.
    """

    def __init__(
        self, clashing: tuple[Change, ...], base: Plan, mine: Plan, now: Plan, meanwhile: tuple[Change, ...]
    ) -> None:
        super().__init__(_misfits(clashing, now))
        self.clashing = clashing
        self.base = base
        self.mine = mine
        self.now = now
        self.meanwhile = meanwhile
        self.revision = now.revision


class AlreadyKept(Exception):
    """A plan with this id is kept here already: it is changed through its difference, not brought in again."""


@transaction.atomic
def keep_new_plan(plan: Plan, *, by: Person, why: str = "") -> Saved:
    """Bring in a plan that is not kept here yet. Raises NotAllowed, AlreadyKept."""
    check(by.standing, Permission.IMPORT_PLAN, Place(plan.id))
    if PlanRow.objects.filter(pk=plan.id).exists():
        raise AlreadyKept(plan.id)
    row = PlanRow(id=plan.id)
    _keep(row, plan, None, by, why)
    take_departments_from(plan.departments, plan_id=plan.id, by=by, why=why)
    places = tuple(Touched("measure", node.id) for node in plan.index.measures)
    record("plan.imported", subject_of(plan), by=by.actor, after={"revision": plan.revision}, why=why, places=places)
    return Saved(plan.revision)


@transaction.atomic
def save(  # noqa: PLR0913 -- to what, from where, what, by whom, why; and for forms which one and what was decided
    *,
    plan_id: str,
    based_on: int,
    changes: tuple[Change, ...],
    by: Person,
    why: str = "",
    form: Form | None = None,
    decisions: Decisions | None = None,
    today: date | None = None,
) -> Saved:
    """Make changes that were thought out on revision `based_on`. Others' changes since then stay.

    A `form` that was saved before with the same content saves nothing again; what somebody changes of a closed year by a form
    needs a reason. Raises NoSuchPlan, NotAllowed, Conflict where others changed the same places and nobody has decided,
    ReasonWanted, InvalidInput where the plan would not hold.
    """
    row = lock_plan(plan_id)
    if form is not None and (earlier := saved_before(form, plan_id, by)) is not None:
        return Saved(earlier, again=True)
    now = whole(plan_id)
    base = now if row.revision == based_on else at_revision(plan_id, based_on)
    day = today or timezone.localdate()
    check_changes(changes, now, by.standing, base, today=day)
    meanwhile = () if base is now else tuple(each for each in diff(base, now) if each.path != ("revision",))
    fitting = _fitting(changes, base, now, meanwhile, decisions)
    check_changes(fitting, now, by.standing, today=day)
    if form is not None:
        check_reason(fitting, now, why)
    after = _kept_revision(row, now, fitting, by, why)
    if form is not None:
        keep_form(form, plan_id, by, based_on, after.revision)
    return Saved(after.revision, meanwhile)


def _kept_revision(row: PlanRow, now: Plan, changes: tuple[Change, ...], by: Person, why: str) -> Plan:
    """The next revision, written. Nothing is written where the changes come to nothing. Raises InvalidInput."""
    after = without_lost_sources(apply(changes, now), changes)
    if problems := problems_of(after):
        raise InvalidInput(problems)
    if not changes:
        return now
    after = replace(after, revision=row.revision + 1)
    _keep(row, after, now, by, why)
    record(
        "plan.saved",
        subject_of(after),
        by=by.actor,
        before=told_before(changes, now),
        after=told_after(changes, after, touched_years(changes, now)),
        why=why,
        places=touched(changes, now, after),
    )
    return after


def _fitting(
    changes: tuple[Change, ...], base: Plan, now: Plan, meanwhile: tuple[Change, ...], decisions: Decisions | None
) -> tuple[Change, ...]:
    """The changes as they fit the plan now, with what was decided. Raises Conflict where something is still to be decided."""
    merged = merge(changes, now)
    if not merged.clashing:
        return merged.fitting
    mine = apply(changes, base)
    choices = decisions.choices if decisions is not None and decisions.seen == now.revision else {}
    if any(place_of(change) not in choices for change in merged.clashing):
        raise Conflict(merged.clashing, base, mine, now, meanwhile)
    wanted = [change for change in merged.clashing if choices[place_of(change)] is Choice.MINE]
    return (*merged.fitting, *refitted(wanted, mine, now))


def _misfits(changes: tuple[Change, ...], now: Plan) -> tuple[Problem, ...]:
    try:
        apply(changes, now)
    except DoesNotFit as error:
        return error.problems
    return ()


def _keep(row: PlanRow, plan: Plan, before: Plan | None, by: Person, why: str) -> None:
    """Rows, head and revision of a plan. `before` is what the rows hold, None for a plan without any."""
    raw = write_plan(plan)
    row.name, row.municipality_code, row.revision = plan.name, plan.municipality.code, plan.revision
    row.head, row.sha256 = head_of(plan), hashlib.sha256(raw).hexdigest()
    row.save()
    for collection, key in gone(plan, before) if before is not None else ():
        Entry.objects.filter(plan=row, collection=collection, key=key).delete()
    Entry.objects.bulk_create(
        [
            Entry(
                plan=row,
                collection=new.collection,
                key=new.key,
                position=new.position,
                body=new.body,
                folded=new.folded,
            )
            for new in rows_of(plan, unlike=before)
        ],
        batch_size=500,
        update_conflicts=True,
        unique_fields=("plan", "collection", "key"),
        update_fields=("position", "body", "folded"),
    )
    Revision.objects.create(
        plan=row,
        number=plan.revision,
        made_at=timezone.now(),
        made_by=by.actor.id,
        made_by_label=by.actor.label,
        why=why,
        sha256=row.sha256,
        document=zlib.compress(raw, level=1),
    )
    for act in after_revising:
        act(plan.id, plan.revision)


def subject_of(plan: Plan) -> Subject:
    """How events name a plan."""
    return Subject("plan", plan.id, plan.name, plan.id)
