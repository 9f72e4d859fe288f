"""Bringing in what another city published, replacing it, taking it out, having the panel made."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from monosashi.core.messages import Message, message
from monosashi.office.accounts.access import anywhere, person_in, requires
from monosashi.office.accounts.deciding import Deciding, Done, Shown, decides
from monosashi.office.accounts.permissions import Permission
from monosashi.office.accounts.standing import Person
from monosashi.office.cities import actions
from monosashi.office.cities.forms import CityFields, LeavingFields, NewerFields, label_of
from monosashi.office.cities.models import CityData
from monosashi.office.cities.queries import cities_kept
from monosashi.office.cities.states import ReplacedMeanwhile, UnfitCity
from monosashi.office.cities.views import top
from monosashi.office.entering.forms import lines
from monosashi.office.entering.page import Page, form_page
from monosashi.office.ui.language import spoken

Sent = Any


@decides(Permission.KEEP_CITIES, anywhere, label_of)
def bring_in(request: HttpRequest) -> Deciding[CityFields]:
    """Choose the zip of a city that is not there yet."""

    def act(form: CityFields, by: Person) -> Done:
        file = form.cleaned_data["file"]
        row = actions.bring_in(file.read(), str(file.name), by=by)
        return Done(message("cities.did.brought_in", city=row.municipality, plan=row.plan), _list())

    page = _page(message("cities.bring_in"), message("cities.bring_in"), message("cities.bring_in.lead"))
    return Deciding(lambda sent: CityFields(sent, _files(request, sent)), act, lambda s: form_page(request, page, s))


@decides(Permission.KEEP_CITIES, anywhere, label_of)
def replace(request: HttpRequest, pk: int) -> Deciding[NewerFields]:
    """Choose a newer zip of the same plan."""
    row = _row(pk)

    def form(sent: Sent) -> NewerFields:
        return NewerFields(sent, _files(request, sent), initial={"based_on": row.sha256})

    def act(form: NewerFields, by: Person) -> Done:
        file, seen = form.cleaned_data["file"], form.cleaned_data["based_on"]
        kept = actions.replace(pk, file.read(), str(file.name), based_on=seen, by=by)
        return Done(message("cities.did.replaced", city=kept.municipality, plan=kept.plan), _list())

    lead = message("cities.replace.lead", plan=str(row), file=row.file_name, who=row.brought_by_label)
    page = _page(message("cities.replace"), message("cities.replace"), lead)
    return Deciding(form, act, lambda shown: _seen_anew(request, page, row, shown))


@decides(Permission.KEEP_CITIES, anywhere, label_of)
def take_out(request: HttpRequest, pk: int) -> Deciding[LeavingFields]:
    """Say why a city is left out."""
    row = _row(pk)

    def act(form: LeavingFields, by: Person) -> Done:
        told = form.cleaned_data
        actions.take_out(pk, based_on=told["based_on"], reason=lines(told["reason"]), by=by)
        return Done(message("cities.did.taken_out", city=row.municipality, plan=row.plan), _list())

    page = _page(message("cities.take_out"), message("cities.take_out"), message("cities.take_out.lead", plan=str(row)))
    return Deciding(
        lambda sent: LeavingFields(sent, initial={"based_on": row.sha256}),
        act,
        lambda shown: _seen_anew(request, page, row, shown),
    )


@requires(Permission.KEEP_CITIES)
@require_POST
def make(request: HttpRequest) -> HttpResponse:
    """Have the panel made."""
    try:
        actions.ask_for_panel(by=person_in(request))
    except UnfitCity as error:
        messages.error(request, spoken(error.why))
    else:
        messages.success(request, spoken(message("cities.did.asked")))
    return redirect("cities:list")


def _seen_anew(request: HttpRequest, page: Page, row: CityData, shown: Shown[Any]) -> HttpResponse:
    """What somebody else brought in meanwhile is told, and is seen when the form is sent again."""
    if isinstance(shown.refused, ReplacedMeanwhile):
        shown.form.data = {**shown.form.data.dict(), "based_on": row.sha256}
    return form_page(request, page, shown)


def _page(heading: Message, button: Message, lead: Message) -> Page:
    return Page(heading, button, _list(), top(), lead)


def _list() -> str:
    return reverse("cities:list")


def _files(request: HttpRequest, sent: Sent) -> Any:  # noqa: ANN401 -- Django's
    return None if sent is None else request.FILES


def _row(pk: int) -> CityData:
    return get_object_or_404(cities_kept(), pk=pk)
