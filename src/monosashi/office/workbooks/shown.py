"""A difference in words: what changes where, what has to be decided, what goes back."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from monosashi.core.messages import Message, Problem, message
from monosashi.core.values import Absence, Described, Span
from monosashi.exchange.answer_sheets.money_slots import is_money
from monosashi.exchange.answer_sheets.slots import Slot, SlotKind, SlotValue
from monosashi.exchange.typed_cells import Certain
from monosashi.office.rounds.answer_texts import reading_of, text_of
from monosashi.office.ui.cells import number_text
from monosashi.office.ui.language import spoken
from monosashi.office.workbooks.asked_cells import KEPT, Decisions, Question
from monosashi.office.workbooks.differences import Change, Difference, Dispute, OfFile
from monosashi.office.workbooks.in_office import InOffice


@dataclass(frozen=True, slots=True)
class ShownChange:
    """One line of a difference. `was` and `after` are "" for a blank; `node` is the measure's id.

    `earlier` is what was said a year before, or the baseline of that year; None where nothing was.
    """

    node: str
    measure: str
    item: str
    earlier: Message | None
    was: str
    after: str
    place: str
    note: Message | None


@dataclass(frozen=True, slots=True)
class ShownChoice:
    """One of the answers between which a person chooses: what is sent, what it says, where it is from."""

    value: str
    text: str
    of: str


@dataclass(frozen=True, slots=True)
class ShownDecision:
    """Something to decide. `why` says why it has to be, and `remedy` what else could be done; `place` is "" where there are several."""

    key: str
    measure: str
    item: str
    why: Message
    place: str
    choices: tuple[ShownChoice, ...]
    remedy: Message | None = None
    chosen: str | None = None


@dataclass(frozen=True, slots=True)
class ShownFile:
    """One file with what comes of it."""

    name: str
    department: str
    problems: tuple[Problem, ...]
    notes: tuple[tuple[str, Message], ...]
    changes: tuple[ShownChange, ...]
    can_be_marked: bool
    same_as_another: bool


class Words:
    """Says things of a round."""

    def __init__(self, state: InOffice) -> None:
        self._state, self._index = state, state.basis.plan.index

    def file(self, file: OfFile) -> ShownFile:
        """One file."""
        returned = file.returned
        department = self._department(returned.head.department) if returned else ""
        changes = tuple(self._change(change) for change in file.changes)
        marks = bool(file.faults) and returned is not None
        return ShownFile(
            file.name, department, file.problems, file.notes, changes, marks, same_as_another=file.same_as_another
        )

    def decisions(self, difference: Difference, chosen: Decisions) -> tuple[ShownDecision, ...]:
        """What has to be decided: disputes first."""
        disputes = (self._dispute(each, chosen.get(each.key)) for each in difference.disputes)
        questions = (self._question(each, chosen.get(each.key)) for each in difference.questions)
        return (*disputes, *questions)

    def value(self, slot: Slot, value: SlotValue) -> str:
        """The value as a person reads it; "" for a blank."""
        for option in slot.options:
            if option.value == value:
                return spoken(option.shown) if isinstance(option.shown, Message) else option.shown
        match value:
            case None:
                return ""
            case bool():
                return spoken(message("answer_sheets.mark")) if value else ""
            case Decimal():
                return _with_unit(number_text(value), slot.unit)
            case Span() | Described() | Absence():
                return spoken(message("answer_sheets.value", value=value))
        return str(value)

    def text(self, slot: Slot, text: str) -> str:
        """What was typed in the office, as a person reads it; what cannot be read stands as it was typed."""
        reading = reading_of(slot, text)
        return self.value(slot, reading.value) if isinstance(reading, Certain) else text

    def measure(self, node: str) -> str:
        """Number and name."""
        found = self._index.node[node]
        return found.label

    def item(self, slot: Slot) -> str:
        """What is asked, with the indicator or budget program that it is asked of."""
        label = spoken(slot.label)
        name = ""
        if is_money(slot.id):
            program = next(each for each in self._state.basis.plan.budget_programs if each.id == slot.at[1])
            name = " ".join(filter(None, (program.name, program.part)))
        elif slot.at[0] in {"actual", "fraction"}:
            name = self._index.indicator[slot.at[1]].name
        return f"{name} {label}".strip()

    def _change(self, change: Change) -> ShownChange:
        slot = change.slot
        was, after = self.text(slot, change.was), self.value(slot, change.value)
        earlier = self._earlier(change.node, slot)
        where = change.node, self.measure(change.node), self.item(slot)
        return ShownChange(*where, earlier, was, after, _cell(change.place), change.note)

    def _earlier(self, node: str, slot: Slot) -> Message | None:
        """A figure of the year before, beside which the new one is read."""
        if slot.kind is not SlotKind.FIGURE:
            return None
        year = self._state.basis.fiscal_year - 1
        before = self._state.filled[node].last_year(slot)
        if before is not None:
            return message("workbooks.last_year", year=year, value=self.value(slot, before))
        baseline = self._index.indicator[slot.at[1]].baseline
        if baseline is None or baseline.fiscal_year != year:
            return None
        return message("workbooks.baseline", year=year, value=self.value(slot, baseline.value))

    def _dispute(self, dispute: Dispute, chosen: str | None) -> ShownDecision:
        slot = dispute.slot
        answers = tuple(
            ShownChoice(
                each.file.name,
                self.value(slot, each.value),
                f"{each.answer.cell.place} {self._department(each.file.head.department)}".strip(),
            )
            for each in dispute.answers
        )
        kept = ShownChoice(KEPT, self.text(slot, dispute.was), "")
        why = message("workbooks.why.dispute" if len(answers) == 1 else "workbooks.why.several")
        where = self.measure(dispute.node), self.item(slot)
        return ShownDecision(dispute.key, *where, why, "", (kept, *answers), chosen=chosen)

    def _question(self, question: Question, chosen: str | None) -> ShownDecision:
        slot, problem = question.slot, question.problem
        choices = tuple(
            ShownChoice(text_of(slot, each), self.value(slot, each), question.file) for each in question.candidates
        )
        kept = ShownChoice(KEPT, self.text(slot, question.was), "")
        where = self.measure(question.node), self.item(slot)
        return ShownDecision(
            question.key, *where, problem.why, problem.place, (kept, *choices), problem.remedy, chosen=chosen
        )

    def _department(self, code: str) -> str:
        found = self._index.department.get(code)
        return found.name if found else ""


def lead_of(files: Iterable[OfFile], difference: Difference) -> tuple[Message, ...]:
    """The answer of the page: what can be taken in, what has to be decided, what goes back."""
    files = tuple(files)
    ready, decide = sum(file.taken for file in files), len(difference.questions) + len(difference.disputes)
    wrong = sum(bool(file.problems) for file in files)
    return tuple(_lead(len(files), ready, decide, wrong, len(difference.changes)))


def _lead(count: int, ready: int, decide: int, wrong: int, changes: int) -> Iterator[Message]:
    yield message("workbooks.lead.read", count=count)
    if ready:
        yield message("workbooks.lead.ready", count=ready, changes=changes)
    if decide:
        yield message("workbooks.lead.decide", count=decide)
    if wrong:
        yield message("workbooks.lead.wrong", count=wrong)
    yield message("workbooks.lead.nothing_saved")


def _cell(place: str) -> str:
    """The place without the file: its line stands under the file."""
    return place[place.find("「") :] if "「" in place else place


def _with_unit(figure: str, unit: str) -> str:
    return f"{figure} {unit}" if unit else figure
