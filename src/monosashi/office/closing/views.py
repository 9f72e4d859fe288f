"""The page from which a round is closed, and the decisions on it: close as provisional, settle, mark as published."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from monosashi.core.messages import Message, message
from monosashi.office.accounts.access import requires, standing_in
from monosashi.office.accounts.deciding import Deciding, Done, Shown, decides
from monosashi.office.accounts.permissions import Permission, Place, may
from monosashi.office.accounts.refusals import StateForbids
from monosashi.office.accounts.standing import Person
from monosashi.office.closing import actions
from monosashi.office.closing.changed_money import MoneyMoved, money_moved
from monosashi.office.closing.edition_followed import followed, plan_of_edition, settled_in, why_not_settled
from monosashi.office.closing.firmness import count_not_final, not_final, settles_next
from monosashi.office.closing.forms import LabelForm, PublishedForm, SeenForm
from monosashi.office.closing.moved_words import moved_in_words
from monosashi.office.closing.otherwise import named_wrong, otherwise_than_money
from monosashi.office.closing.waited_for import waited_for
from monosashi.office.plans.actions_editions import editions_of
from monosashi.office.plans.models import Edition
from monosashi.office.plans.queries import held as held_plan
from monosashi.office.plans.queries import whole
from monosashi.office.publication.errata_shown import asked_errata
from monosashi.office.publication.queries import last_published, links_in
from monosashi.office.rounds.basis import basis_of
from monosashi.office.rounds.models import Round
from monosashi.office.rounds.pages import page
from monosashi.office.rounds.places import of_round, round_or_404
from monosashi.office.rounds.queries import name_of
from monosashi.office.rounds.states import GOING_ON, RoundKind, RoundState
from monosashi.office.ui.crumbs import Crumb
from monosashi.office.ui.forms import labels_of
from monosashi.publishing.editions_folder import AlreadyFrozen

_label_of = labels_of(LabelForm, PublishedForm, otherwise="publication.form.reason_of_one")


@requires(Permission.READ, of_round)
def closing(request: HttpRequest, number: int) -> HttpResponse:
    """What is missing before the round can be closed, what came of it, what changed since."""
    return closing_page(request, round_or_404(number))


@decides(Permission.RUN_ROUND, of_round, _label_of)
def close(request: HttpRequest, number: int) -> Deciding[LabelForm]:
    """Close the round, as its kind is closed."""
    held = round_or_404(number)
    return _labelled(request, held, actions.close, f"closing.did.close.{RoundKind(held.kind).value}")


@decides(Permission.RUN_ROUND, of_round, _label_of)
def settle(request: HttpRequest, number: int) -> Deciding[LabelForm]:
    """Freeze the settled edition. Where no money changed since the provisional one, somebody says that this is meant."""
    return _labelled(request, round_or_404(number), actions.settle, "closing.did.settle")


@decides(Permission.RUN_ROUND, of_round, _label_of)
def published(request: HttpRequest, number: int) -> Deciding[PublishedForm]:
    """Note that the result is public: published by two people here, or said to be public elsewhere."""

    def act(form: PublishedForm, by: Person) -> Done:
        missing = _not_public(round_or_404(number))
        if missing is not None and not form.cleaned_data["elsewhere"]:
            raise StateForbids(message("closing.published.not_yet", number=missing))
        held = actions.mark_published(number=number, by=by)
        return Done(message("closing.did.publish", name=name_of(held)), _address(number))

    return Deciding(PublishedForm, act, lambda shown: closing_page(request, round_or_404(number), shown))


def _labelled(request: HttpRequest, held: Round, freeze: Callable[..., Edition], said: str) -> Deciding[LabelForm]:
    """Freeze an edition under the name that was sent, with all else that was said."""
    otherwise = otherwise_than_money(held)

    def act(form: LabelForm, by: Person) -> Done:
        try:
            edition = freeze(number=held.pk, label=form.cleaned_data["label"].strip(), meant=form.meant, by=by)
        except AlreadyFrozen as error:
            raise StateForbids(message("plans.freeze.same", label=error.link.label)) from None
        return Done(message(said, label=edition.label, number=edition.number), _address(held.pk))

    def form(sent: object) -> LabelForm:
        return LabelForm(otherwise.asked, sent)

    return Deciding(form, act, lambda shown: closing_page(request, round_or_404(held.pk), shown))


def _address(number: int) -> str:
    return reverse("closing:closing", args=(number,))


def closing_page(
    request: HttpRequest, held: Round, shown: Shown[LabelForm] | Shown[PublishedForm] | Shown[SeenForm] | None = None
) -> HttpResponse:
    """The page, with what was decided on it and could not be done."""
    kind, state = RoundKind(held.kind), RoundState(held.state)
    open_, moved, otherwise = waited_for(held), _moved(held), otherwise_than_money(held)
    is_closed = state not in GOING_ON
    form = shown.form if shown and isinstance(shown.form, LabelForm) else LabelForm(otherwise.asked)
    refused = _refused(held, kind, state)
    may_settle = kind is RoundKind.YEAR and is_closed and not _settled_itself(held) and refused is None
    context = page(
        request,
        held,
        "closing",
        Crumb(message("rounds.part.closing")),
        open=open_,
        moved=moved,
        may_close=state is RoundState.COMPILING and not (open_.count or moved or otherwise.judging or refused),
        may_settle=may_settle,
        may_publish=state is RoundState.CLOSED,
        is_closed=is_closed,
        refused=refused,
        words=_words_of(kind),
        editions=tuple(editions_of(held.plan_id).filter(number__in=_numbers(held))),
        money=_money(held),
        held_to_money=followed(held) is not None,
        takes_money=may_settle or (kind is RoundKind.SETTLED and not is_closed),
        **_firmness(held, runs=may(standing_in(request), Permission.RUN_ROUND, Place(held.plan_id))),
        otherwise=otherwise,
        errata=asked_errata(otherwise.errata, form) if otherwise.asked else (),
        named_wrong=named_wrong(held) if is_closed else None,
        form=form,
        public_form=shown.form if shown and isinstance(shown.form, PublishedForm) else PublishedForm(),
        not_public=_not_public(held) if state is RoundState.CLOSED else None,
        problem=shown.problem if shown else None,
        problems=shown.problems if shown else (),
        heading=_heading(held, kind, state),
        lead=(_lead(held, kind, state, open_.count),),
    )
    return render(request, "closing/closing.html", context, status=shown.status if shown else 200)


def _firmness(held: Round, *, runs: bool) -> dict[str, object]:
    """What is not final of the year's actuals: as the plan stands, or as the settled edition froze it."""
    is_over = RoundState(held.state) not in GOING_ON
    settled = settled_in(held) if is_over else None
    if settled is None and not settles_next(held):
        return {}
    plan = held_plan(held.plan_id).plan if settled is None else plan_of_edition(held, settled)
    return {
        "not_final": not_final(plan, held.fiscal_year),
        "count_not_final": count_not_final(plan, held.fiscal_year),
        "is_settled": settled is not None,
        "may_firm": runs and settled is None,
        "asks_sheets": held.state in GOING_ON,
        "shows_firmness": True,
        "revision": plan.revision,
    }


