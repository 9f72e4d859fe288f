"""The plan of an edition or a revision, in one of its years. The last few that were read stay read: neither ever changes."""

import json
import zlib

from django.core.exceptions import PermissionDenied
from django.http import Http404

from monosashi.core.messages import InvalidInput, Message, message
from monosashi.evaluation.outcomes import Evaluation
from monosashi.evaluation.table_reading import NotUsable
from monosashi.exchange.plan_file import read_plan
from monosashi.office.plans.actions_editions import bytes_of
from monosashi.office.plans.kept.kept_once import kept_once
from monosashi.office.plans.models import Edition, Revision
from monosashi.office.plans.queries import Held
from monosashi.office.plans.year.in_year import InYear, in_year, latest_year
from monosashi.office.plans.year.past import KEPT, Past, PastKind
from monosashi.publishing.auditor.opening import content_of
from monosashi.publishing.editions import Envelope, digest


class NotShown(PermissionDenied):
    """The edition cannot be shown. `why` says so and why."""

    def __init__(self, why: Message) -> None:
        super().__init__(why.id)
        self.why = why


class Withdrawn(NotShown):
    """It was taken back: what it held is gone."""


class NotWhole(NotShown):
    """What stands in its row is not what was frozen, or nothing that this system can read."""


def standing_edition(plan_id: str, number: int) -> Edition:
    """The row of an edition, without its bytes. One query. Raises Http404, Withdrawn."""
    row = Edition.objects.filter(plan_id=plan_id, number=number).defer("document").first()
    if row is None:
        raise Http404(f"{plan_id} edition {number}")
    _refuse_withdrawn(row)
    return row


def envelope_of(edition: Edition) -> Envelope:
    """All that an edition holds, in the bytes that were frozen. One query. Raises Withdrawn, NotWhole."""
    return _envelope(edition.pk, edition.sha256)


def in_edition(edition: Edition) -> InYear:
    """The plan that an edition froze, in its year, with the scheme that it froze and the grades that come of it.

    Two queries where this process has not read it yet. Raises Withdrawn, NotWhole.
    """
    return _in_edition(edition.pk, edition.sha256)


def in_revision(plan_id: str, number: int, fiscal_year: str) -> InYear:
    """The plan as it was after a save, in the year asked for ("", or none of its own: the newest with results).

    One query, another where this process has not read it yet. Raises Http404.
    """
    row = Revision.objects.filter(plan_id=plan_id, number=number).defer("document").first()
    if row is None:
        raise Http404(f"{plan_id} revision {number}")
    state = _held(row.pk, row.sha256)
    year = next((each for each in state.plan.index.years if str(each) == fiscal_year), latest_year(state.plan))
    return in_year(state, year, Past(PastKind.REVISION, row.number, row.made_at))


def _envelope(pk: int, sha256: str) -> Envelope:
    """It is not kept: it takes twice the room of all that is made of it."""
    row = Edition.objects.get(pk=pk, sha256=sha256)
    _refuse_withdrawn(row)
    try:
        raw = bytes_of(row)
    except zlib.error:
        raise NotWhole(message("plans.past.not_whole", number=row.number, label=row.label)) from None
    if digest(raw) != sha256:
        raise NotWhole(message("plans.past.not_whole", number=row.number, label=row.label))
    envelope: Envelope = json.loads(raw)
    return envelope


def _refuse_withdrawn(row: Edition) -> None:
    if row.withdrawn_on:
        raise Withdrawn(message("plans.past.withdrawn", number=row.number, label=row.label, why=row.withdrawn_reason))


@kept_once(KEPT)
def _in_edition(pk: int, sha256: str) -> InYear:
    """Kept under its hash too: another database may have another edition in this place."""
    row = Edition.objects.defer("document").get(pk=pk, sha256=sha256)
    envelope = _envelope(pk, sha256)
    try:
        frozen = content_of(envelope)
    except (NotUsable, InvalidInput):
        raise NotWhole(message("plans.past.unreadable", number=row.number, label=row.label)) from None
    past = Past(PastKind.EDITION, row.number, row.frozen_at, row.label, _otherwise(envelope, frozen.evaluation))
    held = Held(frozen.plan, row.revision, sha256)
    return InYear(held, row.fiscal_year, frozen.scheme, frozen.life_cycle, frozen.evaluation, past=past)


def _otherwise(envelope: Envelope, now: Evaluation) -> tuple[tuple[str, str], ...]:
    """The measures that the edition graded otherwise than they are graded now."""
    grades = {each.node: each.computed.grade for each in now.measures}
    recorded = envelope["evaluation"]["measures"]
    return tuple(
        (each["name"], each["computed_grade"] or "")
        for each in recorded
        if each["computed_grade"] != grades[each["id"]]
    )


@kept_once(KEPT)
def _held(pk: int, sha256: str) -> Held:
    row = Revision.objects.get(pk=pk, sha256=sha256)
    return Held(read_plan(zlib.decompress(bytes(row.document))), row.number, sha256)
