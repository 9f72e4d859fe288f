"""RES010."""

from collections.abc import Iterator
from decimal import Decimal
from types import MappingProxyType

from monosashi.checks.figures import figures_of
from monosashi.checks.finding import Finding, Severity, Source
from monosashi.checks.needs import Need
from monosashi.checks.published import AUDIT_REPORT
from monosashi.checks.rule import IndicatorRule, Threshold
from monosashi.checks.subjects import IndicatorSubject
from monosashi.checks.word_lists import word_list
from monosashi.core.values import number

_HUNDRED = Decimal(100)


class ImplausibleJump(IndicatorRule):
    """実績値が前の値から桁の違うほど動いている、または割合が100%を超えている。

    ## なぜ問題か
    入力の桁違いや単位の取り違え（人と千人、% と割合）のことが多い。誤った数のまま評価と公表に進んでしまう。
    ## 例
    来場者数 12,300人 → 123,400人
    ## 直し方
    元の資料と単位を確かめる。数が正しければ、急に動いた理由を添える。
    """

    code, name, severity = "RES010", "implausible-jump", Severity.LOOK
    needs = (Need.ACTUAL,)
    sources = (Source(AUDIT_REPORT, 107), Source(AUDIT_REPORT, 89))
    thresholds = MappingProxyType({"times": Threshold(Decimal(8), "前の値の何倍（または何分の1）以上なら示すか")})

    def check(self, at: IndicatorSubject) -> Iterator[Finding]:
        """Hold the actual against the year before, else the baseline; a share against its whole."""
        figures = figures_of(at.desk, at.indicator)
        earlier = number(at.actual(at.fiscal_year - 1))
        before = figures.baseline if earlier is None else earlier
        if figures.actual is None or before is None:
            return
        jumps = self._jumps(figures.actual, before)
        if jumps or _exceeds_whole(at.indicator.unit, figures.actual, before, figures.target):
            yield self.find(
                at,
                variant="" if jumps else "over_hundred",
                place=f"{at.place}/actuals/{at.fiscal_year}",
                actual=figures.actual,
                before=before,
                unit=at.indicator.unit,
            )

    def _jumps(self, actual: Decimal, before: Decimal) -> bool:
        low, high = sorted((abs(actual), abs(before)))
        return low > 1 and high >= low * self.threshold("times")


def _exceeds_whole(unit: str, actual: Decimal, before: Decimal, target: Decimal | None) -> bool:
    """A rate over 100 although neither its earlier value nor its target thought it possible."""
    expected = (before, target or _HUNDRED)
    return unit in word_list("rate_units").of_group("percent") and actual > _HUNDRED and max(expected) <= _HUNDRED
