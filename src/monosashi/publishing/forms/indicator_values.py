"""What a form is told of an indicator: the n-th of its measure, or a component of it."""

from collections.abc import Callable, Mapping

from monosashi.core.indicators import Actual, Indicator
from monosashi.core.plan import of_year
from monosashi.core.values import Value
from monosashi.evaluation.outcomes import IndicatorOutcome
from monosashi.exchange.forms.values import FormValue
from monosashi.publishing.forms.measure_values import MeasureValue
from monosashi.publishing.forms.printing import TONGUE, coded, count, figure, lines, sentence
from monosashi.publishing.forms.told import OfMeasure

IndicatorValue = Callable[[OfMeasure, Indicator, int], FormValue]


def of_indicator(number: int, part: int | None, tell: IndicatorValue) -> MeasureValue:
    """The value of the indicator with this number among those of the measure, of a component where `part` is given; "" for none."""

    def value(measure: OfMeasure, year: int) -> FormValue:
        found = _at(measure.indicators, number)
        if found is not None and part is not None:
            found = _at(measure.plan.index.components_of.get(found.id, ()), part)
        return "" if found is None else tell(measure, found, year)

    return value


def _at(indicators: tuple[Indicator, ...], number: int) -> Indicator | None:
    return indicators[number - 1] if 0 < number <= len(indicators) else None


def _static(tell: Callable[[Indicator], FormValue]) -> IndicatorValue:
    return lambda _measure, indicator, _year: tell(indicator)


def _actual(tell: Callable[[Actual], FormValue]) -> IndicatorValue:
    def value(_measure: OfMeasure, indicator: Indicator, year: int) -> FormValue:
        actual = of_year(indicator.actuals, year)
        return "" if actual is None else tell(actual)

    return value


def _judged(tell: Callable[[IndicatorOutcome], Value | None]) -> IndicatorValue:
    def value(measure: OfMeasure, indicator: Indicator, year: int) -> FormValue:
        outcome = measure.indicator_outcome(indicator, year)
        return "" if outcome is None else figure(tell(outcome))

    return value


def _target_of(indicator: Indicator, year: int) -> Value | None:
    """The promise for the year: that of the year, an interim one, or the final one where the year is its own."""
    stated = of_year(indicator.targets, year) or of_year(indicator.interim_targets, year)
    if stated is not None:
        return stated.value
    return indicator.final_target if indicator.final_year == year else None


def _target(_measure: OfMeasure, indicator: Indicator, year: int) -> FormValue:
    return figure(_target_of(indicator, year))


def _baseline_time(indicator: Indicator) -> str:
    baseline = indicator.baseline
    if baseline is None:
        return ""
    return baseline.as_of or ("" if baseline.fiscal_year is None else TONGUE.year(baseline.fiscal_year))


def _grade(measure: OfMeasure, indicator: Indicator, year: int) -> FormValue:
    outcome = measure.indicator_outcome(indicator, year)
    verdict = outcome.verdict if outcome else None
    return (verdict.grade or coded(verdict.standing)) if verdict else ""


def _grade_reason(measure: OfMeasure, indicator: Indicator, year: int) -> FormValue:
    outcome = measure.indicator_outcome(indicator, year)
    verdict = outcome.verdict if outcome else None
    return sentence(verdict.explanation, measure.whole.sentences(year)) if verdict else ""


def _fraction(field: str) -> IndicatorValue:
    def value(_measure: OfMeasure, indicator: Indicator, year: int) -> FormValue:
        fraction = of_year(indicator.fractions, year)
        return figure(getattr(fraction, field)) if fraction else ""

    return value


def _line(indicator: Indicator, year: int) -> str:
    """One indicator with what was reached and promised, as far as somebody said."""
    actual, target = of_year(indicator.actuals, year), _target_of(indicator, year)
    parts = []
    if actual is not None:
        parts.append(TONGUE.say("form_fields.actual_is", value=TONGUE.value(actual.value, indicator.unit)))
    if target is not None:
        parts.append(TONGUE.say("form_fields.target_is", value=TONGUE.value(target, indicator.unit)))
    if target is None and indicator.final_target is not None:
        final = TONGUE.value(indicator.final_target, indicator.unit)
        parts.append(TONGUE.say("form_fields.final_target_is", value=final))
    figures = TONGUE.say("form_fields.beside").join(parts)
    return TONGUE.say("form_fields.indicator_line", name=indicator.name, figures=figures) if parts else indicator.name


INDICATORS_VALUES: Mapping[str, MeasureValue] = {
    "indicator_count": lambda measure, _: count(len(measure.indicators)),
    "indicator_list": lambda measure, year: lines(_line(each, year) for each in measure.indicators),
}

INDICATOR_VALUES: Mapping[str, IndicatorValue] = {
    "name": _static(lambda each: each.name),
    "unit": _static(lambda each: each.unit),
    "kind": _static(lambda each: coded(each.kind)),
    "direction": _static(lambda each: coded(each.direction)),
    "accumulation": _static(lambda each: coded(each.accumulation)),
    "computation": _static(lambda each: each.computation),
    "rationale": _static(lambda each: each.rationale),
    "baseline": _static(lambda each: figure(each.baseline.value) if each.baseline else ""),
    "baseline_time": _static(_baseline_time),
    "target": _target,
    "final_target": _static(lambda each: figure(each.final_target)),
    "final_year": _static(lambda each: "" if each.final_year is None else TONGUE.year(each.final_year)),
    "judged_target": _judged(lambda outcome: outcome.target),
    "actual": _actual(lambda actual: figure(actual.value)),
    "status": _actual(lambda actual: coded(actual.status)),
    "rate": _judged(lambda outcome: outcome.achievement_rate),
    "improvement": _judged(lambda outcome: outcome.improvement_rate),
    "gain": _judged(lambda outcome: outcome.gain),
    "grade": _grade,
    "grade_reason": _grade_reason,
    "numerator": _fraction("numerator"),
    "denominator": _fraction("denominator"),
    "evidence": _actual(lambda actual: actual.evidence),
    "note": _actual(lambda actual: actual.note),
}
