"""Who sees a sheet before it is submitted, and what whoever asks may do with it."""

from dataclasses import dataclass

from django.utils import timezone

from monosashi.office.accounts.permissions import Permission, Place, may
from monosashi.office.accounts.register import successors_of
from monosashi.office.accounts.standing import Person
from monosashi.office.rounds.acting import may_act
from monosashi.office.rounds.models import Sheet, SheetDepartment
from monosashi.office.rounds.places import place_of, place_of_way
from monosashi.office.rounds.states import IN, TRANSITIONS, RoundState, SheetAct, SheetState


@dataclass(frozen=True, slots=True)
class MayDo:
    """What somebody may do with a sheet as things stand.

    `answers`: they may answer for one of its departments, whatever the state. `parts` are the departments on the sheet, by the
    plan's codes, for which they may say that their part is done.
    """

    sees: bool
    answers: bool
    save: bool
    submit: bool
    withdraw: bool
    runs: bool
    parts: frozenset[str]


def what_may(sheet: Sheet, by: Person) -> MayDo:
    """What this person may do."""
    of_sheet, standing = place_of(sheet), by.standing
    answers = may(standing, Permission.ANSWER_SHEET, of_sheet)
    runs = may(standing, Permission.RUN_ROUND, Place(sheet.round.plan_id))
    posted = bool(standing.departments & (of_sheet.departments or frozenset()))
    open_to_all = SheetState(sheet.state) in IN
    confirms = may(standing, Permission.CONFIRM_SHEET, place_of_way(sheet))
    save = answers and _state_allows(sheet, SheetAct.SAVE)
    return MayDo(
        sees=answers or runs or posted or open_to_all or confirms,
        answers=answers,
        save=save,
        submit=answers and _state_allows(sheet, SheetAct.SUBMIT),
        withdraw=may_act(sheet, SheetAct.WITHDRAW, Permission.ANSWER_SHEET, by),
        runs=runs,
        parts=parts_of_person(sheet, by) if save else frozenset(),
    )


def _state_allows(sheet: Sheet, act: SheetAct) -> bool:
    move = TRANSITIONS.get((SheetState(sheet.state), act))
    return move is not None and RoundState(sheet.round.state) in move.within


def parts_of_person(sheet: Sheet, by: Person) -> frozenset[str]:
    """The departments on the sheet for which this person answers. One query."""
    codes = [row.code for row in sheet.departments.all()]
    today = successors_of(codes, timezone.localdate())
    return frozenset(code for code in codes if _answers_for(by, sheet, today[code]))


def _answers_for(by: Person, sheet: Sheet, departments: frozenset[str]) -> bool:
    return may(by.standing, Permission.ANSWER_SHEET, Place(sheet.round.plan_id, departments))


def department_rows(sheet: Sheet) -> tuple[SheetDepartment, ...]:
    """The departments of a sheet, those that lead first."""
    return tuple(sorted(sheet.departments.all(), key=lambda row: row.part != "lead"))
