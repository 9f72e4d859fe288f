"""What comes of a round: proposals for the plan, and a page per department for its budget request."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from monosashi.core.messages import message
from monosashi.office.accounts.access import requires
from monosashi.office.accounts.deciding import Deciding, Done, Shown, decides
from monosashi.office.accounts.permissions import Permission
from monosashi.office.accounts.register import with_predecessors
from monosashi.office.accounts.standing import Person
from monosashi.office.closing import actions_following
from monosashi.office.closing.actions_following import proposal_of, waiting
from monosashi.office.closing.budget_request import of_department
from monosashi.office.closing.forms import CarryForm, DropForm, ProposeForm, label_of
from monosashi.office.closing.proposals import sentence_of
from monosashi.office.plans.queries import held as held_plan
from monosashi.office.plans.year.in_year import in_year
from monosashi.office.rounds.basis import basis_of
from monosashi.office.rounds.models import FollowUp, Round, Sheet
from monosashi.office.rounds.pages import page
from monosashi.office.rounds.places import of_round, of_sheet, round_or_404, sheet_or_404
from monosashi.office.ui.crumbs import Crumb


@requires(Permission.READ, of_round)
def proposals(request: HttpRequest, number: int) -> HttpResponse:
    """Everything that the round proposes for the plan."""
    return _page(request, round_or_404(number))


@decides(Permission.RUN_ROUND, of_round, label_of)
def carry(request: HttpRequest, number: int) -> Deciding[CarryForm]:
    """Lay the chosen proposals into a draft revision."""
    held = round_or_404(number)
    rows = tuple(waiting(held))

    def act(form: CarryForm, by: Person) -> Done:
        draft = actions_following.carry(number=number, pks=form.chosen, by=by)
        return Done(
            message("closing.did.carried", count=len(form.chosen)), reverse("plans:import-draft", args=(draft.pk,))
        )

    def form(sent: object) -> CarryForm:
        return CarryForm(tuple(row.pk for row in rows), sent)

    return Deciding(form, act, lambda shown: _page(request, held, shown))


@decides(Permission.RUN_ROUND, of_round, label_of)
def drop(request: HttpRequest, number: int, pk: int) -> Deciding[DropForm]:
    """Carry one proposal no further."""
    held = round_or_404(number)
    if not FollowUp.objects.filter(sheet__round=held, pk=pk).exists():
        raise Http404(pk)

    def act(form: DropForm, by: Person) -> Done:
        actions_following.drop(pk=pk, number=number, reason=form.cleaned_data["reason"], by=by)
        return Done(message("closing.did.dropped"), reverse("closing:proposals", args=(number,)))

    return Deciding(DropForm, act, lambda shown: _page(request, held, shown, dropping=pk))


@decides(Permission.ANSWER_SHEET, of_sheet, label_of)
def propose(request: HttpRequest, number: int, node: str) -> Deciding[ProposeForm]:
    """Propose something for the measure of a sheet."""
    sheet = sheet_or_404(number, node)
    plan = held_plan(sheet.round.plan_id).plan
    if node not in plan.index.node:
        raise Http404(node)

    def act(form: ProposeForm, by: Person) -> Done:
        actions_following.propose(number=number, node=node, wish=form.wish, by=by)
        return Done(message("closing.did.proposed"), reverse("closing:proposals", args=(number,)))

    def shown(told: Shown[ProposeForm]) -> HttpResponse:
        back = Crumb(message("rounds.part.proposals"), reverse("closing:proposals", args=(number,)))
        way = (back, Crumb(message("closing.propose.heading")))
        measure = plan.index.node[node]
        context = page(request, sheet.round, "proposals", *way, form=told.form, node=measure, problem=told.problem)
        return render(request, "closing/propose.html", context, status=told.status)

    def form(sent: object) -> ProposeForm:
        return ProposeForm(plan, node, basis_of(sheet.round).life_cycle, sent, initial=_first_values(sheet))

    return Deciding(form, act, shown)


@requires(Permission.READ, of_round)
def budget(request: HttpRequest, number: int, code: str) -> HttpResponse:
    """What a department takes to its budget request: missed targets, opinions, promises, money."""
    held = round_or_404(number)
    year = in_year(held_plan(held.plan_id), held.fiscal_year)
    department = year.plan.index.department.get(code)
    if department is None:
        raise Http404(code)
    measures = of_department(year, with_predecessors((code,), timezone.localdate()))
    missed = sum(len(each.missed) for each in measures)
    opinions = sum(len(each.opinions) for each in measures)
    told = {"count": len(measures), "missed": missed, "opinions": opinions}
    context = page(
        request,
        held,
        "proposals",
        Crumb(message("closing.budget.crumb", name=department.name)),
        department=department,
        measures=measures,
        fiscal_year=held.fiscal_year,
        heading=message("closing.budget.title", name=department.name),
        lead=(message("closing.budget.lead", **told),),
    )
    return render(request, "closing/budget.html", context)


def _page(
    request: HttpRequest, held: Round, shown: "Shown[CarryForm] | Shown[DropForm] | None" = None, dropping: int = 0
) -> HttpResponse:
    plan, judged_by = held_plan(held.plan_id).plan, basis_of(held)
    measures = {**judged_by.plan.index.node, **plan.index.node}
    rows = FollowUp.objects.select_related("sheet").filter(sheet__round=held).order_by("sheet__position", "pk")
    stages = judged_by.life_cycle
    told = [(row, measures.get(row.sheet.node), sentence_of(proposal_of(row), plan, stages)) for row in rows]
    context = page(
        request,
        held,
        "proposals",
        Crumb(message("rounds.part.proposals")),
        rows=told,
        waiting=[row.pk for row, _, _ in told if row.carried_at is None and not row.dropped],
        departments=_departments(held),
        dropping=dropping,
        form=shown.form if shown else None,
        problem=shown.problem if shown else None,
        problems=shown.problems if shown else (),
        next_year=held.fiscal_year + 1,
        heading=message("closing.proposals.page", year=held.fiscal_year + 1),
        lead=(message("closing.proposals.lead", count=len(told)),),
    )
    return render(request, "closing/proposals.html", context, status=shown.status if shown else 200)


def _first_values(sheet: Sheet) -> dict[str, str]:
    """What the form begins with: what the sheet's own answers come to."""
    wish = actions_following.suggested(sheet)
    return {} if wish is None else {"kind": wish.kind.value, **wish.body, "reason": wish.reason}


def _departments(held: Round) -> list[tuple[str, str]]:
    """The departments that lead a sheet of the round, as the plan calls them."""
    plan = basis_of(held).plan
    codes = {
        part.code
        for sheet in held.sheets.prefetch_related("departments")
        for part in sheet.departments.all()
        if part.part == "lead"
    }
    return [(each.id, each.name) for each in plan.departments if each.id in codes]
