"""STG004."""

from collections.abc import Iterator

from monosashi.checks.finding import Finding, Severity, Source
from monosashi.checks.management import by_schedule
from monosashi.checks.milestone_skeleton import milestone_skeleton
from monosashi.checks.needs import Need
from monosashi.checks.published import AUDIT_REPORT
from monosashi.checks.rule import MeasureRule
from monosashi.checks.subjects import MeasureSubject


class IndicatorWhereMilestonesAreDue(MeasureRule):
    """スケジュールで管理する施策に、マイルストーンの代わりに評価指標が置かれている。

    ## なぜ問題か
    この段階の評価は工程の進み具合で決まる。数の入らない指標の名前だけでは、どこまで進んだのか第三者には分からない。
    ## 例
    学校給食システムの更新（スケジュール管理）。評価指標「新システムへの移行完了」、目標値は該当なし、工程の期日はない。
    ## 直し方
    いつまでに何をするかをマイルストーンとして書き、評価のときに届いたかどうかを記す。指標は稼働したあとに使う。
    """

    code, name, severity = "STG004", "indicator-where-milestones-are-due", Severity.LOOK
    needs = (Need.MANAGEMENT, Need.INDICATOR)
    sources = (
        Source(AUDIT_REPORT, 76, "意見9"),
        Source(AUDIT_REPORT, 93, "意見11"),
        Source(AUDIT_REPORT, 186, "意見11"),
    )

    def check(self, at: MeasureSubject) -> Iterator[Finding]:
        """An indicator without milestones beside it."""
        if by_schedule(at) and not at.node.milestones and at.indicators:
            names = tuple(indicator.name for indicator in at.indicators)
            yield self.find(
                at, place="milestones", indicators=names, stage=at.stage, proposal=milestone_skeleton(at, names)
            )
