"""What the editions and papers of a round are called as files: of the middle of a year, provisional and settled are told apart."""

from collections.abc import Callable

import pytest
from django.test import Client

from monosashi.office.closing.actions import close, settle
from monosashi.office.plans.actions_editions import editions_of, verify
from monosashi.office.rounds.models import Round
from office.closing.closed_rounds import UNCHANGED, closed, mid_year
from office.rounds.desk import Desk

pytestmark = pytest.mark.slow


def papers_name(desk: Desk, held: Round) -> str:
    client = Client()
    client.force_login(desk.coordinator.staff)
    sent = client.get(f"/rounds/{held.pk}/papers/?format=xlsx")
    return sent["Content-Disposition"].rpartition("'")[2]


def test_editions_of_one_year_are_named_by_how_firm_they_are(desk: Desk) -> None:
    close(number=mid_year(desk).round.pk, by=desk.coordinator)
    settle(number=closed(desk).pk, meant=UNCHANGED, by=desk.coordinator)
    assert [edition.file for edition in editions_of(desk.round.plan_id)][1:] == [
        "0002-2024-mid_year.edition.json",
        "0003-2024-provisional.edition.json",
        "0004-2024-settled.edition.json",
    ]
    assert verify(desk.round.plan_id).problems == ()


def in_the_middle(desk: Desk) -> Round:
    return mid_year(desk).round


def settled(desk: Desk) -> Round:
    held = closed(desk)
    settle(number=held.pk, meant=UNCHANGED, by=desk.coordinator)
    return held


@pytest.mark.parametrize(
    ("ready", "word"), [(in_the_middle, "mid_year"), (closed, "provisional"), (settled, "settled")]
)
def test_papers_are_named_by_how_firm_they_are(desk: Desk, ready: Callable[[Desk], Round], word: str) -> None:
    assert papers_name(desk, ready(desk)) == f"{desk.round.plan_id}-papers-2024-{word}.xlsx"
