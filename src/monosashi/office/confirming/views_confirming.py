"""Confirming one sheet, taking that back, returning it, noting that one has seen it."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse

from monosashi.core.messages import Message, message
from monosashi.office.accounts.access import person_in
from monosashi.office.accounts.deciding import Deciding, Done, Shown, decides
from monosashi.office.accounts.permissions import Permission
from monosashi.office.accounts.refusals import ChangedMeanwhile
from monosashi.office.accounts.standing import Person
from monosashi.office.confirming.forms import ReturnForm, SeenForm, label_of
from monosashi.office.confirming.on_sheet import Form, form_of, way_context
from monosashi.office.confirming.queries import steps_of
from monosashi.office.confirming.shown import sheets_shown
from monosashi.office.plans.pages import Context
from monosashi.office.rounds import actions_confirming
from monosashi.office.rounds.acting import Of
from monosashi.office.rounds.models import Sheet
from monosashi.office.rounds.pages import page
from monosashi.office.rounds.places import judged_sheet_or_404, label_of_sheet, of_way, sheet_or_404
from monosashi.office.rounds.states import SheetAct, SheetState
from monosashi.office.ui.crumbs import Crumb
from monosashi.wording import word

Act = Callable[[Of, Form, Person], Sheet]


@decides(Permission.CONFIRM_SHEET, of_way, label_of)
def confirm(request: HttpRequest, number: int, node: str) -> Deciding[Form]:
    """Do the step that is due."""
    return _deciding(request, number, node, SheetAct.CONFIRM)


@decides(Permission.CONFIRM_SHEET, of_way, label_of)
def return_(request: HttpRequest, number: int, node: str) -> Deciding[Form]:
    """Send the sheet back, with a note."""
    return _deciding(request, number, node, SheetAct.RETURN)


@decides(Permission.CONFIRM_SHEET, of_way, label_of)
def undo_confirmation(request: HttpRequest, number: int, node: str) -> Deciding[Form]:
    """Take back one's own confirmation."""
    return _deciding(request, number, node, SheetAct.UNDO_CONFIRMATION)


@decides(Permission.CONFIRM_SHEET, of_way, label_of, act_asks=True)
def seen(request: HttpRequest, number: int, node: str, position: int) -> Deciding[SeenForm]:
    """Note that one has seen the sheet: it was circulated, or somebody acted in one's place."""
    sheet = judged_sheet_or_404(number, node)

    def act(_told: SeenForm, by: Person) -> Done:
        actions_confirming.mark_seen(Of(number, node), position=position, by=by)
        return Done(message("confirming.did.seen", name=label_of_sheet(sheet)), _address(sheet))

    def form(sent: QueryDict | None) -> SeenForm:
        return SeenForm(sent, initial={"seen": sheet.version})

    return Deciding(form, act, lambda shown: _page(request, sheet, None, shown))


def _deciding(request: HttpRequest, number: int, node: str, act: SheetAct) -> Deciding[Form]:
    sheet = judged_sheet_or_404(number, node)
    steps = steps_of(sheet, None)

    def decide(told: Form, by: Person) -> Done:
        now = _DO[act](Of(number, node, told.cleaned_data["seen"]), told, by)
        return Done(_did(act, SheetState(now.state), label_of_sheet(sheet)), _address(sheet))

    def form(sent: QueryDict | None) -> Form:
        return form_of(act, sheet, steps, sent)

    return Deciding(form, decide, lambda shown: _page(request, sheet, act, shown))


def _did(act: SheetAct, now: SheetState, name: str) -> Message:
    """What was done; after the last step that the sheet is with the office."""
    if act is SheetAct.CONFIRM and now is SheetState.SUBMITTED:
        return message("confirming.did.confirm_last", name=name)
    return message(f"confirming.did.{act.value}", name=name)


def _page(
    request: HttpRequest, sheet: Sheet, act: SheetAct | None, shown: Shown[Form] | Shown[SeenForm]
) -> HttpResponse:
    sheet = sheet_or_404(sheet.round_id, sheet.node)
    form: Form = shown.form
    if isinstance(shown.refused, ChangedMeanwhile) and act is not None:
        form = form_of(act, sheet, steps_of(sheet, None), _seen_now(form, sheet.version))
    name = label_of_sheet(sheet)
    crumbs = Crumb(name, _address(sheet)), Crumb(message("confirming.section.heading"))
    sent = (act, form) if act is not None and form.is_bound else None
    more: Context = {
        "heading": message("confirming.decide.heading", name=name),
        "sheet": sheet,
        "one_state": word(SheetState(sheet.state)),
        "one": sheets_shown(sheet.round, (sheet,))[sheet.pk],
        "problem": shown.problem,
        **way_context(sheet, person_in(request), sent, act),
    }
    return render(
        request, "confirming/decide.html", page(request, sheet.round, "", *crumbs, **more), status=shown.status
    )


def _seen_now(form: Form, version: int) -> QueryDict:
    """What was sent, about the sheet as it stands now: the page shows it, so it has been seen."""
    sent = QueryDict(mutable=True)
    sent.update({**dict(form.data.items()), "seen": str(version)})
    return sent


def _address(sheet: Sheet) -> str:
    return reverse("answering:sheet", args=(sheet.round_id, sheet.node)) + "#way"


def _confirm(of: Of, told: Form, by: Person) -> Sheet:
    return actions_confirming.confirm(of, note=str(told.cleaned_data["note"]), by=by)


def _return(of: Of, told: Form, by: Person) -> Sheet:
    to = told.step if isinstance(told, ReturnForm) else None
    return actions_confirming.return_sheet(of, note=str(told.cleaned_data["note"]), to=to, by=by)


def _undo(of: Of, _told: Form, by: Person) -> Sheet:
    return actions_confirming.undo_confirmation(of, by=by)


_DO: dict[SheetAct, Act] = {
    SheetAct.CONFIRM: _confirm,
    SheetAct.RETURN: _return,
    SheetAct.UNDO_CONFIRMATION: _undo,
}
