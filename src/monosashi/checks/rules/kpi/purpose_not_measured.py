"""KPI002."""

from collections.abc import Iterator

from monosashi.checks.courses import has_target
from monosashi.checks.finding import Finding, Severity, Source
from monosashi.checks.folding import fold
from monosashi.checks.indicator_kinds import effect_clauses, infer_kind
from monosashi.checks.needs import Need
from monosashi.checks.proposals import outcome_indicators
from monosashi.checks.published import AUDIT_REPORT
from monosashi.checks.rule import MeasureRule
from monosashi.checks.subjects import MeasureSubject
from monosashi.checks.word_lists import word_list
from monosashi.core.indicators import Indicator

_EFFICIENCY = frozenset({"time", "burden", "cost"})


class PurposeNotMeasured(MeasureRule):
    """業務の効率化や費用の削減が目的なのに、時間も費用も測っていない。

    ## なぜ問題か
    目的と評価指標がかみ合わないと、指標を達成しても目的に近づいたかどうかが分からない。
    ## 例
    施策「帳票の電子化による事務の効率化」、見込まれる効果「印刷費と作業時間の削減」、評価指標「システムの利用率」
    ## 直し方
    減らしたい時間や費用そのものを指標にする。導入の前と後で一度測るだけでも、基準値と実績値になる。
    """

    code, name, severity = "KPI002", "purpose-not-measured", Severity.WARNING
    needs = (Need.INDICATOR,)
    sources = (Source(AUDIT_REPORT, 187, "意見13"), Source(AUDIT_REPORT, 189, "意見19"))

    def check(self, at: MeasureSubject) -> Iterator[Finding]:
        """The name of the measure states a purpose; its effect alone, where it promises nothing else, is weaker."""
        judged = [i for i in at.indicators if has_target(i) or any(has_target(part) for part in at.components(i))]
        promised = effect_clauses(at.node.effect)
        named = word_list("effect_words").groups_in(at.node.name)
        only = bool(promised) and {group for group, _ in promised} <= _EFFICIENCY
        if not judged or not (named & _EFFICIENCY or only) or any(map(_measures_efficiency, judged)):
            return
        clauses = tuple(dict.fromkeys(clause for group, clause in promised if group in _EFFICIENCY))
        yield self.find(
            at,
            severity=None if named and named <= _EFFICIENCY else Severity.LOOK,
            proposal=outcome_indicators(at.node.effect, "check.KPI002.proposal", _EFFICIENCY),
            indicators=tuple(indicator.name for indicator in judged),
            purpose=at.node.name if named & _EFFICIENCY else clauses,
        )


def _measures_efficiency(indicator: Indicator) -> bool:
    told = word_list("effect_words").groups_in(f"{indicator.name} {indicator.computation}") & _EFFICIENCY
    return bool(told) or _is_time_or_money(indicator.unit) or infer_kind(indicator).is_outcome


def _is_time_or_money(unit: str) -> bool:
    return fold(unit).split("/")[0] in word_list("naming_words").of_group("time_or_money")
