"""A year that was settled is not asked about again: such a round could never be closed."""

from datetime import date

import pytest

from monosashi.office.closing.actions import close, settle
from monosashi.office.rounds.actions_preparing import AlreadySettled, Wanted, prepare
from monosashi.office.rounds.models import Round
from monosashi.office.rounds.states import RoundKind
from office.closing.closed_rounds import BEGINS_CLOSED, BEGINS_SETTLING, UNCHANGED, closed, settling
from office.rounds.blank_year import YEAR
from office.rounds.desk import Desk


def ask_again(desk: Desk, kind: RoundKind) -> None:
    wanted = Wanted(YEAR, kind, 1, date(2025, 9, 30))
    prepare(plan_id=desk.round.plan_id, wanted=wanted, by=desk.coordinator)


@BEGINS_CLOSED
@pytest.mark.parametrize("kind", [RoundKind.SETTLED, RoundKind.MID_YEAR])
def test_after_the_years_round_settled_it_no_other_round_of_the_year_is_made(desk: Desk, kind: RoundKind) -> None:
    settle(number=closed(desk).pk, meant=UNCHANGED, by=desk.coordinator)
    with pytest.raises(AlreadySettled) as refused:
        ask_again(desk, kind)
    assert dict(refused.value.why.params)["number"] == 3
    assert list(Round.objects.all()) == [desk.round]


@BEGINS_SETTLING
def test_after_a_settled_round_settled_it_neither(desk: Desk) -> None:
    close(number=settling(desk).round.pk, by=desk.coordinator)
    with pytest.raises(AlreadySettled):
        ask_again(desk, RoundKind.MID_YEAR)
