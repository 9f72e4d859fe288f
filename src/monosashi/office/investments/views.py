"""The pages of cases that are read: the list, one case, its sheet."""

from django.http import HttpRequest, HttpResponse

from monosashi.office.accounts.access import requires
from monosashi.office.accounts.permissions import Permission
from monosashi.office.investments import pages
from monosashi.office.investments.list_of_cases import list_of_cases
from monosashi.office.investments.places import case_or_404
from monosashi.office.ui.downloads import as_file


@requires(Permission.READ)
def cases(request: HttpRequest) -> HttpResponse:
    """All cases."""
    every = pages.cases_today()
    return as_file(list_of_cases(every), every, request.GET) or pages.list_page(request, every)


@requires(Permission.READ)
def case(request: HttpRequest, case: int) -> HttpResponse:
    """One case."""
    return pages.case_page(request, case_or_404(case))


@requires(Permission.READ)
def sheet(request: HttpRequest, case: int) -> HttpResponse:
    """The sheet of a case for a meeting, to be printed."""
    return pages.sheet_page(request, case_or_404(case))
