"""STG003."""

from collections.abc import Iterator

from monosashi.checks.finding import Finding, Severity, Source
from monosashi.checks.management import by_schedule
from monosashi.checks.milestone_skeleton import milestone_skeleton
from monosashi.checks.needs import Need
from monosashi.checks.published import AUDIT_REPORT
from monosashi.checks.rule import MeasureRule
from monosashi.checks.subjects import MeasureSubject


class ScheduleWithoutMilestones(MeasureRule):
    """スケジュールで管理する施策に、マイルストーンがひとつもない。

    ## なぜ問題か
    いつまでに何を終えるかがなければ、「おおむね計画どおり」を誰も確かめられない。
    ## 例
    観光案内システムの更新（スケジュール管理）に、期日のある工程が書かれていない。
    ## 直し方
    仕様の決定、契約、移行、稼働など、終わったかどうかが分かる工程を期日とともに書く。
    """

    code, name, severity = "STG003", "schedule-without-milestones", Severity.LOOK
    needs = (Need.MANAGEMENT,)
    sources = (Source(AUDIT_REPORT, 185, "意見9"), Source(AUDIT_REPORT, 186, "意見11"))

    def check(self, at: MeasureSubject) -> Iterator[Finding]:
        """No milestone and no indicator; where an indicator stands in their place, STG004 speaks."""
        if by_schedule(at) and not at.node.milestones and not at.indicators:
            yield self.find(at, place="milestones", stage=at.stage, proposal=milestone_skeleton(at))
