"""Which cells of a table by groups are not shown, so that no answer of fewer than five persons can be read off it or worked out.

A cell is worked out where everything shown leaves it one value: the total of its row less the cells beside it, or a longer way
over several rows and columns. The table is looked at as a network of which the totals are fixed: a cell can have another value
exactly if a way leads back to it on which others go up and down with it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

LEAST = 5
"""Persons behind a figure that is shown."""

Place = tuple[int, int]
_Node = tuple[str, int]
_OUTSIDE: _Node = ("outside", 0)


@dataclass(frozen=True, slots=True)
class Table:
    """Counts by row (option) and column (group). `people` are those of each column, which everybody knows.

    `rows_told`: the total of each row is shown beside. `adds_up`: the cells of a column make its people (one choice, 未回答 in a
    row of its own).
    """

    cells: tuple[tuple[int, ...], ...]
    people: tuple[int, ...]
    rows_told: bool = True
    adds_up: bool = True


def withheld(table: Table) -> frozenset[Place]:
    """The places (row, column) of cells that are not shown: those under five, and as many others as it takes to hide them.

    A cell that its totals alone give away (an option that nobody at all chose) is no secret and stays.
    """
    open_ = {(r, c) for r, row in enumerate(table.cells) for c in range(len(row)) if not _is_given_away(table, r, c)}
    hidden = {(r, c) for r, c in open_ if table.cells[r][c] < LEAST}
    while True:
        exposed = sorted(place for place in hidden if not _can_be_another(table, hidden, place))
        further = _another(table, open_ - hidden, exposed) if exposed else None
        if further is None:
            return frozenset(hidden)
        hidden.add(further)


def _is_given_away(table: Table, row: int, column: int) -> bool:
    return not table.people[column] or (table.rows_told and not sum(table.cells[row]))


def _another(table: Table, shown: set[Place], exposed: Sequence[Place]) -> Place | None:
    """The smallest cell still shown beside an exposed one in its row, else in its column, else anywhere; None where none is."""
    rows, columns = {r for r, _ in exposed if table.rows_told}, {c for _, c in exposed}
    beside = [place for place in shown if place[0] in rows] or [place for place in shown if place[1] in columns]
    return min(beside or shown, key=lambda place: (table.cells[place[0]][place[1]], place), default=None)


def _can_be_another(table: Table, hidden: set[Place], place: Place) -> bool:
    """Whether what is shown leaves a hidden cell a second value."""
    row, column = ("row", place[0]), ("column", place[1])
    count = table.cells[place[0]][place[1]]
    ways = _ways(table, hidden, place)
    up = count < table.people[place[1]] and _leads(ways, column, row)
    return up or (count > 0 and _leads(ways, row, column))


def _ways(table: Table, hidden: set[Place], without: Place) -> dict[_Node, list[_Node]]:
    """What can change together with a cell: up is from row to column, down the other way. What has no told total is open outside."""
    ways: dict[_Node, list[_Node]] = {}
    for r, c in hidden - {without}:
        if table.cells[r][c] < table.people[c]:
            ways.setdefault(("row", r), []).append(("column", c))
        if table.cells[r][c] > 0:
            ways.setdefault(("column", c), []).append(("row", r))
    free = [("row", r) for r in range(len(table.cells)) if not table.rows_told]
    free += [("column", c) for c in range(len(table.people)) if not table.adds_up]
    for node in free:
        ways.setdefault(node, []).append(_OUTSIDE)
        ways.setdefault(_OUTSIDE, []).append(node)
    return ways


def _leads(ways: dict[_Node, list[_Node]], start: _Node, end: _Node) -> bool:
    seen, waiting = {start}, [start]
    while waiting:
        node = waiting.pop()
        if node == end:
            return True
        fresh: Sequence[_Node] = [each for each in ways.get(node, ()) if each not in seen]
        seen.update(fresh)
        waiting += fresh
    return False
