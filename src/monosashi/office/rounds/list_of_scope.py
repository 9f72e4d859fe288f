"""What a round asks about and what it leaves out, as a list."""

from dataclasses import dataclass
from functools import partial

from monosashi.core.messages import message
from monosashi.core.tree import Node
from monosashi.office.rounds.basis import Basis
from monosashi.office.rounds.looks import LOOKS
from monosashi.office.rounds.models import Round, Sheet
from monosashi.office.rounds.queries import parts_of, sheets_of
from monosashi.office.rounds.states import TRANSITIONS, RoundState, SheetAct, SheetState
from monosashi.office.ui.addresses import address_of
from monosashi.office.ui.cells import Cell, absence
from monosashi.office.ui.language import spoken
from monosashi.office.ui.lists import Column, Filter, ListOf, Option, by_text

IN_SCOPE, OUT = "in", "out"


@dataclass(frozen=True, slots=True)
class ScopeRow:
    """A sheet of the round. `node` is None for a measure that the judging edition lacks. `act` is what can be done, None nothing.

    `by_plan`: the judging edition itself leaves the measure out.
    """

    sheet: Sheet
    node: Node | None
    departments: tuple[str, ...]
    act: SheetAct | None
    by_plan: bool

    @property
    def left_out(self) -> bool:
        """Whether it is not asked for."""
        return self.sheet.state == SheetState.LEFT_OUT

    @property
    def name(self) -> str:
        """Number and name of the measure."""
        return self.node.label if self.node else self.sheet.node


def rows_of_scope(held: Round, basis: Basis, *, runs: bool) -> list[ScopeRow]:
    """All sheets in the plan's order. Two queries."""
    return [_row(held, basis, sheet, runs=runs) for sheet in sheets_of(held)]


def act_of(sheet: Sheet, state: RoundState) -> SheetAct | None:
    """Leaving out or taking in, whichever can be done as things stand."""
    for act in (SheetAct.LEAVE_OUT, SheetAct.TAKE_IN):
        move = TRANSITIONS.get((SheetState(sheet.state), act))
        if move is not None and state in move.within:
            return act
    return None


def _row(held: Round, basis: Basis, sheet: Sheet, *, runs: bool) -> ScopeRow:
    names = basis.plan.index.department
    codes = parts_of(sheet).every
    called = tuple(names[code].name if code in names else code for code in codes if code)
    act = act_of(sheet, RoundState(held.state)) if runs else None
    node = basis.plan.index.node.get(sheet.node)
    by_plan = sheet.state == SheetState.LEFT_OUT and basis.excluded(sheet.node) is not None
    return ScopeRow(sheet, node, called, None if by_plan or node is None else act, by_plan)


def list_of_scope(held: Round, rows: list[ScopeRow], *, runs: bool) -> ListOf[ScopeRow]:
    """The list; `runs` adds the column with what can be done."""
    names = list(dict.fromkeys(name for row in rows for name in row.departments))
    return ListOf(
        name="scope",
        caption=message("rounds.scope.caption"),
        columns=(*_COLUMNS, *((_acts(held),) if runs else ())),
        filters=(
            Filter(
                "look",
                message("rounds.column.scope"),
                (
                    Option(IN_SCOPE, spoken(message("rounds.scope.in"))),
                    Option(OUT, spoken(message("rounds.scope.out"))),
                ),
                lambda row, look: row.left_out is (look == OUT),
            ),
            Filter(
                "department",
                message("rounds.column.departments"),
                tuple(Option(name, name) for name in names),
                lambda row, name: name in row.departments,
            ),
        ),
        words=lambda row: (row.name, row.sheet.left_out, *row.departments),
    )


def _measure(row: ScopeRow) -> Cell:
    where = address_of("answering:sheet", row.sheet.round_id, row.sheet.node) if row.node else ""
    return Cell(row.name, address=where)


def _departments(row: ScopeRow) -> Cell:
    separator = spoken(message("value.separator"))
    return Cell(separator.join(row.departments)) if row.departments else absence(message("rounds.no_department"))


def _state(row: ScopeRow) -> Cell:
    state = SheetState(row.sheet.state)
    return Cell(spoken(state), tag=LOOKS[state], note=row.sheet.left_out if row.left_out else "")


def _acts(held: Round) -> Column[ScopeRow]:
    return Column("act", message("rounds.column.act"), partial(_act, held))


def _act(held: Round, row: ScopeRow) -> Cell:
    if row.act is None:
        return absence(message("rounds.scope.by_plan" if row.by_plan else "rounds.scope.send_back_first"))
    page = row.act.value.replace("_", "-")
    return Cell(spoken(row.act), address=address_of(f"rounds:{page}", held.pk, row.sheet.node))


_COLUMNS: tuple[Column[ScopeRow], ...] = (
    Column("measure", message("rounds.column.measure"), _measure, lambda row: by_text(row.name), head=True),
    Column("departments", message("rounds.column.departments"), _departments, wide=True),
    Column("state", message("rounds.column.sheet_state"), _state, wide=True),
)
