"""Closing a round: first as provisional (速報), later settled (決算確定), when money alone may be another, and values named as wrong."""

from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from typing import Any

from django.db import transaction
from django.utils import timezone

from monosashi.core.changes import diff, place_of
from monosashi.core.messages import Message, message
from monosashi.core.plan import Plan, PlanYear, YearState, with_result
from monosashi.core.results import Exclusion, ExclusionReason, NodeYear
from monosashi.office.accounts.refusals import StateForbids
from monosashi.office.accounts.standing import Person
from monosashi.office.closing.edition_followed import check_settles, settled_in
from monosashi.office.closing.edition_labels import label_closed, label_settled
from monosashi.office.closing.judging_facts import moved_facts
from monosashi.office.closing.settling import Meant, as_settled, corrected, refuse_not_final, refuse_unchanged
from monosashi.office.events.locking import locked
from monosashi.office.events.recording import record
from monosashi.office.events.sealing import seal
from monosashi.office.events.values import Occasion, Subject, Touched
from monosashi.office.plans.actions import save
from monosashi.office.plans.actions_editions import freeze
from monosashi.office.plans.models import Edition
from monosashi.office.plans.queries import lock_plan, whole
from monosashi.office.rounds.actions_preparing import AlreadySettled, lock_round, move_round
from monosashi.office.rounds.basis import basis_of
from monosashi.office.rounds.models import Round, Sheet
from monosashi.office.rounds.queries import name_of, round_numbered
from monosashi.office.rounds.settled import refuse_settled
from monosashi.office.rounds.states import RoundAct, RoundKind, RoundState, SheetState, round_after
from monosashi.office.ui.language import spoken
from monosashi.publishing.editions import Envelope


class SheetsOpen(StateForbids):
    """Sheets are neither accepted nor left out. `nodes` are theirs."""

    def __init__(self, nodes: tuple[str, ...]) -> None:
        super().__init__(message("closing.sheets_open", count=len(nodes)))
        self.nodes = nodes


class JudgingMoved(StateForbids):
    """The plan judges the year by something else than the judging edition did. `paths` say by what."""

    def __init__(self, paths: tuple[str, ...]) -> None:
        super().__init__(message("closing.judging_moved", count=len(paths)))
        self.paths = paths


_NOTHING_MEANT = Meant()


@transaction.atomic
def close(*, number: int, label: str = "", meant: Meant = _NOTHING_MEANT, by: Person) -> Edition:
    """Close the round: its sheets are final, an edition is frozen.

    A year's round makes the year provisional. A settled one settles it, and nothing but money may differ from the provisional
    edition, and what is named as wrong in it. One of the middle of a year leaves the year as it is.

    Raises NotAllowed, NoSuchRound, RoundForbids, SheetsOpen, JudgingMoved, AlreadySettled, SettledInPlan, YearOpen, AlreadyFrozen,
    InvalidInput, and of a settled round what `settling.corrected` does, and StillNotFinal.
    """
    plan, held = _locked(number, by)
    following = round_after(RoundState(held.state), RoundAct.CLOSE)
    sheets = list(locked(Sheet.objects.filter(round=held)).order_by("node"))
    _refuse_open(sheets)
    if moved := moved_facts(basis_of(held).plan, plan, held.fiscal_year):
        raise JudgingMoved(tuple(map(place_of, moved)))
    first, correction = _followed_by_kind(held, plan, meant)
    named = label_closed(held, label, first)
    _save(plan, _closed(plan, held, sheets), held, RoundAct.CLOSE, by)
    status = held.kind if RoundKind(held.kind) is RoundKind.MID_YEAR else ""
    edition = freeze(
        plan_id=held.plan_id,
        fiscal_year=held.fiscal_year,
        label=named,
        by=by,
        status=status,
        correction=correction,
    )
    _finalise(held, sheets, by)
    move_round(held, following, RoundAct.CLOSE, by, closed_at=timezone.now(), closed_edition=edition.number)
    transaction.on_commit(partial(seal, Occasion.CLOSE), robust=True)  # the worker seals each minute, too
    return edition


@transaction.atomic
def settle(*, number: int, label: str = "", meant: Meant = _NOTHING_MEANT, by: Person) -> Edition:
    """Freeze the settled edition of a year's round that was closed.

    Against the provisional one nothing but money may differ, and what is named as wrong in it.

    Raises NotAllowed, NoSuchRound, RoundForbids, NotOfYear, AlreadySettled, SettledByRound, NothingChanged, StillNotFinal,
    AlreadyFrozen, and what `settling.corrected` does.
    """
    plan, held = _locked(number, by)
    following = round_after(RoundState(held.state), RoundAct.SETTLE)
    first = check_settles(held)
    correction = corrected(held, plan, first, meant)
    refuse_unchanged(held, plan, first, meant)
    refuse_not_final(held, plan, meant)
    settled = _in_state(plan, held.fiscal_year, YearState.SETTLED)
    _save(plan, settled, held, RoundAct.SETTLE, by)
    named = label_settled(held, label, first)
    edition = freeze(plan_id=held.plan_id, fiscal_year=held.fiscal_year, label=named, by=by, correction=correction)
    move_round(held, following, RoundAct.SETTLE, by, settled_at=timezone.now(), settled_edition=edition.number)
    transaction.on_commit(partial(seal, Occasion.CLOSE), robust=True)  # the worker seals each minute, too
    return edition


