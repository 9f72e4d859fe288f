"""TGT006."""

from collections.abc import Iterator
from decimal import Decimal
from types import MappingProxyType

from monosashi.checks.courses import baseline_of, better_way, final_target_of, reaches
from monosashi.checks.finding import Finding, Proposal, Severity, Source
from monosashi.checks.needs import Need
from monosashi.checks.rule import IndicatorRule, Threshold
from monosashi.checks.subjects import IndicatorSubject
from monosashi.core.messages import message
from monosashi.core.values import number
from monosashi.evaluation.rounding import percent

_HUNDRED = Decimal(100)


class ReachedByFar(IndicatorRule):
    """実績値が最終目標値を大きく超えたのに、目標値が見直されていない。

    ## なぜ問題か
    大きく超えた目標は物差しにならない。少し悪くなっても達成のままで、悪化に気づけない。
    ## 例
    目標値 1,000時間/年、実績値 1,800時間/年（180 %）
    ## 直し方
    超えた理由（対象が増えた、数え方が変わった）を確かめ、これからも続く分を目標値に入れる。
    """

    code, name, severity = "TGT006", "reached-by-far", Severity.WARNING
    needs = (Need.FINAL_TARGET, Need.ACTUAL)
    sources = (Source("秋田市 令和7年度包括外部監査 結果報告書", 107),)
    thresholds = MappingProxyType(
        {"percent": Threshold(Decimal(150), "目標値に対する実績値の割合（%）。これを超えたら伝える")}
    )

    def check(self, at: IndicatorSubject) -> Iterator[Finding]:
        """Actual against final target; where less is better, target against actual."""
        indicator = at.indicator
        actual, target, baseline = number(at.actual()), final_target_of(indicator), baseline_of(indicator)
        way = better_way(indicator)
        if actual is None or target is None or way is None or actual <= 0 or target <= 0:
            return
        if baseline is not None and reaches(way, baseline, target):
            return
        rate = (actual / target if way > 0 else target / actual) * _HUNDRED
        if rate > self.threshold("percent"):
            yield self.find(
                at,
                place="final_target",
                proposal=Proposal(message("check.TGT006.proposal", actual=actual, unit=indicator.unit)),
                target=target,
                actual=actual,
                unit=indicator.unit,
                rate=percent(rate),
            )
