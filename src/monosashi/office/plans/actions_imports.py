"""Files that bring a plan in: read, shown as a difference, then applied or thrown away. A file that is wrong leaves nothing behind."""

import json
import zlib
from dataclasses import dataclass
from pathlib import PurePath

from django.db import transaction
from django.utils import timezone

from monosashi.core.changes import Change, diff
from monosashi.core.messages import InvalidInput, Message, message
from monosashi.core.plan import Plan
from monosashi.exchange.plan_file import read_plan, write_plan
from monosashi.exchange.plan_workbook import read_workbook
from monosashi.office.accounts.permissions import Permission, Place, check
from monosashi.office.accounts.standing import Person
from monosashi.office.events.locking import locked
from monosashi.office.events.recording import record
from monosashi.office.events.values import Subject
from monosashi.office.plans.actions import Decisions, Saved, keep_new_plan, save
from monosashi.office.plans.joints import after_throwing_away
from monosashi.office.plans.models import ImportDraft, PlanRow, Revision
from monosashi.office.plans.queries import at_revision, held
from monosashi.office.plans.year.closed import check_reason, touched_years
from monosashi.wording import LANGUAGES, render

PLAN_FILE, WORKBOOK = ".json", ".xlsx"
KINDS = (PLAN_FILE, WORKBOOK)
"""Kinds of file that bring a plan in, by the end of their names."""


@dataclass(frozen=True, slots=True)
class Compared:
    """A draft with the plan in it and the plan that it is compared with; None where the plan is new here."""

    draft: ImportDraft
    plan: Plan
    base: Plan | None

    @property
    def changes(self) -> tuple[Change, ...]:
        """What applying it changes. That the file counts fewer saves is no change."""
        if self.base is None:
            return ()
        found = diff(self.base, self.plan, with_provenance=True)
        return tuple(change for change in found if change.path != ("revision",))

    @property
    def closed(self) -> tuple[int, ...]:
        """The closed years of which applying it changes something: then a reason is wanted."""
        return () if self.base is None else tuple(year.fiscal_year for year in touched_years(self.changes, self.base))


def read_file(name: str, raw: bytes) -> tuple[Plan, tuple[tuple[str, Message], ...]]:
    """The plan in an uploaded file, and what a person should know of how it was read. Raises InvalidInput."""
    kind = PurePath(name).suffix.lower()
    if kind not in KINDS:
        why, remedy = message("plans.import.unknown_kind"), message("plans.import.name_kinds", kinds=KINDS)
        raise InvalidInput.of(name, why, remedy)
    if kind == PLAN_FILE:
        return read_plan(raw), ()
    reading = read_workbook(raw)
    notes = [(note.place, note.sentence) for note in reading.notes]
    if reading.new_ids:
        notes.append(("", message("plans.import.new_ids", count=reading.new_ids)))
    if reading.remarks:
        notes.append(("", message("plans.import.remarks", count=reading.remarks)))
    return reading.plan, tuple(notes)


@transaction.atomic
def take_in(*, name: str, raw: bytes, by: Person, called: str = "", into: Plan | None = None) -> ImportDraft:
    """Read a file and let it wait. Raises InvalidInput with everything that is wrong in it, NotAllowed.

    It is `called` so while it waits, "": as the file is. `into` is the plan that it must be of, None: of any.
    It is compared with the revision that it was made from, where that is known here, else with the plan as it stands.
    """
    plan, notes = read_file(name, raw)
    if into is not None and plan.id != into.id:
        why = message("plans.import.other_plan", name=plan.name, plan=plan.id, wanted=into.name)
        raise InvalidInput.of("", why, message("plans.import.other_plan.remedy"))
    check(by.standing, Permission.IMPORT_PLAN, Place(plan.id))
    return ImportDraft.objects.create(
        plan_id=plan.id,
        based_on=compared_with(plan),
        file_name=(called or PurePath(name).name)[:255],
        document=zlib.compress(write_plan(plan), level=1),
        notes=json.dumps([_in_every_language(place, note) for place, note in notes], ensure_ascii=False),
        made_by=by.staff.pk,
        made_by_label=by.actor.label,
        made_at=timezone.now(),
    )


def compared(draft: ImportDraft) -> Compared:
    """The draft beside what it is compared with. Two queries at most."""
    base = None if draft.based_on is None else at_revision(draft.plan_id, draft.based_on)
    return Compared(draft, read_plan(zlib.decompress(bytes(draft.document))), base)


@transaction.atomic
def apply_draft(*, draft: ImportDraft, by: Person, why: str = "", decisions: Decisions | None = None) -> Saved:
    """Make the plan what the file says, beside what others changed since the revision that it was compared with.

    The draft is gone afterwards.

    Raises NotAllowed, AlreadyKept, NoSuchDraft where somebody else has applied it, Conflict, ReasonWanted where a closed year is
    changed without a word on why, and InvalidInput; then the draft waits on.
    """
    check(by.standing, Permission.IMPORT_PLAN, Place(draft.plan_id))
    waiting = _locked(draft)
    found = compared(waiting)
    if waiting.based_on is None:
        saved = keep_new_plan(found.plan, by=by, why=why)
    else:
        check_reason(found.changes, held(found.plan.id).plan, why)
        saved = save(
            plan_id=found.plan.id,
            based_on=waiting.based_on,
            changes=found.changes,
            by=by,
            why=why or waiting.file_name,
            decisions=decisions,
        )
    waiting.delete()
    return saved


@transaction.atomic
def throw_away(*, draft: ImportDraft, by: Person) -> None:
    """Forget a file that was not applied. Raises NotAllowed, NoSuchDraft where somebody else has applied it or thrown it away."""
    check(by.standing, Permission.IMPORT_PLAN, Place(draft.plan_id))
    waiting = _locked(draft)
    record(
        "plan.draft_thrown_away",
        Subject("plan", waiting.plan_id, waiting.file_name, waiting.plan_id),
        by=by.actor,
        before={"file": waiting.file_name},
    )
    waiting.delete()
    for act in after_throwing_away:
        act(draft.pk)


class NoSuchDraft(LookupError):
    """The file was applied or thrown away meanwhile."""


def newest_revision(plan_id: str) -> int | None:
    """The revision at which the plan stands. None: the plan is not kept here."""
    return PlanRow.objects.filter(pk=plan_id).values_list("revision", flat=True).first()


def compared_with(plan: Plan) -> int | None:
    """The revision that the file was made from, where it is one of ours; else the newest. None: the plan is not kept here."""
    now = newest_revision(plan.id)
    if now is None:
        return None
    known = Revision.objects.filter(plan_id=plan.id, number=plan.revision).exists()
    return plan.revision if known else now


def _locked(draft: ImportDraft) -> ImportDraft:
    """The file that waits; nobody else applies it or throws it away meanwhile. Raises NoSuchDraft."""
    waiting = locked(ImportDraft.objects.filter(pk=draft.pk)).first()
    if waiting is None:
        raise NoSuchDraft(str(draft.pk))
    return waiting


def _in_every_language(place: str, note: Message) -> dict[str, str]:
    return {"place": place, **{language: render(note, language) for language in LANGUAGES}}
