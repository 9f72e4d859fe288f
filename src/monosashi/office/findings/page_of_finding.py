"""The page of one finding: what was found, why it matters, on which figures, what could be done, what was decided."""

from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from monosashi.checks.finding import DAYS_OF_EVIDENCE
from monosashi.core.messages import Message, Param, message
from monosashi.core.tree import Department, Responsibility, Role
from monosashi.office.accounts.access import standing_in
from monosashi.office.accounts.permissions import Permission, may
from monosashi.office.accounts.refusals import StateForbids
from monosashi.office.findings.actions import DecidedMeanwhile, place_on
from monosashi.office.findings.forms import FORMS, DecisionForm, Departments, departments_first
from monosashi.office.findings.list_of_findings import severity_cell, state_cell
from monosashi.office.findings.queries import (
    Known,
    NoSuchFinding,
    Reviewed,
    decisions_of,
    known,
    last_found,
    newest_review,
)
from monosashi.office.findings.rows import FindingOf, row_of
from monosashi.office.findings.shown import Shown, shown_of
from monosashi.office.findings.states import DecisionKind, FindingState, holder_of
from monosashi.office.plans.pages import Context, address, asked_year, node_address, page
from monosashi.office.plans.ways import entry_address
from monosashi.office.plans.year.in_year import InYear
from monosashi.office.ui.crumbs import Crumb
from monosashi.office.ui.language import spoken

_PAGES = {
    DecisionKind.TAKEN_ON: "take-on",
    DecisionKind.ASKED: "ask",
    DecisionKind.WAIVED: "waive",
    DecisionKind.DONE: "done",
    DecisionKind.ANSWERED: "answer",
    DecisionKind.REOPENED: "reopen",
}

_NEXT = {
    FindingState.OPEN: (DecisionKind.TAKEN_ON, DecisionKind.ASKED, DecisionKind.WAIVED),
    FindingState.EXPIRED: (DecisionKind.WAIVED, DecisionKind.TAKEN_ON, DecisionKind.ASKED),
    FindingState.ASKED: (DecisionKind.ANSWERED, DecisionKind.TAKEN_ON, DecisionKind.WAIVED, DecisionKind.REOPENED),
    FindingState.ANSWERED: (DecisionKind.TAKEN_ON, DecisionKind.WAIVED, DecisionKind.ASKED, DecisionKind.REOPENED),
    FindingState.TAKEN_ON: (DecisionKind.DONE, DecisionKind.TAKEN_ON, DecisionKind.WAIVED, DecisionKind.REOPENED),
    FindingState.OVERDUE: (DecisionKind.DONE, DecisionKind.TAKEN_ON, DecisionKind.WAIVED, DecisionKind.REOPENED),
    FindingState.DONE: (DecisionKind.TAKEN_ON, DecisionKind.WAIVED, DecisionKind.REOPENED),
    FindingState.WAIVED: (DecisionKind.WAIVED, DecisionKind.REOPENED),
}
"""What may come next, the likeliest first."""

_NEEDS = {
    DecisionKind.WAIVED: Permission.WAIVE_FINDING,
    DecisionKind.ASKED: Permission.ASK_ABOUT_FINDING,
}


@dataclass(frozen=True, slots=True)
class Offered:
    """A decision that may be made now. `open`: its form is shown at once."""

    kind: DecisionKind
    heading: Message
    hint: Message
    address: str
    form: DecisionForm
    open: bool


@dataclass(frozen=True, slots=True)
class Evidence:
    """One figure or word behind a finding."""

    label: str
    value: str