@transaction.atomic
def mark_published(*, number: int, by: Person) -> Round:
    """Note that the round's result is public. Raises NotAllowed, NoSuchRound, RoundForbids."""
    held = lock_round(number, by)
    following = round_after(RoundState(held.state), RoundAct.PUBLISH)
    return move_round(held, following, RoundAct.PUBLISH, by, published_at=timezone.now())


def open_sheets(sheets: Iterable[Sheet]) -> tuple[str, ...]:
    """Measures whose sheets are neither accepted nor left out."""
    done = {SheetState.ACCEPTED, SheetState.LEFT_OUT}
    return tuple(sheet.node for sheet in sheets if sheet.state not in done)


def _refuse_open(sheets: Iterable[Sheet]) -> None:
    if nodes := open_sheets(sheets):
        raise SheetsOpen(nodes)


def _locked(number: int, by: Person) -> tuple[Plan, Round]:
    """The plan as it stands, and its round; nobody changes either meanwhile. Raises NoSuchRound, NotAllowed."""
    plan_id = round_numbered(number).plan_id
    lock_plan(plan_id)
    held = lock_round(number, by)
    return whole(plan_id), held


def _followed_by_kind(held: Round, plan: Plan, meant: Meant) -> tuple[int | None, Envelope | None]:
    """Number of the edition that the one of this closing follows, None where it follows none; what is said of wrong values in it.

    Raises AlreadySettled, SettledInPlan, YearOpen, StillNotFinal, and what `settling.corrected` does.
    """
    if RoundKind(held.kind) is RoundKind.SETTLED:
        first = check_settles(held)
        correction = corrected(held, plan, first, meant)
        refuse_not_final(held, plan, meant)
        return first, correction
    if (number := settled_in(held)) is not None:
        raise AlreadySettled(number)
    if RoundKind(held.kind) is RoundKind.YEAR:
        refuse_settled(plan, held.fiscal_year)
    return None, None


def _closed(plan: Plan, held: Round, sheets: Iterable[Sheet]) -> Plan:
    """The plan as this kind of round leaves its year. Only what the whole year was not asked about is excluded from it."""
    match RoundKind(held.kind):
        case RoundKind.MID_YEAR:
            return plan
        case RoundKind.SETTLED:
            return _in_state(plan, held.fiscal_year, YearState.SETTLED)
    after = _in_state(plan, held.fiscal_year, YearState.PROVISIONAL)
    for sheet in sheets:
        if sheet.state == SheetState.LEFT_OUT and sheet.node in plan.index.node:
            after = _left_out(after, sheet, held.fiscal_year)
    return after


def _left_out(plan: Plan, sheet: Sheet, fiscal_year: int) -> Plan:
    key = (sheet.node, fiscal_year)
    result = plan.index.result.get(key)
    if result is not None and result.excluded is not None:
        return plan
    excluded = Exclusion(ExclusionReason.OTHER, sheet.left_out)
    return with_result(plan, replace(result or NodeYear(*key), excluded=excluded))


def _in_state(plan: Plan, fiscal_year: int, state: YearState) -> Plan:
    known = plan.index.year.get(fiscal_year) or PlanYear(fiscal_year)
    others = [year for year in plan.years if year.fiscal_year != fiscal_year]
    after = as_settled(plan, known) if state is YearState.SETTLED else replace(known, state=state)
    years = sorted((*others, after), key=lambda year: year.fiscal_year)
    return replace(plan, years=tuple(years))


def _save(plan: Plan, after: Plan, held: Round, act: RoundAct, by: Person) -> None:
    changes = diff(plan, after)
    if changes:
        why = spoken(_why(held, act))
        save(plan_id=plan.id, based_on=plan.revision, changes=changes, by=by, why=why)


def _why(held: Round, act: RoundAct) -> Message:
    settles = act is RoundAct.SETTLE or RoundKind(held.kind) is RoundKind.SETTLED
    return message("closing.why.settle" if settles else "closing.why.close", name=name_of(held))


def _finalise(held: Round, sheets: Iterable[Sheet], by: Person) -> None:
    final = [sheet for sheet in sheets if sheet.state == SheetState.ACCEPTED]
    told: dict[str, Any] = {"state": SheetState.FINALISED.value, "since": timezone.now()}
    Sheet.objects.filter(pk__in=[sheet.pk for sheet in final]).update(**told)
    record(
        "round.sheets_finalised",
        Subject("round", str(held.pk), spoken(name_of(held)), held.plan_id),
        by=by.actor,
        after={"sheets": len(final)},
        places=tuple(Touched("measure", sheet.node) for sheet in final),
    )
