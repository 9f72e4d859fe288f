"""The answers that a page asks for: one slot is one cell that a department fills.

A slot is named by what it is, never by where it stands, so that a returned sheet is read wherever its rows have moved.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum, StrEnum

from monosashi.core.indicators import Composition, Indicator
from monosashi.core.messages import Message, message
from monosashi.core.paths import escaped
from monosashi.core.plan import Plan
from monosashi.core.results import Disposition, Execution, Question, QuestionKind
from monosashi.core.tree import Node
from monosashi.core.values import Described, Span, Value, ValueStatus
from monosashi.evaluation.scheme import Scheme
from monosashi.wording import word


class SlotKind(Enum):
    """What may be typed into a slot."""

    TEXT = "text"
    FIGURE = "figure"  # a number, a range or an absence, in the slot's unit
    NUMBER = "number"  # a number and nothing else
    AMOUNT = "amount"  # money in the slot's unit, or an absence; never below zero
    CHOICE = "choice"
    MARK = "mark"  # ○ or nothing
    WHEN = "when"  # a day, month, quarter or fiscal year


class Ungraded(Enum):
    """The rater says that no grade is given. A blank grade says nothing."""

    UNGRADED = "ungraded"


SlotValue = str | bool | Value | StrEnum | Ungraded | None
"""What a slot holds; None: blank."""


@dataclass(frozen=True, slots=True)
class Option:
    """One entry of a drop-down: what is stored, and the word that is shown."""

    value: SlotValue
    shown: Message | str


@dataclass(frozen=True, slots=True)
class Slot:
    """One answer. `at` says of what: ("result", "unmet_reason"), ("actual", "i-069", "value").

    `unit` is the unit of a figure, "" where it has none; `decimals` how many its indicator is printed with.
    `takes_words`: the indicator is described in words, so that words are a figure here. `tall`: several lines are expected.
    """

    at: tuple[str, ...]
    kind: SlotKind
    label: Message
    unit: str = ""
    decimals: int = 0
    takes_words: bool = False
    tall: bool = False
    required: bool = False
    options: tuple[Option, ...] = ()

    @property
    def id(self) -> str:
        """The name that stands beside the answer in the workbook."""
        return "/".join(escaped(part) for part in self.at)


@dataclass(frozen=True, slots=True)
class IndicatorSlots:
    """The slots of one indicator. Empty for a whole that has no figure of its own: it is all of its components."""

    indicator: Indicator
    slots: tuple[Slot, ...]


@dataclass(frozen=True, slots=True)
class PageSlots:
    """What one page asks, in the order in which it stands there."""

    indicators: tuple[IndicatorSlots, ...]
    milestones: tuple[Slot, ...]
    result: tuple[Slot, ...]
    questions: tuple[tuple[Question, tuple[Slot, ...]], ...]
    ratings: tuple[Slot, ...]

    @property
    def every(self) -> tuple[Slot, ...]:
        """All of them, in order."""
        of_indicators = tuple(slot for entry in self.indicators for slot in entry.slots)
        of_questions = tuple(slot for _, slots in self.questions for slot in slots)
        return (*of_indicators, *self.milestones, *self.result, *of_questions, *self.ratings)


def slots_of(plan: Plan, node: Node, scheme: Scheme | None) -> PageSlots:
    """The slots of one measure. Without a scheme nobody is asked for a grade."""
    return PageSlots(
        indicators=tuple(IndicatorSlots(i, tuple(_of_indicator(i))) for i in indicators_on_page(plan, node)),
        milestones=tuple(
            Slot(("milestone", m.id), SlotKind.WHEN, message("answer_sheets.milestone", name=m.name))
            for m in node.milestones
        ),
        result=_result_slots(),
        questions=tuple((q, _of_question(q)) for q in plan.questions if q.level == node.level),
        ratings=() if scheme is None else tuple(slot for axis in axes_of(scheme) for slot in _of_axis(scheme, axis)),
    )


def indicators_on_page(plan: Plan, node: Node) -> Iterator[Indicator]:
    """The measure's indicators, each followed by its components."""
    for indicator in plan.index.indicators_of.get(node.id, ()):
        yield indicator
        yield from plan.index.components_of.get(indicator.id, ())


def axes_of(scheme: Scheme) -> tuple[str, ...]:
    """The axes that the scheme has grades on, in the order of its legend."""
    return tuple(dict.fromkeys(entry.axis for entry in scheme.legend))


