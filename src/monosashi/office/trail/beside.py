"""What a measure's page shows of its history: the newest events, and the way to all."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse

from monosashi.core.tree import Node
from monosashi.office.events.queries import history, told
from monosashi.office.plans.year.in_year import InYear
from monosashi.office.trail.list_of_events import what, who, why

_SHOWN = 6


def history_of_measure(request: HttpRequest, year: InYear, node: Node) -> Mapping[str, Any]:  # noqa: ARG001 -- the page's contract
    """The newest events of a node, in two queries."""
    level = year.plan.index.level.get(node.level)
    kind = "measure" if level and level.answered else "node"
    events = told(history(kind, node.id, year.plan.id)[:_SHOWN])
    address = reverse("trail:history", args=(kind, node.id)) + "?" + urlencode({"plan": year.plan.id})
    shown = [{"when": one.at, "did": what(one), "who": who(one), "why": why(one)} for one in events]
    return {"history_events": shown, "history_address": address}
