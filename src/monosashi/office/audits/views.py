"""Audits, one audit, one of its results, the list of what was done, and files."""

from datetime import date

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from monosashi.core.messages import message
from monosashi.office.accounts.access import requires
from monosashi.office.accounts.permissions import Permission
from monosashi.office.answering.evidence_files import path_of
from monosashi.office.audits import pages
from monosashi.office.audits.list_of_audits import list_of_audits
from monosashi.office.audits.list_of_corrective_actions import AS_OF, action_rows, list_of_corrective_actions
from monosashi.office.audits.list_of_results import list_of_results, results_file
from monosashi.office.audits.models import CorrectiveAction
from monosashi.office.audits.places import audit_or_404, result_or_404, row_or_404
from monosashi.office.audits.queries import AuditNow, ResultNow
from monosashi.office.ui.crumbs import Crumb
from monosashi.office.ui.downloads import as_download, as_file, kept_as
from monosashi.office.ui.lists import listed


@requires(Permission.READ)
def audits(request: HttpRequest) -> HttpResponse:
    """All audits with how far they are."""
    every = pages.audits_today()
    return as_file(list_of_audits(every), every, request.GET) or pages.list_page(request, every)


@requires(Permission.READ)
def audit(request: HttpRequest, audit: int) -> HttpResponse:
    """One audit with all its results."""
    now = audit_or_404(audit)
    list_of = list_of_results(now, pages.year_of(now))
    return as_file(list_of, now.results, request.GET) or pages.audit_page(request, now)


@requires(Permission.READ)
def result(request: HttpRequest, result: int) -> HttpResponse:
    """One finding or opinion."""
    return pages.result_page(request, *result_now(result))


@requires(Permission.READ)
def actions(request: HttpRequest, audit: int) -> HttpResponse:
    """What was done about every result, as on a day, to be printed."""
    now = audit_or_404(audit)
    day = _asked_day(request, now)
    list_of, rows = list_of_corrective_actions(now), action_rows(now, day)
    file = as_file(list_of, rows, request.GET)
    if file is not None:
        return file
    context = pages.page(
        now,
        Crumb(message("audits.actions.heading")),
        list=listed(list_of, rows, request.GET),
        rows=rows,
        said=tuple((row, pages.shown_action(row.action) if row.action else None) for row in rows),
        days=now.days_told,
        day=day,
    )
    return render(request, "audits/actions.html", context)


@requires(Permission.READ)
def results_template(request: HttpRequest, audit: int) -> HttpResponse:  # noqa: ARG001 -- Django's signature
    """The results as a workbook that can be brought in again, or one line to begin with."""
    now = audit_or_404(audit)
    return as_download(results_file(now, dict(pages.year_of(now).plan.index.node)), f"audit-{audit}-results.xlsx")


@requires(Permission.READ)
def report(request: HttpRequest, audit: int) -> HttpResponseBase:  # noqa: ARG001 -- Django's signature
    """The file of the report as it came."""
    row = row_or_404(audit)
    return _file(row.report_name, row.report_size, row.report_sha256)


@requires(Permission.READ)
def evidence(request: HttpRequest, action: int) -> HttpResponseBase:  # noqa: ARG001 -- as above
    """The file of an answer as it came."""
    row = CorrectiveAction.objects.filter(pk=action).first()
    if row is None:
        raise Http404(action)
    return _file(row.file_name, row.file_size, row.file_sha256)


def result_now(result: int) -> tuple[AuditNow, ResultNow]:
    """A result as it stands, with its audit. Raises Http404."""
    now = audit_or_404(result_or_404(result).audit_id)
    return now, next(each for each in now.results if each.row.pk == result)


def _asked_day(request: HttpRequest, now: AuditNow) -> date | None:
    """The day that the address asks for, one of those of which answers tell; None: everything that was accepted."""
    asked = str(request.GET.get(AS_OF, ""))
    return next((day for day in now.days_told if day.isoformat() == asked), None)


def _file(name: str, size: int, sha256: str) -> HttpResponseBase:
    """To be saved and never shown within the office. Raises Http404."""
    if not name:
        raise Http404(name)
    try:
        stream = path_of(sha256).open("rb")
    except FileNotFoundError:
        raise Http404(name) from None
    response = FileResponse(stream, content_type="application/octet-stream")
    response["Content-Disposition"] = kept_as(name)
    response["Content-Length"] = str(size)
    response["X-Content-Type-Options"] = "nosniff"
    return response
