"""The forms of a plan, the page of one, and what a form may ask for."""

from django.http import HttpRequest, HttpResponse

from monosashi.office.accounts.access import of_plan, requires
from monosashi.office.accounts.permissions import Permission
from monosashi.office.forms import pages
from monosashi.office.forms.fields import list_of_fields
from monosashi.office.plans.pages import asked_year
from monosashi.office.ui.downloads import as_file
from monosashi.publishing.forms import form_fields


@requires(Permission.READ, of_plan)
def forms(request: HttpRequest, plan: str) -> HttpResponse:
    """The forms of a plan, and for those who may a place to bring one in."""
    return pages.list_page(request, asked_year(request, plan))


@requires(Permission.READ, of_plan)
def form(request: HttpRequest, plan: str, pk: int) -> HttpResponse:
    """One form: its files, what is blank in them, and each of its places with what it would be given."""
    return pages.form_page(request, asked_year(request, plan), pages.row_or_404(plan, pk))


@requires(Permission.READ, of_plan)
def fields(request: HttpRequest, plan: str) -> HttpResponse:
    """Everything that a form of this plan may ask for."""
    year = asked_year(request, plan)
    every = form_fields(year.plan)
    rows = tuple(each for each in every if not each.same_as)
    list_of = list_of_fields(year, every)
    return as_file(list_of, rows, request.GET) or pages.fields_page(request, year, list_of, rows)
