"""MON001."""

from collections.abc import Iterator
from decimal import Decimal
from types import MappingProxyType

from monosashi.checks.amounts import Amounts, every_program
from monosashi.checks.figures import judged_figures
from monosashi.checks.finding import Finding, Proposal, Severity, Source
from monosashi.checks.needs import Need
from monosashi.checks.published import AUDIT_REPORT
from monosashi.checks.rule import PlanRule, Threshold
from monosashi.checks.subjects import MeasureSubject, PlanSubject
from monosashi.core.messages import message
from monosashi.core.money import BudgetStage
from monosashi.evaluation.achievement import Comparison
from monosashi.evaluation.rounding import percent


class ExecutionLow(PlanRule):
    """予算の執行率が著しく低い。

    予算現額に対する支出済額で見る。翌年度に繰り越した額は使ったものとして数える。

    ## なぜ問題か
    見積りが過大だったか、予定した取組ができていない。成果も動いていなければ、事業の組み立てを見直す手掛かりになる。
    ## 例
    観光アプリの改修 予算現額 33,230千円、支出済額 15,397千円（46.3%）
    ## 直し方
    残った理由（入札の差金、申請がない、取りやめなど）を書き、次年度の見積りに生かす。
    """

    code, name, severity = "MON001", "execution-low", Severity.WARNING
    needs = (Need.BUDGET, Need.SPENT)
    sources = (
        Source(AUDIT_REPORT, 114, "意見14"),
        Source(AUDIT_REPORT, 125, "意見16"),
        Source(AUDIT_REPORT, 133, "意見17"),
        Source(AUDIT_REPORT, 147, "意見22"),
    )
    thresholds = MappingProxyType({"percent": Threshold(Decimal(50), "執行率がこれ（%）に満たないときに示す")})

    def check(self, at: PlanSubject) -> Iterator[Finding]:
        """Spending against what could be spent; grave only where no indicator moved either."""
        for amounts, measure in every_program(at):
            used, budget = _used(amounts), amounts.budget
            if used is None or not budget or used * 100 / budget >= self.threshold("percent"):
                continue
            yield self.find(
                at,
                node=measure.node,
                place=f"budget_programs/{amounts.program.id}",
                severity=Severity.LOOK if _has_moved(measure) else None,
                program=amounts.program.name,
                budget=budget,
                spent=used,
                execution=percent(used * 100 / budget),
                money_unit=at.desk.plan.money_unit,
                proposal=Proposal(message("check.MON001.proposal")),
            )


def _used(amounts: Amounts) -> Decimal | None:
    if amounts.spent is None:
        return None
    return amounts.spent + (amounts.total(BudgetStage.CARRIED_OUT) or Decimal(0))


def _has_moved(measure: MeasureSubject) -> bool:
    """Whether an indicator is better than its baseline, or nothing can be said of any."""
    figures = [each for indicator in measure.indicators for each in judged_figures(measure.desk, indicator)]
    known = [each for each in figures if each.actual is not None and each.baseline is not None]
    return not known or any(each.gain is Comparison.BEYOND for each in known)
