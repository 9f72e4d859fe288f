"""STG005."""

from collections.abc import Iterator

from monosashi.checks.figures import Figures, judged_figures
from monosashi.checks.finding import Finding, Proposal, Severity, Source
from monosashi.checks.management import by_indicator, suggested_stage
from monosashi.checks.needs import Need
from monosashi.checks.published import AUDIT_REPORT
from monosashi.checks.rule import MeasureRule
from monosashi.checks.subjects import MeasureSubject
from monosashi.core.indicators import Direction, Indicator
from monosashi.core.messages import message


class PlateauAtTarget(MeasureRule):
    """基準値も目標値も実績値も同じで、伸びる余地がないまま評価指標で管理されている。

    ## なぜ問題か
    毎年「達成」と評価されるが、何も動いていない。管理の手間がかかり、ほかに測るべき効果が見えなくなる。
    ## 例
    1週間以内の現場確認の割合 基準値 100%、目標値 100%、実績値 100%
    ## 直し方
    今後も変わらないなら安定期に移して実績だけを見る。続けるなら、市民にとっての効果を測る指標に替える。
    """

    code, name, severity = "STG005", "plateau-at-target", Severity.WARNING
    needs = (Need.MANAGEMENT, Need.ACTUAL)
    sources = (Source(AUDIT_REPORT, 138, "意見18"), Source(AUDIT_REPORT, 141, "意見19"))

    def check(self, at: MeasureSubject) -> Iterator[Finding]:
        """Every indicator of the measure stands where it stood and where it is to stand."""
        told = [(i, each) for i in at.indicators for each in judged_figures(at.desk, i)]
        if not by_indicator(at) or not told or not all(_is_flat(figures) for _, figures in told):
            return
        indicator, figures = told[0]
        yield self.find(
            at,
            indicator=indicator,
            severity=Severity.LOOK if _is_kept(indicator) else None,
            baseline=figures.baseline,
            target=figures.target,
            actual=figures.actual,
            unit=indicator.unit,
            stage=at.stage,
            proposal=_proposal(at),
        )


def _is_flat(figures: Figures) -> bool:
    return figures.actual is not None and figures.baseline == figures.target == figures.actual


def _is_kept(indicator: Indicator) -> bool:
    return indicator.direction in (Direction.MAINTAIN, Direction.RANGE)


def _proposal(at: MeasureSubject) -> Proposal:
    to = suggested_stage(at)
    return Proposal(message("check.STG005.proposal.to", to=to) if to else message("check.STG005.proposal"))
