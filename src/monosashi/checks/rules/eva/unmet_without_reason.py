"""EVA006."""

from collections.abc import Iterator

from monosashi.checks.finding import Finding, Proposal, Severity, Source
from monosashi.checks.grade_ranks import is_good, own_grades
from monosashi.checks.needs import Need
from monosashi.checks.rule import MeasureRule
from monosashi.checks.subjects import MeasureSubject
from monosashi.core.messages import message
from monosashi.evaluation.outcomes import Standing, Verdict


class UnmetWithoutReason(MeasureRule):
    """目標に届いていないのに、理由か対応が書かれていない。

    ## なぜ問題か
    届かなかった理由が分からなければ、次の年度に何を変えるのかも決められない。ほかの施策には書かれている。
    ## 例
    オンライン申請の利用率 20% → 6.6%。未達への対応の欄が空欄。
    ## 直し方
    届かなかった理由と、次年度に変えることを書く。
    """

    code, name, severity = "EVA006", "unmet-without-reason", Severity.WARNING
    needs = (Need.UNMET_REASON, Need.LEGEND)
    sources = (Source("佐世保市DX戦略実行計画 概要版（令和4年度実績）", 4),)

    def check(self, at: MeasureSubject) -> Iterator[Finding]:
        """A poor grade, own or computed, of the measure or an indicator, with neither reason nor response."""
        if at.result is None or at.result.unmet_reason or at.result.response:
            return
        poor = _poor_grades(at)
        if poor:
            yield self.find(
                at,
                place=f"results/{at.node.id}.{at.fiscal_year}/response",
                grades=poor,
                proposal=Proposal(message("check.EVA006.proposal")),
            )


def _poor_grades(at: MeasureSubject) -> tuple[str, ...]:
    own = own_grades(at.result.ratings if at.result else ())
    verdicts = _verdicts(at)
    graded = [(rating.axis, rating.grade) for rating in own] + [(verdict.axis, verdict.grade) for verdict in verdicts]
    poor = [grade for axis, grade in graded if grade and is_good(at.desk, axis, grade) is False]
    return tuple(dict.fromkeys(poor))


def _verdicts(at: MeasureSubject) -> tuple[Verdict, ...]:
    if at.outcome is None:
        return ()
    told = (at.outcome.computed, *(indicator.verdict for indicator in at.outcome.indicators))
    return tuple(verdict for verdict in told if verdict is not None and verdict.standing is Standing.GRADED)
