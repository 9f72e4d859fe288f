"""PUB003."""

from collections.abc import Iterator

from monosashi.checks.amounts import Amounts
from monosashi.checks.finding import Finding, Proposal, Severity, Source
from monosashi.checks.needs import Need
from monosashi.checks.rule import TwoYearsRule
from monosashi.checks.subjects import TwoYearsSubject
from monosashi.core.messages import message
from monosashi.core.money import BudgetStage
from monosashi.core.plan import YearState


class SettledMoneyChanged(TwoYearsRule):
    """決算が確定した年度の額が、あとから変わっている。

    ## なぜ問題か
    議会の認定を受けた決算の額は変わらない。計画の側の写し誤りか、対象にする範囲の変更が黙って行われている。
    ## 例
    令和5年度（決算確定）の支出済額 2,188千円 → 2,881千円
    ## 直し方
    決算書の額に戻す。対象の範囲を改めたのなら、新しい予算事業として書き分ける。
    """

    code, name, severity = "PUB003", "settled-money-changed", Severity.ERROR
    needs = (Need.PREVIOUS_PLAN, Need.SPENT)
    sources = (Source("地方自治法 第233条（決算）"),)

    def check(self, at: TwoYearsSubject) -> Iterator[Finding]:
        """Programs of the measure, in the years that were settled a year ago."""
        plan = at.before.desk.plan
        settled = [year.fiscal_year for year in plan.years if year.state is YearState.SETTLED]
        now = {program.id: program for program in at.now.programs}
        for program in at.before.programs:
            for year in settled if program.id in now and program.shares[0].node == at.before.node.id else ():
                old = Amounts(program, year).total(BudgetStage.SPENT)
                new = Amounts(now[program.id], year).total(BudgetStage.SPENT)
                if old is not None and new is not None and old != new:
                    yield self.find(
                        at,
                        place=f"budget_programs/{program.id}",
                        program=program.name,
                        year=year,
                        before=old,
                        after=new,
                        money_unit=plan.money_unit,
                        proposal=Proposal(message("check.PUB003.proposal")),
                    )
