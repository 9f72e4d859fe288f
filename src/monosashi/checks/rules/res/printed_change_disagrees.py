"""RES005."""

import re
from collections.abc import Iterator
from decimal import Decimal

from monosashi.checks.figures import Figures, figures_of, unit_of_change
from monosashi.checks.finding import Finding, Severity, Source
from monosashi.checks.folding import fold
from monosashi.checks.needs import Need
from monosashi.checks.published import AUDIT_REPORT
from monosashi.checks.rule import IndicatorRule
from monosashi.checks.subjects import IndicatorSubject
from monosashi.core.plan import of_year
from monosashi.core.values import number

_CHANGE = re.compile(r"\(\s*(?:増減|増|差)?\s*([+\-±△▲])\s*([\d,]+(?:\.\d+)?)(?!\s*%)[^()\d]{0,6}\)")


class PrintedChangeDisagrees(IndicatorRule):
    """実績値に添えた増減が、基準値や前年度から計算した増減と合わない。

    ## なぜ問題か
    読む人は「基準値からの増減」と受け取る。目標値との差や写し誤りが混じると、進み具合を読み違える。
    ## 例
    指導件数 基準値 183件、目標値 200件、実績値 230件（+30）。基準値からは +47、+30 は目標値との差。
    ## 直し方
    何からの増減かを書き、計算し直した数に改める。
    """

    code, name, severity = "RES005", "printed-change-disagrees", Severity.WARNING
    needs = (Need.BASELINE, Need.ACTUAL)
    sources = (Source(AUDIT_REPORT, 103),)

    def check(self, at: IndicatorSubject) -> Iterator[Finding]:
        """Recompute a change that is printed in brackets beside the actual."""
        actual = of_year(at.indicator.actuals, at.fiscal_year)
        printed = _printed_change(f"{actual.note} {actual.evidence}") if actual else None
        figures = figures_of(at.desk, at.indicator)
        if printed is None or figures.actual is None or figures.baseline is None:
            return
        previous = number(at.actual(at.fiscal_year - 1))
        if printed in {figures.actual - each for each in (figures.baseline, previous) if each is not None}:
            return
        yield self.find(
            at,
            variant="against_target" if _is_against_target(at, figures, printed) else "",
            place=f"{at.place}/actuals/{at.fiscal_year}/note",
            printed=printed,
            computed=figures.actual - figures.baseline,
            baseline=figures.baseline,
            actual=figures.actual,
            unit=at.indicator.unit,
            change_unit=unit_of_change(at.indicator.unit),
        )


def _is_against_target(at: IndicatorSubject, figures: Figures, printed: Decimal) -> bool:
    targets = [figures.target, *(number(t.value) for t in at.indicator.targets if t.fiscal_year == at.fiscal_year)]
    return any(figures.actual is not None and t is not None and figures.actual - t == printed for t in targets)


def _printed_change(text: str) -> Decimal | None:
    match = _CHANGE.search(fold(text))
    if match is None:
        return None
    amount = Decimal(match[2].replace(",", ""))
    return -amount if match[1] in "-△▲" else amount
