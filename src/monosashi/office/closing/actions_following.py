"""Proposals for the plan: made on a sheet, dropped with a reason, carried into a draft of the next revision."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from monosashi.core.messages import message
from monosashi.core.plan import Plan
from monosashi.core.results import Disposition
from monosashi.exchange.plan_file import write_plan
from monosashi.office.accounts.permissions import Permission, Place, check, may
from monosashi.office.accounts.refusals import ChangedMeanwhile, StateForbids
from monosashi.office.accounts.standing import Person
from monosashi.office.closing.proposals import ENDING, Ending, Merging, NextStage, NextTarget, Proposed, carried
from monosashi.office.events.locking import locked
from monosashi.office.events.recording import record
from monosashi.office.events.values import Subject, Touched
from monosashi.office.plans.actions_imports import take_in
from monosashi.office.plans.models import ImportDraft
from monosashi.office.plans.queries import whole
from monosashi.office.rounds.acting import lock_sheet, subject_of
from monosashi.office.rounds.basis import basis_of
from monosashi.office.rounds.models import FollowUp, Round, Sheet
from monosashi.office.rounds.places import place_of
from monosashi.office.rounds.queries import filled, name_of, round_numbered
from monosashi.office.ui.language import spoken
from monosashi.wording import word

Kind = FollowUp.Kind


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody proposes: kind, its parts as `proposal_of` reads them, and why."""

    kind: FollowUp.Kind
    body: Mapping[str, str]
    reason: str = ""


class NothingToCarry(StateForbids):
    """No proposal waits to be carried."""

    def __init__(self) -> None:
        super().__init__(message("closing.nothing_to_carry"))


@transaction.atomic
def propose(*, number: int, node: str, wish: Wish, by: Person) -> FollowUp:
    """Propose something for the plan; what this person proposed already and still waits is not proposed again.

    Raises NoSuchSheet, NotAllowed.
    """
    sheet = lock_sheet(number, node)
    if not may(by.standing, Permission.RUN_ROUND, Place(sheet.round.plan_id)):
        check(by.standing, Permission.ANSWER_SHEET, place_of(sheet))
    told = {"kind": wish.kind, "reason": wish.reason.strip(), "made_by": by.staff.pk}
    for row in FollowUp.objects.filter(sheet=sheet, carried_at=None, dropped="", **told):
        if row.body == dict(wish.body):
            return row
    made = FollowUp.objects.create(
        sheet=sheet,
        body=dict(wish.body),
        **told,
        made_by_label=by.actor.label,
        made_at=timezone.now(),
    )
    record(
        "sheet.proposed", subject_of(sheet), by=by.actor, after={"kind": wish.kind.value, **wish.body}, why=wish.reason
    )
    return made


@transaction.atomic
def drop(*, pk: int, number: int, reason: str, by: Person) -> FollowUp:
    """Carry a proposal no further. Raises NotAllowed, StateForbids without a reason, ChangedMeanwhile where it does not wait."""
    row = locked(FollowUp.objects.select_related("sheet__round__plan")).get(pk=pk, sheet__round=number)
    check(by.standing, Permission.RUN_ROUND, Place(row.sheet.round.plan_id))
    if not reason.strip():
        raise StateForbids(message("closing.drop_without_reason"))
    if row.dropped or row.carried_at is not None:
        raise ChangedMeanwhile(message("closing.not_waiting"))
    row.dropped = reason.strip()
    row.save(update_fields=["dropped"])
    record("sheet.proposal_dropped", subject_of(row.sheet), by=by.actor, before={"kind": row.kind}, why=row.dropped)
    return row


@transaction.atomic
def carry(*, number: int, pks: Iterable[int], by: Person) -> ImportDraft:
    """Lay the proposals into a draft of the plan's next revision, which somebody looks at before it counts.

    Raises NoSuchRound, NotAllowed, NothingToCarry, DoesNotFitPlan, Contradicting, InvalidInput where the plan would not hold.
    """
    held = round_numbered(number)
    check(by.standing, Permission.RUN_ROUND, Place(held.plan_id))
    rows = list(locked(waiting(held).filter(pk__in=list(pks))))
    if not rows:
        raise NothingToCarry
    plan = whole(held.plan_id)
    proposals = tuple(proposal_of(row) for row in rows)
    after = carried(plan, proposals, held.fiscal_year + 1, judged=basis_of(held).plan)
    name = spoken(message("closing.draft_name", name=name_of(held)))
    draft = take_in(name=f"{name}.plan.json", raw=write_plan(after), by=by, called=name)
    FollowUp.objects.filter(pk__in=[row.pk for row in rows]).update(carried_at=timezone.now(), draft=draft.pk)
    _tell_of_carried(held, rows, draft, plan, by)
    return draft


def _tell_of_carried(held: Round, rows: Iterable[FollowUp], draft: ImportDraft, plan: Plan, by: Person) -> None:
    nodes, known = tuple(dict.fromkeys(row.sheet.node for row in rows)), plan.index.node
    record(
        "round.proposals_carried",
        Subject("round", str(held.pk), spoken(name_of(held)), held.plan_id),
        by=by.actor,
        after={"files": [draft.file_name], "sheets": [known[n].name if n in known else n for n in nodes]},
        places=tuple(Touched("measure", node) for node in nodes),
    )


def come_back(draft: UUID) -> None:
    """Proposals that were laid into a draft wait again: it was thrown away."""
    FollowUp.objects.filter(draft=draft).update(carried_at=None, draft=None)


def waiting(held: Round) -> QuerySet[FollowUp]:
    """The round's proposals that were neither carried nor dropped, in the order of its sheets."""
    rows = FollowUp.objects.select_related("sheet").filter(sheet__round=held, carried_at=None, dropped="")
    return rows.order_by("sheet__position", "pk")


def proposal_of(row: FollowUp) -> Proposed:
    """The proposal that a row holds."""
    body = row.body if isinstance(row.body, dict) else json.loads(row.body)
    match row.kind:
        case Kind.TARGET:
            return NextTarget(body["indicator"], Decimal(body["value"]))
        case Kind.STAGE:
            return NextStage(row.sheet.node, body["stage"])
        case Kind.MERGE:
            return Merging(row.sheet.node, body["into"])
    disposition = Disposition(body["disposition"])
    return Ending(row.sheet.node, disposition, row.reason or spoken(word(disposition)))


def suggested(sheet: Sheet) -> Wish | None:
    """What the answers of a sheet come to: the measure's end, or a merge whose other measure is still to be chosen.

    What they say comes next is the reason. None: they ask for neither, or it was proposed already, or the judging edition does
    not hold the measure.
    """
    if sheet.node not in basis_of(sheet.round).plan.index.node:
        return None
    result = filled(sheet).result
    kind = Kind.MERGE if result.disposition is Disposition.MERGE else Kind.DISPOSITION
    if (
        result.disposition not in {*ENDING, Disposition.MERGE}
        or FollowUp.objects.filter(sheet=sheet, kind=kind).exists()
    ):
        return None
    body = {"disposition": result.disposition.value} if kind is Kind.DISPOSITION else {}
    return Wish(kind, body, result.next_step)
