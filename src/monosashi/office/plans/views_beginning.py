"""An empty workbook to write a plan into, for an office that has no file of its plan yet."""

from dataclasses import replace
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from monosashi.core.beginning import empty_plan, levels_named
from monosashi.core.fiscal_years import fiscal_year_on
from monosashi.core.messages import InvalidInput, Problem, message
from monosashi.core.plan import Municipality
from monosashi.core.validation import problems_of
from monosashi.evaluation.known import known_life_cycles, known_schemes
from monosashi.exchange.plan_workbook import write_plan_workbook
from monosashi.office.accounts.access import requires
from monosashi.office.accounts.permissions import Permission
from monosashi.office.plans.year.sentences import voice_of
from monosashi.office.ui.crumbs import Crumb
from monosashi.office.ui.downloads import as_download
from monosashi.office.ui.forms import SayingForm, wrong
from monosashi.office.ui.language import spoken

_BEFORE, _AFTER = 10, 15
"""Fiscal years around this one that a plan may begin or end in."""


class BeginningForm(SayingForm):
    """What a plan cannot be without. `scheme` and `life_cycle` "" leave the years without one."""

    code = forms.RegexField(r"^\d{6}$", label="plans.begin.code", help_text="plans.begin.code.help", max_length=6)
    municipality = forms.CharField(label="plans.begin.municipality", max_length=100)
    name = forms.CharField(label="plans.begin.name", max_length=200)
    first = forms.TypedChoiceField(label="plans.begin.first", coerce=int)
    last = forms.TypedChoiceField(label="plans.begin.last", coerce=int)
    levels = forms.CharField(label="plans.begin.levels", help_text="plans.begin.levels.help", max_length=200)
    scheme = forms.ChoiceField(label="plans.begin.scheme", help_text="plans.begin.scheme.help", required=False)
    life_cycle = forms.ChoiceField(
        label="plans.begin.life_cycle", help_text="plans.begin.life_cycle.help", required=False
    )

    def __init__(self, *args: Any, now: int, **more: Any) -> None:  # noqa: ANN401 -- Django's
        super().__init__(*args, **more)
        years = [
            (year, spoken(message("ui.fiscal_year", year=year))) for year in range(now - _BEFORE, now + _AFTER + 1)
        ]
        for name in ("first", "last"):
            self.fields[name].choices = years  # type: ignore[attr-defined]
        none = ("", spoken(message("plans.begin.no_scheme")))
        schemes = [(each.reference, voice_of(each)(each.title)) for each in known_schemes()]
        cycles = [(each.reference, voice_of(each)(each.title)) for each in known_life_cycles()]
        for name, found in (("scheme", schemes), ("life_cycle", cycles)):
            self.fields[name].choices = [none, *found]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A plan ends after it begins, and has a level."""
        told: dict[str, Any] = super().clean() or {}
        if not self.errors and told["last"] < told["first"]:
            self.add_error("last", _wrong("years"))
        if not self.errors and not levels_named(told["levels"]):
            self.add_error("levels", _wrong("levels"))
        return told


@requires(Permission.IMPORT_PLAN)
def begin(request: HttpRequest) -> HttpResponse:
    """The form, and the workbook that it asks for. Nothing is kept."""
    now = fiscal_year_on(timezone.localdate())
    form = BeginningForm(request.POST or None, now=now, initial={"first": now, "last": now + 4})
    problems: tuple[Problem, ...] = ()
    if form.is_valid():
        try:
            return as_download(_workbook(form.cleaned_data), f"{form.cleaned_data['name']}.xlsx")
        except InvalidInput as error:
            problems = error.problems
    way = (Crumb(message("plans.list.heading"), reverse("plans:list")), Crumb(message("plans.begin.heading")))
    context = {"form": form, "problems": problems, "crumbs": way}
    return render(request, "plans/import/begin.html", context, status=422 if request.method == "POST" else 200)


def _workbook(told: dict[str, Any]) -> bytes:
    """The empty workbook. Raises InvalidInput."""
    municipality = Municipality(told["code"], told["municipality"])
    years = range(told["first"], told["last"] + 1)
    plan = empty_plan(municipality, told["name"], years, levels_named(told["levels"]), scheme=told["scheme"])
    plan = replace(plan, years=tuple(replace(year, life_cycle=told["life_cycle"] or None) for year in plan.years))
    if problems := problems_of(plan):
        raise InvalidInput(problems)
    return write_plan_workbook(plan)


def _wrong(key: str) -> forms.ValidationError:
    return wrong(message(f"plans.begin.wrong.{key}"), message(f"plans.begin.wrong.{key}.remedy"))
