"""Correcting and disposing of what is personal in an event. The chain stays whole: it covers the digest, not the content."""

from django.db import transaction

from monosashi.core.messages import Message, message
from monosashi.office.accounts.permissions import Permission, Place, check
from monosashi.office.accounts.refusals import StateForbids
from monosashi.office.accounts.standing import Person
from monosashi.office.events.locking import locked
from monosashi.office.events.models import Amendment, Event, EventContent, EventPlace
from monosashi.office.events.queries import CORRECTED, DISPOSED, content_of
from monosashi.office.events.recording import record
from monosashi.office.events.values import Subject, Touched

AMENDING = "event"
"""The kind of events that tell of amendments. They themselves are not amended."""


class CannotAmend(StateForbids):
    """The content of the event cannot be corrected or disposed of."""


@transaction.atomic
def correct(event_id: int, *, wrong: str, right: str, by: Person, why: str) -> Event:
    """Replace words wherever they stand in an event's content. What was there is deleted, its digest stays.

    Raises NotAllowed, CannotAmend, also where the words stand nowhere in it.
    """
    event = locked(Event.objects.all()).get(pk=event_id)
    held = _content_now(event)
    new = _replaced(held, wrong, right)
    if new == held:
        raise CannotAmend(message("trail.cannot.not_found"))
    return _amend(event_id, CORRECTED, {"content": new}, by, why)


@transaction.atomic
def dispose(event_id: int, *, by: Person, why: str) -> Event:
    """Delete the content of an event, and of its corrections. Raises NotAllowed, CannotAmend."""
    return _amend(event_id, DISPOSED, {}, by, why)


def may_be_amended(event: Event) -> Message | None:
    """Why the event's content cannot be corrected or disposed of; None where it can."""
    if event.kind == AMENDING:
        return message("trail.cannot.amendment")
    last = event.amendments.select_related("told_by").order_by("-id").first()
    if last is not None and last.told_by.action == DISPOSED:
        return message("trail.cannot.disposed")
    return None


def _amend(event_id: int, action: str, after: dict[str, object], by: Person, why: str) -> Event:
    event = locked(Event.objects.all()).get(pk=event_id)
    check(by.standing, Permission.KEEP_EVENTS, Place(event.plan))
    if refusal := may_be_amended(event):
        raise CannotAmend(refusal)
    if not why.strip():
        raise CannotAmend(message("trail.cannot.without_reason"))
    removed = _with_earlier_corrections(event)
    telling = record(
        action,
        Subject(AMENDING, str(event.pk), "", event.plan),
        by=by.actor,
        after={**after, "removed": removed},
        why=why,
        places=_places(event),
    )
    Amendment.objects.bulk_create([Amendment(event_id=number, told_by=telling) for number in removed])
    EventContent.objects.filter(event__in=removed).delete()
    return telling


def _with_earlier_corrections(event: Event) -> list[int]:
    """The event, and those events whose content holds what it was corrected to."""
    corrected = event.amendments.filter(told_by__action=CORRECTED).order_by("id")
    return [event.pk, *corrected.values_list("told_by_id", flat=True)]


def _places(event: Event) -> list[Touched]:
    rows = EventPlace.objects.filter(event=event).values_list("kind", "object_id")
    return [Touched(kind, key) for kind, key in rows]


def _content_now(event: Event) -> object:
    """What the event says, as last corrected; empty where it was disposed of."""
    last = event.amendments.select_related("told_by__content").order_by("-id").first()
    if last is None:
        return dict(content_of(event))
    after = content_of(last.told_by).get("after")
    return after.get("content", {}) if isinstance(after, dict) else {}


def _replaced(value: object, wrong: str, right: str) -> object:
    """The same with the words replaced in every text; names of fields stay."""
    match value:
        case str():
            return value.replace(wrong, right)
        case list():
            return [_replaced(each, wrong, right) for each in value]
        case dict():
            return {key: each if key == "places" else _replaced(each, wrong, right) for key, each in value.items()}
    return value