def _result_slots() -> tuple[Slot, ...]:
    executions = tuple(Option(value, word(value)) for value in Execution)
    dispositions = tuple(Option(value, word(value)) for value in Disposition)
    return (
        Slot(("result", "execution"), SlotKind.CHOICE, message("answer_sheets.execution"), options=executions),
        Slot(("result", "result"), SlotKind.TEXT, message("answer_sheets.result"), tall=True),
        Slot(("result", "unmet_reason"), SlotKind.TEXT, message("answer_sheets.unmet_reason"), tall=True),
        Slot(("result", "response"), SlotKind.TEXT, message("answer_sheets.response"), tall=True),
        Slot(("result", "disposition"), SlotKind.CHOICE, message("answer_sheets.disposition"), options=dispositions),
        Slot(("result", "next_step"), SlotKind.TEXT, message("answer_sheets.next_step"), tall=True),
    )


def _of_indicator(indicator: Indicator) -> Iterator[Slot]:
    if indicator.composition in {Composition.ALL, Composition.ANY}:
        return
    yield _figure(("actual", indicator.id, "value"), message("answer_sheets.actual"), indicator)
    statuses = (ValueStatus.FINAL, ValueStatus.PROVISIONAL, ValueStatus.ESTIMATED)
    options = tuple(Option(status, word(status)) for status in statuses)
    yield Slot(
        ("actual", indicator.id, "status"), SlotKind.CHOICE, message("answer_sheets.actual_status"), options=options
    )
    yield Slot(("actual", indicator.id, "evidence"), SlotKind.TEXT, message("answer_sheets.actual_evidence"))
    yield Slot(("actual", indicator.id, "note"), SlotKind.TEXT, message("answer_sheets.actual_note"))
    if indicator.fractions:
        yield Slot(("fraction", indicator.id, "numerator"), SlotKind.NUMBER, message("answer_sheets.numerator"))
        yield Slot(("fraction", indicator.id, "denominator"), SlotKind.NUMBER, message("answer_sheets.denominator"))


def _figure(at: tuple[str, ...], label: Message, indicator: Indicator) -> Slot:
    promised = tuple(promised_values(indicator))
    return Slot(
        at,
        SlotKind.FIGURE,
        label,
        unit=indicator.unit,
        decimals=max((decimals_of(value) for value in promised), default=0),
        takes_words=any(isinstance(value, Described) for value in promised),
    )


def promised_values(indicator: Indicator) -> Iterator[Value]:
    """Baseline and targets of every kind."""
    if indicator.baseline is not None:
        yield indicator.baseline.value
    if indicator.final_target is not None:
        yield indicator.final_target
    for target in (*indicator.targets, *indicator.interim_targets):
        yield target.value


def decimals_of(value: Value) -> int:
    """How many decimals the figure is printed with; 0 where it is no number."""
    if isinstance(value, Span):
        return max(decimals_of(end) for end in (value.low, value.high) if end is not None)
    exponent = value.as_tuple().exponent if isinstance(value, Decimal) and value.is_finite() else 0
    return max(0, -int(exponent))


def _of_question(question: Question) -> tuple[Slot, ...]:
    at, label = ("answer", question.id), message("answer_sheets.question", text=question.text)
    match question.kind:
        case QuestionKind.TEXT:
            return (Slot(at, SlotKind.TEXT, label, tall=True, required=question.required),)
        case QuestionKind.NUMBER:
            return (Slot(at, SlotKind.NUMBER, label, required=question.required),)
        case QuestionKind.CHOICE:
            options = tuple(
                Option(choice.value, choice_words(choice.value, choice.text)) for choice in question.choices
            )
            return (Slot(at, SlotKind.CHOICE, label, required=question.required, options=options),)
    return tuple(
        Slot((*at, choice.value), SlotKind.MARK, message("answer_sheets.question", text=shown))
        for choice in question.choices
        for shown in (choice_words(choice.value, choice.text),)
    )


def choice_words(value: str, text: str) -> str:
    """How a choice is shown: its mark and its words, once where they are the same."""
    return text if value == text or not value else f"{value} {text}"


def _of_axis(scheme: Scheme, axis: str) -> Iterator[Slot]:
    grades = tuple(Option(entry.grade, entry.grade) for entry in scheme.legend if entry.axis == axis)
    ungraded = Option(Ungraded.UNGRADED, message("answer_sheets.ungraded"))
    several = len(axes_of(scheme)) > 1
    named = message("value.of_axis", axis=axis) if several else ""
    grade, reason = message("answer_sheets.grade", axis=named), message("answer_sheets.grade_reason", axis=named)
    yield Slot(("rating", axis, "grade"), SlotKind.CHOICE, grade, options=(*grades, ungraded))
    yield Slot(("rating", axis, "reason"), SlotKind.TEXT, reason, tall=True)
