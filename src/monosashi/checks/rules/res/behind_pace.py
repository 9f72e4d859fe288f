"""RES003."""

from collections.abc import Iterator
from decimal import Decimal
from types import MappingProxyType

from monosashi.checks.figures import Figures, due_year, figures_of, is_judged, unit_of_change
from monosashi.checks.finding import Finding, Proposal, Severity, Source
from monosashi.checks.needs import Need
from monosashi.checks.published import AUDIT_REPORT
from monosashi.checks.rule import IndicatorRule, Threshold
from monosashi.checks.subjects import IndicatorSubject
from monosashi.core.messages import message
from monosashi.evaluation.achievement import Comparison, ratio
from monosashi.evaluation.rounding import half_up

_HUNDRED = Decimal(100)


class BehindPace(IndicatorRule):
    """目標値に向かう歩みが、今年度までに着いているはずのところに届いていない。

    基準値から最終目標値までをまっすぐ結び（年度の目標値があればそれに従い）、今年度の位置と比べる。

    ## なぜ問題か
    基準値より良くなっていれば評価は保たれるが、このままの歩みでは最終年度に目標値に届かない。
    ## 例
    電子申請の利用率 基準値 21.1% → 実績値 22.6%（目標値 30.0%、今年度に要る値 24.1%）
    ## 直し方
    歩みを速める手段を次年度の取組に書くか、届く見込みに合わせて目標値とその考え方を見直す。
    """

    code, name, severity = "RES003", "behind-pace", Severity.LOOK
    needs = (Need.TARGET, Need.ACTUAL)
    sources = (Source(AUDIT_REPORT, 69, "意見7"), Source("佐世保市DX戦略実行計画 概要版（令和4年度実績）", 3))
    thresholds = MappingProxyType(
        {
            "percent": Threshold(Decimal(90), "今年度までに要る伸びに対し、これだけ（%）進んでいれば問題としない"),
            "grave_percent": Threshold(Decimal(50), "これ（%）に満たなければ要確認とする"),
        }
    )

    def check(self, at: IndicatorSubject) -> Iterator[Finding]:
        """The way done as a share of the way due; without a baseline, the actual as a share of the year's target."""
        figures = figures_of(at.desk, at.indicator)
        done = _share_of_way(figures) if figures.direction else _share_by_scheme(at, figures)
        if done is None or done >= self.threshold("percent") or not is_judged(at):
            return
        if figures.pace not in (None, Comparison.SHORT) or figures.gain not in (None, Comparison.BEYOND):
            return
        yield self.find(
            at,
            variant="without_baseline" if figures.baseline is None else "",
            place=f"{at.place}/actuals/{at.fiscal_year}",
            severity=Severity.WARNING if done < self.threshold("grave_percent") else None,
            actual=figures.actual,
            due=_rounded(figures.due),
            done=half_up(done),
            baseline=figures.baseline,
            target=figures.target,
            unit=at.indicator.unit,
            proposal=_proposal(at, figures),
        )


def _share_of_way(figures: Figures) -> Decimal | None:
    if figures.actual is None or figures.due is None or figures.direction is None:
        return None
    if figures.baseline is None:
        return ratio(figures.actual, figures.due, figures.direction)
    way = figures.due - figures.baseline
    return (figures.actual - figures.baseline) * _HUNDRED / way if way else None


def _share_by_scheme(at: IndicatorSubject, figures: Figures) -> Decimal | None:
    """Where nothing tells which way is better, the rate by which the city's own scheme judges against the same target."""
    outcome = at.outcome
    if outcome is None or figures.baseline is not None or outcome.target is None or outcome.target != figures.due:
        return None
    return outcome.achievement_rate


def _proposal(at: IndicatorSubject, figures: Figures) -> Proposal | None:
    start = at.indicator.baseline.fiscal_year if at.indicator.baseline else None
    last = due_year(at.desk, at.indicator)
    if start is None or figures.actual is None or figures.baseline is None or not start < at.fiscal_year < last:
        return None
    pace = (figures.actual - figures.baseline) / (at.fiscal_year - start)
    return Proposal(
        message(
            "check.RES003.proposal",
            pace=_rounded(pace),
            year=last,
            reached=_rounded(figures.baseline + pace * (last - start)),
            target=figures.target,
            unit=at.indicator.unit,
            change_unit=unit_of_change(at.indicator.unit),
        )
    )


def _rounded(figure: Decimal | None) -> Decimal | None:
    """At most one decimal, none where the figure is whole."""
    if figure is None:
        return None
    return half_up(figure, 0 if figure == figure.to_integral_value() else 1)
