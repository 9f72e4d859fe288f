"""MON005."""

from collections.abc import Iterator

from monosashi.checks.amounts import every_program
from monosashi.checks.finding import Finding, Severity, Source
from monosashi.checks.needs import Need
from monosashi.checks.rule import PlanRule
from monosashi.checks.subjects import PlanSubject
from monosashi.core.money import BudgetStage


class SettlementDoesNotClose(PlanRule):
    """予算現額から支出済額と翌年度繰越額を引いても、不用額にならない。

    ## なぜ問題か
    決算書の基本の式が成り立っていない。どれかの額が速報のままか、写し誤りである。
    ## 例
    予算現額 52,394 − 支出済額 50,000 − 繰越額 2,000 = 394 のところを、不用額 934 と書いている。
    ## 直し方
    確定した決算の額に改める。
    """

    code, name, severity = "MON005", "settlement-does-not-close", Severity.ERROR
    needs = (Need.BUDGET, Need.SPENT)
    sources = (Source("地方自治法施行規則 歳入歳出決算書の様式（予算現額・支出済額・翌年度繰越額・不用額）"),)

    def check(self, at: PlanSubject) -> Iterator[Finding]:
        """Only where all four amounts are stated."""
        for amounts, measure in every_program(at):
            stages = (BudgetStage.CURRENT, BudgetStage.SPENT, BudgetStage.CARRIED_OUT, BudgetStage.UNUSED)
            budget, spent, carried_out, unused = map(amounts.total, stages)
            if budget is None or spent is None or carried_out is None or unused is None:
                continue
            if budget - spent - carried_out != unused:
                yield self.find(
                    at,
                    node=measure.node,
                    place=f"budget_programs/{amounts.program.id}",
                    program=amounts.program.name,
                    budget=budget,
                    spent=spent,
                    carried_out=carried_out,
                    unused=unused,
                    computed=budget - spent - carried_out,
                    money_unit=at.desk.plan.money_unit,
                )
