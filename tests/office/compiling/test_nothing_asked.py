"""A round that asks about nothing: what can still be done while it is prepared, and what was decided once it is closed."""

import re

import pytest
from django.test import Client

from monosashi.office.rounds.models import Round, Sheet
from monosashi.office.rounds.states import RoundState, SheetState
from office.rounds.desk import Desk

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


def board(desk: Desk, office: Client, state: RoundState) -> str:
    Sheet.objects.filter(round=desk.round).update(state=SheetState.LEFT_OUT)
    Round.objects.filter(pk=desk.round.pk).update(state=state)
    main = office.get(f"/rounds/{desk.round.pk}/").content.decode().partition("<main")[2]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main))


def test_while_the_round_goes_on_the_office_is_sent_to_where_measures_are_chosen(desk: Desk, office: Client) -> None:
    told = board(desk, office, RoundState.REQUESTING)
    assert "「対象の施策」で、対象にする施策を決めてください" in told


@pytest.mark.parametrize("state", [RoundState.CLOSED, RoundState.PUBLISHED])
def test_a_closed_round_says_that_everything_was_left_out_and_asks_for_nothing(
    desk: Desk, office: Client, state: RoundState
) -> None:
    told = board(desk, office, state)
    assert "68施策をすべて対象外として確定しました" in told
    assert "決めてください" not in told
    assert "まだありません" not in told
