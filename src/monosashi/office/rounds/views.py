"""All rounds."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from monosashi.core.messages import Message, message
from monosashi.office.accounts.access import requires, standing_in
from monosashi.office.accounts.permissions import TABLE, Permission, Place, may
from monosashi.office.plans.queries import plans_held
from monosashi.office.rounds.list_of_rounds import RoundRow, list_of_rounds, rows_of_rounds
from monosashi.office.rounds.states import GOING_ON
from monosashi.office.ui.crumbs import Crumb
from monosashi.office.ui.downloads import as_file
from monosashi.office.ui.lists import listed


@requires(Permission.READ)
def rounds_page(request: HttpRequest) -> HttpResponse:
    """All rounds, by year. Three queries, however many there are."""
    rows = rows_of_rounds()
    list_of = list_of_rounds(rows)
    if (file := as_file(list_of, rows, request.GET)) is not None:
        return file
    standing, plans = standing_in(request), list(plans_held())
    may_run = [plan for plan in plans if may(standing, Permission.RUN_ROUND, Place(plan.pk))]
    context = {
        "crumbs": (Crumb(message("rounds.list.heading")),),
        "lead": _lead(rows),
        "list": listed(list_of, rows, request.GET),
        "rows": rows,
        "plans": plans,
        "may_run": may_run,
        "confirms": any(given.role in TABLE[Permission.CONFIRM_SHEET] for given in standing.given),
        "may_import": may(standing, Permission.IMPORT_PLAN),
    }
    return render(request, "rounds/list.html", context)


def _lead(rows: list[RoundRow]) -> Message:
    running = [row for row in rows if row.round.state in GOING_ON]
    if not rows:
        return message("rounds.list.none")
    if not running:
        return message("rounds.list.none_running", count=len(rows))
    asked, handed_in = sum(row.asked for row in running), sum(row.handed_in for row in running)
    return message("rounds.list.running", count=len(running), asked=asked, handed_in=handed_in)
