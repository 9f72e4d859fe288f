"""All departments with the ways that their sheets go, as a list."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import reduce

from django.urls import reverse
from django.utils import timezone

from monosashi.core.messages import Message, message
from monosashi.office.accounts.organisation import Unit
from monosashi.office.accounts.register import successors_of
from monosashi.office.confirming.queries import StepShown, every_plan, route_shown
from monosashi.office.rounds.models import SheetDepartment
from monosashi.office.rounds.queries import open_rounds
from monosashi.office.rounds.routes import Step, routes_on
from monosashi.office.rounds.states import StepKind
from monosashi.office.ui.cells import Cell, count
from monosashi.office.ui.language import spoken
from monosashi.office.ui.lists import Column, Filter, ListOf, Option, by_number, by_text

_ASKED, _UNSET, _VACANT = "asked", "unset", "vacant"


@dataclass(frozen=True, slots=True)
class RouteRow:
    """A department with its route. `own`: it was set for this very department; `came_from` are those whose route it goes by."""

    unit: Unit
    steps: tuple[StepShown, ...]
    own: bool
    came_from: tuple[str, ...]
    asked: bool

    @property
    def vacant(self) -> tuple[StepShown, ...]:
        """Steps that nobody holds today and for which a sheet would wait."""
        return tuple(step for step in self.steps if step.vacant and step.kind is not StepKind.CIRCULATE)


def rows_of_routes() -> list[RouteRow]:
    """All departments that exist today. Seven queries, and five for each plan."""
    day = timezone.localdate()
    routes = routes_on(day)
    of_all = {unit.code: routes.of(unit.code) for unit in routes.tree.standing}
    shown, asked = _shown(of_all.values()), _asked(day)
    return [
        RouteRow(
            unit,
            tuple(shown[step] for step in of_all[unit.code]),
            unit.code in routes.own,
            tuple(routes.tree.units[code].name for code in routes.inherited_from(unit.code)),
            unit.code in asked,
        )
        for unit in routes.tree.standing
    ]


def list_of_routes() -> ListOf[RouteRow]:
    """Departments with the route that their sheets pass."""
    return ListOf(
        name="routes",
        caption=message("confirming.routes.caption"),
        columns=_COLUMNS,
        filters=(
            Filter(
                "look",
                message("confirming.column.look"),
                (
                    Option(_ASKED, spoken(message("confirming.routes.asked"))),
                    Option(_VACANT, spoken(message("confirming.routes.vacant"))),
                    Option(_UNSET, spoken(message("confirming.routes.unset"))),
                ),
                _keeps,
            ),
        ),
        words=lambda row: (row.unit.name, *(spoken(who) for step in row.steps for who in (step.place, *step.holders))),
    )


def _shown(routes: Iterable[tuple[Step, ...]]) -> Mapping[Step, StepShown]:
    every = tuple(dict.fromkeys(step for steps in routes for step in steps))
    return dict(zip(every, route_shown(every, *every_plan()), strict=True))


def _asked(day: date) -> frozenset[str]:
    codes = SheetDepartment.objects.filter(sheet__round__in=open_rounds()).order_by().values_list("code", flat=True)
    return frozenset().union(*successors_of(set(codes), day).values())


def _keeps(row: RouteRow, look: str) -> bool:
    return {_ASKED: row.asked, _VACANT: bool(row.vacant), _UNSET: not (row.own or row.came_from)}[look]


def _name(row: RouteRow) -> Cell:
    return Cell(row.unit.name, address=reverse("confirming:route", args=(row.unit.code,)))


def _steps(row: RouteRow) -> Cell:
    steps = tuple(message("confirming.step_in_list", kind=step.kind, place=step.place) for step in row.steps)
    note: Message | None = None
    if row.came_from:
        note = message("confirming.routes.inherited", names=row.came_from)
    elif not row.own:
        note = message("confirming.routes.not_set_short")
    way = reduce(lambda first, second: message("confirming.then", first=first, second=second), steps)
    return Cell(spoken(way), note=spoken(note) if note else "")


def _holders(row: RouteRow) -> Cell:
    if not row.vacant:
        return Cell(spoken(message("confirming.routes.all_held")), tag="done")
    return Cell(
        spoken(message("confirming.routes.nobody", count=len(row.vacant))),
        tag="look",
        note=spoken(message("confirming.routes.nobody_at", places=tuple(step.place for step in row.vacant))),
    )


_COLUMNS: tuple[Column[RouteRow], ...] = (
    Column("name", message("confirming.column.department"), _name, lambda row: by_text(row.unit.name), head=True),
    Column("steps", message("confirming.column.route"), _steps, wide=True),
    Column(
        "count",
        message("confirming.column.steps"),
        lambda row: count(len(row.steps)),
        lambda row: by_number(len(row.steps)),
        figures=True,
    ),
    Column("holders", message("confirming.column.today"), _holders, wide=True),
)
