"""What the page of a measure is given: where each of its indicators stands beside those of other cities. Asks the database nothing."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest

from monosashi.core.tree import Node
from monosashi.office.cities.states import is_installed
from monosashi.office.plans.beside import BesideMeasure
from monosashi.office.plans.year.in_year import InYear
from monosashi.office.ui.addresses import address_of


def _others(request: HttpRequest, year: InYear, node: Node) -> Mapping[str, Any]:  # noqa: ARG001 -- the page's contract
    """The address for each indicator by its id; nothing without the extra."""
    found = year.plan.index.indicators_of.get(node.id, ()) if is_installed() else ()
    return {"others_of": {each.id: address_of("cities:alike", year.plan.id, each.id) for each in found}}


ON_MEASURE = BesideMeasure(_others, answered=False)
