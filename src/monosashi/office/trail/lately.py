"""What happened lately to what is somebody's own: the last events of it, on their first page."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from itertools import chain, count, islice
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest

from monosashi.core.messages import Message, message
from monosashi.office.accounts.access import standing_in
from monosashi.office.accounts.permissions import TABLE, Permission, Standing
from monosashi.office.accounts.written_once import Parameter
from monosashi.office.events.models import Event, EventPlace
from monosashi.office.events.queries import Told
from monosashi.office.plans.lists.own_work import OwnPlan, departments_of_person
from monosashi.office.trail.list_of_events import what, who
from monosashi.office.trail.newest import Newest
from monosashi.office.trail.reading import OPEN_KINDS, kind_of
from monosashi.office.ui.addresses import address_of

_KEPT = 256
"""So many questions are kept written: one for each number of measures that somebody has."""

_NAME = "of_{}".format
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
    shown = _in_plans(runs) if runs else _touching(own, departments)
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


def _in_plans(plans: Collection[str]) -> tuple[Told, ...]:
    """The newest events of the rounds of these plans; "" among them: of every plan."""
    return _IN_EVERY_PLAN() if "" in plans else _in_so_many(len(plans))(**_numbered(plans))


def _touching(own: Iterable[OwnPlan], departments: Collection[str]) -> tuple[Told, ...]:
    """The newest events of one's own departments and measures, and of the rounds of their plans."""
    nodes = {each.year.plan.id: [one.row.node.id for one in each.measures] for each in own}
    asked = _touching_so_many(len(departments), tuple(map(len, nodes.values())))
    return asked(**_numbered([*departments, *chain.from_iterable((plan, *those) for plan, those in nodes.items())]))


_IN_EVERY_PLAN = Newest(lambda events: events.filter(kind__in=_OF_ROUNDS).exclude(plan=""))


@lru_cache(_KEPT)
def _in_so_many(plans: int) -> Newest:
    parameters = [Parameter(name) for name in _numbered("" for _ in range(plans))]
    return Newest(lambda events: events.filter(kind__in=_OF_ROUNDS, plan__in=parameters))


@lru_cache(_KEPT)
def _touching_so_many(departments: int, measures: tuple[int, ...]) -> Newest:
    """The question for so many departments and, by plan, so many measures: its parameters are numbered in that order, a plan before its measures."""

    def wanted(events: "QuerySet[Event]") -> "QuerySet[Event]":
        parameters = map(Parameter, map(_NAME, count()))
        found = Q(kind="department", object_id__in=list(islice(parameters, departments)))
        for number in measures:
            plan = next(parameters)
            found |= Q(kind="measure", plan=plan, object_id__in=list(islice(parameters, number)))
            found |= Q(kind="round", plan=plan)
        return events.filter(pk__in=EventPlace.objects.filter(found).values("event"), kind__in=OPEN_KINDS)

    return Newest(wanted)


def _numbered(values: Iterable[str]) -> dict[str, str]:
    return {_NAME(number): value for number, value in enumerate(values)}
