"""Results with their accepted answers are laid into a draft of the plan, which somebody looks at before it counts."""

import zlib
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from monosashi.core.messages import message
from monosashi.core.plan import Plan
from monosashi.exchange.plan_file import write_plan
from monosashi.office.accounts.permissions import Permission, Place, check
from monosashi.office.accounts.refusals import StateForbids
from monosashi.office.accounts.standing import Person
from monosashi.office.audits.carrying import Carried, note_of, with_notes
from monosashi.office.audits.queries import AuditNow, ResultNow, one_audit
from monosashi.office.audits.telling import subject_of_audit
from monosashi.office.events.recording import record
from monosashi.office.events.values import Touched
from monosashi.office.plans.actions_imports import take_in
from monosashi.office.plans.models import ImportDraft
from monosashi.office.plans.queries import departments_of, whole
from monosashi.office.ui.language import spoken


@dataclass(frozen=True, slots=True)
class Choice:
    """A result that is to stand at a measure of the plan."""

    result: int
    node: str


class NothingToCarry(StateForbids):
    """Nothing was chosen, or the plan has it all."""

    def __init__(self) -> None:
        super().__init__(message("audits.nothing_to_carry"))


@transaction.atomic
def carry(*, pk: int, fiscal_year: int, choices: Iterable[Choice], by: Person) -> ImportDraft:
    """Lay the chosen results into a draft of the plan. A draft of this person that says just this and still waits is taken again.

    Raises NoSuchAudit, NotAllowed, NothingToCarry, InvalidInput where the plan would not hold.
    """
    now = one_audit(pk, timezone.localdate())
    plan_id = now.row.plan_id
    check(by.standing, Permission.KEEP_AUDITS, Place(plan_id))
    check(by.standing, Permission.IMPORT_PLAN, Place(plan_id))
    plan = whole(plan_id)
    chosen = tuple(_chosen(now, plan, choices))
    after = with_notes(plan, fiscal_year, chosen)
    if after == plan:
        raise NothingToCarry
    if (waiting := _waiting(after, by)) is not None:
        return waiting
    name = spoken(message("audits.draft_name", name=now.name))
    draft = take_in(name=f"{name}.plan.json", raw=write_plan(after), by=by, called=name)
    nodes = tuple(dict.fromkeys(each.node for _, each in chosen))
    record(
        "audit.carried",
        subject_of_audit(now.row),
        by=by.actor,
        after={"files": [name], "measures": [plan.index.node[node].label for node in nodes]},
        places=tuple(Touched("measure", node) for node in nodes),
    )
    return draft


def _chosen(now: AuditNow, plan: Plan, choices: Iterable[Choice]) -> Iterable[tuple[ResultNow, Carried]]:
    wanted = {(choice.result, choice.node) for choice in choices}
    for result in now.results:
        for measure in result.measures:
            node = plan.index.node.get(measure.node)
            note = note_of(now.row, result, departments_of(node, now.day)) if node else None
            if note is not None and (result.row.pk, measure.node) in wanted:
                yield result, Carried(measure.node, note)


def _waiting(plan: Plan, by: Person) -> ImportDraft | None:
    raw = write_plan(plan)
    drafts = ImportDraft.objects.filter(plan_id=plan.id, made_by=by.staff.pk)
    return next((draft for draft in drafts if zlib.decompress(bytes(draft.document)) == raw), None)
