"""What a round leaves out, and why; the city's own questions that it asks."""

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse

from monosashi.core.messages import Message, message
from monosashi.office.accounts.access import requires, standing_in
from monosashi.office.accounts.deciding import Deciding, Done, Shown, decides
from monosashi.office.accounts.permissions import Permission, Place, may
from monosashi.office.accounts.standing import Person
from monosashi.office.plans.pages import Context
from monosashi.office.rounds import actions_accepting
from monosashi.office.rounds.acting import Of, SheetChanged
from monosashi.office.rounds.basis import basis_of
from monosashi.office.rounds.forms import ReasonForm, SeenForm, label_of
from monosashi.office.rounds.list_of_scope import ScopeRow, list_of_scope, rows_of_scope
from monosashi.office.rounds.models import Round, Sheet
from monosashi.office.rounds.pages import page
from monosashi.office.rounds.places import (
    judged_sheet_or_404,
    label_of_sheet,
    of_round,
    round_or_404,
    sheet_or_404,
)
from monosashi.office.rounds.states import SheetAct
from monosashi.office.ui.crumbs import Crumb
from monosashi.office.ui.downloads import as_file
from monosashi.office.ui.lists import listed


@requires(Permission.READ, of_round)
def scope(request: HttpRequest, number: int) -> HttpResponse:
    """What is asked about and what is left out."""
    held = round_or_404(number)
    runs = may(standing_in(request), Permission.RUN_ROUND, Place(held.plan_id))
    basis = basis_of(held)
    rows = rows_of_scope(held, basis, runs=runs)
    list_of = list_of_scope(held, rows, runs=runs)
    if (file := as_file(list_of, rows, request.GET)) is not None:
        return file
    more: Context = {
        "heading": message("rounds.part.scope"),
        "lead": (_lead(rows),),
        "list": listed(list_of, rows, request.GET),
        "questions": basis.plan.questions,
        "may_edit_plan": may(standing_in(request), Permission.EDIT_PLAN, Place(held.plan_id)),
    }
    context = page(request, held, "scope", Crumb(message("rounds.part.scope")), **more)
    return render(request, "rounds/scope.html", context)


@decides(Permission.RUN_ROUND, of_round, label_of)
def leave_out(request: HttpRequest, number: int, node: str) -> Deciding[ReasonForm]:
    """Ask for a measure no more."""
    sheet = judged_sheet_or_404(number, node)

    def act(told: ReasonForm, by: Person) -> Done:
        of = Of(number, node, told.cleaned_data["seen"])
        actions_accepting.leave_out(of, reason=told.cleaned_data["reason"], by=by)
        return _done(sheet, SheetAct.LEAVE_OUT)

    def form(sent: QueryDict | None) -> ReasonForm:
        return ReasonForm(sent, initial={"seen": sheet.version})

    return Deciding(form, act, lambda shown: _page(request, sheet, SheetAct.LEAVE_OUT, shown))


@decides(Permission.RUN_ROUND, of_round, label_of)
def take_in(request: HttpRequest, number: int, node: str) -> Deciding[SeenForm]:
    """Ask for a measure again."""
    sheet = judged_sheet_or_404(number, node)

    def act(told: SeenForm, by: Person) -> Done:
        actions_accepting.take_in(Of(number, node, told.cleaned_data["seen"]), by=by)
        return _done(sheet, SheetAct.TAKE_IN)

    def form(sent: QueryDict | None) -> SeenForm:
        return SeenForm(sent, initial={"seen": sheet.version})

    return Deciding(form, act, lambda shown: _page(request, sheet, SheetAct.TAKE_IN, shown))


def _done(sheet: Sheet, act: SheetAct) -> Done:
    said = message(f"rounds.did.{act.value}", name=label_of_sheet(sheet))
    return Done(said, reverse("rounds:scope", args=(sheet.round_id,)))


def _page(
    request: HttpRequest, sheet: Sheet, act: SheetAct, shown: Shown[ReasonForm] | Shown[SeenForm]
) -> HttpResponse:
    held: Round = sheet.round
    heading = message(f"rounds.{act.value}.heading", name=label_of_sheet(sheet))
    form = shown.form
    if isinstance(shown.refused, SheetChanged):
        sheet = sheet_or_404(held.pk, sheet.node)
        form = _seen_now(form, sheet.version)
    way = Crumb(message("rounds.part.scope"), reverse("rounds:scope", args=(held.pk,)))
    more: Context = {"heading": heading, "sheet": sheet, "act": act, "form": form, "problem": shown.problem}
    context = page(request, held, "scope", way, Crumb(heading), **more)
    return render(request, "rounds/leave_out.html", context, status=shown.status)


def _seen_now(form: ReasonForm | SeenForm, version: int) -> ReasonForm | SeenForm:
    """The form as it was sent, about the sheet as it stands now: the page shows it, so it has been seen."""
    return type(form)({**dict(form.data.items()), "seen": str(version)})


def _lead(rows: list[ScopeRow]) -> Message:
    out = sum(row.left_out for row in rows)
    return message("rounds.scope.lead" if out else "rounds.scope.lead_all", asked=len(rows) - out, out=out)
