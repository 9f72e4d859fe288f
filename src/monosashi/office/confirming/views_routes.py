"""The routes of departments: all of them, one, copied to others."""

from collections.abc import Iterable

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from monosashi.core.messages import Message, message
from monosashi.office.accounts.access import requires, standing_in
from monosashi.office.accounts.deciding import Deciding, Done, Shown, decides
from monosashi.office.accounts.models import Posting
from monosashi.office.accounts.permissions import Permission, Place, may
from monosashi.office.accounts.standing import Person, in_force
from monosashi.office.confirming import actions
from monosashi.office.confirming.actions import RouteChanged, own_route
from monosashi.office.confirming.forms import CopyForm
from monosashi.office.confirming.forms import label_of as label_of_decision
from monosashi.office.confirming.list_of_routes import RouteRow, list_of_routes, rows_of_routes
from monosashi.office.confirming.queries import every_plan, route_shown
from monosashi.office.confirming.route_form import Choices, RouteForm, as_text, label_of
from monosashi.office.confirming.ways import department_or_404, of_department
from monosashi.office.plans.pages import Context
from monosashi.office.rounds.models import Confirmation
from monosashi.office.rounds.routes import Routes, Step, routes_on
from monosashi.office.rounds.states import SheetState, StepKind, StepState
from monosashi.office.ui.crumbs import Crumb
from monosashi.office.ui.downloads import as_file
from monosashi.office.ui.lists import listed


@requires(Permission.READ)
def routes(request: HttpRequest) -> HttpResponse:
    """All departments with their routes and who holds the steps today."""
    rows = rows_of_routes()
    list_of = list_of_routes()
    if (file := as_file(list_of, rows, request.GET)) is not None:
        return file
    context: Context = {
        "crumbs": (_rounds(), Crumb(message("confirming.routes.heading"))),
        "list": listed(list_of, rows, request.GET),
        "lead": _lead(rows),
        "rows": rows,
    }
    return render(request, "confirming/routes.html", context)


@requires(Permission.READ)
def route(request: HttpRequest, code: str) -> HttpResponse:
    """The route of one department: its steps in order, who holds each today."""
    department = department_or_404(code)
    every = routes_on(timezone.localdate())
    shown = route_shown(every.of(code), *every_plan())
    standing = standing_in(request)
    context: Context = {
        "crumbs": (*_way(), Crumb(department.name)),
        "department": department,
        "steps": shown,
        "own": code in every.own,
        "came_from": tuple(every.tree.units[other].name for other in every.inherited_from(code)),
        "heirs": _heirs(every, code),
        "vacant": sum(step.vacant and step.kind is not StepKind.CIRCULATE for step in shown),
        "unread": sum(step.vacant and step.kind is StepKind.CIRCULATE for step in shown),
        "may_set": may(standing, Permission.SET_ROUTE, of_department(code)),
        "may_copy": bool(_theirs(request, every, code)),
    }
    return render(request, "confirming/route.html", context)


@decides(Permission.SET_ROUTE, of_department, label_of)
def set_route(request: HttpRequest, code: str) -> Deciding[RouteForm]:
    """Put the steps of a route together."""
    department = department_or_404(code)
    steps = own_route(code)
    every = routes_on(timezone.localdate())
    start = steps or every.of(code)

    def form(sent: QueryDict | None) -> RouteForm:
        made = RouteForm(_departments(every, start), start, code, sent)
        if sent is None:
            made.initial["seen"] = as_text(steps)
        return made

    def act(told: RouteForm, by: Person) -> Done:
        actions.set_route(code, told.steps, seen=told.seen_steps, by=by)
        said = message("confirming.did.route", name=department.name)
        return Done(said, reverse("confirming:route", args=(code,)))

    def page(shown: Shown[RouteForm]) -> HttpResponse:
        form = shown.form
        if isinstance(shown.refused, RouteChanged):
            form = RouteForm(_departments(every, start), (), code, _seen_now(form, shown.refused.now))
        context: Context = {
            "crumbs": (
                *_way(),
                Crumb(department.name, reverse("confirming:route", args=(code,))),
                Crumb(message("confirming.set_route.heading")),
            ),
            "department": department,
            "form": form,
            "problem": shown.problem,
            "now": route_shown(shown.refused.now, *every_plan()) if isinstance(shown.refused, RouteChanged) else None,
            "posts": _posts(),
            "under_way": _under_way(code),
        }
        return render(request, "confirming/set_route.html", context, status=200 if form.arranged else shown.status)

    return Deciding(form, act, page)


