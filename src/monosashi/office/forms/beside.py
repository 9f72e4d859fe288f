"""What the page of a measure shows of forms: each of the plan's, filled for this measure."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest

from monosashi.core.tree import Node
from monosashi.office.forms.queries import forms_of
from monosashi.office.plans.pages import address
from monosashi.office.plans.year.in_year import InYear


def forms_of_measure(request: HttpRequest, year: InYear, node: Node) -> Mapping[str, Any]:  # noqa: ARG001 -- the page's contract
    """The forms that ask for something of a measure. One query; none for a node that nobody answers for."""
    level = year.plan.index.level.get(node.level)
    if level is None or not level.answered:
        return {}
    rows = forms_of(year.plan.id).filter(of_measures=True)
    return {
        "city_forms": tuple((row, address(year, "forms:filled", str(row.pk), measure=node.id)) for row in rows),
        "city_forms_address": address(year, "forms:list"),
    }
