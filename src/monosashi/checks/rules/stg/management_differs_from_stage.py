"""STG007."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from types import MappingProxyType

from monosashi.checks.finding import Finding, Severity, Source
from monosashi.checks.management import managed_by
from monosashi.checks.needs import Need
from monosashi.checks.published import AUDIT_REPORT
from monosashi.checks.rule import PlanRule, Threshold
from monosashi.checks.subjects import MeasureSubject, PlanSubject
from monosashi.core.messages import message
from monosashi.core.results import ManagedBy


class ManagementDiffersFromStage(PlanRule):
    """同じ段階のほかの施策とは違う方法で管理されている。

    ## なぜ問題か
    段階と管理の方法が食い違うと、何を基準に評価したのかが読み取れない。段階の付け方が実情と合っていないことが多い。
    ## 例
    拡大期の施策はどれも評価指標で管理しているのに、ひとつだけスケジュールで評価している。
    ## 直し方
    実情に合う段階に改めるか、段階に合う方法で管理する。年度の途中で見直したのなら、そのことを記す。
    """

    code, name, severity = "STG007", "management-differs-from-stage", Severity.LOOK
    needs = (Need.MANAGEMENT, Need.STAGE)
    sources = (Source(AUDIT_REPORT, 83),)
    thresholds = MappingProxyType(
        {
            "others": Threshold(Decimal(2), "同じ段階のほかの施策がこの数以上あるときに比べる"),
            "percent": Threshold(Decimal(80), "そのうちこれ（%）以上が同じ方法なら、それを通例とみる"),
        }
    )

    def check(self, at: PlanSubject) -> Iterator[Finding]:
        """A measure whose stated management is not that of all others in its stage."""
        ways = _ways_by_stage(at.measures)
        for measure in at.measures:
            usual = self._usual(measure, ways)
            if measure.result is None or measure.result.managed_by is None or usual is None:
                continue
            if measure.result.managed_by is not usual:
                yield self.find(
                    at,
                    node=measure.node,
                    place=f"results/{measure.node.id}.{measure.fiscal_year}/managed_by",
                    stage=measure.stage,
                    managed_by=message(f"managed_by.{measure.result.managed_by}"),
                    usual=message(f"managed_by.{usual}"),
                )

    def _usual(self, measure: MeasureSubject, ways: Mapping[str, Counter[ManagedBy]]) -> ManagedBy | None:
        """How the others of the stage are managed, None where they are few or differ."""
        own = managed_by(measure)
        others = ways.get(measure.stage or "", Counter()) - Counter([own] if own else [])
        if measure.stage is None or others.total() < self.threshold("others"):
            return None
        ((way, count),) = others.most_common(1)
        return way if count * 100 >= others.total() * self.threshold("percent") else None


def _ways_by_stage(measures: Iterable[MeasureSubject]) -> Mapping[str, Counter[ManagedBy]]:
    """How many measures of each stage are managed in which way."""
    counts: dict[str, Counter[ManagedBy]] = defaultdict(Counter)
    for measure in measures:
        if measure.stage is not None and (way := managed_by(measure)):
            counts[measure.stage][way] += 1
    return counts
