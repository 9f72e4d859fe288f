"""Fills an empty installation for the browser tests: two cities' plans, somebody in every role, something on every page.

Run in a process of its own: `MONOSASHI_HOME=… python a_city.py PASSWORD`. Prints what stands for the parts of addresses, as JSON.
"""

import json
import os
import sys
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import django

if TYPE_CHECKING:
    from monosashi.core.plan import Plan
    from monosashi.office.accounts.standing import Person

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests"))
OWN = "d-07"
"""The department whose people log in."""
DEPUTY = "deputy"
"""The other one of the coordinating office: nobody publishes alone."""
FORMS = {"実施計画調書": "sheet", "施策一覧": "list"}
PLAN, MEASURE, YEAR = "akita-digital-2", "n-p073", 2024

Samples = dict[str, object]


def main(password: str, *, with_plans: bool) -> Samples:
    """Migrate, make the people, keep the plans."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "monosashi.office.config.settings"
    django.setup()
    from django.core.management import call_command  # noqa: PLC0415 -- Django first has to be set up

    call_command("migrate", verbosity=0)
    coordinator = _the_first(password)
    if with_plans:
        _keep("akita", coordinator)
        _keep("sasebo", coordinator)
    _people(password)
    return _something_everywhere() if with_plans else {}


def _the_first(password: str) -> str:
    from monosashi.office.accounts.models import RoleAssignment, Staff  # noqa: PLC0415 -- as above
    from monosashi.office.accounts.permissions import Role  # noqa: PLC0415

    coordinator = Staff.objects.create_user(Role.COORDINATING_OFFICE.value, password, name="成田 桂")
    RoleAssignment.objects.create(staff=coordinator, role=Role.COORDINATING_OFFICE)
    return coordinator.username


def _keep(city: str, username: str) -> None:
    from monosashi.exchange.plan_file import read_plan  # noqa: PLC0415 -- as above
    from monosashi.office.accounts.models import Staff  # noqa: PLC0415
    from monosashi.office.accounts.standing import person  # noqa: PLC0415
    from monosashi.office.plans.actions import keep_new_plan  # noqa: PLC0415

    plan = read_plan(ROOT / "examples" / city / f"{city}.plan.json")
    keep_new_plan(plan, by=person(Staff.objects.get(username=username)))


def _people(password: str) -> None:
    from django.contrib.auth.hashers import make_password  # noqa: PLC0415 -- as above

    from monosashi.office.accounts.models import Department, Posting, RoleAssignment, Staff  # noqa: PLC0415
    from monosashi.office.accounts.permissions import Role  # noqa: PLC0415

    department, _ = Department.objects.get_or_create(code=OWN, defaults={"name": "市民課"})
    hashed = make_password(password)
    accounts = [(role.value, role) for role in Role] + [
        ("colleague", Role.DEPARTMENT_EDITOR),
        (DEPUTY, Role.COORDINATING_OFFICE),
    ]
    for username, role in accounts:
        staff, _ = Staff.objects.get_or_create(username=username, defaults={"name": f"職員 {username}"})
        staff.password = hashed
        staff.save()
        Posting.objects.create(staff=staff, department=department, post="主任")
        if username not in {Role.EMPLOYEE.value, Role.COORDINATING_OFFICE.value}:
            own = role in {Role.DEPARTMENT_EDITOR, Role.CONFIRMER}
            RoleAssignment.objects.create(staff=staff, role=role, department=department if own else None)


def _something_everywhere() -> Samples:
    """A review, an edition, what is published, a round, a file that waits, a transfer ahead, somebody who acts for another, sealed events."""
    from browser.a_round import Hands, a_round  # noqa: PLC0415 -- as above
    from browser.city_cities import cities_of_the_city  # noqa: PLC0415
    from browser.city_investments import investments_of_the_city  # noqa: PLC0415
    from browser.city_officers import officers_of_the_city  # noqa: PLC0415
    from browser.city_questionnaires import questionnaires_of_the_city  # noqa: PLC0415
    from browser.city_records import records_of_the_city  # noqa: PLC0415
    from browser.city_training import training_of_the_city  # noqa: PLC0415
    from browser.published import publications  # noqa: PLC0415
    from monosashi.exchange.plan_file import write_plan  # noqa: PLC0415
    from monosashi.office.accounts.actions_staff import ActingWanted, PostingWanted, let_act  # noqa: PLC0415
    from monosashi.office.accounts.models import RoleAssignment, Staff  # noqa: PLC0415
    from monosashi.office.accounts.permissions import Role  # noqa: PLC0415
    from monosashi.office.accounts.standing import person  # noqa: PLC0415
    from monosashi.office.events.sealing import seal  # noqa: PLC0415
    from monosashi.office.events.values import Occasion  # noqa: PLC0415
    from monosashi.office.findings.models import FindingRow  # noqa: PLC0415
    from monosashi.office.findings.reviewing import reviewed  # noqa: PLC0415
    from monosashi.office.operation.example_round import opened_again  # noqa: PLC0415
    from monosashi.office.people.transfers.actions import TransferWanted, enter_transfer  # noqa: PLC0415
    from monosashi.office.plans.actions_editions import freeze  # noqa: PLC0415
    from monosashi.office.plans.actions_imports import take_in  # noqa: PLC0415
    from monosashi.office.plans.queries import whole  # noqa: PLC0415

    def staff(role: Role) -> Staff:
        return Staff.objects.get(username=role.value)

    coordinator, administrator = person(staff(Role.COORDINATING_OFFICE)), person(staff(Role.ADMINISTRATOR))
    opened_again(PLAN, YEAR, coordinator)
    freeze(plan_id=PLAN, fiscal_year=YEAR, label="令和6年度", by=coordinator)
    plan = whole(PLAN)
    nodes = tuple(replace(node, summary=f"{node.summary}（改）") if node.id == MEASURE else node for node in plan.nodes)
    waiting = take_in(name="計画 改訂案.plan.json", raw=write_plan(replace(plan, nodes=nodes)), by=coordinator)
    reviewed(PLAN, YEAR, plan.revision)
    finding = FindingRow.objects.filter(node=MEASURE).order_by("key").first()
    assert finding is not None
    today = date.today()  # noqa: DTZ011 -- as the calendar on the wall
    going, acting = staff(Role.EMPLOYEE), staff(Role.BODY_MEMBER)
    there = PostingWanted("d-05", "主席主査", valid_from=today + timedelta(30))
    leaves = tuple(going.postings.values_list("pk", flat=True))
    transfer = enter_transfer(
        going, TransferWanted(today + timedelta(30), leaves, place=there), by=administrator, today=today
    )
    acts = let_act(acting, ActingWanted(today, today + timedelta(7), absent=staff(Role.CONFIRMER).pk), by=administrator)
    waiting_lists = {kind: _list_that_waits(kind, staff(Role.ADMINISTRATOR).pk) for kind in ("staff", "departments")}
    published = publications(PLAN, coordinator, person(Staff.objects.get(username=DEPUTY)))
    editor, confirmer = (person(staff(role)) for role in (Role.DEPARTMENT_EDITOR, Role.CONFIRMER))
    of_forms = _forms(whole(PLAN), coordinator)
    of_round = a_round(PLAN, YEAR, Hands(coordinator, editor, confirmer, person(acting)))
    of_meetings = _meetings(coordinator, person(Staff.objects.get(username=DEPUTY)), editor, of_round)
    of_audit = _audit(coordinator, editor, confirmer)
    seal(Occasion.MINUTE)
    colleague = Staff.objects.get(username="colleague")
    role = RoleAssignment.objects.get(staff=staff(Role.DEPARTMENT_EDITOR))
    return {
        "finding": finding.key,
        "draft": str(waiting.pk),
        "people:person": going.pk,
        "people:transfer": transfer.pk,
        "people:transfer-call-off": transfer.pk,
        "people:acting-stop": [acting.pk, acts.pk],
        "departments:undo": _reorganised(administrator, today),
        "people:import-difference": waiting_lists["staff"],
        "departments:import-difference": waiting_lists["departments"],
        "people:role-remove": [role.staff_id, role.pk],
        "people:posting-end": [role.staff_id, role.staff.postings.get().pk],
        "people:posting-remove": [role.staff_id, role.staff.postings.get().pk],
        **published,
        **of_forms,
        **of_round,
        **of_meetings,
        **of_audit,
        **investments_of_the_city(PLAN, OWN, editor, coordinator),
        **officers_of_the_city(coordinator, OWN),
        **questionnaires_of_the_city(PLAN, MEASURE, coordinator),
        **training_of_the_city(PLAN, OWN, coordinator, editor, confirmer, person(going), person(acting)),
        **records_of_the_city(coordinator, OWN),
        **cities_of_the_city(coordinator),
        "colleague": [colleague.pk, colleague.roles.get().pk],
    }


def _audit(by: "Person", editor: "Person", confirmer: "Person") -> Samples:
    """The audit of the sample city with its report, an answer with a file, and a list of results that waits."""
    from monosashi.office.accounts.models import Staff  # noqa: PLC0415 -- as above
    from monosashi.office.accounts.standing import person  # noqa: PLC0415
    from monosashi.office.answering.evidence_files import checked  # noqa: PLC0415
    from monosashi.office.audits.actions_answering import Said, answer  # noqa: PLC0415
    from monosashi.office.audits.actions_keeping import AuditTold, change  # noqa: PLC0415
    from monosashi.office.audits.bringing_in.actions import let_wait  # noqa: PLC0415
    from monosashi.office.audits.models import CorrectiveAction, ResultPart  # noqa: PLC0415
    from monosashi.office.audits.states import AuditResultStatus  # noqa: PLC0415
    from monosashi.office.operation.example_audit import hold_audit  # noqa: PLC0415
    from monosashi.office.operation.example_round import Hands, Pair  # noqa: PLC0415

    every = person(Staff.objects.get(username="every-department_editor"))
    audit = hold_audit(PLAN, Hands(by, OWN, Pair(editor, confirmer), Pair(every, confirmer)))
    told = AuditTold(audit.kind, audit.fiscal_year, audit.theme, audit.auditor, audit.reported_on, audit.published)
    report = checked("報告書.txt", "包括外部監査の結果に関する報告".encode())
    change(pk=audit.pk, told=replace(told, report=report), seen=1, by=by)
    waits = CorrectiveAction.objects.filter(part__result__audit=audit, state="answered").order_by("pk")[0]
    said = Said(AuditResultStatus.ACTING, waits.text, waits.until, file=checked("資料.txt", "見直し案".encode()))
    answer(part=waits.part_id, said=said, seen=f"{waits.pk}.{waits.version}", by=every)
    csv = "区分,番号,件名\n意見,1,推進の体制\n意見,23,新しい意見\n".encode()
    pending = let_wait(audit=audit, file_name="意見.csv", raw=csv, by=by)
    own = ResultPart.objects.get(result__audit=audit, code=OWN)
    return {
        "audit": audit.pk,
        "result": own.result_id,
        "part": own.pk,
        "action": waits.pk,
        "audits:difference": [audit.pk, pending.pk],
    }


def _reorganised(by: "Person", today: date) -> list[object]:
    """A department of no plan that will be called otherwise, which can still be undone."""
    from monosashi.office.accounts.actions import NewDepartment, create_department  # noqa: PLC0415 -- as above
    from monosashi.office.people.models import Reorganised  # noqa: PLC0415
    from monosashi.office.people.reorganising.carrying_out import carry_out, preview  # noqa: PLC0415
    from monosashi.office.people.reorganising.values import Reorganisation, ReorganisationKind  # noqa: PLC0415

    old = create_department(NewDepartment("庁舎整備室"), since=None, by=by)
    new = (NewDepartment("庁舎整備課"),)
    wanted = Reorganisation(ReorganisationKind.RENAME, today + timedelta(60), (old.code,), new)
    carry_out(wanted, state=preview(wanted).state, by=by)
    return [old.code, Reorganised.objects.latest("pk").pk]


def _forms(plan: "Plan", by: "Person") -> Samples:
    """A sheet for each measure and a list of all of them, as the system makes them for samples."""
    from monosashi.office.forms.actions import Sent, bring_in  # noqa: PLC0415 -- as above
    from monosashi.office.forms.samples import sample_named  # noqa: PLC0415
    from monosashi.publishing.forms import form_fields  # noqa: PLC0415

    made = {name: sample_named(which, [each.name for each in form_fields(plan)]) for name, which in FORMS.items()}
    rows = [bring_in(plan_id=plan.id, name=name, file=Sent(one.name, one.raw), by=by) for name, one in made.items()]
    pages = ("form", "file", "filled", "replace", "take-out")
    return {f"forms:{page}": [plan.id, rows[0].pk] for page in pages}


def _meetings(by: "Person", deputy: "Person", editor: "Person", of_round: Samples) -> Samples:
    """Bodies and meetings as the sample city has them: the one without minutes, its first decision, and a file of its item."""
    from monosashi.office.answering.evidence_files import checked  # noqa: PLC0415 -- as above
    from monosashi.office.meetings.actions_papers import add_paper  # noqa: PLC0415
    from monosashi.office.meetings.models import MeetingDecision  # noqa: PLC0415
    from monosashi.office.operation.example_meetings import Where, hold_meetings  # noqa: PLC0415

    number = of_round["number"]
    assert isinstance(number, int)
    held = hold_meetings(Where(PLAN, OWN, MEASURE, number), office=by, editor=editor, deputy=deputy)
    item = held.items.get()
    paper = add_paper(held.pk, checked("途中経過.txt", "回答 41課".encode()), item=item.pk, by=by)
    member = held.body.members.order_by("pk").values_list("pk", flat=True)[0]
    parts = {"body": held.body_id, "member": member, "meeting": held.pk, "item": item.pk, "paper": paper.pk}
    late = MeetingDecision.objects.filter(item=item).order_by("pk").values_list("pk", flat=True)[0]
    return {**parts, "decision": late}


def _list_that_waits(kind: str, staff: int) -> int:
    """A list of staff or departments whose difference somebody is looking at: the template itself."""
    from django.utils import timezone  # noqa: PLC0415 -- as above

    from monosashi.office.people.imports.applying import departments_compared, staff_compared  # noqa: PLC0415
    from monosashi.office.people.imports.views import _template  # noqa: PLC0415
    from monosashi.office.people.models import PendingImport  # noqa: PLC0415

    example = "example_staff" if kind == "staff" else "example_department"
    told = {"kind": kind, "file_name": f"{kind}.csv", "content": _template(kind, "csv", example).content}
    pending = PendingImport(**told, since=timezone.localdate(), made_by=staff, made_at=timezone.now())
    pending.state = (staff_compared if kind == "staff" else departments_compared)(pending).state
    pending.save()
    return pending.pk


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(sys.argv[1], with_plans=sys.argv[2:] != ["empty"])))
