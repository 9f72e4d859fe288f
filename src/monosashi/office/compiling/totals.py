"""What the answers that are in come to: grades, money, and what was not reached."""

from dataclasses import dataclass, replace

from monosashi.core.messages import Message, message
from monosashi.office.compiling.gathered import gathered
from monosashi.office.compiling.situation import Situation
from monosashi.office.plans.lists.measures import list_of_measures
from monosashi.office.plans.queries import Held
from monosashi.office.plans.shown.grades import GradeBar, grade_bars, legend_of
from monosashi.office.plans.year.in_year import InYear
from monosashi.office.plans.year.rows_of_measures import MeasureRow, measures_of
from monosashi.office.plans.year.totals import GradeTotal, Totals, totals_of
from monosashi.office.rounds.models import SecondLook
from monosashi.office.ui.cells import GradeMark
from monosashi.office.ui.language import spoken
from monosashi.office.ui.lists import ListOf


@dataclass(frozen=True, eq=False)
class SoFar:
    """The totals. `counted` sheets are in them, `of` are asked; `second` are grades of the second look."""

    year: InYear
    counted: int
    of: int
    totals: Totals
    bars: tuple[GradeBar, ...]
    legend: tuple[GradeMark, ...]
    unmet: tuple[MeasureRow, ...]
    unmet_list: ListOf[MeasureRow]
    second: int
    answer: tuple[Message, ...]


def totals_so_far(now: Situation) -> SoFar:
    """The totals of the sheets that are in. One query, none where no sheet moved since."""
    found = gathered(now)
    basis = found.basis
    held = Held(found.plan, now.round.revision or 0, "")
    year = InYear(held, basis.fiscal_year, basis.scheme, basis.life_cycle, found.evaluation)
    rows = tuple(row for row in measures_of(year) if row.node.id in found.sheets)
    totals = totals_of(year, rows)
    unmet = tuple(row for row in rows if row.unmet)
    second = SecondLook.objects.filter(sheet__round=now.round).values("sheet").distinct().count()
    return SoFar(
        year=year,
        counted=len(rows),
        of=len(now.sheets),
        totals=totals,
        bars=grade_bars(year, totals, f"round-{now.round.pk}"),
        legend=legend_of(year),
        unmet=unmet,
        unmet_list=replace(list_of_measures(year, unmet), empty=message("compiling.totals.no_unmet")),
        second=second,
        answer=(
            message("compiling.totals.answer", counted=len(rows), every=len(now.sheets)),
            *([message("compiling.totals.grades", grades=_said(totals.stated))] if totals.stated else []),
            message("compiling.totals.unmet", count=len(unmet)),
        ),
    )


def _said(grades: tuple[GradeTotal, ...]) -> tuple[str, ...]:
    return tuple(
        spoken(
            message("compiling.totals.grade", grade=each.mark.symbol, count=each.count)
            if each.mark
            else message("compiling.totals.no_grade", count=each.count)
        )
        for each in grades
    )
