"""What somebody tells of a course, a session, how many came, or who: as a form gives it and a row holds it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time

from monosashi.office.entering.told import Told


@dataclass(frozen=True, slots=True)
class CourseTold(Told):
    """A course. `serves` names what it serves as `named` does, "" nothing."""

    fiscal_year: int
    title: str
    form: str
    level: str
    audience: str
    aim: str = ""
    kinds: tuple[int, ...] = ()
    required: bool = False
    assessed: bool = False
    planned_times: int | None = None
    planned_persons: int | None = None
    serves: str = ""
    material: str = ""


def named(plan: str, node: str, indicator: str) -> str:
    """A measure of a plan and one of its indicators ("" none) in one word; "" for no measure."""
    return _BETWEEN.join((plan, node, indicator)) if node else ""


def read_named(serves: str) -> tuple[str, str, str]:
    """Plan, measure and indicator of such a word, each "" where there is none."""
    plan, node, indicator = [*serves.split(_BETWEEN), "", "", ""][:3]
    return plan, node, indicator


_BETWEEN = "|"


@dataclass(frozen=True, slots=True)
class SessionTold(Told):
    """A session. `last_day` None: it is over on its first day."""

    title: str = ""
    first_day: date | None = None
    last_day: date | None = None
    begins: time | None = None
    ends: time | None = None
    place: str = ""
    capacity: int | None = None
    enrol_until: date | None = None


@dataclass(frozen=True, slots=True)
class CountTold(Told):
    """How often it was held, how many attended in all, how often a video was played; None where that is not known."""

    times: int = 1
    counted: int | None = None
    views: int | None = None


@dataclass(frozen=True, slots=True)
class AttendanceTold(Told):
    """Of each place, by its key, what became of it: outcome ("" nothing recorded) and the day of finishing in ISO form ("" none)."""

    outcomes: tuple[tuple[int, str, str], ...] = ()

    @property
    def by_place(self) -> Mapping[int, tuple[str, str]]:
        """The same by the key of the place."""
        return {pk: (outcome, day) for pk, outcome, day in self.outcomes}
