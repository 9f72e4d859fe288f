"""STG006."""

from collections.abc import Iterator

from monosashi.checks.figures import due_year, judged_figures
from monosashi.checks.finding import Finding, Proposal, Severity, Source
from monosashi.checks.management import by_indicator, suggested_stage
from monosashi.checks.needs import Need
from monosashi.checks.published import AUDIT_REPORT
from monosashi.checks.rule import MeasureRule
from monosashi.checks.subjects import MeasureSubject
from monosashi.core.messages import message
from monosashi.evaluation.achievement import Comparison


class TargetReachedStageUnchanged(MeasureRule):
    """すべての指標が最終目標値に達したのに、同じ段階のまま管理されている。

    ## なぜ問題か
    伸ばす段階は終わっている。目標値を上げるか段階を移すかを決めなければ、残りの年度は自動的に「達成」になる。
    ## 例
    観光アプリの登録者 最終目標値 8,000人（令和8年度）に、令和6年度の実績値 8,157人
    ## 直し方
    まだ伸ばすなら目標値を見直す。落ち着いたなら安定期に移し、実績だけを見ていく。
    """

    code, name, severity = "STG006", "target-reached-stage-unchanged", Severity.LOOK
    needs = (Need.MANAGEMENT, Need.STAGE, Need.FINAL_TARGET, Need.ACTUAL)
    sources = (Source(AUDIT_REPORT, 58), Source(AUDIT_REPORT, 134), Source(AUDIT_REPORT, 72))

    def check(self, at: MeasureSubject) -> Iterator[Finding]:
        """Every indicator at its final target or beyond, before the final year, and some of them moved there."""
        told = [(i, each) for i in at.indicators for each in judged_figures(at.desk, i)]
        if at.stage is None or not by_indicator(at) or not told:
            return
        early = all(at.fiscal_year < due_year(at.desk, indicator) for indicator, _ in told)
        reached = all(each.progress in (Comparison.SAME, Comparison.BEYOND) for _, each in told)
        if not early or not reached or all(each.actual == each.baseline for _, each in told):
            return
        indicator, figures = told[0]
        to = suggested_stage(at)
        yield self.find(
            at,
            indicator=indicator,
            target=figures.target,
            actual=figures.actual,
            unit=indicator.unit,
            stage=at.stage,
            proposal=Proposal(message("check.STG006.proposal.to", to=to) if to else message("check.STG006.proposal")),
        )
