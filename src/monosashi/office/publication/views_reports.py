"""The reports in PDF: one for each edition and language, asked for, fetched."""

from functools import partial

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from monosashi.core.messages import message
from monosashi.office.accounts.access import of_plan, requires
from monosashi.office.accounts.permissions import Permission
from monosashi.office.publication import actions, places
from monosashi.office.publication.queries import is_current, now, reports_of, wanted_of
from monosashi.office.publication.reports_shown import report_rows
from monosashi.office.publication.views import ask_of_edition, page_of, say_why_not
from monosashi.office.ui.crumbs import Crumb
from monosashi.office.ui.downloads import as_download
from monosashi.publishing.report.typesetting import is_installed
from monosashi.wording import LANGUAGES, Language


@requires(Permission.PUBLISH, of_plan)
def reports(request: HttpRequest, plan: str) -> HttpResponse:
    """Every edition that stands with its reports, and a button where one is not there."""
    state = now(plan)
    if request.method == "POST":
        ask = partial(actions.ask_for_report, language=_language(request.POST.get("language", "")))
        ask_of_edition(request, plan, ask, message("publication.report.asked"))
        return redirect("publication:reports", plan)
    shown = report_rows(state, reports_of(plan))
    more = {
        "rows": shown,
        "links": state.links,
        "is_installed": is_installed(),
        "going_on": any(each.work.going_on for row in shown for each in row.reports),
        "count": sum(each.is_there for row in shown for each in row.reports),
    }
    context = page_of(request, plan, Crumb(message("publication.report.heading")), **more)
    return render(request, "publication/reports.html", context)


@requires(Permission.PUBLISH, of_plan)
def download(request: HttpRequest, plan: str, number: int, language: str) -> HttpResponse:
    """One report. One that would not be made so any more, or whose bytes changed on the disk, is not given out."""
    row = reports_of(plan).get((number, _language(language)))
    if row is None or row.language != language:
        raise Http404(number)
    if not is_current(row, now(plan)):
        say_why_not(request, message("publication.report.changed"))
        return redirect("publication:reports", plan)
    path = places.report_file(plan, *wanted_of(row))
    return as_download(path.read_bytes(), f"{plan}-report-{path.name}")


def _language(asked: str) -> Language:
    """The language that was asked for; the first where it is none of ours."""
    return next((language for language in LANGUAGES if language == asked), LANGUAGES[0])
