"""Returned workbooks against the plan: what changes, what is wrong, what a person has to decide. Nothing is guessed.

An answer counts when it differs from what stood in the cell when the sheet was issued. It conflicts where another department
answered the same thing differently, or where the plan has got another value since.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from monosashi.core.changes import Change, diff, place_of
from monosashi.core.messages import Message, Problem, message
from monosashi.core.plan import Plan
from monosashi.core.tree import Node
from monosashi.core.validation import problems_of
from monosashi.exchange.answer_sheets.judging import Judging
from monosashi.exchange.answer_sheets.money_slots import every_money_slot, is_money, money_slots
from monosashi.exchange.answer_sheets.page_checks import page_faults
from monosashi.exchange.answer_sheets.recipients import NOBODY
from monosashi.exchange.answer_sheets.returned import AnswerCell, Returned
from monosashi.exchange.answer_sheets.slot_reading import AnyReading, read_slot
from monosashi.exchange.answer_sheets.slot_values import fingerprint, held, with_answers
from monosashi.exchange.answer_sheets.slots import PageSlots, Slot, SlotValue, slots_of
from monosashi.exchange.spreadsheets.faults import Fault, fault_of
from monosashi.exchange.typed_cells import Certain

Key = tuple[str, str]
"""Measure and slot; the measure is "" for an amount: it is one of a program, on whichever measure's page it was typed."""


@dataclass(frozen=True, slots=True)
class Given:
    """One certain answer of one file."""

    file: Returned
    answer: AnswerCell
    slot: Slot
    value: SlotValue
    note: Message | None = None

    @property
    def touched(self) -> bool:
        """Whether the department changed what stood there when the sheet was issued."""
        return fingerprint(self.value) != self.answer.issued


@dataclass(frozen=True, slots=True)
class CellChange:
    """One answer that is new to the plan, with the cell in which it stands."""

    given: Given
    before: SlotValue


@dataclass(frozen=True, slots=True)
class Conflict:
    """A question for a person: one of `answers` or, where `plan_moved`, `kept`, which the plan has had since.

    `node` is the measure of the first answer; the others may stand on pages of other measures that share its program.
    """

    node: Node
    slot: Slot
    answers: tuple[Given, ...]
    kept: SlotValue
    plan_moved: bool


