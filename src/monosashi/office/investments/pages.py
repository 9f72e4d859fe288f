"""The pages of cases: what each is given."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from monosashi.core.messages import Message, message
from monosashi.core.tree import Node
from monosashi.office.accounts.access import person_in, standing_in
from monosashi.office.accounts.bearers import names_today
from monosashi.office.accounts.deciding import Shown
from monosashi.office.accounts.permissions import EVERYWHERE, Permission, Place, may
from monosashi.office.accounts.register import names_of
from monosashi.office.accounts.standing import Person
from monosashi.office.entering.page import Page
from monosashi.office.investments import looking
from monosashi.office.investments.acting import may_act
from monosashi.office.investments.fields import year_text
from monosashi.office.investments.forms_examining import LikenessForm
from monosashi.office.investments.list_of_cases import list_of_cases
from monosashi.office.investments.models import Case, Condition
from monosashi.office.investments.queries import (
    CaseNow,
    every_case,
    others_of,
    place_of_condition,
    viewpoints,
)
from monosashi.office.investments.shown import (
    CONDITION_LOOKS,
    STATE_LOOKS,
    VERDICT_LOOKS,
    by_year,
    comparison,
    proposed,
    sources_text,
    totals,
)
from monosashi.office.investments.states import (
    CONDITIONS,
    IN_FORCE,
    InvestmentAct,
    InvestmentConditionAct,
    InvestmentConditionState,
    InvestmentEffect,
    InvestmentKind,
    InvestmentNextStep,
    InvestmentOutcome,
    InvestmentState,
    InvestmentVerdict,
)
from monosashi.office.meetings.shown import address_of_decision
from monosashi.office.plans.pages import node_address
from monosashi.office.plans.queries import every_held, held
from monosashi.office.plans.year.in_year import InYear, in_year, latest_year
from monosashi.office.rounds.acting import own_departments
from monosashi.office.ui.addresses import address_of
from monosashi.office.ui.crumbs import Crumb
from monosashi.office.ui.language import spoken
from monosashi.office.ui.lists import asked, listed, selected

Context = dict[str, Any]


@dataclass(frozen=True, slots=True)
class ShownCondition:
    """A condition with what whoever asks may do."""

    row: Condition
    state: InvestmentConditionState
    look: str
    departments: str
    late: bool
    reports: bool
    closes: bool


def list_page(request: HttpRequest, every: tuple[CaseNow, ...]) -> HttpResponse:
    """All cases with what they cost together."""
    of = list_of_cases(every)
    examines = may(standing_in(request), Permission.EXAMINE_INVESTMENT, EVERYWHERE)
    context = {
        "crumbs": (top(linked=False),),
        "list": listed(of, every, request.GET),
        "lead": totals(tuple(selected(asked(of, request.GET), every))) or (message("investments.list.lead"),),
        "new": _may_enter(request),
        "settings": examines,
        "begins": examines and not every and not viewpoints().exists(),
    }
    return render(request, "investments/list.html", context)


def cases_today() -> tuple[CaseNow, ...]:
    """All cases as they stand today."""
    return every_case(timezone.localdate())


def case_page(request: HttpRequest, now: CaseNow) -> HttpResponse:
    """One case: why, what was compared, what is noticed, what was decided, what became of it."""
    by = person_in(request)
    acts = {act.value for act in InvestmentAct if may_act(now.row, act, by)}
    others = others_of(now.row)
    context = {
        **_told(now),
        "acts": acts,
        "findings": looking.findings_of(now, held(now.row.plan_id).plan, others),
        "alike": tuple(_alike(now, others)),
        "says_alike": may(by.standing, Permission.PROPOSE_INVESTMENT, now.place),
        "conditions": tuple(_condition(each, now, by) for each in now.conditions),
        "waits_for_others": now.state is InvestmentState.EXAMINING and InvestmentAct.EXAMINE.value not in acts,
    }
    return render(request, "investments/case.html", context)


def sheet_page(request: HttpRequest, now: CaseNow) -> HttpResponse:
    """The sheet of a case for a meeting (投資判断調書), to be printed."""
    context = {
        **_told(now),
        "on_paper": True,
        "crumbs": crumbs_to(now.row, Crumb(message("investments.sheet.heading"))),
        "findings": looking.findings_of(now, held(now.row.plan_id).plan, others_of(now.row)),
        "conditions": tuple(_condition(each, now, person_in(request)) for each in now.conditions),
    }
    return render(request, "investments/sheet.html", context)


def form_of(row: Case, heading: str, button: str, lead: Message | None = None, **more: Any) -> Page:  # noqa: ANN401 -- a template takes anything
    """The page of a form about a case. `heading` and `button` are ids."""
    template = more.pop("template", "entering/form.html")
    way = crumbs_to(row)
    return Page(
        message(heading),
        message(button),
        address_of_case(row.pk),
        way,
        lead or message("investments.of_case", title=row.title),
        template,
        more or None,
    )


def anew(shown: Shown[Any], version: int) -> Shown[Any]:
    """The form as it was sent; once the page said that the case was changed, that is seen when it is sent again."""
    if shown.refused is not None:
        shown.form.data = shown.form.data.copy()
        shown.form.data["seen"] = str(version)
    return shown


def top(*, linked: bool = True) -> Crumb:
    """The list of cases."""
    return Crumb(message("investments.list.heading"), reverse("investments:list") if linked else "")


def crumbs_to(row: Case, *way: Crumb) -> tuple[Crumb, ...]:
    """The way over a case."""
    return (top(), Crumb(row.title, address_of_case(row.pk)), *way)


def address_of_case(pk: int) -> str:
    """The page of a case."""
    return address_of("investments:case", pk)


def _may_enter(request: HttpRequest) -> tuple[tuple[str, str], ...]:
    """For which of their own departments somebody enters cases: address and what the button says."""
    by = person_in(request)
    own = own_departments(by)
    if not own:
        return ()
    names = names_of(sorted(own))
    found = [
        (address_of("investments:new", key, code), name, state.plan.name)
        for key, state in every_held().items()
        for code, name in names.items()
        if code in {each.id for each in state.plan.departments}
        and may(by.standing, Permission.PROPOSE_INVESTMENT, Place(key, frozenset({code})))
    ]
    several = len({plan for _, _, plan in found}) > 1
    return tuple((where, spoken(_enters(name, plan if several else ""))) for where, name, plan in found)


def _enters(department: str, plan: str) -> Message:
    if not plan:
        return message("investments.list.new_of", department=department)
    return message("investments.list.new_of_plan", department=department, plan=plan)


def _told(now: CaseNow) -> Context:
    """What is said of a case on its page and on paper."""
    plan = held(now.row.plan_id)
    year = in_year(plan, latest_year(plan.plan))
    sums = proposed(now)
    return {
        "now": now,
        "row": now.row,
        "plan": now.row.plan_id,
        "crumbs": (top(), Crumb(now.row.title)),
        "look": STATE_LOOKS[now.state],
        "kind": InvestmentKind(now.row.kind),
        "texts": tuple(_texts(now.row)),
        "measures": tuple(_measures(now, year)),
        "names": tuple(each.name for each, _ in now.alternatives),
        "years": tuple(map(year_text, now.years)),
        "goes_on": now.state in IN_FORCE,
        "comparison": comparison(now),
        "sums": sums,
        "by_year": by_year(sums) if sums else (),
        "sources": sources_text(sums) if sums else (),
        "indicator": looking.indicator_label(now, plan.plan),
        "indicator_unit": looking.indicator_unit(now, plan.plan),
        "indicator_of_plan": now.row.indicator in plan.plan.index.indicator,
        "answers": tuple(_answers(now)),
        "decisions": tuple(reversed(tuple(map(_decision, now.row.decisions.all())))),
        "verifications": tuple(reversed(tuple(map(_verification, now.row.verifications.all())))),
        "actuals": looking.actual_rows(now, plan.plan),
    }


def _texts(row: Case) -> Iterable[tuple[Message, str]]:
    for name in ("problem", "served", "without", "workload", "uncounted", "risks", "shared_use"):
        yield message(f"investments.field.{name}"), getattr(row, name)


def _measures(now: CaseNow, year: InYear) -> Iterable[tuple[str, str]]:
    nodes: dict[str, Node] = dict(year.plan.index.node)
    for each in now.row.measures.all():
        known = nodes.get(each.node)
        yield (known.label, node_address(year, known)) if known else (each.name, "")


def _answers(now: CaseNow) -> Iterable[dict[str, Any]]:
    """Each viewpoint that is asked, or was answered; in its words as they were when it was answered."""
    kept = {each.viewpoint_id: each for each in now.row.answers.all()}
    for viewpoint in viewpoints():
        each = kept.get(viewpoint.pk)
        if each is None and not viewpoint.in_use:
            continue
        verdict = InvestmentVerdict(each.verdict) if each else InvestmentVerdict.NONE
        yield {
            "asked": each.asked if each else viewpoint.text,
            "answer": each.answer if each else "",
            "verdict": verdict,
            "look": VERDICT_LOOKS[verdict],
            "remark": each.remark if each else "",
        }


def _decision(row: Any) -> dict[str, Any]:  # noqa: ANN401 -- a row
    return {
        "row": row,
        "outcome": InvestmentOutcome(row.outcome),
        "meeting": address_of_decision(row.decided_in) if row.decided_in else "",
    }


def _verification(row: Any) -> dict[str, Any]:  # noqa: ANN401 -- a row
    return {"row": row, "effect": InvestmentEffect(row.effect), "next_step": InvestmentNextStep(row.next_step)}


def _condition(row: Condition, now: CaseNow, by: Person) -> ShownCondition:
    place, state = place_of_condition(row, now.day), InvestmentConditionState(row.state)
    own = bool(own_departments(by) & (place.departments or frozenset())) or row.reported_by == by.staff.pk
    may_report = may(by.standing, Permission.PROPOSE_INVESTMENT, place)
    may_close = may(by.standing, Permission.EXAMINE_INVESTMENT, place)
    return ShownCondition(
        row,
        state,
        CONDITION_LOOKS[state],
        spoken(message("value.separator")).join(names_today((row.code,), now.day)),
        late=state is InvestmentConditionState.OPEN and row.due < now.day,
        reports=(state, InvestmentConditionAct.REPORT) in CONDITIONS and may_report,
        closes=(state, InvestmentConditionAct.CLOSE) in CONDITIONS and may_close and not own,
    )


def _alike(now: CaseNow, others: tuple[Case, ...]) -> Iterable[tuple[looking.Alike, LikenessForm]]:
    for each in looking.alike(now, others):
        first = {"other": each.other.pk, "likeness": each.said.likeness if each.said else "different"}
        known = [(str(each.other.pk), each.other.title)]
        yield each, LikenessForm(others=known, chosen=True, initial=first, auto_id=f"like-{each.other.pk}-%s")
