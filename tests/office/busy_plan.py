"""A plan of any size in the middle of its year: kept, judged, reviewed, changed, asked about, answered, and on its way to the public."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.utils import timezone

from benchmarks.synthetic_plans import synthetic_plan
from monosashi.core.changes import diff
from monosashi.core.plan import Plan, YearState
from monosashi.exchange.plan_file import write_plan
from monosashi.office.accounts.models import ActingFor, Department, Posting, Staff, Transfer
from monosashi.office.accounts.standing import Person
from monosashi.office.closing.views_papers import questions_of
from monosashi.office.events.models import Event
from monosashi.office.findings.models import FindingRow
from monosashi.office.findings.reviewing import reviewed
from monosashi.office.forms.actions import Sent, bring_in
from monosashi.office.forms.samples import sample_named
from monosashi.office.plans.actions import keep_new_plan, save
from monosashi.office.plans.actions_editions import freeze
from monosashi.office.plans.actions_imports import take_in
from monosashi.office.publication.models import AuditorSet, Making, Preview, Proposal, YearReport
from monosashi.office.publication.queries import now as publication_now
from monosashi.office.publication.states import ProposalKind, ProposalState
from monosashi.office.rounds.actions_preparing import Wanted, open_round, prepare
from monosashi.office.rounds.models import (
    Confirmation,
    Evidence,
    Extension,
    FollowUp,
    LikelyAnswer,
    MoneyFile,
    Remark,
    Reminder,
    Round,
    RouteStep,
    SecondLook,
    Sheet,
    SheetAnswer,
    SheetDepartment,
    YearNote,
)
from monosashi.office.rounds.states import RoundKind, SheetState, StepKind, StepState
from monosashi.office.workbooks.models import Intake
from monosashi.publishing.forms import form_fields
from office.doors import Parts
from office.every_door import ROOMS

YEAR = 2017
DEADLINE, PAPERS_DUE = date(2018, 5, 9), date(2018, 5, 20)
STATES = (
    SheetState.UNANSWERED,
    SheetState.DRAFTING,
    SheetState.AWAITING_CONFIRMATION,
    SheetState.SUBMITTED,
    SheetState.ACCEPTED,
)
"""One sheet after the other."""
MAPPING = """
[columns]
year = "年度"
name = "事業名"
[stages]
spent = "支出済額"
[file]
unit = "千円"
[decisions]
leave = []
"""


@dataclass(frozen=True)
class Busy:
    """The plan's id, and what stands for each part of an address: by part, and where a page takes something else by its name."""

    plan: str
    parts: Parts
    of_page: Mapping[str, Parts]

    def parts_of(self, name: str) -> Parts:
        """What stands for the parts of one page's address: its own before those of all pages of its kind."""
        kind = f"{name.partition(':')[0]}:"
        return {**self.parts, **self.of_page.get(kind, {}), **self.of_page.get(name, {})}


def busy_plan(measures: int, by: Person, other: Person) -> Busy:
    """A plan of so many measures as `by` made it; `other` proposes and asks."""
    plan = synthetic_plan(measures, 2, sourced=True)
    years = tuple(replace(year, state=YearState.OPEN) for year in plan.years)
    plan = replace(plan, id=f"busy-{measures}", years=years)
    keep_new_plan(plan, by=by)
    freeze(plan_id=plan.id, fiscal_year=YEAR, label="判定版", by=by)
    changed = _renamed(plan, "第2期")
    save(plan_id=plan.id, based_on=plan.revision, changes=diff(plan, changed), by=by, why="名称を改めた")
    reviewed(plan.id, YEAR, plan.revision + 1)
    raw = write_plan(replace(_renamed(changed, "新"), revision=plan.revision + 1))
    draft = take_in(name="次の計画.plan.json", raw=raw, by=by)
    held = _round(plan, by, other)
    _on_the_way_out(plan, other)
    finding = FindingRow.objects.filter(plan_id=plan.id).order_by("pk").last()
    assert finding is not None
    parts = {
        "plan": plan.id,
        "node": "m-013",
        "code": "d-001",
        "department": "d-001",
        "number": held.pk,
        "event": Event.objects.get(plan=plan.id, action="plan.saved").pk,
        "kind": "plan",
        "object_id": plan.id,
        "collection": "nodes",
        "key": "m-013",
        "draft": draft.pk,
        "intake": _intake(held, by).pk,
        "rule": finding.rule,
        "finding": finding.key,
        "pk": by.staff.pk,
        "form": "xlsx",
        "position": 1,
        "note": YearNote.objects.filter(plan_id=plan.id).values_list("pk", flat=True)[0],
        "evidence": held.sheets.get(node="m-013").evidence.get().pk,
        "reminder": held.reminders.get(code="d-001").pk,
        "extension": held.extensions.get(code="d-001").pk,
    }
    of_page: dict[str, Parts] = {
        "plans:": {"number": 1},
        "plans:node": {"node": "f-001"},
        "plans:edit-entry": {"collection": "departments", "key": "d-001"},
        "publication:": {"number": 1},
        "forms:": {"pk": _form(plan, by), "sample": "sheet"},
        "departments:reorganise": {"kind": "rename"},
        "confirming:": {"node": "m-012"},
        "closing:drop": {"pk": FollowUp.objects.filter(sheet__round=held).values_list("pk", flat=True)[0]},
        "closing:answer": {"key": LikelyAnswer.objects.filter(round=held).values_list("key", flat=True)[0]},
        **_of_people(by.staff),
        **{f"{room.name}:": room.busy(plan, by, other) for room in ROOMS if room.busy},
    }
    return Busy(plan.id, parts, of_page)


