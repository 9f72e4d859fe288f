"""STG009."""

from collections.abc import Iterator, Mapping

from monosashi.checks.finding import Finding, Proposal, Severity, Source
from monosashi.checks.folding import fold
from monosashi.checks.needs import Need
from monosashi.checks.published import AUDIT_REPORT
from monosashi.checks.rule import MeasureRule
from monosashi.checks.subjects import MeasureSubject
from monosashi.core.messages import message
from monosashi.evaluation.life_cycle import Stage


class StageNotInLifeCycle(MeasureRule):
    """計画のライフサイクルにない段階に置かれている。

    ## なぜ問題か
    何で管理する段階か決まらないため、評価できず、段階ごとの件数にも次の段階の提案にも正しく入らない。
    ## 例
    段階は「1」から「5」までと「3・4」なのに、「２」（全角）や「拡大」と書かれている。
    ## 直し方
    ライフサイクルにある段階の書き方に改める。段階を新しく設けたのなら、ライフサイクルの新しい版に加える。
    """

    code, name, severity = "STG009", "stage-not-in-life-cycle", Severity.ERROR
    needs = (Need.STAGE, Need.LIFE_CYCLE)
    sources = (Source(AUDIT_REPORT, 58),)

    def check(self, at: MeasureSubject) -> Iterator[Finding]:
        """A stage that is stated and that the year's life cycle does not have."""
        cycle = at.desk.life_cycle
        if cycle is None or at.stage is None or at.stage in cycle.by_id:
            return
        to = _meant(at.stage, cycle.by_id)
        yield self.find(
            at,
            place=f"results/{at.node.id}.{at.fiscal_year}/stage",
            stage=at.stage,
            known_stages=tuple(f"{each.id} {each.name}" for each in cycle.stages),
            proposal=Proposal(message("check.STG009.proposal.to", to=to) if to else message("check.STG009.proposal")),
        )


def _meant(stated: str, known: Mapping[str, Stage]) -> str | None:
    """The one stage that is written like it, or is called so; None where there is none or more than one."""
    wanted = _compared(stated)
    found = [each.id for each in known.values() if wanted in {_compared(each.id), _compared(each.name)}]
    return found[0] if len(found) == 1 else None


def _compared(text: str) -> str:
    return fold(text).replace(" ", "")
