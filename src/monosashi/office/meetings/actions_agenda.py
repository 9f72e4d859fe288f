"""The agenda of a meeting: items put on it, changed, moved, taken off, taken over from the last meeting."""

from collections.abc import Collection, Iterable

from django.db import transaction
from django.db.models import Max

from monosashi.core.messages import message
from monosashi.office.accounts.refusals import StateForbids
from monosashi.office.accounts.standing import Person
from monosashi.office.entering.acting import sign
from monosashi.office.entering.told import is_news, new_token
from monosashi.office.events.recording import record
from monosashi.office.meetings.acting import lock_item, lock_meeting
from monosashi.office.meetings.models import AgendaItem, ItemMeasure, Meeting
from monosashi.office.meetings.rows import recorded_item, subject_of_meeting, told_of_item, touched
from monosashi.office.meetings.states import MeetingAct
from monosashi.office.meetings.told import ItemTold


class ItemInUse(StateForbids):
    """The item holds papers, words of the minutes or decisions, which would go with it."""

    def __init__(self, title: str) -> None:
        super().__init__(message("meetings.item_in_use", title=title))


@transaction.atomic
def add_item(meeting: int, told: ItemTold, *, token: str, by: Person) -> AgendaItem:
    """Put an item at the end of the agenda. Sent twice, it stands once. Raises NotAllowed, GoneMeanwhile, MeetingForbids."""
    held = lock_meeting(meeting, MeetingAct.ARRANGE, by)
    made = AgendaItem.objects.filter(token=token).first()
    if made is not None:
        return made
    return _added(held, told, token, by)


@transaction.atomic
def change_item(meeting: int, pk: int, told: ItemTold, *, based_on: str, by: Person) -> AgendaItem:
    """Change an item. Raises NotAllowed, GoneMeanwhile, MeetingForbids, ChangedSince."""
    row = lock_item(meeting, pk, by)
    now = told_of_item(row)
    if is_news(now, told, based_on, row.changed_by_label):
        _kept(row, told, by)
        plan = row.meeting.plan_id
        record(
            "meeting.item_changed",
            subject_of_meeting(row.meeting),
            by=by.actor,
            before=recorded_item(now, plan),
            after=recorded_item(told, plan),
            places=touched({*now.measures, *told.measures}),
        )
    return row


@transaction.atomic
def move_item(meeting: int, pk: int, *, to: int, by: Person) -> None:
    """Let an item stand at another place, from 1. Where it stands there nothing happens. Raises NotAllowed, GoneMeanwhile, MeetingForbids."""
    row = lock_item(meeting, pk, by)
    order = list(AgendaItem.objects.filter(meeting=meeting))
    at = [each.pk for each in order].index(pk)
    wanted = max(1, min(to, len(order)))
    if at + 1 == wanted:
        return
    order.insert(wanted - 1, order.pop(at))
    _numbered(order)
    told = {"title": row.title, "position": at + 1}
    record(
        "meeting.item_moved",
        subject_of_meeting(row.meeting),
        by=by.actor,
        before=told,
        after={**told, "position": wanted},
    )


@transaction.atomic
def remove_item(meeting: int, pk: int, *, by: Person) -> None:
    """Take an item off the agenda. Raises NotAllowed, GoneMeanwhile, MeetingForbids, ItemInUse."""
    row = lock_item(meeting, pk, by)
    if row.said or row.decisions.exists() or row.papers.filter(removed_at=None).exists():
        raise ItemInUse(row.title)
    told = told_of_item(row)
    record(
        "meeting.item_removed",
        subject_of_meeting(row.meeting),
        by=by.actor,
        before=recorded_item(told, row.meeting.plan_id),
        places=touched(told.measures),
    )
    row.delete()
    _numbered(list(AgendaItem.objects.filter(meeting=meeting)))


@transaction.atomic
def carry_items(meeting: int, items: Collection[int], *, by: Person) -> tuple[AgendaItem, ...]:
    """Take items of an earlier meeting of the same body over, with their measures; one that was taken over already stays once.

    Raises NotAllowed, GoneMeanwhile, MeetingForbids.
    """
    held = lock_meeting(meeting, MeetingAct.ARRANGE, by)
    there = set(AgendaItem.objects.filter(meeting=meeting).values_list("carried_from", flat=True))
    rows = AgendaItem.objects.filter(pk__in=items, meeting__body=held.body_id).exclude(meeting=meeting)
    wanted = [row for row in rows.prefetch_related("measures") if row.pk not in there]
    return tuple(_added(held, told_of_item(row), new_token(), by, carried_from=row) for row in wanted)


def _added(held: Meeting, told: ItemTold, token: str, by: Person, carried_from: AgendaItem | None = None) -> AgendaItem:
    last = AgendaItem.objects.filter(meeting=held).aggregate(last=Max("position"))["last"] or 0
    row = AgendaItem(token=token, meeting=held, position=last + 1, carried_from=carried_from)
    _kept(row, told, by)
    record(
        "meeting.item_added",
        subject_of_meeting(held),
        by=by.actor,
        after=recorded_item(told, held.plan_id),
        places=touched(told.measures),
    )
    return row


def _kept(row: AgendaItem, told: ItemTold, by: Person) -> None:
    row.kind, row.title = told.kind, told.title
    sign(row, by)
    row.save()
    row.measures.exclude(node__in=told.measures).delete()
    there = set(row.measures.values_list("node", flat=True))
    ItemMeasure.objects.bulk_create(ItemMeasure(item=row, node=node) for node in told.measures if node not in there)


def _numbered(rows: Iterable[AgendaItem]) -> None:
    for position, row in enumerate(rows, start=1):
        if row.position != position:
            AgendaItem.objects.filter(pk=row.pk).update(position=position)
