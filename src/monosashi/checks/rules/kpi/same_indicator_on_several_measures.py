"""KPI003."""

from collections import defaultdict
from collections.abc import Iterator

from monosashi.checks.courses import final_target_of
from monosashi.checks.finding import Finding, Severity, Source
from monosashi.checks.folding import fold
from monosashi.checks.needs import Need
from monosashi.checks.published import AUDIT_REPORT
from monosashi.checks.rule import PlanRule
from monosashi.checks.subjects import MeasureSubject, PlanSubject
from monosashi.core.indicators import Indicator


class SameIndicatorOnSeveralMeasures(PlanRule):
    """同じ評価指標と同じ目標値が、複数の施策にそのまま置かれている。

    ## なぜ問題か
    どの施策がどれだけ効いたのかが分からず、ひとつの数字が何度も評価に数えられる。
    ## 例
    「公式アプリの登録者数 24,000人」が、広報、防災、ごみの三つの施策の指標になっている
    ## 直し方
    それぞれの施策の対象者や機能に分けて数える（ごみの通知を受け取る人数など）。共通の指標は上の階層にひとつ置く。
    """

    code, name, severity = "KPI003", "same-indicator-on-several-measures", Severity.LOOK
    reads_answers = False
    needs = (Need.TARGET,)
    sources = tuple(Source(AUDIT_REPORT, page) for page in (77, 84, 139))

    def check(self, at: PlanSubject) -> Iterator[Finding]:
        """Compare name, unit and final target; an indicator that is a number for nobody is no copy."""
        copies: dict[tuple[object, ...], list[tuple[MeasureSubject, Indicator]]] = defaultdict(list)
        for measure in at.measures:
            for indicator in measure.indicators:
                target = final_target_of(indicator)
                if target is not None:
                    copies[(fold(indicator.name), fold(indicator.unit), target)].append((measure, indicator))
        for same in copies.values():
            yield from self._each(at, same)

    def _each(self, at: PlanSubject, same: list[tuple[MeasureSubject, Indicator]]) -> Iterator[Finding]:
        if len({measure.node.id for measure, _ in same}) == 1:
            return
        for measure, indicator in same:
            others = tuple(other.node.name for other, _ in same if other is not measure)
            target = final_target_of(indicator)
            yield self.find(
                at, node=measure.node, indicator=indicator, target=target, unit=indicator.unit, others=others
            )
