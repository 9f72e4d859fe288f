"""What the figures on a sheet mean, while they are typed: the same judgement as when the sheet is accepted."""

from dataclasses import dataclass, replace
from decimal import Decimal

from monosashi.core.messages import message
from monosashi.core.values import number
from monosashi.evaluation.grade_zones import grade_zones
from monosashi.evaluation.outcomes import IndicatorOutcome, MeasureOutcome
from monosashi.office.answering.shown import ShownSheet
from monosashi.office.plans.year.in_year import InYear
from monosashi.office.ui.cells import GradeMark
from monosashi.office.ui.language import language, spoken
from monosashi.publishing.charts.chart import Chart
from monosashi.publishing.charts.ruler import Judged as JudgedBy
from monosashi.publishing.charts.ruler import Zone, large_ruler, ruler_of
from monosashi.publishing.charts.tones import TONES

_PERCENT = frozenset({"%", "％"})


@dataclass(frozen=True, slots=True)
class OfIndicator:
    """One indicator as it stands: its grade (None: none was given), why, and how far it came.

    `since_last_year` is the difference from last year's actual, None where one of the two is no number.
    """

    name: str
    unit: str
    grade: GradeMark | None
    why: str
    rate: Decimal | None
    gain: Decimal | None
    since_last_year: Decimal | None
    chart: Chart | None

    @property
    def unit_of_difference(self) -> str:
        """Two rates differ in points."""
        return spoken(message("answering.points")) if self.unit in _PERCENT else self.unit


@dataclass(frozen=True, slots=True)
class Judgement:
    """A measure as it would be judged. `own` is the department's grade, `differs` whether it is another one."""

    grade: GradeMark | None
    why: str
    own: GradeMark | None
    differs: bool
    indicators: tuple[OfIndicator, ...]
    legend: tuple[tuple[GradeMark, str], ...]


def judgement_of(sheet: ShownSheet) -> Judgement | None:
    """What the figures mean; None where the round judges by nothing, or asks for money alone."""
    filled, year = sheet.filled, sheet.year
    outcome = None if filled.asked.money_only else filled.outcome
    if outcome is None:
        return None
    return Judgement(
        grade=year.graded(outcome.computed),
        why=year.said(outcome.computed.explanation),
        own=year.mark(outcome.computed.axis, filled.self_grade),
        differs=filled.differs,
        indicators=tuple(_indicator(sheet, each) for each in outcome.indicators),
        legend=tuple(_legend(year, outcome)),
    )


def _legend(year: InYear, outcome: MeasureOutcome) -> list[tuple[GradeMark, str]]:
    axis = outcome.computed.axis
    marks = [
        year.mark(axis, entry.grade) for entry in (year.scheme.legend if year.scheme else ()) if entry.axis == axis
    ]
    return [(mark, mark.word) for mark in marks if mark is not None]


def _indicator(sheet: ShownSheet, outcome: IndicatorOutcome) -> OfIndicator:
    year = sheet.year
    verdict = outcome.verdict
    return OfIndicator(
        name=outcome.name,
        unit=outcome.unit,
        grade=year.graded(verdict),
        why=year.said(verdict.explanation) if verdict else "",
        rate=outcome.achievement_rate,
        gain=outcome.gain,
        since_last_year=_since(sheet, outcome),
        chart=_chart(sheet, outcome),
    )


def _since(sheet: ShownSheet, outcome: IndicatorOutcome) -> Decimal | None:
    own = sheet.year.plan.index.indicator[outcome.indicator]
    before = next((each.value for each in own.actuals if each.fiscal_year == sheet.year.fiscal_year - 1), None)
    now, then = number(outcome.actual), number(before)
    return None if now is None or then is None else now - then


def _chart(sheet: ShownSheet, outcome: IndicatorOutcome) -> Chart | None:
    own = sheet.year.plan.index.indicator[outcome.indicator]
    by = JudgedBy(sheet.year.fiscal_year, outcome.baseline, outcome.actual, outcome.target)
    ruler = ruler_of(own, by)
    if ruler is None:
        return None
    chart = large_ruler(replace(ruler, zones=_zones(sheet.year, outcome)), language(), f"r-{outcome.indicator}")
    return chart if chart.svg else None


def _zones(year: InYear, outcome: IndicatorOutcome) -> tuple[Zone, ...]:
    """What grade which actual would get, where the scheme makes that certain."""
    if year.scheme is None or outcome.verdict is None:
        return ()
    axis = outcome.verdict.axis
    found = grade_zones(year.plan, outcome, year.fiscal_year, year.scheme, year.life_cycle)
    marks = ((year.mark(axis, each.grade), each) for each in found)
    return tuple(Zone(mark.symbol, TONES[mark.tone], each.low, each.high) for mark, each in marks if mark)
