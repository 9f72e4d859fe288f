"""What can be done about publishing. Each action checks who may, keeps all or nothing, and records its event."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any, cast

from django.db import transaction
from django.utils import timezone

from monosashi.core.messages import message
from monosashi.office.accounts import refusals
from monosashi.office.accounts.permissions import Permission, Place, check
from monosashi.office.accounts.standing import Person
from monosashi.office.events.locking import locked
from monosashi.office.events.recording import record
from monosashi.office.events.values import SYSTEM, Actor, Subject
from monosashi.office.plans.editions_kept import Correction, keep_correction, keep_withdrawal
from monosashi.office.plans.models import PlanRow
from monosashi.office.plans.queries import lock_plan
from monosashi.office.publication.forgetting import forget_withdrawn
from monosashi.office.publication.models import AuditorSet, Making, Preview, Proposal, SettingsOfSite, YearReport
from monosashi.office.publication.outcomes import tell_of
from monosashi.office.publication.queries import (
    Now,
    is_current,
    is_there,
    now,
    open_proposal,
    preview_of,
    report_key,
    reports_of,
    work_goes_on,
)
from monosashi.office.publication.site_settings import body_of, newest_settings
from monosashi.office.publication.states import (
    ProposalAct,
    ProposalKind,
    ProposalState,
    after,
)
from monosashi.office.publication.tasks import make_auditor_set, make_bundle, make_preview, make_report
from monosashi.publishing.report.typesetting import is_installed
from monosashi.publishing.site.settings import SiteSettings
from monosashi.wording import LANGUAGES, Language


class NotNow(refusals.StateForbids):
    """This cannot be done as things stand: nothing is previewed, a proposal is open, the editions changed since."""


@dataclass(frozen=True, slots=True)
class About:
    """What is corrected or withdrawn, and why. `reasons` are those of single figures, by path.

    `plan_sha256` is of the plan that whoever proposes looked at, "" where nobody told.
    """

    edition: int
    reason: str
    reasons: Mapping[str, str] = field(default_factory=dict)
    label: str = ""
    plan_sha256: str = ""


@transaction.atomic
def save_settings(*, plan_id: str, settings: SiteSettings, based_on: int, by: Person) -> SettingsOfSite:
    """Keep the settings of the site. Raises NotAllowed, NoSuchPlan, NotNow where somebody else saved them meanwhile."""
    row = _locked(plan_id, by)
    before = newest_settings(plan_id)
    if (before.number if before else 0) != based_on:
        raise NotNow(message("publication.settings.meanwhile"))
    body = body_of(settings)
    if before is not None and before.body == body:
        return before
    new = SettingsOfSite.objects.create(
        plan=row,
        number=based_on + 1,
        body=body,
        made_at=timezone.now(),
        made_by=by.actor.id,
        made_by_label=by.actor.label,
    )
    told = _settings_told(before.body) if before else None
    _tell("publication.settings_saved", row, by.actor, before=told, after=_settings_told(body))
    return new


def _settings_told(body: str) -> dict[str, object]:
    """The settings as an event names them: `report` is the word for what a department reports."""
    return {"pdf_reports" if name == "report" else name: value for name, value in json.loads(body).items()}


@transaction.atomic
def ask_for_preview(*, plan_id: str, by: Person) -> Preview:
    """Have the site made of the editions as they stand, to be looked at. Raises NotAllowed, NoSuchPlan, NotNow."""
    row, state = _locked(plan_id, by), now(plan_id)
    if not state.standing:
        raise NotNow(message("publication.no_edition"))
    preview, _ = Preview.objects.update_or_create(
        plan=row,
        key=state.key,
        defaults={"state": Making.ASKED, "asked_at": timezone.now(), "problems": "[]"},
        create_defaults={
            "chain": state.chain,
            "settings": state.settings_number,
            "state": Making.ASKED,
            "asked_at": timezone.now(),
        },
    )
    preview.job = make_preview.enqueue(preview.pk).id
    preview.save(update_fields=["job"])
    _tell("publication.preview_asked", row, by.actor, after={"editions": len(state.links)})
    return preview


@transaction.atomic
def propose_publication(*, plan_id: str, key: str, note: str, by: Person) -> Proposal:
    """Propose to publish the site that a preview shows. Raises NotAllowed, NoSuchPlan, NotNow."""
    row, state = _locked(plan_id, by), now(plan_id)
    preview = _proposable(plan_id, key, state)
    return _proposed(row, ProposalKind.PUBLISH, by, note=note, preview=preview, site_sha256=preview.site_sha256)


@transaction.atomic
def propose_correction(*, plan_id: str, about: About, note: str, by: Person) -> Proposal:
    """Propose the plan as it stands as the correction of an edition.

    Raises NotAllowed, NoSuchPlan, NotNow, AlreadyFrozen, and InvalidInput where it could not be made so.
    """
    row = _locked(plan_id, by)
    _refuse_second(plan_id)
    if about.plan_sha256 not in {"", row.sha256}:
        raise NotNow(message("publication.correct.meanwhile"))
    _try(lambda: keep_correction(plan_id, _correction(about), by=by))
    return _proposed(row, ProposalKind.CORRECT, by, note=note, plan_sha256=row.sha256, **_of(about))


@transaction.atomic
def propose_withdrawal(*, plan_id: str, about: About, note: str, by: Person) -> Proposal:
    """Propose to take an edition back. Raises NotAllowed, NoSuchPlan, NotNow, InvalidInput."""
    row = _locked(plan_id, by)
    _refuse_second(plan_id)
    _try(lambda: keep_withdrawal(plan_id, about.edition, about.reason, by=by))
    return _proposed(row, ProposalKind.WITHDRAW, by, note=note, **_of(about))


@transaction.atomic
def approve(*, plan_id: str, number: int, note: str, by: Person) -> Proposal:
    """Agree to what somebody else proposed. A correction or withdrawal is made at once, a bundle by the worker.

    Raises NotAllowed, ProposalForbids, WrongHand, NotNow where things changed since it was proposed, InvalidInput.
    """
    row, proposal = _found(plan_id, number, by)
    following = after(_state(proposal), ProposalAct.APPROVE, proposer=proposal.proposed_by, by=by.actor.id)
    _refuse_changed(proposal, row)
    _decided(proposal, following, note, by)
    tell_of("publication.approved", proposal, row, by.actor, why=note)
    if proposal.kind == ProposalKind.PUBLISH:
        _enqueue(proposal)
    else:
        _carry_out_at_once(proposal, row, by)
    return proposal


@transaction.atomic
def refuse(*, plan_id: str, number: int, note: str, by: Person) -> Proposal:
    """Do not agree, with a note. Raises NotAllowed, ProposalForbids, WrongHand, NotNow where there is no note."""
    row, proposal = _found(plan_id, number, by)
    following = after(_state(proposal), ProposalAct.REFUSE, proposer=proposal.proposed_by, by=by.actor.id)
    if not note.strip():
        raise NotNow(message("publication.refuse_without_note"))
    _decided(proposal, following, note, by)
    tell_of("publication.refused", proposal, row, by.actor, why=note)
    return proposal


@transaction.atomic
def call_off(*, plan_id: str, number: int, note: str, by: Person) -> Proposal:
    """Take a proposal back. The note of one that nobody decided stays with it. Raises NotAllowed, ProposalForbids, WrongHand."""
    row, proposal = _found(plan_id, number, by)
    proposal.state = after(_state(proposal), ProposalAct.CALL_OFF, proposer=proposal.proposed_by, by=by.actor.id)
    if proposal.decided_at is None:
        proposal.decision_note = note
    proposal.save(update_fields=["state", "decision_note"])
    tell_of("publication.called_off", proposal, row, by.actor, why=note)
    return proposal


@transaction.atomic
def try_again(*, plan_id: str, number: int, note: str, by: Person) -> Proposal:
    """Have what two people agreed to made once more. Raises NotAllowed, ProposalForbids."""
    row, proposal = _found(plan_id, number, by)
    proposal.state = after(_state(proposal), ProposalAct.TRY_AGAIN, proposer=proposal.proposed_by, by=by.actor.id)
    proposal.problems = "[]"
    proposal.save(update_fields=["state", "problems"])
    _enqueue(proposal)
    tell_of("publication.tried_again", proposal, row, by.actor, why=note)
    return proposal


@transaction.atomic
def ask_for_auditor_set(*, plan_id: str, edition: int, by: Person) -> AuditorSet:
    """Have the auditor's file set of an edition made. Raises NotAllowed, NoSuchPlan, NotNow where there is no such edition."""
    row = _locked(plan_id, by)
    if edition not in {link.number for link in now(plan_id).standing}:
        raise NotNow(message("publication.no_such_edition", number=edition))
    newest = AuditorSet.objects.filter(plan=row).order_by("-number").first()
    asked = AuditorSet.objects.create(
        plan=row,
        number=(newest.number if newest else 0) + 1,
        edition=edition,
        state=Making.ASKED,
        asked_at=timezone.now(),
        asked_by=by.actor.id,
        asked_by_label=by.actor.label,
    )
    asked.job = make_auditor_set.enqueue(asked.pk).id
    asked.save(update_fields=["job"])
    _tell("publication.auditor_set_asked", row, by.actor, after={"number": asked.number, "edition": edition})
    return asked


