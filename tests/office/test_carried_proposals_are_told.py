"""Laying proposals into a draft of the plan is told of the round and of every measure that something was proposed for."""

from collections.abc import Callable

import pytest

from monosashi.office.closing.actions_following import Wish, carry, propose, waiting
from monosashi.office.events.models import Event
from monosashi.office.events.queries import history, told
from monosashi.office.rounds.models import FollowUp
from monosashi.office.trail.reading import action_of, lines_of
from office.rounds.desk import Desk

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

OTHER = "n-p096"


def laid(desk: Desk, *nodes: str) -> Event:
    """The event of laying a stage for each measure into one draft."""
    wish = Wish(FollowUp.Kind.STAGE, {"stage": "3"}, "次の段階へ進める。")
    for node in nodes:
        propose(number=desk.round.pk, node=node, wish=wish, by=desk.coordinator)
    carry(number=desk.round.pk, pks=[row.pk for row in waiting(desk.round)], by=desk.coordinator)
    return Event.objects.get(action="round.proposals_carried")


@pytest.mark.parametrize("of", [lambda desk: ("round", str(desk.round.pk)), lambda _: ("measure", OTHER)])
def test_two_proposals_laid_into_a_draft_are_one_event_in_the_history(
    of: Callable[[Desk], tuple[str, str]], desk: Desk
) -> None:
    event = laid(desk, desk.node, OTHER)
    assert told(history(*of(desk), desk.round.plan_id))[0].id == event.pk
    assert event.actor == desk.coordinator.staff.pk


def test_a_measure_that_nothing_was_proposed_for_has_no_event(desk: Desk) -> None:
    event = laid(desk, desk.node)
    assert not history("measure", OTHER, desk.round.plan_id).filter(pk=event.pk).exists()


def test_the_event_says_into_which_file_for_which_measures(desk: Desk) -> None:
    one = told(Event.objects.filter(pk=laid(desk, desk.node, OTHER).pk))[0]
    plan = desk.full.index.node
    assert action_of(one) == "改訂への提案を、計画の改訂案に入れた"
    said = {line.name: line.after for line in lines_of(one)}
    assert set(said) == {"ファイル", "シート"}
    assert plan[desk.node].name in said["シート"]
    assert plan[OTHER].name in said["シート"]
