"""What a round asks, and the decisions about it as a whole: ask, stop taking answers, take them again."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from monosashi.core.messages import Message, message
from monosashi.office.accounts.access import requires
from monosashi.office.accounts.deciding import Deciding, Done, Shown, decides
from monosashi.office.accounts.permissions import Permission
from monosashi.office.accounts.standing import Person
from monosashi.office.plans.year.sentences import voice_of
from monosashi.office.rounds import actions_preparing
from monosashi.office.rounds.basis import NoEdition, basis_of
from monosashi.office.rounds.forms import NoWordsForm, label_of
from monosashi.office.rounds.models import Round, SheetDepartment
from monosashi.office.rounds.pages import page
from monosashi.office.rounds.places import of_round, round_or_404
from monosashi.office.rounds.queries import name_of, sheets_of
from monosashi.office.rounds.states import (
    DONE,
    GOING_ON,
    ROUND_TRANSITIONS,
    RoundAct,
    RoundKind,
    RoundState,
    SheetState,
)
from monosashi.office.rounds.views_making import judging_edition
from monosashi.office.ui.crumbs import Crumb

Decide = Callable[..., Round]

_DECISIONS: Mapping[RoundAct, tuple[str, Decide]] = {
    RoundAct.OPEN: ("rounds:open", actions_preparing.open_round),
    RoundAct.STOP_TAKING: ("rounds:stop-taking", actions_preparing.stop_taking),
    RoundAct.TAKE_AGAIN: ("rounds:take-again", actions_preparing.take_again),
}


@dataclass(frozen=True, slots=True)
class Counted:
    """How many sheets a round has: asked for, left out, not done yet; and how many departments answer."""

    asked: int
    left_out: int
    undone: int
    departments: int


@dataclass(frozen=True, slots=True)
class Offer:
    """A decision that can be made now: what it does, in a sentence, and where it is sent."""

    act: RoundAct
    hint: Message
    address: str


@requires(Permission.READ, of_round)
def about(request: HttpRequest, number: int) -> HttpResponse:
    """What the round asks, of whom, until when, by which edition; what can be done with it."""
    return _page(request, round_or_404(number))


@decides(Permission.RUN_ROUND, of_round, label_of)
def open_(request: HttpRequest, number: int) -> Deciding[NoWordsForm]:
    """Ask the departments."""
    return _deciding(request, number, RoundAct.OPEN)


@decides(Permission.RUN_ROUND, of_round, label_of)
def stop_taking(request: HttpRequest, number: int) -> Deciding[NoWordsForm]:
    """Take no new answers."""
    return _deciding(request, number, RoundAct.STOP_TAKING)


@decides(Permission.RUN_ROUND, of_round, label_of)
def take_again(request: HttpRequest, number: int) -> Deciding[NoWordsForm]:
    """Take answers again."""
    return _deciding(request, number, RoundAct.TAKE_AGAIN)


def _deciding(request: HttpRequest, number: int, act: RoundAct) -> Deciding[NoWordsForm]:
    held, (_, decide) = round_or_404(number), _DECISIONS[act]

    def act_on(_told: NoWordsForm, by: Person) -> Done:
        decide(number=number, by=by)
        said = message(f"rounds.did.{act.value}", name=name_of(held))
        return Done(said, reverse("rounds:about", args=(number,)))

    def form(sent: QueryDict | None) -> NoWordsForm:
        return NoWordsForm(sent)

    return Deciding(form, act_on, lambda shown: _page(request, round_or_404(number), shown))


def _page(request: HttpRequest, held: Round, shown: Shown[NoWordsForm] | None = None) -> HttpResponse:
    counted = _counted(held)
    edition = judging_edition(held)
    context = page(
        request,
        held,
        "about",
        Crumb(message("rounds.part.about")),
        lead=(_lead(held, counted),),
        counted=counted,
        edition=edition,
        scheme=(scheme := _scheme(held)),
        asks_no_grade=scheme is None and held.state == RoundState.PREPARING and held.kind != RoundKind.SETTLED,
        unplaced=_unplaced(held) if scheme and held.state == RoundState.PREPARING else 0,
        offers=_offers(held, counted),
        going_on=held.state in GOING_ON,
        problem=shown.problem if shown else None,
        withdrawn=edition is not None and bool(edition.withdrawn_on),
    )
    return render(request, "rounds/about.html", context, status=shown.status if shown else 200)


def _counted(held: Round) -> Counted:
    states = list(sheets_of(held).order_by().prefetch_related(None).values_list("state", flat=True))
    codes = SheetDepartment.objects.filter(sheet__round=held).exclude(sheet__state=SheetState.LEFT_OUT)
    departments = codes.exclude(code="").order_by().values("code").distinct().count()
    left_out = states.count(SheetState.LEFT_OUT)
    return Counted(len(states) - left_out, left_out, sum(state not in DONE for state in states), departments)


def _unplaced(held: Round) -> int:
    """How many measures that are asked about stand in no stage, where a life cycle says by the stage how they are judged."""
    basis = basis_of(held)
    if basis.life_cycle is None:
        return 0
    nodes = (
        sheets_of(held)
        .exclude(state=SheetState.LEFT_OUT)
        .order_by()
        .prefetch_related(None)
        .values_list("node", flat=True)
    )
    said = (basis.plan.index.result.get((node, held.fiscal_year)) for node in nodes)
    return sum(each is None or (each.stage is None and each.managed_by is None) for each in said)


def _scheme(held: Round) -> tuple[str, str] | None:
    """Title and reference of the scheme that the round is judged by; None where it names none."""
    try:
        basis = basis_of(held)
    except NoEdition:
        return None
    if basis.scheme is None:
        return None
    return voice_of(basis.scheme, basis.life_cycle)(basis.scheme.title), basis.scheme.reference


def _lead(held: Round, counted: Counted) -> Message:
    state = RoundState(held.state)
    days = (held.deadline - timezone.localdate()).days
    told = {"asked": counted.asked, "departments": counted.departments, "undone": counted.undone}
    if state is RoundState.REQUESTING:
        said = "due" if days > 0 else "due_today" if days == 0 else "overdue"
        return message(f"rounds.about.lead.{said}", **told, days=abs(days))
    return message(f"rounds.about.lead.{state.value}", **told)


def _offers(held: Round, counted: Counted) -> tuple[Offer, ...]:
    state = RoundState(held.state)
    told = {"asked": counted.asked, "departments": counted.departments, "undone": counted.undone}
    return tuple(
        Offer(act, message(f"rounds.offer.{act.value}", **told), reverse(address, args=(held.pk,)))
        for act, (address, _) in _DECISIONS.items()
        if (state, act) in ROUND_TRANSITIONS
    )
