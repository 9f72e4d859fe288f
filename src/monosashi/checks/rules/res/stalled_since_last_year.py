"""RES013."""

from collections.abc import Iterator
from decimal import Decimal

from monosashi.checks.figures import figures_of
from monosashi.checks.finding import Finding, Severity, Source
from monosashi.checks.needs import Need
from monosashi.checks.published import AUDIT_REPORT
from monosashi.checks.rule import TwoYearsRule
from monosashi.checks.subjects import TwoYearsSubject
from monosashi.core.indicators import Indicator
from monosashi.core.values import number
from monosashi.evaluation.achievement import Comparison


class StalledSinceLastYear(TwoYearsRule):
    """実績値が前年度から動いていない、または下がっている。

    ## なぜ問題か
    基準値より良ければ評価は保たれるので、伸びが止まっても気付かれない。同じ評価が続いて計画が終わる。
    ## 例
    オンライン予約の割合 基準値 21%、令和5年度 26%、令和6年度 26%（目標値 40%）
    ## 直し方
    伸びが止まった理由を確かめ、手段を変える。落ち着いた段階と判断するなら、管理の段階を改める。
    """

    code, name, severity = "RES013", "stalled-since-last-year", Severity.LOOK
    needs = (Need.EARLIER_YEAR, Need.ACTUAL)
    sources = (Source(AUDIT_REPORT, 58), Source(AUDIT_REPORT, 125, "意見16"))

    def check(self, at: TwoYearsSubject) -> Iterator[Finding]:
        """Better than the baseline, short of the target, and no better than a year ago."""
        before = {i.id: i for i in at.before.desk.plan.indicators}
        for indicator in at.now.plan.indicators:
            if indicator.node != at.now.node.id:
                continue
            figures = figures_of(at.now.desk, indicator)
            earlier = _earlier_actual(before.get(indicator.id, indicator), at.before.fiscal_year)
            ahead = figures.gain is Comparison.BEYOND and figures.progress is Comparison.SHORT
            if earlier is None or figures.actual is None or not ahead:
                continue
            if figures.against(earlier) is not Comparison.BEYOND:
                yield self.find(
                    at,
                    indicator=indicator,
                    place=f"indicators/{indicator.id}/actuals/{at.now.fiscal_year}",
                    actual=figures.actual,
                    before=earlier,
                    target=figures.target,
                    unit=indicator.unit,
                )


def _earlier_actual(indicator: Indicator, year: int) -> Decimal | None:
    return next((number(actual.value) for actual in indicator.actuals if actual.fiscal_year == year), None)
