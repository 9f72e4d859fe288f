"""RES008."""

from collections.abc import Iterator
from decimal import ROUND_DOWN, ROUND_HALF_UP, ROUND_UP, Decimal

from monosashi.checks.finding import Finding, Severity, Source
from monosashi.checks.needs import Need
from monosashi.checks.published import AUDIT_REPORT
from monosashi.checks.rule import IndicatorRule
from monosashi.checks.subjects import IndicatorSubject
from monosashi.core.plan import of_year
from monosashi.core.values import number


class RateDisagreesWithFraction(IndicatorRule):
    """書かれた率が、分子と分母から計算した率と合わない。

    ## なぜ問題か
    率か件数のどちらかが誤っている。率で評価を決めるため、評価そのものが変わりうる。
    ## 例
    電子申請 3,111件 / 全手続 9,965件 = 31.2% のところを 32.1% と書いている。
    ## 直し方
    元の件数を確かめ、率を計算し直す。
    """

    code, name, severity = "RES008", "rate-disagrees-with-fraction", Severity.ERROR
    needs = (Need.FRACTION, Need.ACTUAL)
    sources = (Source(AUDIT_REPORT, 87), Source(AUDIT_REPORT, 155))

    def check(self, at: IndicatorSubject) -> Iterator[Finding]:
        """Divide again; a rate rounded or cut at its own scale agrees."""
        rate, fraction = number(at.actual()), of_year(at.indicator.fractions, at.fiscal_year)
        if rate is None or fraction is None or not fraction.denominator or fraction.numerator is None:
            return
        exact = fraction.numerator * 100 / fraction.denominator
        scale = Decimal(1).scaleb(min(int(rate.as_tuple().exponent), 0))
        if rate in {exact.quantize(scale, mode) for mode in (ROUND_HALF_UP, ROUND_DOWN, ROUND_UP)}:
            return
        yield self.find(
            at,
            place=f"{at.place}/actuals/{at.fiscal_year}",
            actual=rate,
            computed=exact.quantize(scale, ROUND_HALF_UP),
            numerator=fraction.numerator,
            denominator=fraction.denominator,
            unit=at.indicator.unit,
        )
