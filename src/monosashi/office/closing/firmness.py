"""Actuals that are still provisional or estimated when a year is to be settled: whose they are, and made final one by one.

Settling changes money alone (DESIGN, the yearly round); how firm a figure is that stays the same is no other figure. Which of them
are final somebody says figure by figure; those of which nobody says so stay marked in the settled edition and on its pages.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db import transaction

from monosashi.core.changes import Changed
from monosashi.core.indicators import Actual, Indicator
from monosashi.core.messages import message
from monosashi.core.plan import Plan, of_year
from monosashi.core.tree import Node, Role
from monosashi.core.values import ValueStatus
from monosashi.office.accounts.refusals import ChangedMeanwhile, StateForbids
from monosashi.office.accounts.standing import Person
from monosashi.office.closing.edition_followed import settled_in
from monosashi.office.plans.actions import save
from monosashi.office.plans.queries import lock_plan, whole
from monosashi.office.rounds.actions_preparing import AlreadySettled, lock_round
from monosashi.office.rounds.models import Round
from monosashi.office.rounds.queries import name_of, round_numbered
from monosashi.office.rounds.states import GOING_ON, RoundKind, RoundState
from monosashi.office.ui.cells import Cell, figure
from monosashi.office.ui.language import spoken
from monosashi.wording import word


@dataclass(frozen=True, slots=True)
class NotFinal:
    """One actual that is not final. `id` is its indicator's."""

    id: str
    name: str
    node: Node
    value: Cell
    status: ValueStatus


@dataclass(frozen=True, slots=True)
class OfDepartment:
    """What one department leads of them, in the plan's order. `name` is "" where nobody leads. `letter` asks it, ready to be sent."""

    name: str
    figures: tuple[NotFinal, ...]
    letter: str


class NotItsTurn(StateForbids):
    """Actuals are made final between the provisional edition and the settled one."""

    def __init__(self) -> None:
        super().__init__(message("closing.firm.not_now"))


class NothingChosen(StateForbids):
    """None of the actuals that are not final was chosen."""

    def __init__(self) -> None:
        super().__init__(message("closing.firm.none_chosen"))


def settles_next(held: Round) -> bool:
    """Whether what comes next of the round is that its year is settled; whether it may be is another question."""
    match RoundKind(held.kind):
        case RoundKind.YEAR:
            return RoundState(held.state) not in GOING_ON
        case RoundKind.SETTLED:
            return RoundState(held.state) in GOING_ON
        case RoundKind.MID_YEAR:
            return False


def not_final(plan: Plan, fiscal_year: int) -> tuple[OfDepartment, ...]:
    """The year's actuals that are provisional or estimated, by the department that leads their measure."""
    found: dict[str, list[NotFinal]] = {}
    for indicator, actual in _not_final(plan, fiscal_year):
        node = plan.index.node[indicator.node]
        of = found.setdefault(_lead(plan, node, fiscal_year), [])
        of.append(NotFinal(indicator.id, indicator.name, node, figure(actual.value, indicator.unit), actual.status))
    return tuple(OfDepartment(name, tuple(mine), _letter(mine, fiscal_year)) for name, mine in found.items())


def count_not_final(plan: Plan, fiscal_year: int) -> int:
    """How many they are."""
    return sum(1 for _ in _not_final(plan, fiscal_year))


@transaction.atomic
def make_final(*, number: int, chosen: Iterable[str], seen: int, by: Person) -> int:
    """Make actuals of the round's year final, by their indicators; how many they are. Their values stay.

    `seen` is the plan's revision that was shown. Raises NoSuchRound, NotAllowed, NotItsTurn, AlreadySettled, ChangedMeanwhile,
    NothingChosen.
    """
    plan_id = round_numbered(number).plan_id
    lock_plan(plan_id)
    held = lock_round(number, by)
    _check_turn(held)
    plan = whole(plan_id)
    if plan.revision != seen:
        raise ChangedMeanwhile(message("closing.firm.changed"))
    wanted = set(chosen)
    changes = tuple(
        Changed(
            ("indicators", indicator.id, "actuals", str(actual.fiscal_year), "status"), actual.status, ValueStatus.FINAL
        )
        for indicator, actual in _not_final(plan, held.fiscal_year)
        if indicator.id in wanted
    )
    if not changes:
        raise NothingChosen
    why = spoken(message("closing.why.firm", name=name_of(held), count=len(changes)))
    save(plan_id=plan_id, based_on=seen, changes=changes, by=by, why=why)
    return len(changes)


def _check_turn(held: Round) -> None:
    if (settled := settled_in(held)) is not None:
        raise AlreadySettled(settled)
    if not settles_next(held):
        raise NotItsTurn


def _not_final(plan: Plan, fiscal_year: int) -> Iterator[tuple[Indicator, Actual]]:
    for indicator in plan.indicators:
        actual = of_year(indicator.actuals, fiscal_year)
        if actual is not None and actual.status is not ValueStatus.FINAL:
            yield indicator, actual


def _lead(plan: Plan, node: Node, fiscal_year: int) -> str:
    """The name of the first department that leads it in the year; "" where none does."""
    code = next((part.department for part in node.parts_in(fiscal_year) if part.role is Role.LEAD), "")
    known = plan.index.department.get(code)
    return known.name if known else code


def _letter(figures: Iterable[NotFinal], fiscal_year: int) -> str:
    lines = (
        spoken(
            message(
                "closing.firm.letter.line",
                measure=each.node.label,
                name=each.name,
                value=f"{each.value.text}{each.value.unit}",
                status=word(each.status),
            )
        )
        for each in figures
    )
    return "\n".join((spoken(message("closing.firm.letter", year=fiscal_year)), *lines))
