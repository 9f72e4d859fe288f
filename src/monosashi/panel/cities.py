"""Cities beside one another in one fiscal year: what their plans promise and how far they are, never whose grades are better.

Grades are not compared: each city grades by its own rules. What is compared is computed here alike for all, from the figures
that they published: whether the target of that year was reached, and how far of the way from baseline to final target is gone
((actual - baseline) / (final target - baseline), docs/algorithms/achievement.md). Of an indicator that is made of components, the
components count, which have the figures.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from importlib.resources import files
from typing import Any

from monosashi.panel.engine import Rows
from monosashi.panel.indicator_years import PLAN_KEY
from monosashi.panel.opening import Panel, as_written, number_of

_KEY = (*PLAN_KEY, "fiscal_year")


@dataclass(frozen=True, slots=True)
class CityYear:
    """One plan in one fiscal year in which it was evaluated. Counts are of measures or indicators; None where there are no indicators.

    `due` indicators have a number as target of that very year, an actual and a direction; `reached` of them reached it. `on_the_way`
    have baseline, actual and final target as numbers; `way_gone` is the median of their way in percent. `worse` of those that can be
    `held_against_baseline` stand worse than it. `self_differs` of those that are `graded_twice`, by their department and by the
    city's rules. Money is in thousand yen, None also where its unit is none that is known.
    """

    municipality_code: str
    municipality: str
    plan: str
    fiscal_year: int
    state: str
    measures: int
    excluded: int
    refused: int
    graded_twice: int
    self_differs: int
    indicators: int | None
    outcome: int | None
    output: int | None
    with_baseline: int | None
    with_target: int | None
    with_actual: int | None
    due: int | None
    reached: int | None
    on_the_way: int | None
    way_gone: Decimal | None
    held_against_baseline: int | None
    worse: int | None
    current: Decimal | None
    spent: Decimal | None
    execution: Decimal | None

    @property
    def undeclared(self) -> int | None:
        """Indicators of which the city does not say whether they are outputs or outcomes."""
        if self.indicators is None or self.outcome is None or self.output is None:
            return None
        return self.indicators - self.outcome - self.output


_COUNTS = tuple(field.name for field in fields(CityYear) if field.type in (int, int | None))
_PLACE = Decimal("0.1")


def city_years(panel: Panel, fiscal_year: int | None = None) -> tuple[CityYear, ...]:
    """Every plan in every year that was evaluated, or in this one alone, by municipality, plan and year."""
    rows = compared(panel)
    chosen = rows if fiscal_year is None else rows.filter(rows.fiscal_year == fiscal_year)
    return tuple(_city_year(row) for row in chosen.order_by(*_KEY).to_pyarrow().to_pylist())


def compared(panel: Panel) -> Rows:
    """One row for each plan and each year; the columns are the fields of `CityYear`. An expression: nothing is read yet."""
    rows = panel.plans.select(*PLAN_KEY, "municipality", plan=panel.plans["name"])
    rows = rows.join(_of_measures(panel.grades), PLAN_KEY)
    for part in (_of_indicators(_counted(panel.indicator_years)), _of_money(panel.money_totals)):
        rows = rows.left_join(part, _KEY).drop(*(f"{name}_right" for name in _KEY))
    return rows


def _of_measures(grades: Rows) -> Rows:
    counted = grades.excluded_reason.isnull()
    own, ours = grades.self_grade, grades.computed_grade
    return grades.group_by(_KEY).aggregate(
        state=grades.state.max(),
        measures=counted.sum(),
        excluded=(~counted).sum(),
        refused=(counted & (grades.standing == "refused")).fill_null(False).sum(),  # noqa: FBT003 -- what an empty field counts as
        graded_twice=(own.notnull() & ours.notnull()).sum(),
        self_differs=(own != ours).fill_null(False).sum(),  # noqa: FBT003 -- the same
    )


def _counted(rows: Rows) -> Rows:
    """Those that were judged in their year. Of one that is made of components the components, which have the figures."""
    return rows.filter(rows.direction.notnull() & ~rows.is_whole)


def _of_indicators(rows: Rows) -> Rows:
    return rows.group_by(_KEY).aggregate(
        indicators=rows.count(),
        outcome=(rows.kind == "outcome").sum(),
        output=(rows.kind == "output").sum(),
        with_baseline=rows.has_baseline.sum(),
        with_target=rows.has_target.sum(),
        with_actual=rows.has_actual.sum(),
        due=rows.reached.count(),
        reached=rows.reached.fill_null(False).sum(),  # noqa: FBT003 -- what cannot be told is not counted
        on_the_way=rows.way_gone.count(),
        way_gone=rows.way_gone.median(),
        held_against_baseline=rows.worse.count(),
        worse=rows.worse.fill_null(False).sum(),  # noqa: FBT003 -- the same
    )


def _of_money(money: Rows) -> Rows:
    thousands = money.unit.cases(*_thousands().items())
    return money.select(
        *_KEY,
        current=money.current * thousands,
        spent=money.spent * thousands,
        execution=money.execution_of_current,
    )


@cache
def _thousands() -> dict[str, float]:
    return tomllib.loads(files("monosashi.panel").joinpath("money_units.toml").read_text(encoding="utf-8"))


def _city_year(row: Mapping[str, Any]) -> CityYear:
    told = {name: row[name] for name in _COUNTS}
    return CityYear(
        municipality_code=row["municipality_code"],
        municipality=as_written(row["municipality"]),
        plan=as_written(row["plan"]),
        state=row["state"],
        way_gone=_rounded(row["way_gone"]),
        current=number_of(row["current"]),
        spent=number_of(row["spent"]),
        execution=number_of(row["execution"]),
        **told,
    )


def _rounded(value: float | None) -> Decimal | None:
    """To one place, half away from zero."""
    exact = number_of(value)
    return exact and number_of(float(exact.quantize(_PLACE, ROUND_HALF_UP)))
