"""The sheets that wait for somebody, as a list."""

from dataclasses import dataclass

from monosashi.core.messages import Message, message
from monosashi.office.confirming.queries import Waiting, holder_said, place_of_step
from monosashi.office.confirming.shown import SheetShown
from monosashi.office.rounds.queries import name_of
from monosashi.office.rounds.states import StepKind
from monosashi.office.ui.addresses import address_of
from monosashi.office.ui.cells import Cell, GradeMark, count, graded
from monosashi.office.ui.language import spoken
from monosashi.office.ui.lists import Column, Filter, ListOf, Option, by_number, by_text
from monosashi.wording import word


@dataclass(frozen=True, slots=True)
class Line:
    """A sheet that waits, as the list shows it."""

    waiting: Waiting
    shown: SheetShown

    @property
    def address(self) -> str:
        """Where the sheet is."""
        return address_of("answering:sheet", self.shown.sheet.round_id, self.shown.sheet.node)

    @property
    def round_name(self) -> Message:
        """What its round is called."""
        return name_of(self.waiting.sheet.round)

    @property
    def step(self) -> Message:
        """Whose step it waits for."""
        step = self.waiting.step
        return place_of_step(step.department.name, step.post)

    @property
    def kind(self) -> Message:
        """What the step asks for."""
        return word(StepKind(self.waiting.step.kind))

    @property
    def as_whom(self) -> Message:
        """In whose place."""
        holder = self.waiting.holder
        return holder_said(holder) if holder.acts else message("confirming.as_oneself")


def list_of_waiting(lines: list[Line]) -> ListOf[Line]:
    """The list. `lines` are all of them, for what can be chosen."""
    rounds = dict.fromkeys(str(line.waiting.sheet.round_id) for line in lines)
    names = {str(line.waiting.sheet.round_id): _of_plan(line) for line in lines}
    departments = sorted({name for line in lines for name in line.shown.departments})
    return ListOf(
        name="confirming",
        caption=message("confirming.list.to_do"),
        columns=_COLUMNS,
        filters=(
            Filter(
                "round",
                message("rounds.column.round"),
                tuple(Option(number, names[number]) for number in rounds),
                lambda line, chosen: str(line.waiting.sheet.round_id) == chosen,
            ),
            Filter(
                "department",
                message("confirming.column.departments"),
                tuple(Option(name, name) for name in departments),
                lambda line, chosen: chosen in line.shown.departments,
            ),
        ),
        words=lambda line: (line.shown.name, *line.shown.departments, *line.shown.doubts),
    )


def _of_plan(line: Line) -> str:
    return f"{spoken(line.round_name)} {line.waiting.sheet.round.plan.name}"


def _name(line: Line) -> Cell:
    return Cell(line.shown.name, address=f"{line.address}#way", note=spoken(line.round_name))


def _step(line: Line) -> Cell:
    said = message("confirming.step_in_list", kind=line.kind, place=line.step)
    note = message("confirming.own_answer") if line.waiting.own else line.as_whom
    return Cell(spoken(said), note=spoken(note))


def _own(line: Line) -> Cell:
    cell = _graded(line.shown.own, "confirming.no_own_grade")
    if not line.shown.differs:
        return cell
    return Cell(cell.text, grade=cell.grade, note=spoken(message("confirming.differs")))


def _graded(mark: GradeMark | None, otherwise: str) -> Cell:
    return graded(mark, message(otherwise))


_COLUMNS: tuple[Column[Line], ...] = (
    Column("measure", message("rounds.column.measure"), _name, lambda line: by_text(line.shown.name), head=True),
    Column(
        "departments",
        message("confirming.column.departments"),
        lambda line: Cell(" ".join(line.shown.departments)),
        lambda line: by_text(" ".join(line.shown.departments)),
    ),
    Column("step", message("confirming.column.as_whom"), _step, wide=True),
    Column(
        "computed",
        message("confirming.column.computed"),
        lambda line: _graded(line.shown.computed, "confirming.no_grade"),
        lambda line: by_text(line.shown.computed.symbol if line.shown.computed else ""),
    ),
    Column(
        "own",
        message("confirming.column.own"),
        _own,
        lambda line: by_text(line.shown.own.symbol if line.shown.own else ""),
    ),
    Column(
        "doubts",
        message("confirming.column.doubts"),
        lambda line: count(len(line.shown.doubts), message("confirming.unit.doubts")),
        lambda line: by_number(len(line.shown.doubts)),
        figures=True,
    ),
    Column(
        "days",
        message("confirming.column.days"),
        lambda line: count(line.waiting.days, message("confirming.unit.days")),
        lambda line: by_number(line.waiting.days),
        figures=True,
    ),
)
