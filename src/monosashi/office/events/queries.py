"""What was done to a thing: events as values, newest first, in a fixed number of queries."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType

from django.db.models import Prefetch, QuerySet

from monosashi.office.events.models import Amendment, Event


class ContentState(StrEnum):
    """Whether an event's content is what was first written."""

    AS_WRITTEN = "as_written"
    CORRECTED = "corrected"
    DISPOSED = "disposed"


CORRECTED, DISPOSED = "event.corrected", "event.disposed"
"""Actions of events that tell of an amendment."""


@dataclass(frozen=True, slots=True)
class Told:
    """One event as it is shown. `actor` and `label` are "" where the content was disposed of or the software itself acted.

    `before` and `after` are plain data; `amended_why` is the reason of the newest correction or disposal.
    """

    id: int
    at: datetime
    action: str
    kind: str
    object_id: str
    plan: str
    actor_id: int | None
    actor: str = ""
    label: str = ""
    before: object = None
    after: object = None
    why: str = ""
    standing: ContentState = ContentState.AS_WRITTEN
    amended_why: str = ""


@dataclass(frozen=True, slots=True)
class Filter:
    """Which events are asked for; what is left out does not narrow them."""

    actions: frozenset[str] = field(default_factory=frozenset)
    since: datetime | None = None
    until: datetime | None = None
    actor: int | None = None


EVERYTHING = Filter()


def history(kind: str, object_id: str, plan: str = "", wanted: Filter = EVERYTHING) -> QuerySet[Event]:
    """The events that touched a thing, newest first, by id: a clock that is put back changes no order.

    Give slices of it to `told`. `plan` "" for things that belong to no plan.
    """
    touched = Event.objects.filter(places__kind=kind, places__object_id=object_id, places__plan=plan)
    return _narrowed(touched.order_by("-id"), wanted)


def of_plan(plan: str, wanted: Filter = EVERYTHING) -> QuerySet[Event]:
    """All events of a plan, newest first."""
    return _narrowed(Event.objects.filter(plan=plan).order_by("-id"), wanted)


AMENDMENTS = Prefetch("amendments", Amendment.objects.select_related("told_by__content").order_by("id"))


def told(events: QuerySet[Event]) -> tuple[Told, ...]:
    """The events as they are shown: three queries, however many they are."""
    return told_of(events.select_related("content").prefetch_related(AMENDMENTS))


def told_of(events: Iterable[Event]) -> tuple[Told, ...]:
    """The same of events that were read with their content and `AMENDMENTS`. No query."""
    return tuple(map(_told, events))


def _narrowed(events: QuerySet[Event], wanted: Filter) -> QuerySet[Event]:
    if wanted.actions:
        events = events.filter(action__in=wanted.actions)
    if wanted.since is not None:
        events = events.filter(at__gte=wanted.since)
    if wanted.until is not None:
        events = events.filter(at__lt=wanted.until)
    return events if wanted.actor is None else events.filter(actor=wanted.actor)


def content_of(event: Event) -> Mapping[str, object]:
    """What an event says; empty where its content is gone."""
    content = getattr(event, "content", None)
    read: dict[str, object] = {} if content is None else json.loads(content.body)
    return MappingProxyType(read)


def _told(event: Event) -> Told:
    amendments: Iterable[Amendment] = event.amendments.all()
    said, standing, why = content_of(event), ContentState.AS_WRITTEN, ""
    for amendment in amendments:
        telling = content_of(amendment.told_by)
        corrected = amendment.told_by.action == CORRECTED
        standing, why = (ContentState.CORRECTED if corrected else ContentState.DISPOSED), str(telling.get("why", ""))
        said = _new_content(telling) if corrected else {}
    return Told(
        id=event.pk,
        at=event.at,
        action=event.action,
        kind=event.kind,
        object_id=event.object_id,
        plan=event.plan,
        actor_id=event.actor,
        actor=str(said.get("actor", "")),
        label=str(said.get("label", "")),
        before=said.get("before"),
        after=said.get("after"),
        why=str(said.get("why", "")),
        standing=standing,
        amended_why=why,
    )


def _new_content(telling: Mapping[str, object]) -> Mapping[str, object]:
    after = telling.get("after")
    new = after.get("content") if isinstance(after, dict) else None
    return new if isinstance(new, dict) else {}