@dataclass(frozen=True, slots=True)
class _Words:
    """What the page calls the closing of a round of one kind."""

    heading: Message
    hint: Message
    button: Message


def _words_of(kind: RoundKind) -> _Words:
    said = (message(f"closing.close.{kind.value}.{part}") for part in ("heading", "hint", "button"))
    return _Words(*said)


def _settled_itself(held: Round) -> bool:
    """Whether the settled edition came of this very round."""
    return settled_in(held) in _numbers(held)


def _refused(held: Round, kind: RoundKind, state: RoundState) -> Message | None:
    """Why the year cannot be settled by this round now. None: it can, or that is not its turn."""
    settles_while_open = kind is RoundKind.SETTLED
    its_turn = kind is not RoundKind.MID_YEAR and settles_while_open == (state in GOING_ON)
    return why_not_settled(held) if its_turn and not _settled_itself(held) else None


def _heading(held: Round, kind: RoundKind, state: RoundState) -> Message:
    if state in GOING_ON:
        return message(f"closing.heading.{kind.value}.open")
    closed = kind if settled_in(held) is None else RoundKind.SETTLED
    return message(f"closing.heading.{closed.value}.closed")


def _lead(held: Round, kind: RoundKind, state: RoundState, open_: int) -> Message:
    if state in GOING_ON:
        return message(f"closing.lead.{state.value}", open=open_)
    if settled_in(held) is not None:
        return message("closing.lead.settled")
    return message(f"closing.lead.{kind.value}.{state.value}")


def _moved(held: Round) -> tuple[Message, ...]:
    if held.closed_edition is not None:
        return ()
    return moved_in_words(basis_of(held).plan, whole(held.plan_id), held.fiscal_year)


def _numbers(held: Round) -> tuple[int, ...]:
    return tuple(number for number in (held.closed_edition, held.settled_edition) if number is not None)


def _not_public(held: Round) -> int | None:
    """The newest edition that came of the round, where nobody published it by this system; None where it is public or there is none."""
    newest = max(_numbers(held), default=None)
    done = last_published(held.plan_id)
    public = links_in(done.preview.chain) if done is not None and done.preview is not None else ()
    return None if newest in {link.number for link in public} else newest


def _money(held: Round) -> tuple[MoneyMoved, ...]:
    """What the settled edition changes of the one that it follows, or would change now."""
    first, settled = followed(held), settled_in(held)
    if first is None:
        return ()
    after = whole(held.plan_id) if settled is None else plan_of_edition(held, settled)
    return money_moved(plan_of_edition(held, first), after)
