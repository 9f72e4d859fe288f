"""The pages of audits: what each is given, whether it was asked for or something that was sent is shown again on it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from monosashi.core.messages import Message, message
from monosashi.office.accounts.access import person_in, standing_in
from monosashi.office.accounts.deciding import Shown
from monosashi.office.accounts.permissions import Permission, Place, may
from monosashi.office.accounts.standing import Person
from monosashi.office.answering.days import due_text
from monosashi.office.audits.actions_answering import AnswerChanged, Held, may_act
from monosashi.office.audits.forms import DecideForm, SendBackForm
from monosashi.office.audits.list_of_audits import list_of_audits
from monosashi.office.audits.list_of_results import list_of_results
from monosashi.office.audits.models import Audit, CorrectiveAction
from monosashi.office.audits.queries import AuditNow, PartNow, ResultNow, every_audit, name_of
from monosashi.office.audits.shown import STATE_LOOKS, STATUS_LOOKS, lead_of, lead_of_answers, owing, when_of
from monosashi.office.audits.states import AnswerAct, AuditResultState, AuditResultStatus
from monosashi.office.entering.page import sent
from monosashi.office.plans.models import PlanRow
from monosashi.office.plans.pages import node_address
from monosashi.office.plans.queries import held, rows_held
from monosashi.office.plans.year.in_year import InYear, in_year, latest_year
from monosashi.office.ui.cells import GradeMark
from monosashi.office.ui.crumbs import Crumb
from monosashi.office.ui.lists import listed

Context = dict[str, Any]


@dataclass(frozen=True, slots=True)
class ShownAction:
    """An answer as it is read: its tags, and by when or since when."""

    row: CorrectiveAction
    state: AuditResultState
    state_look: str
    status: AuditResultStatus
    status_look: str
    when: tuple[Message, ...]


@dataclass(frozen=True, slots=True)
class ShownPart:
    """A department beside a result, with what whoever asks may do. `now`: what it said last, `before`: what it said earlier."""

    part: PartNow
    look: str
    now: ShownAction | None
    before: tuple[ShownAction, ...]
    answers: bool
    accepts: bool
    sends_back: bool
    send_back: SendBackForm
    decide: DecideForm


@dataclass(frozen=True, slots=True)
class ShownMeasure:
    """A measure of a result with its grade in the newest year; `address` "" where the plan has it no more."""

    name: str
    address: str
    mark: GradeMark | None


@dataclass(frozen=True, slots=True)
class Acted:
    """What was sent about one department's answer and not done."""

    part: int
    form: BaseForm
    shown: Shown[Any]


def page(now: AuditNow, *way: Crumb, **more: Any) -> Context:  # noqa: ANN401 -- a template takes anything
    """What every page of an audit is given. `way` leads from the audit to it."""
    whole = Crumb(now.name, reverse("audits:audit", args=(now.row.pk,)) if way else "")
    return {"now": now, "audit": now.row, "plan": now.row.plan_id, "crumbs": (top(linked=True), whole, *way), **more}


def top(*, linked: bool) -> Crumb:
    """The list of audits."""
    return Crumb(message("audits.list.heading"), reverse("audits:list") if linked else "")


def year_of(now: AuditNow) -> InYear:
    """The plan of an audit in its newest year with results."""
    state = held(now.row.plan_id)
    return in_year(state, latest_year(state.plan))


def list_page(request: HttpRequest, every: tuple[AuditNow, ...]) -> HttpResponse:
    """All audits. `every` is what is kept."""
    results = sum(len(now.results) for now in every)
    first = message("audits.lead.all", count=results, done=sum(now.done for now in every), audits=len(every))
    context = {
        "crumbs": (top(linked=False),),
        "lead": (first, *lead_of_answers(every)) if every else (message("audits.list.lead"),),
        "list": listed(list_of_audits(every), every, request.GET),
        "may_keep": keeps_for(request),
        "plans": rows_held(),
        "may_import": may(standing_in(request), Permission.IMPORT_PLAN),
    }
    return render(request, "audits/list.html", context)


def keeps_for(request: HttpRequest) -> tuple[PlanRow, ...]:
    """The plans whose audits this person keeps."""
    standing = standing_in(request)
    return tuple(row for row in rows_held() if may(standing, Permission.KEEP_AUDITS, Place(row.pk)))


def audit_page(request: HttpRequest, now: AuditNow) -> HttpResponse:
    """An audit: how far it is, who owes an answer, all results."""
    context = page(
        now,
        lead=tuple(lead_of(now)),
        list=listed(list_of_results(now, year_of(now)), now.results, request.GET),
        owing=owing(now) if now.request else (),
        due=_due(now),
        may_keep=may_keep(request, now.row),
    )
    return render(request, "audits/audit.html", context)


