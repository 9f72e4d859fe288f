"""TGT009."""

from collections.abc import Iterator
from decimal import Decimal

from monosashi.checks.courses import baseline_of, final_target_of
from monosashi.checks.finding import Finding, Severity, Source
from monosashi.checks.folding import fold
from monosashi.checks.needs import Need
from monosashi.checks.rule import IndicatorRule
from monosashi.checks.subjects import IndicatorSubject
from monosashi.checks.word_lists import word_list

_WHOLE = Decimal(100)


class ShareAboveHundred(IndicatorRule):
    """全体に占める割合なのに、基準値か目標値が 100 % を超える。

    ## なぜ問題か
    全体に占める割合は 100 % を超えない。数か率の取り違えか、分母の誤りである。
    ## 例
    評価指標「講座の受講率」 目標値 120 %
    ## 直し方
    分子と分母を確かめる。人数なら単位を人に、前年度比なら名前を「前年度比」に改める。
    """

    code, name, severity = "TGT009", "share-above-hundred", Severity.ERROR
    needs = (Need.TARGET,)
    sources = (Source("秋田市 令和7年度包括外部監査 結果報告書", 146, "意見21"),)

    def check(self, at: IndicatorSubject) -> Iterator[Finding]:
        """Only names that say a share and nothing that may grow beyond the whole."""
        indicator = at.indicator
        shares = word_list("share_words")
        told = shares.of_group("share").found_in(indicator.name)
        if not fold(indicator.unit).startswith("%") or not told or shares.of_group("beyond").found_in(indicator.name):
            return
        figures = {"baseline": baseline_of(indicator), "target": final_target_of(indicator)}
        for kind, figure in figures.items():
            if figure is not None and figure > _WHOLE:
                place = "baseline" if kind == "baseline" else "final_target"
                yield self.find(at, variant=kind, place=place, figure=figure, unit=indicator.unit)
