"""What a measure's page shows of its history: the newest events, and the way to all."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse

from monosashi.core.tree import Node
from monosashi.office.accounts.written_once import Parameter
from monosashi.office.plans.beside import BesideMeasure
from monosashi.office.plans.year.in_year import InYear
from monosashi.office.trail.list_of_events import what, who, why
from monosashi.office.trail.newest import Newest


def history_of_measure(request: HttpRequest, year: InYear, node: Node) -> Mapping[str, Any]:  # noqa: ARG001 -- the page's contract
    """The newest events of a node, in one query; in three where the words of one were amended."""
    level = year.plan.index.level.get(node.level)
    kind = "measure" if level and level.answered else "node"
    events = _NEWEST(kind=kind, object_id=node.id, plan=year.plan.id)
    address = reverse("trail:history", args=(kind, node.id)) + "?" + urlencode({"plan": year.plan.id})
    shown = [{"when": one.at, "did": what(one), "who": who(one), "why": why(one)} for one in events]
    return {"history_events": shown, "history_address": address}


_NEWEST = Newest(
    lambda events: events.filter(**{f"places__{name}": Parameter(name) for name in ("kind", "object_id", "plan")})
)

ON_MEASURE = BesideMeasure(history_of_measure, answered=False)
