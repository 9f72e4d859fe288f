"""KPI006."""

from collections.abc import Iterator

from monosashi.checks.finding import Finding, Severity, Source
from monosashi.checks.folding import fold
from monosashi.checks.needs import Need
from monosashi.checks.proposals import outcome_indicators
from monosashi.checks.published import AUDIT_REPORT
from monosashi.checks.rule import MeasureRule
from monosashi.checks.subjects import MeasureSubject
from monosashi.checks.word_lists import word_list
from monosashi.core.indicators import Indicator
from monosashi.core.results import ManagedBy
from monosashi.core.values import Absence


class IndicatorNotSet(MeasureRule):
    """評価指標が決まっていない。

    ## なぜ問題か
    何をもって進んだとするかが決まっていないと、評価は担当者の感想になる。
    ## 例
    評価指標「未設定」のまま、進捗評価 B が続いている
    ## 直し方
    指標で管理する施策なら指標と目標値を置く。日程で管理する段階なら、期日のあるマイルストーンを置き、次の段階で使う指標を先に決めておく。
    """

    code, name, severity = "KPI006", "indicator-not-set", Severity.WARNING
    needs = (Need.INDICATOR,)
    sources = tuple(Source(AUDIT_REPORT, page) for page in (83, 102, 147, 150))

    def check(self, at: MeasureSubject) -> Iterator[Finding]:
        """Managed by indicators: a fault. Managed by schedule without a milestone, or by nothing told: a thing to look at."""
        if any(_is_set(indicator) for indicator in at.indicators):
            return
        if at.managed_by is ManagedBy.INDICATOR:
            yield self.find(at, proposal=outcome_indicators(at.node.effect, "check.KPI006.proposal"), stage=at.stage)
        elif at.indicators and not at.node.milestones and at.managed_by in (ManagedBy.SCHEDULE, None):
            yield self.find(
                at,
                variant="scheduled",
                severity=Severity.LOOK,
                proposal=outcome_indicators(at.node.effect, "check.KPI006.proposal"),
                stage=at.stage,
            )


def _is_set(indicator: Indicator) -> bool:
    named = fold(indicator.name) and fold(indicator.name) not in word_list("naming_words").of_group("not_set")
    return bool(named) and indicator.final_target is not Absence.NOT_SET
