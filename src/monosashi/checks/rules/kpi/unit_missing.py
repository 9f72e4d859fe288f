"""KPI007."""

import re
from collections.abc import Iterator

from monosashi.checks.courses import baseline_of, final_target_of
from monosashi.checks.finding import Finding, Severity, Source
from monosashi.checks.folding import fold
from monosashi.checks.needs import Need
from monosashi.checks.rule import IndicatorRule
from monosashi.checks.subjects import IndicatorSubject
from monosashi.checks.word_lists import word_list

_BRACKETS = re.compile(r"\([^)]*\)$")


class UnitMissing(IndicatorRule):
    """数値の目標があるのに単位がない。

    ## なぜ問題か
    件なのか人なのか % なのかが分からないと、担当者が替わったときに違うものを数える。
    ## 例
    評価指標「参加状況」 目標値 80
    ## 直し方
    単位を書く。割合なら % とし、何に対する割合かも書く。
    """

    code, name, severity = "KPI007", "unit-missing", Severity.WARNING
    needs = (Need.TARGET,)
    sources = (Source("長崎県 事業群評価調書（令和2年度実績）: 指標名に単位を併記"),)

    def check(self, at: IndicatorSubject) -> Iterator[Finding]:
        """A component may take the unit of its whole. A name that says what is counted (〜件数) makes it weaker."""
        whole = at.desk.index.indicator.get(at.indicator.part_of or "")
        if at.indicator.unit or (whole and whole.unit):
            return
        target = final_target_of(at.indicator)
        if target is not None:
            name = _BRACKETS.sub("", fold(at.indicator.name))
            severity = Severity.LOOK if word_list("naming_words").of_group("counted").ends(name) else None
            yield self.find(at, place="unit", severity=severity, target=target, baseline=baseline_of(at.indicator))
