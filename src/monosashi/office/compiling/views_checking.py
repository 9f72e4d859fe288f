"""Acceptance: the submitted sheets one after the other, and many at once."""

from collections.abc import Callable
from typing import Any

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from monosashi.core.messages import message
from monosashi.office.accounts.access import person_in, requires
from monosashi.office.accounts.deciding import Deciding, Done, Shown, decides
from monosashi.office.accounts.permissions import Permission
from monosashi.office.accounts.standing import Person
from monosashi.office.compiling.checking import Checking, checking_of
from monosashi.office.compiling.forms import AcceptForm, SendBackForm
from monosashi.office.compiling.sheet_checked import moved_values, sheet_checked
from monosashi.office.compiling.situation import situation_of
from monosashi.office.rounds.acting import Of
from monosashi.office.rounds.actions_accepting import PlanMoved, accept, send_back
from monosashi.office.rounds.basis import basis_of
from monosashi.office.rounds.pages import page
from monosashi.office.rounds.places import of_round, of_sheet, round_or_404, sheet_or_404
from monosashi.office.ui.crumbs import Crumb
from monosashi.office.ui.forms import labels_of

COUNTS = "counts-"
"""Before the id of a slot: whether the answer counts or the plan's value."""


_label_of = labels_of(SendBackForm, otherwise="compiling.check.heading")


@requires(Permission.ACCEPT_SHEET, of_round)
def check(request: HttpRequest, number: int) -> HttpResponse:
    """The first sheet that is to be looked at: one with a doubt, else the first one; without any, a page that says so."""
    checking = _checking(request, number)
    first = next(iter((*checking.doubtful, *checking.clear, *checking.for_others)), None)
    if first is not None:
        return redirect("compiling:check_sheet", number, first.sheet.node.id)
    way = Crumb(message("compiling.check.heading"))
    told: dict[str, Any] = {
        "heading": message("compiling.check.heading"),
        "lead": (message("compiling.check.nothing"),),
    }
    return render(request, "compiling/nothing_to_check.html", page(request, checking.now.round, "check", way, **told))


@requires(Permission.ACCEPT_SHEET, of_sheet)
def check_sheet(request: HttpRequest, number: int, node: str) -> HttpResponse:
    """One sheet as the office looks at it."""
    return _page(request, number, node)


@decides(Permission.ACCEPT_SHEET, of_sheet, _label_of)
def accept_sheet(request: HttpRequest, number: int, node: str) -> Deciding[AcceptForm]:
    """Accept it."""
    sheet_or_404(number, node)

    def act(told: AcceptForm, by: Person) -> Done:
        chosen = {key.removeprefix(COUNTS): value for key, value in request.POST.items() if key.startswith(COUNTS)}
        over = frozenset(slot for slot, value in chosen.items() if value == "answer")
        keep = frozenset(slot for slot, value in chosen.items() if value == "plan")
        to = _next(request, number, node)
        accept(Of(number, node, told.cleaned_data["seen"]), over=over, keep=keep, by=by)
        return Done(message("compiling.did.accepted", name=_name(number, node)), to)

    return _deciding(request, number, node, AcceptForm, act)


@decides(Permission.RUN_ROUND, of_sheet, _label_of)
def send_back_sheet(request: HttpRequest, number: int, node: str) -> Deciding[SendBackForm]:
    """Send it back with a note."""
    sheet_or_404(number, node)

    def act(told: SendBackForm, by: Person) -> Done:
        to = _next(request, number, node)
        send_back(Of(number, node, told.cleaned_data["seen"]), note=told.cleaned_data["note"], by=by)
        return Done(message("compiling.did.sent_back", name=_name(number, node)), to)

    return _deciding(request, number, node, lambda sent: SendBackForm(sent, auto_id="back-%s"), act)


def _deciding(
    request: HttpRequest,
    number: int,
    node: str,
    form: Callable[[QueryDict | None], Any],
    act: Callable[[Any, Person], Done],
) -> Deciding[Any]:
    return Deciding(form, act, lambda shown: _page(request, number, node, shown))


def _checking(request: HttpRequest, number: int) -> Checking:
    return checking_of(situation_of(round_or_404(number), timezone.localdate()), person_in(request))


def _next(request: HttpRequest, number: int, node: str) -> str:
    """Where to go on to: the next sheet, as the list stands before this one leaves it."""
    checking = _checking(request, number)
    before, after = checking.beside(node)
    following = after or before
    if following is None:
        return reverse("compiling:board", args=(number,))
    return reverse("compiling:check_sheet", args=(number, following.sheet.node.id))


def _name(number: int, node: str) -> str:
    return basis_of(round_or_404(number)).plan.index.node[node].name


def _page(request: HttpRequest, number: int, node: str, shown: Shown[BaseForm] | None = None) -> HttpResponse:
    sheet = sheet_or_404(number, node)
    checking = _checking(request, number)
    mine = next((each for each in checking.sheets if each.sheet.node.id == node), None)
    before, after = checking.beside(node)
    refused = shown.refused if shown else None
    context = page(
        request,
        sheet.round,
        "check",
        Crumb(message("compiling.check.heading"), reverse("compiling:check", args=(number,))),
        Crumb(_name(number, node)),
        **sheet_checked(request, sheet),
        mine=mine,
        leads=", ".join(checking.now.name_of(code) for code in mine.sheet.parts.leads) if mine else "",
        checking=checking,
        position=next((at for at, each in enumerate(checking.sheets, 1) if each is mine), None),
        before=before,
        after=after,
        back_form=shown.form if shown and isinstance(shown.form, SendBackForm) else _back_form(sheet.version),
        problem=shown.problem if shown else None,
        problems=shown.problems if shown else (),
        moved=moved_values(sheet, refused.slots) if isinstance(refused, PlanMoved) else (),
    )
    return render(request, "compiling/check_sheet.html", context, status=shown.status if shown else 200)


def _back_form(version: int) -> SendBackForm:
    return SendBackForm(initial={"seen": version}, auto_id="back-%s")
