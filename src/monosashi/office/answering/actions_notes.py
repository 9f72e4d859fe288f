"""Notes during the year: what somebody wants to be remembered of a measure when the year is answered for. Never published."""

from django.db import transaction
from django.utils import timezone

from monosashi.core.messages import message
from monosashi.office.accounts.permissions import Permission, Place, check
from monosashi.office.accounts.refusals import StateForbids
from monosashi.office.accounts.register import with_successors
from monosashi.office.accounts.standing import Person
from monosashi.office.events.locking import locked
from monosashi.office.events.recording import record
from monosashi.office.events.values import Subject
from monosashi.office.plans.queries import departments_of, held
from monosashi.office.rounds.models import YearNote


class NothingNoted(StateForbids):
    """A note without a word."""

    def __init__(self) -> None:
        super().__init__(message("answering.notes.nothing"))


class NoSuchNote(LookupError):
    """There is no such note, or it is somebody else's."""


def place_of_notes(plan_id: str, node: str) -> Place:
    """Whose the notes of a measure are: its departments', and whoever goes on with their work. Raises NoSuchPlan, KeyError."""
    today = timezone.localdate()
    own = departments_of(held(plan_id).plan.index.node[node], today)
    return Place(plan_id, with_successors(own, today))


@transaction.atomic
def add_note(*, plan_id: str, node: str, fiscal_year: int, text: str, by: Person) -> YearNote:
    """Keep a note. The event does not say what was noted. Raises NoSuchPlan, KeyError, NotAllowed, NothingNoted."""
    check(by.standing, Permission.ANSWER_SHEET, place_of_notes(plan_id, node))
    said = text.strip()
    if not said:
        raise NothingNoted
    row = YearNote.objects.create(
        plan_id=plan_id,
        node=node,
        fiscal_year=fiscal_year,
        text=said,
        made_by=by.staff.pk,
        made_by_label=by.actor.label,
        made_at=timezone.now(),
    )
    record("measure.note_added", _subject_of(row), by=by.actor, after=_told(row))
    return row


@transaction.atomic
def remove_note(*, number: int, by: Person) -> YearNote:
    """Throw a note of one's own away. Raises NoSuchNote."""
    row = locked(YearNote.objects.filter(pk=number, made_by=by.staff.pk)).first()
    if row is None:
        raise NoSuchNote(number)
    record("measure.note_removed", _subject_of(row), by=by.actor, before=_told(row))
    row.delete()
    return row


def _subject_of(row: YearNote) -> Subject:
    """The measure, in whose history every employee reads that there was a note."""
    node = held(row.plan_id).plan.index.node.get(row.node)
    return Subject("measure", row.node, node.name if node else row.node, row.plan_id)


def _told(row: YearNote) -> dict[str, object]:
    """A note as events keep it: not its text, which only the measure's departments and whoever runs rounds may read."""
    return {"note": row.pk, "fiscal_year": row.fiscal_year}
