"""What the page of a measure shows of forms: each of the plan's, filled for this measure."""

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest

from monosashi.core.tree import Node
from monosashi.office.accounts.written_once import Parameter
from monosashi.office.forms.models import CityForm
from monosashi.office.forms.queries import forms_of
from monosashi.office.plans.beside import BesideMeasure
from monosashi.office.plans.pages import address
from monosashi.office.plans.year.in_year import InYear


def forms_of_measure(request: HttpRequest, year: InYear, node: Node) -> Mapping[str, Any]:  # noqa: ARG001 -- the page's contract
    """The forms that ask for something of a measure."""
    rows = forms_of(year.plan.id).filter(of_measures=True)
    return {
        "city_forms": tuple((row, address(year, "forms:filled", str(row.pk), measure=node.id)) for row in rows),
        "city_forms_address": address(year, "forms:list"),
    }


def _filled_for_measures() -> "QuerySet[CityForm]":
    """Whether there are any."""
    return forms_of(Parameter("plan")).filter(of_measures=True)


ON_MEASURE = BesideMeasure(forms_of_measure, asks=_filled_for_measures)
