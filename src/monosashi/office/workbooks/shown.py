"""A difference in words: what changes where, what has to be decided, what goes back."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from types import MappingProxyType

from monosashi.core.messages import Message, Problem, message
from monosashi.core.values import Absence, Described, Span
from monosashi.exchange.answer_sheets.money_slots import is_money
from monosashi.exchange.answer_sheets.slots import Slot, SlotKind, SlotValue
from monosashi.exchange.cell_places import place_in
from monosashi.exchange.typed_cells import Certain
from monosashi.office.rounds.answer_texts import reading_of, text_of
from monosashi.office.ui.cells import number_text
from monosashi.office.ui.language import language, spoken
from monosashi.office.workbooks.asked_cells import KEPT, Decisions, Question
from monosashi.office.workbooks.differences import Change, Difference, Dispute, OfFile
from monosashi.office.workbooks.in_office import InOffice

NOTHING: Mapping[str, str] = MappingProxyType({})


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
    """Something to decide. `why` says why it has to be, and `remedy` what else could be done; `place` is "" where there are several.

    `stands` is the same while the same stands in the office. `moved`: that changed since the person chose, so they choose again.
    """

    key: str
    measure: str
    item: str
    why: Message
    place: str
    choices: tuple[ShownChoice, ...]
    stands: str
    remedy: Message | None = None
    chosen: str | None = None
    moved: bool = False


@dataclass(frozen=True, slots=True)
class ShownFile:
    """One file with what comes of it."""

    name: str
    department: str
    problems: tuple[Problem, ...]
    notes: tuple[tuple[str, Message], ...]
    changes: tuple[ShownChange, ...]
    can_be_marked: bool
    doubts: tuple[Problem, ...]
    same_as: str


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
        return ShownFile(file.name, department, file.problems, file.notes, changes, marks, file.doubts, file.same_as)

    def decisions(
        self, difference: Difference, chosen: Decisions, stood: Mapping[str, str] = NOTHING
    ) -> tuple[ShownDecision, ...]:
        """What has to be decided: disputes first. `chosen` was while the office had what `stood` says, by the same keys."""
        disputes = (self._dispute(each, chosen.get(each.key)) for each in difference.disputes)
        questions = (self._question(each, chosen.get(each.key)) for each in difference.questions)
        return tuple(_asked_again(each, stood) for each in (*disputes, *questions))

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
                f"{place_in(each.answer.cell.place, language())} {self._department(each.file.head.department)}".strip(),
            )
            for each in dispute.answers
        )
        kept = ShownChoice(KEPT, self.text(slot, dispute.was), "")
        why = message("workbooks.why.dispute" if len(answers) == 1 else "workbooks.why.several")
        where = self.measure(dispute.node), self.item(slot)
        return ShownDecision(dispute.key, *where, why, "", (kept, *answers), _stands(dispute.was), chosen=chosen)

    def _question(self, question: Question, chosen: str | None) -> ShownDecision:
        slot, problem = question.slot, question.problem
        choices = tuple(
            ShownChoice(text_of(slot, each), self._meant(slot, each), question.file) for each in question.candidates
        )
        kept = ShownChoice(KEPT, self.text(slot, question.was), "")
        where = self.measure(question.node), self.item(slot)
        stands = _stands(question.was)
        return ShownDecision(
            question.key, *where, problem.why, problem.place, (kept, *choices), stands, problem.remedy, chosen
        )

    def _meant(self, slot: Slot, value: SlotValue) -> str:
        """What a doubtful cell may mean. Whether △ is a minus may be what is asked, so that none stands there."""
        if isinstance(value, Decimal) and value < 0:
            return _with_unit(f"-{number_text(-value)}", slot.unit)
        return self.value(slot, value)

    def _department(self, code: str) -> str:
        found = self._index.department.get(code)
        return found.name if found else ""


def _stands(text: str) -> str:
    """What stands in the office, short enough for a form."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _asked_again(decision: ShownDecision, stood: Mapping[str, str]) -> ShownDecision:
    """Without what was chosen, where the person saw something else in the office than what stands there now."""
    seen = stood.get(decision.key, decision.stands)
    if decision.chosen is None or seen == decision.stands:
        return decision
    return replace(decision, chosen=None, moved=True)


def lead_of(difference: Difference, taken: int) -> tuple[Message, ...]:
    """The answer of the page: what can be taken in, what has to be decided, what goes back. `taken` files were taken in before."""
    if not difference.files and taken:
        return (message("workbooks.lead.all_taken", count=taken),)
    return tuple(_lead(difference, taken))


def _lead(difference: Difference, taken: int) -> Iterator[Message]:
    files, offered = difference.files, difference.offered
    decide = len(difference.questions) + len(difference.disputes)
    ready, idle = (sum(file.taken and (file.name in offered) is new for file in files) for new in (True, False))
    same, wrong = (sum(map(bool, each)) for each in ([f.same_as for f in files], [f.problems for f in files]))
    yield message("workbooks.lead.read", count=len(files))
    if ready:
        yield message("workbooks.lead.ready", count=ready, changes=len(difference.changes))
    if decide:
        yield message("workbooks.lead.decide", count=decide)
    if wrong:
        yield message("workbooks.lead.wrong", count=wrong)
    if idle + same:
        yield message("workbooks.lead.idle", count=idle + same)
    yield message("workbooks.lead.rest" if taken else "workbooks.lead.nothing_saved", count=taken)


def _cell(place: str) -> str:
    """The place without the file: its line stands under the file."""
    return place_in(place[place.find("「") :], language()) if "「" in place else place


def _with_unit(figure: str, unit: str) -> str:
    return f"{figure} {unit}" if unit else figure
