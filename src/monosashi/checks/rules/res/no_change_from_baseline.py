"""RES002."""

from collections.abc import Iterator

from monosashi.checks.figures import figures_of, is_judged
from monosashi.checks.finding import Finding, Proposal, Severity, Source
from monosashi.checks.needs import Need
from monosashi.checks.published import AUDIT_REPORT
from monosashi.checks.rule import IndicatorRule
from monosashi.checks.subjects import IndicatorSubject
from monosashi.core.messages import message
from monosashi.evaluation.achievement import Comparison


class NoChangeFromBaseline(IndicatorRule):
    """実績値が基準値から動いていない。

    ## なぜ問題か
    取組が結果につながっていない。同じ状況が続くなら、事業の仕組みそのものを見直す必要がある。
    ## 例
    補助制度を利用した商店街 基準値 0件 → 実績値 0件（目標値 1件）
    ## 直し方
    需要があるか、対象に届いているかを確かめる。結果が出るまで時間がかかる取組なら、途中の段階を測る指標を添える。
    """

    code, name, severity = "RES002", "no-change-from-baseline", Severity.WARNING
    needs = (Need.BASELINE, Need.ACTUAL)
    sources = (
        Source(AUDIT_REPORT, 125, "意見16"),
        Source(AUDIT_REPORT, 133, "意見17"),
        Source(AUDIT_REPORT, 74, "意見8"),
        Source(AUDIT_REPORT, 90),
    )

    def check(self, at: IndicatorSubject) -> Iterator[Finding]:
        """An actual equal to the baseline while the target is still ahead."""
        figures = figures_of(at.desk, at.indicator)
        if figures.gain is not Comparison.SAME or figures.progress is not Comparison.SHORT or not is_judged(at):
            return
        yield self.find(
            at,
            place=f"{at.place}/actuals/{at.fiscal_year}",
            baseline=figures.baseline,
            actual=figures.actual,
            target=figures.target,
            unit=at.indicator.unit,
            proposal=Proposal(message("check.RES002.proposal")),
        )
