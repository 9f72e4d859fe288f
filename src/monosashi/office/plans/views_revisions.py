"""Every state in which a plan was saved: who, when, why; any two compared; an earlier one made the newest again."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from monosashi.core.changes import diff
from monosashi.core.messages import InvalidInput, Problem, message
from monosashi.core.plan import Plan
from monosashi.exchange.plan_file import write_plan
from monosashi.office.accounts.access import of_plan, person_in, requires, standing_in
from monosashi.office.accounts.permissions import Permission, Place, may
from monosashi.office.plans.actions import Conflict, Saved, save
from monosashi.office.plans.editing.opened import token_in
from monosashi.office.plans.kept.submissions import Form
from monosashi.office.plans.lists.revisions import list_of_revisions, with_tools
from monosashi.office.plans.lists.told_of_revisions import told_of_revisions
from monosashi.office.plans.pages import held_or_404
from monosashi.office.plans.queries import NoSuchRevision, at_revision, whole
from monosashi.office.plans.queries import revisions as revisions_of
from monosashi.office.plans.ways import way_into
from monosashi.office.plans.year.closed import closed_in, touched_years
from monosashi.office.plans.year.compared_states import state_named
from monosashi.office.ui.crumbs import Crumb
from monosashi.office.ui.downloads import as_download, as_file, asks_for_file
from monosashi.office.ui.language import spoken
from monosashi.office.ui.lists import listed, page_of
from monosashi.publishing.comparison import compare


@requires(Permission.READ, of_plan)
def revisions(request: HttpRequest, plan: str) -> HttpResponse:
    """The list, newest first, and two of them to be compared."""
    state = held_or_404(plan)
    rows = tuple(revisions_of(plan))
    first, last = (1, len(rows)) if asks_for_file(request.GET) else page_of(request.GET, len(rows))
    list_of = list_of_revisions(plan, told_of_revisions(state.plan, first, last), state.revision)
    if file := as_file(list_of, rows, request.GET):
        return file
    may_restore = may(standing_in(request), Permission.EDIT_PLAN, Place(plan))
    context = {
        "plan": state.plan,
        "crumbs": (*_way(state.plan), Crumb(message("plans.revisions.heading"))),
        "list": listed(with_tools(list_of, plan, now=state.revision, may_restore=may_restore), rows, request.GET),
        "now": state.revision,
        "oldest": rows[-1].number,
        "before": rows[min(1, len(rows) - 1)].number,
    }
    return render(request, "plans/revisions/list.html", context)


@requires(Permission.READ, of_plan)
def comparison(request: HttpRequest, plan: str) -> HttpResponse:
    """Two states held against each other, revisions (`12`) or editions (`edition-2`): by default the newest and the one before."""
    state = held_or_404(plan)
    after = state_named(state, str(request.GET.get("to", "")) or str(state.revision))
    before = state_named(state, str(request.GET.get("from", "")) or str(max(after.revision - 1, 1)))
    context = {
        "plan": state.plan,
        "crumbs": (*_way(state.plan), *_into_list(plan), Crumb(message("plans.revisions.compare"))),
        "comparison": compare(before.given, after.given),
        "sides": (before, after),
    }
    return render(request, "plans/revisions/comparison.html", context)


@requires(Permission.EDIT_PLAN, of_plan)
def restore(request: HttpRequest, plan: str, number: int) -> HttpResponse:
    """Make an earlier state the newest, as a revision of its own. What that changes is shown first."""
    then, now = _at(plan, number), whole(plan)
    if request.method != "POST":
        return _restore_page(request, number, then, now)
    if str(request.POST.get("based_on", "")) != str(now.revision):
        return _look_again(request)
    try:
        saved = _go_back(request, number, then, now)
    except Conflict:
        return _look_again(request)
    except InvalidInput as error:
        return _restore_page(request, number, then, now, error.problems)
    messages.success(request, spoken(message("plans.restore.done", number=number, revision=saved.revision)))
    return redirect("plans:revisions", plan)


def _look_again(request: HttpRequest) -> HttpResponse:
    """The page anew, as the plan was saved since it was shown."""
    messages.warning(request, spoken(message("plans.remove.changed")))
    return redirect(request.path)


def _go_back(request: HttpRequest, number: int, then: Plan, now: Plan) -> Saved:
    changes = _back_to(then, now)
    default = "" if touched_years(changes, now) else spoken(message("plans.restore.why", number=number))
    return save(
        plan_id=now.id,
        based_on=now.revision,
        changes=changes,
        by=person_in(request),
        why=str(request.POST.get("why", "")).strip() or default,
        form=Form(token_in(request), {"restore": str(number)}),
    )


def _restore_page(
    request: HttpRequest, number: int, then: Plan, now: Plan, problems: tuple[Problem, ...] = ()
) -> HttpResponse:
    changes = _back_to(then, now)
    context = {
        "plan": now,
        "crumbs": (*_way(now), *_into_list(now.id), Crumb(message("plans.restore.heading", number=number))),
        "comparison": compare(now, then),
        "changes": bool(changes),
        "closed": closed_in(now, (year.fiscal_year for year in touched_years(changes, now))),
        "problems": problems,
        "number": number,
        "based_on": now.revision,
        "token": token_in(request),
    }
    return render(request, "plans/revisions/restore.html", context, status=422 if problems else 200)


@requires(Permission.READ, of_plan)
def plan_file(request: HttpRequest, plan: str, number: int) -> HttpResponse:  # noqa: ARG001 -- Django's signature
    """A revision as a plan document."""
    return as_download(write_plan(_at(plan, number)), f"{plan}.{number}.plan.json")


def _back_to(then: Plan, now: Plan) -> tuple[Any, ...]:
    found = diff(now, then, with_provenance=True)
    return tuple(change for change in found if change.path != ("revision",))


def _at(plan: str, number: int) -> Plan:
    try:
        return at_revision(plan, number)
    except NoSuchRevision:
        raise Http404(f"{plan} {number}") from None


def _way(plan: Plan) -> tuple[Crumb, ...]:
    return way_into(plan)[:-1]


def _into_list(plan: str) -> tuple[Crumb, ...]:
    return (Crumb(message("plans.revisions.heading"), reverse("plans:revisions", args=[plan])),)
