"""Workbooks that came back against the round as it stands: what they would change, what a person has to say, what is wrong.

All or nothing of each file: one with a wrong cell changes nothing. Nothing here is saved.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from monosashi.core.messages import Message, Problem, message
from monosashi.exchange.answer_sheets.intake import Given, Intake, take_in
from monosashi.exchange.answer_sheets.money_slots import is_money
from monosashi.exchange.answer_sheets.returned import Returned
from monosashi.exchange.answer_sheets.slot_values import fingerprint
from monosashi.exchange.answer_sheets.slots import Slot, SlotValue
from monosashi.exchange.spreadsheets.faults import Fault
from monosashi.exchange.typed_cells import Certain
from monosashi.office.accounts.permissions import Permission, may
from monosashi.office.accounts.standing import Person
from monosashi.office.rounds.answer_texts import reading_of
from monosashi.office.workbooks.asked_cells import Decisions, Question, decided, dispute_key, questions_of
from monosashi.office.workbooks.in_office import InOffice
from monosashi.office.workbooks.readings import Read
from monosashi.office.workbooks.refused_sheets import RefusedSheet, refused_sheets, taking_cells
from monosashi.office.workbooks.remedies import on_page


@dataclass(frozen=True, slots=True)
class Change:
    """One answer that is new to the office. `was` is what stands there now, as it was typed; `note` how the cell was read."""

    file: str
    node: str
    slot: Slot
    place: str
    was: str
    value: SlotValue
    note: Message | None = None


@dataclass(frozen=True, slots=True)
class Dispute:
    """A cell that stands otherwise now than when the workbook was issued, or that two files answer differently."""

    key: str
    node: str
    slot: Slot
    was: str
    answers: tuple[Given, ...]


@dataclass(frozen=True, slots=True)
class OfFile:
    """What comes of one file. `taken`: its answers count. `problems` are why it changes nothing; `faults` those to be marked.

    `changes` are shown of a wrong file too: whoever sends it back wants to see what it says. `doubts` are what may be right in a
    wrong file: the marked workbook asks about it. `same_as` is the file of which it is a copy, "" where it is none.
    """

    name: str
    returned: Returned | None
    problems: tuple[Problem, ...] = ()
    faults: tuple[Fault, ...] = ()
    notes: tuple[tuple[str, Message], ...] = ()
    changes: tuple[Change, ...] = ()
    doubts: tuple[Problem, ...] = ()
    taken: bool = False
    same_as: str = ""


@dataclass(frozen=True, eq=False)
class Difference:
    """What comes of all files together. `problems` belong to none of them alone: while there are any, nothing can be taken in."""

    files: tuple[OfFile, ...]
    questions: tuple[Question, ...]
    disputes: tuple[Dispute, ...]
    refused: tuple[RefusedSheet, ...]
    problems: tuple[Problem, ...]

    @property
    def changes(self) -> tuple[Change, ...]:
        """Every answer that is new, of the files that can be taken in."""
        return tuple(change for file in self.files if file.taken for change in file.changes)

    @property
    def offered(self) -> frozenset[str]:
        """The files that bring something: an answer that is new, or one about which a person has to say something."""
        disputed = (given.file.name for dispute in self.disputes for given in dispute.answers)
        asked = (question.file for question in self.questions)
        return frozenset((*(change.file for change in self.changes), *disputed, *asked))

    @property
    def takes(self) -> bool:
        """Whether any file can be taken in."""
        return not self.problems and any(file.taken for file in self.files)

    @property
    def token(self) -> str:
        """The same while the same would be shown."""
        said = [
            [(c.file, c.node, c.slot.id, c.was, fingerprint(c.value)) for c in self.changes],
            [(d.key, d.was, [(g.file.name, fingerprint(g.value)) for g in d.answers]) for d in self.disputes],
            [(q.key, q.was) for q in self.questions],
            [(r.node, r.why.id) for r in self.refused],
            [(file.name, file.taken) for file in self.files],
        ]
        return hashlib.sha256(repr(said).encode()).hexdigest()


def compare(state: InOffice, reads: Mapping[str, Read], by: Person, decisions: Decisions | None = None) -> Difference:
    """Hold the files, by name, against the round. `decisions` are what a person said of questions and disputes."""
    return _Comparison(state, by, decisions or {}).of(reads)


@dataclass
class _Comparison:
    state: InOffice
    by: Person
    decisions: Decisions
    wrong: dict[str, Intake] = field(default_factory=dict)

    def of(self, reads: Mapping[str, Read]) -> Difference:
        own = [each.returned for each in reads.values() if each.returned and not self._elsewhere(each.returned)]
        asked = [replace(file, cells=tuple(taking_cells(self.state, file, self.by))) for file in own]
        intake = self._clean([decided(file, self.state, self.decisions) for file in asked])
        disputes = tuple(self._disputes(intake))
        used = {file.name for file in intake.used}
        questions = (q for file in asked if file.name in used for q in questions_of(file, self.state))
        return Difference(
            tuple(self._of_file(name, read, intake) for name, read in reads.items()),
            tuple(q for q in questions if not q.is_decided(self.decisions)),
            disputes,
            refused_sheets(self.state, own, self.by),
            tuple(_unplaced(intake, [file.name for file in own])),
        )

    def _take_in(self, files: Sequence[Returned]) -> Intake:
        return take_in(self.state.plan, self.state.basis.fiscal_year, files, self.state.basis.judging)

    def _clean(self, files: list[Returned]) -> Intake:
        """What comes of the files in which nothing is wrong; those in which something is go into `wrong`."""
        while True:
            intake = self._take_in(files)
            wrong = {file.name for file in files if any(_problems_of(intake, file.name))}
            if not wrong:
                return intake
            self.wrong |= dict.fromkeys(wrong, intake)
            files = [file for file in files if file.name not in wrong]

    def _elsewhere(self, file: Returned) -> bool:
        """Whether the file is a department's that this person brings nothing in for. A file of another plan is told as that."""
        departments = (file.head.department,) if file.head.department else ()
        mine = may(self.by.standing, Permission.BRING_IN_SHEETS, self.state.place(*departments))
        return file.head.plan == self.state.basis.plan.id and not mine

    def _changes(self, intake: Intake) -> Iterator[Change]:
        for cell in intake.cells:
            given = cell.given
            node, slot = given.answer.node, given.slot
            if self._is_open(given) is False:
                was = self.state.text(node, slot)
                yield Change(given.file.name, node, slot, given.answer.cell.place, was, given.value, given.note)

    def _is_open(self, given: Given) -> bool | None:
        """Whether a person has to decide, as the workbook cannot show what stands in the office. None: the same stands there."""
        node, slot = given.answer.node, given.slot
        if self.state.shows(node, slot):
            return False
        reading = reading_of(slot, self.state.text(node, slot))
        if isinstance(reading, Certain) and fingerprint(reading.value) == fingerprint(given.value):
            return None
        return dispute_key(given) not in self.decisions

    def _disputes(self, intake: Intake) -> Iterator[Dispute]:
        for conflict in intake.conflicts:
            yield self._dispute(conflict.answers)
        for cell in intake.cells:
            if self._is_open(cell.given):
                yield self._dispute((cell.given,))

    def _dispute(self, answers: tuple[Given, ...]) -> Dispute:
        first = answers[0]
        node, slot = first.answer.node, first.slot
        return Dispute(dispute_key(first), node, slot, self.state.text(node, slot), answers)

    def _of_file(self, name: str, read: Read, clean: Intake) -> OfFile:
        file = read.returned
        if file is None or self._elsewhere(file):
            return OfFile(
                name, file, tuple(map(on_page, read.problems)) or (_other_department(name, file, self.state),)
            )
        intake = self.wrong.get(name, clean)
        own = next(each for each in intake.files if each.name == name)
        notes = tuple((place, note) for place, note in intake.notes if _is_in(place, name))
        faults = tuple(intake.faults.get(own.path, ()))
        mine = tuple(change for change in self._changes(intake) if change.file == name)
        if name in self.wrong:
            doubts = tuple(fault.problem for fault in faults if fault.is_question)
            return OfFile(name, file, tuple(map(on_page, _problems_of(intake, name))), faults, notes, mine, doubts)
        if own not in intake.used:
            choices = (each for each in intake.choices if name in _names_in(each, intake))
            told = tuple(replace(on_page(each), place=name) for each in choices)
            return OfFile(name, file, told, faults, notes, same_as="" if told else _same_as(own, intake))
        return OfFile(name, file, (), faults, notes, mine, taken=True)


