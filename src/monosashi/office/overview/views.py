"""The overview of a plan in one year, as a page and as a workbook."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from monosashi.office.accounts.access import of_plan, requires
from monosashi.office.accounts.permissions import Permission
from monosashi.office.overview.whole import overview_of
from monosashi.office.overview.workbook import workbook
from monosashi.office.plans.pages import address, asked_year, page
from monosashi.office.plans.shown.grades import legend_of
from monosashi.office.ui.downloads import as_download


@requires(Permission.READ, of_plan)
def overview(request: HttpRequest, plan: str) -> HttpResponse:
    """The whole plan on one page."""
    year = asked_year(request, plan)
    told = overview_of(year, timezone.localdate())
    if request.GET.get("format") == "xlsx":
        return as_download(workbook(year, told), f"{plan}-overview-{year.fiscal_year}.xlsx")
    context = page(
        request,
        year,
        "overview",
        overview=told,
        legend=legend_of(year),
        xlsx=address(year, "overview:overview", format="xlsx"),
    )
    return render(request, "overview/overview.html", context)
