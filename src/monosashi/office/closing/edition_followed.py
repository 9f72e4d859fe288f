"""Which provisional edition the settled one of a year follows, and what settles it: the year's round, or one that asks money alone."""

from monosashi.core.messages import Message, message
from monosashi.core.plan import Plan
from monosashi.office.accounts.refusals import StateForbids
from monosashi.office.plans.models import Edition
from monosashi.office.plans.queries import at_revision
from monosashi.office.publication.queries import corrected_since
from monosashi.office.rounds.actions_preparing import AlreadySettled
from monosashi.office.rounds.models import Round
from monosashi.office.rounds.queries import name_of, settled_edition
from monosashi.office.rounds.states import RoundKind


class NotOfYear(StateForbids):
    """A round of the middle of a year settles nothing."""

    def __init__(self, held: Round) -> None:
        super().__init__(message("closing.not_of_year", name=name_of(held)))


class SettledByRound(StateForbids):
    """A round that asks for the settled money was prepared: the year is settled by closing it."""

    def __init__(self, settling: Round) -> None:
        super().__init__(message("closing.settled_by_round", name=name_of(settling)))


class YearOpen(StateForbids):
    """The year's round has not made its provisional edition yet, so that there is nothing to follow."""

    def __init__(self, of_year: Round) -> None:
        super().__init__(message("closing.year_open", name=name_of(of_year)))


def followed(held: Round) -> int | None:
    """Number of the edition to which a round's amounts are held: the one that the round of the year closed with, or its correction.

    A settled round of a year that was asked about outside the office follows its judging edition. None: there is none yet, or
    the round is of the middle of a year and no edition of it is followed.
    """
    match RoundKind(held.kind):
        case RoundKind.YEAR:
            return _as_corrected(held, held.closed_edition)
        case RoundKind.SETTLED:
            of_year = _beside(held, RoundKind.YEAR)
            return _as_corrected(held, held.edition if of_year is None else of_year.closed_edition)
        case RoundKind.MID_YEAR:
            return None


def settled_in(held: Round) -> int | None:
    """Number of the edition that settled the year of a round, whichever round it came of. None: none did, or it is mid-year."""
    return None if held.kind == RoundKind.MID_YEAR else settled_edition(held.plan_id, held.fiscal_year)


def check_settles(held: Round) -> int:
    """Number of the edition that is followed when this round settles its year now; its own state is not looked at.

    Raises NotOfYear, AlreadySettled, SettledByRound, YearOpen.
    """
    if (number := settled_in(held)) is not None:
        raise AlreadySettled(number)
    match RoundKind(held.kind):
        case RoundKind.MID_YEAR:
            raise NotOfYear(held)
        case RoundKind.YEAR if settling := _beside(held, RoundKind.SETTLED):
            raise SettledByRound(settling)
    if (number := followed(held)) is None:
        raise YearOpen(_beside(held, RoundKind.YEAR) or held)
    return number


def why_not_settled(held: Round) -> Message | None:
    """What `check_settles` refuses with, None where it does not."""
    try:
        check_settles(held)
    except StateForbids as refused:
        return refused.why
    return None


def plan_of_edition(held: Round, number: int) -> Plan:
    """The plan as an edition of the round's plan froze it."""
    edition = Edition.objects.defer("document").get(plan_id=held.plan_id, number=number)
    return at_revision(held.plan_id, edition.revision)


def _as_corrected(held: Round, number: int | None) -> int | None:
    return None if number is None else corrected_since(held.plan_id, number)


def _beside(held: Round, kind: RoundKind) -> Round | None:
    """The other round of the same year with this kind. One query."""
    return Round.objects.filter(plan=held.plan_id, fiscal_year=held.fiscal_year, kind=kind).exclude(pk=held.pk).first()
