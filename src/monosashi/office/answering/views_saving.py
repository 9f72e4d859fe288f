"""What was typed is saved, handed on, taken back."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from monosashi.core.messages import Message, message
from monosashi.office.accounts.access import person_in, requires, standing_in
from monosashi.office.accounts.deciding import Deciding, Done, Shown, decides
from monosashi.office.accounts.permissions import NotAllowed, Permission, check
from monosashi.office.accounts.refusals import StateForbids
from monosashi.office.accounts.standing import Person
from monosashi.office.answering.actions_parts import NoSuchPart, mark_part
from monosashi.office.answering.cells_sent import label_of, typed_in
from monosashi.office.answering.forms import PartForm, SeenForm
from monosashi.office.answering.page_of_sheet import Outcome, sheet_page
from monosashi.office.rounds.acting import Of
from monosashi.office.rounds.actions_answering import Clash, Clashed, Kept, save_answers, submit, withdraw
from monosashi.office.rounds.basis import basis_of
from monosashi.office.rounds.filled import Fault, Filled
from monosashi.office.rounds.places import of_sheet, sheet_or_404
from monosashi.office.rounds.queries import NoSuchSheet
from monosashi.office.ui.kept_forms import keeps_typed
from monosashi.office.ui.language import spoken

CONFLICT, FORBIDDEN = 409, 403
JSON = "application/json"


@keeps_typed(label_of)
@requires(Permission.READ)
def save(request: HttpRequest, number: int, node: str) -> HttpResponse:
    """Save the cells that were changed. Answers JSON to the page's own script, and the page to a button.

    Who may is asked by the action, of the row that it locks: asked at the door too, the sheet would be read twice.
    """
    if request.method != "POST":
        check(standing_in(request), Permission.ANSWER_SHEET, of_sheet(number, node))
        return redirect(f"{reverse('answering:sheet', args=(number, node))}?{request.GET.urlencode()}")
    by_script = JSON in request.headers.get("Accept", "")
    try:
        kept = save_answers(Of(number, node), typed_in(request.POST), by=person_in(request))
    except NoSuchSheet:
        raise Http404(node) from None
    except NotAllowed as refused:
        if by_script:
            return _refused_by_script(refused.why, FORBIDDEN)
        raise
    except StateForbids as refused:
        return _refused(request, number, node, refused, by_script=by_script)
    return _told(kept, request.POST) if by_script else _shown(request, kept, number, node)


def _refused(request: HttpRequest, number: int, node: str, refused: StateForbids, *, by_script: bool) -> HttpResponse:
    if by_script:
        return _refused_by_script(refused.why, CONFLICT)
    return sheet_page(request, sheet_or_404(number, node), Outcome(sent=request.POST, refused=refused, status=CONFLICT))


def _refused_by_script(why: Message, status: int) -> HttpResponse:
    """Why nothing was saved, and how to keep what was typed: the page loses it when it is opened anew."""
    said = "".join(spoken(each) for each in (why, message("answering.save.refused")))
    return JsonResponse({"refused": said}, status=status)


def _told(kept: Kept, sent: QueryDict) -> HttpResponse:
    """What became of each cell. `was` is what stands there now, `html` what is to be read beneath the cell."""
    basis, typed = basis_of(kept.sheet.round), typed_in(sent)
    stand = {slot: cell.text for slot, cell in typed.items() if kept.texts.get(slot) == cell.text}
    saved = Filled(basis, basis.asked(kept.sheet.node), stand)
    cells: dict[str, dict[str, str]] = {}
    for slot, reading in saved.readings.items():
        fault = reading if isinstance(reading, Fault) else None
        cells[slot] = {"state": "unread" if fault else "saved", "html": _beneath(slot, fault=fault)}
    for clash in kept.clashes:
        cells[clash.slot] = {"state": "clash", "was": clash.theirs, "html": _beneath(clash.slot, clash=clash)}
    now = timezone.localtime()
    at = message("answering.saved_at", hour=now.hour, minute=f"{now.minute:02}")
    said = Clashed(kept.clashes).why if kept.clashes else at
    return JsonResponse({"said": spoken(said), "cells": cells})


def _beneath(slot: str, *, fault: Fault | None = None, clash: Clash | None = None) -> str:
    told: dict[str, Any] = {"slot_id": slot, "fault": fault, "clash": clash}
    return render_to_string("answering/_beneath.html", told) if fault or clash else ""


def _shown(request: HttpRequest, kept: Kept, number: int, node: str) -> HttpResponse:
    if kept.clashes:
        refused = Clashed(kept.clashes)
        outcome = Outcome(request.POST, kept.clashes, refused, stands=True, status=CONFLICT)
        return sheet_page(request, sheet_or_404(number, node), outcome)
    told = message("answering.saved", count=len(kept.saved)) if kept.saved else message("answering.nothing_changed")
    messages.success(request, spoken(told))
    return redirect("answering:sheet", number, node)


@decides(Permission.ANSWER_SHEET, of_sheet, label_of, act_asks=True)
def hand_on(request: HttpRequest, number: int, node: str) -> Deciding[SeenForm]:
    """Save what was typed, then hand the sheet to whoever confirms."""

    def act(form: SeenForm, by: Person) -> Done:
        sent = form.data
        typed = typed_in(sent) if isinstance(sent, QueryDict) else {}
        try:
            submit(Of(number, node, form.cleaned_data["seen"]), typed, by=by)
        except NoSuchSheet:
            raise Http404(node) from None
        return Done(message("answering.handed_on"), reverse("answering:sheet", args=(number, node)))

    return _deciding(request, number, node, act)


@decides(Permission.ANSWER_SHEET, of_sheet, label_of)
def take_back(request: HttpRequest, number: int, node: str) -> Deciding[SeenForm]:
    """Take back what one handed on, before the next one acts."""

    def act(form: SeenForm, by: Person) -> Done:
        withdraw(Of(number, node, form.cleaned_data["seen"]), by=by)
        return Done(message("answering.taken_back"), reverse("answering:sheet", args=(number, node)))

    return _deciding(request, number, node, act)


def _deciding(request: HttpRequest, number: int, node: str, act: Any) -> Deciding[SeenForm]:  # noqa: ANN401
    def page(shown: Shown[SeenForm]) -> HttpResponse:
        sheet = sheet_or_404(number, node)
        sent = request.POST if request.method == "POST" else None
        clashes = shown.refused.clashes if isinstance(shown.refused, Clashed) else ()
        outcome = Outcome(sent, clashes, shown.refused, shown.problems, stands=True, status=shown.status)
        return sheet_page(request, sheet, outcome)

    return Deciding(form=lambda sent: SeenForm(sent, auto_id="seen-%s"), act=act, page=page)


@decides(Permission.ANSWER_SHEET, of_sheet, label_of)
def part(request: HttpRequest, number: int, node: str) -> Deciding[PartForm]:
    """A department says that its part is done, or that it is not after all."""

    def act(form: PartForm, by: Person) -> Done:
        done = form.cleaned_data["done"]
        try:
            mark_part(Of(number, node), form.cleaned_data["code"], done=done, by=by)
        except NoSuchPart:
            raise Http404(node) from None
        told = message("answering.part.marked" if done else "answering.part.unmarked")
        return Done(told, reverse("answering:sheet", args=(number, node)))

    def page(shown: Shown[PartForm]) -> HttpResponse:
        outcome = Outcome(refused=shown.refused, status=shown.status)
        return sheet_page(request, sheet_or_404(number, node), outcome)

    return Deciding(form=lambda sent: PartForm(sent, auto_id="part-%s"), act=act, page=page)
