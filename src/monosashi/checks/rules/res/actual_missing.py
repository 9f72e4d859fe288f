"""RES011."""

from collections.abc import Iterator

from monosashi.checks.figures import figures_of
from monosashi.checks.finding import Finding, Severity, Source
from monosashi.checks.management import by_indicator
from monosashi.checks.needs import Need
from monosashi.checks.published import AUDIT_REPORT
from monosashi.checks.rule import MeasureRule
from monosashi.checks.subjects import MeasureSubject
from monosashi.core.indicators import Indicator


class ActualMissing(MeasureRule):
    """評価指標で管理する施策に、今年度の実績値が入っていない。

    ## なぜ問題か
    空欄は 0 でも「変化なし」でもない。実績値がなければ評価の根拠を確かめられない。
    ## 例
    講座の受講者数 目標値 600人、令和6年度の実績値が空欄
    ## 直し方
    実績値を入れる。まだ集計できていない、調査のない年度である、などのときは、その理由を選んで記す。
    """

    code, name, severity = "RES011", "actual-missing", Severity.WARNING
    needs = (Need.MANAGEMENT, Need.ACTUAL)
    sources = (Source(AUDIT_REPORT, 149),)

    def check(self, at: MeasureSubject) -> Iterator[Finding]:
        """A blank, not a named absence, where a target is stated."""
        if not by_indicator(at):
            return
        for whole in at.indicators:
            for indicator in at.components(whole) or (whole,):
                if _is_blank(at, indicator):
                    target = figures_of(at.desk, indicator).target
                    yield self.find(at, indicator=indicator, place="actuals", target=target, unit=indicator.unit)


def _is_blank(at: MeasureSubject, indicator: Indicator) -> bool:
    answered = any(actual.fiscal_year == at.fiscal_year for actual in indicator.actuals)
    return not answered and figures_of(at.desk, indicator).target is not None
