"""A grading scheme: a city's rule for what its figures mean, as a value that was read from data.

The scheme of a city that nobody here has seen is a TOML file; `scheme_loader` reads it, `steps` runs it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Any, TypeAlias

from monosashi.core.messages import Message
from monosashi.core.results import Rater
from monosashi.evaluation.achievement import Tolerance
from monosashi.evaluation.outcomes import Standing
from monosashi.evaluation.reference_points import Path, Reference
from monosashi.evaluation.rounding import Rounding
from monosashi.evaluation.truth import Missing, Truth

if TYPE_CHECKING:
    from monosashi.evaluation.indicator_facts import IndicatorFacts
    from monosashi.evaluation.node_facts import NodeFacts

    Thing: TypeAlias = IndicatorFacts | NodeFacts

Condition: TypeAlias = "Callable[[Any], Truth]"
"""Asked of the facts of an indicator or of a node, as the step that it belongs to rates."""

PointsRule: TypeAlias = "Callable[[Any], Decimal | Missing]"


class Rated(StrEnum):
    """What a step rates."""

    COMPONENT = "component"
    INDICATOR = "indicator"
    MEASURE = "measure"
    NODE = "node"  # of one level


class UndeclaredDirection(StrEnum):
    """What a scheme assumes of an indicator whose direction nobody declared. The explanation always says so."""

    FROM_TARGET = "from_target"  # from the baseline towards the target
    INCREASE_AT_TIE = "increase_at_tie"  # more is better where target and baseline are equal
    INCREASE = "increase"
    DECREASE = "decrease"


@dataclass(frozen=True, slots=True)
class Judging:
    """How figures are held against each other: the reference called `target`, assumptions, tolerances, rounding.

    `undeclared_direction` is tried in order; where none of it tells, the rule refuses. `judges_rounded`: bands look at
    rates as printed instead of exact ones.
    """

    reference: Reference = Reference.FINAL_TARGET
    path: Path = Path.STRAIGHT
    undeclared_direction: tuple[UndeclaredDirection, ...] = ()
    tolerances: tuple[Tolerance, ...] = ()
    judges_rounded: bool = False
    rates: Rounding = field(default_factory=Rounding)
    groups: Rounding = field(default_factory=lambda: Rounding(decimals=0))
    shares_decimals: int | None = None
    """Decimals of the shares of grades, made to add up to 100; None: the city prints no shares."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """The id of a branch's sentence and the parameters that its template asks for."""

    id: str
    asks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Branch:
    """One way in which a step can end. `when` None: in every other case. `refuses` names the facts that are absent."""

    id: str
    standing: Standing
    when: Condition | None
    explanation: Explanation
    grade: str | None = None
    points: Decimal | None = None
    refuses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Judged:
    """A step that people judge: the plan's rating on this axis by this rater."""

    axis: str
    rater: Rater


@dataclass(frozen=True, slots=True)
class Step:
    """One step: what it rates, for whom it applies (None: all), how it makes points and which branches decide.

    A judged step takes people's rating and shows the verdicts of the steps in `shows` beside it.
    `explanation` is that of a judged step or of points without branches.
    """

    id: str
    axis: str
    rates: Rated
    level: str | None = None
    applies: Condition | None = None
    points: PointsRule | None = None
    branches: tuple[Branch, ...] = ()
    judged: Judged | None = None
    shows: tuple[str, ...] = ()
    explanation: Explanation | None = None


@dataclass(frozen=True, slots=True)
class Reached:
    """What n of m means in this city: of the things that `step` rates, those with one of `grades`.

    `among_all`: m counts also those that the step refused for an absent fact.
    """

    step: str
    grades: tuple[str, ...]
    among_all: bool = False


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """One symbol of the scheme on one axis. `rank` 1 is best; None: the symbol is no place in an order."""

    axis: str
    grade: str
    rank: int | None
    text: Message


@dataclass(frozen=True, slots=True)
class Source:
    """Where the rule is published. `page` as printed, "" where the practice is general and no page states it."""

    document: str
    page: str = ""


@dataclass(frozen=True, slots=True)
class Scheme:
    """A grading scheme of one version. `data` is the plain data it was read from (str, bool, int, list, dict).

    `messages` holds every sentence of the scheme by language and message id, as a template.
    `final` is the step that has the last word on a measure, None where the scheme has none on measures.
    `incomplete` says what the city does not print, None where the rule is whole.
    """

    id: str
    version: str
    title: Message
    source: Source
    judging: Judging = field(compare=False)
    steps: tuple[Step, ...] = field(compare=False)
    final: str | None
    reached: Reached | None
    legend: tuple[LegendEntry, ...]
    incomplete: Message | None
    data: Mapping[str, Any]
    messages: Mapping[str, Mapping[str, str]] = field(compare=False)

    @property
    def reference(self) -> str:
        """How a plan names the scheme: `id@version`."""
        return f"{self.id}@{self.version}"
