"""What a measure's page shows of its history: the newest events, and the way to all."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.db.models import prefetch_related_objects
from django.http import HttpRequest
from django.urls import reverse

from monosashi.core.tree import Node
from monosashi.office.accounts.written_once import Columns, Parameter, Rows, give
from monosashi.office.events.models import Amendment, Event
from monosashi.office.events.queries import AMENDMENTS, Told, told_of
from monosashi.office.plans.beside import BesideMeasure
from monosashi.office.plans.year.in_year import InYear
from monosashi.office.trail.list_of_events import what, who, why

_SHOWN = 6


def history_of_measure(request: HttpRequest, year: InYear, node: Node) -> Mapping[str, Any]:  # noqa: ARG001 -- the page's contract
    """The newest events of a node, in two queries."""
    level = year.plan.index.level.get(node.level)
    kind = "measure" if level and level.answered else "node"
    events = _newest(kind=kind, object_id=node.id, plan=year.plan.id)
    address = reverse("trail:history", args=(kind, node.id)) + "?" + urlencode({"plan": year.plan.id})
    shown = [{"when": one.at, "did": what(one), "who": who(one), "why": why(one)} for one in events]
    return {"history_events": shown, "history_address": address}


def _newest(**touched: str) -> tuple[Told, ...]:
    """The newest events of a thing; two queries where none of its events was amended."""
    events = _NEWEST(**touched)
    if events and _AMENDED(**touched):
        prefetch_related_objects(events, AMENDMENTS)
    else:
        for event in events:
            give(event, "amendments", ())
    return told_of(events)


_TOUCHED = {f"places__{name}": Parameter(name) for name in ("kind", "object_id", "plan")}
_NEWEST = Rows(Event, lambda events: events.filter(**_TOUCHED).order_by("-id")[:_SHOWN], beside="content")
_AMENDED = Columns(
    lambda: Amendment.objects.filter(**{f"event__{name}": value for name, value in _TOUCHED.items()}).values_list("pk")
)


ON_MEASURE = BesideMeasure(history_of_measure, answered=False)
