"""Pages of departments: the tree of a day, one department with its people and history, beginning a new one."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from monosashi.core.messages import message
from monosashi.office.accounts.access import person_in, requires
from monosashi.office.accounts.actions import create_department
from monosashi.office.accounts.organisation import Tree, Unit, days_of_change
from monosashi.office.accounts.permissions import Permission
from monosashi.office.accounts.refusals import StateForbids
from monosashi.office.accounts.register import tree_on
from monosashi.office.people.correcting import not_in_force_yet
from monosashi.office.people.days import day_of
from monosashi.office.people.forms import DepartmentForm
from monosashi.office.people.lists import departments_list
from monosashi.office.people.pages import (
    FormPage,
    day_asked,
    department_crumbs,
    done,
    form_page,
    manages,
    today,
)
from monosashi.office.people.queries import groups_of, people_of, roles_of, staffed, successions_around
from monosashi.office.people.reorganising.checks import what_became_of
from monosashi.office.people.reorganising.undoing import reorganisations_of
from monosashi.office.people.reorganising.values import ReorganisationKind
from monosashi.office.ui.crumbs import Crumb
from monosashi.office.ui.downloads import as_file


@dataclass(frozen=True, slots=True)
class Branch:
    """A department with those below it. `people` is None where it is not told: for days to come."""

    unit: Unit
    people: int | None
    below: tuple["Branch", ...]


@requires(Permission.READ)
def tree(request: HttpRequest) -> HttpResponse:
    """All departments as they stand on a day."""
    day, now = day_asked(request), today()
    whole = tree_on(day)
    counts = staffed(day) if day <= now or manages(request) else None
    if file := as_file(departments_list(whole, counts), whole.standing, request.GET):
        return file
    groups = [unit for unit in whole.standing if unit.is_group]
    context = {
        "day": day,
        "is_today": day == now,
        "branches": _branches(whole, None, counts, frozenset()),
        "groups": [(unit, _members(whole, unit)) for unit in groups],
        "count": len(whole.standing) - len(groups),
        "coming": _coming(whole, now),
        "counted": counts is not None,
        "manages": manages(request),
        "crumbs": (Crumb(message("people.departments.heading")),),
    }
    return render(request, "people/departments.html", context)


@requires(Permission.READ)
def department(request: HttpRequest, code: str) -> HttpResponse:
    """One department on a day: where it stands, who works there, who acts for it, what it came from and became.

    One that is still to begin is shown as on its first day, unless a day is asked for.
    """
    day, now = day_asked(request), today()
    unit = unit_or_404(tree_on(day), code)
    if "day" not in request.GET and unit.valid_from is not None:
        day = max(day, unit.valid_from)
    whole, stands = tree_on(day), unit.stands_on(day)
    told = day <= now or manages(request)
    context = {
        "unit": unit,
        "day": day,
        "is_today": day == now,
        "stands": stands,
        "became": what_became_of(unit) if unit.valid_to is not None else None,
        "above": tuple(reversed(whole.above(code))),
        "below": whole.children.get(code, ()),
        "members": _members(whole, unit),
        "groups": groups_of(code),
        "people": people_of(code, day) if told and stands else None,
        "roles": roles_of(whole, code) if told and stands else None,
        "successions": successions_around(code),
        "can_correct": manages(request) and (unit.valid_to is None or unit.valid_to >= now),
        "can_remove": manages(request) and not_in_force_yet(unit.valid_from, now),
        "undoable": reorganisations_of(code) if manages(request) else (),
        "kinds": tuple(ReorganisationKind) if manages(request) and unit.valid_to is None else (),
        "crumbs": department_crumbs(Crumb(unit.name)),
    }
    return render(request, "people/department.html", context)


@requires(Permission.MANAGE_PEOPLE)
def new_department(request: HttpRequest) -> HttpResponse:
    """Begin a department that comes out of no other."""
    form = DepartmentForm(request.POST or None, today=today())
    page = FormPage(
        message("people.department_new.heading"),
        message("people.department_new.lead"),
        message("people.department_new.act"),
        reverse("departments:tree"),
        department_crumbs(Crumb(message("people.department_new.heading"))),
    )
    if not form.is_valid():
        return form_page(request, form, page)
    told = form.cleaned_data
    try:
        begun = create_department(form.wanted(), since=told["since"], by=person_in(request), why=told["why"])
    except StateForbids as refused:
        return form_page(request, form, page, refused.why)
    what = message("people.department_new.done", name=begun.name, since=day_of(begun.valid_from))
    return done(request, what, "departments:department", code=begun.code)


def unit_or_404(whole: Tree, code: str) -> Unit:
    """The department, whether it stands that day or not. Raises Http404."""
    if code not in whole.units:
        raise Http404(code)
    return whole.units[code]


def _branches(whole: Tree, code: str | None, counts: dict[str, int] | None, seen: frozenset[str]) -> tuple[Branch, ...]:
    return tuple(
        Branch(unit, _people(unit, counts), _branches(whole, unit.code, counts, seen | {unit.code}))
        for unit in whole.children.get(code, ())
        if not unit.is_group and unit.code not in seen
    )


def _people(unit: Unit, counts: dict[str, int] | None) -> int | None:
    return None if counts is None else counts.get(unit.code, 0)


def _members(whole: Tree, unit: Unit) -> tuple[Unit, ...]:
    return tuple(whole.units[code] for code in sorted(unit.members) if whole.units[code].stands_on(whole.day))


def _coming(whole: Tree, now: date) -> tuple[Any, ...]:
    """The days to come on which departments begin or end, or stand elsewhere."""
    return tuple((day.isoformat(), day_of(day)) for day in days_of_change(whole.units.values(), now))
