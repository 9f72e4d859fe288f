"""Bringing in a form, replacing it, taking it out of use."""

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from monosashi.core.messages import message
from monosashi.office.accounts.access import of_plan
from monosashi.office.accounts.deciding import Deciding, Done, Shown, decides
from monosashi.office.accounts.permissions import Permission
from monosashi.office.accounts.standing import Person
from monosashi.office.forms import actions, pages
from monosashi.office.forms.forms import BringInForm, ReplaceForm, TakeOutForm, label_of
from monosashi.office.plans.pages import asked_year


@decides(Permission.BRING_IN_FORMS, of_plan, label_of)
def bring_in(request: HttpRequest, plan: str) -> Deciding[BringInForm]:
    """Keep a form. What is wrong in it is told, all of it, and nothing is kept."""
    year = asked_year(request, plan)

    def act(form: BringInForm, by: Person) -> Done:
        told = form.cleaned_data
        row = actions.bring_in(plan_id=plan, name=told["name"], file=_sent(told["file"]), by=by)
        return Done(message("city_forms.did.brought_in", name=row.name), _address(plan, row.pk))

    def form(sent: Any) -> BringInForm:  # noqa: ANN401 -- what was sent
        return BringInForm(sent, request.FILES) if sent is not None else BringInForm()

    return Deciding(form, act, lambda shown: pages.list_page(request, year, shown))


@decides(Permission.BRING_IN_FORMS, of_plan, label_of)
def replace(request: HttpRequest, plan: str, pk: int) -> Deciding[ReplaceForm]:
    """Put a newer file in the place of a form's."""
    year = asked_year(request, plan)
    row = pages.row_or_404(plan, pk)

    def act(form: ReplaceForm, by: Person) -> Done:
        told = form.cleaned_data
        actions.replace(plan_id=plan, pk=pk, based_on=told["based_on"], file=_sent(told["file"]), by=by)
        return Done(message("city_forms.did.replaced", name=row.name), _address(plan, pk))

    def form(sent: Any) -> ReplaceForm:  # noqa: ANN401 -- what was sent
        return ReplaceForm(sent, request.FILES) if sent is not None else ReplaceForm(initial={"based_on": row.sha256})

    return Deciding(form, act, lambda shown: pages.form_page(request, year, row, shown))


@decides(Permission.BRING_IN_FORMS, of_plan, label_of)
def take_out(request: HttpRequest, plan: str, pk: int) -> Deciding[TakeOutForm]:
    """Take a form out of use, once it was asked whether to."""
    year = asked_year(request, plan)
    row = pages.row_or_404(plan, pk)

    def act(form: TakeOutForm, by: Person) -> Done:
        actions.take_out(plan_id=plan, pk=pk, based_on=form.cleaned_data["based_on"], by=by)
        return Done(message("city_forms.did.taken_out", name=row.name), reverse("forms:list", args=(plan,)))

    def form(sent: Any) -> TakeOutForm:  # noqa: ANN401 -- what was sent
        return TakeOutForm(sent, initial={"based_on": row.sha256})

    def shown(told: Shown[TakeOutForm]) -> HttpResponse:
        return pages.take_out_page(request, year, row, told)

    return Deciding(form, act, shown)


def _sent(file: "UploadedFile[bytes]") -> actions.Sent:
    return actions.Sent(str(file.name), bytes(file.read()))


def _address(plan: str, pk: int) -> str:
    return reverse("forms:form", args=(plan, pk))
