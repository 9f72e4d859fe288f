"""The tables of meetings and decisions: whatever way one takes through them, nothing gets stuck and nothing is skipped."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monosashi.core.fiscal_years import fiscal_year_on
from monosashi.office.meetings.states import (
    DECISIONS,
    MEETINGS,
    DecisionForbids,
    MeetingAct,
    MeetingDecisionAct,
    MeetingDecisionState,
    MeetingForbids,
    MeetingState,
    days_without_minutes,
    decision_after,
    is_overdue,
    meeting_after,
)

pytestmark = pytest.mark.without_database
HELD_ON = date(2024, 5, 24)


@settings(max_examples=60)
@given(st.lists(st.sampled_from(MeetingDecisionAct), max_size=12))
def test_a_decision_is_done_only_after_a_report_that_nobody_sent_back(acts: list[MeetingDecisionAct]) -> None:
    state, reported = MeetingDecisionState.OPEN, False
    for act in acts:
        try:
            after = decision_after(state, act)
        except DecisionForbids:
            continue
        if after is MeetingDecisionState.DONE:
            assert reported
        reported = after is MeetingDecisionState.REPORTED
        state = after


@settings(max_examples=60)
@given(st.lists(st.sampled_from(MeetingAct), max_size=12))
def test_minutes_and_decisions_come_only_after_a_meeting_was_held(acts: list[MeetingAct]) -> None:
    state, held = MeetingState.PLANNED, False
    for act in acts:
        try:
            state = meeting_after(state, act)
        except MeetingForbids:
            continue
        held = held or act is MeetingAct.HOLD
        assert held or act not in {MeetingAct.KEEP_MINUTES, MeetingAct.DECIDE}
        assert held is (state is MeetingState.HELD)


def test_every_state_has_a_way_on_and_every_act_a_place() -> None:
    assert {state for state, _ in MEETINGS} == set(MeetingState)
    assert {act for _, act in MEETINGS} == set(MeetingAct)
    assert {state for state, _ in DECISIONS} == set(MeetingDecisionState)
    assert {act for _, act in DECISIONS} == set(MeetingDecisionAct)


@pytest.mark.parametrize(
    ("state", "minutes", "passed", "missing"),
    [
        ("held", "none", 13, None),
        ("held", "none", 14, 14),
        ("held", "none", 21, 21),
        ("held", "made", 21, None),
        ("held", "not_made", 21, None),
        ("planned", "none", 21, None),
        ("cancelled", "none", 21, None),
    ],
)
def test_minutes_are_missing_from_the_fourteenth_day_on(
    state: str, minutes: str, passed: int, missing: int | None
) -> None:
    assert days_without_minutes(state, minutes, HELD_ON, HELD_ON + timedelta(days=passed)) == missing


@pytest.mark.parametrize(
    ("state", "due", "late"),
    [
        ("open", date(2024, 5, 23), True),
        ("open", HELD_ON, False),
        ("open", None, False),
        ("reported", date(2024, 5, 23), False),
        ("done", date(2024, 5, 23), False),
    ],
)
def test_a_decision_is_late_from_the_day_after_its_due_day(state: str, due: date | None, *, late: bool) -> None:
    assert is_overdue(state, due, HELD_ON) is late


@given(st.dates(min_value=date(1950, 1, 1), max_value=date(2090, 1, 1)))
def test_a_fiscal_year_holds_twelve_months_from_april(day: date) -> None:
    year = fiscal_year_on(day)
    assert date(year, 4, 1) <= day < date(year + 1, 4, 1)
