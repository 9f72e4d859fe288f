"""What the assembly is likely to ask (想定問答): from what fell, what differs, what was missed and what was criticised. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from monosashi.core.indicators import Direction
from monosashi.core.messages import Message, Param, message
from monosashi.core.plan import Plan, of_year
from monosashi.core.results import NodeYear, Rater, opinions_on
from monosashi.core.values import number
from monosashi.evaluation.outcomes import Evaluation, IndicatorOutcome, MeasureOutcome
from monosashi.evaluation.scheme import Scheme
from monosashi.evaluation.shortfall import falls_short
from monosashi.evaluation.spending import spending_of_node

_LOW, _HIGH = Decimal(50), Decimal(100)
"""Execution of the current budget in percent below which, and above which, somebody asks."""


class Ground(StrEnum):
    """Why a question is likely."""

    FELL = "fell"
    MISSED = "missed"
    DIFFERS = "differs"
    CRITICISED = "criticised"
    UNSPENT = "unspent"
    OVERSPENT = "overspent"


@dataclass(frozen=True, slots=True)
class LikelyQuestion:
    """One question about one measure. `key` is the same as long as its ground is. `known` is what the plan says to it, "" nothing."""

    key: str
    node: str
    ground: Ground
    asked: Message
    known: str = ""


def likely_questions(plan: Plan, evaluation: Evaluation, scheme: Scheme) -> tuple[LikelyQuestion, ...]:
    """In the plan's order; of one measure what fell first."""
    return tuple(each for measure in evaluation.measures for each in _of_measure(plan, measure, evaluation, scheme))


def _of_measure(
    plan: Plan, measure: MeasureOutcome, evaluation: Evaluation, scheme: Scheme
) -> Iterator[LikelyQuestion]:
    year = evaluation.fiscal_year
    said = plan.index.result.get((measure.node, year)) or NodeYear(measure.node, year)
    if measure.excluded is not None:
        return
    for indicator in measure.indicators:
        yield from _of_indicator(plan, measure, indicator, said, scheme)
    yield from _of_grades(measure, said)
    opinions = opinions_on(said, plan.municipality.name)
    for at, note in ((at, note) for at, note in enumerate(said.notes) if note in opinions):
        told = message("closing.asked.criticised", author=note.author, text=note.text)
        yield LikelyQuestion(f"{measure.node}/criticised/{at}", measure.node, Ground.CRITICISED, told)
    yield from _of_money(plan, measure, year)


def _of_indicator(
    plan: Plan, measure: MeasureOutcome, indicator: IndicatorOutcome, said: NodeYear, scheme: Scheme
) -> Iterator[LikelyQuestion]:
    told: dict[str, Param] = {"name": indicator.name, "unit": indicator.unit, "year": said.fiscal_year}
    before = of_year(plan.index.indicator[indicator.indicator].actuals, said.fiscal_year - 1)
    last, now = number(before.value) if before else None, number(indicator.actual)
    if last is not None and now is not None and _is_worse(now - last, indicator.direction):
        asked = message("closing.asked.fell", **told, last=last, now=now)
        yield LikelyQuestion(f"{indicator.indicator}/fell", measure.node, Ground.FELL, asked, said.unmet_reason)
    if falls_short(indicator, scheme):
        asked = message("closing.asked.missed", **told, target=indicator.target, now=indicator.actual)
        key = f"{indicator.indicator}/missed"
        yield LikelyQuestion(key, measure.node, Ground.MISSED, asked, said.response or said.unmet_reason)


def _is_worse(gain: Decimal, direction: Direction) -> bool:
    return gain > 0 if direction is Direction.DECREASE else gain < 0


def _of_grades(measure: MeasureOutcome, said: NodeYear) -> Iterator[LikelyQuestion]:
    computed = measure.computed
    for rating in said.ratings:
        if computed.grade and rating.axis == computed.axis and rating.grade not in {None, computed.grade}:
            rater = rating.rater if isinstance(rating.rater, Rater) else Rater.SELF
            asked = message("closing.asked.differs", rater=rater, own=rating.grade, computed=computed.grade)
            key = f"{measure.node}/differs/{rating.axis}/{rater.value}"
            yield LikelyQuestion(key, measure.node, Ground.DIFFERS, asked, rating.reason)


def _of_money(plan: Plan, measure: MeasureOutcome, year: int) -> Iterator[LikelyQuestion]:
    money = spending_of_node(plan, measure.node, year)
    rate = money.execution_of_current
    if rate is None or _LOW <= rate <= _HIGH:
        return
    ground = Ground.UNSPENT if rate < _LOW else Ground.OVERSPENT
    told = {"current": money.current, "spent": money.spent, "unit": plan.money_unit, "rate": round(rate, 1)}
    asked = message(f"closing.asked.{ground.value}", **told)
    yield LikelyQuestion(f"{measure.node}/{ground.value}", measure.node, ground, asked)
