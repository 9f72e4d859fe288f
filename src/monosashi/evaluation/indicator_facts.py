"""What can be asked of one indicator in one fiscal year. Each answer is worked out once, and only when asked for."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import TYPE_CHECKING

from monosashi.core.indicators import Composition, Direction, Indicator
from monosashi.core.values import Absence, Value
from monosashi.evaluation import achievement
from monosashi.evaluation.achievement import Comparison
from monosashi.evaluation.reference_points import Reference, YearOfPlan, value_at
from monosashi.evaluation.scheme import Judging, UndeclaredDirection
from monosashi.evaluation.truth import Missing

if TYPE_CHECKING:
    from monosashi.evaluation.node_facts import NodeFacts
    from monosashi.evaluation.outcomes import Verdict

TARGET = "target"
DIRECTION = "direction"
DIVISOR = "divisor"
DISTANCE = "distance_to_target"
_FIGURED = frozenset({Composition.SUM, Composition.MEAN, Composition.PRODUCT})
_UNASKED = object()
_EXACT = Decimal(0)


class IndicatorFacts:
    """One indicator in one year, with its components.

    `direction_asked`: an answer rested on the direction. `assumption`: how it was found where nobody declared it.
    """

    __slots__ = (
        "_comparisons",
        "_direction",
        "_values",
        "assumption",
        "components",
        "direction_asked",
        "indicator",
        "judging",
        "node",
        "points",
        "verdicts",
        "whole",
        "year",
    )

    def __init__(
        self,
        indicator: Indicator,
        node: NodeFacts,
        judging: Judging,
        year: YearOfPlan,
        whole: IndicatorFacts | None = None,
    ) -> None:
        self.indicator = indicator
        self.node = node
        self.judging = judging
        self.year = year
        self.whole = whole
        self.components: tuple[IndicatorFacts, ...] = ()
        self.verdicts: dict[str, Verdict] = {}
        self.points: dict[str, Decimal | Missing] = {}
        self.direction_asked = False
        self.assumption: UndeclaredDirection | None = None
        self._values: dict[str, Value | None] = {}
        self._comparisons: dict[tuple[str, str], tuple[Comparison | Missing, bool]] = {}
        self._direction: object = _UNASKED

    def value(self, name: str) -> Value | None:
        """The figure called `name` (`target`: the scheme's own reference), made from components where need be."""
        try:
            return self._values[name]
        except KeyError:
            value = self._values[name] = self._find_value(name)
            return value

    def number(self, name: str) -> Decimal | None:
        """The figure where it is a number."""
        value = self.value(name)
        return value if isinstance(value, Decimal) else None

    @property
    def by_components(self) -> Composition | None:
        """`all` or `any` where the components decide and make no figure together."""
        composition = self.indicator.composition
        return composition if self.components and composition in {Composition.ALL, Composition.ANY} else None

    @property
    def direction(self) -> Direction | None:
        """Which way is better: declared, else as the scheme assumes; None where the scheme assumes nothing."""
        if self._direction is _UNASKED:
            self._direction = self._find_direction()
        return self._direction if isinstance(self._direction, Direction) else None

    def compare(self, left: str, right: str) -> Comparison | Missing:
        """Where one figure stands against another, or what is missing to say so."""
        known = self._comparisons.get((left, right))
        if known is not None:
            comparison, asked = known
            self.direction_asked = self.direction_asked or asked
            return comparison
        asked_before, self.direction_asked = self.direction_asked, False
        comparison = self._compare(left, right)
        self._comparisons[left, right] = comparison, self.direction_asked
        self.direction_asked = self.direction_asked or asked_before
        return comparison

    def _compare(self, left: str, right: str) -> Comparison | Missing:
        if self.components and self.by_components is not None:
            return self._compare_components(left, right)
        actual, reference = self.value(left), self.value(right)
        if actual is None or reference is None or isinstance(actual, Absence) or isinstance(reference, Absence):
            return Missing(tuple(name for name in (right, left) if _absent(self.value(name))))
        if actual == reference:
            return Comparison.SAME
        return self._compare_unequal(actual, reference, left, right)

    def _compare_unequal(self, actual: Value, reference: Value, left: str, right: str) -> Comparison | Missing:
        direction = self._asked_direction()
        if direction is None:
            return self._untold()
        margin = self._margin(right, reference) if self.judging.tolerances else _EXACT
        comparison = achievement.compare(actual, reference, direction, self.value(TARGET), margin)
        return Missing((f"comparable_{left}",)) if comparison is None else comparison

    def figure(self, name: str) -> Decimal | Missing:
        """A rate, a gain or a plain figure as a number, or what is missing for it."""
        maker = _FIGURES.get(name)
        if maker is not None:
            return maker(self)
        number = self.number(name)
        return Missing((name,)) if number is None else number

    def achievement_rate(self) -> Decimal | Missing:
        """Actual against target as a ratio in percent; the scheme says what to assume of an undeclared direction."""
        actual, target = self.number(Reference.ACTUAL), self.number(TARGET)
        if actual is None or target is None:
            return self._absent(TARGET, Reference.ACTUAL)
        direction = self._asked_direction()
        if direction is None:
            return self._untold()
        rate = achievement.ratio(actual, target, direction)
        return Missing((DIVISOR,)) if rate is None else rate

    def improvement_rate(self) -> Decimal | Missing:
        """How much of the way from baseline to target is done, in percent."""
        return self._way_done(TARGET)

    def pace(self) -> Decimal | Missing:
        """The way done against the way that should be done by now, in percent."""
        return self._way_done(Reference.PRORATED_TARGET)

    def gain(self) -> Decimal | Missing:
        """Actual minus baseline, as the figures stand."""
        return self._difference(Reference.BASELINE)

    def change_on_year(self) -> Decimal | Missing:
        """Actual minus the year before."""
        return self._difference(Reference.PREVIOUS_ACTUAL)

    def betterment(self) -> Decimal | Missing:
        """The gain in the direction in which better lies: above 0 is better than the baseline."""
        gain = self.gain()
        if isinstance(gain, Missing):
            return gain
        direction = self._asked_direction()
        if direction is Direction.INCREASE:
            return gain
        return -gain if direction is Direction.DECREASE else Missing((DIRECTION,))

    def _difference(self, start: str) -> Decimal | Missing:
        actual, before = self.number(Reference.ACTUAL), self.number(start)
        if actual is None or before is None:
            return self._absent(start, Reference.ACTUAL)
        return actual - before

    def _way_done(self, goal: str) -> Decimal | Missing:
        actual, baseline, target = self.number(Reference.ACTUAL), self.number(Reference.BASELINE), self.number(goal)
        if actual is None or baseline is None or target is None:
            return self._absent(goal, Reference.BASELINE, Reference.ACTUAL)
        rate = achievement.improvement(actual, baseline, target)
        return Missing((DISTANCE,)) if rate is None else rate

    def _absent(self, *names: str) -> Missing:
        return Missing(tuple(str(name) for name in names if self.number(name) is None))

    def _asked_direction(self) -> Direction | None:
        self.direction_asked = True
        return self.direction

    def _find_value(self, name: str) -> Value | None:
        if name == TARGET:
            return self.value(self.judging.reference)
        own = value_at(self.indicator, _REFERENCES[name], self.year)
        if isinstance(own, Decimal) or not self.components or self.indicator.composition not in _FIGURED:
            return own
        parts = tuple(number for part in self.components if (number := part.number(name)) is not None)
        if len(parts) < len(self.components):
            return own
        return achievement.compose(parts, self.indicator.composition)

    def _find_direction(self) -> Direction | None:
        declared = self.indicator.direction
        if declared is Direction.UNDECLARED and self.whole is not None:
            declared = self.whole.indicator.direction
        if declared is not Direction.UNDECLARED:
            return declared
        for assumption in self.judging.undeclared_direction:
            told = self._told(assumption)
            if told is not None:
                self.assumption = assumption
                return told
        return None

    def _untold(self) -> Missing:
        """What is missing to know which way is better: an end of the way, else that somebody declares it."""
        ends = (Reference.BASELINE.value, TARGET)
        absent = tuple(name for name in ends if _absent(self.value(name)))
        return Missing(absent if absent and self.judging.undeclared_direction else (DIRECTION,))

    def _told(self, assumption: UndeclaredDirection) -> Direction | None:
        if assumption is UndeclaredDirection.FROM_TARGET:
            return achievement.told_direction(self.value(Reference.BASELINE), self.value(TARGET))
        if assumption is UndeclaredDirection.INCREASE_AT_TIE:
            baseline = self.number(Reference.BASELINE)
            return Direction.INCREASE if baseline is not None and baseline == self.number(TARGET) else None
        return Direction(assumption.value)

    def _margin(self, against: str, reference: Value) -> Decimal:
        if not isinstance(reference, Decimal):
            return _EXACT
        for tolerance in self.judging.tolerances:
            concerned = not tolerance.tag or tolerance.tag in self.indicator.tags
            if concerned and (not tolerance.against or against in tolerance.against):
                return tolerance.margin(reference)
        return _EXACT

    def _compare_components(self, left: str, right: str) -> Comparison | Missing:
        """The worst of all, or the best of any. One that decides by itself makes the others' absence harmless."""
        every = self.by_components is Composition.ALL
        placed = [part.compare(left, right) for part in self.components]
        self.direction_asked = any(part.direction_asked for part in self.components)
        known = [comparison for comparison in placed if isinstance(comparison, Comparison)]
        missing = dict.fromkeys(name for part in placed if isinstance(part, Missing) for name in part.names)
        decisive = Comparison.SHORT if every else Comparison.BEYOND
        if missing and decisive not in known:
            return Missing(tuple(missing))
        return min(known) if every else max(known)


def _absent(value: Value | None) -> bool:
    return value is None or isinstance(value, Absence)


_FIGURES: dict[str, Callable[[IndicatorFacts], Decimal | Missing]] = {
    "achievement": IndicatorFacts.achievement_rate,
    "improvement": IndicatorFacts.improvement_rate,
    "pace": IndicatorFacts.pace,
    "gain": IndicatorFacts.gain,
    "betterment": IndicatorFacts.betterment,
    "change_on_year": IndicatorFacts.change_on_year,
}
_REFERENCES = {reference.value: reference for reference in Reference}
VALUES = frozenset({TARGET, *_REFERENCES})
FIGURES = VALUES | frozenset(_FIGURES)
