"""A sheet as its page shows it: sections of cells, each with last year's answer beside this year's."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property, lru_cache

from monosashi.core.messages import Message, message
from monosashi.core.plan import of_year
from monosashi.core.values import Absence, Described, Span
from monosashi.exchange.answer_sheets.slots import IndicatorSlots, Slot, SlotKind, SlotValue
from monosashi.office.answering.cells_sent import CELL, WAS
from monosashi.office.plans.queries import Held
from monosashi.office.plans.year.in_year import InYear
from monosashi.office.rounds.actions_answering import Clash
from monosashi.office.rounds.answer_texts import text_of
from monosashi.office.rounds.basis import Asked, Basis
from monosashi.office.rounds.filled import Fault, Filled
from monosashi.office.ui import cells
from monosashi.office.ui.cells import Cell
from monosashi.office.ui.dates import period_text
from monosashi.office.ui.language import spoken
from monosashi.wording import word

FIGURES, RESULT, MONEY, OUTLOOK = "figures", "result", "money", "outlook"
EVIDENCE, FINDINGS, CONFIRMATION = "evidence", "findings", "confirmation"

_OUTLOOK = ("execution", "unmet_reason", "response", "next_step", "disposition")
_RADIOS = 6
"""Up to how many choices are shown at once."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice of a cell. `value` "" is nothing chosen yet."""

    value: str
    shown: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Written:
    """Who wrote a cell last, and when."""

    by: str
    at: datetime
    mine: bool


@dataclass(frozen=True, slots=True)
class AnswerCell:
    """One cell. `text` is what stands in it, `was` what the page was made with; `needed`: it has to be answered before submitting.

    `look` is how it is drawn: line, lines, figure, select, radios, mark. `read` is the answer where nobody may type.
    """

    slot: Slot
    label: str
    look: str
    text: str
    was: str
    read: Cell
    last_year: Cell
    needed: bool
    choices: tuple[Choice, ...] = ()
    fault: Fault | None = None
    clash: Clash | None = None
    written: Written | None = None

    @property
    def id(self) -> str:
        """The anchor of the cell."""
        return f"c-{self.slot.id}"

    @property
    def name(self) -> str:
        """The name under which its text is sent."""
        return f"{CELL}{self.slot.id}"

    @property
    def was_name(self) -> str:
        """The name under which what stood there is sent."""
        return f"{WAS}{self.slot.id}"

    @property
    def missing(self) -> bool:
        """Whether an answer is still owed."""
        return self.needed and not self.text


@dataclass(frozen=True, slots=True)
class ShownIndicator:
    """An indicator with its cells and the figures that it is held against. `before` is last year's."""

    name: str
    unit: str
    cells: tuple[AnswerCell, ...]
    baseline: Cell
    baseline_year: int | None
    target: Cell
    final: Cell
    final_year: int | None
    before: Cell


@dataclass(frozen=True, slots=True)
class Beside:
    """What the page knows besides the answers, by slot: what somebody else changed, who wrote it, what an earlier page stood on."""

    clashes: Mapping[str, Clash] = field(default_factory=dict)
    written: Mapping[str, Written] = field(default_factory=dict)
    was: Mapping[str, str] = field(default_factory=dict)


NOTHING = Beside()


