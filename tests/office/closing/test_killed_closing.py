"""Closing a round and sealing its events, killed at each statement: the year is closed as a whole or not at all, and once."""

import pytest

from office.plans.test_killed import Environment
from office.rounds.test_killed_acts import empty, new_events, struck

__all__ = ["empty"]

pytestmark = pytest.mark.slow


def test_a_round_whose_closing_is_killed_is_closed_or_open(empty: Environment) -> None:
    acts = struck(empty, "prepare", "prepare_closing", "close", "seal")
    closed, sealed = acts["close"], acts["seal"]
    assert closed["struck"] > 30, "it was killed in its midst"
    assert (closed["before"]["round"], closed["before"]["year"]) == ("compiling", "open")
    left = closed["left"]
    assert (left["round"], left["year"]) == ("closed", "provisional")
    assert set(left["sheets"].values()) == {"finalised"}
    assert left["revision"] == closed["before"]["revision"] + 1
    assert [number for number, _ in left["editions"]] == [1, 2]
    assert left["editions"][-1][1] == left["revision"], "the edition holds what was closed"
    assert new_events(closed) == {"plan.saved": 1, "edition.frozen": 1, "round.sheets_finalised": 1, "round.close": 1}
    assert closed["again"] == "RoundForbids"
    assert closed["at last"] == left

    assert (left["seals"], sealed["before"]["seals"]) == (0, 0), "killed between closing and sealing"
    assert (sealed["left"]["seals"], sealed["left"]["unsealed"]) == (1, 0)
    assert sealed["at last"] == sealed["left"]
