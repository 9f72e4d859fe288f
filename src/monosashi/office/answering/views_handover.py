"""The hand-over paper of a department: to be read, printed, taken as a workbook."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from monosashi.core.messages import message
from monosashi.office.accounts.access import requires, standing_in
from monosashi.office.accounts.models import Department
from monosashi.office.accounts.permissions import Permission, Place, may
from monosashi.office.accounts.register import with_successors
from monosashi.office.answering.handing_over import Handed, handed_over, list_of_handed
from monosashi.office.rounds.queries import name_of, open_rounds
from monosashi.office.ui.crumbs import Crumb
from monosashi.office.ui.downloads import as_file


@requires(Permission.READ)
def handover(request: HttpRequest, code: str) -> HttpResponse:
    """A department's sheets with everything that whoever comes has to know. It tells of drafts: others see a sentence."""
    department = Department.objects.filter(code=code).first()
    if department is None:
        raise Http404(code)
    today = timezone.localdate()
    context = {"department": department, "today": today, "crumbs": (Crumb(message("answering.handover.heading")),)}
    if not _may_see(request, code):
        return render(request, "answering/handover_of_others.html", context)
    rows = handed_over(code, today)
    file = as_file(list_of_handed(f"handover-{code}"), rows, request.GET)
    if file is not None:
        return file
    context |= {"rounds": _by_round(rows), "count": len(rows), "left": sum(bool(row.lacks) for row in rows)}
    return render(request, "answering/handover.html", context)


def _may_see(request: HttpRequest, code: str) -> bool:
    standing = standing_in(request)
    own = with_successors((code,), timezone.localdate())
    asked = (Permission.ANSWER_SHEET, Permission.CONFIRM_SHEET, Permission.RUN_ROUND)
    plans = {"", *open_rounds().values_list("plan", flat=True)}
    return bool(standing.departments & own) or any(
        may(standing, each, Place(plan, own)) for each in asked for plan in plans
    )


def _by_round(rows: tuple[Handed, ...]) -> tuple[tuple[object, tuple[Handed, ...]], ...]:
    rounds = {row.own.round.pk: row.own.round for row in rows}
    return tuple(
        ((name_of(held), held.plan.name), tuple(row for row in rows if row.own.round.pk == number))
        for number, held in rounds.items()
    )
