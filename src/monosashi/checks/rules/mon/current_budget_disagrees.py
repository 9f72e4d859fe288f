"""MON003."""

from collections.abc import Iterator
from decimal import Decimal

from monosashi.checks.amounts import every_program
from monosashi.checks.finding import Finding, Severity, Source
from monosashi.checks.needs import Need
from monosashi.checks.published import AUDIT_REPORT
from monosashi.checks.rule import PlanRule
from monosashi.checks.subjects import PlanSubject
from monosashi.core.money import BudgetStage


class CurrentBudgetDisagrees(PlanRule):
    """予算現額が、当初予算と補正などの合計と合わない。

    予算現額 = 当初 + 補正 + 流用 + 予備費充用 + 前年度繰越額。

    ## なぜ問題か
    どれかの額が誤っているか抜けている。執行率の分母が信用できなくなる。
    ## 例
    当初 20,978千円 + 補正 31,416千円 = 52,394千円 のところを、予算現額 50,394千円と書いている。
    ## 直し方
    歳出予算の資料で額を確かめ、抜けている補正や流用を加える。
    """

    code, name, severity = "MON003", "current-budget-disagrees", Severity.ERROR
    needs = (Need.BUDGET,)
    sources = (Source(AUDIT_REPORT, 94),)

    def check(self, at: PlanSubject) -> Iterator[Finding]:
        """Only where what was added is stated; a current budget alone explains itself."""
        for amounts, measure in every_program(at):
            current, initial = amounts.total(BudgetStage.CURRENT), amounts.total(BudgetStage.INITIAL)
            if current is None or initial is None or amounts.added is None:
                continue
            computed = initial + (amounts.added or Decimal(0))
            if computed != current:
                yield self.find(
                    at,
                    node=measure.node,
                    place=f"budget_programs/{amounts.program.id}",
                    program=amounts.program.name,
                    initial=initial,
                    added=amounts.added,
                    computed=computed,
                    budget=current,
                    money_unit=at.desk.plan.money_unit,
                )