def finding_page(
    request: HttpRequest,
    plan: str,
    key: str,
    *,
    filled: tuple[DecisionKind, DecisionForm] | None = None,
    refused: StateForbids | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page. `filled` is a form that was sent and not taken, `refused` why: what somebody else decided before is shown."""
    year, today = asked_year(request, plan), timezone.localdate()
    found = newest_review(plan, year.fiscal_year, today)
    one = _known(plan, key, found, today)
    row = row_of(year, one)
    context = page(
        request,
        year,
        "findings",
        Crumb(one.rule, address(year, "findings:rule", one.rule)),
        Crumb(spoken(message("findings.one.crumb"))),
        **_said(year, row),
        **_standing(one, found),
        **_around(request, year, row, found),
        mend_address=_mend_address(request, year, row, today),
        offered=_offered(request, year, row, filled, today),
        decisions=decisions_of(plan, key),
        meanwhile=refused.now if isinstance(refused, DecidedMeanwhile) else None,
        problem=refused.why if refused and not isinstance(refused, DecidedMeanwhile) else None,
        departments={each.id: each.name for each in year.plan.departments},
    )
    return render(request, "findings/finding.html", context, status=status)


def form_of(kind: DecisionKind, row: FindingOf, year: InYear, today: date, data: object = None) -> DecisionForm:
    """The form for a decision about a finding; `data` is what was sent."""
    seen = row.known.decision.number if row.known.decision else 0
    initial: dict[str, object] = {"seen": seen}
    leads = [part.department for part in _parts_today(row, today) if part.role is Role.LEAD]
    if leads:
        initial["department"] = leads[0]
    return FORMS[kind](
        data, initial=initial, prefix=_PAGES[kind], departments=_departments(year, row, today), today=today
    )


def _known(plan: str, key: str, found: Reviewed | None, today: date) -> Known:
    here = next((each for each in found.findings if each.key == key), None) if found else None
    if here is not None:
        return here
    try:
        return known(plan, key, today)
    except NoSuchFinding:
        raise Http404(key) from None


def _said(year: InYear, row: FindingOf) -> Context:
    finding, rule = row.known.finding, row.rule
    indicator = year.plan.index.indicator.get(finding.indicator or "")
    return {
        "row": row,
        "rule": rule,
        "rule_address": address(year, "findings:rule", rule.code),
        "said": row.said,
        "severity": severity_cell(row),
        "state": state_cell(row),
        "measure_address": node_address(year, row.node) if row.node else "",
        "leads": tuple(
            (year.department_name(each), address(year, "department", each.department))
            for each in row.parts
            if each.role is Role.LEAD
        ),
        "indicator": indicator.name if indicator else "",
        "evidence": tuple(
            Evidence(spoken(message(f"evidence.{name}")), year.said(_read(name, value)))
            for name, value in finding.evidence
        ),
        "proposal": year.said(finding.proposal.message) if finding.proposal else "",
        "drawn_from": finding.proposal.drawn_from if finding.proposal else (),
        "history_address": reverse("trail:history", args=("finding", row.known.key)) + f"?plan={year.plan.id}",
    }


def _read(name: str, value: Param) -> Message:
    """The figure or word as it is read: a year is no number, a day stands in the years of its era."""
    if name in DAYS_OF_EVIDENCE:
        return message("ui.period", period=value)
    is_year = isinstance(value, int) and name.endswith("year")
    return message("findings.evidence_year" if is_year else "findings.evidence", value=value)


def _standing(one: Known, found: Reviewed | None) -> Context:
    """Whether it is still found, and in which revision it was last."""
    still = found is not None and any(each.key == one.key for each in found.findings)
    return {"reviewed": found, "still_found": still, "last_found": None if still else last_found(one.id)}


def _around(request: HttpRequest, year: InYear, row: FindingOf, found: Reviewed | None) -> Context:
    """The other findings on the measure, and the next ones in the plan's order: a department's go on to its own."""
    every = found.findings if found else ()
    at = next((number for number, each in enumerate(every) if each.key == row.known.key), None)
    others = [each for each in every if each.node and each.node == row.known.node and each.key != row.known.key]
    after = [] if at is None else [*every[at + 1 :], *every[:at]]
    left = [each for each in after if each.undecided]
    mine = tuple(each for each in left if _takes_on(request, year, each))
    own = bool(mine) and len(mine) < len(left)
    undecided = next(iter(mine if own else left), None)
    return {
        "others": tuple(_shown(year, each) for each in others),
        "next_undecided": _shown(year, undecided) if undecided else None,
        "undecided_left": len(mine if own else left),
        "undecided_own": own,
    }


def _mend_address(request: HttpRequest, year: InYear, row: FindingOf, today: date) -> str:
    """Where what was found is edited, "" for whoever may not: the indicator, else the measure."""
    if row.node is None or not may(
        standing_in(request), Permission.EDIT_MEASURE, place_on(year.plan.id, row.node, today)
    ):
        return ""
    known = row.known.finding.indicator
    at = ("indicators", known) if known in year.plan.index.indicator else ("nodes", row.node.id)
    return entry_address(year.plan, *at)


def _shown(year: InYear, each: Known) -> Shown:
    return shown_of(year, row_of(year, each))


def _takes_on(request: HttpRequest, year: InYear, each: Known) -> bool:
    place = place_on(year.plan.id, row_of(year, each).node, timezone.localdate())
    return may(standing_in(request), Permission.TAKE_ON_FINDING, place)


def _offered(
    request: HttpRequest,
    year: InYear,
    row: FindingOf,
    filled: tuple[DecisionKind, DecisionForm] | None,
    today: date,
) -> tuple[Offered, ...]:
    place = place_on(year.plan.id, row.node, today, holder_of(row.known.decision))
    standing = standing_in(request)
    waived = row.known.decision is not None and row.known.decision.kind is DecisionKind.WAIVED
    found = []
    is_sent = filled is not None and filled[1].is_bound
    kept = (filled[0],) if filled and is_sent and filled[0] not in _NEXT[row.known.state] else ()
    for kind in (*kept, *_NEXT[row.known.state]):
        needs = _NEEDS.get(kind, Permission.TAKE_ON_FINDING)
        if kind is DecisionKind.REOPENED and waived:
            needs = Permission.WAIVE_FINDING
        if may(standing, needs, place):
            found.append(_offer(kind, year, row, filled, today))
    return tuple(found)


def _offer(
    kind: DecisionKind,
    year: InYear,
    row: FindingOf,
    filled: tuple[DecisionKind, DecisionForm] | None,
    today: date,
) -> Offered:
    sent = filled[1] if filled and filled[0] is kind else None
    again = ".again" if row.known.decision and row.known.decision.kind is kind else ""
    return Offered(
        kind,
        message(f"findings.decide.{kind.value}{again}"),
        message(f"findings.decide.{kind.value}.hint"),
        reverse(f"findings:{_PAGES[kind]}", args=(year.plan.id, row.known.key)),
        sent or form_of(kind, row, year, today),
        open=sent is not None,
    )


def _parts_today(row: FindingOf, today: date) -> tuple[Responsibility, ...]:
    """Who may be asked to act now: whoever answers for the measure today; where nobody does, those of the year reviewed."""
    held = row.node.responsibilities if row.node else ()
    return tuple(part for part in held if part.holds_on(today)) or row.parts


def _departments(year: InYear, row: FindingOf, today: date) -> Departments:
    """The departments of the day, those of the measure first."""
    mine = [part.department for part in _parts_today(row, today)]
    there = [each for each in year.plan.departments if each.id in mine or _is_there(each, today)]
    known_codes = {each.id for each in there}
    more = [(code, code) for code in mine if code not in known_codes]
    return departments_first(mine, [*((each.id, each.name) for each in there), *more])


def _is_there(department: Department, today: date) -> bool:
    day = today.isoformat()
    return (department.valid_from or day) <= day <= (department.valid_to or day)
