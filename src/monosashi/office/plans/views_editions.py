"""Editions: frozen, listed, verified, taken out as the folder that the command line verifies."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from monosashi.core.messages import InvalidInput, Message, message
from monosashi.core.plan import Plan
from monosashi.office.accounts.access import of_plan, person_in, requires, standing_in
from monosashi.office.accounts.permissions import Permission, Place, may
from monosashi.office.plans import actions_editions
from monosashi.office.plans.models import Edition
from monosashi.office.plans.pages import held_or_404
from monosashi.office.plans.ways import way_into
from monosashi.office.plans.year.compared_states import choices_of
from monosashi.office.plans.year.in_year import latest_year
from monosashi.office.ui.crumbs import Crumb
from monosashi.office.ui.downloads import as_download
from monosashi.office.ui.forms import SayingForm
from monosashi.office.ui.language import spoken
from monosashi.publishing.editions_folder import AlreadyFrozen


class FreezeForm(SayingForm):
    """Which year, and under which name."""

    fiscal_year = forms.TypedChoiceField(coerce=int, label="plans.freeze.year")
    label = forms.CharField(
        label="plans.freeze.label", help_text="plans.freeze.label.help", required=False, max_length=200
    )

    def __init__(self, plan: Plan, *args: Any, **more: Any) -> None:  # noqa: ANN401 -- Django's
        super().__init__(*args, **more)
        choices = [(year, spoken(message("plans.form.year", year=year))) for year in reversed(_judged_years(plan))]
        self.fields["fiscal_year"].choices = choices  # type: ignore[attr-defined]
        self.fields["fiscal_year"].initial = latest_year(plan)


def _judged_years(plan: Plan) -> tuple[int, ...]:
    """The years of which an edition can be frozen, oldest first: those that name a scheme, with results or without."""
    return tuple(sorted(year.fiscal_year for year in plan.years if year.scheme))


def _other_years(plan: Plan) -> tuple[Message, ...]:
    """The other years of the plan, oldest first."""
    every = {*range(plan.first_year, plan.last_year + 1), *(year.fiscal_year for year in plan.years)}
    return tuple(message("ui.fiscal_year", year=year) for year in sorted(every - set(_judged_years(plan))))


@requires(Permission.READ, of_plan)
def editions(request: HttpRequest, plan: str) -> HttpResponse:
    """The list, newest first."""
    state = held_or_404(plan)
    found = list(actions_editions.editions_of(plan).order_by("-number"))
    context = {
        "plan": state.plan,
        "crumbs": (*way_into(state.plan)[:-1], Crumb(message("plans.editions.heading"))),
        "editions": found,
        "choices": choices_of(found, state.revision),
        "may_freeze": may(standing_in(request), Permission.FREEZE_EDITION, Place(plan)),
    }
    return render(request, "plans/editions/list.html", context)


@requires(Permission.FREEZE_EDITION, of_plan)
def freeze(request: HttpRequest, plan: str) -> HttpResponse:
    """Freeze a year of the plan as it stands."""
    state = held_or_404(plan)
    form = FreezeForm(state.plan, request.POST) if request.method == "POST" else FreezeForm(state.plan)
    problems: tuple[Any, ...] = ()
    if request.method == "POST" and form.is_valid():
        year, label = form.cleaned_data["fiscal_year"], form.cleaned_data["label"].strip()
        try:
            edition = actions_editions.freeze(plan_id=plan, fiscal_year=year, label=label, by=person_in(request))
        except AlreadyFrozen as error:
            messages.info(request, spoken(message("plans.freeze.same", label=error.link.label)))
            return redirect("plans:editions", plan)
        except InvalidInput as error:
            problems = error.problems
        else:
            messages.success(request, spoken(message("plans.freeze.done", label=edition.label, number=edition.number)))
            return redirect("plans:editions", plan)
    wrong = request.method == "POST"
    context = {
        "plan": state.plan,
        "crumbs": (*_way(state.plan), Crumb(message("plans.freeze.heading"))),
        "form": form,
        "problems": problems,
        "judged": _judged_years(state.plan),
        "others": _other_years(state.plan),
        "revision": state.revision,
    }
    return render(request, "plans/editions/freeze.html", context, status=422 if wrong else 200)


@requires(Permission.READ, of_plan)
def verify(request: HttpRequest, plan: str) -> HttpResponse:
    """Whether the editions are whole and their grades come out again."""
    state = held_or_404(plan)
    context = {
        "plan": state.plan,
        "crumbs": (*_way(state.plan), Crumb(message("plans.editions.verify"))),
        "found": actions_editions.verify(plan),
    }
    return render(request, "plans/editions/verify.html", context)


@requires(Permission.READ, of_plan)
def download(request: HttpRequest, plan: str, number: int) -> HttpResponse:  # noqa: ARG001 -- Django's signature
    """One edition, in its bytes."""
    edition = Edition.objects.filter(plan_id=plan, number=number).first()
    if edition is None:
        raise Http404(f"{plan} {number}")
    return as_download(actions_editions.bytes_of(edition), edition.file)


@requires(Permission.READ, of_plan)
def folder(request: HttpRequest, plan: str) -> HttpResponse:  # noqa: ARG001 -- Django's signature
    """All editions with their chain: a folder that the command line verifies."""
    held_or_404(plan)
    return as_download(actions_editions.as_zip(plan), f"{plan}.editions.zip")


def _way(plan: Plan) -> tuple[Crumb, ...]:
    editions_page = Crumb(message("plans.editions.heading"), reverse("plans:editions", args=[plan.id]))
    return (*way_into(plan)[:-1], editions_page)
