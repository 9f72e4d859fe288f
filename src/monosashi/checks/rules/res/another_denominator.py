"""RES007."""

from collections.abc import Iterator
from decimal import Decimal
from types import MappingProxyType

from monosashi.checks.finding import Finding, Proposal, Severity, Source
from monosashi.checks.needs import Need
from monosashi.checks.published import AUDIT_REPORT
from monosashi.checks.rule import IndicatorRule, Threshold
from monosashi.checks.subjects import IndicatorSubject
from monosashi.checks.word_lists import word_list
from monosashi.core.messages import message
from monosashi.core.plan import of_year
from monosashi.core.values import number


class AnotherDenominator(IndicatorRule):
    """評価に使う率と、分母の違う参考値とが大きく離れている。

    ## なぜ問題か
    分母の取り方しだいで進み具合が倍にも見える。どちらで判断するかが書かれていなければ、年ごとに都合の良いほうを選べてしまう。
    ## 例
    利用率 22.6%（全手続を分母とする）。参考値 43.8%（電子化した手続だけを分母とする）。
    ## 直し方
    評価に使う率の分母と、それを選んだ理由を書く。分母を改めるときは新しい指標とし、前の率とつなげない。
    """

    code, name, severity = "RES007", "another-denominator", Severity.LOOK
    needs = (Need.ACTUAL,)
    sources = (Source(AUDIT_REPORT, 69),)
    thresholds = MappingProxyType(
        {"times": Threshold(Decimal("1.5"), "参考値が実績値の何倍（または何分の1）以上なら示すか")}
    )

    def check(self, at: IndicatorSubject) -> Iterator[Finding]:
        """Hold a reference series in the same unit against the actual of the year."""
        actual = number(at.actual())
        if actual is None or actual <= 0 or at.indicator.unit not in word_list("rate_units"):
            return
        for series in at.indicator.reference_series:
            point = of_year(series.points, at.fiscal_year)
            other = number(point.value) if point else None
            if (
                series.unit == at.indicator.unit
                and other
                and max(other / actual, actual / other) >= self.threshold("times")
            ):
                yield self.find(
                    at,
                    place="reference_series",
                    actual=actual,
                    reference=other,
                    series=series.name,
                    unit=at.indicator.unit,
                    proposal=Proposal(message("check.RES007.proposal")),
                )
