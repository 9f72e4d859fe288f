"""What other pages show of findings: a measure's, a department's, the first page. They show what was found last and review nothing."""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from monosashi.core.messages import Message, message
from monosashi.core.tree import Node
from monosashi.office.accounts.access import standing_in
from monosashi.office.accounts.permissions import Permission, Place, may
from monosashi.office.accounts.register import with_predecessors
from monosashi.office.findings.list_of_findings import COUNTED, SEVERITIES, of_departments, state_of_undecided
from monosashi.office.findings.queries import newest_review, of_node, waiting_for
from monosashi.office.findings.rows import row_of, rows_of
from monosashi.office.findings.rules import rule_of
from monosashi.office.findings.shown import shown_of
from monosashi.office.findings.states import FindingState
from monosashi.office.plans.beside import BesideMeasure
from monosashi.office.plans.lists.own_work import OwnPlan, departments_of_person
from monosashi.office.plans.pages import address
from monosashi.office.plans.queries import Held, every_held
from monosashi.office.plans.year.in_year import InYear, in_year, latest_year
from monosashi.office.ui.language import spoken


def findings_of_measure(request: HttpRequest, year: InYear, node: Node) -> Mapping[str, Any]:  # noqa: ARG001 -- the page's contract
    """What was found on a node. Two queries."""
    review, found = of_node(year.plan.id, year.fiscal_year, node.id, timezone.localdate())
    shown = tuple(each for each in found if each.state is not FindingState.WAIVED)
    return {
        "findings": tuple(shown_of(year, row_of(year, each)) for each in shown),
        "findings_waived": tuple(
            shown_of(year, row_of(year, each)) for each in found if each.state is FindingState.WAIVED
        ),
        "findings_review": review,
        "findings_earlier": review is not None and review.revision != year.held.revision,
        "findings_address": address(year, "findings:rules"),
    }


def findings_of_department(request: HttpRequest, year: InYear, code: str) -> Mapping[str, Any]:  # noqa: ARG001 -- the page's contract
    """What was found on the measures of a department. Two queries."""
    found = newest_review(year.plan.id, year.fiscal_year, timezone.localdate())
    rows = [row for row in rows_of(year, found.shown) if code in row.departments] if found else []
    count = Counter(row.known.severity for row in rows)
    of_rule = Counter(row.known.rule for row in rows)
    return {
        "findings_review": found,
        "findings_count": len(rows),
        "findings_by_severity": tuple((spoken(each), count[each.value]) for each in SEVERITIES),
        "findings_by_rule": tuple(
            (rule_of(rule), number, address(year, "findings:list", department=code, rule=rule, state=COUNTED))
            for rule, number in sorted(of_rule.items(), key=lambda each: (-each[1], each[0]))
        ),
        "findings_undecided": sum(row.known.undecided for row in rows),
        "findings_address": address(year, "findings:list", department=code, state=COUNTED),
        "findings_earlier": found is not None and found.revision != year.held.revision,
    }


def findings_of_home(request: HttpRequest, own: tuple[OwnPlan, ...]) -> Mapping[str, Any]:
    """Tasks and questions for one's own departments, and what nobody has decided yet.

    For whoever puts out of scope that is of every plan, for others of their own measures.
    """
    today, standing = timezone.localdate(), standing_in(request)
    states = every_held()
    departments = with_predecessors(departments_of_person(standing), today)
    waiting = waiting_for(departments, today)
    return {
        "finding_tasks": tuple(
            shown_of(year, row_of(year, each))
            for plan, each in waiting
            if plan in states and (year := _latest(states[plan]))
        ),
        "findings_to_decide": tuple(
            told
            for plan, state in states.items()
            if may(standing, Permission.WAIVE_FINDING, Place(plan)) and (told := _to_decide(state, today))
        ),
        "findings_of_own": tuple(
            told
            for each in own
            if not may(standing, Permission.WAIVE_FINDING, Place(each.year.plan.id))
            and (told := _of_own(each, departments, today))
        ),
    }


def _latest(state: Held) -> InYear:
    return in_year(state, latest_year(state.plan))


def _of_own(own: OwnPlan, departments: frozenset[str], today: date) -> tuple[Message, str] | None:
    found = newest_review(own.year.plan.id, own.year.fiscal_year, today)
    nodes = {each.row.node.id for each in own.measures}
    left = [each for each in found.shown if each.undecided and each.node in nodes] if found else []
    if found is None or not left:
        return None
    graver = sum(each.severity != SEVERITIES[-1].value for each in left)
    told = message("findings.home.of_own", plan=own.year.plan.name, count=len(left), graver=graver)
    theirs = {code for each in own.measures for code in each.row.departments & departments}
    return told, address(own.year, "findings:list", state=state_of_undecided(found), **of_departments(theirs))


def _to_decide(state: Held, today: date) -> tuple[Message, str] | None:
    year = _latest(state)
    found = newest_review(state.plan.id, year.fiscal_year, today)
    left = [each for each in found.shown if each.undecided] if found else []
    if found is None or not left:
        return None
    told = message(
        "findings.home.to_decide",
        plan=state.plan.name,
        count=len(left),
        graver=sum(each.severity != SEVERITIES[-1].value for each in left),
        expired=sum(each.state is FindingState.EXPIRED for each in left),
    )
    return told, address(year, "findings:list", state=state_of_undecided(found))


ON_MEASURE = BesideMeasure(findings_of_measure, answered=False)
