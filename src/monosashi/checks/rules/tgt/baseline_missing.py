"""TGT003."""

from collections.abc import Iterator

from monosashi.checks.courses import baseline_of, final_target_of, is_stated
from monosashi.checks.finding import Finding, Severity, Source
from monosashi.checks.needs import Need
from monosashi.checks.rule import IndicatorRule
from monosashi.checks.subjects import IndicatorSubject


class BaselineMissing(IndicatorRule):
    """目標値はあるのに、基準値かその年度がない。

    ## なぜ問題か
    どこから始まったかが分からないと、改善したのか、もともとその値だったのかを言えない。
    ## 例
    目標値 85 %、基準値 なし
    ## 直し方
    計画開始時点の値を測って置く。測れないときは、初年度の実績値を基準値にすると書いておく。
    """

    code, name, severity = "TGT003", "baseline-missing", Severity.LOOK
    needs = (Need.TARGET, Need.BASELINE)
    sources = tuple(Source("秋田市 令和7年度包括外部監査 結果報告書", page) for page in (83, 149))

    def check(self, at: IndicatorSubject) -> Iterator[Finding]:
        """Only where other indicators of the plan have baselines: a plan without any says so once, as not run."""
        indicator = at.indicator
        target = final_target_of(indicator)
        if target is None or at.parts:
            return
        if indicator.baseline is None or not is_stated(indicator.baseline.value):
            yield self.find(at, place="baseline", target=target, unit=indicator.unit)
        elif (
            baseline_of(indicator) is not None
            and indicator.baseline.fiscal_year is None
            and not indicator.baseline.as_of
        ):
            yield self.find(
                at,
                variant="year",
                place="baseline/fiscal_year",
                baseline=baseline_of(indicator),
                target=target,
                unit=indicator.unit,
            )
