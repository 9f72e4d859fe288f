"""MON009."""

from collections.abc import Iterator
from decimal import Decimal

from monosashi.checks.amounts import amounts_of
from monosashi.checks.finding import Finding, Severity, Source
from monosashi.checks.needs import Need
from monosashi.checks.published import AUDIT_REPORT
from monosashi.checks.rule import MeasureRule
from monosashi.checks.subjects import MeasureSubject


class MoneyWithoutResult(MeasureRule):
    """支出があるのに、取組結果も実績値も書かれていない。

    ## なぜ問題か
    税金を何に使い、何が得られたのかを説明できない。
    ## 例
    観光アプリの運用に 2,417千円を支出したが、取組結果が空欄で実績値もない。
    ## 直し方
    何をして何が変わったかを書く。答えを待っているなら、担当課に照会する。
    """

    code, name, severity = "MON009", "money-without-result", Severity.WARNING
    needs = (Need.SPENT, Need.RESULT_TEXT)
    sources = (Source(AUDIT_REPORT, 179, "意見5"),)

    def check(self, at: MeasureSubject) -> Iterator[Finding]:
        """Spending, and neither a word nor a figure of the year."""
        spent = sum((amounts.spent or Decimal(0) for amounts in amounts_of(at)), Decimal(0))
        told = bool(at.result and (at.result.result or at.result.notes))
        measured = any(a.fiscal_year == at.fiscal_year for i in at.indicators for a in i.actuals)
        if spent > 0 and not told and not measured:
            yield self.find(at, spent=spent, money_unit=at.plan.money_unit)
