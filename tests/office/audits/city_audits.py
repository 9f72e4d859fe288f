"""An audit of Akita's plan, made for tests: three results, a request, and people who answer and accept."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from monosashi.core.plan import Plan
from monosashi.office.accounts.models import Department
from monosashi.office.accounts.permissions import Role
from monosashi.office.accounts.standing import Person, person
from monosashi.office.audits.actions_answering import Said, accept, answer
from monosashi.office.audits.actions_keeping import AuditTold, ask, enter
from monosashi.office.audits.actions_results import ResultTold, enter_result
from monosashi.office.audits.models import Audit, AuditResult, CorrectiveAction, ResultPart
from monosashi.office.audits.queries import seen_of
from monosashi.office.audits.states import AuditResultStatus
from monosashi.office.plans.actions import keep_new_plan
from office.laid import Laid, Someone, account, akita_plan, somebody_coordinating

PLAN, ONE, OTHER = "akita-digital-2", "n-p076", "n-p079"
"""ONE is led by 情報統計課 (d-03) and has no grade; OTHER has one."""
LEAD, SECOND, OFFICE = "d-03", "d-07", "d-01"
SEPTEMBER, MARCH, DUE = date(2025, 9, 30), date(2026, 3, 31), date(2026, 4, 20)
TOLD = AuditTold("comprehensive_external", 2025, "デジタル化", "包括外部監査人", date(2026, 2, 6))
ACTING = Said(AuditResultStatus.ACTING, "日程を公表する準備をしている。", "令和8年度中")
DONE = Said(AuditResultStatus.DONE, "日程を公表した。", "", date(2026, 4, 1))


@dataclass
class Hall:
    """Opinion 1 on a measure (one department), opinion 2 on two measures (two departments), finding 1 on the whole (the office)."""

    audit: Audit
    office: Person
    editor: Person
    second: Person
    one: ResultPart
    two: tuple[ResultPart, ResultPart]
    whole: ResultPart

    @property
    def result(self) -> AuditResult:
        """Opinion 1."""
        return self.one.result


def lay_hall() -> Laid:
    """The audit of Akita's plan, with nobody else in the office."""
    office = somebody_coordinating()
    return Laid(office, make_hall(akita_plan(), office, account, keep=True))


def make_hall(plan: Plan, office: Person, someone: Someone, *, keep: bool = False) -> Hall:
    """The audit, entered by `office`, its departments asked of the end of March. `keep`: the plan is not kept yet."""
    if keep:
        keep_new_plan(plan, by=office)
    editor = person(someone(Role.DEPARTMENT_EDITOR, department=LEAD, name="石井 涼"))
    second = person(someone(Role.DEPARTMENT_EDITOR, department=SECOND, name="小野 薫"))
    Department.objects.filter(pk=OFFICE).update(coordinating_office=True)
    audit = enter(plan_id=plan.id, told=TOLD, by=office)
    results = [enter_result(audit=audit.pk, told=told, by=office) for told in results_told()]
    ask(pk=audit.pk, as_of=MARCH, due=DUE, by=office)
    parts = [tuple(result.parts.all()) for result in results]
    return Hall(audit, office, editor, second, parts[0][0], (parts[1][0], parts[1][1]), parts[2][0])


def an_audit(plan: str, office: Person, measures: Mapping[str, str]) -> Audit:
    """An audit with an opinion on each of these measures, which the department beside it answers to; asked, and unanswered."""
    audit = enter(plan_id=plan, told=TOLD, by=office)
    for number, (node, code) in enumerate(measures.items(), start=1):
        told = ResultTold("audit_opinion", str(number), f"意見{number}", measures=(node,), departments=(code,))
        enter_result(audit=audit.pk, told=told, by=office)
    ask(pk=audit.pk, as_of=MARCH, due=DUE, by=office)
    return audit


def parts_of_audit(audit: Audit) -> dict[str, object]:
    """What stands for the parts of addresses: the audit, its first result, and the department beside it."""
    part = ResultPart.objects.filter(result__audit=audit)[0]
    return {"audit": audit.pk, "result": part.result_id, "part": part.pk}


def results_told() -> tuple[ResultTold, ...]:
    return (
        ResultTold("audit_opinion", "1", "日程による管理", "185", "道筋を示すとよい。", (ONE,), (LEAD,)),
        ResultTold("audit_opinion", "2", "施策の統合", "186", "まとめるとよい。", (ONE, OTHER), (LEAD, SECOND)),
        ResultTold("audit_finding", "1", "規則の改正もれ", "170", "規則を改めること。"),
    )


def seen(part: ResultPart) -> str:
    """What a form about this department's answer is based on now."""
    return seen_of(CorrectiveAction.objects.filter(part=part).first())


def answered(part: ResultPart, by: Person, said: Said = ACTING) -> CorrectiveAction:
    return answer(part=part.pk, said=said, seen=seen(part), by=by)


def accepted(part: ResultPart, by: Person, office: Person, said: Said = ACTING) -> CorrectiveAction:
    answered(part, by, said)
    return accept(part=part.pk, seen=seen(part), by=office)
