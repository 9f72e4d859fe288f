"""STG002."""

from collections.abc import Iterator

from monosashi.checks.finding import Finding, Proposal, Severity, Source
from monosashi.checks.management import in_first_stage
from monosashi.checks.needs import Need
from monosashi.checks.published import AUDIT_REPORT
from monosashi.checks.rule import MeasureRule
from monosashi.checks.subjects import MeasureSubject
from monosashi.checks.word_lists import word_list
from monosashi.core.messages import message


class BuildingStageAlreadyRuns(MeasureRule):
    """構築の段階に置かれているのに、取組結果にはすでに動いているとある。

    ## なぜ問題か
    構築期は評価指標の対象外なので、使われているものの効果が何年も測られないままになる。
    ## 例
    構築期の施策の取組結果に「予約サイトの保守管理を行った」とある。
    ## 直し方
    動いている部分は評価指標で管理する段階に移し、利用や効果を測る。まだ構築している部分があれば、分けて書く。
    """

    code, name, severity = "STG002", "building-stage-already-runs", Severity.WARNING
    needs = (Need.EVALUATION, Need.STAGE, Need.RESULT_TEXT)
    sources = (Source(AUDIT_REPORT, 144, "意見20"), Source(AUDIT_REPORT, 147, "意見22"))

    def check(self, at: MeasureSubject) -> Iterator[Finding]:
        """Words of operation in the result of a measure that stands in the first stage of the life cycle."""
        if not in_first_stage(at) or at.result is None:
            return
        if words := word_list("stage_words").of_group("running").found_in(at.result.result):
            names = tuple(indicator.name for indicator in at.indicators)
            yield self.find(
                at,
                words=words,
                stage=at.stage,
                proposal=Proposal(message("check.STG002.proposal"), drawn_from=names),
            )
