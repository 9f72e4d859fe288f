"""MON008."""

from collections.abc import Iterator
from decimal import Decimal

from monosashi.checks.amounts import Amounts, every_program
from monosashi.checks.finding import Finding, Proposal, Severity, Source
from monosashi.checks.needs import Need
from monosashi.checks.published import AUDIT_REPORT
from monosashi.checks.rule import PlanRule
from monosashi.checks.subjects import PlanSubject
from monosashi.checks.word_lists import word_list
from monosashi.core.messages import message
from monosashi.core.money import BudgetStage


class SubsidyUnused(PlanRule):
    """補助金の予算があるのに、1円も使われていない。

    ## なぜ問題か
    制度を使いたい人がいないか、使いにくい。同じ状況が続くなら、周知だけでは変わらない。
    ## 例
    観光地の無料Wi-Fi補助 予算 550千円、支出 0円、申請なし
    ## 直し方
    対象者の声を聞いて補助の条件や対象を見直す。需要がなければ制度をやめることも考える。
    """

    code, name, severity = "MON008", "subsidy-unused", Severity.WARNING
    needs = (Need.BUDGET, Need.SPENT)
    sources = (Source(AUDIT_REPORT, 125, "意見16"), Source(AUDIT_REPORT, 188, "意見16"))

    def check(self, at: PlanSubject) -> Iterator[Finding]:
        """Items of subsidies with a budget and a settlement of exactly 0; a blank says nothing."""
        for amounts, measure in every_program(at):
            spent = {line.item: line.amount for line in amounts.items(BudgetStage.SPENT)}
            for item, budget in _subsidies(amounts):
                if spent.get(item) == Decimal(0):
                    yield self.find(
                        at,
                        node=measure.node,
                        place=f"budget_programs/{amounts.program.id}",
                        program=amounts.program.name,
                        item=item,
                        budget=budget,
                        money_unit=at.desk.plan.money_unit,
                        proposal=Proposal(message("check.MON008.proposal")),
                    )


def _subsidies(amounts: Amounts) -> Iterator[tuple[str, Decimal]]:
    for line in amounts.items(BudgetStage.INITIAL):
        if isinstance(line.amount, Decimal) and line.amount > 0 and word_list("subsidy_items").found_in(line.item):
            yield line.item, line.amount
