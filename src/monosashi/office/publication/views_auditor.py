"""The auditor's file sets: asked for, listed with their hashes, fetched."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from monosashi.core.messages import message
from monosashi.office.accounts.access import of_plan, requires
from monosashi.office.accounts.permissions import Permission
from monosashi.office.publication import actions, places
from monosashi.office.publication.models import AuditorSet, Making
from monosashi.office.publication.queries import auditor_sets_of, now
from monosashi.office.publication.shown import work_of
from monosashi.office.publication.views import ask_of_edition, page_of, say_why_not
from monosashi.office.ui.crumbs import Crumb
from monosashi.office.ui.downloads import as_download
from monosashi.publishing.editions import digest


@requires(Permission.PUBLISH, of_plan)
def sets(request: HttpRequest, plan: str) -> HttpResponse:
    """The sets that were made, and a button for another."""
    state = now(plan)
    if request.method == "POST":
        ask_of_edition(request, plan, actions.ask_for_auditor_set, message("publication.auditor.asked"))
        return redirect("publication:auditor", plan)
    rows = [(row, work_of(row), Making(row.state)) for row in auditor_sets_of(plan)]
    labels = {link.number: link.label for link in state.links}
    more = {
        "sets": [(row, work, labels.get(row.edition, "")) for row, work, _ in rows],
        "standing": tuple(reversed(state.standing)),
        "links": state.links,
        "going_on": any(work.going_on for _, work, _ in rows),
        "count": sum(made is Making.MADE for _, _, made in rows),
    }
    context = page_of(request, plan, Crumb(message("publication.auditor.heading")), **more)
    return render(request, "publication/auditor.html", context)


@requires(Permission.PUBLISH, of_plan)
def download(request: HttpRequest, plan: str, number: int) -> HttpResponse:
    """One set. One whose bytes changed on the disk is not given out."""
    row = AuditorSet.objects.filter(plan_id=plan, number=number, state=Making.MADE).first()
    if row is None:
        raise Http404(number)
    path = places.auditor_file(plan, number)
    raw = path.read_bytes() if path.is_file() else b""
    if digest(raw) != row.sha256:
        say_why_not(request, message("publication.auditor.changed"))
        return redirect("publication:auditor", plan)
    return as_download(raw, f"{plan}-auditor-{number}.zip")
