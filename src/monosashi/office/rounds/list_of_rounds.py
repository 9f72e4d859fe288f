"""All rounds as a list: by year, where each stands, and how far it is."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q
from django.urls import reverse

from monosashi.core.messages import message
from monosashi.office.rounds.models import Round, Sheet
from monosashi.office.rounds.queries import name_of, rounds
from monosashi.office.rounds.states import IN, RoundState, SheetState
from monosashi.office.ui.cells import Cell, absence, count
from monosashi.office.ui.dates import day_text
from monosashi.office.ui.language import spoken
from monosashi.office.ui.lists import ABSENT, Column, Filter, ListOf, Option, SortKey, by_number

TAGS: Mapping[RoundState, str] = {
    RoundState.PREPARING: "none",
    RoundState.REQUESTING: "wait",
    RoundState.COMPILING: "look",
    RoundState.CLOSED: "done",
    RoundState.PUBLISHED: "done",
}
"""How the state of a round looks."""


@dataclass(frozen=True, slots=True)
class RoundRow:
    """A round with how many sheets are asked for, handed in, and accepted."""

    round: Round
    asked: int
    handed_in: int
    accepted: int


def rows_of_rounds() -> list[RoundRow]:
    """All rounds, the newest year first. Two queries."""
    asked = ~Q(state=SheetState.LEFT_OUT)
    counted = {
        row["round"]: row
        for row in Sheet.objects.order_by()
        .values("round")
        .annotate(
            asked=Count("pk", filter=asked),
            handed_in=Count("pk", filter=Q(state__in=IN)),
            accepted=Count("pk", filter=Q(state__in=(SheetState.ACCEPTED, SheetState.FINALISED))),
        )
    }
    none = {"asked": 0, "handed_in": 0, "accepted": 0}
    told = ((held, counted.get(held.pk, none)) for held in rounds())
    return [RoundRow(held, row["asked"], row["handed_in"], row["accepted"]) for held, row in told]


def list_of_rounds(rows: list[RoundRow]) -> ListOf[RoundRow]:
    """The list. `rows` are all rounds, for what can be chosen."""
    years = sorted({row.round.fiscal_year for row in rows}, reverse=True)
    states = [state for state in RoundState if any(row.round.state == state for row in rows)]
    return ListOf(
        name="rounds",
        caption=message("rounds.list.caption"),
        columns=_COLUMNS,
        filters=(
            Filter(
                "year",
                message("rounds.column.year"),
                tuple(Option(str(year), spoken(message("ui.fiscal_year", year=year))) for year in years),
                lambda row, chosen: str(row.round.fiscal_year) == chosen,
            ),
            Filter(
                "state",
                message("rounds.column.state"),
                tuple(Option(state.value, spoken(state)) for state in states),
                lambda row, chosen: row.round.state == chosen,
            ),
        ),
        words=lambda row: (spoken(name_of(row.round)), row.round.plan.name),
    )


def _name(row: RoundRow) -> Cell:
    return Cell(spoken(name_of(row.round)), address=reverse("compiling:board", args=(row.round.pk,)))


def _state(row: RoundRow) -> Cell:
    state = RoundState(row.round.state)
    return Cell(spoken(state), tag=TAGS[state])


def _due(day: date | None) -> Cell:
    return absence(message("rounds.no_day")) if day is None else Cell(day_text(day), exact=day.isoformat())


def _by_day(day: date | None) -> SortKey:
    return ABSENT if day is None else (1, day.isoformat())


_COLUMNS: tuple[Column[RoundRow], ...] = (
    Column("name", message("rounds.column.round"), _name, lambda row: by_number(row.round.fiscal_year), head=True),
    Column("plan", message("rounds.column.plan"), lambda row: Cell(row.round.plan.name), wide=True),
    Column("state", message("rounds.column.state"), _state),
    Column(
        "deadline",
        message("rounds.column.deadline"),
        lambda row: _due(row.round.deadline),
        lambda row: _by_day(row.round.deadline),
    ),
    Column(
        "papers_due",
        message("rounds.column.papers_due"),
        lambda row: _due(row.round.papers_due),
        lambda row: _by_day(row.round.papers_due),
    ),
    Column("asked", message("rounds.column.asked"), lambda row: count(row.asked), figures=True),
    Column("handed_in", message("rounds.column.handed_in"), lambda row: count(row.handed_in), figures=True),
    Column("accepted", message("rounds.column.accepted"), lambda row: count(row.accepted), figures=True),
)
