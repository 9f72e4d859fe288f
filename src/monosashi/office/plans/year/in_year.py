"""A plan in one fiscal year: what its pages stand on. Made once for each state of the plan and kept while it is looked at."""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TypeVar, cast

from monosashi.core.messages import Message, Problem
from monosashi.core.plan import Plan, PlanYear
from monosashi.core.results import NodeYear
from monosashi.core.tree import Node, Responsibility, Role
from monosashi.evaluation.known import UnreadableLifeCycle, UnreadableScheme, known_life_cycle, known_scheme
from monosashi.evaluation.life_cycle import LifeCycle
from monosashi.evaluation.life_cycle_loader import UnknownLifeCycle
from monosashi.evaluation.outcomes import (
    Evaluation,
    GroupOutcome,
    IndicatorOutcome,
    MeasureOutcome,
    NodeOutcome,
    SuggestedMove,
    Verdict,
)
from monosashi.evaluation.scheme import LegendEntry, Scheme
from monosashi.evaluation.shipped import UnknownScheme
from monosashi.office.plans.kept.kept_once import kept_once
from monosashi.office.plans.queries import Held, evaluated, judged
from monosashi.office.plans.year.past import KEPT, Past
from monosashi.office.plans.year.sentences import Voice, voice_of
from monosashi.office.ui.cells import GradeMark
from monosashi.office.ui.language import language
from monosashi.publishing.charts.tones import NONE, tone_of

Made = TypeVar("Made")


