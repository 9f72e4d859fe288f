"""Rows -> what the pages show, in a fixed number of queries."""

from django.db.models import QuerySet

from monosashi.office.cities.models import CitiesPanel, CityData, PanelState
from monosashi.office.cities.own_cities import own_plans
from monosashi.office.cities.states import Comparison


def cities_kept() -> "QuerySet[CityData]":
    """What was brought in, by municipality and plan."""
    return CityData.objects.all()


def newest_made() -> CitiesPanel | None:
    """The panel that is looked at; None where none was made. One query."""
    return CitiesPanel.objects.filter(state=PanelState.MADE).first()


def comparison() -> Comparison:
    """All of it: three queries, those of one's own plans, and two of the job where one goes on."""
    newest = CitiesPanel.objects.first()
    made = newest if newest is not None and newest.state == PanelState.MADE else newest_made()
    return Comparison(tuple(cities_kept()), own_plans(), newest, made)
