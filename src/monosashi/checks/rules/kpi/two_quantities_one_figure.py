"""KPI004."""

import re
from collections.abc import Iterator

from monosashi.checks.finding import Finding, Severity, Source
from monosashi.checks.needs import Need
from monosashi.checks.published import AUDIT_REPORT
from monosashi.checks.rule import IndicatorRule
from monosashi.checks.subjects import IndicatorSubject
from monosashi.checks.word_lists import word_list

_BRACKETS = re.compile(r"[(（][^)）]*[)）]|「[^」]*」")


class TwoQuantitiesOneFigure(IndicatorRule):
    """評価指標の名前に二つの量があるのに、数値はひとつしかない。

    ## なぜ問題か
    どちらの量の目標で、どちらが評価されたのかが読み取れない。もう一方は測られないまま残る。
    ## 例
    評価指標「設置した箇所数、利用件数」、目標値は 30 だけ
    ## 直し方
    指標を二つに分け、それぞれに単位、基準値、目標値を置く。片方だけでよければ、名前から外す。
    """

    code, name, severity = "KPI004", "two-quantities-one-figure", Severity.LOOK
    needs = (Need.INDICATOR,)
    sources = tuple(Source(AUDIT_REPORT, page) for page in (73, 144))

    def check(self, at: IndicatorSubject) -> Iterator[Finding]:
        """Count the parts of the name that end like a quantity, outside brackets and quoted titles."""
        if at.is_component or at.parts:
            return
        naming = word_list("naming_words")
        pieces = naming.of_group("joint").split(_BRACKETS.sub("", at.indicator.name))
        quantities = tuple(piece for piece in pieces if len(piece) > 1 and naming.of_group("quantity").ends(piece))
        if len(quantities) > 1 and len(quantities) == len(pieces):
            yield self.find(at, place="name", quantities=quantities)