def _form(plan: Plan, by: Person) -> int:
    """A form of the city's own, as the system makes it for a sample."""
    made = sample_named("sheet", [each.name for each in form_fields(plan)])
    return bring_in(plan_id=plan.id, name="調書", file=Sent(made.name, made.raw), by=by).pk


def _of_people(staff: Staff) -> dict[str, Parts]:
    """Where somebody works, for whom they act and where they go."""
    unit, today = Department.objects.get(pk="d-001"), timezone.localdate()
    RouteStep.objects.get_or_create(of=unit, position=1, kind=StepKind.CONFIRM, department=unit, post="係長")
    posting = Posting.objects.create(staff=staff, department=unit, post="係長")
    acting = ActingFor.objects.create(staff=staff, department=unit, post="課長", valid_from=today)
    transfer = Transfer.objects.create(staff=staff, day=date(2099, 4, 1), entered_at=timezone.now())
    return {
        "people:transfer": {"pk": transfer.pk},
        "people:transfer-call-off": {"pk": transfer.pk},
        "people:role-remove": {"role": staff.roles.values_list("pk", flat=True)[0]},
        "people:posting-end": {"posting": posting.pk},
        "people:posting-remove": {"posting": posting.pk},
        "people:acting-stop": {"acting": acting.pk},
    }


def _renamed(plan: Plan, to: str) -> Plan:
    """Every tenth measure with another name."""
    again = {node.id for node in plan.index.measures[::10]}
    return replace(plan, nodes=tuple(replace(n, name=f"{to} {n.name}") if n.id in again else n for n in plan.nodes))


def _round(plan: Plan, by: Person, other: Person) -> Round:
    """The year's round with every fifth sheet in the same state, and something of every kind on each."""
    wanted = Wanted(YEAR, RoundKind.YEAR, 1, DEADLINE, PAPERS_DUE, "平成29年度の実績を回答してください。")
    held = open_round(number=prepare(plan_id=plan.id, wanted=wanted, by=by).pk, by=by)
    sheets = list(Sheet.objects.filter(round=held).order_by("position"))
    _hand_in(sheets, held, other)
    _write_beside(sheets, plan, other)
    _write_to_departments(held, plan, other)
    return held


def _intake(held: Round, by: Person) -> Intake:
    """Files that somebody handed in: none is left of them."""
    return Intake.objects.create(round=held, made_by=by.staff.pk, made_by_label=by.actor.label, made_at=timezone.now())


def _hand_in(sheets: list[Sheet], held: Round, by: Person) -> None:
    leads = dict(SheetDepartment.objects.filter(sheet__round=held).values_list("sheet", "code"))
    for sheet in sheets:
        sheet.state = STATES[sheet.position % len(STATES)]
        if sheet.state not in {SheetState.UNANSWERED, SheetState.DRAFTING}:
            sheet.passes, sheet.submitted_by, sheet.submitted_by_label = 1, by.staff.pk, by.actor.label
            sheet.submitted_at, sheet.step = timezone.now(), None
        if sheet.state == SheetState.AWAITING_CONFIRMATION:
            sheet.step = 1
    told = ("state", "passes", "submitted_by", "submitted_by_label", "submitted_at", "step")
    Sheet.objects.bulk_update(sheets, told, batch_size=200)
    Confirmation.objects.bulk_create(
        Confirmation(
            sheet=sheet,
            nth_pass=1,
            position=1,
            kind=StepKind.CONFIRM,
            department_id=leads[sheet.pk],
            state=StepState.WAITING if sheet.step else StepState.DONE,
        )
        for sheet in sheets
        if sheet.passes
    )
    typed = {"changed_by": by.staff.pk, "changed_by_label": by.actor.label, "changed_at": timezone.now()}
    SheetAnswer.objects.bulk_create(
        SheetAnswer(sheet=sheet, slot="result/result", text=f"{sheet.node}を実施した。", **typed)
        for sheet in sheets
        if sheet.state != SheetState.UNANSWERED
    )


