"""STG008."""

from collections.abc import Iterator

from monosashi.checks.finding import Finding, Proposal, Severity, Source
from monosashi.checks.published import AUDIT_REPORT
from monosashi.checks.rule import MeasureRule
from monosashi.checks.subjects import MeasureSubject
from monosashi.core.messages import message
from monosashi.evaluation.dates import is_done_by, is_due_by


class MilestoneOverdue(MeasureRule):
    """期日を過ぎたマイルストーンが、終わったことになっていない。

    ## なぜ問題か
    遅れているか、終わったのに記していないかのどちらかで、どちらでも評価の根拠が欠ける。
    ## 例
    「避難所システムの稼働」期日 令和6年10月、令和6年度末に終わった日がない。
    ## 直し方
    終わっていれば日を記す。遅れていれば、理由と新しい期日を書き、評価に反映する。
    """

    code, name, severity = "STG008", "milestone-overdue", Severity.WARNING
    sources = (Source(AUDIT_REPORT, 110), Source(AUDIT_REPORT, 186, "意見11"))

    def check(self, at: MeasureSubject) -> Iterator[Finding]:
        """Due by the end of the reviewed year and not done by then."""
        for milestone in at.node.milestones:
            if is_due_by(milestone, at.fiscal_year) and not is_done_by(milestone, at.fiscal_year):
                yield self.find(
                    at,
                    place=f"{at.place}/milestones/{milestone.id}/done",
                    milestone=milestone.name,
                    due_date=milestone.due,
                    proposal=Proposal(message("check.STG008.proposal")),
                )
