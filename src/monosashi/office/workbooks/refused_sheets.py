"""Sheets for which a workbook brings answers that cannot be taken now: submitted ones, accepted ones, those of others."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from monosashi.core.messages import Message, message
from monosashi.exchange.answer_sheets.intake import take_in
from monosashi.exchange.answer_sheets.returned import AnswerCell, Returned
from monosashi.office.accounts.permissions import Permission, may
from monosashi.office.accounts.standing import Person
from monosashi.office.rounds.states import GOING_ON, WITH_ANSWERERS, RoundState, SheetState
from monosashi.office.workbooks.in_office import InOffice
from monosashi.wording import word


@dataclass(frozen=True, slots=True)
class RefusedSheet:
    """A sheet of which nothing is taken, and the sentence that says so. `files` hold other answers for it; `count` how many."""

    node: str
    why: Message
    files: tuple[str, ...]
    count: int


def taking_cells(state: InOffice, file: Returned, by: Person) -> Iterator[AnswerCell]:
    """The answers of a file for sheets that take some, and that this round asks for."""
    return (cell for cell in file.cells if not _why_not(state, cell.node, by) and _is_asked(state, cell))


def refused_sheets(state: InOffice, files: Sequence[Returned], by: Person) -> tuple[RefusedSheet, ...]:
    """The sheets that take nothing though a file has another answer for them than the office."""
    parts = [replace(file, faults=(), cells=tuple(_not_taken(state, file, by))) for file in files]
    parts = [file for file in parts if file.cells]
    if not parts:
        return ()
    intake = take_in(state.plan, state.basis.fiscal_year, parts, state.basis.judging)
    givens = [each.given for each in intake.cells] + [given for each in intake.conflicts for given in each.answers]
    nodes = dict.fromkeys(given.answer.node for given in givens)
    found = []
    for node in sorted(nodes, key=lambda each: state.sheets[each].position if each in state.sheets else 0):
        mine = [given for given in givens if given.answer.node == node]
        why = _why_not(state, node, by)
        if why is not None:
            found.append(RefusedSheet(node, why, tuple(dict.fromkeys(g.file.name for g in mine)), len(mine)))
    return tuple(found)


def _not_taken(state: InOffice, file: Returned, by: Person) -> Iterator[AnswerCell]:
    return (cell for cell in file.cells if _why_not(state, cell.node, by))


def _why_not(state: InOffice, node: str, by: Person) -> Message | None:
    """Why a sheet takes nothing of this person now; None where it does, or where the plan holds no such measure."""
    measure = state.basis.plan.index.node.get(node)
    if measure is None:
        return None
    name = measure.label
    sheet = state.sheets.get(node)
    if sheet is None or sheet.state == SheetState.LEFT_OUT:
        return message("workbooks.refused.not_asked", name=name)
    if not state.takes(node):
        return _not_now(name, SheetState(sheet.state), RoundState(state.round.state))
    if not may(by.standing, Permission.BRING_IN_SHEETS, state.place_of(node)):
        return message("workbooks.refused.department", name=name)
    return None


def _not_now(name: str, sheet: SheetState, held: RoundState) -> Message:
    """Why a sheet takes nothing as things stand, and who can change that."""
    if held not in GOING_ON:
        return message("workbooks.refused.over", name=name, round=word(held))
    if sheet in WITH_ANSWERERS:
        return message("workbooks.refused.reception", name=name, state=word(sheet), round=word(held))
    return message("workbooks.refused.state", name=name, state=word(sheet), round=word(held))


def _is_asked(state: InOffice, cell: AnswerCell) -> bool:
    """Whether this round asks for it: a settled one asks for money alone. What no round asks for is told as wrong elsewhere."""
    sheet = state.filled.get(cell.node)
    return sheet is None or not sheet.asked.money_only or cell.slot in sheet.asked.by_id
