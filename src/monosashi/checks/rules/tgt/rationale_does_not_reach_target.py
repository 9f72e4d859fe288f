"""TGT005."""

from collections.abc import Iterator
from decimal import Decimal
from types import MappingProxyType

from monosashi.checks.courses import baseline_of, final_target_of
from monosashi.checks.finding import Finding, Proposal, Severity, Source
from monosashi.checks.folding import fold
from monosashi.checks.needs import Need
from monosashi.checks.published import AUDIT_REPORT
from monosashi.checks.rationale_arithmetic import Equation, YearlyAmount, equations, yearly_amounts
from monosashi.checks.rule import IndicatorRule, Threshold
from monosashi.checks.subjects import IndicatorSubject
from monosashi.core.indicators import Accumulation, Indicator
from monosashi.core.messages import message
from monosashi.evaluation.rounding import half_up

_HUNDRED = Decimal(100)


class RationaleDoesNotReachTarget(IndicatorRule):
    """目標値の考え方にある数を計算しても、目標値にならない。

    ## なぜ問題か
    目標値がどこから来たのかを説明できない。考え方か目標値のどちらかが古いまま残っていることが多い。
    ## 例
    基準値 3箇所、考え方「毎年度2箇所」、3年後の目標値 11箇所（3 + 2×3 = 9）
    ## 直し方
    目標値か考え方を改める。別の数を足しているなら、それも書く。
    """

    code, name, severity = "TGT005", "rationale-does-not-reach-target", Severity.WARNING
    needs = (Need.RATIONALE, Need.FINAL_TARGET, Need.BASELINE)
    sources = tuple(Source(AUDIT_REPORT, page) for page in (89, 106, 116, 117))
    thresholds = MappingProxyType(
        {"tolerance": Threshold(Decimal(3), "計算した値と目標値の差を、目標値の何 % まで同じとみなすか")}
    )

    def check(self, at: IndicatorSubject) -> Iterator[Finding]:
        """A printed equation that is wrong; else what the promised years add up to from the baseline."""
        indicator = at.indicator
        if not indicator.rationale:
            return
        for equation in equations(indicator.rationale):
            if abs(equation.computed - equation.printed) >= 1 and not self._near(equation.computed, equation.printed):
                yield self._wrong_equation(at, equation)
        yield from self._wrong_sum(at, indicator)

    def _wrong_equation(self, at: IndicatorSubject, equation: Equation) -> Finding:
        computed = half_up(equation.computed, 1)
        return self.find(
            at,
            variant="equation",
            place="rationale",
            equation=equation.text,
            computed=computed,
            printed=equation.printed,
        )

    def _wrong_sum(self, at: IndicatorSubject, indicator: Indicator) -> Iterator[Finding]:
        baseline, target = baseline_of(indicator), final_target_of(indicator)
        amounts = _promised(at, yearly_amounts(indicator.rationale, indicator.unit))
        if baseline is None or target is None or not amounts or not _adds_up(indicator):
            return
        gains = _gains(amounts, _numbers_of_years(at))
        if not gains or any(self._within(baseline + low, baseline + high, target) for low, high in gains):
            return
        if _states(indicator.rationale, target):
            return
        low, high = gains[0]
        other_base = _other_base(indicator.rationale, target, gains)
        pace = (target - baseline) / max(_numbers_of_years(at))
        yield self.find(
            at,
            variant="" if other_base is None else "base",
            place="rationale",
            severity=Severity.LOOK if other_base is not None or any(a.approximate for a in amounts) else None,
            proposal=Proposal(message("check.TGT005.proposal", pace=half_up(pace, 1), unit=indicator.unit)),
            baseline=baseline,
            gain=low if low == high else (low, high),
            reached=baseline + low if low == high else (baseline + low, baseline + high),
            target=target,
            unit=indicator.unit,
        )

    def _near(self, left: Decimal, right: Decimal) -> bool:
        return abs(left - right) * _HUNDRED <= abs(right) * self.threshold("tolerance")

    def _within(self, low: Decimal, high: Decimal, target: Decimal) -> bool:
        return low <= target <= high or self._near(low, target) or self._near(high, target)


def _adds_up(indicator: Indicator) -> bool:
    """Whether yearly amounts add to the figure: a running total or a stock, not a figure of single years."""
    return indicator.accumulation in (Accumulation.CUMULATIVE, Accumulation.POINT_IN_TIME)


def _numbers_of_years(at: IndicatorSubject) -> list[int]:
    """How many years lie between baseline and final year; both readings where the baseline gives a day, not a year."""
    indicator = at.indicator
    final = indicator.final_year or at.plan.last_year
    start = indicator.baseline.fiscal_year if indicator.baseline else None
    if start is not None:
        return [final - start]
    return [final - at.plan.first_year + 1, final - at.plan.first_year]


def _promised(at: IndicatorSubject, amounts: tuple[YearlyAmount, ...]) -> tuple[YearlyAmount, ...]:
    """Without the amounts of years up to the baseline, which tell what was and not what is promised."""
    baseline = at.indicator.baseline
    start = baseline.fiscal_year if baseline and baseline.fiscal_year is not None else at.plan.first_year - 1
    return tuple(amount for amount in amounts if amount.first is None or amount.first > start)


def _gains(amounts: tuple[YearlyAmount, ...], years: list[int]) -> list[tuple[Decimal, Decimal]]:
    """What the amounts add up to, lowest and highest, by each reading; none where the years are told only in part."""
    dated = [amount for amount in amounts if amount.first is not None and amount.last is not None]
    if not dated:
        return [(amounts[0].low * n, amounts[0].high * n) for n in years if n > 0] if len(amounts) == 1 else []
    spans = [(a, (a.last or 0) - (a.first or 0) + 1) for a in dated]
    if len(dated) != len(amounts) or sum(length for _, length in spans) not in years:
        return []
    return [(sum((a.low * n for a, n in spans), Decimal(0)), sum((a.high * n for a, n in spans), Decimal(0)))]


def _states(rationale: str, target: Decimal) -> bool:
    """Whether the rationale itself names the target: then it comes from there and not from the amounts."""
    return f"{target:,}" in fold(rationale) or _stands_alone(f"{target}", fold(rationale))


def _stands_alone(figure: str, text: str) -> bool:
    at = text.find(figure)
    while at >= 0:
        before, after = text[at - 1 : at], text[at + len(figure) : at + len(figure) + 1]
        if not before.isdigit() and not after.isdigit():
            return True
        at = text.find(figure, at + 1)
    return False


def _other_base(rationale: str, target: Decimal, gains: list[tuple[Decimal, Decimal]]) -> Decimal | None:
    """Another starting figure in the rationale from which the amounts do reach the target, None where there is none."""
    bases = (target - low for low, _ in gains)
    return next((base for base in bases if base > 0 and _states(rationale, base)), None)
