"""Fills an office with a plan of 2,000 measures and 5,000 rows of meetings and audits. Only in a process where Django is set up."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from itertools import count

from django.utils import timezone

from benchmarks.synthetic_plans import synthetic_plan
from monosashi.core.plan import Plan
from monosashi.office.accounts.models import RoleAssignment, Staff
from monosashi.office.accounts.permissions import Role
from monosashi.office.accounts.standing import person
from monosashi.office.audits.models import Audit, AuditResult, CorrectiveAction, ResultPart
from monosashi.office.findings.reviewing import reviewed
from monosashi.office.meetings.models import AgendaItem, Body, Meeting, MeetingDecision
from monosashi.office.plans.actions import keep_new_plan
from monosashi.office.plans.queries import held
from monosashi.office.plans.year.in_year import latest_year

MEASURES = 2_000
MEETINGS, ITEMS, DECISIONS, RESULTS, ACTIONS, PEOPLE = 300, 1_500, 1_000, 600, 600, 1_000

_SAID = (
    "施策{n}について、窓口の手続を見直し、オンラインで申請できる範囲を広げることとした。"
    "庁内の調整を続け、次回までに日程と費用を示す。利用の少ない地区では、説明会の開き方を検討する。"
) * 2


def fill() -> Staff:
    """Keep and review the plan, and lay the rows. Gives somebody of the coordinating office."""
    office = Staff.objects.create_user("coordinator", name="成田 桂")
    RoleAssignment.objects.create(staff=office, role=Role.COORDINATING_OFFICE)
    plan = _plan()
    keep_new_plan(plan, by=person(office))
    state = held(plan.id)
    reviewed(plan.id, latest_year(state.plan), state.revision)
    _people()
    _meetings(plan.id)
    _audits(plan.id)
    return office


def _plan() -> Plan:
    """Without effects: told of all measures in the same words, they would be found to be one measure split 2,000 times."""
    plan = synthetic_plan(MEASURES, 2)
    return replace(plan, nodes=tuple(replace(node, effect="") for node in plan.nodes))


def _people() -> None:
    Staff.objects.bulk_create(Staff(username=f"s{n:05}", name=f"職員 {n}") for n in range(PEOPLE))


def _texts(how_many: int) -> Iterable[str]:
    return (_SAID.format(n=n) for n in range(how_many))


def _meetings(plan: str) -> None:
    made, tokens = {"changed_by_label": "成田 桂", "changed_at": timezone.now()}, map(str, count())
    body = Body.objects.create(name="デジタル化推進会議", kind="internal", token=next(tokens), **made)
    meetings = Meeting.objects.bulk_create(
        Meeting(
            body=body,
            plan_id=plan,
            fiscal_year=2000 + n // 10,
            number=n,
            day=date(2000, 4, 1) + timedelta(days=n * 30),
            place=f"第{n}会議室",
            state="held",
            minutes="made",
            token=next(tokens),
            **made,
        )
        for n in range(MEETINGS)
    )
    items = AgendaItem.objects.bulk_create(
        AgendaItem(
            meeting=meetings[n % MEETINGS],
            position=n,
            kind="discussion",
            title=f"取組状況{n}",
            said=text,
            token=next(tokens),
            **made,
        )
        for n, text in enumerate(_texts(ITEMS))
    )
    MeetingDecision.objects.bulk_create(
        MeetingDecision(item=items[n], text=text, state="open", token=next(tokens), **made)
        for n, text in enumerate(_texts(DECISIONS))
    )


def _audits(plan: str) -> None:
    now = timezone.now()
    by = {"made_by": 1, "made_by_label": "成田 桂", "made_at": now}
    audit = Audit.objects.create(
        plan_id=plan, kind="other", fiscal_year=2025, theme="デジタル化", auditor="監査委員", **by
    )
    results = AuditResult.objects.bulk_create(
        AuditResult(audit=audit, kind="audit_opinion", number=str(n), title=f"意見{n}", text=text, position=n)
        for n, text in enumerate(_texts(RESULTS))
    )
    parts = ResultPart.objects.bulk_create(ResultPart(result=result) for result in results)
    said = {"as_of": date(2026, 3, 31), "state": "accepted", "status": "acting", "answered_by": 1, "answered_at": now}
    CorrectiveAction.objects.bulk_create(
        CorrectiveAction(part=parts[n], text=text, **said) for n, text in enumerate(_texts(ACTIONS))
    )
