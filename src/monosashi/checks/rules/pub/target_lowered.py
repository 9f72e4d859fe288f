"""PUB004."""

from collections.abc import Iterator
from decimal import Decimal

from monosashi.checks.figures import figures_of
from monosashi.checks.finding import Finding, Proposal, Severity, Source
from monosashi.checks.needs import Need
from monosashi.checks.published import AUDIT_REPORT
from monosashi.checks.rule import TwoYearsRule
from monosashi.checks.subjects import TwoYearsSubject
from monosashi.core.indicators import Direction, Indicator
from monosashi.core.messages import message
from monosashi.core.values import number


class TargetLowered(TwoYearsRule):
    """最終目標値が、前年度の計画より達成しやすく改められている。

    ## なぜ問題か
    目標を下げれば、何もしなくても評価が上がる。前の年と比べるには、改めたことと理由が見えなければならない。
    ## 例
    観光アプリの登録者 最終目標値 8,000人 → 6,500人
    ## 直し方
    改めた理由を目標値の考え方に書き、改める前の目標値も並べて公表する。
    """

    code, name, severity = "PUB004", "target-lowered", Severity.WARNING
    needs = (Need.PREVIOUS_PLAN, Need.FINAL_TARGET)
    sources = (Source(AUDIT_REPORT, 61), Source(AUDIT_REPORT, 88))

    def check(self, at: TwoYearsSubject) -> Iterator[Finding]:
        """The final target of each indicator a year ago against today's, in the direction in which it lay."""
        before = {indicator.id: indicator for indicator in at.before.desk.plan.indicators}
        for indicator in at.now.plan.indicators:
            earlier = before.get(indicator.id)
            if indicator.node != at.now.node.id or earlier is None:
                continue
            old, new = number(earlier.final_target), number(indicator.final_target)
            if old is not None and new is not None and _is_easier(at, earlier, old, new):
                yield self.find(
                    at,
                    indicator=indicator,
                    place="final_target",
                    before=old,
                    after=new,
                    unit=indicator.unit,
                    proposal=Proposal(message("check.PUB004.proposal")),
                )


def _is_easier(at: TwoYearsSubject, earlier: Indicator, old: Decimal, new: Decimal) -> bool:
    direction = figures_of(at.before.desk, earlier).direction
    return (direction is Direction.INCREASE and new < old) or (direction is Direction.DECREASE and new > old)