@transaction.atomic
def ask_for_report(*, plan_id: str, edition: int, by: Person, language: Language = LANGUAGES[0]) -> YearReport:
    """Have the report of an edition made in a language; one that is there or on its way stays. Raises NotAllowed, NoSuchPlan, NotNow."""
    row, state = _locked(plan_id, by), now(plan_id)
    if edition not in {link.number for link in state.standing}:
        raise NotNow(message("publication.no_such_edition", number=edition))
    if not is_installed():
        raise NotNow(message("publication.report.not_installed"))
    wanted = edition, language
    before = reports_of(plan_id).get(wanted)
    if is_current(before, state) or work_goes_on(before):
        return cast("YearReport", before)
    told = {"key": report_key(state, wanted), "state": Making.ASKED, "asked_at": timezone.now(), "problems": "[]"}
    told |= {"asked_by": by.actor.id, "asked_by_label": by.actor.label}
    asked, _ = YearReport.objects.update_or_create(plan=row, edition=edition, language=language, defaults=told)
    asked.job = make_report.enqueue(asked.pk).id
    asked.save(update_fields=["job"])
    _tell("publication.report_asked", row, by.actor, after={"edition": edition, "language": language})
    return asked


def _locked(plan_id: str, by: Person) -> PlanRow:
    """The plan's row, which everything that changes publication waits for."""
    check(by.standing, Permission.PUBLISH, Place(plan_id))
    return lock_plan(plan_id)


