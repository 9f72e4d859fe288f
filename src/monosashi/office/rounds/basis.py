"""By what a round asks and judges: the plan of its judging edition, its scheme and its life cycle."""

from dataclasses import dataclass
from functools import cached_property, lru_cache

from monosashi.core.messages import message
from monosashi.core.plan import Plan, PlanYear
from monosashi.core.results import Exclusion
from monosashi.core.tree import Node
from monosashi.evaluation.known import known_life_cycle, known_scheme
from monosashi.evaluation.life_cycle import LifeCycle
from monosashi.evaluation.scheme import Scheme
from monosashi.exchange.answer_sheets.judging import Judging
from monosashi.exchange.answer_sheets.money_slots import money_slots
from monosashi.exchange.answer_sheets.recipients import exclusion_of
from monosashi.exchange.answer_sheets.slots import PageSlots, Slot, slots_of
from monosashi.office.accounts.refusals import StateForbids
from monosashi.office.plans.kept.kept_once import kept_once
from monosashi.office.plans.queries import at_revision
from monosashi.office.rounds.models import Round
from monosashi.office.rounds.states import RoundKind


class NoEdition(StateForbids):
    """The round has no judging edition yet, so that nothing can be asked."""

    def __init__(self) -> None:
        super().__init__(message("rounds.no_edition"))


@dataclass(frozen=True, eq=False)
class Basis:
    """What the sheets of a round ask, and by what they are graded. `scheme`, `life_cycle` None: by nothing."""

    plan: Plan
    fiscal_year: int
    kind: RoundKind
    scheme: Scheme | None
    life_cycle: LifeCycle | None

    @cached_property
    def judging(self) -> Judging:
        """The same, as answer sheets know it."""
        return Judging(self.scheme, self.life_cycle)

    def excluded(self, node: str) -> Exclusion | None:
        """Why the plan itself leaves a measure out of the year's evaluation; None: it does not, or does not hold the measure."""
        held = self.plan.index.node.get(node)
        return None if held is None else exclusion_of(self.plan, held, self.fiscal_year)

    def asked(self, node: str) -> "Asked":
        """What the sheet of a measure asks. Raises KeyError for a measure that the edition does not hold."""
        return _asked(self, node)


@dataclass(frozen=True, eq=False)
class Asked:
    """The answers of one sheet: the measure, its slots, and the amounts of its programs. A settled round asks money alone."""

    node: Node
    page: PageSlots
    money: tuple[Slot, ...]
    money_only: bool

    @cached_property
    def every(self) -> tuple[Slot, ...]:
        """All slots, in the order in which they are asked."""
        return self.money if self.money_only else (*self.page.every, *self.money)

    @cached_property
    def by_id(self) -> dict[str, Slot]:
        """The slots by `Slot.id`."""
        return {slot.id: slot for slot in self.every}


def basis_of(held: Round) -> Basis:
    """The basis of a round. One query where this process has not read the edition yet. Raises NoEdition."""
    if held.revision is None:
        raise NoEdition
    return basis_at(held.plan_id, held.revision, held.fiscal_year, RoundKind(held.kind))


@kept_once(8)
def basis_at(plan_id: str, revision: int, fiscal_year: int, kind: RoundKind) -> Basis:
    """The basis that a revision of a plan gives for a year. A revision never changes. Raises NoSuchRevision."""
    plan = at_revision(plan_id, revision)
    year = plan.index.year.get(fiscal_year) or PlanYear(fiscal_year)
    scheme = known_scheme(year.scheme) if year.scheme else None
    life_cycle = known_life_cycle(year.life_cycle) if year.life_cycle else None
    return Basis(plan, fiscal_year, kind, scheme, life_cycle)


@lru_cache(maxsize=4096)
def _asked(basis: Basis, node: str) -> Asked:
    measure = basis.plan.index.node[node]
    money = tuple(slot for _, slots in money_slots(basis.plan, measure, basis.fiscal_year) for slot in slots)
    return Asked(measure, slots_of(basis.plan, measure, basis.scheme), money, basis.kind is RoundKind.SETTLED)
