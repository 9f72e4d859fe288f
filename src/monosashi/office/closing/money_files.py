"""Finance's CSV held against the plan of a round, and taken into it."""

from dataclasses import replace

from django.db import transaction
from django.utils import timezone

from monosashi.core.messages import message
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


class NoMapping(StateForbids):
    """No mapping was given, and none was used before for this plan."""

    def __init__(self) -> None:
        super().__init__(message("closing.money.no_mapping"))


class MoneySettled(StateForbids):
    """The year has its settled edition: another amount is a correction, not something to be brought in."""

    def __init__(self, number: int) -> None:
        super().__init__(message("closing.money.settled", number=number))


class Undecided(StateForbids):
    """Something in the CSV is to be decided first."""

    def __init__(self, count: int) -> None:
        super().__init__(message("closing.money.undecided", count=count))


@transaction.atomic
def bring_in(*, number: int, name: str, csv: bytes, mapping: str | None, by: Person) -> MoneyFile:
    """Keep a CSV with its mapping (None: the one used last for this plan). Nothing of the plan changes yet.

    Raises NoSuchRound, NotAllowed, MoneySettled, NoMapping, InvalidInput with everything that cannot be read.
    """
    held = _unsettled(number, by)
    text = mapping if mapping is not None else _last_mapping(held)
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


def _last_mapping(held: Round) -> str:
    used = MoneyFile.objects.filter(round__plan_id=held.plan_id).order_by("-pk").first()
    if used is None:
        raise NoMapping
    return used.mapping
