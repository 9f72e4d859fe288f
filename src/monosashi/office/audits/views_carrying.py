"""Results with their accepted answers laid into the plan."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse

from monosashi.core.fiscal_years import print_fiscal_year
from monosashi.core.messages import message
from monosashi.core.plan import Plan, YearState
from monosashi.core.results import Note
from monosashi.office.accounts.access import standing_in
from monosashi.office.accounts.deciding import Deciding, Done, Shown, decides
from monosashi.office.accounts.permissions import Permission, Place, may
from monosashi.office.accounts.standing import Person
from monosashi.office.audits import pages
from monosashi.office.audits.actions_carrying import Choice, carry
from monosashi.office.audits.carrying import NoteInPlan, note_in, note_of, standing_of
from monosashi.office.audits.forms import CarryForm, carry_name, label_of
from monosashi.office.audits.places import audit_or_404, of_audit
from monosashi.office.audits.queries import AuditNow, ResultNow
from monosashi.office.entering.page import sent
from monosashi.office.plans.lists.own_work import current_year
from monosashi.office.plans.pages import node_address
from monosashi.office.plans.queries import departments_of, held
from monosashi.office.plans.year.in_year import in_year, latest_year, years_of
from monosashi.office.ui.crumbs import Crumb

LOOKS = {NoteInPlan.THERE: "done", NoteInPlan.OTHER: "look", NoteInPlan.LACKING: "none"}
"""How a note looks that the plan has, has otherwise, or lacks."""


@dataclass(frozen=True, slots=True)
class Offered:
    """A result at a measure: the note that it comes to, None where nothing was accepted yet, and what the plan has of it.

    `there` is the plan's note where it has other words, None elsewhere.
    """

    result: ResultNow
    node: str
    name: str
    address: str
    note: Note | None
    there: Note | None
    standing: NoteInPlan | None
    look: str
    ticked: bool
    field: str


@decides(Permission.KEEP_AUDITS, of_audit, label_of)
def into_plan(request: HttpRequest, audit: int) -> Deciding[CarryForm]:
    """Choose what the plan is told; the difference is shown by the plan's own page before it counts."""
    now = audit_or_404(audit)
    year = _asked_year(request, now)
    offered = _offered(now, year)

    def form(sent: QueryDict | None) -> CarryForm:
        years = [(str(each), print_fiscal_year(each)) for each in years_of(held(now.row.plan_id).plan)]
        ready = [(each.result.row.pk, each.node) for each in offered if each.note is not None]
        return CarryForm(years, ready, sent, initial={"year": str(year)})

    def act(told: CarryForm, by: Person) -> Done:
        chosen = tuple(Choice(result, node) for result, node in told.chosen)
        draft = carry(pk=audit, fiscal_year=int(told.cleaned_data["year"]), choices=chosen, by=by)
        return Done(message("audits.did.carried", count=len(chosen)), reverse("plans:import-draft", args=(draft.pk,)))

    def shown_page(shown: Shown[CarryForm]) -> HttpResponse:
        plan = held(now.row.plan_id).plan
        counts = {kind: sum(each.standing is kind for each in offered) for kind in NoteInPlan}
        context = pages.page(
            now,
            Crumb(message("audits.carry.heading")),
            offered=offered,
            fiscal_year=year,
            settled=_is_settled(plan, year),
            years=tuple(reversed(years_of(plan))),
            counts=tuple((kind, counts[kind]) for kind in NoteInPlan),
            without=sum(each.note is None for each in offered),
            may_import=may(standing_in(request), Permission.IMPORT_PLAN, Place(now.row.plan_id)),
            **sent(shown),
        )
        return render(request, "audits/into_plan.html", context, status=shown.status)

    return Deciding(form, act, shown_page)


def _asked_year(request: HttpRequest, now: AuditNow) -> int:
    """The year that is asked for, else the newest with results; where that is settled, the one that is worked on."""
    plan = held(now.row.plan_id).plan
    asked = str(request.POST.get("year") or request.GET.get("year", ""))
    newest = latest_year(plan)
    usual = current_year(plan, now.day) if _is_settled(plan, newest) else newest
    return next((each for each in years_of(plan) if str(each) == asked), usual)


def _is_settled(plan: Plan, fiscal_year: int) -> bool:
    known = plan.index.year.get(fiscal_year)
    return known is not None and known.state is YearState.SETTLED


def _offered(now: AuditNow, fiscal_year: int) -> tuple[Offered, ...]:
    state = held(now.row.plan_id)
    year = in_year(state, fiscal_year)
    found = []
    for result in now.results:
        for measure in result.measures:
            node = state.plan.index.node.get(measure.node)
            if node is None:
                continue
            note = note_of(now.row, result, departments_of(node, now.day))
            standing = standing_of(state.plan, fiscal_year, node.id, note, result) if note else None
            other = standing is NoteInPlan.OTHER
            found.append(
                Offered(
                    result,
                    node.id,
                    node.label,
                    node_address(year, node),
                    note,
                    note_in(state.plan, fiscal_year, node.id, note, result) if note and other else None,
                    standing,
                    LOOKS[standing] if standing else "none",
                    ticked=standing in {NoteInPlan.OTHER, NoteInPlan.LACKING},
                    field=carry_name(result.row.pk, node.id),
                )
            )
    return tuple(found)
