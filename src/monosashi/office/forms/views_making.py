"""Many files of one form: have them made, see how far they are, fetch them."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from monosashi.core.messages import message
from monosashi.core.tree import Node
from monosashi.office.accounts.access import of_plan, person_in, requires
from monosashi.office.accounts.permissions import Permission
from monosashi.office.forms import actions, filling, pages
from monosashi.office.forms.making import Wanted, work_on
from monosashi.office.forms.models import CityForm
from monosashi.office.plans.pages import address, asked_year, page
from monosashi.office.plans.year.in_year import InYear
from monosashi.office.ui.crumbs import Crumb


@requires(Permission.READ, of_plan)
def making(request: HttpRequest, plan: str, pk: int) -> HttpResponse:
    """How far many files are, and a button to have them made. Few are made at once, at their own address."""
    year, row = asked_year(request, plan), pages.row_or_404(plan, pk)
    wanted = wanted_in(request, year, row)
    if not wanted.are_many:
        return redirect(with_query(request, address_of(year, row, "forms:filled")))
    if request.method == "POST":
        actions.ask_for_files(wanted, by=person_in(request))
        return redirect(request.get_full_path())
    back = address(year, "forms:form", str(row.pk))
    way = (Crumb(row.name, back), Crumb(message("city_forms.making.heading")))
    more = {
        "row": row,
        "count": wanted.count,
        "work": work_on(wanted),
        "file": with_query(request, address_of(year, row, "forms:filled")),
        "here": request.get_full_path(),
        "back": back,
    }
    return render(request, "forms/making.html", page(request, year, "forms", *way, **more))


def wanted_in(request: HttpRequest, year: InYear, row: CityForm) -> Wanted:
    """The files that the address asks for. Raises Http404 where the plan has no such measure or department."""
    if request.GET.get("by") == pages.BY_DEPARTMENT and row.of_measures:
        return Wanted(row, year, year.plan.index.measures, by_department=True, on=timezone.localdate())
    return Wanted(row, year, _measures(request, year), by_department=False, on=timezone.localdate())


def address_of(year: InYear, row: CityForm, name: str) -> str:
    """Where a page of the form is, without what the address of this one asks for."""
    return address(year, name, str(row.pk)).partition("?")[0]


def with_query(request: HttpRequest, where: str) -> str:
    """The address with what this one asks for."""
    asked = request.GET.urlencode()
    return f"{where}?{asked}" if asked else where


def _measures(request: HttpRequest, year: InYear) -> tuple[Node, ...]:
    asked, department = request.GET.getlist("measure"), str(request.GET.get("department", ""))
    found = year.plan.index.measures
    if department:
        led = {each.code: each.measures for each in filling.departments_of(year)}
        if department not in led:
            raise Http404(department)
        found = led[department]
    if asked:
        found = tuple(each for each in year.plan.index.measures if each.id in asked)
        if len(found) != len(set(asked)):
            raise Http404(", ".join(asked))
    return found
