"""Figures: finite, ranges the right way round, money that cannot be negative, shares that make no more than the whole."""

from collections.abc import Iterator
from decimal import Decimal

from monosashi.core.indicators import Indicator
from monosashi.core.messages import Problem, message
from monosashi.core.money import BudgetProgram, BudgetStage
from monosashi.core.paths import place
from monosashi.core.plan import Plan
from monosashi.core.values import Described, Span, Value

_MAY_BE_NEGATIVE = frozenset({BudgetStage.SUPPLEMENTARY, BudgetStage.TRANSFER})
_WHOLE = Decimal(100)
_ROUNDING = Decimal("0.1")
"""Percent. Each printed share may be this far from the exact one, so three thirds of 33.3 are a whole."""


Figure = tuple[tuple[object, ...], Value | None]
"""The segments of a figure's place, and the figure; None where there is none."""


def wrong_values(plan: Plan) -> Iterator[Problem]:
    """Figures of indicators and answers that are not finite, ranges without an end or upside down, and empty words."""
    for segments, value in _figures(plan):
        if type(value) is not Decimal or not value.is_finite():
            yield from _wrong_value(segments, value)


def _figures(plan: Plan) -> Iterator[Figure]:
    for indicator in plan.indicators:
        above = ("indicators", indicator)
        if indicator.baseline is not None:
            yield (*above, "baseline", "value"), indicator.baseline.value
        yield (*above, "final_target"), indicator.final_target
        yield from _yearly_figures(indicator)
    for year in plan.years:
        for kept in year.kept_targets:
            yield ("years", year, "kept_targets", kept, "value"), kept.value
    for result in plan.results:
        for answer in result.answers:
            yield ("results", result, "answers", answer, "number"), answer.number


def _yearly_figures(indicator: Indicator) -> Iterator[Figure]:
    above = ("indicators", indicator)
    for target in indicator.targets:
        yield (*above, "targets", target, "value"), target.value
    for target in indicator.interim_targets:
        yield (*above, "interim_targets", target, "value"), target.value
    for actual in indicator.actuals:
        yield (*above, "actuals", actual, "value"), actual.value
    for fraction in indicator.fractions:
        yield (*above, "fractions", fraction, "numerator"), fraction.numerator
        yield (*above, "fractions", fraction, "denominator"), fraction.denominator
    for series in indicator.reference_series:
        for point in series.points:
            yield (*above, "reference_series", series, "points", point, "value"), point.value


def _wrong_value(segments: tuple[object, ...], value: Value | None) -> Iterator[Problem]:
    match value:
        case Decimal() if not value.is_finite():
            yield Problem(place(*segments), str(value), message("plan.not_finite"), message("plan.write_figure"))
        case Span(low=low, high=high):
            yield from _wrong_span(place(*segments), low, high)
        case Described(text=text) if not text.strip():
            yield Problem(place(*segments), "", message("plan.empty_words"), message("plan.write_words"))


def _wrong_span(at: str, low: Decimal | None, high: Decimal | None) -> Iterator[Problem]:
    ends = tuple(end for end in (low, high) if end is not None)
    if not all(end.is_finite() for end in ends):
        yield Problem(at, f"{low}..{high}", message("plan.not_finite"), message("plan.write_figure"))
    elif not ends:
        yield Problem(at, None, message("plan.range_without_ends"), message("plan.write_range"))
    elif low is not None and high is not None and low > high:
        why = message("plan.range_upside_down", low=low, high=high)
        yield Problem(at, f"{low}..{high}", why, message("plan.write_range"))


def wrong_amounts(plan: Plan) -> Iterator[Problem]:
    """Amounts that are not finite, or below zero where only supplements and transfers may be."""
    for program in plan.budget_programs:
        for line in program.lines:
            amount = line.amount
            if type(amount) is Decimal and not (amount.is_finite() and (amount >= 0 or line.stage in _MAY_BE_NEGATIVE)):
                finite = amount.is_finite()
                yield Problem(
                    place("budget_programs", program, "lines", line, "amount"),
                    str(amount),
                    message("plan.negative_amount" if finite else "plan.not_finite"),
                    message("plan.mend_negative_amount" if finite else "plan.write_figure"),
                )


def wrong_shares(plan: Plan) -> Iterator[Problem]:
    """Shares of a program that are no share, or together more than the whole, or less where nothing is common."""
    for program in plan.budget_programs:
        ratios = [share.ratio for share in program.shares if share.ratio is not None]
        for share in program.shares:
            if share.ratio is not None and not (share.ratio.is_finite() and 0 < share.ratio <= _WHOLE):
                at = place("budget_programs", program, "shares", share, "ratio")
                yield Problem(at, str(share.ratio), message("plan.not_a_share"), message("plan.write_share"))
        if ratios and all(ratio.is_finite() for ratio in ratios):
            yield from _wrong_total(program, sum(ratios, Decimal(0)))


def _wrong_total(program: BudgetProgram, total: Decimal) -> Iterator[Problem]:
    at, rounding = place("budget_programs", program, "shares"), _ROUNDING * len(program.shares)
    if total > _WHOLE + rounding:
        why = message("plan.shares_over_whole", total=total)
        yield Problem(at, str(total), why, message("plan.mend_shares"))
    elif total < _WHOLE - rounding and all(share.ratio is not None for share in program.shares):
        why = message("plan.shares_under_whole", total=total)
        yield Problem(at, str(total), why, message("plan.complete_shares"))
