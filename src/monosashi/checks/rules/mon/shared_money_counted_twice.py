"""MON006."""

from collections.abc import Iterator
from decimal import Decimal

from monosashi.checks.amounts import Amounts, every_program
from monosashi.checks.finding import Finding, Proposal, Severity, Source
from monosashi.checks.folding import fold
from monosashi.checks.needs import Need
from monosashi.checks.published import AUDIT_REPORT
from monosashi.checks.rule import PlanRule
from monosashi.checks.subjects import MeasureSubject, PlanSubject
from monosashi.core.messages import message
from monosashi.core.money import BudgetStage


class SharedMoneyCountedTwice(PlanRule):
    """同じ予算事業が、施策ごとに別々に登録されている。

    ## なぜ問題か
    ひとつのお金が施策の数だけ数えられ、合計が実際の予算より大きくなる。
    ## 例
    「公式アプリ運用経費 2,417千円」が4つの施策に1件ずつあり、合計では 9,668千円になる。
    ## 直し方
    予算事業を1件だけ登録し、関係する施策で共有する。金額を分けられるなら割合を入れる。
    """

    code, name, severity = "MON006", "shared-money-counted-twice", Severity.WARNING
    needs = (Need.BUDGET,)
    sources = (Source(AUDIT_REPORT, 77), Source(AUDIT_REPORT, 182))

    def check(self, at: PlanSubject) -> Iterator[Finding]:
        """Programs of one name and part with the same amounts, for measures that differ."""
        first: dict[tuple[str, str, Decimal, Decimal | None], MeasureSubject] = {}
        for amounts, measure in every_program(at):
            key = _key(amounts)
            if key is None:
                continue
            earlier = first.setdefault(key, measure)
            if earlier.node.id != measure.node.id:
                yield self.find(
                    at,
                    node=measure.node,
                    place=f"budget_programs/{amounts.program.id}",
                    program=amounts.program.name,
                    other=earlier.node.name,
                    budget=key[2],
                    money_unit=at.desk.plan.money_unit,
                    proposal=Proposal(message("check.MON006.proposal")),
                )


def _key(amounts: Amounts) -> tuple[str, str, Decimal, Decimal | None] | None:
    initial = amounts.total(BudgetStage.INITIAL)
    if not initial:
        return None
    return fold(amounts.program.name), fold(amounts.program.part), initial, amounts.spent
