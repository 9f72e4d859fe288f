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
from monosashi.evaluation.outcomes import Evaluation, IndicatorOutcome, MeasureOutcome, differs_from
from monosashi.evaluation.reference_points import year_of_target
from monosashi.evaluation.rounding import percent
from monosashi.evaluation.scheme import Scheme
from monosashi.evaluation.shortfall import indicator_unmet, missed_grade, parts_unmet
from monosashi.evaluation.spending import WHOLE, off_budget, spending_of_node


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
    yield from _of_own_grade(measure, said, scheme)
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
    for part in parts_unmet(indicator, scheme):
        told |= {"name": named(part, indicator), "unit": part.unit}
        due = year_of_target(plan, plan.index.indicator[part.indicator], part.target, said.fiscal_year)
        asked = message("closing.asked.missed", **told, target=part.target, due=due, now=part.actual)
        yield _missed(part.indicator, measure, asked, said)


def named(part: IndicatorOutcome, whole: IndicatorOutcome) -> Message | str:
    """What an indicator or one of its components is called where it stands alone."""
    return whole.name if part is whole else message("closing.part", whole=whole.name, part=part.name)


def _of_own_grade(measure: MeasureOutcome, said: NodeYear, scheme: Scheme) -> Iterator[LikelyQuestion]:
    """A measure that its grade alone calls unmet: no indicator is asked about."""
    grade = missed_grade(measure, scheme)
    if grade is not None and not any(indicator_unmet(each, scheme) for each in measure.indicators):
        asked = message("closing.asked.missed_by_grade", grade=grade)
        yield _missed(measure.node, measure, asked, said)


def _missed(of: str, measure: MeasureOutcome, asked: Message, said: NodeYear) -> LikelyQuestion:
    return LikelyQuestion(f"{of}/missed", measure.node, Ground.MISSED, asked, said.response or said.unmet_reason)


def _is_worse(gain: Decimal, direction: Direction) -> bool:
    return gain > 0 if direction is Direction.DECREASE else gain < 0


def _of_grades(measure: MeasureOutcome, said: NodeYear) -> Iterator[LikelyQuestion]:
    computed = measure.computed
    for rating in said.ratings:
        if differs_from(rating, computed):
            rater = rating.rater if isinstance(rating.rater, Rater) else Rater.SELF
            asked = message("closing.asked.differs", rater=rater, own=rating.grade, computed=computed.grade)
            key = f"{measure.node}/differs/{rating.axis}/{rater.value}"
            yield LikelyQuestion(key, measure.node, Ground.DIFFERS, asked, rating.reason)


def _of_money(plan: Plan, measure: MeasureOutcome, year: int) -> Iterator[LikelyQuestion]:
    money = spending_of_node(plan, measure.node, year)
    rate = money.execution_of_current
    off = off_budget(rate, WHOLE)
    if off is None:
        return
    ground = Ground(off.value)
    told: dict[str, Param] = {"current": money.current, "spent": money.spent, "unit": plan.money_unit}
    told["rate"] = percent(rate)
    asked = message(f"closing.asked.{ground.value}", **told)
    yield LikelyQuestion(f"{measure.node}/{ground.value}", measure.node, ground, asked)
