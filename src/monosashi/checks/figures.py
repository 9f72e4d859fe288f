"""The figures of one indicator in the reviewed year, as rules hold them against each other."""

from dataclasses import dataclass
from decimal import Decimal

from monosashi.checks.subjects import Desk, IndicatorSubject
from monosashi.checks.word_lists import word_list
from monosashi.core.indicators import Direction, Indicator
from monosashi.core.messages import Param, message
from monosashi.core.values import Value, number
from monosashi.evaluation.achievement import Comparison, compare, told_direction
from monosashi.evaluation.reference_points import (
    Path,
    Reference,
    final_year,
    prorated_target,
    value_at,
    year_of_plan,
)


@dataclass(frozen=True, slots=True)
class Figures:
    """Numbers in the indicator's unit, None where none is stated. `target` is the final one, `due` the one due by now.

    `aim` is the final target whatever it is: a number, a range, words or a named absence. `due` is the target stated for
    the year, else the point of the way from baseline to final target. `direction` is the declared one, else that in which
    the target lies; None where neither tells.
    """

    baseline: Decimal | None
    target: Decimal | None
    aim: Value | None
    due: Decimal | None
    actual: Decimal | None
    direction: Direction | None

    @property
    def gain(self) -> Comparison | None:
        """The actual against the baseline, better being greater. None where they cannot be compared."""
        return self.against(self.baseline)

    @property
    def progress(self) -> Comparison | None:
        """The actual against the final target."""
        return self.against(self.aim)

    @property
    def pace(self) -> Comparison | None:
        """The actual against what is due by now."""
        return self.against(self.due)

    def against(self, reference: Value | None) -> Comparison | None:
        """The actual against any reference in the same unit. None where they cannot be compared."""
        if self.actual is None or reference is None or self.direction is None:
            return None
        return compare(self.actual, reference, self.direction, self.aim)


def figures_of(desk: Desk, indicator: Indicator) -> Figures:
    """The figures of an indicator of the reviewed plan in the reviewed year."""
    year = year_of_plan(desk.plan, desk.fiscal_year, Path.STATED)
    stated = value_at(indicator, Reference.TARGET_OF_YEAR, year)
    baseline = value_at(indicator, Reference.BASELINE, year)
    target = value_at(indicator, Reference.FINAL_TARGET, year)
    return Figures(
        baseline=number(baseline),
        target=number(target),
        aim=target,
        due=prorated_target(indicator, year) if stated is None else number(stated),
        actual=number(value_at(indicator, Reference.ACTUAL, year)),
        direction=_direction(indicator, told_direction(baseline, target)),
    )


def due_year(desk: Desk, indicator: Indicator) -> int:
    """The year in which the final target is due."""
    return final_year(indicator, year_of_plan(desk.plan, desk.fiscal_year))


def is_judged(at: IndicatorSubject) -> bool:
    """Whether the indicator is judged for itself: a component is only where its whole has no figure of its own."""
    whole = at.desk.index.indicator.get(at.indicator.part_of or "")
    return whole is None or figures_of(at.desk, whole).actual is None


def judged_figures(desk: Desk, indicator: Indicator) -> tuple[Figures, ...]:
    """The figures of a whole indicator, or of its components where the whole has none."""
    own = figures_of(desk, indicator)
    parts = desk.index.components_of.get(indicator.id, ())
    return tuple(figures_of(desk, part) for part in parts) if parts and own.actual is None else (own,)


def _direction(indicator: Indicator, told: Direction | None) -> Direction | None:
    return told if indicator.direction is Direction.UNDECLARED else indicator.direction


def unit_of_change(unit: str) -> Param:
    """The unit in which a change of the figure is told: percentages differ by points."""
    return message("check.points") if unit in word_list("rate_units").of_group("percent") else unit
