"""Several sheets sent at once of which none is confirmed: said as what it is, whatever was sent."""

import pytest
from django.test import Client

from monosashi.office.rounds.queries import sheet_of
from office.confirming.conftest import As, handed_in
from office.plans.as_browser import text_of
from office.rounds.desk import Desk

TOGETHER = "/rounds/confirming/together/"


@pytest.fixture
def head(desk: Desk, as_: As) -> Client:
    handed_in(desk)
    return as_(desk.confirmer)


def test_what_was_confirmed_already_is_told_and_is_no_success(desk: Desk, head: Client) -> None:
    sent = {"sheets": [f"{desk.round.pk}:{desk.node}:{sheet_of(desk.round, desk.node).version}"]}
    assert head.post(TOGETHER, sent).status_code == 302
    told = head.post(TOGETHER, sent)
    assert told.status_code == 409
    assert "0施策を確認しました" not in text_of(told)
    assert "1施策も確認していません" in text_of(told)
    assert "「マイナンバーカードの取得促進」は確認していません。" in text_of(told)


@pytest.mark.parametrize(
    "sheet", ["²:n-p073:²", "99:n-p073:0", "99999999999999999999999:n-p073:0", "１:n-p073:9" * 40, "x"]
)
def test_what_names_no_sheet_confirms_nothing_and_breaks_nothing(head: Client, sheet: str) -> None:
    told = head.post(TOGETHER, {"sheets": [sheet]})
    assert told.status_code == 409
    assert "1施策も確認していません" in text_of(told)


def test_whoever_confirms_finds_the_list_from_the_rounds_and_nobody_else_is_led_there(
    desk: Desk, head: Client, as_: As
) -> None:
    link = 'href="/rounds/confirming/"'
    assert link in head.get("/rounds/").content.decode()
    assert link not in as_(desk.answerer).get("/rounds/").content.decode()
