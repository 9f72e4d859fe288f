"""What an evaluation says. Values only: the arithmetic stands in the modules beside this one."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from monosashi.core.indicators import Direction
from monosashi.core.messages import Message
from monosashi.core.results import Exclusion, ManagedBy, Rater, Rating
from monosashi.core.values import Value


class Standing(StrEnum):
    """What became of one step of a scheme for one thing."""

    GRADED = "graded"
    REFUSED = "refused"  # a fact that the rule needs is absent
    NOT_RATED = "not_rated"  # the scheme does not rate this
    AWAITING = "awaiting"  # judged by people, and nobody has yet
    LEFT_OUT = "left_out"  # out of the denominator


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one step of a scheme said of one thing, and why.

    `grade` is the scheme's symbol and `points` its points; None unless the step gave them.
    `branch` is the id of the deciding branch, "" where none decided. `missing` names the absent facts of a refusal.
    """

    step: str
    axis: str
    standing: Standing
    explanation: Message
    grade: str | None = None
    points: Decimal | None = None
    branch: str = ""
    missing: tuple[str, ...] = ()


def own_ratings(ratings: Iterable[Rating]) -> tuple[Rating, ...]:
    """What the department says of the node itself, on every axis; also that it gives no grade."""
    return tuple(each for each in ratings if each.rater is Rater.SELF and each.indicator is None)


def own_rating(ratings: Iterable[Rating], axis: str) -> Rating | None:
    """What the department says of the node itself on this axis; None where it says nothing on it, whatever on others.

    "" is the axis of a measure on which no step had a word: then the first, because it is beside no computed grade.
    """
    return next((each for each in own_ratings(ratings) if not axis or each.axis == axis), None)


def differs_from(rating: Rating, computed: Verdict) -> bool:
    """Whether a rating of the node itself is another grade than the computed one on the same axis. No where either gives none."""
    if rating.indicator is not None or rating.axis != computed.axis:
        return False
    return rating.grade is not None and computed.grade not in {None, rating.grade}


@dataclass(frozen=True, slots=True)
class IndicatorOutcome:
    """One indicator in one fiscal year, in its own unit.

    `target` is the reference that the scheme judges by. Rates are in percent, rounded as the scheme prints them;
    None where the divisor is 0 or a figure is absent. `gain` is actual minus baseline.
    `verdict` is None where the scheme has no step for indicators.
    `direction` is the one judged by; `direction_declared` is False where the scheme assumed it or there is none.
    """

    indicator: str
    name: str
    unit: str
    baseline: Value | None
    target: Value | None
    actual: Value | None
    achievement_rate: Decimal | None
    improvement_rate: Decimal | None
    gain: Decimal | None
    verdict: Verdict | None
    components: tuple["IndicatorOutcome", ...] = ()
    direction: Direction = Direction.UNDECLARED
    direction_declared: bool = True


@dataclass(frozen=True, slots=True)
class MeasureOutcome:
    """One measure in one fiscal year. `ratings` are those stated in the plan; `computed` is the scheme's last word.

    `managed_by` is what counts in the year: stated there, else what the life-cycle stage says, else None.
    """

    node: str
    number: str
    name: str
    stage: str | None
    managed_by: ManagedBy | None
    excluded: Exclusion | None
    ratings: tuple[Rating, ...]
    computed: Verdict
    verdicts: tuple[Verdict, ...]
    indicators: tuple[IndicatorOutcome, ...]

    @property
    def own_rating(self) -> Rating | None:
        """What the department says of it on the axis that is computed, None where it says nothing there."""
        return own_rating(self.ratings, self.computed.axis)

    @property
    def self_grade(self) -> str | None:
        """The department's own grade on that axis, None where it gave none."""
        own = self.own_rating
        return own.grade if own else None

    @property
    def differs(self) -> bool:
        """Whether the department graded itself otherwise than the scheme does."""
        own = self.own_rating
        return own is not None and differs_from(own, self.computed)


@dataclass(frozen=True, slots=True)
class GroupOutcome:
    """n of m below one node. `rate` is exact in percent, `rate_printed` as the scheme rounds it; None where m is 0.

    `excluded` says why the node is out of this year's evaluation, None where it is in.
    """

    node: str
    name: str
    counted: int
    reached: int
    rate: Decimal | None
    rate_printed: str | None
    excluded: Exclusion | None


@dataclass(frozen=True, slots=True)
class GradeCount:
    """How many measures have a grade, by axis and rater. `grade` None counts those without one.

    `share_printed` is in percent and adds up to 100 over an axis and rater; None where the scheme prints no shares.
    """

    axis: str
    rater: str
    grade: str | None
    count: int
    share_printed: str | None = None


@dataclass(frozen=True, slots=True)
class MoneyOutcome:
    """A year's money, shared programs counted once, in the plan's money unit. None where nothing is known.

    `initial_naive` counts a shared program once for every measure, as a plain column sum would.
    `current` is the stated current budget where there is one, else the initial. Execution rates are exact percent.
    """

    initial: Decimal | None
    initial_naive: Decimal | None
    current: Decimal | None
    spent: Decimal | None
    labour: Decimal | None
    execution_of_initial: Decimal | None
    execution_of_current: Decimal | None


@dataclass(frozen=True, slots=True)
class SuggestedMove:
    """A life-cycle move that the figures suggest. People decide."""

    node: str
    stage: str
    to: str
    reason: Message


@dataclass(frozen=True, slots=True)
class StageCount:
    """How many measures stand in one life-cycle stage."""

    stage: str
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class NodeOutcome:
    """What the steps of a scheme that rate a level said of one of its nodes, in the order of the steps."""

    node: str
    number: str
    name: str
    level: str
    verdicts: tuple[Verdict, ...]


@dataclass(frozen=True, slots=True)
class Judgements:
    """What the figures of one fiscal year mean for each measure, without any sum over them but the life cycle's."""

    measures: tuple[MeasureOutcome, ...]
    stages: tuple[StageCount, ...]
    moves: tuple[SuggestedMove, ...]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Everything that a plan's figures of one fiscal year mean under one scheme."""

    fiscal_year: int
    scheme: str
    measures: tuple[MeasureOutcome, ...]
    groups: tuple[GroupOutcome, ...]
    total: GroupOutcome | None
    grades: tuple[GradeCount, ...]
    money: MoneyOutcome
    stages: tuple[StageCount, ...]
    moves: tuple[SuggestedMove, ...]
    nodes: tuple[NodeOutcome, ...] = ()
