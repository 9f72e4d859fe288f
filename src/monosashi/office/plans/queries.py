"""Rows -> values, in a fixed number of queries whatever the plan's size."""

import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from monosashi.core.plan import Plan
from monosashi.core.tree import Node
from monosashi.evaluation.evaluate import evaluate
from monosashi.evaluation.known import known_life_cycle, known_scheme
from monosashi.evaluation.outcomes import Evaluation
from monosashi.exchange.plan_file import read_plan
from monosashi.office.accounts.reading_once import read_once
from monosashi.office.accounts.written_once import Parameter, Rows
from monosashi.office.events.locking import locked
from monosashi.office.plans.kept.kept_once import kept_once
from monosashi.office.plans.kept.rows import BESIDE, plan_of
from monosashi.office.plans.models import Entry, PlanRow, Revision


class NoSuchPlan(LookupError):
    """No plan with this id is kept here."""


class NoSuchRevision(LookupError):
    """The plan has no revision with this number."""


class _SavedMeanwhileError(Exception):
    """Between a plan's row and its entries somebody saved."""


@dataclass(frozen=True, slots=True, eq=False)
class Held:
    """A plan as the office keeps it. `plan` is without documents and provenance. Two are the same when their bytes are."""

    plan: Plan
    revision: int
    sha256: str

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Held) and self.sha256 == other.sha256

    def __hash__(self) -> int:
        return hash(self.sha256)


def plans_held() -> QuerySet[PlanRow]:
    """The rows of the plans kept here, by name. One query."""
    return PlanRow.objects.all()


@read_once
def rows_held() -> tuple[PlanRow, ...]:
    """The rows of the plans kept here, by name, read. One query."""
    return tuple(_EVERY())


@read_once
def held(plan_id: str) -> Held:
    """The plan as it stands: one query, and two more where this process has not read this state yet. Raises NoSuchPlan."""
    found = _ONE(pk=plan_id)
    if not found:
        raise NoSuchPlan(plan_id)
    return held_as(found[0])


_EVERY = Rows(PlanRow, lambda plans: plans)
_ONE = Rows(PlanRow, lambda plans: plans.filter(pk=Parameter("pk")))


def every_held() -> dict[str, Held]:
    """All plans as they stand, by id: one query, and two more for each that this process has not read in this state yet."""
    return {row.pk: held_as(row) for row in rows_held()}


def held_as(row: PlanRow) -> Held:
    """The plan of a whole row; as it stands now where the row is not the plan's any more. Raises NoSuchPlan."""
    try:
        return Held(_read(row.pk, row.sha256, row.head), row.revision, row.sha256)
    except _SavedMeanwhileError:
        return held(row.pk)


def lock_plan(plan_id: str) -> PlanRow:
    """The plan's row, for which everything that changes the plan or what comes of it waits. Raises NoSuchPlan."""
    row = locked(PlanRow.objects.filter(pk=plan_id)).first()
    if row is None:
        raise NoSuchPlan(plan_id)
    return row


def whole(plan_id: str) -> Plan:
    """The plan with its documents and provenance, as it is exported. Two queries. Raises NoSuchPlan."""
    row = PlanRow.objects.filter(pk=plan_id).first()
    if row is None:
        raise NoSuchPlan(plan_id)
    return plan_of(row.head, _rows(plan_id))


def revisions(plan_id: str) -> QuerySet[Revision]:
    """The plan's revisions, newest first, without their documents."""
    return Revision.objects.filter(plan_id=plan_id).defer("document")


def at_revision(plan_id: str, number: int) -> Plan:
    """The plan as it was after a save, with documents and provenance. Raises NoSuchRevision."""
    row = Revision.objects.filter(plan_id=plan_id, number=number).first()
    if row is None:
        raise NoSuchRevision(f"{plan_id} {number}")
    return read_plan(zlib.decompress(bytes(row.document)))


def labels(plan_id: str, nodes: Iterable[str]) -> Mapping[str, str]:
    """Measures of a plan by number and name; one that the plan has no more by its id. One query where there are any."""
    wanted = tuple(nodes)
    known = held(plan_id).plan.index.node if wanted else {}
    return {node: known[node].label if node in known else node for node in wanted}


def choices_of_measures(plan_id: str, also: Iterable[str] = ()) -> list[tuple[str, str]]:
    """The measures of a plan to choose from, and those that a row names though the plan has them no more. One query."""
    every = held(plan_id).plan.index.measures
    known = {node.id for node in every}
    return [*((node.id, node.label) for node in every), *((node, node) for node in also if node not in known)]


def departments_of(node: Node, today: date) -> frozenset[str]:
    """The codes of the departments that have a part in a node today: not those whose part has ended or is still to begin."""
    return frozenset(part.department for part in node.responsibilities if part.holds_on(today))


def judged(state: Held, fiscal_year: int) -> Evaluation | None:
    """What the year's figures mean by the plan's own scheme; None where the plan names none for the year."""
    return _judged(state, fiscal_year)


def evaluated(plan: Plan, fiscal_year: int) -> Evaluation | None:
    """The same of a plan that nobody keeps here."""
    year = plan.index.year.get(fiscal_year)
    if year is None or year.scheme is None:
        return None
    life_cycle = known_life_cycle(year.life_cycle) if year.life_cycle else None
    return evaluate(plan, fiscal_year, known_scheme(year.scheme), life_cycle)


@kept_once(8)
def _read(plan_id: str, sha256: str, head: str) -> Plan:
    """Kept under its hash, so that what was read must be of that state."""
    rows = _rows(plan_id, without=BESIDE)
    if not PlanRow.objects.filter(pk=plan_id, sha256=sha256).exists():
        raise _SavedMeanwhileError(plan_id)
    return plan_of(head, rows)


def _rows(plan_id: str, without: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    rows = Entry.objects.filter(plan_id=plan_id).exclude(collection__in=without)
    return list(rows.order_by("collection", "position").values_list("collection", "body"))


@kept_once(16)
def _judged(state: Held, fiscal_year: int) -> Evaluation | None:
    return evaluated(state.plan, fiscal_year)
