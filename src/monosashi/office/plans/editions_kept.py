"""What was done to a folder of editions, kept as rows: a correction as one row more, a withdrawal in the row itself.

Both are made by `publishing.corrections` on the folder that the editions are taken out as, so that the rows hold what the command
line would have written. Called in the transaction of an action that has checked who may.
"""

import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from django.utils import timezone

from monosashi.office.accounts.standing import Person
from monosashi.office.events.recording import record
from monosashi.office.events.values import Subject
from monosashi.office.plans.actions_editions import content_in, taken_out
from monosashi.office.plans.models import Edition, PlanRow
from monosashi.office.plans.queries import lock_plan, whole
from monosashi.publishing import corrections
from monosashi.publishing.editions import Link
from monosashi.publishing.editions_folder import read_chain


@dataclass(frozen=True, slots=True)
class Correction:
    """Which edition is corrected, why, and under which label ("": its year and state). `reasons` are those of single places."""

    corrects: int
    reason: str
    reasons: Mapping[str, str] = field(default_factory=dict)
    label: str = ""


def keep_correction(plan_id: str, correction: Correction, *, by: Person, day: date | None = None) -> Edition:
    """Freeze the plan as it stands as the correction of one of its editions, with the 正誤表.

    Raises NoSuchPlan, InvalidInput (nothing differs, no reason, withdrawn, …) and AlreadyFrozen.
    """
    row = lock_plan(plan_id)
    with taken_out(plan_id) as folder:
        link = corrections.link_of(correction.corrects, folder)
        frozen = corrections.correct(
            content_in(whole(plan_id), link.fiscal_year),
            folder,
            corrects=correction.corrects,
            reason=correction.reason,
            reasons=correction.reasons,
            created=day or timezone.localdate(),
            label=correction.label,
        )
        edition = _kept(row, frozen.link, folder, by)
    told = {"number": edition.number, "corrects": correction.corrects, "sha256": edition.sha256}
    record(
        "edition.corrected",
        Subject("edition", f"{plan_id}/{edition.number}", edition.label, plan_id),
        by=by.actor,
        after=told,
        why=correction.reason,
    )
    return edition


def keep_withdrawal(plan_id: str, number: int, reason: str, *, by: Person, day: date | None = None) -> Edition:
    """Take an edition back: number, hash, day and reason stay, what it held goes. Raises NoSuchPlan, InvalidInput."""
    lock_plan(plan_id)
    with taken_out(plan_id) as folder:
        link = corrections.withdraw(number, folder, reason=reason, day=day or timezone.localdate())
        raw = (folder / link.file).read_bytes()
    edition = Edition.objects.get(plan_id=plan_id, number=number)
    if link.withdrawn is not None:
        edition.withdrawn_on, edition.withdrawn_reason = link.withdrawn.withdrawn, link.withdrawn.reason
        edition.withdrawn_sha256 = link.withdrawn.sha256
    edition.document = zlib.compress(raw)
    edition.save(update_fields=["withdrawn_on", "withdrawn_reason", "withdrawn_sha256", "document"])
    record(
        "edition.withdrawn",
        Subject("edition", f"{plan_id}/{number}", edition.label, plan_id),
        by=by.actor,
        before={"number": number, "sha256": edition.sha256},
        after={"number": number, "sha256": edition.withdrawn_sha256},
        why=reason,
    )
    return edition


def _kept(row: PlanRow, link: Link, folder: Path, by: Person) -> Edition:
    if read_chain(folder)[-1] != link:
        raise ValueError(link.file)
    return Edition.objects.create(
        plan=row,
        number=link.number,
        file=link.file,
        sha256=link.sha256,
        fiscal_year=link.fiscal_year,
        state=link.state,
        label=link.label,
        revision=row.revision,
        frozen_at=timezone.now(),
        frozen_by=by.actor.id,
        frozen_by_label=by.actor.label,
        document=zlib.compress((folder / link.file).read_bytes()),
    )
