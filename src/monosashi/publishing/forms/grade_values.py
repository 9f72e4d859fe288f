"""Grades and their reasons, and answers to the city's own questions."""

from collections.abc import Callable, Mapping

from monosashi.core.results import Answer, Question, Rater, Rating
from monosashi.evaluation.outcomes import Verdict
from monosashi.exchange.forms.values import FormValue
from monosashi.publishing.forms.measure_values import MeasureValue
from monosashi.publishing.forms.printing import TONGUE, coded, figure, lines, listed, sentence
from monosashi.publishing.forms.told import OfMeasure

RATERS = (Rater.SELF, Rater.SECOND, Rater.EXTERNAL, Rater.COMPUTED)
"""Whoever grades; their keys in the table are these."""


def grade_values(axis: str = "") -> Mapping[str, MeasureValue]:
    """The grades on one axis; "": on the one that the scheme has its last word on."""
    of_people = {
        key: value
        for rater in (Rater.SELF, Rater.SECOND, Rater.EXTERNAL)
        for key, value in (
            (rater.value, _rated(rater, axis, _grade)),
            (f"{rater.value}_reason", _rated(rater, axis, lambda rating: rating.reason)),
        )
    }
    return {
        **of_people,
        "computed": _computed(axis, lambda verdict: verdict.grade or coded(verdict.standing)),
        "explanation": _explanation(axis),
        "points": _computed(axis, lambda verdict: figure(verdict.points)),
    }


def answer_to(question: Question) -> MeasureValue:
    """What was answered to a question of the city by the measure, or by what it is under: words, a number, chosen texts."""

    def value(measure: OfMeasure, year: int) -> FormValue:
        answer = _answer(question, measure, year)
        if answer is None:
            return ""
        if answer.number is not None and not answer.text:
            return figure(answer.number)
        chosen = listed(choice.text for choice in question.choices if choice.value in answer.choices)
        number = "" if answer.number is None else TONGUE.value(answer.number)
        return lines((chosen, number, answer.text))

    return value


def marks_of(question: Question) -> MeasureValue:
    """The marks of the chosen answers alone: ②、⑥."""

    def value(measure: OfMeasure, year: int) -> FormValue:
        answer = _answer(question, measure, year)
        chosen = answer.choices if answer else ()
        return listed(choice.value for choice in question.choices if choice.value in chosen)

    return value


def _answer(question: Question, measure: OfMeasure, year: int) -> Answer | None:
    node = measure.above.get(question.level)
    said = measure.plan.index.result.get((node.id, year)) if node else None
    return next((each for each in said.answers if each.question == question.id), None) if said else None


def _grade(rating: Rating) -> str:
    return rating.grade or TONGUE.say("site.without_grade")


def _rated(rater: Rater, axis: str, tell: Callable[[Rating], str]) -> MeasureValue:
    def value(measure: OfMeasure, year: int) -> FormValue:
        outcome = measure.outcome(year)
        wanted = axis or (outcome.computed.axis if outcome else "")
        ratings = (each for each in measure.said(year).ratings if each.rater is rater and each.indicator is None)
        found = next((each for each in ratings if not wanted or each.axis == wanted), None)
        return tell(found) if found else ""

    return value


def _computed(axis: str, tell: Callable[[Verdict], FormValue]) -> MeasureValue:
    def value(measure: OfMeasure, year: int) -> FormValue:
        verdict = _verdict(measure, year, axis)
        return tell(verdict) if verdict else ""

    return value


def _explanation(axis: str) -> MeasureValue:
    def value(measure: OfMeasure, year: int) -> FormValue:
        verdict = _verdict(measure, year, axis)
        return sentence(verdict.explanation, measure.whole.sentences(year)) if verdict else ""

    return value


def _verdict(measure: OfMeasure, year: int, axis: str) -> Verdict | None:
    """The last word on the axis, None where nothing judges the measure there."""
    outcome = measure.outcome(year)
    if outcome is None or not axis or outcome.computed.axis == axis:
        return outcome.computed if outcome else None
    return next((verdict for verdict in reversed(outcome.verdicts) if verdict.axis == axis), None)