@decides(Permission.SET_ROUTE, of_department, label_of_decision)
def copy_route(request: HttpRequest, code: str) -> Deciding[CopyForm]:
    """Give other departments the same route."""
    department = department_or_404(code)
    every = routes_on(timezone.localdate())
    if code not in every.own:
        raise Http404(code)
    others = _theirs(request, every, code)

    def act(told: CopyForm, by: Person) -> Done:
        got = actions.copy_route(code, told.cleaned_data["to"], by=by)
        return Done(message("confirming.did.copy", count=len(got)), reverse("confirming:routes"))

    def page(shown: Shown[CopyForm]) -> HttpResponse:
        context: Context = {
            "crumbs": (
                *_way(),
                Crumb(department.name, reverse("confirming:route", args=(code,))),
                Crumb(message("confirming.copy.heading")),
            ),
            "department": department,
            "steps": route_shown(every.own[code], *every_plan()),
            "form": shown.form,
            "problem": shown.problem,
        }
        return render(request, "confirming/copy_route.html", context, status=shown.status)

    return Deciding(lambda sent: CopyForm(others, sent), act, page)


def _seen_now(form: RouteForm, now: tuple[Step, ...]) -> QueryDict:
    """What was sent, about the route as it stands now: the page shows it, so it has been seen."""
    sent = QueryDict(mutable=True)
    sent.update({**dict(form.data.items()), "seen": as_text(now)})
    return sent


def _theirs(request: HttpRequest, every: Routes, code: str) -> Choices:
    """The other departments whose routes this person may set."""
    standing = standing_in(request)
    return tuple(
        (unit.code, unit.name)
        for unit in every.tree.standing
        if unit.code != code and may(standing, Permission.SET_ROUTE, Place(departments=every.successors[unit.code]))
    )


def _departments(every: Routes, steps: Iterable[Step]) -> Choices:
    """Departments to choose from: those that exist today, and those that steps name."""
    named = {step.department for step in steps}
    standing = {unit.code for unit in every.tree.standing}
    return tuple((unit.code, unit.name) for unit in every.tree.units.values() if unit.code in standing | named)


def _heirs(every: Routes, code: str) -> tuple[str, ...]:
    """The departments that go on with the work of one that is gone."""
    standing = {unit.code: unit.name for unit in every.tree.standing}
    if code in standing:
        return ()
    return tuple(standing[other] for other in sorted(every.successors.get(code, frozenset())) if other in standing)


def _posts() -> tuple[str, ...]:
    """Posts that somebody has today. One query."""
    rows = in_force(Posting.objects.exclude(post=""), timezone.localdate()).order_by("post")
    return tuple(rows.values_list("post", flat=True).distinct())


def _under_way(code: str) -> int:
    """How many sheets are on a way with a step of this department. They keep it."""
    waiting = Confirmation.objects.filter(department=code, state=StepState.WAITING)
    return waiting.filter(sheet__state=SheetState.AWAITING_CONFIRMATION).values("sheet").distinct().count()


def _rounds() -> Crumb:
    return Crumb(message("rounds.list.heading"), reverse("rounds:list"))


def _way() -> tuple[Crumb, ...]:
    return _rounds(), Crumb(message("confirming.routes.heading"), reverse("confirming:routes"))


def _lead(rows: list[RouteRow]) -> Message:
    vacant = sum(bool(row.vacant) for row in rows if row.asked)
    asked = sum(row.asked for row in rows)
    if not asked:
        return message("confirming.routes.lead_none", count=len(rows))
    return message("confirming.routes.lead_vacant" if vacant else "confirming.routes.lead", asked=asked, vacant=vacant)
