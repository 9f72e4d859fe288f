"""MON004."""

from collections.abc import Iterator
from decimal import Decimal

from monosashi.checks.amounts import Amounts, every_program
from monosashi.checks.finding import Finding, Severity, Source
from monosashi.checks.published import AUDIT_REPORT
from monosashi.checks.rule import PlanRule
from monosashi.checks.subjects import PlanSubject
from monosashi.core.messages import message
from monosashi.core.money import BudgetStage


class PartsDoNotAddUp(PlanRule):
    """科目別または財源別の額を足しても、合計にならない。

    ## なぜ問題か
    合計か内訳のどこかに写し誤りがある。△を付けた減額が数として読まれていないこともある。
    ## 例
    委託料 8,245 + その他 1,439 = 9,684 のところを、事業費計 9,648 と書いている。
    ## 直し方
    決算の資料で一つずつ確かめ、誤っている額を直す。
    """

    code, name, severity = "MON004", "parts-do-not-add-up", Severity.ERROR
    sources = (Source(AUDIT_REPORT, 67), Source(AUDIT_REPORT, 124))

    def check(self, at: PlanSubject) -> Iterator[Finding]:
        """Each stage's items and sources against its total, else against each other."""
        for amounts, measure in every_program(at):
            for stage in BudgetStage:
                for parts, summed, whole in _sums(amounts, stage):
                    yield self.find(
                        at,
                        node=measure.node,
                        place=f"budget_programs/{amounts.program.id}",
                        program=amounts.program.name,
                        budget_stage=message(f"budget_stage.{stage}"),
                        parts=message(f"check.MON004.by.{parts}"),
                        computed=summed,
                        total=whole,
                        money_unit=at.desk.plan.money_unit,
                    )


def _sums(amounts: Amounts, stage: BudgetStage) -> Iterator[tuple[str, Decimal, Decimal]]:
    """What is wrong: which parts, what they sum to, and the total."""
    whole, items, sources = amounts.stated(stage), amounts.by_item(stage), amounts.by_source(stage)
    if whole is None:
        if items is not None and sources is not None and items != sources:
            yield "source", sources, items
        return
    for parts, summed in (("item", items), ("source", sources)):
        if summed is not None and summed != whole:
            yield parts, summed, whole
