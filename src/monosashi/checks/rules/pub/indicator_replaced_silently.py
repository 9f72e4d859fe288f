"""PUB005."""

from collections.abc import Iterator

from monosashi.checks.finding import Finding, Proposal, Severity, Source
from monosashi.checks.folding import fold
from monosashi.checks.needs import Need
from monosashi.checks.published import AUDIT_REPORT
from monosashi.checks.rule import TwoYearsRule
from monosashi.checks.subjects import TwoYearsSubject
from monosashi.core.indicators import Indicator
from monosashi.core.messages import message
from monosashi.core.values import number


class IndicatorReplacedSilently(TwoYearsRule):
    """評価指標が、前年度とのつながりを記さずに取り替えられたり、測り方を改められたりしている。

    ## なぜ問題か
    届かない指標をやめて別の指標にすれば、未達が消える。測り方が変わった数は、前の年と並べられない。
    ## 例
    「配置台数」が「新規導入又は更新の台数」に改められたが、前の指標とのつながりがない。
    ## 直し方
    新しい指標に、何を引き継ぐか（置き換え・比べられない）と改めた理由を記す。前の指標の実績も残す。
    """

    code, name, severity = "PUB005", "indicator-replaced-silently", Severity.WARNING
    needs = (Need.PREVIOUS_PLAN, Need.INDICATOR)
    sources = (Source(AUDIT_REPORT, 87), Source(AUDIT_REPORT, 61))

    def check(self, at: TwoYearsSubject) -> Iterator[Finding]:
        """Indicators that are gone without a successor, and those whose name, unit or formula is another."""
        now = {indicator.id: indicator for indicator in at.now.plan.indicators}
        succeeded = {link.predecessor for indicator in now.values() for link in indicator.succeeds}
        for before in at.before.desk.plan.indicators:
            if before.node != at.before.node.id or before.id in succeeded:
                continue
            after = now.get(before.id)
            if after is None and number(before.final_target) is not None:
                yield self.find(
                    at,
                    variant="gone",
                    old_indicator=before.name,
                    new_indicators=tuple(indicator.name for indicator in at.now.indicators),
                    proposal=Proposal(message("check.PUB005.proposal")),
                )
            elif after is not None and _is_another(before, after):
                yield self.find(
                    at,
                    variant="redefined",
                    indicator=after,
                    before=_definition(before),
                    after=_definition(after),
                    proposal=Proposal(message("check.PUB005.proposal")),
                )


def _is_another(before: Indicator, after: Indicator) -> bool:
    changed = fold(before.name) != fold(after.name) and fold(before.unit) != fold(after.unit)
    return changed or _other_formula(before.computation, after.computation)


def _other_formula(before: str, after: str) -> bool:
    """Whether a formula was stated and is another now; one that was only added changes nothing."""
    return bool(before) and bool(after) and fold(before) != fold(after)


def _definition(indicator: Indicator) -> str:
    return indicator.computation or f"{indicator.name} ({indicator.unit})"
