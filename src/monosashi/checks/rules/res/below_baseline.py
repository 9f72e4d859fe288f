"""RES001."""

from collections.abc import Iterator

from monosashi.checks.figures import figures_of, is_judged, unit_of_change
from monosashi.checks.finding import Finding, Proposal, Severity, Source
from monosashi.checks.needs import Need
from monosashi.checks.published import AUDIT_REPORT
from monosashi.checks.rule import IndicatorRule
from monosashi.checks.subjects import IndicatorSubject
from monosashi.core.messages import message
from monosashi.evaluation.achievement import Comparison


class BelowBaseline(IndicatorRule):
    """実績値が基準値より悪くなっている。

    ## なぜ問題か
    取組を始める前より後退している。お金と手間をかけたのに悪くなった理由が分からなければ、続けるかどうかを決められない。
    ## 例
    避難訓練の参加率 基準値 95.4% → 実績値 84.8%（目標値 100%）
    ## 直し方
    下がった原因を書き、やり方を見直すか、指標や目標値が実情に合っているかを確かめる。
    """

    code, name, severity = "RES001", "below-baseline", Severity.WARNING
    needs = (Need.BASELINE, Need.ACTUAL)
    sources = (Source(AUDIT_REPORT, 146, "意見21"), Source(AUDIT_REPORT, 141), Source(AUDIT_REPORT, 189, "意見21"))

    def check(self, at: IndicatorSubject) -> Iterator[Finding]:
        """Compare the actual with the baseline in the direction that is declared or told by the target."""
        figures = figures_of(at.desk, at.indicator)
        reached = figures.progress in (Comparison.SAME, Comparison.BEYOND)
        if figures.gain is not Comparison.SHORT or reached or not is_judged(at):
            return
        assert figures.actual is not None  # noqa: S101 -- it was compared
        assert figures.baseline is not None  # noqa: S101 -- likewise
        yield self.find(
            at,
            place=f"{at.place}/actuals/{at.fiscal_year}",
            baseline=figures.baseline,
            actual=figures.actual,
            unit=at.indicator.unit,
            change=figures.actual - figures.baseline,
            change_unit=unit_of_change(at.indicator.unit),
            target=figures.target,
            proposal=Proposal(message("check.RES001.proposal")),
        )
