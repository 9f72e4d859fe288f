"""What a person says of single cells: which of several answers counts, and what a doubtful one means."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from monosashi.core.messages import Message, Problem, message
from monosashi.exchange.answer_sheets.intake import Given
from monosashi.exchange.answer_sheets.money_slots import is_money
from monosashi.exchange.answer_sheets.returned import AnswerCell, Returned
from monosashi.exchange.answer_sheets.slot_reading import read_slot
from monosashi.exchange.answer_sheets.slot_values import fingerprint
from monosashi.exchange.answer_sheets.slots import Slot, SlotKind, SlotValue
from monosashi.exchange.typed_cells import Asked, Cell, Certain
from monosashi.office.rounds.answer_texts import reading_of, text_of
from monosashi.office.workbooks.in_office import InOffice
from monosashi.wording import Language, render

SHEETS: Language = "ja"
"""The workbooks are in Japanese whatever language the page speaks."""

Decisions = Mapping[str, str]
"""By the key of a question or dispute: KEPT, or the text of a candidate, or the name of the file whose answer counts."""

KEPT = ""
"""What stands in the office stays."""


@dataclass(frozen=True, slots=True)
class Question:
    """A doubtful cell. `candidates` are what may be meant; `was` is what stands in the office."""

    key: str
    file: str
    node: str
    slot: Slot
    problem: Problem
    was: str
    candidates: tuple[SlotValue, ...]

    def is_decided(self, decisions: Decisions) -> bool:
        """Whether a person said what is meant."""
        said = decisions.get(self.key)
        return said is not None and said in {KEPT, *(text_of(self.slot, each) for each in self.candidates)}


def question_key(file: str, node: str, slot: str) -> str:
    """How a form names a doubtful cell."""
    return f"ask:{file}:{node}:{slot}"


def dispute_key(given: Given) -> str:
    """How a form names a disputed answer; an amount is one of its program, on whichever sheet it stands."""
    return _dispute_key(given.answer.node, given.slot.id)


def _dispute_key(node: str, slot: str) -> str:
    return f"settle:{'' if is_money(slot) else node}:{slot}"


def questions_of(file: Returned, state: InOffice) -> Iterator[Question]:
    """The doubtful cells of a file."""
    for answer in file.cells:
        slot = _slot(state, answer)
        reading = None if slot is None else read_slot(answer, slot, SHEETS)
        if slot is not None and isinstance(reading, Asked):
            yield Question(
                question_key(file.name, answer.node, slot.id),
                file.name,
                answer.node,
                slot,
                reading.problem,
                state.text(answer.node, slot),
                tuple(each for each in reading.candidates if _can_be_typed(slot, each)),
            )


def _slot(state: InOffice, answer: AnswerCell) -> Slot | None:
    sheet = state.filled.get(answer.node)
    return None if sheet is None else sheet.asked.by_id.get(answer.slot)


def _can_be_typed(slot: Slot, value: SlotValue) -> bool:
    """Whether the office reads the candidate's text as the candidate."""
    reading = reading_of(slot, text_of(slot, value))
    return isinstance(reading, Certain) and fingerprint(reading.value) == fingerprint(value)


def decided(file: Returned, state: InOffice, decisions: Decisions) -> Returned:
    """The file with what a person said of its cells."""
    if not decisions:
        return file
    cells = (_decided(file.name, answer, state, decisions) for answer in file.cells)
    return replace(file, cells=tuple(cell for cell in cells if cell is not None))


def _decided(name: str, answer: AnswerCell, state: InOffice, decisions: Decisions) -> AnswerCell | None:
    """The cell as it counts; None where what stands in the office stays."""
    slot = _slot(state, answer)
    if slot is None:
        return answer
    said = decisions.get(question_key(name, answer.node, slot.id))
    if said is not None and isinstance(read_slot(answer, slot, SHEETS), Asked):
        return None if said == KEPT else replace(answer, cell=_meant(answer.cell, slot, said))
    counts = decisions.get(_dispute_key(answer.node, slot.id))
    if counts is None:
        return answer
    return replace(answer, issued=fingerprint(state.value(answer.node, slot))) if counts == name else None


def _meant(cell: Cell, slot: Slot, said: str) -> Cell:
    """The cell as if what is meant had been typed."""
    value = reading_of(slot, said)
    word: Message | str = said
    if slot.kind is SlotKind.CHOICE and isinstance(value, Certain):
        word = next((option.shown for option in slot.options if option.value == value.value), said)
    elif slot.kind is SlotKind.MARK:
        word = message("answer_sheets.mark")
    text = render(word, SHEETS) if isinstance(word, Message) else word
    return Cell(text, place=cell.place, sheet=cell.sheet, address=cell.address)
