"""Years of a plan that were closed as provisional or settled: which changes touch them, and which edition holds each.

What was frozen stays as it is. The living plan can still be changed, for a correction (正誤表) is made of it: never without a
reason (DESIGN: a settled year keeps the targets, stage, scheme and grades that it was judged by).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from monosashi.core.changes import Added, Change, Changed, Removed, Reordered
from monosashi.core.indicators import Indicator
from monosashi.core.messages import InvalidInput, message
from monosashi.core.money import BudgetProgram
from monosashi.core.plan import Plan, PlanYear, YearState
from monosashi.core.results import NodeYear
from monosashi.core.tree import Milestone, Node
from monosashi.evaluation.dates import fiscal_year_of
from monosashi.office.plans.models import Edition

_YEARLY = frozenset({"actuals", "targets", "interim_targets", "fractions"})
"""Lists of an indicator with an entry for each year."""

_JUDGES_EVERY_YEAR = frozenset(
    {"node", "unit", "direction", "accumulation", "part_of", "composition", "baseline", "final_target", "final_year"}
)
"""Fields of an indicator by which every year is judged that has an actual."""


@dataclass(frozen=True, slots=True)
class Closed:
    """A closed year and the newest edition that froze it in this state; `edition` None where none was frozen here."""

    fiscal_year: int
    state: YearState
    edition: int | None = None
    label: str = ""
    frozen_at: datetime | None = None


class ReasonWanted(InvalidInput):
    """Something of a closed year is changed and nobody said why. `years` say of which."""

    def __init__(self, closed: Iterable[PlanYear]) -> None:
        self.years = tuple(year.fiscal_year for year in closed)
        named = tuple(message("plans.closed.year", year=year.fiscal_year, state=year.state) for year in closed)
        why = message("plans.closed.reason_wanted", years=named)
        super().__init__(InvalidInput.of("", why, message("plans.closed.reason_wanted.remedy")).problems)


def closed_years(plan: Plan) -> dict[int, PlanYear]:
    """The plan's years that are closed, provisionally too."""
    return {year.fiscal_year: year for year in plan.years if year.state is not YearState.OPEN}


def touched_years(changes: Iterable[Change], plan: Plan) -> tuple[PlanYear, ...]:
    """The closed years of which the changes would change a figure or an answer, oldest first. `plan`: as it stands before them.

    What others remark on a year (an audit's opinions) comes after it was closed and touches nothing of it.
    """
    closed = closed_years(plan)
    found = {year for change in changes for year in _years(change, plan)} if closed else set()
    return tuple(closed[year] for year in sorted(found & closed.keys()))


def check_reason(changes: Iterable[Change], plan: Plan, why: str) -> None:
    """Raises ReasonWanted where the changes touch a closed year of the plan as it stands and nobody says why."""
    if not why.strip() and (closed := touched_years(changes, plan)):
        raise ReasonWanted(closed)


def years_in(record: object, plan: Plan) -> tuple[int, ...]:
    """The closed years of which a record holds something, oldest first."""
    return tuple(sorted(closed_years(plan).keys() & set(_years_of(record))))


def closed_in(plan: Plan, years: Iterable[int]) -> tuple[Closed, ...]:
    """Closed years with their editions, oldest first. One query where there are any."""
    wanted = [year for _, year in sorted(closed_years(plan).items()) if year.fiscal_year in set(years)]
    if not wanted:
        return ()
    rows = Edition.objects.filter(plan_id=plan.id, fiscal_year__in=[y.fiscal_year for y in wanted], withdrawn_on="")
    told = rows.order_by("number").values_list("fiscal_year", "state", "number", "label", "frozen_at")
    newest = {(year, state): held for year, state, *held in told}
    return tuple(Closed(y.fiscal_year, y.state, *newest.get((y.fiscal_year, y.state.value), ())) for y in wanted)


def _years(change: Change, plan: Plan) -> Iterator[int]:
    """The years, closed or not, of which a change changes something."""
    if isinstance(change, Reordered):
        return
    match change.path:
        case ("years", year, *_):
            yield int(year)
        case ("results", *rest):
            yield from _of_result(change, *rest)
        case ("indicators" | "budget_programs", _):
            yield from _years_of(_entry(change))
        case ("indicators", id_, name, *rest):
            yield from _of_indicator(plan, id_, name, *rest)
        case ("budget_programs", id_, name, *rest):
            yield from _of_program(plan, id_, name, *rest)
        case ("nodes", _, "milestones", *_):
            yield from _of_milestone(change)


def _of_result(change: Change, key: str = "", name: str = "", *_: str) -> Iterator[int]:
    entry = _entry(change)
    if name == "notes" or (isinstance(entry, NodeYear) and _is_remark(entry)):
        return
    yield int(key.rpartition(".")[2])


def _of_indicator(plan: Plan, id_: str, name: str, *rest: str) -> Iterator[int]:
    if name in _YEARLY and rest:
        yield int(rest[0])
    elif name in _JUDGES_EVERY_YEAR:
        yield from _judged_by(plan, id_, name)


def _of_program(plan: Plan, id_: str, name: str, *rest: str) -> Iterator[int]:
    if name == "lines" and rest:
        yield int(rest[0].partition(".")[0])
    elif name == "shares":
        yield from (line.fiscal_year for each in plan.budget_programs if each.id == id_ for line in each.lines)


def _entry(change: Change) -> object:
    """What came or went; None where neither did."""
    return change.value if isinstance(change, Added | Removed) else None


def _is_remark(entry: NodeYear) -> bool:
    """Whether nothing was said of the year but what others remarked on it."""
    return entry == NodeYear(entry.node, entry.fiscal_year, notes=entry.notes)


def _judged_by(plan: Plan, indicator: str, name: str) -> Iterator[int]:
    """The years that an indicator was judged in; those that keep their own target do not ask the final one."""
    held = plan.index.indicator.get(indicator)
    for actual in held.actuals if held else ():
        year = plan.index.year.get(actual.fiscal_year)
        kept = {target.indicator for target in year.kept_targets} if year else set()
        if not (name.startswith("final_") and indicator in kept):
            yield actual.fiscal_year


def _of_milestone(change: Change) -> Iterator[int]:
    """The years in which a milestone was or is to be reached."""
    match change:
        case Added(_, Milestone() as one) | Removed(_, Milestone() as one):
            texts: tuple[object, ...] = (one.due, one.done)
        case Changed(path, before, after) if path[-1] in {"due", "done"}:
            texts = (before, after)
        case _:
            texts = ()
    yield from (year for text in texts if isinstance(text, str) and (year := fiscal_year_of(text)) is not None)


def _years_of(record: object) -> Iterator[int]:
    match record:
        case NodeYear() | PlanYear():
            yield record.fiscal_year
        case Indicator():
            for name in _YEARLY:
                yield from (each.fiscal_year for each in getattr(record, name))
        case BudgetProgram():
            yield from (line.fiscal_year for line in record.lines)
        case Node():
            texts = (text for one in record.milestones for text in (one.due, one.done) if text)
            yield from (year for text in texts if (year := fiscal_year_of(text)) is not None)