def _found(plan_id: str, number: int, by: Person) -> tuple[PlanRow, Proposal]:
    row = _locked(plan_id, by)
    proposal = locked(Proposal.objects.filter(plan=row, number=number)).first()
    if proposal is None:
        raise NotNow(message("publication.no_such_proposal", number=number))
    return row, proposal


def _state(proposal: Proposal) -> ProposalState:
    return ProposalState(proposal.state)


def _refuse_second(plan_id: str) -> None:
    going_on = open_proposal(plan_id)
    if going_on is not None:
        raise NotNow(message("publication.another_open", number=going_on.number))


def _proposable(plan_id: str, key: str, state: Now) -> Preview:
    """The preview, where it shows what would be published now."""
    _refuse_second(plan_id)
    preview = preview_of(plan_id, key)
    if preview is None or not is_there(preview) or key != state.key:
        raise NotNow(message("publication.preview_first"))
    if not state.settings.licence:
        raise NotNow(message("publication.licence_first"))
    return preview


def _refuse_changed(proposal: Proposal, row: PlanRow) -> None:
    """What is agreed to is what was proposed, to the byte."""
    preview = proposal.preview
    same = row.sha256 == proposal.plan_sha256 if proposal.kind == ProposalKind.CORRECT else True
    if proposal.kind == ProposalKind.PUBLISH:
        same = preview is not None and preview.site_sha256 == proposal.site_sha256 and preview.key == now(row.pk).key
    if not same:
        raise NotNow(message("publication.changed_since"))


def _try(act: Callable[[], object]) -> None:
    """Do it and undo it: what cannot be made is told to whoever proposes it."""
    with transaction.atomic():
        act()
        transaction.set_rollback(True)  # of this savepoint alone


def _correction(about: About) -> Correction:
    return Correction(about.edition, about.reason, about.reasons, about.label)


def _of(about: About) -> dict[str, Any]:
    reasons = json.dumps(dict(about.reasons), ensure_ascii=False)
    return {"edition": about.edition, "reason": about.reason.strip(), "reasons": reasons, "label": about.label}


def _proposed(row: PlanRow, kind: ProposalKind, by: Person, **told: Any) -> Proposal:  # noqa: ANN401 -- columns
    newest = Proposal.objects.filter(plan=row).order_by("-number").first()
    if by.actor.id is None:
        raise TypeError(by)
    proposal = Proposal.objects.create(
        plan=row,
        number=(newest.number if newest else 0) + 1,
        kind=kind.value,
        state=ProposalState.PROPOSED.value,
        proposed_at=timezone.now(),
        proposed_by=by.actor.id,
        proposed_by_label=by.actor.label,
        **told,
    )
    tell_of("publication.proposed", proposal, row, by.actor, why=proposal.note)
    return proposal


def _decided(proposal: Proposal, following: ProposalState, note: str, by: Person) -> None:
    proposal.state, proposal.decision_note, proposal.decided_at = following, note, timezone.now()
    proposal.decided_by, proposal.decided_by_label = by.actor.id, by.actor.label
    proposal.save(update_fields=["state", "decision_note", "decided_at", "decided_by", "decided_by_label"])


def _enqueue(proposal: Proposal) -> None:
    proposal.job = make_bundle.enqueue(proposal.pk).id
    proposal.save(update_fields=["job"])


def _carry_out_at_once(proposal: Proposal, row: PlanRow, by: Person) -> None:
    number = proposal.edition or 0
    if proposal.kind == ProposalKind.CORRECT:
        told = Correction(number, proposal.reason, json.loads(proposal.reasons), proposal.label)
        proposal.made_edition = keep_correction(row.pk, told, by=by).number
    else:
        keep_withdrawal(row.pk, number, proposal.reason, by=by)
        transaction.on_commit(partial(forget_withdrawn, row.pk))
    proposal.state = after(_state(proposal), ProposalAct.CARRY_OUT, proposer=proposal.proposed_by, by=None)
    proposal.done_at = timezone.now()
    proposal.save(update_fields=["state", "done_at", "made_edition"])
    tell_of("publication.done", proposal, row, SYSTEM)


def _tell(action: str, row: PlanRow, by: Actor, *, before: object = None, after: object = None) -> None:
    record(action, Subject("publication", row.pk, row.name, row.pk), by=by, before=before, after=after)