def may_keep(request: HttpRequest, audit: Audit) -> bool:
    """Whether whoever asks keeps this audit."""
    return may(standing_in(request), Permission.KEEP_AUDITS, Place(audit.plan_id))


def result_page(request: HttpRequest, now: AuditNow, result: ResultNow, acted: Acted | None = None) -> HttpResponse:
    """A finding or an opinion: its words, its measures, what each department does about it."""
    year, by = year_of(now), person_in(request)
    before, after = _beside(now, result)
    context = page(
        now,
        Crumb(result.label),
        result=result,
        due=_due(now),
        measures=tuple(shown_measures(result, year)),
        year=year,
        parts=tuple(_shown_part(part, by, acted) for part in result.parts),
        before=before,
        after=after,
        may_keep=may_keep(request, now.row),
        acted=acted.part if acted else 0,
        refused=acted.shown.problem if acted else None,
        meanwhile=_meanwhile(acted.shown) if acted else None,
        failed=acted.form if acted else None,
    )
    return render(request, "audits/result.html", context, status=acted.shown.status if acted else 200)


def answer_page(
    request: HttpRequest, now: AuditNow, result: ResultNow, part: PartNow, shown: Shown[Any]
) -> HttpResponse:
    """What a department says about a result."""
    back = reverse("audits:result", args=(result.row.pk,))
    earlier = shown_action(part.newest) if part.newest else None
    context = page(
        now,
        Crumb(result.label, back),
        Crumb(message("audits.answer.heading")),
        result=result,
        part=part,
        look=STATE_LOOKS[part.state],
        earlier=earlier,
        due=_due(now),
        meanwhile=_meanwhile(shown),
        back=back,
        **sent(shown),
    )
    return render(request, "audits/answer.html", context, status=shown.status)


def shown_action(row: CorrectiveAction) -> ShownAction:
    """An answer as it is read."""
    state, status = AuditResultState(row.state), AuditResultStatus(row.status)
    return ShownAction(row, state, STATE_LOOKS[state], status, STATUS_LOOKS[status], tuple(when_of(row)))


def shown_measures(result: ResultNow, year: InYear) -> Iterable[ShownMeasure]:
    """The measures of a result with their grades."""
    nodes = year.plan.index.node
    for each in result.measures:
        node = nodes.get(each.node)
        if node is None:
            yield ShownMeasure(each.name, "", None)
            continue
        outcome = year.outcome.get(node.id)
        yield ShownMeasure(node.label, node_address(year, node), year.graded(outcome.computed) if outcome else None)


def audits_today() -> tuple[AuditNow, ...]:
    """All audits as they stand today."""
    return every_audit(timezone.localdate())


def crumbs_to(audit: Audit, *way: Crumb) -> tuple[Crumb, ...]:
    """The way over an audit."""
    return (top(linked=True), Crumb(name_of(audit), reverse("audits:audit", args=(audit.pk,))), *way)


def _due(now: AuditNow) -> str:
    """Until when answers were asked for, with the weekday; "" where nobody asked."""
    return due_text(now.request.due) if now.request else ""


def _shown_part(part: PartNow, by: Person, acted: Acted | None) -> ShownPart:
    held_now = Held(part.row, part.newest, part.asked)
    first = {"seen": part.seen}
    auto_id = f"part-{part.row.pk}-%s"
    mine = acted is not None and acted.part == part.row.pk and isinstance(acted.form, SendBackForm)
    return ShownPart(
        part,
        STATE_LOOKS[part.state],
        shown_action(part.newest) if part.newest else None,
        tuple(map(shown_action, part.actions[1:])),
        answers=may_act(held_now, AnswerAct.ANSWER, by),
        accepts=may_act(held_now, AnswerAct.ACCEPT, by),
        sends_back=may_act(held_now, AnswerAct.SEND_BACK, by),
        send_back=acted.form if mine and acted else SendBackForm(initial=first, auto_id=auto_id),  # type: ignore[arg-type]
        decide=DecideForm(initial=first, auto_id=f"accept-{part.row.pk}-%s"),
    )


def _beside(now: AuditNow, result: ResultNow) -> tuple[ResultNow | None, ResultNow | None]:
    at = next(at for at, each in enumerate(now.results) if each.row.pk == result.row.pk)
    after = now.results[at + 1] if at + 1 < len(now.results) else None
    return (now.results[at - 1] if at else None), after


def _meanwhile(shown: Shown[Any]) -> ShownAction | None:
    """What somebody said or decided since the page was shown, None where nobody did."""
    changed = shown.refused
    return shown_action(changed.now) if isinstance(changed, AnswerChanged) and changed.now else None
