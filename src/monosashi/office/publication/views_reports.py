"""The reports in PDF: one for each edition, asked for, fetched."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from monosashi.core.messages import message
from monosashi.office.accounts.access import of_plan, requires
from monosashi.office.accounts.permissions import Permission
from monosashi.office.publication import actions, places
from monosashi.office.publication.queries import is_current, now, reports_of
from monosashi.office.publication.shown import work_of
from monosashi.office.publication.views import ask_of_edition, page_of, say_why_not
from monosashi.office.ui.crumbs import Crumb
from monosashi.office.ui.downloads import as_download
from monosashi.publishing.report.typesetting import is_installed


@requires(Permission.PUBLISH, of_plan)
def reports(request: HttpRequest, plan: str) -> HttpResponse:
    """Every edition that stands with its report, and a button where there is none."""
    state = now(plan)
    if request.method == "POST":
        ask_of_edition(request, plan, actions.ask_for_report, message("publication.report.asked"))
        return redirect("publication:reports", plan)
    made = reports_of(plan)
    rows = [(link, made.get(link.number)) for link in reversed(state.standing)]
    shown = [(link, row, work_of(row), is_current(row, state)) for link, row in rows]
    more = {
        "rows": shown,
        "links": state.links,
        "is_installed": is_installed(),
        "going_on": any(work.going_on for _, _, work, _ in shown),
        "count": sum(there for *_, there in shown),
    }
    context = page_of(request, plan, Crumb(message("publication.report.heading")), **more)
    return render(request, "publication/reports.html", context)


@requires(Permission.PUBLISH, of_plan)
def download(request: HttpRequest, plan: str, number: int) -> HttpResponse:
    """One report. One that would not be made so any more, or whose bytes changed on the disk, is not given out."""
    row = reports_of(plan).get(number)
    if row is None:
        raise Http404(number)
    if not is_current(row, now(plan)):
        say_why_not(request, message("publication.report.changed"))
        return redirect("publication:reports", plan)
    return as_download(places.report_file(plan, number).read_bytes(), f"{plan}-report-{number}.pdf")
