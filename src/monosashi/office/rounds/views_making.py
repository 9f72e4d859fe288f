"""Making a round and changing it: plan, year, kind, judging edition, days, letter."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from monosashi.core.messages import Message, message
from monosashi.core.tree import Node
from monosashi.office.accounts.access import of_plan
from monosashi.office.accounts.deciding import Deciding, Done, Shown, decides
from monosashi.office.accounts.permissions import Permission
from monosashi.office.accounts.standing import Person
from monosashi.office.plans.actions_editions import editions_of
from monosashi.office.plans.lists.own_work import current_year
from monosashi.office.plans.models import Edition
from monosashi.office.plans.pages import held_or_404
from monosashi.office.plans.queries import at_revision
from monosashi.office.rounds import actions_preparing
from monosashi.office.rounds.actions_preparing import AlreadyHeld
from monosashi.office.rounds.basis import basis_at, basis_of
from monosashi.office.rounds.forms import DaysForm, EditionForm, NewRoundForm, label_of
from monosashi.office.rounds.laying import departments_asked, left_out_by
from monosashi.office.rounds.models import Round, Sheet
from monosashi.office.rounds.pages import page
from monosashi.office.rounds.places import of_round, round_or_404
from monosashi.office.rounds.queries import name_of
from monosashi.office.rounds.settled import SettledInPlan
from monosashi.office.rounds.states import RoundKind
from monosashi.office.ui.crumbs import Crumb
from monosashi.office.ui.language import spoken
from monosashi.publishing.comparison import Comparison, compare


@decides(Permission.RUN_ROUND, of_plan, label_of)
def new(request: HttpRequest, plan: str) -> Deciding[NewRoundForm]:
    """Prepare a round of a plan."""
    state, editions = held_or_404(plan), standing_editions(plan)

    def form(sent: QueryDict | None) -> NewRoundForm:
        year = current_year(state.plan, timezone.localdate())
        initial = {
            "fiscal_year": year,
            "kind": RoundKind.YEAR.value,
            "letter": spoken(message("rounds.letter.default", year=year)),
        }
        return NewRoundForm(state.plan, editions, sent, initial=initial)

    def act(told: NewRoundForm, by: Person) -> Done:
        made = actions_preparing.prepare(plan_id=plan, wanted=told.wanted, by=by)
        return Done(message("rounds.did.prepare", name=name_of(made)), reverse("rounds:scope", args=(made.pk,)))

    def shown_page(shown: Shown[NewRoundForm]) -> HttpResponse:
        there = shown.refused.round if isinstance(shown.refused, AlreadyHeld) else None
        context = {
            "crumbs": (
                Crumb(message("rounds.list.heading"), reverse("rounds:list")),
                Crumb(message("rounds.new.heading")),
            ),
            "plan": state.plan,
            "editions": editions,
            "form": shown.form,
            "problem": shown.problem,
            "problems": shown.problems,
            "there": there,
            "settled": shown.refused.fiscal_year if isinstance(shown.refused, SettledInPlan) else None,
        }
        return render(request, "rounds/new.html", context, status=shown.status)

    return Deciding(form, act, shown_page)


@decides(Permission.RUN_ROUND, of_round, label_of)
def settings(request: HttpRequest, number: int) -> Deciding[DaysForm]:
    """Change the days and the letter of a round."""
    held = round_or_404(number)

    def form(sent: QueryDict | None) -> DaysForm:
        initial = {"deadline": held.deadline, "papers_due": held.papers_due, "letter": held.letter}
        return DaysForm(sent, initial=initial)

    def act(told: DaysForm, by: Person) -> Done:
        actions_preparing.change_round(number=number, by=by, **told.cleaned_data)
        return Done(message("rounds.did.settings"), reverse("rounds:about", args=(number,)))

    def shown_page(shown: Shown[DaysForm]) -> HttpResponse:
        heading = message("rounds.settings.heading")
        told = {"heading": heading, "form": shown.form, "problem": shown.problem}
        context = page(request, held, "about", *_way(held, heading), **told)
        return render(request, "rounds/settings.html", context, status=shown.status)

    return Deciding(form, act, shown_page)


@decides(Permission.RUN_ROUND, of_round, label_of)
def edition(request: HttpRequest, number: int) -> Deciding[EditionForm]:
    """Judge by another edition. What that changes is shown first (`?to=2`)."""
    held = round_or_404(number)
    others = tuple(each for each in standing_editions(held.plan_id) if each.number != held.edition)

    def form(sent: QueryDict | None) -> EditionForm:
        return EditionForm(others, sent, initial={"edition": _asked(request, others)})

    def act(told: EditionForm, by: Person) -> Done:
        chosen, why = told.cleaned_data["edition"], told.cleaned_data["why"]
        actions_preparing.choose_edition(number=number, edition=chosen, why=why, by=by)
        return Done(message("rounds.did.edition", number=chosen), reverse("rounds:about", args=(number,)))

    def shown_page(shown: Shown[EditionForm]) -> HttpResponse:
        wanted = str(shown.form["edition"].value() or "")
        chosen = next((each for each in others if str(each.number) == wanted), None)
        heading = message("rounds.edition.heading")
        context = page(
            request,
            held,
            "about",
            *_way(held, heading),
            heading=heading,
            form=shown.form,
            problem=shown.problem,
            now=judging_edition(held),
            others=others,
            chosen=chosen,
            comparison=_comparison(held, chosen),
            sheets=_sheets(held, chosen),
        )
        return render(request, "rounds/edition.html", context, status=shown.status)

    return Deciding(form, act, shown_page)


def _asked(request: HttpRequest, editions: tuple[Edition, ...]) -> int | None:
    asked = str(request.GET.get("to", ""))
    return next((each.number for each in editions if str(each.number) == asked), None)


def _comparison(held: Round, chosen: Edition | None) -> Comparison | None:
    """What differs between the plan of the judging edition and that of another."""
    if chosen is None or held.revision is None:
        return None
    return compare(at_revision(held.plan_id, held.revision), at_revision(held.plan_id, chosen.revision))


@dataclass(frozen=True, slots=True)
class SheetsMoved:
    """What another edition makes of the sheets: measures that get one, that are left out with what was typed, that others answer."""

    fresh: tuple[Node, ...]
    gone: tuple[Node, ...]
    moved: tuple[Node, ...]


def _sheets(held: Round, chosen: Edition | None) -> SheetsMoved | None:
    if chosen is None or held.revision is None:
        return None
    now = basis_of(held)
    then = basis_at(held.plan_id, chosen.revision, held.fiscal_year, RoundKind(held.kind))
    there = {sheet.node: sheet for sheet in Sheet.objects.filter(round=held)}
    gone = {node for node, sheet in there.items() if left_out_by(then, sheet)}
    asked_now, asked_then = departments_asked(now), departments_asked(then)
    moved = {node for node in there if node in asked_then and asked_then[node] != asked_now.get(node, asked_then[node])}
    return SheetsMoved(
        fresh=tuple(node for node in then.plan.index.measures if node.id not in there),
        gone=tuple(node for node in now.plan.index.measures if node.id in gone),
        moved=tuple(node for node in then.plan.index.measures if node.id in moved),
    )


def _way(held: Round, heading: Message) -> tuple[Crumb, ...]:
    return Crumb(message("rounds.part.about"), reverse("rounds:about", args=(held.pk,))), Crumb(heading)


def judging_edition(held: Round) -> Edition | None:
    """The edition by which a round judges, withdrawn or not; None where none was chosen. One query."""
    return None if held.edition is None else editions_of(held.plan_id).filter(number=held.edition).first()


def standing_editions(plan: str) -> tuple[Edition, ...]:
    """The plan's editions that were not withdrawn, the newest first. One query."""
    return tuple(editions_of(plan).filter(withdrawn_on="").order_by("-number"))
