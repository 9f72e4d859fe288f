"""What happened lately to what is somebody's own: the last events of it, on their first page."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, prefetch_related_objects
from django.http import HttpRequest

from monosashi.core.messages import Message, message
from monosashi.office.accounts.access import standing_in
from monosashi.office.accounts.permissions import TABLE, Permission, Standing
from monosashi.office.accounts.written_once import give
from monosashi.office.events.models import Amendment, Event, EventPlace
from monosashi.office.events.queries import AMENDMENTS, Told, told_of
from monosashi.office.plans.lists.own_work import OwnPlan, departments_of_person
from monosashi.office.trail.list_of_events import what, who
from monosashi.office.trail.reading import OPEN_KINDS, kind_of
from monosashi.office.ui.addresses import address_of

_SHOWN = 6
_OF_ROUNDS = frozenset(
    {
        *("plan", "measure", "node", "edition", "publication", "finding", "round", "sheet", "extension"),
        *("audit", "audit_result", "meeting", "meeting_decision"),
    }
)
"""What whoever runs rounds is told of; what is kept beside the plan, as documents are, would drown it."""


@dataclass(frozen=True, slots=True)
class Lately:
    """One event on the first page: when, what it was done to with the way to the event, and the sentence that says what."""

    at: datetime
    name: str
    address: str
    said: Message


def lately_on_home(request: HttpRequest, own: tuple[OwnPlan, ...]) -> Mapping[str, Any]:
    """The last events of one's measures, departments and their rounds; of what is done in the plans for whoever runs rounds.

    One query, two more where the words of one were amended; none for whoever has nothing of their own. What was done to people is not among them.
    """
    standing = standing_in(request)
    departments, runs = departments_of_person(standing), _runs(standing)
    if not departments and not runs:
        return {}
    shown = _newest(_in_plans(runs) if runs else Q(pk__in=_touching(own, departments)))
    plans = {each.year.plan.id for each in own} | {one.plan for one in shown if one.plan}
    every = address_of("trail:history", "plan", *plans) if len(plans) == 1 else ""
    return {"lately": tuple(map(_said, shown)), "lately_asked": True, "lately_address": every}


def _said(told: Told) -> Lately:
    by, did = who(told), what(told)
    named = "trail.lately.did" if told.actor or told.actor_id is None else "trail.lately.happened"
    return Lately(told.at, told.label or kind_of(told.kind), did.address, message(named, who=by.text, did=did.text))


def _runs(standing: Standing) -> frozenset[str]:
    """The plans whose rounds this person runs; "" among them: every plan."""
    return frozenset(given.plan for given in standing.given if given.role in TABLE[Permission.RUN_ROUND])


def _in_plans(plans: Collection[str]) -> Q:
    of_rounds = Q(kind__in=_OF_ROUNDS)
    return of_rounds & ~Q(plan="") if "" in plans else of_rounds & Q(plan__in=plans)


def _touching(own: Iterable[OwnPlan], departments: Collection[str]) -> "QuerySet[EventPlace, Any]":
    """The newest events of one's own, by number."""
    found = Q(kind="department", object_id__in=departments)
    for each in own:
        nodes = [one.row.node.id for one in each.measures]
        found |= Q(kind="measure", plan=each.year.plan.id, object_id__in=nodes)
        found |= Q(kind="round", plan=each.year.plan.id)
    return EventPlace.objects.filter(found).values("event")


def _newest(wanted: Q) -> tuple[Told, ...]:
    amended = Exists(Amendment.objects.filter(event=OuterRef("pk")))
    events = list(
        Event.objects.filter(wanted, kind__in=OPEN_KINDS)
        .select_related("content")
        .annotate(amended=amended)
        .order_by("-id")[:_SHOWN]
    )
    if any(event.amended for event in events):
        prefetch_related_objects(events, AMENDMENTS)
    else:
        for event in events:
            give(event, "amendments", ())
    return told_of(events)
