"""What whoever compiles can do to a round as a whole, until it is closed."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from monosashi.core.messages import message
from monosashi.office.accounts.permissions import Permission, Place, check
from monosashi.office.accounts.refusals import StateForbids
from monosashi.office.accounts.standing import Person
from monosashi.office.events.locking import locked
from monosashi.office.events.recording import record
from monosashi.office.events.values import Subject, Touched
from monosashi.office.plans.models import Edition
from monosashi.office.plans.queries import lock_plan, whole
from monosashi.office.rounds.basis import basis_at, basis_of
from monosashi.office.rounds.laying import lay_sheets
from monosashi.office.rounds.models import Round, Sheet
from monosashi.office.rounds.queries import NoSuchRound, name_of, settled_edition
from monosashi.office.rounds.settled import is_settled, refuse_settled
from monosashi.office.rounds.states import GOING_ON, RoundAct, RoundKind, RoundState, SheetState, round_after
from monosashi.office.ui.language import spoken
from monosashi.wording import word


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a round is to be. `edition` is the number of the judging edition, one of the plan's that stand."""

    fiscal_year: int
    kind: RoundKind
    edition: int
    deadline: date
    papers_due: date | None = None
    letter: str = ""


class AlreadyHeld(StateForbids):
    """There is a round of this plan, year and kind already."""

    def __init__(self, held: Round) -> None:
        super().__init__(message("rounds.already_held", name=name_of(held)))
        self.round = held


class AlreadySettled(StateForbids):
    """The year has its settled edition: it is not asked about again."""

    def __init__(self, number: int) -> None:
        super().__init__(message("rounds.already_settled", number=number))


class NoSuchEdition(StateForbids):
    """The plan has no such edition, or it was withdrawn."""

    def __init__(self, number: int) -> None:
        super().__init__(message("rounds.no_such_edition", number=number))


class YearNotInEdition(StateForbids):
    """The edition does not hold the year: it has no targets and no scheme to judge it by."""

    def __init__(self, number: int, fiscal_year: int) -> None:
        super().__init__(message("rounds.year_not_in_edition", number=number, year=fiscal_year))


class JudgedAsSettled(StateForbids):
    """The edition holds the year as settled: judged by it, departments would not be asked for their money."""

    def __init__(self, number: int, fiscal_year: int) -> None:
        super().__init__(message("rounds.judged_as_settled", number=number, year=fiscal_year))


class RoundOver(StateForbids):
    """The round is closed: by what it judged, until when and with which words it asked is history."""

    def __init__(self, state: RoundState) -> None:
        super().__init__(message("rounds.over", state=word(state)))


class NobodyAsked(StateForbids):
    """Every measure is left out: there is nothing to ask."""

    def __init__(self) -> None:
        super().__init__(message("rounds.nobody_asked"))


@transaction.atomic
def prepare(*, plan_id: str, wanted: Wanted, by: Person) -> Round:
    """Make a round with its sheets; departments may draft from now on.

    Raises NotAllowed, NoSuchPlan, AlreadyHeld, AlreadySettled, SettledInPlan, NoSuchEdition, YearNotInEdition, JudgedAsSettled.
    """
    check(by.standing, Permission.RUN_ROUND, Place(plan_id))
    plan = lock_plan(plan_id)
    there = Round.objects.filter(plan=plan, fiscal_year=wanted.fiscal_year, kind=wanted.kind).first()
    if there is not None:
        raise AlreadyHeld(there)
    if (settled := settled_edition(plan_id, wanted.fiscal_year)) is not None:
        raise AlreadySettled(settled)
    refuse_settled(whole(plan_id), wanted.fiscal_year)
    edition = _edition(plan_id, wanted.edition, wanted.fiscal_year, wanted.kind)
    held = Round.objects.create(
        plan=plan,
        fiscal_year=wanted.fiscal_year,
        kind=wanted.kind.value,
        state=RoundState.PREPARING.value,
        edition=edition.number,
        revision=edition.revision,
        deadline=wanted.deadline,
        papers_due=wanted.papers_due,
        letter=wanted.letter.strip(),
        made_at=timezone.now(),
    )
    lay_sheets(held, basis_of(held))
    _tell("round.prepared", held, by, after=_told(held))
    return held


@transaction.atomic
def change_round(*, number: int, deadline: date, papers_due: date | None, letter: str, by: Person) -> Round:
    """Change the days and the letter. Raises NotAllowed, NoSuchRound, RoundOver."""
    held = _lock_going_on(number, by)
    before = _told(held)
    held.deadline, held.papers_due, held.letter = deadline, papers_due, letter.strip()
    held.save(update_fields=["deadline", "papers_due", "letter"])
    _tell("round.changed", held, by, before=before, after=_told(held))
    return held


