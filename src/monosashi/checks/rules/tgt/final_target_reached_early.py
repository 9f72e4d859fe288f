"""TGT004."""

from collections.abc import Iterator
from decimal import Decimal

from monosashi.checks.courses import baseline_of, better_way, final_target_of, reaches
from monosashi.checks.finding import Finding, Proposal, Severity, Source
from monosashi.checks.needs import Need
from monosashi.checks.proposals import yearly_pace
from monosashi.checks.published import AUDIT_REPORT
from monosashi.checks.rule import IndicatorRule
from monosashi.checks.subjects import IndicatorSubject
from monosashi.core.indicators import Accumulation
from monosashi.core.messages import message
from monosashi.core.values import number

_FALLS_NO_MORE = (Accumulation.CUMULATIVE, Accumulation.POINT_IN_TIME)


class FinalTargetReachedEarly(IndicatorRule):
    """計画の途中の年度に、最終目標値に達している。

    ## なぜ問題か
    残りの年度は何もしなくても「達成」になり、目標が取組を引っ張らない。目標値が低すぎたのかもしれない。
    ## 例
    令和8年度の最終目標 8,000人に、令和6年度に 8,157人で到達
    ## 直し方
    達した勢いをもとに目標値を見直すか、次の段階（効果を測る指標）に移る。据え置くなら理由を書く。
    """

    code, name, severity = "TGT004", "final-target-reached-early", Severity.WARNING
    needs = (Need.FINAL_TARGET, Need.ACTUAL, Need.BASELINE)
    sources = (Source(AUDIT_REPORT, 72), Source(AUDIT_REPORT, 134))

    def check(self, at: IndicatorSubject) -> Iterator[Finding]:
        """A running total stays reached; a yearly figure may fall again, and one of several components is not the whole."""
        indicator = at.indicator
        actual, target, baseline = number(at.actual()), final_target_of(indicator), baseline_of(indicator)
        way = better_way(indicator)
        if actual is None or target is None or baseline is None or way is None or reaches(way, baseline, target):
            return
        if not at.fiscal_year < (indicator.final_year or at.plan.last_year) or not reaches(way, actual, target):
            return
        yield self.find(
            at,
            place="final_target",
            severity=None if indicator.accumulation in _FALLS_NO_MORE and not at.is_component else Severity.LOOK,
            proposal=_proposal(at, baseline, actual),
            target=target,
            actual=actual,
            unit=indicator.unit,
            final_year=indicator.final_year or at.plan.last_year,
        )


def _proposal(at: IndicatorSubject, baseline: Decimal, actual: Decimal) -> Proposal | None:
    """The pace that was reached, and where it would lead by the end; a yearly figure is not carried forward."""
    start = at.indicator.baseline.fiscal_year if at.indicator.baseline else None
    if start is None or start >= at.fiscal_year or at.indicator.accumulation not in _FALLS_NO_MORE:
        return None
    final_year = at.indicator.final_year or at.plan.last_year
    pace = yearly_pace(baseline, actual, at.fiscal_year - start)
    leads_to = actual + pace * (final_year - at.fiscal_year)
    return Proposal(
        message("check.TGT004.proposal", pace=pace, leads_to=leads_to, unit=at.indicator.unit, final_year=final_year)
    )
