"""The few newest events of some things, as pages show them beside their own matter: a question that is written once."""

from collections.abc import Callable

from django.db.models import Exists, OuterRef, QuerySet, prefetch_related_objects

from monosashi.office.accounts.written_once import Rows, give
from monosashi.office.events.models import Amendment, Event
from monosashi.office.events.queries import AMENDMENTS, Told, told_of

_SHOWN = 6


class Newest:
    """The newest of the events that `wanted` leaves: one query, two more where the words of one were amended.

    `wanted` makes the same filter whenever it is called, with `Parameter` for what is told when the events are asked for.
    """

    def __init__(self, wanted: Callable[["QuerySet[Event]"], "QuerySet[Event]"]) -> None:
        amended = Exists(Amendment.objects.filter(event=OuterRef("pk")))
        self._events = Rows(
            Event,
            lambda events: wanted(events).annotate(amended=amended).order_by("-id")[:_SHOWN],
            beside="content",
            annotated=("amended",),
        )

    def __call__(self, **told: str) -> tuple[Told, ...]:
        """The events, newest first, with these values for the parameters."""
        events = self._events(**told)
        if any(getattr(event, "amended", False) for event in events):
            prefetch_related_objects(events, AMENDMENTS)
        else:
            for event in events:
                give(event, "amendments", ())
        return told_of(events)