@transaction.atomic
def choose_edition(*, number: int, edition: int, why: str, by: Person) -> Round:
    """Judge by another edition. What was typed stays; measures that are new get a sheet, those that are gone are left out.

    Raises NotAllowed, NoSuchRound, RoundOver, NoSuchEdition, YearNotInEdition, JudgedAsSettled, StateForbids without a reason.
    """
    held = _lock_going_on(number, by)
    if not why.strip():
        raise StateForbids(message("rounds.edition_without_reason"))
    chosen = _edition(held.plan_id, edition, held.fiscal_year, RoundKind(held.kind))
    before = {"edition": held.edition}
    judged_until_now = basis_of(held) if held.revision is not None else None
    held.edition, held.revision = chosen.number, chosen.revision
    held.save(update_fields=["edition", "revision"])
    moved = sorted(lay_sheets(held, basis_of(held), judged_until_now))
    record(
        "round.edition_chosen",
        _subject_of(held),
        by=by.actor,
        before=before,
        after={"edition": edition},
        why=why.strip(),
        places=tuple(touched for node in moved for touched in _touched(held, node)),
    )
    return held


@transaction.atomic
def open_round(*, number: int, by: Person) -> Round:
    """Ask the departments. Raises NotAllowed, NoSuchRound, RoundForbids, SettledInPlan, NobodyAsked."""
    held = lock_round(number, by)
    following = round_after(RoundState(held.state), RoundAct.OPEN)
    refuse_settled(whole(held.plan_id), held.fiscal_year)
    if not Sheet.objects.filter(round=held).exclude(state=SheetState.LEFT_OUT).exists():
        raise NobodyAsked
    return move_round(held, following, RoundAct.OPEN, by, opened_at=timezone.now())


@transaction.atomic
def stop_taking(*, number: int, by: Person) -> Round:
    """Take no new answers; what was returned still comes back. Raises NotAllowed, NoSuchRound, RoundForbids."""
    held = lock_round(number, by)
    following = round_after(RoundState(held.state), RoundAct.STOP_TAKING)
    return move_round(held, following, RoundAct.STOP_TAKING, by, compiled_at=timezone.now())


@transaction.atomic
def take_again(*, number: int, by: Person) -> Round:
    """Take answers again. Raises NotAllowed, NoSuchRound, RoundForbids."""
    held = lock_round(number, by)
    following = round_after(RoundState(held.state), RoundAct.TAKE_AGAIN)
    return move_round(held, following, RoundAct.TAKE_AGAIN, by, compiled_at=None)


def lock_round(number: int, by: Person) -> Round:
    """The round's row, locked for whoever compiles it. Raises NoSuchRound, NotAllowed."""
    held = lock_any_round(number)
    check(by.standing, Permission.RUN_ROUND, Place(held.plan_id))
    return held


def _lock_going_on(number: int, by: Person) -> Round:
    """The round's row, locked for whoever compiles it, while it may be changed. Raises NoSuchRound, NotAllowed, RoundOver."""
    held = lock_round(number, by)
    if held.state not in GOING_ON:
        raise RoundOver(RoundState(held.state))
    return held


def lock_any_round(number: int) -> Round:
    """The round's row, locked; whoever asks checks who may. Raises NoSuchRound."""
    held = locked(Round.objects.filter(pk=number)).first()
    if held is None:
        raise NoSuchRound(number)
    return held


def move_round(held: Round, following: RoundState, act: RoundAct, by: Person, **changed: object) -> Round:
    """Keep a round in another state, and tell of it."""
    before = held.state
    held.state = following.value
    for name, value in changed.items():
        setattr(held, name, value)
    held.save(update_fields=["state", *changed])
    _tell(f"round.{act.value}", held, by, before={"state": before}, after={"state": held.state})
    return held


def _edition(plan_id: str, number: int, fiscal_year: int, kind: RoundKind) -> Edition:
    """The edition that is to judge a year. Raises NoSuchEdition, YearNotInEdition, JudgedAsSettled."""
    found = Edition.objects.filter(plan_id=plan_id, number=number, withdrawn_on="").defer("document").first()
    if found is None:
        raise NoSuchEdition(number)
    plan = basis_at(plan_id, found.revision, fiscal_year, kind).plan
    if fiscal_year not in plan.index.year:
        raise YearNotInEdition(number, fiscal_year)
    if is_settled(plan, fiscal_year):
        raise JudgedAsSettled(number, fiscal_year)
    return found


def _told(held: Round) -> dict[str, object]:
    due = held.papers_due.isoformat() if held.papers_due else None
    return {
        "edition": held.edition,
        "deadline": held.deadline.isoformat(),
        "papers_due": due,
        "letter": held.letter,
        "kind": held.kind,
    }


def _tell(action: str, held: Round, by: Person, *, before: object = None, after: object = None) -> None:
    record(action, _subject_of(held), by=by.actor, before=before, after=after)


def _subject_of(held: Round) -> Subject:
    return Subject("round", str(held.pk), spoken(name_of(held)), held.plan_id)


def _touched(held: Round, node: str) -> tuple[Touched, Touched]:
    """A sheet and its measure, in whose histories the event is read."""
    return Touched("sheet", f"{held.pk}/{node}"), Touched("measure", node)
