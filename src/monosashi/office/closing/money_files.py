"""Finance's CSV held against the plan of a round, and taken into it."""

from dataclasses import dataclass, replace

from django.db import transaction
from django.utils import timezone

from monosashi.core.messages import message
from monosashi.exchange.finance.drafting import draft_mapping
from monosashi.exchange.finance.mapping import Rounding
from monosashi.exchange.finance.mapping_reading import read_mapping
from monosashi.exchange.finance.money_reading import MoneyRead, read_money
from monosashi.office.accounts.permissions import Permission, Place, check
from monosashi.office.accounts.refusals import ChangedMeanwhile, StateForbids
from monosashi.office.accounts.standing import Person
from monosashi.office.events.locking import locked
from monosashi.office.plans.actions import save
from monosashi.office.plans.queries import whole
from monosashi.office.rounds.models import MoneyFile, Round
from monosashi.office.rounds.queries import round_numbered, settled_edition
from monosashi.office.rounds.states import RoundState


@dataclass(frozen=True, slots=True)
class Layout:
    """How a CSV is laid out, as far as somebody told: by a mapping, or by the unit of its amounts and how they are rounded."""

    mapping: str = ""
    unit: str = ""
    rounding: Rounding = Rounding.NONE


class MoneySettled(StateForbids):
    """The year has its settled edition: another amount is a correction, not something to be brought in."""

    def __init__(self, number: int) -> None:
        super().__init__(message("closing.money.settled", number=number))


class Undecided(StateForbids):
    """Something in the CSV is to be decided first."""

    def __init__(self, count: int) -> None:
        super().__init__(message("closing.money.undecided", count=count))


@transaction.atomic
def bring_in(*, number: int, name: str, csv: bytes, layout: Layout, by: Person) -> MoneyFile:
    """Keep a CSV with its mapping. Nothing of the plan changes yet.

    Where no mapping was given, that is the one used last for this plan; what was told besides, or the first CSV, has one drafted.

    Raises NoSuchRound, NotAllowed, MoneySettled, InvalidInput with everything that cannot be read.
    """
    held = _unsettled(number, by)
    anew = layout.unit or layout.rounding is not Rounding.NONE
    used = "" if anew else last_mapping(held.plan_id)
    text = layout.mapping or used or draft_mapping(csv, unit=layout.unit, rounding=layout.rounding)
    file = MoneyFile(
        round=held,
        name=name[:255],
        csv=csv,
        mapping=text,
        based_on=held.plan.revision,
        brought_by_label=by.actor.label,
        brought_at=timezone.now(),
    )
    read(file)
    MoneyFile.objects.filter(round=held).delete()
    file.save()
    return file


@transaction.atomic
def apply_file(*, number: int, seen: int, by: Person) -> int:
    """Take the amounts of the CSV into the plan; the revision that they make. `seen` is the revision that was shown.

    Raises NoSuchRound, NotAllowed, MoneySettled, ChangedMeanwhile, Undecided, StateForbids without a file, Conflict, InvalidInput.
    """
    held = _unsettled(number, by)
    file = locked(MoneyFile.objects.filter(round=held, applied_at=None)).first()
    if file is None:
        raise StateForbids(message("closing.money.no_file"))
    if seen != held.plan.revision:
        raise ChangedMeanwhile(message("closing.money.changed"))
    found = read(file)
    if found.undecided:
        raise Undecided(len(found.undecided))
    revision = held.plan.revision
    if found.changes:
        saved = save(plan_id=held.plan_id, based_on=seen, changes=found.changes, by=by, why=file.name)
        revision = saved.revision
    file.applied_at = timezone.now()
    file.save(update_fields=["applied_at"])
    return revision


def read(file: MoneyFile) -> MoneyRead:
    """What the CSV comes to against the plan as it stands. Raises InvalidInput.

    Whether the year is settled is not finance's to say here: the round's closing says it.
    """
    plan = whole(file.round.plan_id)
    mapping = read_mapping(file.mapping.encode())
    settled = file.round.state in {RoundState.CLOSED, RoundState.PUBLISHED}
    found = read_money(plan, bytes(file.csv), mapping, file.round.fiscal_year, settled=settled, name=file.name)
    kept = tuple(change for change in found.changes if change.path[0] != "years")
    return replace(found, changes=kept)


def _unsettled(number: int, by: Person) -> Round:
    """The round, where this person may bring in money that is not settled yet. Raises NoSuchRound, NotAllowed, MoneySettled."""
    held = round_numbered(number)
    check(by.standing, Permission.BRING_IN_MONEY, Place(held.plan_id))
    if (settled := settled_edition(held.plan_id, held.fiscal_year)) is not None:
        raise MoneySettled(settled)
    return held


def last_mapping(plan_id: str) -> str:
    """The mapping that was used last for a plan, "" where none was. One query."""
    texts = MoneyFile.objects.filter(round__plan_id=plan_id).order_by("-pk").values_list("mapping", flat=True)
    return texts.first() or ""
