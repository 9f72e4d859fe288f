"""Files of a meeting: put to an item or to the minutes, and taken off. The row and the bytes of one that was taken off stay."""

from django.db import transaction
from django.utils import timezone

from monosashi.office.accounts.standing import Person
from monosashi.office.answering.actions_evidence import NoRoom
from monosashi.office.answering.evidence_files import Checked, keep
from monosashi.office.entering.acting import GoneMeanwhile
from monosashi.office.events.recording import record
from monosashi.office.meetings.acting import lock_meeting
from monosashi.office.meetings.models import AgendaItem, Meeting, Paper
from monosashi.office.meetings.rows import subject_of_meeting
from monosashi.office.meetings.states import MeetingAct


def add_paper(meeting: int, file: Checked, *, item: int | None, by: Person) -> Paper:
    """Keep a file of an item, of the minutes where `item` is None. The same file stands once at its place.

    The bytes are written before the row, so that no row is without them. Raises NotAllowed, GoneMeanwhile, MeetingForbids, NoRoom.
    """
    with transaction.atomic():
        _open(meeting, item, by)
    try:
        keep(file)
    except OSError:
        raise NoRoom from None
    with transaction.atomic():
        held = _open(meeting, item, by)
        there = Paper.objects.filter(meeting=held, item=item, sha256=file.sha256, removed_at=None).first()
        return there or _added(held, item, file, by)


@transaction.atomic
def remove_paper(meeting: int, pk: int, *, by: Person) -> None:
    """Take a file off. Done twice it is done once. Raises NotAllowed, GoneMeanwhile, MeetingForbids."""
    held = lock_meeting(meeting, MeetingAct.ARRANGE, by)
    row = Paper.objects.filter(meeting=held, pk=pk).first()
    if row is None:
        raise GoneMeanwhile
    if row.removed_at is not None:
        return
    row.removed_at, row.removed_by_label = timezone.now(), by.actor.label
    row.save(update_fields=["removed_at", "removed_by_label"])
    _tell("meeting.paper_removed", held, row, by)


def _open(meeting: int, item: int | None, by: Person) -> Meeting:
    held = lock_meeting(meeting, MeetingAct.KEEP_MINUTES if item is None else MeetingAct.ARRANGE, by)
    if item is not None and not AgendaItem.objects.filter(meeting=meeting, pk=item).exists():
        raise GoneMeanwhile
    return held


def _added(held: Meeting, item: int | None, file: Checked, by: Person) -> Paper:
    row = Paper.objects.create(
        meeting=held,
        item_id=item,
        name=file.name,
        kind=file.kind,
        size=file.size,
        sha256=file.sha256,
        added_by_label=by.actor.label,
        added_at=timezone.now(),
    )
    _tell("meeting.paper_added", held, row, by)
    return row


def _tell(action: str, held: Meeting, row: Paper, by: Person) -> None:
    told = {"name": row.name, "sha256": row.sha256, "size": row.size, "title": row.item.title if row.item else ""}
    record(action, subject_of_meeting(held), by=by.actor, after=told)
