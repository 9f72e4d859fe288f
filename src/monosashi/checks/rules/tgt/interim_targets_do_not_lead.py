"""TGT007."""

from collections.abc import Iterator
from decimal import Decimal

from monosashi.checks.courses import better_way
from monosashi.checks.finding import Finding, Severity, Source
from monosashi.checks.needs import Need
from monosashi.checks.rule import IndicatorRule
from monosashi.checks.subjects import IndicatorSubject
from monosashi.core.indicators import Indicator
from monosashi.core.values import number


class InterimTargetsDoNotLead(IndicatorRule):
    """年度ごとの目標値や中間目標が、最終目標値につながらない。

    ## なぜ問題か
    年度の目標をすべて達成しても最終目標に届かない。またはその逆で、途中の目標が無意味になる。
    ## 例
    令和6年度 80人、令和7年度 70人、令和8年度（最終）100人。最終年度の年度目標 90人に対し最終目標 100人
    ## 直し方
    最終年度の目標を最終目標にそろえ、途中の年度は基準値から最終目標へ向かう値にする。
    """

    code, name, severity = "TGT007", "interim-targets-do-not-lead", Severity.ERROR
    needs = (Need.FINAL_TARGET,)
    sources = (Source("長崎県 事業群評価調書（令和2年度実績）: 年度ごとの目標値と最終目標（年度）"),)

    def check(self, at: IndicatorSubject) -> Iterator[Finding]:
        """The last year's target against the final one, and each step against the one before, in the stated direction."""
        indicator = at.indicator
        final, steps = number(indicator.final_target), _steps(indicator)
        if final is None or not steps:
            return
        last_year, last = steps[-1]
        if indicator.final_year == last_year and last != final:
            yield self.find(
                at, place="final_target", target=last, final=final, fiscal_year=last_year, unit=indicator.unit
            )
        elif turned := _turns_back(indicator, steps, final):
            year, value = turned
            yield self.find(
                at,
                variant="back",
                severity=Severity.WARNING,
                place=f"targets/{year}",
                target=value,
                final=final,
                fiscal_year=year,
                unit=indicator.unit,
            )


def _steps(indicator: Indicator) -> list[tuple[int, Decimal]]:
    """Targets of single years and milestones between, by year, where they are numbers; interim ones give way."""
    by_year: dict[int, Decimal] = {}
    for target in (*indicator.interim_targets, *indicator.targets):
        value = number(target.value)
        if value is not None:
            by_year[target.fiscal_year] = value
    return sorted(by_year.items())


def _turns_back(indicator: Indicator, steps: list[tuple[int, Decimal]], final: Decimal) -> tuple[int, Decimal] | None:
    """The first step beyond the final target or behind the step before it, None where all lead there."""
    way = better_way(indicator)
    if way is None:
        return None
    before: Decimal | None = None
    for year, value in steps:
        if (value - final) * way > 0 or (before is not None and (value - before) * way < 0):
            return year, value
        before = value
    return None
