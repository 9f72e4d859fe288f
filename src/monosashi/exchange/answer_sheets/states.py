"""How far every department is: 未回答, 提出済, 要修正."""

from dataclasses import dataclass
from enum import Enum

from monosashi.core.plan import Plan
from monosashi.evaluation.scheme import Scheme
from monosashi.exchange.answer_sheets.intake import Intake
from monosashi.exchange.answer_sheets.recipients import Recipient, recipients
from monosashi.exchange.answer_sheets.slot_values import held
from monosashi.exchange.answer_sheets.slots import slots_of


class SheetState(Enum):
    """The state of a department's workbook. Part of the pages answered is still unanswered."""

    UNANSWERED = "unanswered"
    SUBMITTED = "submitted"
    TO_CORRECT = "to_correct"


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
    wrong = sum(len(intake.faults.get(file.path, ())) + len(file.problems) for file in files)
    disputed = sum(problem.place in {file.name for file in files} for problem in (*intake.choices, *intake.problems))
    answered = sum(_is_answered(intake.after, page.node.id, intake.fiscal_year, scheme) for page in recipient.leading)
    asked = len(recipient.leading)
    complete = answered == asked and (asked > 0 or bool(files))
    state = SheetState.SUBMITTED if complete else SheetState.UNANSWERED
    if wrong or disputed:
        state = SheetState.TO_CORRECT
    return DepartmentState(recipient, state, tuple(file.name for file in files), answered, asked, wrong)


def _is_answered(plan: Plan, node: str, fiscal_year: int, scheme: Scheme | None) -> bool:
    """Whether anything is said of the measure beside what everybody knew before."""
    slots = slots_of(plan, plan.index.node[node], scheme).every
    return any(held(plan, node, fiscal_year, slot) is not None for slot in slots if slot.at[0] != "milestone")
