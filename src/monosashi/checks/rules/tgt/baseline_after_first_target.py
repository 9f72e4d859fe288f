"""TGT008."""

from collections.abc import Iterator

from monosashi.checks.courses import baseline_of
from monosashi.checks.finding import Finding, Severity, Source
from monosashi.checks.needs import Need
from monosashi.checks.rule import IndicatorRule
from monosashi.checks.subjects import IndicatorSubject


class BaselineAfterFirstTarget(IndicatorRule):
    """基準値の年度が、最初の目標の年度と同じかそれより後になっている。

    ## なぜ問題か
    取組の結果がすでに入った値を出発点にすると、改善した分が見えなくなる。
    ## 例
    基準値 令和6年度、年度目標は令和6年度から
    ## 直し方
    取組を始める前の年度の値を基準値にする。年度の書き誤りなら改める。
    """

    code, name, severity = "TGT008", "baseline-after-first-target", Severity.WARNING
    needs = (Need.BASELINE, Need.TARGET)
    sources = (Source("秋田市 令和7年度包括外部監査 結果報告書: 基準値は原則として計画開始時点の実績値", 68),)

    def check(self, at: IndicatorSubject) -> Iterator[Finding]:
        """Compare years; a baseline that gives a day instead of a year is left alone."""
        indicator = at.indicator
        year = indicator.baseline.fiscal_year if indicator.baseline else None
        targets = [t.fiscal_year for t in (*indicator.targets, *indicator.interim_targets)]
        first = min((*targets, *((indicator.final_year,) if indicator.final_year else ())), default=None)
        if year is not None and first is not None and year >= first and baseline_of(indicator) is not None:
            yield self.find(
                at,
                place="baseline/fiscal_year",
                baseline=baseline_of(indicator),
                baseline_year=year,
                first_target_year=first,
                unit=indicator.unit,
            )