@dataclass(frozen=True, eq=False)
class InYear:
    """A plan, its revision, one of its years and what the year's figures mean.

    `scheme` None: the plan names none for the year, or (`unknown` says which) one that is not known here. Then there is no
    evaluation either; `faults` says what is wrong with one that stands here and cannot be read. `past` says which state it is where that is not the present one.
    """

    held: Held
    fiscal_year: int
    scheme: Scheme | None
    life_cycle: LifeCycle | None
    evaluation: Evaluation | None
    unknown: str = ""
    past: Past | None = None
    faults: tuple[Problem, ...] = ()

    @property
    def stem(self) -> str:
        """What the names of files of this plan begin with."""
        return f"{self.plan.id}-{self.past.stem}" if self.past else self.plan.id

    @property
    def plan(self) -> Plan:
        """The plan."""
        return self.held.plan

    def once(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """What a page makes of this state in the language of the page: made for whoever asks first, gone with the state."""
        key = (language(), key)
        if key not in self._made:
            self._made[key] = make()
        return cast("Made", self._made[key])

    @cached_property
    def _made(self) -> dict[Hashable, object]:
        return {}

    @cached_property
    def is_latest(self) -> bool:
        """Whether this is the year that is shown when an address names none."""
        return self.fiscal_year == latest_year(self.plan)

    @cached_property
    def said(self) -> Voice:
        """Says what the evaluation says."""
        return voice_of(self.scheme, self.life_cycle)

    @cached_property
    def outcome(self) -> dict[str, MeasureOutcome]:
        """The measures' outcomes by node."""
        return {each.node: each for each in self.evaluation.measures} if self.evaluation else {}

    @cached_property
    def indicator_outcome(self) -> dict[str, IndicatorOutcome]:
        """The indicators' outcomes by id, components too."""
        whole = [each for measure in self.outcome.values() for each in measure.indicators]
        return {each.indicator: each for one in whole for each in (one, *one.components)}

    @cached_property
    def group(self) -> dict[str, GroupOutcome]:
        """N of m by node of a grouped level."""
        return {each.node: each for each in self.evaluation.groups} if self.evaluation else {}

    @cached_property
    def node_outcome(self) -> dict[str, NodeOutcome]:
        """What the scheme says of nodes above measures."""
        return {each.node: each for each in self.evaluation.nodes} if self.evaluation else {}

    @cached_property
    def moves(self) -> dict[str, tuple[SuggestedMove, ...]]:
        """Suggested moves in the life cycle by node."""
        found: dict[str, list[SuggestedMove]] = {}
        for move in self.evaluation.moves if self.evaluation else ():
            found.setdefault(move.node, []).append(move)
        return {node: tuple(each) for node, each in found.items()}

    @cached_property
    def scheme_stands(self) -> bool:
        """Whether the scheme still means what it meant here: that of an edition may be known no more, or say something else now."""
        if self.past is None or self.scheme is None:
            return self.scheme is not None
        try:
            return known_scheme(self.scheme.reference).data == self.scheme.data
        except UnknownScheme:
            return False

    @cached_property
    def legend(self) -> dict[tuple[str, str], LegendEntry]:
        """What the scheme's symbols mean, by axis and symbol."""
        return {(each.axis, each.grade): each for each in self.scheme.legend} if self.scheme else {}

    @cached_property
    def _worst(self) -> dict[str, int]:
        """The last rank of each axis that has ranks."""
        ranked = [(each.axis, each.rank) for each in self.legend.values() if each.rank is not None]
        return {axis: max(rank for of, rank in ranked if of == axis) for axis, _ in ranked}

    def result(self, node: str) -> NodeYear | None:
        """What was said of a node for the year."""
        return self.plan.index.result.get((node, self.fiscal_year))

    def mark(self, axis: str, grade: str | None) -> GradeMark | None:
        """How a grade looks. A symbol that the scheme does not know has no tone and no word."""
        if grade is None:
            return None
        entry = self.legend.get((axis, grade))
        if entry is None:
            return GradeMark(grade)
        tone = NONE if entry.rank is None else tone_of(entry.rank, self._worst[axis])
        return GradeMark(grade, tone.name, self.said(entry.text))

    def graded(self, verdict: Verdict | None) -> GradeMark | None:
        """How a verdict's grade looks, None where it gave none."""
        return self.mark(verdict.axis, verdict.grade) if verdict else None

    def stage_name(self, stage: str | None) -> str:
        """「2 拡大期」; the id alone where no life cycle names it, "" where there is no stage."""
        known = self.life_cycle.by_id.get(stage or "") if self.life_cycle else None
        return f"{stage} {known.name}" if known else stage or ""

    @cached_property
    def leads(self) -> dict[str, tuple[str, ...]]:
        """The names of the leading departments by node."""
        return {node.id: self.department_names(node, Role.LEAD) for node in self.plan.nodes}

    def parts(self, node: Node) -> tuple[Responsibility, ...]:
        """Who answers for a node in the year."""
        return node.parts_in(self.fiscal_year)

    def department_names(self, node: Node, role: Role) -> tuple[str, ...]:
        """The departments that have this part in a node in the year."""
        return tuple(self.department_name(each) for each in self.parts(node) if each.role is role)

    def department_name(self, responsibility: Responsibility) -> str:
        """The name of a department; its code where the plan does not list it."""
        known = self.plan.index.department.get(responsibility.department)
        return known.name if known else responsibility.department


def years_of(plan: Plan) -> tuple[int, ...]:
    """The years of which the plan says something, oldest first; its first year where it says nothing of any."""
    return plan.index.years or (plan.first_year,)


def latest_year(plan: Plan) -> int:
    """The newest year that has results, else the first one. A stage that was set for a year ahead is no result."""
    return years_of(plan)[0] if plan.index.newest_reported is None else plan.index.newest_reported


def in_year(state: Held, fiscal_year: int, past: Past | None = None) -> InYear:
    """The plan in this year; `past` None: as it stands. One whose rules are not known is not kept: somebody may bring them in."""
    try:
        return _in_year(state, fiscal_year) if past is None else _in_past_year(state, fiscal_year, past)
    except (UnreadableScheme, UnreadableLifeCycle) as error:
        return InYear(state, fiscal_year, None, None, None, error.reference, past, error.problems)
    except (UnknownScheme, UnknownLifeCycle):
        year = state.plan.index.year[fiscal_year]
        named = ", ".join(each for each in (year.scheme, year.life_cycle) if each)
        return InYear(state, fiscal_year, None, None, None, named, past)


def said_of(year: InYear, sentences: Iterable[Message]) -> tuple[str, ...]:
    """Several sentences of the evaluation."""
    return tuple(year.said(sentence) for sentence in sentences)


@lru_cache(maxsize=16)
def _in_year(state: Held, fiscal_year: int) -> InYear:
    return _made(state, fiscal_year, judged(state, fiscal_year))


@kept_once(KEPT)
def _in_past_year(state: Held, fiscal_year: int, past: Past) -> InYear:
    """Of what is past few are kept, and nothing else keeps them."""
    return _made(state, fiscal_year, evaluated(state.plan, fiscal_year), past)


def _made(state: Held, fiscal_year: int, evaluation: Evaluation | None, past: Past | None = None) -> InYear:
    year = state.plan.index.year.get(fiscal_year) or PlanYear(fiscal_year)
    scheme = known_scheme(year.scheme) if year.scheme else None
    life_cycle = known_life_cycle(year.life_cycle) if year.life_cycle else None
    return InYear(state, fiscal_year, scheme, life_cycle, evaluation, past=past)
