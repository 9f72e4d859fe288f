"""Grades as bars with their counts, and what a city's symbols mean."""

from dataclasses import dataclass

from monosashi.core.messages import message
from monosashi.office.plans.year.in_year import InYear
from monosashi.office.plans.year.totals import GradeTotal, Totals
from monosashi.office.ui.cells import GradeMark
from monosashi.office.ui.language import language, spoken
from monosashi.publishing.charts import tones
from monosashi.publishing.charts.bars import GradeShare, grade_bar
from monosashi.publishing.charts.chart import Chart

_TONES = {each.name: each for each in (tones.BEST, tones.GOOD, tones.MIDDLE, tones.LOW, tones.WORST, tones.NONE)}


@dataclass(frozen=True, slots=True)
class GradeBar:
    """One rater's grades."""

    name: str
    chart: Chart


def grade_bars(year: InYear, totals: Totals, key: str = "g") -> tuple[GradeBar, ...]:
    """Computed grades, then the departments' own."""
    named = (("computed", totals.computed), ("stated", totals.stated))
    return tuple(_bar(year, kind, grades, key) for kind, grades in named if grades)


def legend_of(year: InYear) -> tuple[GradeMark, ...]:
    """Every symbol of the scheme with what it means."""
    marks = (year.mark(entry.axis, entry.grade) for entry in year.legend.values())
    return tuple(mark for mark in marks if mark is not None)


def _bar(year: InYear, kind: str, grades: tuple[GradeTotal, ...], key: str) -> GradeBar:
    name = spoken(message(f"plans.grades_by.{kind}"))
    shares = [_share(each) for each in grades]
    full = spoken(message("plans.grades.of_year", name=name, year=year.fiscal_year))
    return GradeBar(name, grade_bar(full, shares, language(), f"{key}-{kind}", names_grades=True))


def _share(total: GradeTotal) -> GradeShare:
    if total.mark is None:
        return GradeShare(None, total.count, tones.NONE)
    return GradeShare(total.mark.symbol, total.count, _TONES[total.mark.tone])
