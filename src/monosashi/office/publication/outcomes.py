"""What became of a proposal: told by the worker that made what two people agreed to, and recorded."""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from monosashi.office.events.locking import locked
from monosashi.office.events.recording import record
from monosashi.office.events.values import SYSTEM, Actor, Subject
from monosashi.office.plans.models import PlanRow
from monosashi.office.publication.models import Proposal
from monosashi.office.publication.states import ProposalAct, ProposalForbids, ProposalState, after


@dataclass(frozen=True, slots=True)
class Made:
    """What the worker made of an approved proposal."""

    sha256: str
    size: int


@transaction.atomic
def carried_out(pk: int, made: Made) -> bool:
    """The worker has made the bundle: it counts from now on. False where the proposal no longer waits for it."""
    proposal = locked(Proposal.objects.select_related("plan")).get(pk=pk)
    try:
        proposal.state = after(
            ProposalState(proposal.state), ProposalAct.CARRY_OUT, proposer=proposal.proposed_by, by=None
        )
    except ProposalForbids:
        return False
    proposal.bundle_sha256, proposal.bundle_size, proposal.done_at = made.sha256, made.size, timezone.now()
    proposal.save(update_fields=["state", "bundle_sha256", "bundle_size", "done_at"])
    tell_of("publication.done", proposal, proposal.plan, SYSTEM)
    return True


@transaction.atomic
def failed(pk: int, problems: str) -> bool:
    """The worker could not make the bundle. False where the proposal no longer waits for it."""
    proposal = locked(Proposal.objects.select_related("plan")).get(pk=pk)
    try:
        proposal.state = after(ProposalState(proposal.state), ProposalAct.FAIL, proposer=proposal.proposed_by, by=None)
    except ProposalForbids:
        return False
    proposal.problems = problems
    proposal.save(update_fields=["state", "problems"])
    tell_of("publication.failed", proposal, proposal.plan, SYSTEM)
    return True


def tell_of(action: str, proposal: Proposal, row: PlanRow, by: Actor, *, why: str = "") -> None:
    """Record what became of a proposal."""
    told: dict[str, object] = {"proposal": proposal.number, "kind": proposal.kind, "state": str(proposal.state)}
    told |= {"edition": proposal.edition} if proposal.edition else {}
    told |= {"site_sha256": proposal.site_sha256} if proposal.site_sha256 else {}
    told |= {"bundle_sha256": proposal.bundle_sha256} if proposal.bundle_sha256 else {}
    subject = Subject("publication", f"{row.pk}/{proposal.number}", row.name, row.pk)
    record(action, subject, by=by, after=told, why=why)
