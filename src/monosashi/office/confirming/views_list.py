"""All that waits for a confirmer, in all rounds; several confirmed at once."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from monosashi.core.messages import Message, message
from monosashi.office.accounts.access import anywhere, requires, standing_in
from monosashi.office.accounts.deciding import Deciding, Done, Shown, decides
from monosashi.office.accounts.permissions import Permission
from monosashi.office.accounts.standing import Person
from monosashi.office.confirming.actions import NoneConfirmed, Refused, confirm_all
from monosashi.office.confirming.forms import TogetherForm, label_of
from monosashi.office.confirming.list_of_waiting import Line, list_of_waiting
from monosashi.office.confirming.queries import Waiting, WaitingFor, confirms, waiting_for
from monosashi.office.confirming.shown import SheetShown, sheets_shown
from monosashi.office.plans.pages import Context
from monosashi.office.rounds.basis import basis_of
from monosashi.office.rounds.models import Confirmation
from monosashi.office.rounds.queries import NoSuchRound, name_of, round_numbered
from monosashi.office.ui.crumbs import Crumb
from monosashi.office.ui.downloads import as_file
from monosashi.office.ui.language import spoken
from monosashi.office.ui.lists import listed


@requires(Permission.READ)
def waiting(request: HttpRequest) -> HttpResponse:
    """What waits for whoever asks: to be confirmed, to be seen, what others did in their place."""
    found = waiting_for(standing_in(request))
    to_do = _lines(found.to_do)
    list_of = list_of_waiting(to_do)
    if (file := as_file(list_of, to_do, request.GET)) is not None:
        return file
    context: Context = {
        "crumbs": (_rounds(), Crumb(message("confirming.list.heading"))),
        "lead": _lead(found, standing=confirms(standing_in(request))),
        "list": listed(list_of, to_do, request.GET) if to_do else None,
        "to_see": _lines(found.to_see),
        "later": [_later(row) for row in found.later],
        "possible": len(found.possible),
        "own": sum(each.own and not each.own_only for each in found.to_do),
        "own_only": sum(each.own and each.own_only for each in found.to_do),
        "confirms": confirms(standing_in(request)),
    }
    return render(request, "confirming/list.html", context)


@decides(Permission.READ, anywhere, label_of)
def together(request: HttpRequest) -> Deciding[TogetherForm]:
    """Confirm several sheets at once. Those with something to be read are not ticked."""

    def act(told: TogetherForm, by: Person) -> Done:
        told_all = confirm_all(told.chosen, note=told.cleaned_data["note"], by=by)
        for refused in told_all.refused:
            messages.warning(
                request, spoken(message("confirming.not_confirmed", node=_called(refused), why=refused.why))
            )
        if not told_all.done:
            raise NoneConfirmed
        return Done(message("confirming.did.together", count=len(told_all.done)), reverse("confirming:list"))

    def page(shown: Shown[TogetherForm]) -> HttpResponse:
        lines = _lines(waiting_for(standing_in(request)).possible)
        ticked = _ticked(shown.form, lines)
        context: Context = {
            "crumbs": (
                _rounds(),
                Crumb(message("confirming.list.heading"), reverse("confirming:list")),
                Crumb(message("confirming.together.heading")),
            ),
            "lines": [(line, line.shown.key in ticked) for line in lines],
            "doubtful": sum(bool(line.shown.doubts) for line in lines),
            "form": shown.form,
            "problem": shown.problem,
        }
        return render(request, "confirming/together.html", context, status=shown.status)

    return Deciding(TogetherForm, act, page)


def _ticked(form: TogetherForm, lines: Iterable[Line]) -> frozenset[str]:
    """What was ticked when it was sent, else all that have nothing to be read."""
    if form.is_bound:
        return frozenset(form["sheets"].value() or ())
    return frozenset(line.shown.key for line in lines if not line.shown.doubts)


def _called(refused: Refused) -> str:
    try:
        held = round_numbered(refused.of.round)
    except NoSuchRound:
        return refused.of.node
    node = basis_of(held).plan.index.node.get(refused.of.node)
    return node.label if node else refused.of.node


def _lines(found: Iterable[Waiting]) -> list[Line]:
    """The sheets in the order in which they wait, with what they say. Three queries a round."""
    every = list(found)
    rounds = {each.sheet.round_id: each.sheet.round for each in every}
    shown: dict[int, SheetShown] = {}
    for number, held in rounds.items():
        shown |= sheets_shown(held, (each.sheet for each in every if each.sheet.round_id == number))
    return [Line(each, shown[each.sheet.pk]) for each in every if each.sheet.pk in shown]


@dataclass(frozen=True, slots=True)
class Later:
    """What somebody else did in this person's place, to be seen later. `day` is when."""

    row: Confirmation
    day: date
    name: str
    round_name: Message
    address: str


def _later(row: Confirmation) -> Later:
    held = row.sheet.round
    node = basis_of(held).plan.index.node.get(row.sheet.node)
    address = reverse("answering:sheet", args=(held.pk, row.sheet.node))
    day = timezone.localdate(row.at)
    return Later(row, day, node.label if node else row.sheet.node, name_of(held), address)


def _lead(found: WaitingFor, *, standing: bool) -> Message:
    if not standing:
        return message("confirming.list.no_confirmer")
    possible, see = found.possible, len(found.to_see) + len(found.later)
    if not possible and not see:
        return message("confirming.list.nothing")
    longest = max((each.days for each in possible), default=0)
    kind = "lead_see" if not possible else "lead" if longest else "lead_today"
    if possible and not see:
        kind += "_alone"
    return message(f"confirming.list.{kind}", count=len(possible), see=see, days=longest)


def _rounds() -> Crumb:
    return Crumb(message("rounds.list.heading"), reverse("rounds:list"))
