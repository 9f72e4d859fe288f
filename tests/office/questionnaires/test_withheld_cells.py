"""Cells of fewer than five persons are not shown and cannot be worked out from what is."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monosashi.office.questionnaires.counting.withholding import Table, withheld

pytestmark = pytest.mark.without_database

cells = st.integers(2, 3).flatmap(
    lambda wide: st.lists(st.lists(st.integers(0, 7), min_size=wide, max_size=wide), min_size=2, max_size=3)
)


def of(*rows: tuple[int, ...], rows_told: bool = True, adds_up: bool = True) -> Table:
    people = tuple(sum(column) for column in zip(*rows, strict=True))
    return Table(rows, people if adds_up else tuple(max(c) for c in zip(*rows, strict=True)), rows_told, adds_up)


def values_left(table: Table, hidden: frozenset[tuple[int, int]]) -> dict[tuple[int, int], set[int]]:
    """By trying all: which values the hidden cells can have, given everything that is shown."""
    found: dict[tuple[int, int], set[int]] = {place: set() for place in hidden}
    order = sorted(hidden)
    most = [range(table.people[c] + 1) for _, c in order]
    for tried in product(*most):
        whole = [list(row) for row in table.cells]
        for (r, c), value in zip(order, tried, strict=True):
            whole[r][c] = value
        rows = [sum(row) for row in whole] == [sum(row) for row in table.cells]
        columns = [sum(c) for c in zip(*whole, strict=True)] == list(table.people)
        if (rows or not table.rows_told) and (columns or not table.adds_up):
            for place, value in zip(order, tried, strict=True):
                found[place].add(value)
    return found


def test_one_small_cell_takes_a_second_one_of_its_row_and_both_of_another() -> None:
    table = of((12, 3), (9, 20), (8, 30))
    assert withheld(table) == {(0, 0), (0, 1), (2, 0), (2, 1)}


def test_where_several_can_be_chosen_a_second_one_of_the_row_is_enough() -> None:
    assert withheld(of((12, 3, 7), (9, 20, 11), adds_up=False)) == {(0, 1), (0, 2)}


def test_an_option_that_nobody_chose_is_no_secret() -> None:
    assert withheld(of((0, 0), (9, 20))) == frozenset()


def test_nothing_is_withheld_where_every_cell_has_five() -> None:
    assert withheld(of((5, 6), (7, 8))) == frozenset()


@given(rows=cells, rows_told=st.booleans(), adds_up=st.booleans())
def test_what_is_withheld_can_be_more_than_one_thing(rows: list[list[int]], *, rows_told: bool, adds_up: bool) -> None:
    table = of(*map(tuple, rows), rows_told=rows_told, adds_up=adds_up)
    hidden = withheld(table)
    places = {(r, c) for r, row in enumerate(rows) for c in range(len(row)) if table.people[c]}
    whole = {(r, c) for r, c in places if sum(rows[r]) or not rows_told}
    if hidden != whole and len(hidden) <= 5:
        assert [place for place, left in values_left(table, hidden).items() if len(left) < 2] == []
    assert {(r, c) for r, c in whole if rows[r][c] < 5} <= hidden