@dataclass
class Intake:
    """What came of the files.

    `after` is the plan with every certain, undisputed answer; it is to be saved only when nothing is wrong and nothing awaits
    a decision. `problems` are wrong, `questions` may be right: a person has to say. `faults` are both where they concern a
    cell, by file. `choices` are files between which a person chooses. `used` are the files whose answers count, `rejected`
    those that a person decided against.
    """

    before: Plan
    after: Plan
    fiscal_year: int
    files: tuple[Returned, ...]
    used: tuple[Returned, ...] = ()
    rejected: tuple[Returned, ...] = ()
    cells: list[CellChange] = field(default_factory=list)
    notes: list[tuple[str, Message]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    questions: list[Problem] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    choices: list[Problem] = field(default_factory=list)
    faults: dict[Path, list[Fault]] = field(default_factory=dict)
    given: dict[Path, list[Given]] = field(default_factory=dict)

    @property
    def changes(self) -> tuple[Change, ...]:
        """From the plan as it is to the plan with the answers."""
        return diff(self.before, self.after)

    @property
    def is_wrong(self) -> bool:
        """Whether a cell or a file is wrong."""
        return bool(self.problems)

    @property
    def awaits_decision(self) -> bool:
        """Whether a person has to decide something."""
        return bool(self.questions or self.conflicts or self.choices)


def take_in(
    plan: Plan,
    fiscal_year: int,
    files: Sequence[Returned],
    judging: Judging,
    taken: Sequence[Path] = (),
    rejected: Collection[str] = (),
) -> Intake:
    """Hold the files against the plan. `taken` are the files, or the plan's own, that a person decided for, first first.

    `rejected` are the digests of files that were decided against earlier; what is decided now goes before it.
    """
    intake = Intake(plan, plan, fiscal_year, tuple(files))
    intake.rejected = tuple(file for file in files if file.digest in rejected and file.path not in taken)
    fitting = [file for file in files if file not in intake.rejected and not _is_foreign(intake, file)]
    intake.used = tuple(_one_per_department(intake, fitting, taken))
    for file in files:
        if file not in intake.rejected:
            _tell_of_file(intake, file)
    reader = _Reader(intake, judging)
    for file in intake.used:
        reader.read(file)
    pages = _settled(intake, reader, taken)
    intake.after = _with_true_sources(plan, with_answers(plan, fiscal_year, pages))
    intake.problems += problems_of(intake.after) if intake.after != plan else ()
    _check_pages(intake, reader, judging)
    return intake


def _with_true_sources(before: Plan, after: Plan) -> Plan:
    """The plan without the places in documents of what documents no longer say: an answer took its place."""
    changed = {place_of(change) for change in diff(before, after)}

    def is_true(at: str) -> bool:
        parts = at.split("/")
        return not any("/".join(parts[:end]) in changed for end in range(1, len(parts) + 1))

    return replace(after, provenance=tuple(source for source in after.provenance if is_true(source.at)))


def _is_foreign(intake: Intake, file: Returned) -> bool:
    """Whether the file is not of this round."""
    foreign = tuple(_foreign(intake.before, intake.fiscal_year, file))
    intake.problems += foreign
    return bool(foreign)


def _tell_of_file(intake: Intake, file: Returned) -> None:
    """What is wrong with the file's sheets, whether or not its answers count."""
    intake.problems += file.problems
    intake.notes += [(file.name, note) for note in file.notes]
    if file.faults:
        intake.faults.setdefault(file.path, []).extend(file.faults)


def _foreign(plan: Plan, fiscal_year: int, file: Returned) -> Iterator[Problem]:
    head = file.head
    if head.municipality != plan.municipality.code:
        why = message("answer_sheets.other_municipality", wanted=plan.municipality.code)
        yield Problem(file.name, head.municipality, why, message("answer_sheets.other_municipality.remedy"))
    elif head.plan != plan.id:
        why = message("answer_sheets.other_plan", wanted=plan.id)
        yield Problem(file.name, head.plan, why, message("answer_sheets.other_plan.remedy"))
    elif head.fiscal_year != fiscal_year:
        why = message("answer_sheets.other_year", read_year=head.fiscal_year, wanted_year=fiscal_year)
        yield Problem(file.name, None, why, message("answer_sheets.other_year.remedy"))
    elif head.revision > plan.revision:
        why = message("answer_sheets.newer_than_plan", revision=head.revision, plan_revision=plan.revision)
        yield Problem(file.name, None, why, message("answer_sheets.newer_than_plan.remedy"))
    elif head.department != NOBODY and head.department not in plan.index.department:
        why = message("answer_sheets.unknown_department")
        yield Problem(file.name, head.department, why, message("answer_sheets.unknown_department.remedy"))


def _one_per_department(intake: Intake, files: Iterable[Returned], taken: Sequence[Path]) -> Iterator[Returned]:
    """The same file again is dropped and told; two different ones of one department are a question."""
    by_department: dict[str, dict[str, Returned]] = {}
    for file in files:
        mine = by_department.setdefault(file.head.department, {})
        if file.digest in mine:
            same = message("answer_sheets.same_file", other=mine[file.digest].name)
            intake.notes.append((file.name, same))
        else:
            mine[file.digest] = file
    for mine in by_department.values():
        several = tuple(mine.values())
        chosen = [file for path in taken for file in several if file.path == path]
        if len(several) == 1 or chosen:
            counts = (chosen or several)[0]
            intake.rejected += tuple(file for file in several if file is not counts)
            yield counts
        else:
            intake.choices.append(_which_file(several))


def _which_file(several: Sequence[Returned]) -> Problem:
    in_order = sorted(several, key=lambda file: file.head.revision)
    older, newer = in_order[0], in_order[-1]
    files = tuple(file.name for file in several)
    if older.head.revision < newer.head.revision:
        why = message(
            "answer_sheets.older_file",
            older=older.name,
            older_revision=older.head.revision,
            newer=newer.name,
            newer_revision=newer.head.revision,
        )
    else:
        why = message("answer_sheets.two_files", files=files)
    return Problem(files[0], None, why, message("answer_sheets.two_files.remedy", file=newer.name))


class _Reader:
    """Reads the cells of the files, each as its slot asks."""

    def __init__(self, intake: Intake, judging: Judging) -> None:
        self._intake, self._judging = intake, judging
        self._slots: dict[str, PageSlots] = {}
        self._by_id: dict[str, Mapping[str, Slot]] = {}
        self._amounts: dict[str, frozenset[str]] = {}

    def slots(self, node: str) -> PageSlots:
        """What a page of this measure asks."""
        if node not in self._slots:
            plan = self._intake.before
            self._slots[node] = slots_of(plan, plan.index.node[node], self._judging.scheme)
            self._by_id[node] = {slot.id: slot for slot in self._slots[node].every} | every_money_slot(plan, node)
            asked = money_slots(plan, plan.index.node[node], self._intake.fiscal_year)
            self._amounts[node] = frozenset(slot.id for _, slots in asked for slot in slots)
        return self._slots[node]

    def read(self, file: Returned) -> None:
        """Every answer cell of a file."""
        given = self._intake.given.setdefault(file.path, [])
        for answer in file.cells:
            slot = self._slot(answer)
            if slot is None:
                why, remedy = message("answer_sheets.slot_unknown"), message("answer_sheets.slot_unknown.remedy")
                self._intake.problems.append(Problem(answer.cell.place, answer.cell.shown, why, remedy))
                continue
            self._read(file, answer, slot, given)

    def _slot(self, answer: AnswerCell) -> Slot | None:
        if answer.node not in self._intake.before.index.node:
            return None
        self.slots(answer.node)
        return self._by_id[answer.node].get(answer.slot)

    def _read(self, file: Returned, answer: AnswerCell, slot: Slot, given: list[Given]) -> None:
        intake = self._intake
        reading = read_slot(answer, slot, self._judging.language)
        if is_money(slot.id) and slot.id not in self._amounts[answer.node]:
            self._tell_of_settled(answer, slot, reading)
            return
        if isinstance(reading, Certain):
            found = Given(file, answer, slot, reading.value, reading.note)
            given.append(found)
            if reading.note is not None and found.touched:
                intake.notes.append((answer.cell.place, reading.note))
        elif (fault := fault_of(answer.cell, reading)) is not None:
            (intake.questions if fault.is_question else intake.problems).append(fault.problem)
            intake.faults.setdefault(file.path, []).append(fault)

    def _tell_of_settled(self, answer: AnswerCell, slot: Slot, reading: AnyReading) -> None:
        """An amount that finance has settled since the sheet was issued: finance's figure stands."""
        kept = held(self._intake.before, answer.node, self._intake.fiscal_year, slot)
        said = fingerprint(reading.value) if isinstance(reading, Certain) else None
        if said not in {answer.issued, fingerprint(kept)}:
            note = message("answer_sheets.money_settled", read=answer.cell.shown or "")
            self._intake.notes.append((answer.cell.place, note))


Pages = dict[str, tuple[PageSlots, dict[tuple[str, ...], SlotValue]]]


def _settled(intake: Intake, reader: _Reader, taken: Sequence[Path]) -> Pages:
    """The answers that count, by measure; what is disputed becomes a conflict."""
    by_key: dict[Key, list[Given]] = {}
    for given in (one for several in intake.given.values() for one in several if one.touched):
        measure = "" if is_money(given.slot.id) else given.answer.node
        by_key.setdefault((measure, given.slot.id), []).append(given)
    pages: Pages = {}
    for answers in by_key.values():
        now = held(intake.before, answers[0].answer.node, intake.fiscal_year, answers[0].slot)
        winner = _winner(intake, answers, now, taken)
        if winner is not None and fingerprint(winner.value) != fingerprint(now):
            intake.cells.append(CellChange(winner, now))
            node = winner.answer.node
            pages.setdefault(node, (reader.slots(node), {}))[1][winner.slot.at] = winner.value
    return pages


def _winner(intake: Intake, answers: list[Given], now: SlotValue, taken: Sequence[Path]) -> Given | None:
    """The answer that counts; None where the plan's own stays, or a person has to decide."""
    first = answers[0]
    moved = fingerprint(now) not in {one.answer.issued for one in answers} | {fingerprint(a.value) for a in answers}
    if len({fingerprint(one.value) for one in answers}) == 1 and not moved:
        return first
    for path in taken:
        for one in answers:
            if one.file.path == path:
                return one
        if path not in {file.path for file in intake.files}:
            return None
    node = intake.before.index.node[first.answer.node]
    intake.conflicts.append(Conflict(node, first.slot, tuple(answers), now, moved))
    return None


def _check_pages(intake: Intake, reader: _Reader, judging: Judging) -> None:
    """What single cells do not show: a grade against the figures, a reason that is missing."""
    for file in intake.used:
        found: dict[str, dict[tuple[str, ...], Given]] = {}
        for given in intake.given.get(file.path, ()):
            found.setdefault(given.answer.node, {})[given.slot.at] = given
        for node, answers in found.items():
            if any(given.touched for given in answers.values()):
                cells = {at: given.answer.cell for at, given in answers.items()}
                for fault in page_faults(intake.after, node, intake.fiscal_year, reader.slots(node), cells, judging):
                    intake.problems.append(fault.problem)
                    intake.faults.setdefault(file.path, []).append(fault)
