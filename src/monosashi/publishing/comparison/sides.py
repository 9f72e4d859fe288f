"""What is compared: a plan, or the envelope of an edition with the evaluation that it froze."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from monosashi.core.paths import LeadsNowhere, Paths
from monosashi.core.plan import Plan, YearState
from monosashi.exchange.plan_file import read_plan
from monosashi.publishing.comparison.differences import Compared
from monosashi.publishing.editions import Envelope, canonical


@dataclass(frozen=True, slots=True)
class Side:
    """One side: its plan, where to look things up in it, and the edition's envelope, None for a plan alone."""

    plan: Plan
    paths: Paths
    envelope: Envelope | None

    @property
    def compared(self) -> Compared:
        """How the side is called."""
        plan, envelope = self.plan, self.envelope
        if envelope is None:
            return Compared(plan.name, plan.edition)
        return Compared(
            plan.name, plan.edition, envelope["number"], envelope["label"], envelope["state"], envelope["fiscal_year"]
        )

    def is_settled(self, fiscal_year: int) -> bool:
        """Whether the books of the year were closed."""
        year = self.plan.index.year.get(fiscal_year)
        return year is not None and year.state is YearState.SETTLED

    def trail(self, path: tuple[str, ...]) -> tuple[object, ...]:
        """The values on the way to the end of the path, as far as it leads in this plan."""
        found = []
        for end in range(1, len(path) + 1):
            try:
                found.append(self.paths.resolve("/".join(path[:end])))
            except LeadsNowhere:
                break
        return tuple(found)

    def judged(self) -> Mapping[str, Mapping[str, Any]]:
        """The measures of the frozen evaluation by id; none for a plan alone."""
        return {} if self.envelope is None else {m["id"]: m for m in self.envelope["evaluation"]["measures"]}


def side_of(given: Plan | Envelope, plan: Plan | None = None) -> Side:
    """The side that a plan or an edition's envelope makes; `plan` is the envelope's own where it was read already.

    Raises InvalidInput where the envelope's plan cannot be read.
    """
    if isinstance(given, Plan):
        return Side(given, Paths(given), None)
    frozen = read_plan(canonical(given["plan"])) if plan is None else plan
    return Side(frozen, Paths(frozen), given)
