"""A sheet as it is filled in: what stands in every cell, what cannot be read, what is missing, and what the figures mean."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from monosashi.core.messages import Message, Problem, message
from monosashi.core.plan import Plan
from monosashi.core.results import NodeYear
from monosashi.evaluation.evaluate import evaluate_measure
from monosashi.evaluation.outcomes import MeasureOutcome
from monosashi.evaluation.shortfall import measure_unmet
from monosashi.exchange.answer_sheets.page_checks import page_faults
from monosashi.exchange.answer_sheets.slot_values import fingerprint, held, with_answers
from monosashi.exchange.answer_sheets.slots import PageSlots, Slot, SlotValue
from monosashi.exchange.typed_cells import Asked as AskedAbout
from monosashi.exchange.typed_cells import Cell, Certain
from monosashi.office.plans.year.lacking import figures_asked, words_lacking
from monosashi.office.rounds.answer_texts import reading_of, text_of
from monosashi.office.rounds.basis import Asked, Basis


@dataclass(frozen=True, slots=True)
class Fault:
    """A cell that cannot be taken as it is. `candidates` are what may be meant, as texts."""

    slot: Slot
    problem: Problem
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Lack:
    """Something that has to be answered before the sheet is submitted, and the cell for it."""

    slot: Slot
    said: Message


@dataclass(frozen=True, eq=False)
class Filled:
    """One sheet with what was typed: `typed` are texts by slot id, a slot that is not there has what the plan has.

    Of a cell that cannot be read nothing is taken: the plan's own value stays, and `faults` says why.
    """

    basis: Basis
    asked: Asked
    typed: Mapping[str, str]

    def text(self, slot: Slot) -> str:
        """What stands in the cell."""
        typed = self.typed.get(slot.id)
        return text_of(slot, self.before(slot)) if typed is None else typed

    def before(self, slot: Slot) -> SlotValue:
        """What the judging edition has there."""
        return held(self.basis.plan, self.asked.node.id, self.basis.fiscal_year, slot)

    def last_year(self, slot: Slot) -> SlotValue:
        """What was said there a year before."""
        return held(self.basis.plan, self.asked.node.id, self.basis.fiscal_year - 1, slot)

    @cached_property
    def readings(self) -> Mapping[str, Certain[SlotValue] | Fault]:
        """What every typed cell was read as, by slot id."""
        found: dict[str, Certain[SlotValue] | Fault] = {}
        for slot in self.asked.every:
            if slot.id in self.typed:
                reading = reading_of(slot, self.typed[slot.id])
                found[slot.id] = reading if isinstance(reading, Certain) else _fault(slot, reading)
        return found

    @cached_property
    def values(self) -> Mapping[tuple[str, ...], SlotValue]:
        """What was read and differs from the plan, by `Slot.at`."""
        found: dict[tuple[str, ...], SlotValue] = {}
        for id_, reading in self.readings.items():
            slot = self.asked.by_id[id_]
            if isinstance(reading, Certain) and fingerprint(reading.value) != fingerprint(self.before(slot)):
                found[slot.at] = reading.value
        return found

    @cached_property
    def plan(self) -> Plan:
        """The judging edition's plan with what was typed."""
        if not self.values:
            return self.basis.plan
        return with_answers(self.basis.plan, self.basis.fiscal_year, self.of_node)

    @property
    def of_node(self) -> dict[str, tuple[PageSlots, Mapping[tuple[str, ...], SlotValue]]]:
        """The answers as `with_answers` takes them."""
        return {self.asked.node.id: (self.asked.page, self.values)}

    @cached_property
    def result(self) -> NodeYear:
        """What is said of the measure in the year."""
        key = (self.asked.node.id, self.basis.fiscal_year)
        return self.plan.index.result.get(key) or NodeYear(*key)

    @cached_property
    def outcome(self) -> MeasureOutcome | None:
        """What the figures mean by the round's scheme; None where it judges by nothing."""
        if self.basis.scheme is None:
            return None
        return evaluate_measure(
            self.plan, self.asked.node.id, self.basis.fiscal_year, self.basis.scheme, self.basis.life_cycle
        )

    @property
    def self_grade(self) -> str | None:
        """The department's own grade on the axis that is computed."""
        return self.outcome.self_grade if self.outcome else None

    @property
    def differs(self) -> bool:
        """Whether the department grades itself otherwise than the figures do."""
        return self.outcome is not None and self.outcome.differs

    @cached_property
    def faults(self) -> tuple[Fault, ...]:
        """Every cell that cannot be taken as it is: what cannot be read, then what contradicts the rest of the sheet."""
        unread = tuple(each for each in self.readings.values() if isinstance(each, Fault))
        return unread or tuple(self._page_faults())

    def _page_faults(self) -> Iterator[Fault]:
        cells = {slot.at: self._cell(slot) for slot in self.asked.every}
        for fault in page_faults(
            self.plan, self.asked.node.id, self.basis.fiscal_year, self.asked.page, cells, self.basis.judging
        ):
            slot = self.asked.by_id[fault.address]
            if slot.at[0] != "answer":  # a question that is not answered lacks, and nothing is to be mended
                yield Fault(slot, replace(fault.problem, place=fault.address))

    def _cell(self, slot: Slot) -> Cell:
        return Cell(self.text(slot) or None, address=slot.id, place=slot.id)

    @cached_property
    def lacks(self) -> tuple[Lack, ...]:
        """What has to be answered yet, in the order of the sheet."""
        wanted = dict(self._lacking())
        return tuple(Lack(slot, wanted[slot.at]) for slot in self.asked.every if slot.at in wanted)

    def _lacking(self) -> Iterator[tuple[tuple[str, ...], Message]]:
        yield from self._lacking_figures()
        for slot in self.asked.every:
            if slot.at[0] == "money" and slot.at[-1] == "spent" and not self.text(slot):
                yield slot.at, message("rounds.lacks.money", name=slot.label)
        yield from self._lacking_answers()
        if not self.asked.money_only:
            yield from self._lacking_words()

    def _lacking_answers(self) -> Iterator[tuple[tuple[str, ...], Message]]:
        for question, slots in self.asked.page.questions:
            if question.required and slots and not any(self.text(slot) for slot in slots):
                name = message("answer_sheets.question", text=question.text)
                yield slots[0].at, message("rounds.lacks.question", name=name)

    def _lacking_figures(self) -> Iterator[tuple[tuple[str, ...], Message]]:
        if self.asked.money_only or not figures_asked(self.outcome):
            return
        for entry in self.asked.page.indicators:
            value = next((slot for slot in entry.slots if slot.at[-1] == "value"), None)
            if value is not None and not self.text(value):
                yield value.at, message("rounds.lacks.actual", name=entry.indicator.name)

    def _lacking_words(self) -> Iterator[tuple[tuple[str, ...], Message]]:
        axis = self.outcome.computed.axis if self.outcome else ""
        called = {slot.at: slot.label for slot in self.asked.every}
        for name in words_lacking(self.result, self.outcome, self.basis.scheme):
            at = ("rating", axis, "grade") if name == "self_grade" else ("result", name)
            if at in called:
                yield at, called[at]

    @property
    def unmet(self) -> bool:
        """Whether the measure did not reach its targets, as every list of what is unmet counts it."""
        return self.outcome is not None and measure_unmet(self.outcome, self.basis.scheme)

    @property
    def is_ready(self) -> bool:
        """Whether it may be submitted."""
        return not self.faults and not self.lacks


def _fault(slot: Slot, reading: object) -> Fault:
    candidates = tuple(text_of(slot, each) for each in reading.candidates) if isinstance(reading, AskedAbout) else ()
    return Fault(slot, reading.problem, candidates)  # type: ignore[attr-defined]


def filled_with(basis: Basis, node: str, typed: Mapping[str, str]) -> Filled:
    """The sheet of a measure with these texts: the same one for whoever asks for it next, so that it is judged once."""
    return _filled_lately(basis, node, tuple(sorted(typed.items())))


@lru_cache(maxsize=16)
def _filled_lately(basis: Basis, node: str, typed: tuple[tuple[str, str], ...]) -> Filled:
    return Filled(basis, basis.asked(node), dict(typed))
