"""KPI008."""

from collections.abc import Iterator

from monosashi.checks.courses import final_target_of
from monosashi.checks.finding import Finding, Severity, Source
from monosashi.checks.folding import fold
from monosashi.checks.needs import Need
from monosashi.checks.rule import IndicatorRule
from monosashi.checks.subjects import IndicatorSubject
from monosashi.checks.word_lists import word_list
from monosashi.core.indicators import Indicator


class RateWithoutDenominator(IndicatorRule):
    """割合の分母が分からない。

    ## なぜ問題か
    何に対する割合かが書かれていないと、分母を替えるだけで値が変わり、年度の間で比べられない。
    ## 例
    「電子申請の利用率」: 全手続に対する割合か、電子化した手続に対する割合かで値が倍も違う
    ## 直し方
    分子と分母を算式に書き、年度ごとに両方の数を残す。
    """

    code, name, severity = "KPI008", "rate-without-denominator", Severity.LOOK
    needs = (Need.TARGET,)
    sources = (Source("秋田市 令和7年度包括外部監査 結果報告書", 69),)

    def check(self, at: IndicatorSubject) -> Iterator[Finding]:
        """A percentage whose name, computation, rationale and fractions all leave open of what."""
        indicator = at.indicator
        if not fold(indicator.unit).startswith("%") or final_target_of(indicator) is None:
            return
        whole = at.desk.index.indicator.get(indicator.part_of or "")
        if not (_tells_of_what(indicator) or (whole and _tells_of_what(whole))):
            yield self.find(at, place="computation", unit=indicator.unit, target=final_target_of(indicator))


def _tells_of_what(indicator: Indicator) -> bool:
    shares = word_list("share_words")
    if indicator.computation or indicator.fractions or "surveyed" in shares.groups_in(indicator.name):
        return True
    return "of_what" in shares.groups_in(f"{indicator.name} {indicator.rationale}")
