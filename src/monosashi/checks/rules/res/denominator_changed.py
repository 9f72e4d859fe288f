"""RES009."""

from collections.abc import Iterator
from decimal import Decimal
from types import MappingProxyType

from monosashi.checks.finding import Finding, Proposal, Severity, Source
from monosashi.checks.needs import Need
from monosashi.checks.published import AUDIT_REPORT
from monosashi.checks.rule import IndicatorRule, Threshold
from monosashi.checks.subjects import IndicatorSubject
from monosashi.core.messages import message
from monosashi.core.plan import of_year
from monosashi.evaluation.rounding import percent


class DenominatorChanged(IndicatorRule):
    """率の分母が、前の年と大きく変わっている。

    ## なぜ問題か
    分母の範囲が変わると、率が上がっても良くなったとは限らない。前の年と並べて評価できない。
    ## 例
    分母 9,965件（全手続）→ 4,120件（電子化した手続だけ）。率は 31.2% → 75.5%。
    ## 直し方
    分母の範囲を改めたのなら新しい指標とし、前の指標とのつながりを「比べられない」と記す。件数の増減なら理由を添える。
    """

    code, name, severity = "RES009", "denominator-changed", Severity.WARNING
    needs = (Need.FRACTION,)
    sources = (Source(AUDIT_REPORT, 69),)
    thresholds = MappingProxyType(
        {"percent": Threshold(Decimal(30), "分母が前の年からこれだけ（%）以上変わったときに示す")}
    )

    def check(self, at: IndicatorSubject) -> Iterator[Finding]:
        """Compare the denominators of two years in a row."""
        now, before = (of_year(at.indicator.fractions, year) for year in (at.fiscal_year, at.fiscal_year - 1))
        if now is None or before is None or not now.denominator or not before.denominator:
            return
        change = (now.denominator - before.denominator) * 100 / before.denominator
        if abs(change) < self.threshold("percent"):
            return
        yield self.find(
            at,
            place=f"{at.place}/fractions/{at.fiscal_year}/denominator",
            denominator=now.denominator,
            earlier=before.denominator,
            change=percent(change),
            proposal=Proposal(message("check.RES009.proposal")),
        )
