"""What other pages show of meetings: where a measure was discussed and what was decided, what a department still has to do."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest
from django.utils import timezone

from monosashi.core.tree import Node
from monosashi.office.accounts.written_once import Parameter
from monosashi.office.meetings.models import AgendaItem
from monosashi.office.meetings.queries import decisions, items_about, of_departments, open_decisions
from monosashi.office.meetings.shown import Link, address_of_meeting, name_of, shown, when
from monosashi.office.plans.beside import BesideMeasure
from monosashi.office.plans.year.in_year import InYear
from monosashi.office.ui.addresses import address_of
from monosashi.office.ui.language import spoken

_SHOWN = 10
"""Items of the agenda that a measure's page shows, the newest first."""


def meetings_of_measure(request: HttpRequest, year: InYear, node: Node) -> Mapping[str, Any]:  # noqa: ARG001 -- the page's contract
    """Where a node was discussed, and what was decided about it. Not asked where it never was."""
    rows = items_about(year.plan.id, node.id)
    own = Prefetch("decisions", decisions().filter(measures__node=node.id), to_attr="own")
    items = rows.select_related("meeting__body__part_of").prefetch_related(own).order_by("-meeting__day", "position")
    found = tuple(items[:_SHOWN])
    decided = shown((row for item in found for row in item.own), timezone.localdate())
    return {
        "meetings_of_measure": tuple(
            {
                "meeting": Link(spoken(name_of(item.meeting)), address_of_meeting(item.meeting)),
                "when": when(item.meeting),
                "item": item,
                "decisions": tuple(each for each in decided if each.row.item_id == item.pk),
            }
            for item in found
        )
    }


def decisions_of_department(request: HttpRequest, year: InYear, code: str) -> Mapping[str, Any]:  # noqa: ARG001 -- the page's contract
    """What a department still has to do of what was decided about a plan. Four queries at most."""
    today = timezone.localdate()
    rows = open_decisions().filter(item__meeting__plan=year.plan.id)
    return {
        "decisions_of_department": shown(of_departments(rows, (code,), today), today),
        "decisions_address": address_of("meetings:decisions"),
    }


def _items_of_measure() -> "QuerySet[AgendaItem]":
    """Whether there are any."""
    return items_about(Parameter("plan"), Parameter("node"))


ON_MEASURE = BesideMeasure(meetings_of_measure, asks=_items_of_measure, answered=False)
