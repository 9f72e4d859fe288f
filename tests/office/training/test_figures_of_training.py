"""Attendances and people are two figures, and what was not recorded is neither."""

import pytest

from monosashi.office.training.figures import Held, progress, tally


def test_whoever_comes_twice_is_two_attendances_and_one_person() -> None:
    found = tally([Held(1, people=(1, 2)), Held(1, people=(2, 3))])
    assert (found.attendances, found.persons, found.is_whole) == (4, 3, True)


def test_sessions_without_a_list_add_attendances_and_no_people() -> None:
    found = tally([Held(1, people=(1, 2)), Held(2, counted=104)])
    assert (found.times, found.attendances, found.persons) == (3, 106, 2)
    assert (found.nameless, found.nameless_attendances, found.is_whole) == (2, 104, False)


def test_without_any_list_the_number_of_people_is_not_known() -> None:
    found = tally([Held(2, counted=104), Held(16, counted=88)])
    assert (found.attendances, found.persons) == (192, None)


def test_what_was_not_recorded_is_no_zero() -> None:
    found = tally([Held(1), Held(1)])
    assert (found.times, found.attendances, found.persons, found.unrecorded) == (2, None, None, 2)


@pytest.mark.parametrize("nobody", [Held(1, people=()), Held(1, counted=0)], ids=["list", "number"])
def test_a_session_to_which_nobody_came_is_a_zero(nobody: Held) -> None:
    found = tally([nobody])
    assert (found.attendances, found.persons, found.is_whole) == (0, 0, True)


def test_an_officer_of_two_departments_counts_in_both_and_once_in_the_city() -> None:
    population = {1: frozenset({"a", "b"}), 2: frozenset({"b"})}
    assert [progress(population, frozenset({1}), within).done for within in (None, frozenset("a"), frozenset("b"))] == [
        1,
        1,
        1,
    ]
    assert [progress(population, frozenset({1}), within).of for within in (None, frozenset("a"), frozenset("b"))] == [
        2,
        1,
        2,
    ]
