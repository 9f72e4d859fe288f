"""Entering, changing and removing a finding or an opinion, one by one."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max

from monosashi.core.messages import message
from monosashi.office.accounts.refusals import ChangedMeanwhile, StateForbids
from monosashi.office.accounts.register import names_of
from monosashi.office.accounts.standing import Person
from monosashi.office.audits.actions_keeping import lock_audit
from monosashi.office.audits.models import AuditResult, CorrectiveAction, ResultMeasure, ResultPart
from monosashi.office.audits.queries import label_of
from monosashi.office.audits.telling import subject_of_result, told_of_result, touched_by
from monosashi.office.events.locking import locked
from monosashi.office.events.recording import record
from monosashi.office.plans.queries import held
from monosashi.office.ui.language import spoken


@dataclass(frozen=True, slots=True)
class ResultTold:
    """What somebody says of a result. `measures` are nodes of the plan, `departments` codes; none: the coordinating office.

    `position` None: behind the others, or where it stands.
    """

    kind: str
    number: str
    title: str
    page: str = ""
    text: str = ""
    measures: tuple[str, ...] = ()
    departments: tuple[str, ...] = ()
    position: int | None = None

    @property
    def codes(self) -> tuple[str, ...]:
        """Who answers, as rows name them."""
        return self.departments or ("",)


class ResultKnown(StateForbids):
    """The audit has a result of this kind and number. `result` is its row."""

    def __init__(self, result: AuditResult) -> None:
        super().__init__(message("audits.result_known", label=label_of(result), title=result.title))
        self.result = result


class ResultChanged(ChangedMeanwhile):
    """Somebody changed the result, or removed it, since it was shown. `now` is its row, None where it is gone."""

    def __init__(self, now: AuditResult | None) -> None:
        super().__init__(message("audits.result_changed" if now else "audits.result_removed"))
        self.now = now


class DepartmentAnswered(StateForbids):
    """A department that answered already is not taken out: what it said would be lost."""

    def __init__(self, names: Iterable[str]) -> None:
        super().__init__(message("audits.department_answered", names=tuple(names)))


@transaction.atomic
def enter_result(*, audit: int, told: ResultTold, by: Person) -> AuditResult:
    """Keep a result behind the others. The very same one is there already. Raises NoSuchAudit, NotAllowed, ResultKnown."""
    row = lock_audit(audit, by)
    same = AuditResult.objects.select_related("audit").filter(audit=row, kind=told.kind, number=told.number).first()
    if same is not None:
        if _says(same, told):
            return same
        raise ResultKnown(same)
    last = AuditResult.objects.filter(audit=row).aggregate(last=Max("position"))["last"] or 0
    made = write_result(AuditResult(audit=row, position=last + 1), told)
    record("audit.result_entered", subject_of_result(made), by=by.actor, after=_told(made), places=touched_by(made))
    return made


@transaction.atomic
def change_result(*, pk: int, told: ResultTold, seen: int, by: Person) -> AuditResult:
    """Correct a result. `seen` is its version as it was shown. Raises NotAllowed, ResultChanged, ResultKnown, DepartmentAnswered."""
    row = _locked(pk, seen, by)
    same = AuditResult.objects.filter(audit=row.audit_id, kind=told.kind, number=told.number).exclude(pk=pk).first()
    if same is not None:
        raise ResultKnown(same)
    before, places = _told(row), {*touched_by(row)}
    row.version += 1
    write_result(row, told)
    places |= {*touched_by(row)}
    record("audit.result_changed", subject_of_result(row), by=by.actor, before=before, after=_told(row), places=places)
    return row


@transaction.atomic
def remove_result(*, pk: int, seen: int, by: Person) -> int:
    """Remove a result that nobody answered to. The key of its audit. Raises NotAllowed, ResultChanged, DepartmentAnswered."""
    row = _locked(pk, seen, by)
    refuse_answered(row, keeping=())
    record("audit.result_removed", subject_of_result(row), by=by.actor, before=_told(row), places=touched_by(row))
    audit = row.audit_id
    row.delete()
    return audit


def write_result(row: AuditResult, told: ResultTold) -> AuditResult:
    """Write a result with its measures and departments. The caller records the event. Raises DepartmentAnswered."""
    if row.pk is not None:
        refuse_answered(row, keeping=told.codes)
    row.kind, row.number, row.page, row.title, row.text = told.kind, told.number, told.page, told.title, told.text
    row.position = row.position if told.position is None else told.position
    row.save()
    nodes = held(row.audit.plan_id).plan.index.node
    ResultMeasure.objects.filter(result=row).exclude(node__in=told.measures).delete()
    there = set(ResultMeasure.objects.filter(result=row).values_list("node", flat=True))
    ResultMeasure.objects.bulk_create(
        ResultMeasure(result=row, node=node, name=(nodes[node].label if node in nodes else node)[:400])
        for node in told.measures
        if node not in there
    )
    ResultPart.objects.filter(result=row).exclude(code__in=told.codes).delete()
    answering = set(ResultPart.objects.filter(result=row).values_list("code", flat=True))
    ResultPart.objects.bulk_create(ResultPart(result=row, code=code) for code in told.codes if code not in answering)
    return row


def refuse_answered(row: AuditResult, keeping: Iterable[str]) -> None:
    """Raises DepartmentAnswered where a department answered that is not to be kept. Nobody answers until the transaction ends."""
    list(locked(ResultPart.objects.filter(result=row)))
    gone = CorrectiveAction.objects.filter(part__result=row).exclude(part__code__in=keeping)
    codes = sorted(set(gone.values_list("part__code", flat=True)))
    if codes:
        raise DepartmentAnswered(_named(codes))


def _locked(pk: int, seen: int, by: Person) -> AuditResult:
    found = AuditResult.objects.filter(pk=pk).values_list("audit", flat=True).first()
    if found is None:
        raise ResultChanged(None)
    audit = lock_audit(found, by)
    row = locked(AuditResult.objects.filter(pk=pk)).first()
    if row is None:
        raise ResultChanged(None)
    row.audit = audit
    if row.version != seen:
        raise ResultChanged(row)
    return row


def _says(row: AuditResult, told: ResultTold) -> bool:
    nodes = set(row.measures.values_list("node", flat=True))
    codes = set(row.parts.values_list("code", flat=True))
    texts = (row.page, row.title, row.text) == (told.page, told.title, told.text)
    return texts and nodes == set(told.measures) and codes == set(told.codes)


def _told(row: AuditResult) -> Mapping[str, object]:
    measures = row.measures.values_list("name", flat=True)
    return told_of_result(row, measures, _named(row.parts.values_list("code", flat=True)))


def _named(codes: Iterable[str]) -> tuple[str, ...]:
    """The names of departments; the coordinating office by its word."""
    told = tuple(codes)
    names = {"": spoken(message("audits.coordinating_office")), **names_of(told)}
    return tuple(names.get(code, code) for code in told)
