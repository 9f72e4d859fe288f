"""TGT002."""

from collections.abc import Iterator
from decimal import Decimal

from monosashi.checks.finding import Finding, Severity, Source
from monosashi.checks.needs import Need
from monosashi.checks.published import AUDIT_REPORT
from monosashi.checks.rule import IndicatorRule
from monosashi.checks.subjects import IndicatorSubject
from monosashi.core.indicators import Direction
from monosashi.core.values import number


class TargetNotBeyondBaseline(IndicatorRule):
    """目標値が基準値から改善していない。

    ## なぜ問題か
    達成しても何も変わらず、達成率の分母（目標値 - 基準値）が 0 になる。初めから達成している指標では、進み具合を測れない。
    ## 例
    講座の開催数 基準値 60回/年 → 目標値 60回/年
    ## 直し方
    維持が目的なら方向を「保つ」にし、効果は成果指標で測る。改善が目的なら、基準値を超える目標値にする。
    """

    code, name, severity = "TGT002", "target-not-beyond-baseline", Severity.WARNING
    needs = (Need.BASELINE, Need.FINAL_TARGET)
    sources = tuple(Source(AUDIT_REPORT, page) for page in (108, 114, 118, 138, 141))

    def check(self, at: IndicatorSubject) -> Iterator[Finding]:
        """Compare the final target with the baseline in the stated direction; without one, only equality speaks."""
        indicator = at.indicator
        baseline = number(indicator.baseline.value) if indicator.baseline else None
        target = number(indicator.final_target)
        if baseline is None or target is None or indicator.direction in (Direction.MAINTAIN, Direction.RANGE):
            return
        if target == baseline:
            yield self.find(at, place="final_target", baseline=baseline, target=target, unit=indicator.unit)
        elif _is_worse(indicator.direction, baseline, target):
            yield self.find(
                at, variant="worse", place="final_target", baseline=baseline, target=target, unit=indicator.unit
            )


def _is_worse(direction: Direction, baseline: Decimal, target: Decimal) -> bool:
    return (direction is Direction.INCREASE and target < baseline) or (
        direction is Direction.DECREASE and target > baseline
    )