def _problems_of(intake: Intake, name: str) -> Iterator[Problem]:
    return (problem for problem in intake.problems if _is_in(problem.place, name))


def _unplaced(intake: Intake, names: Iterable[str]) -> Iterator[Problem]:
    names = tuple(names)
    return (problem for problem in intake.problems if not any(_is_in(problem.place, name) for name in names))


def _is_in(place: str, name: str) -> bool:
    """Whether a place is in this file: the file itself, or a sheet or cell of it."""
    return place == name or place.startswith(f"{name}「")


def _names_in(choice: Problem, intake: Intake) -> set[str]:
    """The files between which a person chooses: all of that department."""
    first = next((file for file in intake.files if file.name == choice.place), None)
    if first is None:
        return set()
    return {file.name for file in intake.files if file.head.department == first.head.department}


def _same_as(file: Returned, intake: Intake) -> str:
    """The name of the file that counts in place of this one."""
    return next((each.name for each in intake.files if each.digest == file.digest and each is not file), "")


def _other_department(name: str, file: Returned | None, state: InOffice) -> Problem:
    code = file.head.department if file else ""
    department = state.basis.plan.index.department.get(code)
    why = message("workbooks.other_department", department=department.name if department else code)
    return Problem(name, None, why, message("workbooks.other_department.remedy"))


def targets(state: InOffice, change: Change, by: Person) -> tuple[str, ...]:
    """The sheets on which an answer is kept: its own, and of an amount every other on which one was typed.

    A workbook asks for the amount of a shared program once, so it is kept on every sheet of the same department that asks for it.
    """
    if not is_money(change.slot.id):
        return (change.node,)
    also = (node for node in state.filled if node != change.node and _also_kept_on(state, node, change, by))
    return (change.node, *also)


def _also_kept_on(state: InOffice, node: str, change: Change, by: Person) -> bool:
    sheet, slot = state.filled[node], change.slot.id
    if slot not in sheet.asked.by_id or not state.takes(node):
        return False
    place = state.place_of(node)
    same = bool((place.departments or frozenset()) & (state.place_of(change.node).departments or frozenset()))
    return slot in sheet.typed or (same and may(by.standing, Permission.BRING_IN_SHEETS, place))
