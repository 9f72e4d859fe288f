"""RES012."""

from collections.abc import Iterator
from decimal import Decimal

from monosashi.checks.finding import Finding, Severity, Source
from monosashi.checks.needs import Need
from monosashi.checks.published import AUDIT_REPORT
from monosashi.checks.rule import IndicatorRule
from monosashi.checks.subjects import IndicatorSubject
from monosashi.core.plan import of_year
from monosashi.core.values import number
from monosashi.evaluation.achievement import compose
from monosashi.evaluation.rounding import half_up


class WholeDisagreesWithComponents(IndicatorRule):
    """内訳から計算した値が、全体の実績値と合わない。

    ## なぜ問題か
    全体か内訳のどれかが誤っている。どの数を信じてよいか、読む人には分からない。
    ## 例
    オンライン申込み 19.1% × オンライン決済 33.1% = 6.3% のところを、全体は 7.3% と書いている。
    ## 直し方
    内訳と全体を元の資料で確かめ、計算し直す。
    """

    code, name, severity = "RES012", "whole-disagrees-with-components", Severity.ERROR
    needs = (Need.ACTUAL,)
    sources = (Source(AUDIT_REPORT, 70),)

    def check(self, at: IndicatorSubject) -> Iterator[Finding]:
        """Compose the components again; a difference within the last printed digit agrees."""
        whole, composition = number(at.actual()), at.indicator.composition
        parts = [number(a.value) if (a := of_year(p.actuals, at.fiscal_year)) else None for p in at.parts]
        known = tuple(part for part in parts if part is not None)
        if whole is None or composition is None or len(known) < len(parts):
            return
        computed = compose(known, composition)
        decimals = max(-int(whole.as_tuple().exponent), 0)
        if computed is None or abs(computed - whole) < Decimal(1).scaleb(-decimals):
            return
        yield self.find(
            at,
            place=f"{at.place}/actuals/{at.fiscal_year}",
            actual=whole,
            computed=half_up(computed, decimals),
            parts=known,
            unit=at.indicator.unit,
        )
