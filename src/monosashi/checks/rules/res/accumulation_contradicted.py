"""RES006."""

from collections.abc import Iterator

from monosashi.checks.finding import Finding, Severity, Source
from monosashi.checks.needs import Need
from monosashi.checks.published import AUDIT_REPORT
from monosashi.checks.rule import IndicatorRule
from monosashi.checks.subjects import IndicatorSubject
from monosashi.checks.word_lists import word_list
from monosashi.core.indicators import Accumulation, Indicator
from monosashi.core.plan import of_year


class AccumulationContradicted(IndicatorRule):
    """累計・単年度の区分が、目標値の考え方や添え書きと食い違っている。

    ## なぜ問題か
    累計か単年度かで、同じ数でも意味が変わる。単年度の数を累計と読むと、減っていても増えたように見える。
    ## 例
    ダウンロード数「累計 644回」。目標値の考え方は前年同期比 +30.2% で、1年ごとの数として組み立てられている。
    ## 直し方
    何の期間の数かを確かめ、区分か考え方のどちらかを改める。割合には「累計」を付けない。
    """

    code, name, severity = "RES006", "accumulation-contradicted", Severity.LOOK
    needs = (Need.INDICATOR,)
    sources = (Source(AUDIT_REPORT, 136), Source(AUDIT_REPORT, 137))

    def check(self, at: IndicatorSubject) -> Iterator[Finding]:
        """Hold the declared accumulation against the words of the rationale and the notes."""
        declared = at.indicator.accumulation
        words = word_list("series")
        if declared is Accumulation.CUMULATIVE:
            if told := words.of_group("year_on_year").found_in(at.indicator.rationale):
                yield self.find(at, variant="told_annual", place="rationale", words=told)
        elif declared is Accumulation.ANNUAL and (told := words.of_group("cumulative").found_in(_notes(at))):
            yield self.find(at, variant="told_cumulative", place=f"{at.place}/actuals/{at.fiscal_year}", words=told)
        if declared is Accumulation.CUMULATIVE and _is_share(at.indicator):
            yield self.find(at, variant="rate", place="accumulation", unit=at.indicator.unit)


def _notes(at: IndicatorSubject) -> str:
    actual = of_year(at.indicator.actuals, at.fiscal_year)
    return f"{at.indicator.name} {actual.note if actual else ''}"


def _is_share(indicator: Indicator) -> bool:
    return indicator.unit in word_list("rate_units").of_group("percent")
