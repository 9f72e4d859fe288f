"""How far every department is: 未回答, 提出済, 要修正, 回答任意."""

from dataclasses import dataclass
from enum import Enum

from monosashi.evaluation.scheme import Scheme
from monosashi.exchange.answer_sheets.intake import Intake
from monosashi.exchange.answer_sheets.money_slots import is_money
from monosashi.exchange.answer_sheets.recipients import Recipient, recipients
from monosashi.exchange.answer_sheets.slot_values import held
from monosashi.exchange.answer_sheets.slots import slots_of


class SheetState(Enum):
    """The state of a department's workbook. Part of the pages answered is still unanswered.

    OPTIONAL: the department leads nothing, so that whether it answers or not, nothing is missing.
    """

    UNANSWERED = "unanswered"
    SUBMITTED = "submitted"
    TO_CORRECT = "to_correct"
    OPTIONAL = "optional"


@dataclass(frozen=True, slots=True)
class DepartmentState:
    """One department: `answered` of `asked` measures that it leads; `files` came from it; `wrong` cells or files."""

    recipient: Recipient
    state: SheetState
    files: tuple[str, ...]
    answered: int
    asked: int
    wrong: int


def states(intake: Intake, scheme: Scheme | None) -> tuple[DepartmentState, ...]:
    """Every department that is asked about the year, in the plan's order."""
    asked = recipients(intake.before, intake.fiscal_year)
    return tuple(_state(intake, recipient, scheme) for recipient in asked)


def _state(intake: Intake, recipient: Recipient, scheme: Scheme | None) -> DepartmentState:
    files = tuple(file for file in intake.files if file.head.department == recipient.id)
    counting = tuple(file for file in files if file not in intake.rejected)
    wrong = sum(len(intake.faults.get(file.path, ())) for file in counting)
    names = {file.name for file in counting}
    disputed = any(problem.place in names for problem in (*intake.choices, *intake.problems))
    asked = [page.node.id for page in recipient.leading]
    answered = sum(_is_answered(intake, node, scheme) for node in asked)
    state = SheetState.SUBMITTED if answered == len(asked) else SheetState.UNANSWERED
    if wrong or disputed:
        state = SheetState.TO_CORRECT
    elif not asked:
        state = SheetState.OPTIONAL
    return DepartmentState(recipient, state, tuple(file.name for file in files), answered, len(asked), wrong)


def _is_answered(intake: Intake, node: str, scheme: Scheme | None) -> bool:
    """Whether anything is said of the measure beside what everybody knew before, though it may await a decision."""
    plan, year = intake.after, intake.fiscal_year
    slots = slots_of(plan, plan.index.node[node], scheme).every
    said = (slot for slot in slots if slot.at[0] != "milestone")
    disputed = any(conflict.node.id == node and not is_money(conflict.slot.id) for conflict in intake.conflicts)
    return disputed or any(held(plan, node, year, slot) is not None for slot in said)
