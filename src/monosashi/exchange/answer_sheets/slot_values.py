"""What a plan holds in a slot, and the plan with other answers in its slots."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from enum import Enum

from monosashi.core.indicators import Actual, Fraction, Indicator
from monosashi.core.plan import Plan, of_year
from monosashi.core.results import Answer, NodeYear, Question, QuestionKind, Rater, Rating
from monosashi.core.tree import Node
from monosashi.core.values import Described, Span, Value, ValueStatus
from monosashi.evaluation.outcomes import own_rating
from monosashi.exchange.answer_sheets.money_slots import held_money, with_money
from monosashi.exchange.answer_sheets.slots import PageSlots, Slot, SlotValue, Ungraded

Answers = Mapping[tuple[str, ...], SlotValue]
"""What stands in the slots of one measure, by `Slot.at`. A slot that is not here keeps what the plan has."""

_LONGEST_PLAIN = 120


def held(plan: Plan, node: str, fiscal_year: int, slot: Slot) -> SlotValue:
    """What the plan has there; None: nothing."""
    return _Held(plan, node, fiscal_year).at(slot.at)


class _Held:
    """Reads the slots of one measure and year."""

    def __init__(self, plan: Plan, node: str, fiscal_year: int) -> None:
        self._plan, self._node, self._year = plan, node, fiscal_year
        self._result = plan.index.result.get((node, fiscal_year)) or NodeYear(node, fiscal_year)

    def at(self, at: tuple[str, ...]) -> SlotValue:
        match at:
            case ("result", name):
                return getattr(self._result, name) or None
            case ("actual" | "fraction", indicator, part):
                return self._actual(indicator, part) if at[0] == "actual" else self._fraction(indicator, part)
            case ("milestone", milestone):
                return next(m.done for m in self._plan.index.node[self._node].milestones if m.id == milestone)
            case ("rating", axis, part):
                return self._rating(axis, part)
            case ("money", program, stage):
                return held_money(self._plan, program, self._year, stage)
        return self._answer(at)

    def _actual(self, indicator: str, part: str) -> SlotValue:
        actual = of_year(self._plan.index.indicator[indicator].actuals, self._year)
        return (getattr(actual, part) or None) if actual and part != "value" else actual.value if actual else None

    def _fraction(self, indicator: str, part: str) -> SlotValue:
        fraction = of_year(self._plan.index.indicator[indicator].fractions, self._year)
        return getattr(fraction, part) if fraction else None

    def _rating(self, axis: str, part: str) -> SlotValue:
        rating = own_rating(self._result.ratings, axis)
        if rating is None:
            return None
        return (rating.grade or Ungraded.UNGRADED) if part == "grade" else rating.reason or None

    def _answer(self, at: tuple[str, ...]) -> SlotValue:
        answer = next((answer for answer in self._result.answers if answer.question == at[1]), None)
        if answer is None:
            return None
        if len(at) > len(("answer", "question")):
            return at[2] in answer.choices or None
        return answer.text or answer.number or next(iter(answer.choices), None)


def with_answers(plan: Plan, fiscal_year: int, pages: Mapping[str, tuple[PageSlots, Answers]]) -> Plan:
    """The plan with these answers, by measure. What no slot asks for stays as it is."""
    amounts = {at: value for _, answers in pages.values() for at, value in answers.items()}
    return _with_pages(with_money(plan, fiscal_year, amounts), fiscal_year, pages)


def _with_pages(plan: Plan, fiscal_year: int, pages: Mapping[str, tuple[PageSlots, Answers]]) -> Plan:
    changed = {(node, fiscal_year): pages[node] for node in pages}
    results = tuple(
        _result(result, plan, *changed.pop((result.node, result.fiscal_year)))
        if (result.node, result.fiscal_year) in changed
        else result
        for result in plan.results
    )
    fresh = (_result(NodeYear(*key), plan, *changed[key]) for key in _in_order(plan, changed))
    return replace(
        plan,
        results=(*results, *(result for result in fresh if result != NodeYear(result.node, fiscal_year))),
        indicators=tuple(
            _indicator(i, fiscal_year, pages[i.node][1]) if i.node in pages else i for i in plan.indicators
        ),
        nodes=tuple(_node(node, pages[node.id][1]) if node.id in pages else node for node in plan.nodes),
    )


def _in_order(plan: Plan, keys: Iterable[tuple[str, int]]) -> list[tuple[str, int]]:
    position = {node.id: at for at, node in enumerate(plan.nodes)}
    return sorted(keys, key=lambda key: position[key[0]])


def _result(result: NodeYear, plan: Plan, slots: PageSlots, answers: Answers) -> NodeYear:
    fields = {at[1]: value for at, value in answers.items() if at[0] == "result"}
    empty = {
        name: "" if value is None and isinstance(getattr(result, name), str) else value
        for name, value in fields.items()
    }
    ratings = result.ratings
    for axis in dict.fromkeys(slot.at[1] for slot in slots.ratings):
        ratings = _rated(ratings, axis, result, answers)
    asked = [question for question, _ in slots.questions]
    answered = _answered(result.answers, asked, answers)
    return replace(result, ratings=ratings, answers=_sorted(answered, plan.questions), **empty)  # type: ignore[arg-type]


def _rated(ratings: tuple[Rating, ...], axis: str, result: NodeYear, answers: Answers) -> tuple[Rating, ...]:
    own = own_rating(result.ratings, axis)
    before: SlotValue = None if own is None else own.grade or Ungraded.UNGRADED
    grade = answers.get(("rating", axis, "grade"), before)
    reason = answers.get(("rating", axis, "reason"), own.reason if own else "") or ""
    if grade is None and not reason:
        return tuple(rating for rating in ratings if rating is not own)
    given = Rating(axis, Rater.SELF, grade if isinstance(grade, str) else None, str(reason))
    return tuple(given if r is own else r for r in ratings) if own else (*ratings, given)


def _answered(before: tuple[Answer, ...], asked: Iterable[Question], answers: Answers) -> list[Answer]:
    found = {answer.question: answer for answer in before}
    for question in asked:
        own = {at: value for at, value in answers.items() if at[:2] == ("answer", question.id)}
        if own:
            found[question.id] = _answer(question, found.get(question.id, Answer(question.id)), own)
    return [answer for answer in found.values() if answer != Answer(answer.question)]


def _answer(question: Question, before: Answer, own: Answers) -> Answer:
    if question.kind is QuestionKind.CHOICES:
        chosen = {choice for choice in before.choices if ("answer", question.id, choice) not in own}
        chosen |= {at[2] for at, value in own.items() if value}
        return replace(before, choices=tuple(c.value for c in question.choices if c.value in chosen))
    [value] = own.values()
    match question.kind:
        case QuestionKind.CHOICE:
            return replace(before, choices=() if value is None else (str(value),))
        case QuestionKind.NUMBER:
            return replace(before, number=value if isinstance(value, Decimal) else None)
    return replace(before, text="" if value is None else str(value))


def _sorted(answers: list[Answer], questions: tuple[Question, ...]) -> tuple[Answer, ...]:
    position = {question.id: at for at, question in enumerate(questions)}
    return tuple(sorted(answers, key=lambda answer: position.get(answer.question, len(position))))


def _indicator(indicator: Indicator, fiscal_year: int, answers: Answers) -> Indicator:
    parts = {at[2]: value for at, value in answers.items() if at[:2] == ("actual", indicator.id)}
    rest = tuple(actual for actual in indicator.actuals if actual.fiscal_year != fiscal_year)
    if parts:
        actual = _actual(of_year(indicator.actuals, fiscal_year), fiscal_year, parts)
        own = () if actual is None else (actual,)
        actuals = tuple(sorted((*rest, *own), key=lambda entry: entry.fiscal_year))
        indicator = replace(indicator, actuals=actuals)
    ends = {at[2]: value for at, value in answers.items() if at[:2] == ("fraction", indicator.id)}
    return _with_fraction(indicator, fiscal_year, ends) if ends else indicator


def _actual(before: Actual | None, fiscal_year: int, parts: Mapping[str, SlotValue]) -> Actual | None:
    value = parts.get("value", before.value if before else None)
    if not isinstance(value, Value):
        return None
    status = parts.get("status", before.status if before else None)
    evidence = parts.get("evidence", before.evidence if before else "")
    note = parts.get("note", before.note if before else "")
    firm = status if isinstance(status, ValueStatus) else ValueStatus.FINAL
    return Actual(fiscal_year, value, firm, str(evidence or ""), str(note or ""))


def _with_fraction(indicator: Indicator, fiscal_year: int, ends: Mapping[str, SlotValue]) -> Indicator:
    before = of_year(indicator.fractions, fiscal_year) or Fraction(fiscal_year)
    after = replace(before, **ends)  # type: ignore[arg-type]
    rest = tuple(fraction for fraction in indicator.fractions if fraction.fiscal_year != fiscal_year)
    own = () if after == Fraction(fiscal_year) else (after,)
    return replace(indicator, fractions=tuple(sorted((*rest, *own), key=lambda entry: entry.fiscal_year)))


def _node(node: Node, answers: Answers) -> Node:
    done = {at[1]: value for at, value in answers.items() if at[0] == "milestone"}
    if not done:
        return node
    milestones = tuple(
        replace(m, done=None if done[m.id] is None else str(done[m.id])) if m.id in done else m for m in node.milestones
    )
    return replace(node, milestones=milestones)


def fingerprint(value: SlotValue) -> str:
    """The value in a short text, the same for two that a sheet cannot tell apart (22.6 and 22.60); "": blank."""
    match value:
        case None:
            return ""
        case Decimal():
            return f"{value.normalize():f}"
        case Span():
            return f"{fingerprint(value.low)}..{fingerprint(value.high)}"
        case Enum():
            return str(value.value)
    return _of_text(value.text if isinstance(value, Described) else str(value))


def _of_text(value: str) -> str:
    text = value.replace("\r\n", "\n").replace("\r", "\n").strip(" \n\t\u3000\u00a0")
    if len(text) <= _LONGEST_PLAIN:
        return text
    return "sha256:" + hashlib.sha256(text.encode()).hexdigest()
