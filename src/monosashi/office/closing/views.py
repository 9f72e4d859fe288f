"""The page from which a round is closed, and the decisions on it: close as provisional, settle, mark as published."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from monosashi.core.messages import message
from monosashi.office.accounts.access import requires
from monosashi.office.accounts.deciding import Deciding, Done, Shown, decides
from monosashi.office.accounts.permissions import Permission
from monosashi.office.accounts.refusals import StateForbids
from monosashi.office.accounts.standing import Person
from monosashi.office.closing import actions
from monosashi.office.closing.changed_money import MoneyMoved, money_moved
from monosashi.office.closing.forms import LabelForm, NoWordsForm, label_of
from monosashi.office.closing.judging_facts import moved_facts, other_than_money
from monosashi.office.closing.waited_for import waited_for
from monosashi.office.plans.actions_editions import editions_of
from monosashi.office.plans.models import Edition
from monosashi.office.plans.queries import whole
from monosashi.office.rounds.basis import basis_of
from monosashi.office.rounds.models import Round
from monosashi.office.rounds.pages import page
from monosashi.office.rounds.places import of_round, round_or_404
from monosashi.office.rounds.queries import name_of
from monosashi.office.rounds.states import RoundState
from monosashi.office.ui.crumbs import Crumb
from monosashi.publishing.editions_folder import AlreadyFrozen


@requires(Permission.READ, of_round)
def closing(request: HttpRequest, number: int) -> HttpResponse:
    """What is missing before the round can be closed, what came of it, what changed since."""
    return _page(request, round_or_404(number))


@decides(Permission.RUN_ROUND, of_round, label_of)
def close(request: HttpRequest, number: int) -> Deciding[LabelForm]:
    """Close the round as provisional."""
    return _labelled(request, number, actions.close, "closing.did.close")


@decides(Permission.RUN_ROUND, of_round, label_of)
def settle(request: HttpRequest, number: int) -> Deciding[LabelForm]:
    """Freeze the settled edition."""
    return _labelled(request, number, actions.settle, "closing.did.settle")


@decides(Permission.RUN_ROUND, of_round, label_of)
def published(request: HttpRequest, number: int) -> Deciding[NoWordsForm]:
    """Note that the result is public."""

    def act(_form: NoWordsForm, by: Person) -> Done:
        held = actions.mark_published(number=number, by=by)
        return Done(message("closing.did.publish", name=name_of(held)), _address(number))

    return Deciding(NoWordsForm, act, lambda shown: _page(request, round_or_404(number), shown))


def _labelled(request: HttpRequest, number: int, freeze: Callable[..., Edition], said: str) -> Deciding[LabelForm]:
    def act(form: LabelForm, by: Person) -> Done:
        try:
            edition = freeze(number=number, label=form.cleaned_data["label"].strip(), by=by)
        except AlreadyFrozen as error:
            raise StateForbids(message("plans.freeze.same", label=error.link.label)) from None
        return Done(message(said, label=edition.label, number=edition.number), _address(number))

    return Deciding(LabelForm, act, lambda shown: _page(request, round_or_404(number), shown))


def _address(number: int) -> str:
    return reverse("closing:closing", args=(number,))


def _page(
    request: HttpRequest, held: Round, shown: Shown[LabelForm] | Shown[NoWordsForm] | None = None
) -> HttpResponse:
    state = RoundState(held.state)
    open_ = waited_for(held)
    moved = _moved(held)
    context = page(
        request,
        held,
        "closing",
        Crumb(message("rounds.part.closing")),
        open=open_,
        moved=moved,
        may_close=state is RoundState.COMPILING and not open_.count and not moved,
        may_settle=state in {RoundState.CLOSED, RoundState.PUBLISHED} and held.settled_edition is None,
        may_publish=state is RoundState.CLOSED,
        is_closed=state in {RoundState.CLOSED, RoundState.PUBLISHED},
        editions=tuple(editions_of(held.plan_id).filter(number__in=_numbers(held))),
        money=_money(held),
        others=_others(held),
        form=shown.form if shown and isinstance(shown.form, LabelForm) else LabelForm(),
        problem=shown.problem if shown else None,
        problems=shown.problems if shown else (),
        heading=message(f"closing.heading.{_standing(held, state)}"),
        lead=(message(f"closing.lead.{_standing(held, state)}", open=open_.count),),
    )
    return render(request, "closing/closing.html", context, status=shown.status if shown else 200)


def _standing(held: Round, state: RoundState) -> str:
    if held.settled_edition is not None:
        return "settled"
    return state.value


def _moved(held: Round) -> tuple[str, ...]:
    if held.closed_edition is not None:
        return ()
    return moved_facts(basis_of(held).plan, whole(held.plan_id), held.fiscal_year)


def _numbers(held: Round) -> tuple[int, ...]:
    return tuple(number for number in (held.closed_edition, held.settled_edition) if number is not None)


def _money(held: Round) -> tuple[MoneyMoved, ...]:
    if held.closed_edition is None:
        return ()
    after = whole(held.plan_id) if held.settled_edition is None else actions.plan_of_edition(held, held.settled_edition)
    return money_moved(actions.plan_of_closed(held), after)


def _others(held: Round) -> int:
    """How many things other than money keep the round from being settled."""
    if held.closed_edition is None or held.settled_edition is not None:
        return 0
    return len(tuple(other_than_money(actions.plan_of_closed(held), whole(held.plan_id), held.fiscal_year)))
