"""EVA005."""

from collections.abc import Iterator
from decimal import Decimal
from types import MappingProxyType

from monosashi.checks.finding import Finding, Severity, Source
from monosashi.checks.grade_ranks import own_grades, ranks_of
from monosashi.checks.needs import Need
from monosashi.checks.rule import PlanRule, Threshold
from monosashi.checks.subjects import PlanSubject
from monosashi.evaluation.rounding import percent


class NearlyAllBestGrade(PlanRule):
    """ほとんどの施策が最高の評価になっている。

    ## なぜ問題か
    評価が施策の良し悪しを分けておらず、見直す先を選べない。目標が低いか、評価が甘い。
    ## 例
    40 の施策のうち 35（87.5%）が A
    ## 直し方
    目標値が基準値を十分に超えているか、評価が成果を見ているかを確かめる。
    """

    code, name, severity = "EVA005", "nearly-all-best-grade", Severity.WARNING
    needs = (Need.LEGEND, Need.RATING)
    sources = (
        Source("自治体の行政評価の結果一覧（2年続けて 87% が A）"),
        Source("秋田市 令和7年度包括外部監査 結果報告書", 68),
    )
    thresholds = MappingProxyType(
        {
            "percent": Threshold(Decimal(80), "最高の評価の割合（%）がこれ以上なら示す"),
            "measures": Threshold(Decimal(10), "評価された施策がこの数に満たなければ言わない"),
        }
    )

    def check(self, at: PlanSubject) -> Iterator[Finding]:
        """Count the departments' own grades on each axis of the legend."""
        ranks = ranks_of(at.desk)
        ratings = [r for m in at.measures for r in own_grades(m.result.ratings if m.result else ())]
        for axis in sorted({axis for axis, _ in ranks}):
            grades = [rating.grade for rating in ratings if rating.axis == axis]
            best = [grade for grade in grades if ranks.get((axis, grade or "")) == 1]
            if len(grades) < self.threshold("measures") or not best:
                continue
            share = Decimal(len(best)) * 100 / len(grades)
            if share >= self.threshold("percent"):
                yield self.find(at, grade=best[0], count=len(best), total=len(grades), share=percent(share))
