"""RES004."""

from collections.abc import Iterator
from decimal import Decimal
from types import MappingProxyType

from monosashi.checks.courses import baseline_is_one_years_amount
from monosashi.checks.finding import Finding, Proposal, Severity, Source
from monosashi.checks.needs import Need
from monosashi.checks.published import AUDIT_REPORT
from monosashi.checks.rule import IndicatorRule, Threshold
from monosashi.checks.subjects import IndicatorSubject
from monosashi.core.indicators import Accumulation, Indicator
from monosashi.core.messages import message
from monosashi.core.values import number
from monosashi.evaluation.rounding import percent


class CumulativeHidesDecline(IndicatorRule):
    """累計は増えているが、1年ごとの増え方は前の年より減っている。

    ## なぜ問題か
    累計は減ることがないため、利用が落ち込んでいても伸びているように見える。
    ## 例
    延べ利用者数（累計）120万人 → 222万人。令和5年度は120万人、令和6年度は102万人で、15%減っている。
    ## 直し方
    単年度の数を並べて書き、減った理由を確かめる。評価指標を単年度の数に改めることも考える。
    """

    code, name, severity = "RES004", "cumulative-hides-decline", Severity.WARNING
    needs = (Need.BASELINE, Need.ACTUAL)
    sources = (Source(AUDIT_REPORT, 145),)
    thresholds = MappingProxyType(
        {"percent": Threshold(Decimal(5), "1年の増え方が前の年よりこれだけ（%）減ったときに示す")}
    )

    def check(self, at: IndicatorSubject) -> Iterator[Finding]:
        """Difference the series; the year before is known from the series or where the baseline is one year's amount."""
        indicator, year = at.indicator, at.fiscal_year
        now, before = _level(indicator, year), _level(indicator, year - 1)
        if indicator.accumulation is not Accumulation.CUMULATIVE or now is None or before is None:
            return
        earlier = _earlier_increment(indicator, year - 1, before)
        increment = now - before
        if earlier is None or earlier <= 0 or increment < 0:
            return
        change = (increment - earlier) * 100 / earlier
        if change > -self.threshold("percent"):
            return
        yield self.find(
            at,
            place=f"{at.place}/actuals/{year}",
            increment=increment,
            earlier=earlier,
            change=percent(change),
            actual=now,
            unit=indicator.unit,
            year=year,
            earlier_year=year - 1,
            proposal=Proposal(message("check.RES004.proposal")),
        )


def _level(indicator: Indicator, year: int) -> Decimal | None:
    """The running total at the end of a year, from the actuals or the baseline."""
    actual = next((a.value for a in indicator.actuals if a.fiscal_year == year), None)
    if actual is None and indicator.baseline and indicator.baseline.fiscal_year == year:
        return number(indicator.baseline.value)
    return number(actual)


def _earlier_increment(indicator: Indicator, year: int, level: Decimal) -> Decimal | None:
    before = _level(indicator, year - 1)
    if before is not None:
        return level - before
    starts_here = indicator.baseline is not None and indicator.baseline.fiscal_year == year
    return level if starts_here and baseline_is_one_years_amount(indicator) else None
