"""The board: departments, or the bureaus above them, by the states of their sheets."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from urllib.parse import urlencode

from django.urls import reverse

from monosashi.core.messages import message
from monosashi.office.compiling.sheet_cells import contact_cell, short_day
from monosashi.office.compiling.situation import SHOWN, Contact, SheetOf, Situation, counted_as
from monosashi.office.rounds.states import SheetState
from monosashi.office.ui.cells import Cell, count
from monosashi.office.ui.language import spoken
from monosashi.office.ui.lists import Column, ListOf, by_number, by_text
from monosashi.wording import word

_LOOKS = {
    SheetState.UNANSWERED: "f-s0",
    SheetState.DRAFTING: "f-s1",
    SheetState.RETURNED: "f-s3",
    SheetState.AWAITING_CONFIRMATION: "f-s2",
    SheetState.SUBMITTED: "f-s4",
    SheetState.ACCEPTED: "f-s5",
}
_DARK = frozenset({SheetState.SUBMITTED, SheetState.ACCEPTED})
_NARROWEST = 5.0
"""Per cent of a bar in which a count can be read."""


class Level(StrEnum):
    """What a row of the board is."""

    BUREAU = "bureau"
    DEPARTMENT = "department"


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of a bar, in per cent of its width. `label` "" where there is no room for the count."""

    look: str
    x: str
    width: str
    middle: str
    label: str
    on_dark: bool


@dataclass(frozen=True, slots=True)
class Counted:
    """How many sheets of a row have one state, and where they are listed."""

    state: SheetState
    number: int
    address: str


@dataclass(frozen=True, slots=True)
class BoardRow:
    """One row. `due` are the deadlines of its sheets, earliest first."""

    code: str
    name: str
    sheets: tuple[SheetOf, ...]
    counts: tuple[Counted, ...]
    late: int
    late_address: str
    due: tuple[date, ...]
    contact: Contact | None
    bar: tuple[Piece, ...]
    is_extended: bool

    def of(self, state: SheetState) -> int:
        """How many have this state."""
        return next(each.number for each in self.counts if each.state is state)

    @property
    def due_text(self) -> str:
        """The deadlines: one day, or the first and the last."""
        if len(self.due) == 1:
            return short_day(self.due[0])
        return spoken(message("compiling.due_from_to", first=short_day(self.due[0]), last=short_day(self.due[-1])))

    @property
    def contact_cell(self) -> Cell:
        """When its departments were last written to."""
        return contact_cell(self.contact)


def board_of(now: Situation, level: Level) -> tuple[BoardRow, ...]:
    """The rows, those with most late sheets first, then in the plan's order. A sheet is counted once."""
    gathered: dict[str, list[SheetOf]] = {}
    for sheet in now.sheets:
        code = now.bureau_of(sheet.lead) if level is Level.BUREAU else sheet.lead
        gathered.setdefault(code, []).append(sheet)
    most = max((len(sheets) for sheets in gathered.values()), default=0)
    rows = [_row(now, level, code, tuple(sheets), most) for code, sheets in gathered.items()]
    return tuple(sorted(rows, key=lambda row: (-row.late, -len(row.sheets))))


def bar_of(sheets: Iterable[SheetOf], most: int, narrowest: float = _NARROWEST) -> tuple[Piece, ...]:
    """The pieces of a bar as long as `most` sheets. Those narrower than `narrowest` per cent have no count in them."""
    numbers = dict.fromkeys(SHOWN, 0)
    for sheet in sheets:
        numbers[counted_as(sheet.state)] += 1
    return tuple(_pieces(numbers, most, narrowest))


def key_of_states(now: Situation) -> tuple[tuple[str, SheetState, int], ...]:
    """The looks of the states with their counts, for the key beneath the bar."""
    return tuple((_LOOKS[state], state, len(now.by_state[state])) for state in SHOWN)


def list_of_board(now: Situation, level: Level) -> ListOf[BoardRow]:
    """The board as a list, to be sorted and downloaded."""
    return ListOf(
        name=f"{now.round.plan_id}-round-{now.round.pk}-{level.value}",
        caption=message("compiling.board.caption", level=word(level)),
        columns=tuple(_columns(level)),
        keep=("by",),
    )


def _columns(level: Level) -> Iterator[Column[BoardRow]]:
    yield Column("name", word(level), lambda r: Cell(r.name), lambda r: by_text(r.name), head=True)
    yield Column(
        "all",
        message("compiling.column.sheets"),
        lambda r: count(len(r.sheets)),
        lambda r: by_number(len(r.sheets)),
        figures=True,
    )
    yield Column(
        "late", message("compiling.column.late"), lambda r: count(r.late), lambda r: by_number(r.late), figures=True
    )
    for state in SHOWN:
        yield _of_state(state)
    yield Column(
        "due",
        message("compiling.column.due"),
        lambda r: Cell(r.due_text, exact="/".join(day.isoformat() for day in r.due)),
        lambda r: by_text(str(r.due[0])),
    )
    yield Column("contact", message("compiling.column.contact"), lambda r: r.contact_cell)


def _of_state(state: SheetState) -> Column[BoardRow]:
    return Column(
        state.value,
        message(f"sheet_state.{state.value}"),
        lambda row: count(row.of(state)),
        lambda row: by_number(row.of(state)),
        figures=True,
    )


def _row(now: Situation, level: Level, code: str, sheets: tuple[SheetOf, ...], most: int) -> BoardRow:
    late = sum(1 for sheet in sheets if sheet.late)
    due = tuple(sorted({sheet.due for sheet in sheets}))
    contacts = [sheet.contact for sheet in sheets if sheet.contact is not None]
    return BoardRow(
        code=code,
        name=now.name_of(code) if code else spoken(message("compiling.of_nobody")),
        sheets=sheets,
        counts=tuple(_counted(now, level, code, sheets)),
        late=late,
        late_address=_listed(now, level, code, late="yes"),
        due=due,
        contact=max(contacts, key=lambda each: each.at, default=None),
        bar=bar_of(sheets, most),
        is_extended=due[-1] > now.round.deadline,
    )


def _counted(now: Situation, level: Level, code: str, sheets: tuple[SheetOf, ...]) -> Iterator[Counted]:
    for state in SHOWN:
        number = sum(1 for sheet in sheets if counted_as(sheet.state) is state)
        yield Counted(state, number, _listed(now, level, code, state=state.value))


def _listed(now: Situation, level: Level, code: str, **more: str) -> str:
    """Where the sheets of a row are listed: a department's without those that are counted for another one that leads them too."""
    key = {Level.BUREAU: "bureau", Level.DEPARTMENT: "counted"}[level]
    return reverse("compiling:sheets", args=(now.round.pk,)) + "?" + urlencode({key: code, **more})


def _pieces(numbers: Mapping[SheetState, int], most: int, narrowest: float) -> Iterator[Piece]:
    start = 0.0
    for state, number in numbers.items():
        if not number:
            continue
        share = number * 100 / most
        yield Piece(
            _LOOKS[state],
            f"{start:.2f}%",
            f"{max(share - 0.25, 0.1):.2f}%",
            f"{start + share / 2:.2f}%",
            str(number) if share >= narrowest else "",
            state in _DARK,
        )
        start += share
