"""MON007."""

from collections.abc import Iterator
from decimal import Decimal

from monosashi.checks.amounts import amounts_of
from monosashi.checks.figures import judged_figures
from monosashi.checks.finding import Finding, Proposal, Severity, Source
from monosashi.checks.needs import Need
from monosashi.checks.published import AUDIT_REPORT
from monosashi.checks.rule import MeasureRule
from monosashi.checks.subjects import MeasureSubject
from monosashi.core.messages import message
from monosashi.evaluation.achievement import Comparison


class SpentWithoutChange(MeasureRule):
    """お金を使ったのに、どの評価指標も基準値から良くなっていない。

    ## なぜ問題か
    支出が成果につながっていない。使った中身と指標が別のことを指している場合もある。
    ## 例
    監視装置の整備に 11,275千円を支出したが、設置箇所は 33箇所のまま。
    ## 直し方
    何に使い、なぜ指標が動かなかったのかを書く。支出の中身に合う指標があれば加える。
    """

    code, name, severity = "MON007", "spent-without-change", Severity.WARNING
    needs = (Need.SPENT, Need.BASELINE, Need.ACTUAL)
    sources = (Source(AUDIT_REPORT, 90), Source(AUDIT_REPORT, 133, "意見17"))

    def check(self, at: MeasureSubject) -> Iterator[Finding]:
        """Every indicator flat or worse while its target is ahead; a measure at its target is left alone."""
        spent = sum((amounts.spent or Decimal(0) for amounts in amounts_of(at)), Decimal(0))
        figures = [each for indicator in at.indicators for each in judged_figures(at.desk, indicator)]
        stuck = all(
            each.gain in (Comparison.SAME, Comparison.SHORT) and each.progress is Comparison.SHORT for each in figures
        )
        if spent <= 0 or not figures or not stuck:
            return
        shared = any(len(program.shares) > 1 for program in at.programs)
        yield self.find(
            at,
            severity=Severity.LOOK if shared else None,
            spent=spent,
            money_unit=at.plan.money_unit,
            indicators=tuple(indicator.name for indicator in at.indicators),
            proposal=Proposal(message("check.MON007.proposal")),
        )
