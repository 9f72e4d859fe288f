"""An evaluation as plain data: what `--format json` prints and what an edition envelops.

docs/reference/output-contract.md describes it.
Figures are decimal strings as printed, rates are percent, absences their names, ranges and described figures as in a plan
file. `say` makes of a message what shall stand for it: one sentence, or one in every language.
"""

from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any

from monosashi.core.messages import Message
from monosashi.core.results import Exclusion, Rating
from monosashi.core.values import Value
from monosashi.evaluation.outcomes import (
    Evaluation,
    GradeCount,
    GroupOutcome,
    IndicatorOutcome,
    MeasureOutcome,
    MoneyOutcome,
    NodeOutcome,
    Verdict,
)
from monosashi.evaluation.rounding import percent
from monosashi.exchange.numbers import plain_decimal, plain_value

Say = Callable[[Message], object]
Data = dict[str, Any]

_NO_GRADE = ""
"""The key under which measures without a grade are counted."""


def evaluation_document(evaluation: Evaluation, say: Say) -> Data:
    """The whole evaluation of one fiscal year."""
    return {
        "fiscal_year": evaluation.fiscal_year,
        "scheme": evaluation.scheme,
        "measures": [measure_document(measure, say) for measure in evaluation.measures],
        "nodes": [_node(node, say) for node in evaluation.nodes],
        "summary": summary_document(evaluation, say),
    }


def measure_document(measure: MeasureOutcome, say: Say) -> Data:
    """One measure: what was stated, what is computed, and why."""
    computed = measure.computed
    return {
        "id": measure.node,
        "number": measure.number,
        "name": measure.name,
        "stage": measure.stage,
        "managed_by": measure.managed_by and measure.managed_by.value,
        "excluded": _exclusion(measure.excluded),
        "ratings": [_rating(rating) for rating in measure.ratings],
        "computed_grade": computed.grade,
        "computed_points": _decimal(computed.points),
        "standing": computed.standing.value,
        "branch": computed.branch,
        "explanation": say(computed.explanation),
        "missing": list(computed.missing),
        "steps": [_verdict(verdict, say) for verdict in measure.verdicts],
        "indicators": [_indicator(indicator, say) for indicator in measure.indicators],
    }


def summary_document(evaluation: Evaluation, say: Say) -> Data:
    """The totals of the year."""
    return {
        "groups": [_group(group) for group in evaluation.groups],
        "total": None if evaluation.total is None else _group(evaluation.total),
        "grades": _grades(evaluation.grades),
        "shares": _shares(evaluation.grades),
        "money": _money(evaluation.money),
        "stages": [{"stage": s.stage, "name": s.name, "count": s.count} for s in evaluation.stages],
        "moves": [
            {"node_id": move.node, "stage": move.stage, "to": move.to, "reason": say(move.reason)}
            for move in evaluation.moves
        ],
    }


def printed_rate(rate: Decimal | None) -> str | None:
    """An exact percentage with one decimal, halves up, as budgets print it."""
    return _decimal(percent(rate))


def _verdict(verdict: Verdict, say: Say) -> Data:
    return {
        "step": verdict.step,
        "axis": verdict.axis,
        "standing": verdict.standing.value,
        "grade": verdict.grade,
        "points": _decimal(verdict.points),
        "branch": verdict.branch,
        "explanation": say(verdict.explanation),
        "missing": list(verdict.missing),
    }


def _indicator(indicator: IndicatorOutcome, say: Say) -> Data:
    return {
        "id": indicator.indicator,
        "name": indicator.name,
        "unit": indicator.unit,
        "baseline": _value(indicator.baseline),
        "target": _value(indicator.target),
        "actual": _value(indicator.actual),
        "gain": _decimal(indicator.gain),
        "achievement_rate": _decimal(indicator.achievement_rate),
        "improvement_rate": _decimal(indicator.improvement_rate),
        "verdict": None if indicator.verdict is None else _verdict(indicator.verdict, say),
        "direction": indicator.direction.value,
        "direction_declared": indicator.direction_declared,
        "components": [_indicator(component, say) for component in indicator.components],
    }


def _group(group: GroupOutcome) -> Data:
    return {
        "node_id": group.node,
        "name": group.name,
        "counted": group.counted,
        "reached": group.reached,
        "rate_printed": group.rate_printed,
        "excluded": _exclusion(group.excluded),
    }


def _grades(counts: Iterable[GradeCount]) -> Data:
    grades: Data = {}
    for entry in counts:
        by_grade = grades.setdefault(entry.axis, {}).setdefault(entry.rater, {})
        by_grade[_NO_GRADE if entry.grade is None else entry.grade] = entry.count
    return grades


def _shares(counts: Iterable[GradeCount]) -> Data:
    shares: Data = {}
    for entry in counts:
        if entry.share_printed is not None:
            key = _NO_GRADE if entry.grade is None else entry.grade
            shares.setdefault(entry.axis, {}).setdefault(entry.rater, {})[key] = entry.share_printed
    return shares


def _node(node: NodeOutcome, say: Say) -> Data:
    return {
        "id": node.node,
        "number": node.number,
        "name": node.name,
        "level": node.level,
        "steps": [_verdict(verdict, say) for verdict in node.verdicts],
    }


def _money(money: MoneyOutcome) -> Data:
    return {
        "initial": _decimal(money.initial),
        "initial_naive": _decimal(money.initial_naive),
        "current": _decimal(money.current),
        "spent": _decimal(money.spent),
        "labour": _decimal(money.labour),
        "execution_of_initial": printed_rate(money.execution_of_initial),
        "execution_of_current": printed_rate(money.execution_of_current),
    }


def _rating(rating: Rating) -> Data:
    return {
        "axis": rating.axis,
        "rater": rating.rater.value,
        "grade": rating.grade,
        "reason": rating.reason,
        "indicator": rating.indicator,
    }


def _exclusion(exclusion: Exclusion | None) -> Data | None:
    return None if exclusion is None else {"reason": exclusion.reason.value, "note": exclusion.note}


def _value(value: Value | None) -> object:
    return None if value is None else plain_value(value)


def _decimal(number: Decimal | None) -> str | None:
    return None if number is None else plain_decimal(number)
