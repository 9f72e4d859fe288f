"""MON002."""

from collections.abc import Iterator
from decimal import Decimal
from types import MappingProxyType

from monosashi.checks.amounts import every_program
from monosashi.checks.finding import Finding, Proposal, Severity, Source
from monosashi.checks.needs import Need
from monosashi.checks.published import AUDIT_REPORT
from monosashi.checks.rule import PlanRule, Threshold
from monosashi.checks.subjects import PlanSubject
from monosashi.core.messages import message
from monosashi.core.money import BudgetStage


class OverrunWithoutSupplement(PlanRule):
    """支出済額が予算を上回っているのに、補正や流用が書かれていない。

    ## なぜ問題か
    予算を超える支出はできない。補正・流用・予備費・繰越のどれかが表から抜けており、読む人には説明のない超過に見える。
    ## 例
    防災ドローンの保険 当初予算 19千円、支出済額 40千円。補正も予算現額も書かれていない。
    ## 直し方
    補正・流用などの額と予算現額を書き、当初予算を超えた理由を添える。
    """

    code, name, severity = "MON002", "overrun-without-supplement", Severity.WARNING
    needs = (Need.BUDGET, Need.SPENT)
    sources = (Source(AUDIT_REPORT, 85), Source(AUDIT_REPORT, 89), Source(AUDIT_REPORT, 90), Source(AUDIT_REPORT, 80))
    thresholds = MappingProxyType(
        {"small": Threshold(Decimal(10), "超えた額がこれ（計画の金額の単位）以下なら参考にとどめる")}
    )

    def check(self, at: PlanSubject) -> Iterator[Finding]:
        """Spending beyond the current budget, or beyond the initial one with all that was added."""
        for amounts, measure in every_program(at):
            budget, spent = amounts.budget, amounts.spent
            if budget is None or spent is None or spent <= budget:
                continue
            explained = amounts.total(BudgetStage.CURRENT) is not None or amounts.added is not None
            yield self.find(
                at,
                variant="current" if explained else "",
                node=measure.node,
                place=f"budget_programs/{amounts.program.id}",
                severity=Severity.LOOK if spent - budget <= self.threshold("small") else None,
                program=amounts.program.name,
                budget=budget,
                spent=spent,
                over=spent - budget,
                money_unit=at.desk.plan.money_unit,
                proposal=None if explained else Proposal(message("check.MON002.proposal")),
            )
