"""PUB002."""

from collections.abc import Iterator

from monosashi.checks.finding import Finding, Proposal, Severity, Source
from monosashi.checks.needs import Need
from monosashi.checks.published import AUDIT_REPORT
from monosashi.checks.rule import TwoYearsRule
from monosashi.checks.subjects import TwoYearsSubject
from monosashi.core.indicators import Actual, Indicator
from monosashi.core.messages import message
from monosashi.core.values import Value, ValueStatus, number


class FigureChangedAfterPublication(TwoYearsRule):
    """確定として公表した過去の実績値や基準値が、あとから変わっている。

    ## なぜ問題か
    去年の資料と今年の資料で同じ年度の数が違えば、どちらも信じてもらえない。達成率も黙って変わる。
    ## 例
    令和5年度の実績値 1,250人（前年度の計画）→ 1,180人（今年度の計画）。正誤の説明がない。
    ## 直し方
    元の数に戻すか、訂正として理由と日付を残す。速報から確定に改めたのなら、前の値を速報と記しておく。
    """

    code, name, severity = "PUB002", "figure-changed-after-publication", Severity.WARNING
    needs = (Need.PREVIOUS_PLAN, Need.INDICATOR)
    sources = (Source(AUDIT_REPORT, 61),)

    def check(self, at: TwoYearsSubject) -> Iterator[Finding]:
        """Final actuals of earlier years, and baselines, in the plan of a year ago against this one."""
        now = {indicator.id: indicator for indicator in _every(at)}
        for before in at.before.desk.plan.indicators:
            if before.node != at.before.node.id or before.id not in now:
                continue
            for place, year, old, new in _changes(before, now[before.id]):
                yield self.find(
                    at,
                    indicator=now[before.id],
                    place=place,
                    year=year,
                    before=number(old),
                    after=number(new),
                    unit=before.unit,
                    proposal=Proposal(message("check.PUB002.proposal")),
                )


def _every(at: TwoYearsSubject) -> Iterator[Indicator]:
    return (indicator for indicator in at.now.plan.indicators if indicator.node == at.now.node.id)


def _changes(before: Indicator, now: Indicator) -> Iterator[tuple[str, int, Value, Value]]:
    path = f"indicators/{now.id}"
    old, new = before.baseline, now.baseline
    if old and new and new.fiscal_year and old.fiscal_year == new.fiscal_year and _differ(old.value, new.value):
        yield f"{path}/baseline", new.fiscal_year, old.value, new.value
    later = {actual.fiscal_year: actual for actual in now.actuals}
    for actual in before.actuals:
        if actual.status is ValueStatus.FINAL and _is_other(actual, later.get(actual.fiscal_year)):
            changed = later[actual.fiscal_year].value
            yield f"{path}/actuals/{actual.fiscal_year}", actual.fiscal_year, actual.value, changed


def _is_other(before: Actual, now: Actual | None) -> bool:
    return now is not None and _differ(before.value, now.value)


def _differ(before: Value, now: Value) -> bool:
    """Whether two numbers differ; an absence that became a number is no change."""
    old, new = number(before), number(now)
    return old is not None and new is not None and old != new
