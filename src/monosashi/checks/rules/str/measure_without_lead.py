"""STR002."""

from collections.abc import Iterator

from monosashi.checks.finding import Finding, Severity, Source
from monosashi.checks.published import AUDIT_REPORT
from monosashi.checks.rule import PlanRule
from monosashi.checks.subjects import MeasureSubject, PlanSubject
from monosashi.core.tree import Role


class MeasureWithoutLead(PlanRule):
    """主担当課が決まっていない施策がある。

    ## なぜ問題か
    照会に誰も答えず、遅れても誰も気付かない。関連課だけが並ぶ施策では、責任の所在があいまいになる。
    ## 例
    ほかの施策には主担当課があるのに、「災害時の通訳アプリ」だけ空欄になっている。
    ## 直し方
    主担当課をひとつ決める。複数の課で進めるなら、取りまとめる課を主担当課とする。
    """

    code, name, severity = "STR002", "measure-without-lead", Severity.WARNING
    reads_answers = False
    sources = (Source(AUDIT_REPORT, 67), Source("第6回 萩市DX推進本部会議 資料"))

    def check(self, at: PlanSubject) -> Iterator[Finding]:
        """Only where other measures of the plan have one: a plan without departments says nothing of this."""
        without = [measure for measure in at.measures if not _has_lead(measure)]
        if len(without) == len(at.measures):
            return
        for measure in without:
            yield self.find(at, node=measure.node, place=f"{measure.place}/responsibilities")


def _has_lead(measure: MeasureSubject) -> bool:
    return any(part.role is Role.LEAD for part in measure.node.parts_in(measure.fiscal_year))
