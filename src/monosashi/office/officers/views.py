"""The pages of officers that are read: the list of a day, the printed list, a department, the kinds."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from monosashi.office.accounts.access import requires
from monosashi.office.accounts.permissions import Permission
from monosashi.office.officers import pages
from monosashi.office.officers.list_of_officers import bureaus_of, list_of_officers
from monosashi.office.officers.places import unit_or_404
from monosashi.office.ui.downloads import as_file
from monosashi.office.ui.lists import listed


@requires(Permission.READ)
def officers(request: HttpRequest) -> HttpResponse:
    """Who the officers of every department are, as of a day."""
    now = pages.asked(request)
    list_of = list_of_officers(now)
    if (file := as_file(list_of, now.lines, request.GET)) is not None:
        return file
    shown = {"list": listed(list_of, now.lines, request.GET), "bureaus": bureaus_of(now)}
    context = {**pages.list_context(request, now), **shown}
    return render(request, "officers/list.html", context)


@requires(Permission.READ)
def roll(request: HttpRequest) -> HttpResponse:
    """The list as of a day, to be printed (名簿)."""
    return render(request, "officers/roll.html", pages.roll_context(pages.asked(request)))


@requires(Permission.READ)
def department(request: HttpRequest, code: str) -> HttpResponse:
    """The officers of one department, today and before."""
    return render(request, "officers/department.html", pages.department_context(request, unit_or_404(code)))


@requires(Permission.READ)
def kinds(request: HttpRequest) -> HttpResponse:
    """The kinds of officers with their duties."""
    return render(request, "officers/kinds.html", pages.kinds_context(request))
