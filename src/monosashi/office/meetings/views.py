"""The pages of meetings that are read, on the screen and on paper."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from monosashi.core.messages import Message, message
from monosashi.office.accounts.access import requires
from monosashi.office.accounts.permissions import Permission
from monosashi.office.meetings import pages, queries
from monosashi.office.meetings.list_of_decisions import list_of_decisions
from monosashi.office.meetings.list_of_meetings import list_of_meetings
from monosashi.office.meetings.places import body_or_404, decision_or_404, meeting_or_404
from monosashi.office.meetings.shown import ShownDecision, called, shown
from monosashi.office.ui.crumbs import Crumb
from monosashi.office.ui.downloads import as_file
from monosashi.office.ui.lists import listed


@requires(Permission.READ)
def meetings(request: HttpRequest) -> HttpResponse:
    """All meetings by year and body."""
    today = timezone.localdate()
    rows = queries.outlines(today)
    list_of = list_of_meetings(rows, today)
    if (file := as_file(list_of, rows, request.GET)) is not None:
        return file
    context = {
        "crumbs": (Crumb(message("meetings.list.heading")),),
        "lead": pages.lead(meetings=len(rows)),
        "list": listed(list_of, rows, request.GET),
        "rows": rows,
        "bodies": tuple((called(body), body) for body in queries.bodies()),
        "keeps": pages.keeps(request),
        "plans": pages.plans_kept(request),
    }
    return render(request, "meetings/list.html", context)


@requires(Permission.READ)
def body(request: HttpRequest, body: int) -> HttpResponse:
    """One body: what it rests on, who sits in it, its meetings."""
    row, today = body_or_404(body), timezone.localdate()
    rows = queries.outlines(today, queries.meetings().filter(body=row))
    list_of = list_of_meetings(rows, today, of_body=True)
    if (file := as_file(list_of, rows, request.GET)) is not None:
        return file
    context = {**pages.body_context(request, row), "list": listed(list_of, rows, request.GET), "count": len(rows)}
    return render(request, "meetings/body.html", context)


@requires(Permission.READ)
def meeting(request: HttpRequest, meeting: int) -> HttpResponse:
    """One meeting."""
    return render(request, "meetings/meeting.html", pages.meeting_context(request, meeting_or_404(meeting)))


@requires(Permission.READ)
def agenda(request: HttpRequest, meeting: int) -> HttpResponse:
    """The agenda (次第), to be printed."""
    return _on_paper(request, meeting, message("meetings.agenda.heading"), "meetings/agenda.html")


@requires(Permission.READ)
def minutes(request: HttpRequest, meeting: int) -> HttpResponse:
    """The minutes (議事要旨), to be printed."""
    return _on_paper(request, meeting, message("meetings.minutes.heading"), "meetings/minutes.html")


@requires(Permission.READ)
def decisions(request: HttpRequest) -> HttpResponse:
    """All decisions by state, department and body."""
    rows = shown(queries.decisions().order_by("-item__meeting__day", "pk"), timezone.localdate())
    list_of = list_of_decisions(rows)
    if (file := as_file(list_of, rows, request.GET)) is not None:
        return file
    heading = message("meetings.decisions.heading")
    context = {
        "crumbs": pages.top(Crumb(heading)),
        "heading": heading,
        "lead": _lead(rows),
        "list": listed(list_of, rows, request.GET),
    }
    return render(request, "meetings/decisions.html", context)


@requires(Permission.READ)
def decision(request: HttpRequest, meeting: int, decision: int) -> HttpResponse:
    """One decision: who bears it, what was reported."""
    context = pages.decision_context(request, decision_or_404(meeting, decision))
    return render(request, "meetings/decision.html", context)


def _on_paper(request: HttpRequest, meeting: int, heading: Message, template: str) -> HttpResponse:
    row = meeting_or_404(meeting)
    context = pages.paper_context(row, queries.items_of(row.pk))
    return render(request, template, {**context, "heading": heading, "crumbs": pages.to_meeting(row, Crumb(heading))})


def _lead(rows: tuple[ShownDecision, ...]) -> tuple[Message, ...]:
    if not rows:
        return (message("meetings.decisions.none"),)
    late = sum(row.days_over is not None for row in rows)
    waiting = sum(row.row.state == "reported" for row in rows)
    going_on = sum(row.row.state in {"open", "reported"} for row in rows)
    told = message("meetings.decisions.lead", count=len(rows), going_on=going_on, waiting=waiting)
    return (told, message("meetings.lead.overdue", count=late)) if late else (told,)
