"""EVA001."""

from collections.abc import Iterator

from monosashi.checks.finding import Finding, Proposal, Severity, Source
from monosashi.checks.grade_ranks import own_grades
from monosashi.checks.needs import Need
from monosashi.checks.published import AUDIT_REPORT
from monosashi.checks.rule import MeasureRule
from monosashi.checks.subjects import MeasureSubject
from monosashi.core.messages import message
from monosashi.evaluation.outcomes import Standing, differs_from


class GradeDiffersFromScheme(MeasureRule):
    """自己評価が、評価方式から決まる評価と違う。

    ## なぜ問題か
    同じ実績でも課によって評価が変わると、施策を比べられない。甘い評価は改善のきっかけを失わせる。
    ## 例
    参加率 95.4% → 84.8%。方式では D、自己評価は C で、理由が書かれていない。
    ## 直し方
    実績値と目標値を確かめて評価を改める。違う評価とする事情があれば、理由を書く。
    """

    code, name, severity = "EVA001", "grade-differs-from-scheme", Severity.WARNING
    needs = (Need.EVALUATION, Need.RATING)
    sources = (Source(AUDIT_REPORT, 68), Source(AUDIT_REPORT, 80))

    def check(self, at: MeasureSubject) -> Iterator[Finding]:
        """The department's grade against the computed one on the same axis; with a reason it is only to be looked at."""
        computed = at.outcome.computed if at.outcome else None
        if computed is None or computed.standing is not Standing.GRADED or at.result is None:
            return
        for rating in own_grades(at.result.ratings):
            if differs_from(rating, computed):
                yield self.find(
                    at,
                    variant="with_reason" if rating.reason else "",
                    place=f"results/{at.node.id}.{at.fiscal_year}/ratings",
                    severity=Severity.LOOK if rating.reason else None,
                    own=rating.grade,
                    computed=computed.grade,
                    why=computed.explanation,
                    reason=rating.reason or None,
                    proposal=Proposal(message("check.EVA001.proposal", computed=computed.grade)),
                )