def _write_beside(sheets: list[Sheet], plan: Plan, by: Person) -> None:
    """A remark, a second look, a file, a note and a proposal on each."""
    made = {"made_by": by.staff.pk, "made_by_label": by.actor.label, "made_at": timezone.now()}
    Remark.objects.bulk_create(Remark(sheet=s, text="対象はどこまでですか。", by_office=False, **made) for s in sheets)
    SecondLook.objects.bulk_create(
        SecondLook(sheet=s, axis="progress", grade="B", reason="遅れた。", **made) for s in sheets
    )
    added = {"added_by": by.staff.pk, "added_by_label": by.actor.label, "added_at": timezone.now()}
    Evidence.objects.bulk_create(
        Evidence(sheet=s, name="集計.pdf", kind="application/pdf", size=9, sha256="0" * 64, **added) for s in sheets
    )
    YearNote.objects.bulk_create(
        YearNote(plan_id=plan.id, node=s.node, fiscal_year=YEAR, text="説明会は延期した。", **made) for s in sheets
    )
    FollowUp.objects.bulk_create(
        FollowUp(sheet=s, kind=FollowUp.Kind.TARGET, body={"indicator": f"i{s.node[1:]}", "value": "99.5"}, **made)
        for s in sheets
    )


def _write_to_departments(held: Round, plan: Plan, by: Person) -> None:
    """A reminder for each department and a later deadline that it asks for; an answer to each likely question; finance's amounts."""
    now, said = timezone.now(), by.actor.label
    Reminder.objects.bulk_create(
        Reminder(
            round=held,
            code=each.id,
            subject="督促",
            text="期限を過ぎました。",
            made_by=by.staff.pk,
            made_by_label=said,
            made_at=now,
            sending=Reminder.Sending.FAILED,
        )
        for each in plan.departments
    )
    Extension.objects.bulk_create(
        Extension(
            round=held, code=each.id, asked_until=PAPERS_DUE, reason="集計が遅れた。", asked_by_label=said, asked_at=now
        )
        for each in plan.departments
    )
    LikelyAnswer.objects.bulk_create(
        LikelyAnswer(round=held, key=each.key, text="人手が足りなかった。", changed_by_label=said, changed_at=now)
        for each in questions_of(held)
    )
    amounts = "".join(f"{YEAR},{program.name},{at}\n" for at, program in enumerate(plan.budget_programs, start=1))
    csv = f"年度,事業名,支出済額\n{amounts}".encode()
    MoneyFile.objects.create(
        round=held, name="決算.csv", csv=csv, mapping=MAPPING, based_on=2, brought_by_label=said, brought_at=now
    )


def _on_the_way_out(plan: Plan, by: Person) -> None:
    """The site was made to be looked at, somebody wants the edition back, and the auditor's set is being made."""
    state, now = publication_now(plan.id), timezone.now()
    pages = [[f"measures/{node.id}/index.html", node.name, "0" * 64] for node in plan.index.measures]
    Preview.objects.create(
        plan_id=plan.id,
        key=state.key,
        chain=state.chain,
        settings=0,
        state=Making.MADE,
        asked_at=now,
        made_at=now,
        site_sha256="0" * 64,
        files=len(pages),
        pages=json.dumps(pages),
    )
    Proposal.objects.create(
        plan_id=plan.id,
        number=1,
        kind=ProposalKind.WITHDRAW.value,
        state=ProposalState.PROPOSED.value,
        proposed_at=now,
        proposed_by=by.staff.pk,
        proposed_by_label=by.actor.label,
        edition=1,
        reason="施策の数え方が違った。",
    )
    AuditorSet.objects.create(plan_id=plan.id, number=1, edition=1, state=Making.ASKED, asked_at=now)
    YearReport.objects.create(plan_id=plan.id, edition=1, state=Making.ASKED, asked_at=now)
