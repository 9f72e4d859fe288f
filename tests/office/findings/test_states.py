from datetime import UTC, date, datetime

import pytest

from monosashi.office.findings.states import Decided, DecisionKind, FindingState, state_of


def decision(kind: DecisionKind, until: date | None = None) -> Decided:
    return Decided(1, kind, "d-07", "課長", until, "理由", datetime(2025, 5, 1, tzinfo=UTC), "成田 桂")


@pytest.mark.parametrize(
    ("today", "state"),
    [
        (date(2025, 9, 29), FindingState.WAIVED),
        (date(2025, 9, 30), FindingState.WAIVED),
        (date(2025, 10, 1), FindingState.EXPIRED),
    ],
)
def test_a_waiver_holds_up_to_its_last_day_and_the_finding_speaks_the_day_after(
    today: date, state: FindingState
) -> None:
    assert state_of(decision(DecisionKind.WAIVED, date(2025, 9, 30)), today) is state


@pytest.mark.parametrize(
    ("today", "state"),
    [(date(2025, 9, 30), FindingState.TAKEN_ON), (date(2025, 10, 1), FindingState.OVERDUE)],
)
def test_a_task_is_overdue_the_day_after_it_was_due(today: date, state: FindingState) -> None:
    assert state_of(decision(DecisionKind.TAKEN_ON, date(2025, 9, 30)), today) is state


@pytest.mark.parametrize(
    ("made", "state"),
    [
        (None, FindingState.OPEN),
        (decision(DecisionKind.REOPENED), FindingState.OPEN),
        (decision(DecisionKind.ASKED), FindingState.ASKED),
        (decision(DecisionKind.ANSWERED), FindingState.ANSWERED),
        (decision(DecisionKind.DONE), FindingState.DONE),
    ],
)
def test_without_a_day_the_newest_decision_says_where_a_finding_stands(
    made: Decided | None, state: FindingState
) -> None:
    assert state_of(made, date(2025, 5, 12)) is state