@dataclass(frozen=True, eq=False)
class ShownSheet:
    """One sheet as it is shown."""

    filled: Filled
    stored: Filled
    revision: int
    beside: Beside = NOTHING

    @cached_property
    def year(self) -> InYear:
        """The plan with what was typed, in the round's year, without an evaluation of the whole plan."""
        basis = self.filled.basis
        held = Held(self.filled.plan, self.revision, "")
        return InYear(held, basis.fiscal_year, basis.scheme, basis.life_cycle, None)

    @cached_property
    def cells(self) -> dict[str, AnswerCell]:
        """All cells by slot."""
        return {slot.id: self._cell(slot) for slot in self.filled.asked.every}

    @cached_property
    def _needed(self) -> frozenset[str]:
        lacking = frozenset(lack.slot.id for lack in self.filled.lacks)
        return lacking | _owed_when_blank(self.filled.basis, self.filled.asked)

    @cached_property
    def _faults(self) -> dict[str, Fault]:
        return {fault.slot.id: fault for fault in self.filled.faults}

    @property
    def indicators(self) -> tuple[ShownIndicator, ...]:
        """The indicators, unless money alone is asked."""
        return () if self._money_only else tuple(self._indicator(each) for each in self.filled.asked.page.indicators)

    @property
    def milestones(self) -> tuple[AnswerCell, ...]:
        """When milestones were reached."""
        return self._of(self.filled.asked.page.milestones)

    @property
    def ratings(self) -> tuple[AnswerCell, ...]:
        """The department's own grades, each with its reason."""
        return self._of(self.filled.asked.page.ratings)

    @property
    def result(self) -> tuple[AnswerCell, ...]:
        """What was done."""
        return self._of(slot for slot in self.filled.asked.page.result if slot.at[1] not in _OUTLOOK)

    @property
    def outlook(self) -> tuple[AnswerCell, ...]:
        """How it goes on."""
        own = {slot.at[1]: slot for slot in self.filled.asked.page.result}
        return self._of(own[name] for name in _OUTLOOK if name in own)

    @property
    def questions(self) -> tuple[tuple[str, tuple[AnswerCell, ...], bool], ...]:
        """The city's own questions: text, cells, and whether several may be ticked."""
        return tuple(
            (question.text, self._of(slots), slots[0].kind is SlotKind.MARK)
            for question, slots in self.filled.asked.page.questions
            if slots and not self._money_only
        )

    @property
    def _money_only(self) -> bool:
        return self.filled.asked.money_only

    def _of(self, slots: Iterable[Slot]) -> tuple[AnswerCell, ...]:
        return () if self._money_only else tuple(self.cells[slot.id] for slot in slots)

    def remaining(self) -> Mapping[str, int]:
        """How many cells of each section have to be answered or mended."""
        count: dict[str, int] = {}
        left = (*(lack.slot for lack in self.filled.lacks), *(fault.slot for fault in self.filled.faults))
        for slot in dict.fromkeys(left):
            count[section_of(slot)] = count.get(section_of(slot), 0) + 1
        return count

    @property
    def sections(self) -> tuple[str, ...]:
        """The sections of this sheet, in order."""
        asked = (MONEY,) if self._money_only else (FIGURES, RESULT, MONEY, OUTLOOK)
        return (*asked, EVIDENCE, FINDINGS, CONFIRMATION)

    def _cell(self, slot: Slot) -> AnswerCell:
        text, clash = self.filled.text(slot), self.beside.clashes.get(slot.id)
        return AnswerCell(
            slot=slot,
            label=spoken(slot.label),
            look=look_of(slot),
            text=text,
            was=clash.theirs if clash else self.beside.was.get(slot.id, self.stored.text(slot)),
            read=self._read(slot, text),
            last_year=answer_cell(slot, self.filled.last_year(slot), message("answering.no_last_year")),
            needed=slot.id in self._needed,
            choices=tuple(choices_of(slot, text)),
            fault=self._faults.get(slot.id),
            clash=clash,
            written=self.beside.written.get(slot.id),
        )

    def _read(self, slot: Slot, text: str) -> Cell:
        return Cell(read_of(slot, text), slot.unit) if text else cells.absence(message("answering.blank"))

    def _indicator(self, entry: IndicatorSlots) -> ShownIndicator:
        own, year = entry.indicator, self.filled.basis.fiscal_year
        before = of_year(own.actuals, year - 1)
        due = of_year(own.targets, year)
        return ShownIndicator(
            name=own.name,
            unit=own.unit,
            cells=tuple(self.cells[slot.id] for slot in entry.slots),
            baseline=cells.figure(own.baseline.value if own.baseline else None, own.unit, blank=_none("baseline")),
            baseline_year=own.baseline.fiscal_year if own.baseline else None,
            target=cells.figure(due.value if due else None, own.unit, blank=_none("target")),
            final=cells.figure(own.final_target, own.unit, blank=_none("target")),
            final_year=self.filled.basis.plan.last_year if own.final_target is not None else None,
            before=cells.figure(before.value if before else None, own.unit, blank=_none("last_year")),
        )


@lru_cache(maxsize=1024)
def _owed_when_blank(basis: Basis, asked: Asked) -> frozenset[str]:
    """What a sheet owes that nobody has touched."""
    blank = Filled(basis, asked, {slot.id: "" for slot in asked.every})
    return frozenset(lack.slot.id for lack in blank.lacks)


def _none(what: str) -> Message:
    return message(f"answering.no_{what}")


def section_of(slot: Slot) -> str:
    """In which section a cell stands."""
    match slot.at:
        case ("money", *_):
            return MONEY
        case ("result", name) if name in _OUTLOOK:
            return OUTLOOK
        case ("result", _) | ("answer", *_):
            return RESULT
    return FIGURES


def look_of(slot: Slot) -> str:
    """How a cell is drawn."""
    match slot.kind:
        case SlotKind.CHOICE:
            few = len(slot.options) <= _RADIOS and slot.at[0] != "actual"
            return "radios" if few else "select"
        case SlotKind.MARK:
            return "mark"
        case SlotKind.FIGURE | SlotKind.NUMBER | SlotKind.AMOUNT:
            return "figure"
    return "lines" if slot.tall else "line"


def choices_of(slot: Slot, text: str) -> Iterator[Choice]:
    """The choices of a cell, the first one for nothing chosen."""
    if slot.kind is not SlotKind.CHOICE:
        return
    yield Choice("", spoken(message("answering.choose")), not text)
    for option in slot.options:
        value = text_of(slot, option.value)
        shown = spoken(option.shown) if isinstance(option.shown, Message) else option.shown
        yield Choice(value, shown, value == text)


def read_of(slot: Slot, text: str) -> str:
    """What stands in a cell as it is read: of a choice its word."""
    return next((each.shown for each in choices_of(slot, text) if each.chosen and each.value), text)


def answer_cell(slot: Slot, value: SlotValue, otherwise: Message) -> Cell:
    """An answer to be read; a word where there is none."""
    match value:
        case None:
            return cells.absence(otherwise)
        case bool():
            return Cell(spoken(message("answering.marked")))
        case Absence() | Described() | Span():
            return cells.figure(value, slot.unit)
        case str():
            return Cell(_option(slot, value) or (period_text(value) if slot.kind is SlotKind.WHEN else value))
    if slot.options:
        return Cell(_option(slot, value) or spoken(word(value)))  # type: ignore[arg-type]
    return cells.figure(value, slot.unit)  # type: ignore[arg-type]


def _option(slot: Slot, value: SlotValue) -> str:
    found = next((each.shown for each in slot.options if each.value == value), "")
    return spoken(found) if isinstance(found, Message) else found
